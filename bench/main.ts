// The benchmark: compares two ways to store a volume in one cache service on this machine.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCacheService, type CacheService } from '../rig/cache-service/service.ts'
import { Ours, Peer, type Contestant, type Stage, type Step } from './contestants.ts'
import { describeMachine, touchMemory } from './machine.ts'
import { measure, startUpSeconds, type Sample } from './measure.ts'
import { summarize, type Measurements, type Results } from './results.ts'
import { sizes, type SizeName } from './state.ts'
import { writeReport } from './report.ts'

const usage = `usage: script/bench [options]
  --size small|medium|large  of the state: 0.2, 1.8 or 6 GB (default small)
  --rounds N                 (default 3)
  --bandwidth LIMIT          unlimited, or MB a second such as 125MB (default unlimited)
  --folder DIR               on the disk to measure (default: the system's folder for temporary files)
  --engine-image             compare ways to download the engine's image instead
  --engine-start --archive IMAGE.tar
                             compare a pull with the engine's files from the cache, for a \`docker save\` of an engine
  --object-storage           measure restores and saves in a bucket instead
  --on-demand                measure volumes that fetch on demand instead; see --on-demand --help
  --first-call               measure the time until a job's first result instead
  --real                     measure whole jobs on the real Dagger instead; see --real --help
  --year                     measure nothing; simulate a year of saves and write the pages
`

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    rounds: { type: 'string', default: '3' },
    bandwidth: { type: 'string', default: 'unlimited' },
    folder: { type: 'string', default: tmpdir() },
    programs: { type: 'string', default: '' },
    year: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const megabytesPerSecond = values.bandwidth === 'unlimited' ? undefined : parseInt(values.bandwidth)
const isSize = (name: string): name is SizeName => Object.hasOwn(sizes, name)
if (values.help || !isSize(values.size) || Number.isNaN(megabytesPerSecond) || !(Number(values.rounds) > 0)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}
const sizeName = values.size
const size = sizes[sizeName]
const root = dirname(import.meta.dirname)
const target = join(root, 'docs/benchmark')
await mkdir(target, { recursive: true })
if (values.year) {
  await writeReport(target)
  process.exit()
}

const folder = await mkdtemp(join(values.folder, 'warm-dagger-bench-'))
await mkdir(join(folder, 'runner-temp'))
// In memory if there is enough, because the real service does not write to its client's disk.
const blobsInMemory = totalmem() > 6 * size.bytes
const service = await startCacheService({
  ...(!blobsInMemory && { folder: join(folder, 'blobs') }),
  totalBytes: Infinity,
})
try {
  const machine = await describeMachine(folder)
  await touchMemory()
  const startUp = await startUps()
  // After each round, so that an interrupted run keeps its finished rounds.
  await compete({ folder, programs: values.programs, service }, async (measurements, rounds) => {
    const results: Results = {
      size: { name: sizeName, ...size },
      bytesPerSecond: megabytesPerSecond === undefined ? null : megabytesPerSecond * 1e6,
      rounds,
      date: new Date().toISOString().slice(0, 10),
      machine,
      blobsInMemory,
      ...summarize(measurements),
      startUp,
    }
    const name = megabytesPerSecond === undefined ? sizeName : `${sizeName}-${megabytesPerSecond}MB`
    await writeFile(join(target, `${name}.json`), `${JSON.stringify(results, undefined, 2)}\n`)
    await writeReport(target)
  })
} finally {
  await service.stop()
  await rm(folder, { recursive: true, force: true })
}

async function compete(
  stage: Stage,
  afterRound: (measurements: Measurements, rounds: number) => Promise<void>,
): Promise<void> {
  const ours = new Ours(stage)
  const contestants = { ours, peer: new Peer(stage) } as const
  const measurements: Measurements = { ours: {}, peer: {}, floor: { fetch: [], write: [] }, parts: [] }
  for (const [name, contestant] of Object.entries(contestants)) {
    say(`generating the state for ${name}: ${size.bytes / 1e9} GB, ${size.entries} entries`)
    await contestant.prepare(size)
  }
  await service.limitBandwidth(megabytesPerSecond === undefined ? undefined : megabytesPerSecond * 1e6)
  const run = async (name: keyof typeof contestants, contestant: Contestant): Promise<void> => {
    await contestant.round(size, (step: Step, sample: Sample) => {
      const samples = (measurements[name][step] ??= [])
      samples.push(sample)
      say(`  ${name}, ${step}: ${inWords(sample)}`)
    })
  }
  for (let round = 1; round <= Number(values.rounds); round++) {
    say(`round ${round} of ${values.rounds}`)
    const first = round % 2 === 1 ? 'ours' : 'peer'
    await run(first, contestants[first])
    const second = first === 'ours' ? 'peer' : 'ours'
    await run(second, contestants[second])
    const packs = join(stage.folder, 'packs')
    await floor('keep', packs)
    for (const kind of ['fetch', 'write'] as const) {
      const sample = await floor(kind, packs)
      measurements.floor[kind].push(sample)
      say(`  floor, ${kind}: ${inWords(sample)}`)
    }
    await rm(packs, { recursive: true })
    measurements.parts.push(await parts())
    forget(service)
    await afterRound(measurements, round)
  }

  async function parts(): Promise<Sample> {
    return await measure(service, {
      args: [join(stage.programs, 'bench/parts.js'), ours.base],
      cwd: stage.folder,
      env: {},
    })
  }

  async function floor(kind: string, packs: string): Promise<Sample> {
    return await measure(service, {
      args: [join(stage.programs, 'bench/floor.js'), kind, packs, ours.firstEntry],
      cwd: stage.folder,
      env: service.environmentFor({ scopes: ['refs/heads/main'] }),
    })
  }
}

/** Removes all entries, so that a round does not find those of the previous one. */
function forget(cache: CacheService): void {
  for (const { key } of cache.entries()) cache.remove(key)
}

/** Measures the time until the first output of each file that a runner starts. */
async function startUps(): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {}
  for (const entry of ['main', 'restore', 'run', 'save', 'select-runner']) {
    const seconds: number[] = []
    for (let n = 0; n < 5; n++) {
      const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_ENV: 'env', GITHUB_PATH: 'path' }
      const env = Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, join(folder, `github-${file}`)]),
      )
      for (const path of Object.values(env)) await writeFile(path, '')
      const scratch = await mkdtemp(join(folder, 'start-'))
      seconds.push(
        await startUpSeconds({
          args: [join(root, 'dist', `${entry}.js`)],
          cwd: scratch,
          env: { ...env, RUNNER_TEMP: scratch, INPUT_VERSION: '0.21.8', INPUT_PROVIDER: 'github' },
        }),
      )
    }
    found[entry] = seconds
  }
  return found
}

function inWords({ seconds, cpuSeconds, movedBytes, peakBytes, detail }: Sample): string {
  const figures = `${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU`
  const bytes = `${(movedBytes / 1e6).toFixed(1)} MB moved, ${(peakBytes / 1e6).toFixed(0)} MB resident at most`
  return `${figures}, ${bytes}${detail ? ` ${JSON.stringify(detail)}` : ''}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
