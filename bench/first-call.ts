// Measures the time from the start of a job's first step to the result of its first call: whole jobs with the built
// actions, a state to restore and an engine image to pull. The engine and CLI are stand-ins that respond immediately.
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { actions, startMachine } from '../rig/machine/machine.ts'
import { serveImage } from '../rig/registry/server.ts'
import { attempt, run } from '../src/programs.ts'
import { silent } from '../src/log.ts'
import { entryKey } from '../src/policy/keys.ts'
import { actionsStore } from '../src/store/actions.ts'
import { saveSnapshot } from '../src/snapshot/write-snapshot.ts'
import { Ours } from './contestants.ts'
import { describeMachine, touchMemory } from './machine.ts'
import { spread, spreadInWords, type Spread } from './results.ts'
import { sizes } from './state.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, folder: { type: 'string', default: tmpdir() } },
})
const version = '0.21.8'
const key = 'first-call'
const bytesPerSecond = 125e6
const ballast = 250e6
const size = sizes.medium

const folder = await mkdtemp(join(values.folder, 'warm-dagger-first-call-'))
const here = await describeMachine(folder)
const machine = await startMachine({ versions: [version], totalBytes: Infinity })
try {
  const registry = await serveLargeEngine()
  try {
    await storeState()
    await touchMemory()
    await machine.service.limitBandwidth(bytesPerSecond)
    const seconds = { parts: [] as number[], whole: [] as number[], onDemand: [] as number[] }
    const restore = { version, key }
    const call = { version, 'engine-image': registry.image, call: 'echo --text=hi' }
    for (let round = 1; round <= Number(values.rounds); round++) {
      const whole = { ...restore, fetch: 'all' }
      seconds.parts.push(await timeJob({ restore: whole, run: call }, registry.image))
      const all = { ...restore, ...call, save: 'never' }
      seconds.whole.push(await timeJob({ allInOne: { ...all, fetch: 'all' } }, registry.image))
      seconds.onDemand.push(await timeJob({ allInOne: { ...all, fetch: 'on-demand' } }, registry.image))
    }
    const path = join(dirname(import.meta.dirname), 'docs/benchmark/first-call.md')
    await writeFile(path, report(spread(seconds.parts), spread(seconds.whole), spread(seconds.onDemand)))
  } finally {
    await registry.close()
  }
} finally {
  await machine.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Serves an engine's image with 250 MB of ballast, half of it compressible, and removes it from this machine. */
async function serveLargeEngine() {
  const context = join(folder, 'context')
  await mkdir(context)
  const half = Buffer.alloc(ballast / 2, 'as programs compress ')
  await writeFile(join(context, 'ballast'), Buffer.concat([randomBytes(ballast / 2), half]))
  await writeFile(
    join(context, 'Dockerfile'),
    `FROM registry.dagger.io/engine:v${version}\nCOPY ballast /ballast\n`,
  )
  await run('docker', ['build', '--quiet', '--tag', 'first-call-engine', context])
  const registry = await serveImage('first-call-engine')
  await run('docker', ['image', 'rm', '--force', 'first-call-engine'])
  await attempt('docker', ['builder', 'prune', '--all', '--force'])
  return registry
}

async function storeState(): Promise<void> {
  const state = new Ours({ folder, programs: '', service: machine.service })
  await state.prepare(size)
  const env = { ...process.env, ...machine.service.environmentFor({ scopes: ['refs/heads/main'] }) }
  const store = actionsStore(env, silent, join(folder, 'staging'))
  if (!store) throw new Error('there is no cache service')
  await saveSnapshot({
    image: state.base,
    store,
    engineVersion: version,
    previous: undefined,
    entryKey: entryKey(key, { runId: '1', attempt: '1', random: '1' }),
  })
  await rm(state.base)
}

type Inputs = Readonly<Record<string, string>>

/** @returns the seconds of all steps together */
async function timeJob(steps: Partial<Record<keyof typeof actions, Inputs>>, image: string): Promise<number> {
  const job = await machine.newJob()
  let milliseconds = 0
  for (const [action, inputs] of Object.entries(steps)) {
    const result = await job.uses(actions[action as keyof typeof actions], { with: inputs })
    if (result.outcome !== 'success') throw new Error(result.log)
    milliseconds += result.durationMilliseconds
    process.stdout.write(`${action}: ${(result.durationMilliseconds / 1000).toFixed(1)} s\n${result.log}\n`)
  }
  await machine.forgetMachine()
  await attempt('docker', ['image', 'rm', '--force', image])
  await attempt('docker', ['image', 'prune', '--force'])
  await run('sync')
  return milliseconds / 1000
}

function report(parts: Spread, whole: Spread, onDemand: Spread): string {
  const cells = (of: Spread) => spreadInWords(of, 1)
  return [
    '# Time until the first result',
    '',
    '`script/bench --first-call` measures whole jobs with the built actions on a new machine, and generates this page. The state is the medium one of [the benchmark](README.md), 1.8 GB, downloaded at 125 MB/s. The image has 250 MB and comes from a registry on the same machine, without a limit. The engine and the CLI are stand-ins that respond immediately.',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${values.rounds} rounds. ${here.processor}, ${here.cores} cores, Linux ${here.kernel}, Node ${here.node}. Load before the start: ${here.loadBefore.toFixed(1)}.`,
    '',
    '| Job | Seconds, median (minimum–maximum) |',
    '| --- | --- |',
    `| \`restore\`, then \`run\`, with \`fetch: all\` | ${cells(parts)} |`,
    `| All in one step, with \`fetch: all\`: downloads the state, the image and the CLI in parallel | ${cells(whole)} |`,
    `| All in one step, with \`fetch: on-demand\`: waits for the image only | ${cells(onDemand)} |`,
    '',
  ].join('\n')
}
