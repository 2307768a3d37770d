import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StepResult } from '../runner/job.ts'
import { suffixOf } from '../../src/github/context.ts'
import { attempt } from '../../src/programs.ts'
import { reasonOf } from '../../src/reason.ts'
import { actions, isOnDemand, recordOf, type MachineJobOptions } from '../machine/machine.ts'
import { Closing } from './closing.ts'
import { contentOf } from './content.ts'
import { Judge } from './judge.ts'
import type { Ending, Fetch, Kind, MachineKind, Scene, Start, Target } from './kind.ts'
import { choosePoint, preloads, Stopover, type Point } from './point.ts'
import { randomOf, type Random } from './random.ts'
import { playStruck } from './struck-job.ts'
import { tracesOn } from './traces.ts'
import { commonInputs, version, type World } from './world.ts'

/** The outcome of one run. */
export interface RunResult {
  /** In words, such as `cold, saved`. */
  readonly outcome: string
  /** The point of the fault. */
  readonly where: string
  /** The broken promises. */
  readonly wrong: readonly string[]
  /** Those that mean that a state was lost, or differs from what its engine closed. */
  readonly lost: readonly string[]
  /** The logs of the job and of the next one. */
  readonly log: string
}

/**
 * Runs one job with a fault, then the next job, and judges what they left.
 *
 * @param fetch how the job fetches its state; undefined: as the seed selects
 */
export async function runOnce(world: World, kind: Kind, seed: number, fetch?: Fetch): Promise<RunResult> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'faults-')))
  const ends: (() => unknown)[] = []
  await world.reset()
  try {
    return await play(world, kind, seed, folder, ends, fetch)
  } finally {
    await world.reset()
    await world.machine.forgetMachine()
    for (const end of ends.toReversed()) await end()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Everything that the seed decides before the job, in this order. */
interface Draw {
  readonly machine: MachineKind
  readonly inOneStep: boolean
  readonly runnerDies: boolean
  readonly point: Point
  readonly call: string
  readonly fetch: Fetch
}

function draw(random: Random, { places, exact }: Kind): Draw {
  return {
    machine: random.pick<MachineKind>(['thrown away', 'stays', 'stays', 'keeps']),
    inOneStep: random.chance(0.5),
    runnerDies: random.chance(0.5),
    point: choosePoint(random.pick(places), random, exact),
    call: random.pick(['fill --bytes=1500000', `churn --seed=${random.integer(1, 9)} --files=60`]),
    fetch: random.pick(['all', 'on-demand']),
  }
}

async function play(
  world: World,
  kind: Kind,
  seed: number,
  folder: string,
  ends: (() => unknown)[],
  fetch?: Fetch,
): Promise<RunResult> {
  const random = randomOf(seed)
  const drawn = draw(random, kind)
  const undoes: (() => unknown)[] = []
  const checks: (() => Promise<string | undefined>)[] = []
  const stored = [world.wrapped, world.older, world.newest]
  const judge = new Judge(kind.right ?? {}, new Map(stored.map(({ key, content }) => [key, content])))
  const added = new Set<string>()
  const scene: Scene = {
    random,
    world,
    folder,
    programs: join(folder, 'bin'),
    undo: (step) => undoes.push(step),
    atEnd: (step) => ends.push(step),
    check: (step) => checks.push(step),
    spoil: (key) => judge.spoiled.add(key),
    adds: (trace) => added.add(trace),
  }
  const arrangement = (await kind.arrange?.(scene)) ?? {}
  const { machine = drawn.machine, dockerHost = '', disk = join(folder, 'disk') } = arrangement
  const stays = machine !== 'thrown away'
  const isWrapped = arrangement.job?.cacheService === 1
  const places = { temp: join(arrangement.diskForTemporary ?? disk, '_temp'), toolCache: join(disk, 'tools') }
  const traces = () => tracesOn({ folder, ...places }, dockerHost)
  await mkdir(disk, { recursive: true })
  await mkdir(join(folder, 'stopover'))
  const closing = await Closing.watch(scene.programs, folder)
  const before = await traces()
  const allowed = () => new Set([...before, ...added])

  // The job.
  const jobOptions: MachineJobOptions = {
    ...(stays && { runnerEnvironment: 'self-hosted' }),
    ...places,
    token: world.api.tokenFor('write'),
    apiUrl: world.api.url,
    cancelDelays: { afterInterruptMilliseconds: 300, afterTerminateMilliseconds: 300 },
    ...arrangement.job,
  }
  const daemon = dockerHost === '' ? {} : { DOCKER_HOST: dockerHost }
  const commonRestoreInputs = {
    ...commonInputs,
    ...(stays && { keep: String(machine === 'keeps') }),
    ...arrangement.restoreInputs,
  }
  const restoreInputs = { ...commonRestoreInputs, fetch: arrangement.fetch ?? fetch ?? drawn.fetch }
  const stopover = new Stopover(join(folder, 'stopover'), drawn.point)
  const job = await world.machine.newJob({
    ...jobOptions,
    programs: scene.programs,
    preload: [...preloads, ...(jobOptions.preload ?? [])],
    env: { STANDIN_DAGGER_CONNECT_MS: '3000', ...daemon, ...stopover.env, ...jobOptions.env },
  })
  const fate = { missed: false }
  const suffix = stays ? suffixOf('runner-1', places.temp) : ''
  const target: Target = {
    ...scene,
    dockerHost,
    container: `warm-dagger-${version}${suffix}`,
    volume: `dagger-engine${suffix}`,
    image: async () => {
      const volume = (await recordOf(job))?.volume
      return volume && { file: volume.image, device: volume.device, onDemand: volume.served !== undefined }
    },
    jumpClocks: () => undefined,
    miss: () => {
      fate.missed = true
    },
    knows: (key, content) => judge.known.set(key, content),
  }
  const closed = join(disk, 'closed.img')
  const { results, where } = await playStruck({
    job,
    restoreInputs,
    stopover,
    target,
    closed,
    call: arrangement.call ?? drawn.call,
    inOneStep: drawn.inOneStep,
    runnerDies: arrangement.runnerDies ?? drawn.runnerDies,
    strike: arrangement.strike ?? kind.strike ?? (() => undefined),
    // An engine that gets the signal before it handles signals must be killed.
    saveInputs: { save: 'always', 'stop-timeout': '20', ...arrangement.inputs },
    restored: async ({ outputs }, image) => {
      const expected = judge.known.get(outputs['cache-matched-key'] ?? '')
      judge.same('What the job restored', expected, await contentOf(image))
    },
  })
  for (const undo of undoes.toReversed()) await undo()
  const contents =
    (await arrangement.contents?.()) ??
    (await world.machine.service.contents()).filter(
      (entry) => (entry.version === world.plainVersion) !== isWrapped,
    )
  const ending = endingOf(results)
  const matched = results.find(({ outputs }) => 'cache-matched-key' in outputs)?.outputs['cache-matched-key']
  const start = matched === undefined ? undefined : startOf(matched, world)
  const saved = judge.fresh(contents).length > 0
  judge.job(results, ending, start, saved, fate.missed)
  const found = await judge.cache(contents, isWrapped, closing, closed, join(folder, 'closed'))

  // The machine, and the next job.
  const cameToItsEnd =
    ending === 'done' ||
    ending === 'failed' ||
    (ending === 'cancelled' && kind.right?.clearsWhenCancelled === true)
  if (!stays) await world.machine.forgetMachine()
  else if (cameToItsEnd && kind.right?.leaves !== true) {
    judge.traces(allowed(), await traces(), 'after the job')
  }
  await empty(places.temp)
  const next = await world.machine.newJob({
    ...jobOptions,
    permission: 'write',
    env: { ...daemon, ...jobOptions.env },
  })
  const restored = await next.uses(actions.restore, { with: commonRestoreInputs })
  await judge.next(restored, (await recordOf(next))?.volume?.image, found)
  const nextResults = [restored, ...(await next.finish())]
  if (stays) judge.traces(allowed(), await traces(), 'after the next job')
  for (const check of checks) {
    const problem = await check().catch(reasonOf)
    if (problem !== undefined) judge.wrong.push(problem)
  }

  const onDemand = results.some(isOnDemand)
  const words = [
    ending === 'done' ? '' : ending,
    start === undefined || start === 'newest' ? '' : start,
    saved ? 'saved' : 'not saved',
    where === undefined || fate.missed ? 'untouched' : '',
  ]
  return {
    outcome: words.filter(Boolean).join(', '),
    where: [
      machine,
      onDemand ? 'on demand' : 'whole',
      drawn.inOneStep ? 'in one step' : 'in parts',
      placeOf(drawn.point, where),
    ].join(', '),
    wrong: [...judge.wrong, ...judge.lost],
    lost: judge.lost,
    log: [...results, ...nextResults]
      .map(({ name, outcome, log }) => `=== ${name}: ${outcome}\n${log}`)
      .join('\n'),
  }
}

function endingOf(results: readonly StepResult[]): Ending {
  const outcomes = results.map(({ outcome }) => outcome)
  if (outcomes.includes('killed')) return 'ended'
  if (outcomes.includes('cancelled')) return 'cancelled'
  return outcomes.includes('failure') ? 'failed' : 'done'
}

function startOf(key: string, { newest, older, wrapped }: World): Start {
  if (key === newest.key || key === wrapped.key) return 'newest'
  return key === older.key ? 'older' : 'cold'
}

function placeOf({ phase, laterMilliseconds }: Point, where = 'what never came'): string {
  return `${phase}, ${laterMilliseconds === undefined ? 'before' : `${laterMilliseconds} ms after the begin of`} ${where}`
}

/** Empties the temporary folder, as a runner does between two jobs. Skips what cannot be removed, such as a mount point. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await attempt('rm', ['-rf', join(folder, name)])
}
