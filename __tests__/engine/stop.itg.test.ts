import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { buildEngineImage, engineImage } from '../../rig/engine/image.ts'
import { engineServes } from '../../rig/engine/serving.ts'
import { until } from '../../rig/until.ts'
import { attempt, run } from '../../src/programs.ts'
import { inspectContainer, type ContainerRun } from '../../src/docker.ts'
import { startEngine } from '../../src/engine/start.ts'
import { stopCleanly, type Stop, type StopOptions } from '../../src/engine/stop.ts'
import { makeImage } from '../../src/disk/image.ts'
import { readSuperblock } from '../../src/disk/superblock.ts'
import { isMountedHere, makeVolume, type Volume } from '../../src/disk/docker-volume.ts'
import { forgetVolume } from '../../rig/machine/forget-volume.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { makeSmallHost, type SmallHost } from '../../rig/machine/small-host.ts'

const MiB = 2 ** 20
const name = `engine-stop-${process.pid}`
const path = process.env['PATH'] ?? ''
let folder: string
let undo: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  for (const version of ['0.20.3', '0.21.8', '1.0.0-beta.10']) await buildEngineImage(version)
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-stop-'))
})

afterEach(async () => {
  process.env['PATH'] = path
  await attempt('docker', ['rm', '--force', name, `${name}-other`])
  await forgetVolume(name)
  for (const step of undo.toReversed()) await step()
  undo = []
  await rm(folder, { recursive: true })
})

interface Engine {
  readonly volume: Volume
  readonly stop: (options?: Partial<StopOptions>) => Promise<Stop>
}

/** An engine on a volume of its own, with some work done. */
async function engine(version = '0.21.8', place = folder): Promise<Engine> {
  const image = join(place, 'volume', 'engine.img')
  await mkdir(join(place, 'volume'))
  await makeImage(image, 512 * MiB)
  return await engineOn(image, version)
}

async function engineOn(image: string, version: string): Promise<Engine> {
  const volume = await makeVolume(name, image)
  await startEngine({
    image: engineImage(version),
    container: name,
    volume: name,
    version,
    cloudToken: '',
    env: { XDG_CONFIG_HOME: folder },
  })
  await engineServes(name)
  const run = await runNow()
  return { volume, stop: (options) => stopCleanly({ ...optionsFor(volume, version, run), ...options }) }
}

async function runNow(): Promise<ContainerRun> {
  const container = await inspectContainer(name)
  if (!container) throw new Error('there is no engine')
  return container
}

function optionsFor(volume: Volume, version: string, run: ContainerRun): StopOptions {
  return {
    container: name,
    run,
    volume: name,
    version,
    disk: volume,
    timeoutSeconds: 30,
    mountPoint: join(folder, 'check'),
  }
}

async function call(...words: string[]): Promise<string> {
  return await run('docker', ['exec', name, 'function', ...words])
}

async function logOf(): Promise<string> {
  const { stdout, stderr } = await attempt('docker', ['logs', name])
  return stdout + stderr
}

/** What has to be true however a stop went. */
async function expectNothingLeft({ volume }: Engine): Promise<void> {
  expect(existsSync(join(folder, 'check'))).toBe(false)
  const running = (await inspectContainer(name))?.running ?? false
  expect(await isMountedHere(volume.device)).toBe(running)
}

async function expectProblem(started: Engine, problem: string | RegExp, options?: Partial<StopOptions>) {
  expect((await started.stop(options)).problem).toMatch(problem)
  await expectNothingLeft(started)
}

/** Puts a program before the real one: `$real` in its script. */
async function shadow(program: string, script: string): Promise<void> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  const real = (await run('which', [program])).trim()
  await writeFile(join(bin, program), `#!/bin/sh\nreal=${real}\n${script}\n`)
  await chmod(join(bin, program), 0o755)
  process.env['PATH'] = [bin, path].join(delimiter)
}

async function smallHost(): Promise<SmallHost> {
  const host = await makeSmallHost(folder, 64 * MiB)
  undo.push(() => host.remove())
  return host
}

/**
 * An engine on a full host, of which it does not know: blocks of a file are given out and all metadata is on the
 * disk, but what is then written to that file finds no place on the host.
 */
async function engineOnFullHost(): Promise<Engine> {
  const host = await smallHost()
  const started = await engine('0.21.8', host.folder)
  await run('docker', ['exec', name, 'fallocate', '-l', String(16 * MiB), lost])
  await run('docker', ['exec', name, 'sync'])
  await host.fillUpTo(4 * MiB)
  return started
}

const lost = '/var/lib/dagger/lost'

async function writeMoreThanFits(): Promise<void> {
  const where = [`of=${lost}`, 'conv=notrunc', 'bs=1048576', 'count=16']
  await run('docker', ['exec', name, 'dd', 'if=/dev/urandom', ...where])
}

/** A mount namespace of its own, which keeps mounted what is mounted now. @returns what ends it */
async function otherNamespace(): Promise<() => Promise<void>> {
  const [program = '', ...args] = [
    ...(process.getuid?.() === 0 ? [] : ['sudo', '-n']),
    ...['unshare', '--mount', '--propagation', 'private', 'sh', '-c', 'echo $$; exec sleep 300'],
  ]
  const holder = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(holder, 'exit')
  const [pid] = (await once(holder.stdout, 'data')) as [Buffer]
  const end = async () => {
    if (holder.exitCode !== null || holder.signalCode !== null) return
    await asRoot('kill', '-9', pid.toString().trim())
    await ended
  }
  undo.push(end)
  return end
}

/** A stop that left a state which may be saved. */
const inOrder = (disconnected: number) => ({ disconnected, usedBytes: expect.any(Number) as unknown })

describe('an engine that stops in order', () => {
  test.each(['0.20.3', '0.21.8'])(
    'leaves a state of %s that may be saved, and nothing mounted',
    async (version) => {
      const started = await engine(version)
      await call('churn', '1', '50')
      const stop = await started.stop()
      expect(stop).toEqual(inOrder(0))
      await expectNothingLeft(started)
      const superblock = await readSuperblock(started.volume.image)
      expect(superblock?.clean).toBe(true)
      // What the filesystem itself needs is not the state's.
      const { blocks = 0, freeBlocks = 0, blockSize = 0 } = superblock ?? {}
      expect(stop.usedBytes).toBeGreaterThan(5e6)
      expect(stop.usedBytes).toBeLessThanOrEqual((blocks - freeBlocks) * blockSize)
      // Before 0.21, it records no clean shutdown.
      expect((await logOf()).includes('clean shutdown')).toBe(version !== '0.20.3')
    },
  )
})

/** A client that holds a session and says nothing. @returns its process, once the engine knows of it */
async function client(): Promise<ChildProcess> {
  const started = spawn('docker', ['exec', '-i', name, 'buildctl', 'dial-stdio'])
  undo.push(async () => {
    started.kill()
    if (started.exitCode === null && started.signalCode === null) await once(started, 'close')
  })
  await until(
    'a client is attached',
    async () => (await run('docker', ['exec', name, 'ls', '/run/dagger/connections'])) !== '',
  )
  return started
}

/** A command that writes to a cache volume until it is ended. @returns what ends it as it should */
async function command(): Promise<() => Promise<void>> {
  const running = attempt('docker', ['exec', name, 'function', 'use-cache', 'volume'])
  await until('the command writes', async () => {
    const written = await attempt('docker', ['exec', name, 'function', 'writing', 'volume'])
    return written.stdout === 'begin\n'
  })
  return async () => {
    await run('docker', ['exec', name, 'touch', '/run/dagger/end'])
    expect((await running).exitCode).toBe(0)
  }
}

describe('a client that is still attached', () => {
  test('is disconnected from 1.0, which would wait for it like 0.21', async () => {
    const started = await engine('1.0.0-beta.10')
    const attached = await client()
    expect(await started.stop({ clientMilliseconds: 300 })).toEqual(inOrder(1))
    await expectNothingLeft(started)
    await until('the client ends', () => attached.exitCode !== null)
  })

  test('stays connected to 0.20, which does not wait for it', async () => {
    const started = await engine('0.20.3')
    await client()
    expect(await started.stop()).toEqual(inOrder(0))
  })

  test('is disconnected, but a process of a build is not', async () => {
    const started = await engine()
    // Its parent is another process of the container, and the engine waits for it, as a test can then see.
    const script = 'buildctl dial-stdio; :'
    spawn('docker', ['exec', '-i', name, 'sh', '-c', script]).stdin.on('error', () => undefined)
    await until(
      'a client is attached',
      async () => (await run('docker', ['exec', name, 'ls', '/run/dagger/connections'])) !== '',
    )
    await expectProblem(started, 'did not stop within 2 s and was killed', {
      timeoutSeconds: 2,
      clientMilliseconds: 300,
    })
  })
})

describe('a command that writes to a cache volume', () => {
  test.each(['0.20.3', '0.21.8'])('prevents the stop of %s', async (version) => {
    const started = await engine(version)
    await command()
    await expectProblem(started, /still running .* a cache volume \(\/cache\)/, { commandMilliseconds: 0 })
    expect((await inspectContainer(name))?.running).toBe(true)
    expect(await logOf()).not.toContain('server context canceled')
  })

  test('delays the stop until it ends', async () => {
    const started = await engine()
    const end = await command()
    const stopping = started.stop({ commandMilliseconds: 60_000 })
    await end()
    expect(await stopping).toEqual(inOrder(0))
    expect(await logOf()).toContain('container done')
  })

  test("is found in the engine's log if it begins during the stop", async () => {
    const started = await engine()
    const line = 'time="2026-01-01T00:00:00Z" level=info msg="starting container" id=late'
    // Docker is asked to stop the engine only once nothing was found to run.
    await shadow(
      'docker',
      `[ "$1" != stop ] || "$real" exec ${name} sh -c 'echo '\\''${line}'\\'' >/proc/1/fd/2'; exec "$real" "$@"`,
    )
    await expectProblem(started, 'a command began while the engine was being stopped')
  })

  test('cannot be ruled out if the mounts of the engine cannot be read', async () => {
    const started = await engine()
    await shadow('docker', '[ "$1" != exec ] || { echo no exec >&2; exit 1; }; exec "$real" "$@"')
    await expect(started.stop()).rejects.toThrow('no exec')
    expect((await inspectContainer(name))?.running).toBe(true)
  })
})

describe('a state is refused because of the way the engine exited', () => {
  test('if its exit code is not 0', async () => {
    const started = await engine('0.20.3')
    await call('control', 'STANDIN_STOP=crash')
    await expectProblem(started, 'ended with exit code 2')
  })

  test('if it was killed at its time limit', async () => {
    const started = await engine('0.20.3')
    await call('control', 'STANDIN_STOP_SECONDS=30')
    await expectProblem(started, 'did not stop within 1 s and was killed', { timeoutSeconds: 1 })
  })

  test('if it was no longer running', async () => {
    const started = await engine()
    await run('docker', ['stop', name])
    await expectProblem(started, 'no longer running')
  })

  test('if its container does not exist', async () => {
    const started = await engine()
    await run('docker', ['rm', '--force', name])
    await expectProblem(started, 'no longer running')
  })

  test('if it crashed during the job and Docker restarted it', async () => {
    const started = await engine('0.20.3')
    // As somebody else may have set it: we start engines that no daemon brings back.
    expect(await run('docker', ['inspect', '--format', '{{.HostConfig.RestartPolicy.Name}}', name])).toBe(
      'no\n',
    )
    await run('docker', ['update', '--restart', 'always', name])
    await attempt('docker', ['exec', name, 'function', 'crash'])
    await until('Docker starts the engine again', async () => (await inspectContainer(name))?.restarts === 1)
    await engineServes(name)
    await expectProblem(started, 'exited during the job and was started again')
  })

  test('if it was killed and started again by hand, which Docker does not count as a restart', async () => {
    const started = await engine('0.20.3')
    await run('docker', ['kill', name])
    await run('docker', ['start', name])
    await engineServes(name)
    expect((await inspectContainer(name))?.restarts).toBe(0)
    await expectProblem(started, 'exited during the job and was started again')
  })

  test('if it restarted during the stop', async () => {
    const started = await engine('0.20.3')
    await shadow('docker', '[ "$1" != stop ] || "$real" restart "$5" >/dev/null; exec "$real" "$@"')
    await expectProblem(started, 'restarted while')
  })

  test('if it was started again by hand', async () => {
    const started = await engine()
    await shadow('docker', '"$real" "$@" && { [ "$1" != stop ] || "$real" start "$5"; }')
    await expectProblem(started, 'was started again')
  })

  test('if Docker does not stop it', async () => {
    const started = await engine()
    await shadow('docker', '[ "$1" != stop ] || { echo cannot kill it >&2; exit 1; }; exec "$real" "$@"')
    await expectProblem(started, 'docker stop failed: cannot kill it')
  })

  test('if another container uses the volume; the engine is then not stopped', async () => {
    const started = await engine()
    const image = engineImage('0.21.8')
    await run('docker', ['create', '--name', `${name}-other`, '--volume', `${name}:/elsewhere`, image])
    await expectProblem(started, `another container also uses the volume: ${name}-other`)
    expect((await inspectContainer(name))?.running).toBe(true)
  })
})

describe('a state is refused because of what the engine logged', () => {
  // journal.test.ts has a line for each fault.
  test.each([
    ['0.21.8', 'persist', 'failed to persist dagql cache during close'],
    ['0.21.8', 'no-mark-line', 'did not log "successfully marked clean shutdown'],
    ['0.20.3', 'graceful', 'server graceful stop'],
  ])('of %s, with the fault %s', async (version, fault, problem) => {
    const started = await engine(version)
    await call('control', `STANDIN_STOP_FAULTS=${fault}`)
    await expectProblem(started, problem)
  })

  test('when it cannot be read', async () => {
    const started = await engine()
    const image = engineImage('0.21.8')
    await run('docker', ['rm', '--force', name])
    const mount = ['--volume', `${name}:/var/lib/dagger`]
    await run('docker', [
      ...['run', '--detach', '--name', name, '--log-driver', 'none', ...mount, '--privileged', image],
    ])
    await engineServes(name)
    const stopping = started.stop({ run: await runNow() })
    await expect(stopping).rejects.toThrow("the engine's log cannot be read")
    await expectNothingLeft(started)
  })
})

describe('a state is refused because of what is on the disk', () => {
  test("if the host's disk filled up, although the engine exited as expected", async () => {
    const started = await engine('0.21.8', (await smallHost()).folder)
    await call('fill', String(100 * MiB))
    await expectProblem(started, /written to disk|errors_count|warning_count/)
    expect((await inspectContainer(name))?.exitCode).toBe(0)
    expect(await logOf()).toContain('successfully marked clean shutdown')
  })

  test('if only data was lost on a full host: the superblock is clean and the engine reported nothing', async () => {
    const started = await engineOnFullHost()
    await writeMoreThanFits()
    await expectProblem(started, 'in warning_count')
    expect(await logOf()).toContain('successfully marked clean shutdown')
    expect(await readSuperblock(started.volume.image)).toMatchObject({ clean: true, hasErrors: false })
  })

  test('if data was lost on a full host and no program has received the error yet', async () => {
    const started = await engineOnFullHost()
    // The engine's own sync would be the first to meet it, and the kernel tells of an error once.
    await call('control', 'sync() { :; }')
    await writeMoreThanFits()
    await expectProblem(started, 'not all of its data could be written')
  })

  test('if the kernel counted an error of its filesystem', async () => {
    const started = await engine()
    const loop = started.volume.device.replace('/dev/', '')
    await asRoot('sh', '-c', `echo 'a test asked for it' >/sys/fs/ext4/${loop}/trigger_fs_error`)
    // The filesystem is read-only from then on, so the engine's own writes may be the first to fail.
    await expectProblem(started, /counts 1 in errors_count|failed to persist dagql cache during close/)
  })

  test('if its image was truncated, which the kernel does not notice', async () => {
    const started = await engine()
    await truncate(started.volume.image, 256 * MiB)
    await expectProblem(started, 'its image file was cut short')
    expect((await inspectContainer(name))?.exitCode).toBe(0)
  })

  test('if its superblock records errors of an earlier mount', async () => {
    const image = join(folder, 'volume', 'engine.img')
    await mkdir(join(folder, 'volume'))
    await makeImage(image, 256 * MiB)
    // s_state: clean, and with errors. debugfs renews the superblock's checksum.
    await run('debugfs', ['-w', '-R', 'set_super_value state 3', image])
    await expectProblem(await engineOn(image, '0.21.8'), 'its superblock says')
  })

  test('if its free blocks cannot be discarded', async () => {
    const started = await engine()
    await shadow('fstrim', 'echo the discard operation is not supported >&2; exit 1')
    await expectProblem(started, 'free blocks could not be discarded: the discard')
  })

  test('if another mount namespace still has it mounted', async () => {
    const started = await engine()
    await otherNamespace()
    await expectProblem(started, 'still has its filesystem mounted', { releaseMilliseconds: 300 })
    expect((await readSuperblock(started.volume.image))?.clean).toBe(false)
  })

  test('unless the other mount namespace unmounts it in time', async () => {
    const started = await engine()
    const end = await otherNamespace()
    const stopping = started.stop()
    await until('the engine has stopped', async () => (await inspectContainer(name))?.running !== true)
    await until('our mount is gone', () => !existsSync(join(folder, 'check')))
    await end()
    expect(await stopping).toEqual(inOrder(0))
  })
})

test('a disk that cannot be mounted a second time does not prevent the stop, and leaves no folder', async () => {
  const started = await engine()
  const disk = { ...started.volume, device: join(folder, 'no-device') }
  await expect(started.stop({ disk })).rejects.toThrow('mount')
  expect((await inspectContainer(name))?.running).toBe(true)
  await expectNothingLeft(started)
})
