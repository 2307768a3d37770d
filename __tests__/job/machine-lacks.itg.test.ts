import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StepResult } from '../../rig/runner/job.ts'
import { run } from '../../src/programs.ts'
import { inspectContainer, inspectVolume } from '../../src/docker.ts'
import { missingPrerequisite } from '../../src/disk/prerequisites.ts'
import { startSecondDaemon, type DockerDaemon } from '../../rig/machine/docker-daemon.ts'
import { makeSmallHost, type SmallHost } from '../../rig/machine/small-host.ts'
import { actions, loopsBelow, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const container = `warm-dagger-${version}`
const volume = 'dagger-engine'
const inputs = { version, 'volume-size': '1GiB', save: 'always', call: 'echo --text=hi' }
const GiB = 2 ** 30

const machine = machineOfFile({ versions: [version] })
let folder: string
let undo: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'machine-lacks-'))
})

afterEach(async () => {
  for (const step of undo.toReversed()) await step()
  undo = []
  await rm(folder, { recursive: true })
})

/** A folder of programs that comes before the machine's. */
async function shadow(program: string, script: string): Promise<string> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  const real = (await run('which', [program])).trim()
  await writeFile(join(bin, program), `#!/bin/sh\nreal=${real}\n${script}\n`)
  await chmod(join(bin, program), 0o755)
  return bin
}

/** A PATH with all of the machine's programs but one. */
async function pathWithout(program: string): Promise<string> {
  const bin = join(folder, 'all-but-one')
  await mkdir(bin)
  for (const place of (process.env['PATH'] ?? '').split(':')) {
    for (const name of await readdir(place).catch(() => [])) {
      if (name !== program) await symlink(join(place, name), join(bin, name)).catch(() => undefined)
    }
  }
  return bin
}

/** A job that is as good as one without a cache: it says why, its command works, and nothing is saved or left. */
async function expectColdJob(options: MachineJobOptions, why: string | RegExp): Promise<StepResult> {
  const job = await machine.newJob(options)
  const main = await job.uses(actions.allInOne, { with: inputs })
  expect(main.log).toMatch(why)
  expect(main.outcome).toBe('success')
  expect(main.outputs['cache-hit']).toBe('')
  expect(main.outputs['output']).toBe('hi')
  expect(await loopsBelow(job.temp)).toEqual([])
  const [post] = await job.finish()
  expect(post?.outcome).toBe('success')
  expect(post?.log).toContain('Nothing is saved')
  expect(machine.service.entries()).toEqual([])
  return main
}

describe('a machine without Docker', () => {
  test.each([
    ['command', async () => ({ PATH: await pathWithout('docker') }), 'The docker command is not on the PATH'],
    [
      'daemon',
      () => Promise.resolve({ DOCKER_HOST: `unix://${folder}/nobody-listens.sock` }),
      'The Docker daemon does not respond',
    ],
  ])('for want of its %s restores and saves nothing, and goes on', async (_what, env, why) => {
    const job = await machine.newJob({ env: await env() })
    const restore = await job.uses(actions.restore, { with: { version } })
    expect(restore.outcome).toBe('success')
    expect(restore.log).toContain(why)
    const save = await job.uses(actions.save, { with: { save: 'always' } })
    expect(save.outcome).toBe('success')
    expect(save.log).toContain(why)
    for (const post of await job.finish()) expect(post.outcome).toBe('success')
  })
})

describe('a daemon that may not have access to the disks of this machine', () => {
  test('is one that is reached over the network', async () => {
    const socket = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace('unix://', '')
    const proxy = createServer((client) => {
      const daemon = connect(socket)
      client.pipe(daemon).pipe(client)
      for (const end of [client, daemon]) end.on('error', () => end.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    undo.push(() => Promise.resolve(proxy.close()))
    const address = `tcp://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    await expectColdJob({ env: { DOCKER_HOST: address } }, `The Docker daemon is at ${address}`)
    expect((await inspectVolume(volume))?.options).toEqual({})
  })

  test("is one whose mounts are missing in the machine's mount table, although its socket is local", async () => {
    const { address } = await secondDaemon(true)
    const there = { env: { DOCKER_HOST: address } }
    const job = await machine.newJob(there)
    const main = await job.uses(actions.allInOne, { with: inputs })
    expect(main.outcome).toBe('success')
    expect(main.outputs['output']).toBe('hi')
    expect(main.log).toContain('was mounted by a Docker daemon on another machine')
    expect(await loopsBelow(job.temp)).toEqual([])
    const options = await run('docker', ['volume', 'inspect', '--format', '{{.Options}}', volume], there)
    expect(options.trim()).toBe('map[]')
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post?.log).toContain('Nothing is saved')
    expect(machine.service.entries()).toEqual([])
  })
})

async function secondDaemon(elsewhere: boolean): Promise<DockerDaemon> {
  const image = `registry.dagger.io/engine:v${version}`
  const daemon = await startSecondDaemon(folder, elsewhere, image)
  undo.push(() => daemon.remove())
  return daemon
}

describe('a machine that cannot make a volume', () => {
  test.each(['losetup', 'mke2fs', 'resize2fs', 'fstrim'])(
    'names the program %s when it lacks it',
    async (program) => {
      const path = process.env['PATH']
      process.env['PATH'] = await pathWithout(program)
      try {
        expect(await missingPrerequisite()).toBe(`The program ${program} is not on this machine.`)
      } finally {
        process.env['PATH'] = path
      }
    },
  )

  test.each(['darwin', 'win32'] as const)('is one of %s', async (platform) => {
    expect(await missingPrerequisite(platform)).toContain(`This is ${platform}`)
  })

  test('for mke2fs fails', async () => {
    const programs = await shadow('mke2fs', 'echo mke2fs: out of luck >&2; exit 1')
    const main = await expectColdJob({ programs }, 'The volume could not be created')
    expect(messages(main).join('\n')).toContain('mke2fs: out of luck')
  })

  test('has no loop device left', async () => {
    // The machine's own are not to be used up, others need them.
    const none = 'losetup: cannot find an unused loop device: No such device'
    const programs = await shadow(
      'losetup',
      `case "$*" in *--find*) echo '${none}' >&2; exit 1 ;; esac; exec "$real" "$@"`,
    )
    // Before anything is fetched.
    await expectColdJob({ programs }, `No loop device is available: ${none}.`)
  })

  test('fails if Docker refuses the volume, and then detaches its loop device', async () => {
    const refuse = '[ "$1 $2" != "volume create" ] || { echo no such driver >&2; exit 1; }; exec "$real" "$@"'
    const programs = await shadow('docker', refuse)
    await expectColdJob({ programs }, 'no such driver')
  })
})

test("a machine that cannot store a job's record makes the job start cold, and has no other effect", async () => {
  const job = await machine.newJob()
  // Like a full disk: a file prevents the creation of the folder.
  await writeFile(join(job.temp, 'warm-dagger'), '')
  const restore = await job.uses(actions.restore, { with: { version } })
  expect(restore.outcome).toBe('success')
  expect(restore.outputs['cache-hit']).toBe('')
  const said = messages(restore).join('\n')
  expect(said).toContain("The engine's volume could not be created")
  expect(said).toContain('later steps do not know what this step did')
  await rm(join(job.temp, 'warm-dagger'))

  await job.uses(actions.restore, { with: { version, 'volume-size': '1GiB' } })
  await mkdir(join(job.temp, 'warm-dagger', 'job.json.new'))
  const main = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
  expect(main.outcome).toBe('success')
  expect(main.outputs['output']).toBe('hi')
})

test('a summary that cannot be written does not affect the job', async () => {
  const job = await machine.newJob({
    // The runner's file does not exist any more when the step writes to it.
    preload: ["data:text/javascript,process.env.GITHUB_STEP_SUMMARY='/nonexistent'"],
  })
  const main = await job.uses(actions.allInOne, { with: inputs })
  expect(main.outcome).toBe('success')
  expect(main.log).toContain('The summary could not be written: ')
  const [post] = await job.finish()
  expect(post?.outcome).toBe('success')
  expect(post?.log).toContain('Saved')
})

test("if the engine starts on no volume, the job's record contains none", async () => {
  const programs = await shadow(
    'docker',
    '[ "$1" != run ] || { echo no engines today >&2; exit 125; }; exec "$real" "$@"',
  )
  const job = await machine.newJob({ programs })
  await job.uses(actions.restore, { with: { version, 'volume-size': '1GiB' } })
  const main = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
  expect(main.outcome).toBe('failure')
  expect(messages(main).join('\n')).toContain('The engine could not be started')
  expect((await recordOf(job))?.volume).toBeUndefined()
  expect(await loopsBelow(job.temp)).toEqual([])
  const save = await job.uses(actions.save, { with: { save: 'always' }, if: 'always()' })
  expect(save.log).toMatch(
    /Nothing is saved\. The volume dagger-engine could not be used \(.*no engines today/s,
  )
  expect(save.annotations).toEqual([])
})

describe('a machine whose disk is nearly full', () => {
  /** A job whose folder for temporary files lies on a disk with so many bytes free. */
  async function onDiskWith(free: number): Promise<{ host: SmallHost; temp: string }> {
    const host = await makeSmallHost(folder, 6 * GiB)
    undo.push(() => host.remove())
    await host.fillUpTo(free)
    const temp = join(host.folder, '_temp')
    await mkdir(temp)
    return { host, temp }
  }

  test('has no room for a volume', async () => {
    const { temp } = await onDiskWith(4.5 * GiB)
    await expectColdJob({ temp }, 'This machine has too little free disk space for a volume')
  })

  test('has no room for the stored state, which is then not restored', async () => {
    const first = await machine.newJob()
    await first.uses(actions.allInOne, { with: { ...inputs, 'volume-size': '2GiB' } })
    // Many chunks that are small when compressed.
    const large =
      'cd /var/lib/dagger && yes | head -c 16777216 >part && for _ in $(seq 65); do cat part; done >large'
    await run('docker', ['exec', container, 'sh', '-c', large])
    const [saved] = await first.finish()
    expect(saved?.log).toContain('Saved')
    await machine.forgetMachine()

    const { temp } = await onDiskWith(5.02 * GiB)
    const job = await machine.newJob({ temp })
    const main = await job.uses(actions.allInOne, { with: inputs })
    expect(main.outcome).toBe('success')
    expect(main.outputs['cache-hit']).toBe('')
    expect(main.outputs['engine-cache']).toBe('cold')
    expect(messages(main).join('\n')).toMatch(
      /The state .* needs .* but this machine has too little free disk space\. The engine starts cold\./,
    )
  })

  test('that fills up during the job does not save a state with lost data', async () => {
    const { host, temp } = await onDiskWith(5.2 * GiB)
    const job = await machine.newJob({ temp })
    const main = await job.uses(actions.allInOne, { with: inputs })
    expect(main.outputs['engine-cache']).toBe('cold')
    await host.clear()
    await host.fillUpTo(20 * 2 ** 20)
    await run('docker', ['exec', container, 'function', 'fill', '60000000'])
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post?.annotations.map(({ message }) => message).join('\n')).toMatch(
      /^Nothing was saved: the engine's state is incomplete: .*(written to disk|errors_count|warning_count)/,
    )
    expect((await inspectContainer(container))?.exitCode).toBe(0)
    expect(machine.service.entries()).toEqual([])
    await machine.forgetMachine()
  })
})

test('a daemon that restarts while the engine runs prevents the save', async () => {
  const daemon = await secondDaemon(false)
  const job = await machine.newJob({ env: { DOCKER_HOST: daemon.address } })
  const main = await job.uses(actions.allInOne, { with: { ...inputs, call: 'churn --seed=1 --files=10' } })
  expect(main.outcome).toBe('success')
  await daemon.restart()
  const [post] = await job.finish()
  expect(post?.outcome).toBe('success')
  // The daemon may be as far as to have started it again, or not.
  expect(post?.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/the engine (was no longer running|exited during the job and was started again)/),
  ])
  expect(machine.service.entries()).toEqual([])
})

test('a daemon that restarts between two steps, while no engine runs, has no effect', async () => {
  const daemon = await secondDaemon(false)
  const job = await machine.newJob({ env: { DOCKER_HOST: daemon.address } })
  await job.uses(actions.restore, { with: { version, 'volume-size': '1GiB' } })
  await daemon.restart()
  const main = await job.uses(actions.run, { with: { version, call: 'churn --seed=1 --files=10' } })
  expect(main.outcome).toBe('success')
  expect((await recordOf(job))?.volume).toBeDefined()
  const save = await job.uses(actions.save, { with: { save: 'always' } })
  expect(save.log).toContain('Saved')
})
