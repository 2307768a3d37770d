import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildEngineImage, engineImage } from '../../../rig/engine/image.ts'
import { engineServes } from '../../../rig/engine/serving.ts'
import { until } from '../../../rig/until.ts'
import { attempt, run } from '../../../src/programs.ts'

const versions = ['0.20.3', '0.21.8', '1.0.0-beta.10']
const prefix = `rig-engine-${process.pid}`
const volume = `${prefix}-state`
let started = 0

beforeAll(async () => {
  for (const version of versions) await buildEngineImage(version)
})

afterEach(async () => {
  const names = await run('docker', ['ps', '-aq', '--filter', `name=${prefix}`])
  for (const id of names.split('\n').filter((each) => each !== '')) await run('docker', ['rm', '-fv', id])
  await run('docker', ['volume', 'rm', '-f', volume])
})

/** A container of the engine on the test's volume, once it can be reached. */
async function start(
  version: string,
  settings: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
  flags: readonly string[] = [],
) {
  started += 1
  const name = `${prefix}-${started}`
  const env = Object.entries(settings).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  const mounts = ['-v', `${volume}:/var/lib/dagger`]
  await run('docker', [
    'run',
    '--name',
    name,
    '-d',
    '--privileged',
    ...mounts,
    ...env,
    ...args,
    engineImage(version),
    '--debug',
    ...flags,
  ])
  await engineServes(name)
  return name
}

/** Waits until a function runs. */
async function sessionOf(name: string): Promise<void> {
  const list = ['exec', name, 'ls', '/run/dagger/sessions']
  await until(`${name} has a session`, async () => (await run('docker', list)) !== '')
}

/** Waits until a client is attached. */
async function connectionOf(name: string): Promise<void> {
  const list = ['exec', name, 'ls', '/run/dagger/connections']
  await until(`${name} has a client`, async () => (await run('docker', list)) !== '')
}

async function call(name: string, ...words: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await attempt('docker', ['exec', name, 'function', ...words])
  if (exitCode !== 0) throw new Error(`${words.join(' ')}: ${exitCode} ${stderr}`)
  return stdout + stderr
}

async function stop(name: string, seconds = 60): Promise<number> {
  await run('docker', ['stop', '-t', String(seconds), name])
  return Number(await run('docker', ['inspect', '--format', '{{.State.ExitCode}}', name]))
}

async function log(name: string): Promise<string> {
  const { stdout, stderr } = await attempt('docker', ['logs', name])
  return stdout + stderr
}

async function mountpoint(): Promise<string> {
  return (await run('docker', ['volume', 'inspect', '--format', '{{.Mountpoint}}', volume])).trim()
}

describe.each(versions)('the engine %s', (version) => {
  test('logs its start and its clean stop, and answers from the state in another container', async () => {
    const first = await start(version)
    expect(await call(first, 'churn', '1', '10')).toContain('executed churn:1:10')
    expect(await call(first, 'cache-volume', 'npm', 'a line')).toBe('1\n')
    expect(await stop(first)).toBe(0)
    const output = await log(first)
    // It writes its own entrypoint first, and logs a SIGTERM as an error.
    expect(output).toMatch(/^#!\/bin\/sh\n/m)
    expect(output).toContain(`msg="starting dagger engine version:v${version} v${version} linux/`)
    expect(output).toContain('level=info msg="running server on /run/dagger/engine.sock"')
    expect(output).toContain('level=error msg="server context canceled" error="context canceled"')
    expect(output).toContain('shutting down telemetry...')
    // From 0.21 on it says with a warning that it marked the state.
    const marked = [
      'level=WARN msg="successfully marked clean shutdown in persistence metadata"',
      'level=INFO msg="completed dagql cache close successfully"',
    ]
    for (const line of marked) expect(output.includes(line)).toBe(version !== '0.20.3')
    const second = await start(version)
    expect(await log(second)).not.toMatch(/reset|wiping|invalid/)
    expect(await call(second, 'churn', '1', '10')).toContain('cached churn:1:10')
    expect(await call(second, 'cache-volume', 'npm', 'another')).toBe('2\n')
  })
})

test('0.20 loses what it did since its start when it is killed', async () => {
  const first = await start('0.20.3')
  await call(first, 'churn', '1', '10')
  await run('docker', ['kill', first])
  const second = await start('0.20.3')
  expect(await call(second, 'churn', '1', '10')).toContain('executed churn:1:10')
})

describe('an engine of any version', () => {
  const version = '0.21.8'

  test('exits 137 and writes nothing more when its stop takes longer than Docker waits', async () => {
    const name = await start(version, { STANDIN_STOP_SECONDS: '20' })
    await call(name, 'churn', '1', '10')
    expect(await stop(name, 1)).toBe(137)
    expect(await log(name)).not.toContain('successfully marked clean shutdown')
    expect(await call(await start(version), 'churn', '1', '10')).toContain('executed')
  })

  test('rewrites blocks of its databases at every start and leaves their sizes', async () => {
    const databases = ['worker/containerdmeta.db', 'worker/snapshots/metadata.db', 'dagql-cache.db']
    await stop(await start(version))
    const read = async (): Promise<readonly Buffer[]> => {
      const root = await mountpoint()
      return Promise.all(databases.map((database) => readFile(path.join(root, database))))
    }
    const before = await read()
    await stop(await start(version))
    for (const [index, database] of (await read()).entries()) {
      const earlier = before[index] ?? Buffer.alloc(0)
      expect(database.length).toBe(earlier.length)
      expect(database.equals(earlier)).toBe(false)
    }
  })

  test('stores a blob by its hash and unpacks it with what only a snapshot carries', async () => {
    const name = await start(version)
    const source = path.resolve(import.meta.dirname, '../../../rig/engine')
    await run('sh', [
      '-c',
      'tar -C "$1" -cz . | docker exec -i "$2" function unpack code digest',
      'sh',
      source,
      name,
    ])
    await stop(name)
    const root = await mountpoint()
    const [blob = ''] = await readdir(path.join(root, 'worker/content/blobs/sha256'))
    const content = await readFile(path.join(root, 'worker/content/blobs/sha256', blob))
    expect(createHash('sha256').update(content).digest('hex')).toBe(blob)
    const fs = path.join(root, 'worker/snapshots/snapshots/1/fs')
    expect(await readFile(path.join(fs, 'image.ts'), 'utf8')).toBe(
      await readFile(path.join(source, 'image.ts'), 'utf8'),
    )
    const stat = async (file: string, format: string): Promise<string> =>
      (await run('stat', ['-c', format, path.join(fs, 'standin', file)])).trim()
    const xattrs = async (file: string): Promise<string> =>
      run('getfattr', ['-d', '-m', '-', '-e', 'hex', '--absolute-names', path.join(fs, 'standin', file)])
    expect(await stat('deleted', '%F %t,%T')).toBe('character special file 0,0')
    expect(await xattrs('replaced')).toContain('trusted.overlay.opaque=0x79')
    expect(await xattrs('capable')).toContain('security.capability=0x0100000200200000')
    expect(await stat('linked', '%h')).toBe('2')
    expect(await stat('setuid', '%a')).toBe('4755')
    expect(await stat('shadow', '%u:%g %a')).toBe('0:42 640')
    expect(await stat('owners/100000', '%u:%g')).toBe('100000:100001')
    expect(Number(await stat('sparse', '%s'))).toBeGreaterThan(512 * Number(await stat('sparse', '%b')))
  })

  test('forces an exit with 1 at the third SIGTERM', async () => {
    const name = await start(version, { STANDIN_STOP: 'hang' })
    for (let signals = 1; signals <= 3; signals += 1) {
      await run('docker', ['kill', '--signal', 'TERM', name])
      const line = `retries: ${signals}/3`
      await until(`the engine logs ${line}`, async () => (await log(name)).includes(line))
    }
    expect((await run('docker', ['wait', name])).trim()).toBe('1')
  })

  test('dies of itself with 2, and the restart policy brings it back without what it had in memory', async () => {
    const name = await start(version, {}, ['--restart', 'always'])
    await call(name, 'churn', '1', '10')
    await attempt('docker', ['exec', name, 'function', 'crash'])
    const restarts = async (): Promise<string> =>
      (await run('docker', ['inspect', '--format', '{{.RestartCount}} {{.State.Running}}', name])).trim()
    await until('Docker starts the engine again', async () => (await restarts()) === '1 true')
    await engineServes(name)
    expect(await call(name, 'churn', '1', '10')).toContain('executed')
  })
})

test.each([
  ['0.20.3', '16 by default', [], 16],
  ['0.21.8', '128 by default', [], 128],
  ['0.21.8', '4 if its arguments say so', ['--oci-cni-pool-size=4'], 4],
])('%s deletes its network namespaces at its stop, %s', async (version, _name, flags, size) => {
  const name = await start(version, { STANDIN_NAMESPACE_MS: '1000' }, [], flags)
  await run('docker', ['kill', '--signal', 'TERM', name])
  // A second each. They are the last that it does, so there is nothing to wait for.
  await until(`${name} deletes ${size} namespaces`, async () =>
    (await run('docker', ['exec', name, 'ps', '-o', 'args'])).split('\n').includes(`sleep ${size}`),
  )
})

describe('what is unused', () => {
  const settings = { STANDIN_UNUSED_ABOVE: '0' }

  /** A state whose cache volume was used last as many hours ago. */
  async function aged(version: string, hours: number): Promise<void> {
    const name = await start(version)
    await call(name, 'cache-volume', 'npm', 'a')
    await call(name, 'churn', '1', '10')
    await call(name, 'age', 'npm', String(hours))
    await stop(name)
  }

  test.each(['0.20.3', '0.21.8'])(
    'for two days is dropped by %s at its start, if it is a cache volume',
    async (version) => {
      await aged(version, 47)
      const name = await start(version, settings)
      expect(await call(name, 'cache-volume', 'npm', 'b')).toBe('2\n')
      await stop(name)
      await aged(version, 49)
      const later = await start(version, settings)
      expect(await call(later, 'cache-volume', 'npm', 'b')).toBe('1\n')
      expect(await call(later, 'churn', '1', '10')).toContain('cached')
    },
  )

  test('stays below 512 MB, and as long as the policies of engine.json say', async () => {
    await aged('0.21.8', 49)
    const small = await start('0.21.8')
    expect(await call(small, 'cache-volume', 'npm', 'b')).toBe('2\n')
    await stop(small)
    await aged('0.21.8', 99)
    const file = path.join(tmpdir(), `${prefix}-policies.json`)
    const policy = {
      filters: ['type==source.local,type==exec.cachemount'],
      keepDuration: '100h',
      maxUsedSpace: 1,
    }
    await writeFile(file, JSON.stringify({ gc: { policies: [policy, { all: true }] } }, undefined, 2))
    const name = await start('0.21.8', settings, ['-v', `${file}:/etc/dagger/engine.json`])
    expect(await call(name, 'cache-volume', 'npm', 'c')).toBe('4\n')
    await rm(file)
  })
})

test('a state that was poisoned makes every engine panic that starts on it', async () => {
  const name = await start('0.21.8')
  await call(name, 'poison')
  await stop(name)
  await expect(start('0.21.8')).rejects.toThrow('panic: freepages')
})

test('0.21 deletes all that earlier clean stops had saved when it was killed once, says why, and leaves what is not its own', async () => {
  const version = '0.21.8'
  const first = await start(version)
  await run('docker', ['exec', first, 'mkdir', '-p', '/var/lib/dagger/lost+found'])
  await call(first, 'churn', '1', '10')
  await stop(first)
  await run('docker', ['kill', await start(version)])
  const last = await start(version)
  const output = await log(last)
  expect(output).toContain(
    'msg="dagql persistence store marked unclean; wiping and cold-starting" cleanShutdown=0',
  )
  expect(output).toContain(
    'level=WARN msg="local cache state invalid; resetting worker and dagql persistence state" reason=dagql_unclean_shutdown error=<nil>',
  )
  const root = await mountpoint()
  expect(await readdir(root)).toContain('lost+found')
  expect(await readdir(path.join(root, 'worker/snapshots/snapshots'))).toEqual([])
  expect(await call(last, 'churn', '1', '10')).toContain('executed')
})

describe('a stop of 0.21 in which something fails', () => {
  const version = '0.21.8'
  const fault = async (faults: string): Promise<string> => {
    const name = await start(version, { STANDIN_STOP_FAULTS: faults })
    await call(name, 'churn', '1', '10')
    expect(await stop(name)).toBe(0)
    return log(name)
  }

  test('claims to have marked the state even when that failed, and the next start discards it', async () => {
    const output = await fault('mark')
    expect(output).toContain('msg="failed to mark clean shutdown in persistence metadata"')
    expect(output).toContain('msg="successfully marked clean shutdown in persistence metadata"')
    expect(await log(await start(version))).toContain('reason=dagql_unclean_shutdown')
  })

  test('sets no mark when its results could not be written, and exits 0 all the same', async () => {
    const output = await fault('persist')
    expect(output).toContain('level=ERROR msg="failed to persist dagql cache during close"')
    expect(output).toContain('level=ERROR msg="failed to close base dagql cache"')
    expect(output).not.toContain('successfully marked')
    expect(await log(await start(version))).toContain('reason=dagql_unclean_shutdown')
  })

  test('logs a failed shutdown of its server, of a database and of its state, and exits 0 with the mark set', async () => {
    const output = await fault('http,close,graceful')
    expect(output).toContain('level=ERROR msg="http server shutdown" error=')
    expect(output).toContain('level=ERROR msg="failed to close dagql persistence databases"')
    expect(output).toContain('msg="completed dagql cache close successfully"')
    expect(output).toContain('level=ERROR msg="server graceful stop" error=')
    expect(output).toContain('successfully marked')
  })

  test('can leave out the line about its mark', async () => {
    expect(await fault('no-mark-line')).not.toContain('successfully marked')
  })

  test('logs nothing of its mark where engine.json asks for errors alone', async () => {
    const config = path.join(import.meta.dirname, 'quiet-engine.json')
    const name = await start(version, {}, ['-v', `${config}:/etc/dagger/engine.json`])
    expect(await stop(name)).toBe(0)
    const output = await log(name)
    expect(output).not.toContain('successfully marked')
    expect(output).toContain('server context canceled')
    expect(await log(await start(version))).not.toContain('reason=')
  })

  test('prunes to the space that engine.json gives, and starts with no field that it does not know', async () => {
    const file = path.join(tmpdir(), `${prefix}.json`)
    const mount = ['-v', `${file}:/etc/dagger/engine.json`]
    await writeFile(file, '{"gc": {"maxUsedSpace": "3MB", "reservedSpace": 1000000, "minFreeSpace": "20%"}}')
    const name = await start(version, {}, mount)
    expect(await call(name, 'space', 'maxUsedSpace')).toBe(String(3 * 2 ** 20))
    expect(await call(name, 'space', 'sweepSize')).toBe('0')
    for (const bytes of ['2000000', '1500000']) await call(name, 'fill', bytes)
    await stop(name)
    expect((await call(await start(version), 'entries')).trim()).toMatch(/^2 fill:2 15\d+$/)
    await writeFile(file, '{"gc": {"maximum": 1}}')
    await expect(start(version, {}, mount)).rejects.toThrow('json: unknown field "maximum"')
    await rm(file)
  })

  test('cannot write its results on a full volume, and says so', async () => {
    await run('docker', [
      'volume',
      'create',
      '--opt',
      'type=tmpfs',
      '--opt',
      'device=tmpfs',
      '--opt',
      'o=size=16m',
      volume,
    ])
    // A file fills what the databases leave; the results need more than the block that is already theirs.
    const name = await start(version)
    await attempt('docker', ['exec', name, 'function', 'fill', '100000000'])
    await run('docker', ['exec', name, 'rm', '/var/lib/dagger/dagql-cache.db'])
    await attempt('docker', ['exec', name, 'dd', 'if=/dev/zero', 'of=/var/lib/dagger/rest', 'bs=4096'])
    expect(await stop(name)).toBe(0)
    expect(await log(name)).toContain('failed to persist dagql cache during close')
  })
})

test('1.0 discards a state of 0.21, whose schema is another, and 0.21 one of 1.0', async () => {
  await stop(await start('0.21.8'))
  const newer = await start('1.0.0-beta.10')
  expect(await log(newer)).toContain('reason=dagql_schema_mismatch')
  await stop(newer)
  expect(await log(await start('0.21.8'))).toContain('expected=16 actual=17')
})

test('0.21 keeps a state of 0.20 without a word and finds nothing in it', async () => {
  const older = await start('0.20.3')
  await call(older, 'churn', '1', '10')
  await stop(older)
  const newer = await start('0.21.8')
  expect(await log(newer)).not.toMatch(/reset|wiping|invalid/)
  expect(await call(newer, 'churn', '1', '10')).toContain('executed')
  expect(await readdir(path.join(await mountpoint(), 'worker/snapshots/snapshots'))).toEqual(['1', '2'])
})

test('0.20 says nothing of a mark, and ends in its stop under a function that runs and a client', async () => {
  const name = await start('0.20.3')
  const sleeping = attempt('docker', ['exec', name, 'function', 'sleep', '600'])
  await sessionOf(name)
  const client = spawn('docker', ['exec', '-i', name, 'buildctl', 'dial-stdio'])
  const ended = once(client, 'close')
  await connectionOf(name)
  expect(await stop(name)).toBe(0)
  expect((await sleeping).exitCode).not.toBe(0)
  await ended
  expect(await log(name)).not.toContain('dagql')
})

test('0.21 waits in its stop for a client, until that leaves', async () => {
  const name = await start('0.21.8')
  const client = spawn('docker', ['exec', '-i', name, 'buildctl', 'dial-stdio'])
  await connectionOf(name)
  const stopping = stop(name)
  const waits = await attempt('docker', ['wait', name], { timeoutSeconds: 2 })
  expect(waits.exitCode).toBe(124)
  client.stdin.end()
  expect(await stopping).toBe(0)
})

test('0.21 ends a function that runs when it is stopped', async () => {
  const name = await start('0.21.8')
  const sleeping = attempt('docker', ['exec', name, 'function', 'sleep', '600'])
  await sessionOf(name)
  expect(await stop(name)).toBe(0)
  expect((await sleeping).exitCode).not.toBe(0)
})

test('an image can be one that fails to start, and is built again for other settings', async () => {
  const tag = `${prefix}:failing`
  await buildEngineImage('0.21.8', { tag, env: { STANDIN_START: 'fail' } })
  const { exitCode, stderr } = await attempt('docker', ['run', '--rm', tag])
  expect(exitCode).toBe(1)
  expect(stderr).toContain('dagger-engine: failed to create engine')
  const env = ['image', 'inspect', '--format', '{{.Config.Env}}', tag]
  expect(await run('docker', env)).toContain('STANDIN_START')
  await buildEngineImage('0.21.8', { tag })
  expect(await run('docker', env)).not.toContain('STANDIN_START')
  await run('docker', ['rmi', tag])
})
