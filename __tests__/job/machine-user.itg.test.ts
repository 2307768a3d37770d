import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineImage } from '../../rig/engine/image.ts'
import type { StepUser } from '../../rig/runner/process.ts'
import { findServer } from '../../src/disk/served-file.ts'
import { attempt, run } from '../../src/programs.ts'
import { actions, loopsBelow, recordOf, startMachine, type Machine } from '../../rig/machine/machine.ts'

const version = '0.21.8'
const inputs = { version, 'volume-size': '1GiB', save: 'always', call: 'unpack --name=demo --source=src' }
const account = `warm-dagger-${process.pid}`
const sudoers = `/etc/sudoers.d/${account}`

/** What runs as root, by docs/how-it-works.md, and `true`. */
const documented = ['find', 'fstrim', 'losetup', 'mount', 'nsenter', 'stat', 'sync', 'tee', 'true', 'umount']

// Only root can make an account. Where the tests are not run by root, all of them are run by an ordinary user.
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip

describeAsRoot('an ordinary user', () => {
  let machine: Machine
  let user: StepUser
  let folder: string

  beforeAll(async () => {
    machine = await startMachine({ versions: [version] })
    await run('useradd', ['--system', '--no-create-home', '--shell', '/bin/false', account])
    const socket = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace('unix://', '')
    const id = async (flag: string) => Number(await run('id', [flag, account]))
    user = { uid: await id('-u'), gid: await id('-g'), groups: [(await stat(socket)).gid] }
  })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'machine-user-'))
    await chmod(folder, 0o755)
  })

  afterEach(async () => {
    await machine.forgetMachine()
    for (const { key } of machine.service.entries()) machine.service.remove(key)
    await rm(sudoers, { force: true })
    await rm(folder, { recursive: true })
  })

  afterAll(async () => {
    await machine.stop()
    await attempt('userdel', [account])
  })

  /** A sudo that notes what it was asked for. @returns the folder it is in, and what it noted */
  async function recordingSudo() {
    const programs = join(folder, 'bin')
    const record = join(folder, 'sudo.log')
    await mkdir(programs)
    await writeFile(record, '')
    await chmod(record, 0o666)
    const real = (await run('which', ['sudo'])).trim()
    await writeFile(join(programs, 'sudo'), `#!/bin/sh\necho "$*" >>${record}\nexec ${real} "$@"\n`)
    await chmod(join(programs, 'sudo'), 0o755)
    const asked = async () => (await readFile(record, 'utf8')).trim().split('\n')
    return { programs, asked }
  }

  test('with passwordless sudo restores, runs and saves, and runs only the documented programs as root', async () => {
    await writeFile(sudoers, `${account} ALL=(ALL) NOPASSWD: ALL\n`, { mode: 0o440 })
    const { programs, asked } = await recordingSudo()

    const cold = await machine.newJob({ user, programs })
    const first = await cold.uses(actions.allInOne, { with: inputs })
    expect(first.log).not.toContain('warning')
    expect(first.outcome).toBe('success')
    expect(first.outputs['engine-cache']).toBe('cold')
    const { volume } = (await recordOf(cold)) ?? {}
    expect(await stat(volume?.image ?? '')).toMatchObject({ uid: user.uid, mode: 0o100600 })
    const [saved] = await cold.finish()
    expect(saved?.log).toContain('Saved')
    await machine.forgetMachine()

    const warm = await machine.newJob({ user, programs, runnerEnvironment: 'self-hosted' })
    const second = await warm.uses(actions.allInOne, { with: inputs })
    expect(second.outcome).toBe('success')
    expect(second.outputs['cache-hit']).toBe('true')
    expect(second.outputs['engine-cache']).toBe('warm')
    expect(second.log).toContain('CACHED')
    const [idle] = await warm.finish()
    expect(idle?.outcome).toBe('success')
    expect(await loopsBelow(warm.temp)).toEqual([])

    const words = (await asked()).map((line) => line.split(' '))
    expect(new Set(words.map(([flag]) => flag))).toEqual(new Set(['-n']))
    const used = new Set(words.map(([, program]) => program))
    expect([...used].toSorted()).toEqual(documented)
  })

  test("with passwordless sudo stores the engine's image, and starts the engine from its files", async () => {
    await writeFile(sudoers, `${account} ALL=(ALL) NOPASSWD: ALL\n`, { mode: 0o440 })
    const { programs, asked } = await recordingSudo()
    const [image, published] = [engineImage(version), 'machine-user-test/engine']
    await run('docker', ['tag', image, published])
    const docker = (await run('which', ['docker'])).trim()
    const pull = `case "$1" in pull) exec ${docker} tag ${published} ${image};; esac`
    await writeFile(join(programs, 'docker'), `#!/bin/sh\n${pull}\nexec ${docker} "$@"\n`, { mode: 0o755 })
    try {
      await run('docker', ['image', 'rm', image])
      const cold = await machine.newJob({ user, programs })
      await cold.uses(actions.allInOne, { with: inputs })
      const [saved] = await cold.finish()
      expect(saved?.log).toContain('Stored the files of')
      await machine.forgetMachine()

      await run('docker', ['image', 'rm', image])
      const warm = await machine.newJob({ user, programs })
      const main = await warm.uses(actions.allInOne, { with: inputs })
      expect(main.log).toContain("The files of the engine's image are from the cache")
      expect(main.log).not.toContain('warning')
      expect(main.outputs['engine-cache']).toBe('warm')
      expect((await attempt('docker', ['image', 'inspect', image])).exitCode).toBe(1)
    } finally {
      await run('docker', ['tag', published, image])
    }
    const used = new Set((await asked()).map((line) => line.split(' ')[1]))
    expect([...used].filter((program) => !documented.includes(program ?? ''))).toEqual(['tar'])
  })

  test('with passwordless sudo fetches on demand where /dev/fuse is open to all users', async () => {
    await writeFile(sudoers, `${account} ALL=(ALL) NOPASSWD: ALL\n`, { mode: 0o440 })
    const { programs, asked } = await recordingSudo()
    const fuse = join(folder, 'fuse')
    await run('mknod', ['--mode', '0666', fuse, 'c', '10', '229'])
    const large = { ...inputs, call: 'fill --bytes=80000000' }
    const cold = await machine.newJob({ user, programs })
    await cold.uses(actions.allInOne, { with: large })
    await cold.finish()
    await machine.forgetMachine()

    const warm = await machine.newJob({
      user,
      programs,
      runnerEnvironment: 'self-hosted',
      preload: [join(import.meta.dirname, 'other-fuse-device.js')],
      env: { RUNNER_FUSE_DEVICE: fuse },
    })
    const onDemand = { ...inputs, fetch: 'on-demand', keep: 'false', 'volume-size': '2GiB' }
    const main = await warm.uses(actions.allInOne, { with: onDemand })
    expect(main.log).toContain('Its parts are fetched when the engine reads them.')
    expect(main.log).not.toContain('warning')
    expect(main.outputs['engine-cache']).toBe('warm')
    const image = (await recordOf(warm))?.volume?.image ?? ''
    const { pid = 0 } = (await findServer(image)) ?? {}
    expect((await stat(`/proc/${pid}`)).uid).toBe(user.uid)
    const [saved] = await warm.finish()
    expect(saved?.log).toContain('Saved')
    expect(await findServer(image)).toBeUndefined()
    expect(await loopsBelow(warm.temp)).toEqual([])
    const used = new Set((await asked()).map((line) => line.split(' ')[1]))
    expect([...used].filter((program) => !documented.includes(program ?? ''))).toEqual([])
  })

  test('without sudo runs a cold job, and the log says why', async () => {
    const job = await machine.newJob({ user })
    const main = await job.uses(actions.allInOne, { with: inputs })
    expect(main.log).toContain('This job is not root, and sudo asks for a password.')
    expect(main.outcome).toBe('success')
    expect(main.outputs['cache-hit']).toBe('')
    const [post] = await job.finish()
    expect(post?.outcome).toBe('success')
    expect(post?.log).toContain('Nothing is saved')
    expect(machine.service.entries()).toEqual([])
    expect(await loopsBelow(job.temp)).toEqual([])
  })
})
