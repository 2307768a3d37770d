import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, open, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { attempt, run } from '../../src/programs.ts'
import { backingFile } from '../../src/disk/loop-device.ts'
import { attemptAsRoot } from '../../src/privileged.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { actions, loopsBelow, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const unpack = 'unpack --name=demo --source=src'
/** Two megabytes that do not compress. */
const work = 'fill --bytes=2000000'

const machine = machineOfFile({ versions: [version] })
/** What outlives the jobs of a machine that stays. */
let toolCache: string
/** Where each runner of the machine has its folder for temporary files. */
let runners: string

beforeEach(async () => {
  toolCache = await realpath(await mkdtemp(join(tmpdir(), 'tool-cache-')))
  runners = await realpath(await mkdtemp(join(tmpdir(), 'runners-')))
})

afterEach(async () => {
  for (const device of await loopsBelow(toolCache)) await attemptAsRoot('losetup', ['--detach', device])
  for (const folder of [toolCache, runners]) await rm(folder, { recursive: true })
})

/** A job of a self-hosted runner; all of them share one machine. */
async function newJob({ temp = join(runners, 'one'), ...options }: MachineJobOptions = {}): Promise<Job> {
  // As a runner does between two jobs.
  await rm(temp, { recursive: true, force: true })
  return await machine.newJob({ runnerEnvironment: 'self-hosted', toolCache, temp, ...options })
}

function inputs(call: string, more: Readonly<Record<string, string>> = {}) {
  return { with: { version, 'volume-size': '1GiB', call, ...more } }
}

async function wholeJob(
  call: string,
  more: Readonly<Record<string, string>> = {},
  options: MachineJobOptions = {},
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const job = await newJob(options)
  const main = await job.uses(actions.allInOne, inputs(call, more))
  const [post] = await job.finish()
  if (!post) throw new Error('the action had no post')
  return { main, post }
}

/** The one step of a job on a machine that nothing comes after. */
async function lastStep(call: string, options: MachineJobOptions = {}): Promise<StepResult> {
  return await (await newJob(options)).uses(actions.allInOne, inputs(call))
}

const manifests = () => machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-snapshot/'))

async function factsOf(job: Job) {
  const record = await recordOf(job)
  if (!record?.volume || record.container === undefined) throw new Error('the job has no engine on a volume')
  return { ...record.volume, name: record.volumeName, container: record.container }
}

/** What the Docker daemon has of ours under the names of a job. */
async function isThere(job: Job): Promise<{ readonly running: boolean; readonly volume: boolean }> {
  const { container, name } = await factsOf(job)
  const { stdout } = await attempt('docker', ['inspect', '--format', '{{.State.Running}}', container])
  const { exitCode } = await attempt('docker', ['volume', 'inspect', name])
  return { running: stdout.trim() === 'true', volume: exitCode === 0 }
}

async function keptFolders(): Promise<readonly string[]> {
  const shelf = join(toolCache, 'warm-dagger/_kept')
  const volumes = await readdir(shelf).catch(() => [])
  const folders = await Promise.all(
    volumes.map(async (volume) =>
      (await readdir(join(shelf, volume))).map((name) => join(shelf, volume, name)),
    ),
  )
  return folders.flat()
}

/** As far as Docker and loop devices go: processes end, mounts and loop devices are gone, volumes and files stay. */
async function reboot(job: Job): Promise<void> {
  const { container, device } = await factsOf(job)
  await run('docker', ['update', '--restart', 'no', container])
  await run('docker', ['kill', container])
  await attemptAsRoot('losetup', ['--detach', device])
  expect(await loopsBelow(toolCache)).toEqual([])
}

describe('a self-hosted machine', () => {
  test('gives a pull request a copy that is then discarded, and starts the next job from the last state, without a download', async () => {
    const first = await wholeJob(unpack)
    expect(first.main.outputs['cache-hit']).toBe('')
    expect(first.main.log).toContain('The engine starts cold.')
    expect(first.main.log).not.toContain('The whole state is fetched')
    expect(first.post.log).toContain('Kept the state on this machine for the next job.')
    expect(first.post.annotations).toEqual([])
    // Between jobs there is nothing but a file.
    expect(await loopsBelow(toolCache)).toEqual([])
    expect((await readdir(join(toolCache, 'warm-dagger'))).toSorted()).toEqual(['_kept', 'volumes'])
    expect(await readdir(join(toolCache, 'warm-dagger/volumes'))).toEqual([])

    const pull = await wholeJob('cache-volume --text=pull', {}, { event: 'pull_request' })
    expect(pull.main.log).toContain('as a copy')
    expect(pull.main.outputs['engine-cache']).toBe('warm')
    expect(pull.post.log).not.toContain('Kept the state on this machine')
    expect(pull.post.log).not.toContain('Stop the engine')
    expect(await loopsBelow(toolCache)).toEqual([])

    const { blobBytesRead: before } = await readBytes()
    const second = await wholeJob('cache-volume --text=main')
    expect(second.main.log).toContain('Used the state that this machine kept')
    expect(second.main.log).toContain('as it is')
    expect(second.main.log).not.toMatch(/The whole state is fetched|starts cold/)
    expect(second.main.outputs).toMatchObject({
      output: '1\n',
      'cache-hit': 'true',
      'cache-matched-key': manifests()[0]?.key,
      'engine-cache': 'warm',
    })
    expect(second.post.log).toMatch(/Saved \d+\.\d MB of /)
    expect(second.post.annotations).toEqual([])
    expect(manifests()).toHaveLength(2)
    expect((await readBytes()).blobBytesRead - before).toBeLessThan(50_000)

    const third = await wholeJob(unpack)
    expect(third.main.log).toContain('.unpack CACHED')
    expect(third.main.outputs['cache-matched-key']).toBe(manifests()[1]?.key)

    // What was saved from a kept state is whole for every other machine.
    const elsewhere = await lastStep(unpack, { runnerEnvironment: 'github-hosted' })
    expect(elsewhere.log).toContain('.unpack CACHED')
    expect(elsewhere.outputs['cache-matched-key']).toBe(manifests()[1]?.key)
  })

  test('keeps no part of a state that it could not keep completely', async () => {
    await mkdir(join(toolCache, 'warm-dagger'))
    await writeFile(join(toolCache, 'warm-dagger/_kept'), 'a file where the folder is to be')
    const job = await wholeJob(unpack)
    expect(job.post.log).toContain('The state could not be kept on this machine: ')
    expect(job.post.log).toContain('Saved ')
    expect(await readdir(join(toolCache, 'warm-dagger/volumes'))).toEqual([])
    expect(await loopsBelow(toolCache)).toEqual([])
  })

  test('keeps a state even without an upload or a cache, but not with keep: false', async () => {
    const options = { cacheService: 'none' } as const
    const first = await wholeJob(unpack, { save: 'never' }, options)
    expect(first.post.log).toContain('Kept the state on this machine')
    const second = await wholeJob(unpack, { keep: 'false' }, options)
    expect(second.main.log).not.toContain('.unpack CACHED')
    const third = await wholeJob(unpack, {}, options)
    expect(third.main.log).toContain('.unpack CACHED')
    expect(third.main.outputs).toMatchObject({
      'cache-hit': 'true',
      'cache-matched-key': '',
      'engine-cache': 'warm',
    })
    expect(manifests()).toEqual([])

    const other = await lastStep(unpack, { ...options, repository: 'acme/other' })
    expect(other.log).not.toContain('.unpack CACHED')
  })

  test('goes on from the cache where the image of a state is another or was not closed, and after a reboot in the middle of a job, whose rest it clears', async () => {
    await wholeJob(unpack)
    const [folder = ''] = await keptFolders()
    const image = await open(join(folder, 'engine.img'), 'r+')
    // s_state, of which bit 0 says that the last one unmounted it in order.
    await image.write(Buffer.from([0, 0]), 0, 2, 1024 + 0x3a)
    await image.close()
    const next = await wholeJob(unpack)
    expect(messages(next.main).join()).toContain('was not closed cleanly')
    // From the cache instead.
    expect(next.main.log).toContain('.unpack CACHED')

    const [again = ''] = await keptFolders()
    const superblock = await open(join(again, 'engine.img'), 'r+')
    await superblock.write(Buffer.alloc(16, 7), 0, 16, 1024 + 0x68) // s_uuid
    await superblock.close()
    const job = await newJob()
    const last = await job.uses(actions.allInOne, inputs(unpack))
    expect(messages(last).join()).toContain('not the one that was kept')
    expect(last.log).toContain('.unpack CACHED')

    expect(await keptFolders()).toEqual([])
    await reboot(job)
    const after = await wholeJob(unpack)
    expect(after.main.log).toContain('which an earlier job left behind')
    expect(after.main.log).toContain('Restored')
    expect(after.main.log).toContain('.unpack CACHED')
    expect(after.post.log).toContain('Kept the state on this machine')
    expect(after.post.annotations).toEqual([])
  })

  test("shrinks a kept state that is larger than the job's volume may be", async () => {
    const size = async (job: Job) => (await stat((await factsOf(job)).image)).size
    const first = await newJob()
    await first.uses(actions.allInOne, inputs(unpack, { 'volume-size': '6GiB' }))
    expect(await size(first)).toBe(6 * 2 ** 30)
    await first.finish()
    const second = await newJob()
    const main = await second.uses(actions.allInOne, inputs(unpack))
    expect(main.log).toContain('as it is')
    expect(main.log).toContain('.unpack CACHED')
    expect(await size(second)).toBe(2 ** 30)
    const [post] = await second.finish()
    expect(post?.annotations).toEqual([])
  })

  test('saves and keeps the whole state if the record of the restored snapshot is lost', async () => {
    await wholeJob(unpack)
    const job = await newJob()
    await job.uses(actions.allInOne, inputs(work))
    await rm(join(job.temp, 'warm-dagger/manifest'))
    const [post] = await job.finish()
    expect(post?.log).toContain(
      'The record of the restored snapshot cannot be read, so a save stores the whole state: ',
    )
    expect(post?.log).toContain('Saved')
    expect(post?.log).toContain('Kept the state on this machine')
    const elsewhere = await lastStep(unpack, { runnerEnvironment: 'github-hosted' })
    expect(elsewhere.outputs['cache-matched-key']).toBe(manifests()[1]?.key)
    expect(elsewhere.log).toContain('.unpack CACHED')
  })

  test('uses only the cache if it cannot write to its tool cache', async () => {
    await asRoot('mount', '-t', 'tmpfs', '-o', 'ro', 'tmpfs', toolCache)
    try {
      const first = await wholeJob(unpack)
      expect(messages(first.main)).toEqual([
        expect.stringContaining('The state cannot be kept on this machine for the next job: EROFS'),
      ])
      expect(first.post.log).toContain('Saved')
      const second = await wholeJob(unpack)
      expect(second.main.outputs['cache-hit']).toBe('true')
      expect(second.main.log).toContain('.unpack CACHED')
    } finally {
      await asRoot('umount', toolCache)
    }
  })
})

describe('a canceled job', () => {
  test.each([
    ['while its volume is made', [], 'No state is stored', ''],
    [
      'while a command runs, after one with work that it would save,',
      [unpack],
      'connect DONE',
      'The job was canceled',
    ],
  ])('%s leaves nothing on the machine and saves nothing', async (_name, done, moment, why) => {
    const job = await newJob()
    const before = await run('docker', ['ps', '--all', '--quiet'])
    for (const call of done) await job.uses(actions.allInOne, inputs(call))
    const step = await job.uses(actions.allInOne, {
      ...inputs('sleep --seconds=600'),
      cancel: { when: (output) => output.includes(moment) },
    })
    expect(step.outcome).toBe('cancelled')
    const posts = await job.finish()
    expect(posts.map(({ outcome }) => outcome)).toEqual([...done, 'canceled'].map(() => 'success'))
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
    expect(posts.map(({ log }) => log).join('')).toContain(why)
    expect(await run('docker', ['ps', '--all', '--quiet'])).toBe(before)
    expect(await run('docker', ['volume', 'ls', '--quiet', '--filter', 'label=warm-dagger'])).toBe('')
    expect([...(await loopsBelow(toolCache)), ...(await loopsBelow(runners))]).toEqual([])
    expect(await keptFolders()).toEqual([])
    expect(machine.service.entries()).toEqual([])
  })
})

/** Programs among which is a docker that, from the first command on that begins so, never answers again. */
async function dockerThatHangsAt(command: string): Promise<string> {
  const programs = await mkdtemp(join(runners, 'programs-'))
  const hung = join(programs, 'hung')
  const docker = `#!/bin/sh
case "$*" in "${command}"*) [ ! -e ${programs}/armed ] || touch ${hung} ;; esac
[ ! -e ${hung} ] || exec sleep 60
PATH=$(echo "$PATH" | sed 's|${programs}:||')
exec docker "$@"
`
  await writeFile(join(programs, 'docker'), docker, { mode: 0o755 })
  return programs
}

test('if the Docker daemon hangs at any command of the save, nothing is saved, and nothing is removed that may be mounted', async () => {
  // The least that can be asked for is a minute: here it passes in a quarter of that.
  const quarter =
    'data:text/javascript,const%20t=AbortSignal.timeout;AbortSignal.timeout=ms=>t.call(AbortSignal,ms/4)'
  const hang = async (command: string) => {
    const temp = join(runners, command.replaceAll(' ', '-'))
    const programs = await dockerThatHangsAt(command)
    const job = await newJob({ temp, programs, preload: [quarter] })
    await job.uses(actions.allInOne, inputs(work, { 'save-timeout': '1' }))
    const { image, device } = await factsOf(job)
    await writeFile(join(programs, 'armed'), '')
    const [post] = await job.finish()
    // A machine that is too busy may not come as far as the last of the commands.
    if (command === 'stop') expect(await readdir(programs)).toContain('hung')
    expect([command, post?.outcome, post?.log]).toEqual([command, 'success', expect.any(String)])
    expect(post?.annotations.map(({ level }) => level)).toContain('warning')
    expect(post?.annotations.map(({ level }) => level)).not.toContain('error')
    expect(await backingFile(device)).toBe(image)
    expect((await stat(image)).size).toBe(2 ** 30)

    const next = await newJob({ temp })
    const main = await next.uses(actions.allInOne, inputs(work))
    expect(main.log).toMatch(/Removing the volume .*, which an earlier job left behind/)
    expect((await next.finish()).map(({ outcome }) => outcome)).toEqual(['success'])
  }
  await Promise.all(['stop', 'volume rm'].map(hang))
  expect([...(await loopsBelow(toolCache)), ...(await loopsBelow(runners))]).toEqual([])
})

test('two runners with the same name on one daemon do not change what belongs to the other, even if one is killed', async () => {
  // As two organizations may have them.
  const other = { temp: join(runners, 'two') }
  const [one, two] = await Promise.all([newJob(), newJob(other)])
  const [first, second] = await Promise.all([
    one.uses(actions.allInOne, inputs(unpack)),
    two.uses(actions.allInOne, inputs(unpack)),
  ])
  expect([first.outcome, second.outcome]).toEqual(['success', 'success'])
  const [ofOne, ofTwo] = [await factsOf(one), await factsOf(two)]
  expect(ofOne.container).not.toBe(ofTwo.container)
  expect(ofOne.name).not.toBe(ofTwo.name)
  expect(ofOne.device).not.toBe(ofTwo.device)

  const killed = await two.uses(actions.run, {
    ...inputs(work),
    kill: { signal: 'SIGKILL', when: (output) => output.includes('The engine') },
  })
  expect(killed.outcome).toBe('killed')
  await two.finish({ runnerLost: true })

  const [post] = await one.finish()
  expect(post?.log).toContain('Kept the state on this machine')
  expect(post?.annotations).toEqual([])
  expect(await isThere(one)).toEqual({ running: false, volume: false })
  expect(await isThere(two)).toEqual({ running: true, volume: true })

  const next = await wholeJob(unpack)
  expect(next.main.log).toContain('as it is')
  expect(next.main.log).toContain('.unpack CACHED')
  expect(next.main.log).not.toContain('which an earlier job left behind')
  expect(await isThere(two)).toEqual({ running: true, volume: true })
  expect(await loopsBelow(toolCache)).toEqual([ofTwo.device])

  const back = await wholeJob(unpack, {}, other)
  expect(back.main.log).toContain(`Removing the volume ${ofTwo.name}, which an earlier job left behind`)
  expect(back.main.log).not.toContain('Used the state')
  expect(await loopsBelow(toolCache)).toEqual([])
  const shelves = (await keptFolders()).map((folder) => dirname(folder))
  expect(new Set(shelves).size).toBe(2)
})

async function readBytes(): Promise<{ readonly blobBytesRead: number }> {
  const traffic = await machine.service.traffic()
  return { blobBytesRead: traffic.bytesOut }
}
