import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { askVolume } from '../../src/demand/control.ts'
import { findServer } from '../../src/disk/served-file.ts'
import { readSuperblock } from '../../src/disk/superblock.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { until } from '../../rig/until.ts'
import { isOldKind, makeMemoryGroup } from '../../rig/machine/memory-group.ts'
import { run } from '../../src/programs.ts'
import { actions, loopsBelow, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const onDemand = { fetch: 'on-demand' } as const

const machine = machineOfFile({ versions: [version] })

beforeAll(async () => {
  // Large enough to be worth it.
  await storeState('fill --bytes=80000000')
  machine.keepEntries()
})

afterEach(async () => {
  await machine.service.injectFaults(undefined)
})

type Inputs = Readonly<Record<string, string>>

interface Begun {
  readonly job: Job
  readonly main: StepResult
}

async function begin(more: Inputs = {}, options: MachineJobOptions = {}): Promise<Begun> {
  const job = await machine.newJob(options)
  const inputs = { version, 'volume-size': '1GiB', key: 'state', ...more }
  return { job, main: await job.uses(actions.allInOne, { with: inputs }) }
}

/** A job that has restored the state, and started no engine yet. */
async function restored(): Promise<Job> {
  const job = await machine.newJob()
  const inputs = { version, 'volume-size': '1GiB', key: 'state', ...onDemand }
  const { log } = await job.uses(actions.restore, { with: inputs })
  expect(log).toContain('Its parts are fetched when the engine reads them.')
  return job
}

/** The step of such a job that starts the engine. */
async function runOn(job: Job): Promise<Begun> {
  return { job, main: await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } }) }
}

/** The keys in the cache that begin so, the oldest first. */
function stored(prefix: string): readonly string[] {
  return machine.service.entries().flatMap(({ key }) => (key.startsWith(prefix) ? [key] : []))
}

const hashOf = (packKey: string) => /[0-9a-f]{64}/.exec(packKey)?.[0] ?? ''

/** Indices of all chunks of a volume. */
const allChunks = Array.from({ length: 1024 }, (_, index) => index)

async function end({ job }: Begun): Promise<StepResult> {
  const [post] = await job.finish()
  if (!post) throw new Error('the action had no post')
  return post
}

async function storeState(call: string, key = 'state'): Promise<void> {
  const post = await end(await begin({ call, key }))
  expect(post.log).toContain('Saved')
  await machine.forgetMachine()
}

async function imageOf(job: Job): Promise<string> {
  const image = (await recordOf(job))?.volume?.image
  if (image === undefined) throw new Error('the job has no volume')
  return image
}

async function mountsBelow(place: string): Promise<readonly string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  return table.split('\n').filter((line) => line.includes(` ${place}/`))
}

const whole = 'The whole state is fetched before the engine starts'

describe('a job whose volume fetches on demand', () => {
  test('starts before its state is fetched, saves its work, and exposes no secret of the process', async () => {
    const call = 'cache-volume --name=log --text=second'
    const second = await begin({ ...onDemand, call, 'cloud-token': 'of-the-cloud' })
    expect(second.main.outcome).toBe('success')
    expect(second.main.outputs).toMatchObject({ 'cache-hit': 'true', 'engine-cache': 'warm' })
    expect(second.main.log).toContain('Its parts are fetched when the engine reads them.')
    expect(second.main.log).not.toContain(whole)
    const image = await imageOf(second.job)
    const { stored, fetched, memory } = await askVolume(dirname(image), { kind: 'status' })
    expect(stored).toBeGreaterThan(70)
    expect(fetched.chunks).toBeLessThan(stored / 4)
    expect(memory).toBeLessThan(200e6)
    // Its process has no token and no input in its environment.
    const { pid = 0 } = (await findServer(image)) ?? {}
    const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0')
    expect(environment.filter((line) => /^RUNNER_TRACKING_ID=./.test(line))).toHaveLength(1)
    expect(environment.filter((line) => /TOKEN|^INPUT_|of-the-cloud/.test(line))).toEqual([])
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('of-the-cloud')
    const post = await end(second)
    expect(post.log).toContain('Saved')
    await machine.forgetMachine()
    expect(await findServer(image)).toBeUndefined()

    // What it saved is a state as any other.
    const third = await begin({ call: 'cache-volume --name=log --text=third' })
    expect(third.main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
    expect(third.main.log).toContain('Attached the state')
  })

  test('gives its volume the size that the machine allows', async () => {
    const larger = await begin({ ...onDemand, 'volume-size': '2GiB', call: 'fill --bytes=1000000' })
    expect(larger.main.log).toContain('Its parts are fetched when the engine reads them.')
    expect(larger.main.outputs['engine-cache']).toBe('warm')
    const image = await imageOf(larger.job)
    expect(await readSuperblock(image)).toMatchObject({ blocks: 2 ** 31 / 4096, cutShort: false })
    const { stored, fetched } = await askVolume(dirname(image), { kind: 'status' })
    expect(fetched.chunks).toBeLessThan(stored / 4)
    expect((await end(larger)).log).toContain('Saved')
  })

  test('saves nothing if a pack cannot be fetched, and names the pack', async () => {
    const begun = await begin({ ...onDemand, call: 'echo --text=hi' })
    await machine.service.injectFaults(({ service }) => (service === 'blob' ? { status: 403 } : undefined))
    const image = await imageOf(begun.job)
    const folder = dirname(image)
    const { failure } = await askVolume(folder, { kind: 'fetch', chunks: allChunks })
    expect(failure).toMatchObject({ kind: 'unavailable' })
    const post = await end(begun)
    expect(post.outcome).toBe('success')
    expect(post.log).toMatch(/Nothing was saved: The pack [0-9a-f]{64} cannot be fetched/)
    expect(stored('warm-dagger-mark/')).toEqual([])
  })

  test('starts cold and marks nothing if the cache refuses what the engine needs first', async () => {
    const job = await restored()
    await machine.service.injectFaults(({ service }) => (service === 'blob' ? { status: 403 } : undefined))
    const { main } = await runOn(job)
    expect(main.outcome).toBe('success')
    expect(messages(main)).toEqual([
      expect.stringMatching(
        /^The volume \S+ could not be used \(The pack [0-9a-f]{64} cannot be fetched: .*\): the engine starts cold and nothing will be saved\.$/,
      ),
    ])
    expect(stored('warm-dagger-mark/')).toEqual([])
  })

  test('starts cold and marks nothing if the process of its volume was killed', async () => {
    const job = await restored()
    const image = await imageOf(job)
    process.kill((await findServer(image))?.pid ?? 0, 'SIGKILL')
    await until('it has ended', async () => (await findServer(image)) === undefined)
    const { main } = await runOn(job)
    expect(main.outcome).toBe('success')
    expect(messages(main)).toEqual([
      expect.stringMatching(
        /could not be used \(The process that serves the volume \S+ has ended\): the engine starts cold/,
      ),
    ])
    expect(stored('warm-dagger-mark/')).toEqual([])
  })

  test('leaves nothing on a self-hosted machine', async () => {
    const begun = await begin(
      { ...onDemand, keep: 'false', call: 'echo --text=hi' },
      { runnerEnvironment: 'self-hosted' },
    )
    expect(begun.main.log).toContain('Its parts are fetched when the engine reads them.')
    const image = await imageOf(begun.job)
    expect(await findServer(image)).toBeDefined()
    await end(begun)
    expect(await findServer(image)).toBeUndefined()
    expect(await mountsBelow(begun.job.temp)).toEqual([])
    expect(await loopsBelow(begun.job.temp)).toEqual([])
  })
})

describe('a state with a pack that', () => {
  let contents: Awaited<ReturnType<typeof machine.service.contents>>

  beforeEach(async () => {
    contents = await machine.service.contents()
  })

  afterEach(async () => {
    await machine.service.replaceContents(contents)
  })

  /** The pack that does not contain the chunk that every start of a volume reads. */
  const lastPack = () => stored('warm-dagger-pack/').at(-1) ?? ''

  test('is missing makes a job start cold, and the third run skips the state', async () => {
    const pack = lastPack()
    const [state = ''] = stored('warm-dagger-snapshot/')
    machine.service.remove(pack)
    const run = async (runId: number): Promise<StepResult> => {
      const begun = await begin({ ...onDemand, save: 'never', call: 'echo --text=hi' }, { runId })
      expect(begun.main.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'cold' })
      await end(begun)
      await machine.forgetMachine()
      return begun.main
    }
    const reason = `The pack ${hashOf(pack)} is no longer in the store`
    const first = await run(1)
    expect(messages(first)).toEqual([
      expect.stringContaining(`could not be used (${reason}): the engine starts cold, on an empty volume.`),
    ])
    expect(first.log).toContain(`The state ${state} is marked. `)
    expect((await run(2)).log).toContain(`The state ${state} is marked for the second time: `)
    expect(messages(await run(3))).toEqual([
      `The state ${state} is skipped: two runs could not use it. The engine starts cold.`,
    ])
  })

  test('is also missing from the previous state leaves an empty volume of the same size', async () => {
    const [pack = ''] = stored('warm-dagger-pack/')
    await storeState('fill --bytes=1000000')
    machine.service.remove(pack)
    const begun = await begin({ ...onDemand, call: 'echo --text=hi' })
    expect(begun.main.log).toContain('Trying the previous state.')
    expect(begun.main.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'cold' })
    expect((await stat(await imageOf(begun.job))).size).toBe(2 ** 30)
  })

  test('becomes wrong during a job is marked, and the job saves nothing', async () => {
    const pack = lastPack()
    const begun = await begin({ ...onDemand, call: 'echo --text=hi' })
    const [state = ''] = stored('warm-dagger-snapshot/')
    await machine.service.corrupt(pack, { flip: 1000 })
    await askVolume(dirname(await imageOf(begun.job)), { kind: 'fetch', chunks: allChunks })
    const failing = await begun.job.uses(actions.run, { with: { version, call: 'fail' } })
    const reason = `The pack ${hashOf(pack)} differs from what was saved: `
    expect(messages(failing, 'warning')).toEqual([
      expect.stringMatching(new RegExp(`^${reason}.* The command may have failed because of this\\.$`)),
    ])
    expect(failing.log).toContain(`The state ${state} is marked. `)
    const posts = await begun.job.finish()
    expect(posts.map(({ log }) => log).join('')).toContain(`Nothing was saved: ${reason}`)
    expect(stored('warm-dagger-mark/')).toHaveLength(1)
    expect(stored('warm-dagger-snapshot/')).toEqual([state])
  })
})

test.each([
  ['less than', 2 ** 28, isOldKind],
  ['more than', 2 ** 50, false],
])('a cgroup that allows %s the memory of the machine', async (_what, bytes, isLimit) => {
  const group = await makeMemoryGroup(`warm-dagger-test-${process.pid}`, bytes)
  try {
    const module = resolve(import.meta.dirname, '../../src/job/on-demand.ts')
    const script = `import('${module}').then(async (it) => console.log(await it.isMemoryLimited()))`
    const [program, ...args] = group.commandLine(process.execPath, '-e', script)
    expect((await run(program, args)).trim()).toBe(String(isLimit))
  } finally {
    await group.remove()
  }
})

describe('the whole state is fetched if', () => {
  test('it is small', async () => {
    await storeState('fill --bytes=2000000', 'small')
    const { main } = await begin({ ...onDemand, key: 'small', call: 'echo --text=hi' })
    expect(main.log).toContain(`${whole}. The state is small.`)
    expect(main.outputs['engine-cache']).toBe('warm')
  })

  test('it stays on the machine', async () => {
    const begun = await begin({ ...onDemand, call: 'echo --text=hi' }, { runnerEnvironment: 'self-hosted' })
    expect(begun.main.log).toContain(`${whole}. This machine keeps it for the next job (input keep).`)
  })
})
