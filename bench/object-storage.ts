// The benchmark of object storage: the same steps as in main.ts, with the states in a bucket of Versity's gateway.
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Bandwidth, ThrottledSocket } from '../rig/cache-service/throttle.ts'
import { startVersity, type ObjectStorage } from '../rig/object-storage/servers.ts'
import { relay } from '../rig/relay.ts'
import { Ours, type Step } from './contestants.ts'
import { describeMachine, touchMemory } from './machine.ts'
import type { Sample } from './measure.ts'
import { loadInWords } from './report.ts'
import { spread } from './results.ts'
import { sizes, type SizeName } from './state.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'medium' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    programs: { type: 'string', default: '' },
  },
})
const size = sizes[values.size as SizeName]
const target = join(dirname(import.meta.dirname), 'docs/benchmark')
const folder = await mkdtemp(join(values.folder, 'warm-dagger-bench-'))
const storage = await startVersity(join(folder, 'storage'), ['states'])
try {
  const machine = await describeMachine(folder)
  await touchMemory()
  const sections: string[] = []
  for (const megabytesPerSecond of [undefined, 125]) {
    const url =
      megabytesPerSecond === undefined ? storage.url : await throttled(storage, megabytesPerSecond * 1e6)
    const samples = await rounds(url, Number(values.rounds))
    sections.push(section(megabytesPerSecond, samples))
  }
  await writeFile(
    join(target, 'object-storage.md'),
    `# Object storage

\`script/bench --object-storage --size ${values.size}\` wrote this page on ${new Date().toISOString().slice(0, 10)}: restores and saves of [the same state](README.md) of ${(size.bytes / 1e9).toFixed(1)} GB in ${size.entries.toLocaleString('en')} entries, in a bucket of Versity's gateway on the same machine. ${machine.processor}, ${machine.cores} cores, Node ${machine.node}. ${loadInWords(machine)}

The gateway uses the same disk and cores; no figure includes its CPU time. Figures are medians of ${values.rounds} rounds, with the minimum and maximum in parentheses. They include loading the SDK, but not the start of Node.

${sections.join('\n\n')}
`,
  )
} finally {
  await storage.stop()
  await rm(folder, { recursive: true, force: true })
}
process.exit()

async function rounds(url: string, count: number): Promise<ReadonlyMap<Step, readonly Sample[]>> {
  const env = { ...storage.env, AWS_ENDPOINT_URL: url, WARM_DAGGER_BENCH_BUCKET: 'states' }
  // What passed is not counted here.
  const traffic = () => Promise.resolve({ bytesIn: 0, bytesOut: 0, cpuSeconds: 0 })
  const ours = new Ours({
    folder,
    programs: values.programs,
    service: { environmentFor: () => env, traffic },
  })
  await ours.prepare(size)
  const samples = new Map<Step, Sample[]>()
  for (let round = 1; round <= count; round++) {
    await ours.round(size, (step, sample) => {
      samples.set(step, [...(samples.get(step) ?? []), sample])
      process.stdout.write(`${step}: ${sample.seconds.toFixed(2)} s\n`)
    })
    // What one round stored is not to be found in the next.
    await rm(join(folder, 'storage/states/bench'), { recursive: true, force: true })
  }
  await rm(ours.base, { force: true })
  return samples
}

function section(limit: number | undefined, samples: ReadonlyMap<Step, readonly Sample[]>): string {
  const rows = [...samples].map(([step, all]) => {
    const [seconds, cpu, peak] = [
      all.map((sample) => sample.seconds),
      all.map((sample) => sample.cpuSeconds),
      all.map((sample) => sample.peakBytes / 1e6),
    ].map(spread)
    if (!seconds || !cpu || !peak) throw new Error('nothing was measured')
    const range = `(${seconds.least.toFixed(2)}–${seconds.most.toFixed(2)})`
    return `| ${step} | ${seconds.median.toFixed(2)} ${range} | ${cpu.median.toFixed(1)} | ${peak.median.toFixed(0)} |`
  })
  return [
    `## Network ${limit === undefined ? 'unlimited' : `${limit} MB/s`}`,
    '',
    '| Step | Time, s | CPU, s | Memory, MB |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** @returns the address of the storage behind a network that carries so much each way */
async function throttled({ url }: ObjectStorage, bytesPerSecond: number): Promise<string> {
  const [up, down] = [new Bandwidth(bytesPerSecond), new Bandwidth(bytesPerSecond)]
  const server = createServer((socket) => {
    relay(new ThrottledSocket(socket, up, down), connect(Number(new URL(url).port), '127.0.0.1'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
