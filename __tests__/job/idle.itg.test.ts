import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions, recordOf } from '../../rig/machine/machine.ts'
import type { Job, JobOptions, StepResult } from '../../rig/runner/job.ts'
import { attempt, run } from '../../src/programs.ts'
import { machineOfFile } from './machine-of-file.ts'

/** Entries are listed by the API up to 0.20, and by the graph of results from 0.21 on. */
const versions = ['0.20.3', '0.21.8'] as const
const cached = 'unpack --name=demo --source=src'

const machine = machineOfFile({ versions })

const keys = () => machine.service.entries().map(({ key }) => key)
const manifests = () => machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-snapshot/'))

interface Finished {
  readonly steps: readonly StepResult[]
  readonly post: string
  readonly engineRan: boolean
}

/** A whole job with one step for each call. @param look before the machine is gone */
async function wholeJob(
  version: string,
  calls: readonly string[],
  more: Readonly<Record<string, string>> = {},
  look: (job: Job) => Promise<void> = () => Promise.resolve(),
): Promise<Finished> {
  const job = await machine.newJob({ dagger: version })
  const steps: StepResult[] = []
  for (const call of calls) {
    steps.push(await job.uses(actions.allInOne, { with: { version, 'volume-size': '1GiB', call, ...more } }))
  }
  expect(steps.map(({ outcome }) => outcome)).toEqual(calls.map(() => 'success'))
  const posts = await job.finish()
  const container = `warm-dagger-${version}`
  const { stdout } = await attempt('docker', ['ps', '--quiet', '--filter', `name=${container}`])
  await look(job)
  await machine.forgetMachine()
  return { steps, post: posts.map(({ log }) => log).join('\n'), engineRan: stdout.trim() !== '' }
}

interface RecordedJob {
  readonly job: Job
  /** A step with a cached call. */
  readonly use: () => Promise<StepResult>
  /** The programs that the action has started since the last call, with their arguments. */
  readonly programs: () => Promise<readonly string[]>
}

async function recordedJob(version: string, options: JobOptions = {}): Promise<RecordedJob> {
  const record = join(await mkdtemp(join(tmpdir(), 'programs-')), 'record')
  const preload = [join(import.meta.dirname, '../../rig/record-programs.js')]
  const job = await machine.newJob({
    ...options,
    dagger: version,
    preload,
    env: { RECORD_PROGRAMS: record },
  })
  return {
    job,
    use: () => job.uses(actions.allInOne, { with: { version, 'volume-size': '1GiB', call: cached } }),
    programs: async () => {
      const text = await readFile(record, 'utf8')
      await rm(record)
      return text.split('\n').filter((line) => line !== '')
    },
  }
}

/** What a job does. Each begins with the state that the one before left. */
const work: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a new result': { call: 'fill --bytes=1000' },
  'a result that replaced another': { call: 'churn --seed=2 --files=1' },
  'an engine that does not report its cache': { call: 'control STANDIN_ENTRIES=fail' },
}

/** Where it makes no difference how entries are listed. */
const moreWork: typeof work = {
  'a service that wrote to a cache volume at equal size': { call: 'serve --name=kept' },
  'a command in a container that wrote to a cache volume': { call: 'cache-volume --name=kept --text=more' },
  'a call that failed': { call: 'fail' },
  'a prune': { verb: 'core', args: 'engine local-cache prune' },
}

describe.each(versions)('on Dagger %s', (version) => {
  let cold: Finished
  let clientDatabases = ''

  beforeAll(async () => {
    const calls = [
      cached,
      'cache-volume --name=kept --text=aaaaaaaaaaaaaaaa',
      'churn --seed=1 --files=1',
      'leave --bytes=9000000',
    ]
    cold = await wholeJob(version, calls, {}, async (job) => {
      const image = (await recordOf(job))?.volume?.image ?? ''
      clientDatabases = await run('debugfs', ['-R', 'ls -p /worker/clientdbs', image])
    })
    machine.keepEntries()
  })

  afterAll(() => {
    machine.forgetEntries()
  })

  test('the databases that clients leave in the state are not saved', () => {
    expect(clientDatabases).toMatch(/\/\.\.\//)
    expect(clientDatabases).not.toContain('.db')
  })

  test('a save first frees only what the engine no longer refers to', async () => {
    expect(cold.post).toMatch(/The engine freed \d+\.\d MB/)
    const bytes = machine.service.entries().reduce((sum, { size }) => sum + size, 0)
    expect(bytes).toBeLessThan(9_000_000)
    const { steps } = await wholeJob(version, ['cache-volume --name=kept --text=line'], { save: 'never' })
    expect(steps[0]?.outputs['output']?.trim()).toBe('2')
  })

  test('an idle job writes nothing and does not stop its engine', async () => {
    const before = keys()
    const { steps, post, engineRan } = await wholeJob(version, [cached, 'echo --text=a'])
    expect(steps[0]?.log).toContain('.unpack CACHED')
    expect(post).toContain('Nothing is saved. The engine did no new work in this job.')
    expect(engineRan).toBe(true)
    expect(keys()).toEqual(before)
  })

  test('the steps of an idle job call docker and query the engine only as often as necessary', async () => {
    const { job, use, programs } = await recordedJob(version)
    const asked = async (): Promise<readonly string[]> => {
      const kinds = /^(?:docker (?:\w+ (?:inspect|create)|\w+)|dagger --silent)/
      return (await programs()).flatMap((line) => kinds.exec(line) ?? []).toSorted()
    }
    await use()
    expect(await asked()).toEqual(['dagger --silent', 'docker run', 'docker volume create'])
    const later = await use()
    expect(await asked()).toEqual([])
    const [laterPost, post] = await job.finish()
    expect(post?.log).toContain('The engine did no new work in this job.')
    expect(await asked()).toEqual(['dagger --silent'])
    // Its post step knows that it has nothing to do, before it loads anything.
    expect(later.state).toEqual({ 'idle-post': 'true' })
    expect(laterPost).toMatchObject({ outcome: 'success', rawOutput: '' })
  })

  test('a job that leaves little is saved without a query, and one query makes the engine free garbage', async () => {
    // So large that 8% of it are more than the databases.
    await wholeJob(version, ['claim --bytes=150000000'])
    for (const [call, queries, frees] of [
      ['fill --bytes=1000', 0, false],
      ['leave --bytes=20000000', 1, true],
    ] as const) {
      const { job, use, programs } = await recordedJob(version)
      await use()
      // In a container, so that the log shows the work.
      for (const work of ['cache-volume --name=kept --text=b', call]) {
        await job.uses(actions.allInOne, { with: { version, 'volume-size': '1GiB', call: work } })
      }
      await programs()
      const post = (await job.finish()).map(({ log }) => log).join('\n')
      expect(post).toContain('Saved')
      expect(/The engine freed 2\d\.\d MB that nothing in its cache refers to/.test(post)).toBe(frees)
      expect((await programs()).filter((line) => line.startsWith('dagger --silent'))).toHaveLength(queries)
      await machine.forgetMachine()
    }
  })

  test('a job that cannot save does not question the engine', async () => {
    const { job, use, programs } = await recordedJob(version, { event: 'pull_request' })
    expect((await use()).outputs['cache-hit']).toBe('true')
    expect((await job.finish()).at(-1)?.log).toContain('Nothing is saved.')
    const all = await programs()
    expect(all).toContainEqual(expect.stringMatching(/^dagger --progress/))
    expect(all).not.toContainEqual(expect.stringMatching(/^dagger --silent/))
  })

  test('a job that did some work is saved, however little', async () => {
    const notSaved: string[] = []
    const all = { ...work, ...(version === '0.21.8' && moreWork) }
    for (const [name, inputs] of Object.entries(all)) {
      const before = manifests().length
      const job = await machine.newJob({ dagger: version })
      await job.uses(actions.allInOne, { with: { version, 'volume-size': '1GiB', ...inputs } })
      await job.finish()
      await machine.forgetMachine()
      if (manifests().length === before) notSaved.push(name)
    }
    expect(notSaved).toEqual([])
  })
})
