import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { suffixOf } from '../../src/github/context.ts'
import { attempt, run } from '../../src/programs.ts'
import { inspectContainer, inspectVolume, removeContainer } from '../../src/docker.ts'
import { makeImage } from '../../src/disk/image.ts'
import { backingFile, detach } from '../../src/disk/loop-device.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { attachAt } from '../../rig/machine/loop-number.ts'
import { actions, loopsBelow, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const container = `warm-dagger-${version}`
const volume = 'dagger-engine'
const selfHosted = { runnerEnvironment: 'self-hosted' } as const
/** Nothing is kept, so that all that the job made is in its own folder. */
const restoreInputs = { version, 'volume-size': '1GiB', keep: 'false' }
const inputs = { ...restoreInputs, save: 'always', call: 'churn --seed=1 --files=10' }

const machine = machineOfFile({ versions: [version] })
let folder: string
let undo: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'machine-leftovers-'))
})

afterEach(async () => {
  await machine.service.limitBandwidth(undefined)
  for (const step of undo.toReversed()) await step()
  undo = []
  await rm(folder, { recursive: true, force: true })
})

/** A job on the same machine as those before it: it has the same folder for temporary files, which may be emptied. */
async function jobHere(options: MachineJobOptions = {}): Promise<Job> {
  return await machine.newJob({ temp: join(folder, '_temp'), ...options })
}

/** The suffix of the names of container and volume on a self-hosted machine. */
function suffix(): string {
  return suffixOf('runner-1', join(folder, '_temp'))
}

/** What a runner does between two jobs; like it, it passes over what cannot be removed, such as a mount point. */
async function emptyTemp(): Promise<void> {
  await attempt('rm', ['-rf', join(folder, '_temp')])
}

async function mountsBelow(place: string): Promise<readonly string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  return table.split('\n').filter((line) => line.includes(` ${place}/`))
}

const said = (step: StepResult) => messages(step).join('\n')

/** Stores a state, on a machine that is then thrown away. */
async function storeState(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const job = await machine.newJob()
  await job.uses(actions.allInOne, { with: { ...inputs, ...more } })
  const [post] = await job.finish()
  expect(post?.log).toContain('Saved')
  await machine.forgetMachine()
}

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}

/** The volume that a step created. @throws Error with the step's log if it created none */
async function volumeAfter(job: Job, step: StepResult): Promise<{ readonly device: string }> {
  const { volume: created } = (await recordOf(job)) ?? {}
  if (!created) throw new Error(`The step created no volume:\n${step.log}`)
  return created
}

/** Puts another image behind a loop number, as happens when one is detached and somebody else attaches his. */
async function recycle(device: string): Promise<{ image: string; hash: string }> {
  const image = join(folder, 'somebody-else.img')
  await makeImage(image, 64 * 2 ** 20)
  const hash = await sha256(image)
  await detach(device)
  await attachAt(device, image)
  undo.push(() => detach(device))
  return { image, hash }
}

describe('a volume that is not ours', () => {
  test('is kept and used as it is, and nothing is saved', async () => {
    await run('docker', ['volume', 'create', volume])
    const job = await jobHere()
    const main = await job.uses(actions.allInOne, { with: inputs })
    expect(main.outcome).toBe('success')
    expect(main.log).toContain(
      `The Docker volume ${volume} already exists and was not created by this action`,
    )
    expect((await inspectContainer(container))?.volumes['/var/lib/dagger']).toBe(volume)
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post?.log).toContain('Nothing is saved')
    expect(machine.service.entries()).toEqual([])
    expect((await inspectVolume(volume))?.labels).toEqual({})
    expect(await loopsBelow(folder)).toEqual([])
  })

  test('can also be ours if another container uses it', async () => {
    const first = await jobHere()
    await first.uses(actions.restore, { with: restoreInputs })
    const image = `registry.dagger.io/engine:v${version}`
    await run('docker', [
      'create',
      '--name',
      'machine-leftovers-other',
      '--volume',
      `${volume}:/there`,
      image,
    ])
    undo.push(() => removeContainer('machine-leftovers-other'))
    const { volume: disk } = (await recordOf(first)) ?? {}
    const second = await machine.newJob({ temp: join(folder, 'second') })
    const main = await second.uses(actions.restore, { with: restoreInputs })
    expect(main.log).toContain('already exists and was not created by this action')
    expect(disk && (await backingFile(disk.device))).toBe(disk?.image)
    await removeContainer('machine-leftovers-other')
  })

  test('is not removed if it replaced ours during the job, either', async () => {
    const job = await jobHere()
    await job.uses(actions.restore, { with: restoreInputs })
    await run('docker', ['volume', 'rm', volume])
    await run('docker', ['volume', 'create', '--label', 'of=somebody', volume])
    undo.push(() => run('docker', ['volume', 'rm', '--force', volume]))
    const main = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
    expect(main.outcome).toBe('success')
    expect((await inspectVolume(volume))?.labels).toEqual({ of: 'somebody' })
    expect((await recordOf(job))?.volume).toBeUndefined()
    expect(await loopsBelow(folder)).toEqual([])
  })
})

describe('a loop number that now belongs to another image', () => {
  test('is never mounted by the next job, which leaves it attached', async () => {
    const first = await jobHere()
    const disk = await volumeAfter(first, await first.uses(actions.allInOne, { with: inputs }))
    await removeContainer(container)
    const other = await recycle(disk.device)
    await emptyTemp()

    const second = await jobHere()
    const main = await second.uses(actions.allInOne, { with: inputs })
    expect(main.outcome).toBe('success')
    const record = await recordOf(second)
    expect(record?.volume?.device).not.toBe(disk.device)
    expect((await inspectVolume(volume))?.options['device']).toBe(record?.volume?.device)
    expect(await backingFile(disk.device)).toBe(other.image)
    expect(await sha256(other.image)).toBe(other.hash)
  })

  test('is not mounted by the same job, whose engine then starts cold on a plain volume', async () => {
    const job = await jobHere()
    const disk = await volumeAfter(job, await job.uses(actions.restore, { with: restoreInputs }))
    const other = await recycle(disk.device)
    const main = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
    expect(main.outcome).toBe('success')
    expect(said(main)).toContain('was replaced after this job created it')
    expect((await inspectVolume(volume))?.options).toEqual({})
    const save = await job.uses(actions.save, { with: { save: 'always' } })
    expect(save.outcome).toBe('success')
    expect(machine.service.entries()).toEqual([])
    expect(await backingFile(disk.device)).toBe(other.image)
    expect(await sha256(other.image)).toBe(other.hash)
  })

  test('is not saved', async () => {
    const job = await jobHere()
    const disk = await volumeAfter(job, await job.uses(actions.allInOne, { with: inputs }))
    await removeContainer(container)
    const other = await recycle(disk.device)
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post && said(post)).toContain('the engine was no longer running')
    expect(machine.service.entries()).toEqual([])
    expect(await sha256(other.image)).toBe(other.hash)
  })
})

describe('the next job removes what a killed job left', () => {
  /** The next job on the machine works as if nothing had been, and then the machine is as before both. */
  async function expectCleared(hit: 'true' | '', save: 'always' | 'never' = 'never'): Promise<void> {
    await emptyTemp()
    const job = await jobHere({ runnerEnvironment: 'self-hosted' })
    const main = await job.uses(actions.allInOne, { with: { ...inputs, save } })
    expect(main.outcome).toBe('success')
    expect(main.outputs['cache-hit']).toBe(hit)
    expect(await loopsBelow(folder)).toHaveLength(1)
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post?.log).not.toContain('could be removed')
    if (save === 'always') expect(machine.service.entries()).not.toEqual([])
    await expectNothing(job)
  }

  async function killed(action: string, when: () => boolean, job: Job): Promise<void> {
    const result = await job.uses(action, { with: inputs, kill: { signal: 'SIGKILL', when } })
    expect(result.outcome).toBe('killed')
  }

  const place = () => join(folder, '_temp', 'warm-dagger')
  const image = () => join(place(), 'volumes', `${volume}${suffix()}`, 'engine.img')

  test('after a kill in the middle of the restore', async () => {
    await storeState({ call: 'fill --bytes=8000000' })
    await machine.service.limitBandwidth(500_000)
    const job = await jobHere(selfHosted)
    await killed(actions.allInOne, () => existsSync(image()), job)
    await machine.service.limitBandwidth(undefined)
    expect(existsSync(image())).toBe(true)
    await expectCleared('true')
  })

  test('after a kill between attaching the image and creating its volume', async () => {
    const job = await jobHere(selfHosted)
    await mkdir(dirname(image()), { recursive: true })
    await makeImage(image(), 64 * 2 ** 20)
    await asRoot('losetup', '--find', image())
    expect(await loopsBelow(folder)).toHaveLength(1)
    await job.finish()
    await expectCleared('')
  })

  test('after a kill of a job that had no volume of ours, because it could not restore', async () => {
    const job = await jobHere({ ...selfHosted, cacheService: 'none' })
    const result = await job.uses(actions.allInOne, {
      with: { ...inputs, call: 'sleep --seconds=60' },
      kill: { signal: 'SIGKILL', when: (output) => output.includes('Started the engine') },
    })
    expect(result.outcome).toBe('killed')
    expect(await inspectVolume(`${volume}${suffix()}`)).toBeDefined()
    await expectCleared('', 'always')
  })

  test('after a kill of a job whose engine the CLI started, without our label', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.restore, { with: restoreInputs })
    const name = `${container}${suffix()}`
    const mount = ['--volume', `${volume}${suffix()}:/var/lib/dagger`]
    await run('docker', ['create', '--name', name, ...mount, `registry.dagger.io/engine:v${version}`])
    await expectCleared('', 'always')
  })

  test('after a kill while the engine works', async () => {
    const job = await jobHere(selfHosted)
    const result = await job.uses(actions.allInOne, {
      with: { ...inputs, call: 'sleep --seconds=60' },
      kill: { signal: 'SIGKILL', when: (output) => output.includes('Started the engine') },
    })
    expect(result.outcome).toBe('killed')
    expect(await loopsBelow(folder)).toHaveLength(1)
    await expectCleared('')
  })

  test('after a kill during the save, which leaves its own mount', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.allInOne, { with: inputs })
    await run('docker', ['exec', `${container}${suffix()}`, 'function', 'control', 'STANDIN_STOP_SECONDS=5'])
    const stopping = () =>
      readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${place()}/warm-dagger-check-`)
    const [post] = await job.finish({ kill: { signal: 'SIGKILL', when: stopping } })
    expect(post?.outcome).toBe('killed')
    expect(await mountsBelow(folder)).toHaveLength(1)
    await expectCleared('')
  })

  test('after a kill of the upload', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.allInOne, { with: { ...inputs, call: 'fill --bytes=8000000' } })
    await machine.service.limitBandwidth(500_000)
    const [post] = await job.finish({
      kill: { signal: 'SIGKILL', when: (output) => output.includes('::endgroup::') },
    })
    expect(post?.outcome).toBe('killed')
    await machine.service.limitBandwidth(undefined)
    await expectCleared('')
  })
})

test('a folder for temporary files that is emptied during the job ends it without a save, and without a failure', async () => {
  const job = await jobHere()
  await job.uses(actions.allInOne, { with: inputs })
  await rm(join(folder, '_temp', 'warm-dagger'), { recursive: true })
  const [post] = await job.finish()
  expect(post?.outcome).toBe('success')
  expect(machine.service.entries()).toEqual([])
})

/** What a job on a self-hosted machine leaves, with save: never as well. */
async function expectNothing(job: Job): Promise<void> {
  const record = await recordOf(job)
  expect(await loopsBelow(folder)).toEqual([])
  expect(await mountsBelow(folder)).toEqual([])
  expect(await inspectVolume(record?.volumeName ?? '')).toBeUndefined()
  expect(await inspectContainer(`${container}${suffix()}`)).toBeUndefined()
  expect(existsSync(join(folder, '_temp', 'warm-dagger', 'engine'))).toBe(false)
}

describe('on a self-hosted machine nothing is left', () => {
  test('by a lookup-only step, which does not save', async () => {
    const job = await jobHere(selfHosted)
    const main = await job.uses(actions.allInOne, { with: { ...inputs, 'lookup-only': 'true' } })
    expect(main.outcome).toBe('success')
    const record = await recordOf(job)
    expect(await inspectVolume(record?.volumeName ?? '')).toBeDefined()
    await job.finish()
    await expectNothing(job)
  })

  test('by a step that fails because no state exists, and does not save', async () => {
    const job = await jobHere(selfHosted)
    const main = await job.uses(actions.allInOne, { with: { ...inputs, 'fail-on-cache-miss': 'true' } })
    expect(main.outcome).toBe('failure')
    expect(await loopsBelow(folder)).toHaveLength(1)
    await job.finish()
    await expectNothing(job)
  })

  test('by steps that do not save, before the one that saves has finished', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.allInOne, { with: inputs })
    await job.uses(actions.allInOne, { with: { ...inputs, 'lookup-only': 'true' } })
    const [second, first] = await job.finish()
    expect(second?.outcome).toBe('success')
    expect(first?.log).toContain('Saved')
    await expectNothing(job)
  })

  test('if RUNNER_TEMP is a symbolic link, and the next job starts warm', async () => {
    await mkdir(join(folder, 'disk'))
    await symlink(join(folder, 'disk'), join(folder, '_temp'))
    for (const hit of ['', 'true']) {
      const job = await jobHere(selfHosted)
      const main = await job.uses(actions.allInOne, { with: inputs })
      expect(main.outputs).toMatchObject({ 'cache-hit': hit, 'engine-cache': hit === '' ? 'cold' : 'warm' })
      expect(main.annotations).toEqual([])
      expect(await loopsBelow(folder)).toHaveLength(1)
      const [post] = await job.finish()
      expect(post?.annotations).toEqual([])
      await expectNothing(job)
    }
  })

  test('by restore and run without a save', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.restore, { with: restoreInputs })
    await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
    expect(await loopsBelow(folder)).toHaveLength(1)
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    await expectNothing(job)
  })

  test('with the separate actions, whose save is not the last step', async () => {
    const job = await jobHere(selfHosted)
    await job.uses(actions.restore, { with: restoreInputs })
    await job.uses(actions.run, { with: { version, call: inputs.call } })
    const save = await job.uses(actions.save, { with: { save: 'always' } })
    expect(save.log).toContain('Saved')
    await job.finish()
    await expectNothing(job)
  })
})
