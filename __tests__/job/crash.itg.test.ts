import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../../rig/loopback-blob-host.js'
import { buildEngineImage } from '../../rig/engine/image.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { attempt, run } from '../../src/programs.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { actions, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const machine = machineOfFile({ versions: [version] })
/** Stores that each test gets a copy of. */
let shelf: string
let folder: string
let runs = 0

beforeAll(async () => {
  shelf = await mkdtemp(join(tmpdir(), 'crash-stores-'))
  folder = join(shelf, 'good')
  await wholeJob()
  folder = join(shelf, 'poisoned')
  await beginWith('good')
  await wholeJob({ calls: [line, 'poison'] })
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crash-'))
})

/** Begins with the state of a job, `good`, or with that and a later one on which the engine panics, `poisoned`. */
async function beginWith(stored: 'good' | 'poisoned'): Promise<void> {
  // The newest entry is the one with the newest time.
  await cp(join(shelf, stored), folder, { recursive: true, preserveTimestamps: true })
}

afterEach(async () => {
  await rm(folder, { recursive: true })
})

afterAll(async () => {
  await rm(shelf, { recursive: true })
})

interface JobPlan {
  /** Calls before the end of the job, one step each. Default: one more line in the cache volume. */
  readonly calls?: readonly string[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly options?: MachineJobOptions
}

interface Finished {
  /** The first step. */
  readonly main: StepResult
  readonly posts: readonly StepResult[]
}

const line = 'cache-volume --text=a'
const marks = (entries: readonly { readonly key: string }[]) =>
  entries.map(({ key }) => key).filter((key) => key.startsWith('warm-dagger-mark/'))

async function begin({ calls = [line], inputs, options }: JobPlan = {}): Promise<{
  job: Job
  main: StepResult
}> {
  // A machine without a cache, unless the test uses it instead of the folder.
  const cacheService = inputs?.['cache-dir'] === '' ? 2 : 'none'
  const job = await machine.newJob({ runId: ++runs, cacheService, ...options })
  const steps: StepResult[] = []
  for (const call of calls) {
    const with_ = {
      version,
      key: 'k',
      'volume-size': '1GiB',
      'cache-dir': join(folder, 'store'),
      call,
      ...inputs,
    }
    steps.push(await job.uses(actions.allInOne, { with: with_ }))
  }
  const [main] = steps
  if (!main) throw new Error('no step ran')
  return { job, main }
}

/** A whole job on a machine that is gone afterwards. */
async function wholeJob(request: JobPlan = {}): Promise<Finished> {
  const { job, main } = await begin(request)
  const posts = await job.finish()
  await machine.forgetMachine()
  return { main, posts }
}

const store = () => new DirectoryStore(join(folder, 'store/github.com/1'))
const stored = async () => await store().list()
const snapshots = async () =>
  (await stored()).map(({ key }) => key).filter((key) => key.includes('-snapshot/'))
const crash = /^The engine could not start with the restored state: it ended and logged: panic: freepages: /
const neverSaves = { inputs: { save: 'never' } }

describe('a state on which the engine panics', () => {
  test('makes the job start from the previous state, which its save then continues', async () => {
    await beginWith('poisoned')
    const [bad, good] = await snapshots()

    const { main } = await wholeJob()
    expect(messages(main)).toEqual([expect.stringMatching(crash)])
    expect(messages(main)[0]).toMatch(/\. Trying the previous state\.$/)
    expect(main.log).toContain(`from ${good ?? ''}.`)
    // One line of the first job, one of this.
    expect(main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })

    const [newest] = await snapshots()
    expect((await readManifest(store(), newest ?? '')).predecessors).toEqual([good])
    expect(await snapshots()).toContain(bad)
    const next = await begin()
    expect(messages(next.main)).toEqual([])
    expect(next.main.outputs).toMatchObject({ output: '3\n', 'engine-cache': 'warm', 'cache-hit': 'true' })
  })

  test('that has no predecessor makes the job start cold, and stays in the store', async () => {
    await wholeJob({ calls: [line, 'poison'] })
    const [bad] = await snapshots()

    const { main, posts } = await wholeJob({ inputs: { clean: 'true' } })
    expect(messages(main)).toEqual([expect.stringMatching(/: the engine starts cold, on an empty volume\.$/)])
    expect(main.outputs).toMatchObject({ output: '1\n', 'engine-cache': 'cold' })
    expect(posts[0]?.log).toContain('Saved ')
    expect(posts[0]?.log).not.toContain('leaned')

    const [newest] = await snapshots()
    expect((await readManifest(store(), newest ?? '')).predecessors).toEqual([bad])
    expect(await snapshots()).toEqual([newest, bad])
  })

  test('is replaced even by a job that changed nothing', async () => {
    await beginWith('poisoned')
    await wholeJob({ calls: ['echo'] })
    expect(await snapshots()).toHaveLength(3)
  })

  test('is skipped by the third job, after two runs have marked it', async () => {
    await beginWith('poisoned')
    const [bad = ''] = await snapshots()

    const first = await wholeJob(neverSaves)
    expect(first.main.log).toContain(`The state ${bad} is marked. `)
    expect(marks(await stored())).toHaveLength(1)
    const again = await wholeJob({ ...neverSaves, options: { runId: runs } })
    expect(messages(again.main)).toEqual([expect.stringMatching(crash)])
    expect(marks(await stored())).toHaveLength(1)

    runs++
    const second = await wholeJob(neverSaves)
    expect(messages(second.main)).toEqual([expect.stringMatching(crash)])
    expect(second.main.log).toContain(`The state ${bad} is marked for the second time: `)
    expect(marks(await stored())).toHaveLength(2)

    const third = await wholeJob()
    expect(messages(third.main)).toEqual([
      `The state ${bad} is skipped: two runs could not use it. Trying the previous state.`,
    ])
    expect(third.main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
    expect(marks(await stored())).toHaveLength(2)
    expect(await snapshots()).toHaveLength(3)
  })

  test.each<[string, MachineJobOptions]>([
    ['another branch, in a store that all branches share', { ref: 'refs/heads/feature' }],
    ['an event that anyone can trigger', { event: 'pull_request_target' }],
  ])('is not marked by %s', async (_name, options) => {
    await beginWith('poisoned')
    const { main } = await wholeJob({ ...neverSaves, options })
    expect(messages(main)).toEqual([expect.stringMatching(crash)])
    expect(main.outcome).toBe('success')
    expect(marks(await stored())).toEqual([])
  })

  test('is marked by a pull request only for itself if the store isolates branches', async () => {
    const inGithub = { 'cache-dir': '' }
    await wholeJob({ calls: ['poison'], inputs: inGithub })
    await wholeJob({ inputs: { ...inGithub, save: 'never' }, options: { event: 'pull_request' } })
    const written = machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-mark/'))
    expect(written.map(({ scope }) => scope)).toEqual(['refs/pull/1/merge'])
  })

  test('that only this machine kept is lost', async () => {
    const inputs = { keep: 'true' }
    const temp = join(folder, 'temp')
    const keeps: MachineJobOptions = {
      runnerEnvironment: 'self-hosted',
      temp,
      toolCache: join(folder, 'tools'),
    }
    const { job } = await begin({ inputs, options: keeps })
    await job.finish()
    await rm(temp, { recursive: true })
    const second = await begin({
      calls: [line, 'poison'],
      inputs: { ...inputs, save: 'never' },
      options: keeps,
    })
    await second.job.finish()
    await rm(temp, { recursive: true })
    const { main } = await begin({ inputs, options: keeps })
    expect(main.log).toContain('Used the state that this machine kept')
    expect(messages(main)).toEqual([expect.stringMatching(crash)])
    expect(main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
    expect(marks(await stored())).toEqual([])
  })
})

describe('a state is neither marked nor removed', () => {
  /** What a job that cannot start the engine leaves of its volume. */
  async function failing(request: JobPlan): Promise<{ main: StepResult; restored: boolean }> {
    const env = { STANDIN_DAGGER_CONNECT_MS: '1', ...request.options?.env }
    const { job, main } = await begin({ ...request, options: { ...request.options, env } })
    const record = JSON.parse(await readFile(join(job.temp, 'warm-dagger/job.json'), 'utf8')) as {
      record: { restoredKey?: string; volume?: object }
    }
    const restored = record.record.restoredKey !== undefined && record.record.volume !== undefined
    await job.finish()
    return { main, restored }
  }

  test("for an engine that refuses the user's engine.json", async () => {
    await beginWith('good')
    const home = join(folder, 'config')
    await mkdir(join(home, 'dagger'), { recursive: true })
    await writeFile(join(home, 'dagger/engine.json'), '{"no":"such field"}')
    const { main, restored } = await failing({ options: { env: { XDG_CONFIG_HOME: home } } })
    expect(main.outcome).toBe('failure')
    expect(messages(main)[0]).toMatch(
      /^The engine could not be started, .*failed to parse config: .*; it does not accept its engine\.json\.$/,
    )
    expect(restored).toBe(true)
    expect(marks(await stored())).toEqual([])
  })

  test('if the engine is killed before it serves', async () => {
    await beginWith('good')
    const image = await buildEngineImage(version, {
      tag: 'crash-test/engine:killed',
      env: { STANDIN_START: 'killed' },
    })
    const { restored } = await failing({ inputs: { 'engine-image': image } })
    expect(restored).toBe(true)
    expect(marks(await stored())).toEqual([])
    await attempt('docker', ['image', 'rm', '--force', image])
  })

  test('if the engine cannot start without a state either', async () => {
    await beginWith('good')
    const image = await buildEngineImage(version, {
      tag: 'crash-test/engine:broken',
      env: { STANDIN_START: 'panic' },
    })
    const { main } = await failing({ inputs: { 'engine-image': image } })
    expect(messages(main).filter((message) => crash.test(message))).toHaveLength(1)
    expect(marks(await stored())).toEqual([])
    const next = await begin()
    expect(next.main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
    await attempt('docker', ['image', 'rm', '--force', image])
  })

  test('if it is in a volume that this action did not create', async () => {
    const volume = 'crash-test'
    await run('docker', ['volume', 'create', volume])
    try {
      const request = { inputs: { volume } }
      const first = await begin({ ...request, calls: [line, 'poison'] })
      await run('docker', ['rm', '--force', (await recordOf(first.job))?.container ?? ''])
      const { main } = await failing(request)
      expect(main.outcome).toBe('failure')
      const mounted = ['run', '--rm', '--privileged', '--volume', `${volume}:/v`, '--entrypoint', 'ls']
      const image = `registry.dagger.io/engine:v${version}`
      expect(await run('docker', [...mounted, image, '/v'])).toContain('standin.env')
    } finally {
      await machine.forgetMachine()
      await run('docker', ['volume', 'rm', '--force', volume])
    }
  })
})
