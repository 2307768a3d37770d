import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildCli } from '../../../rig/dagger/build.ts'
import { serveEngine, type SocketEngine } from '../../../rig/engine/socket.ts'
import { until } from '../../../rig/until.ts'
import { attempt, type CommandResult } from '../../../src/programs.ts'

let folder: string
let engine: SocketEngine

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stand-in-cli-'))
  engine = await serveEngine(path.join(folder, 'engine.sock'), path.join(folder, 'state'))
})

afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

type Environment = Readonly<Record<string, string>>

function environment(more: Environment): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    _EXPERIMENTAL_DAGGER_RUNNER_HOST: engine.runnerHost,
    STANDIN_DAGGER_RECORD: path.join(folder, 'record'),
    ...more,
  }
}

async function dagger(
  version: string,
  args: readonly string[],
  env: Environment = {},
): Promise<CommandResult> {
  const file = await buildCli(version, path.join(folder, `dagger-${version}`))
  return attempt(file, args, { env: environment(env), cwd: folder })
}

async function recorded(): Promise<readonly Record<string, unknown>[]> {
  const lines = (await readFile(path.join(folder, 'record'), 'utf8')).trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('version', () => {
  test.each(['0.20.3', '0.21.8'])('is one line with the runner host in %s', async (version) => {
    const { stdout } = await dagger(version, ['version'], { _EXPERIMENTAL_DAGGER_RUNNER_HOST: '' })
    expect(stdout).toMatch(
      new RegExp(
        `^dagger v${version} \\(image://registry\\.dagger\\.io/engine:v${version}\\) linux/(amd64|arm64)\\n$`,
      ),
    )
  })

  test('is five lines in 1.0', async () => {
    const { stdout } = await dagger('1.0.0-beta.10', ['version'])
    expect(stdout.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
      'version',
      'commit',
      'dirty',
      'platform',
      'runner-host',
      '',
    ])
    expect(stdout).toContain('version:     v1.0.0-beta.10\n')
  })
})

describe('output', () => {
  test.each(['no newline', 'one\n', 'two lines\nand no end', '::set-output name=x::y\n%0A', ''])(
    'of a function is on stdout byte for byte: %j',
    async (text) => {
      const { stdout, exitCode } = await dagger('0.21.8', ['call', 'echo', `--text=${text}`])
      expect({ stdout, exitCode }).toEqual({ stdout: text, exitCode: 0 })
    },
  )

  test('of a failed function is its exit code, with what it had written on stderr', async () => {
    const { stdout, stderr, exitCode } = await dagger('0.21.8', ['call', 'fail', '--code=7', '--text=so far'])
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 7 })
    expect(stderr).toContain('Stdout:\nso far\n')
  })

  test('of a silent call is nothing but the result', async () => {
    const { stderr } = await dagger('0.21.8', ['-s', 'call', 'echo', '--text=x'])
    expect(stderr).toBe('')
  })
})

describe('the trace link', () => {
  const trace = (version: string, args: readonly string[], env: Environment = {}) =>
    dagger(version, args, env).then(({ stderr }) => stderr)

  test('leads to the setup without a token', async () => {
    const stderr = await trace('0.20.3', ['call', 'echo', '--text=x'])
    expect(stderr).toContain('cloud url=https://dagger.cloud/traces/setup\n')
    expect(stderr).toContain(
      '\nSetup tracing at https://dagger.cloud/traces/setup. To hide set DAGGER_NO_NAG=1\n',
    )
  })

  test('names the organization of a token and is the same wherever it shows', async () => {
    const stderr = await trace('0.21.8', ['call', 'echo', '--text=x'], {
      DAGGER_CLOUD_TOKEN: 'dag_acme_secret',
    })
    const [, first] = /cloud url=(https:\/\/dagger\.cloud\/acme\/traces\/[0-9a-f]{32})\n/.exec(stderr) ?? []
    expect(first).toBeDefined()
    expect(stderr).toContain(`\nFull trace at ${first}\n`)
  })

  test('asks to rotate a token of the old form', async () => {
    const stderr = await trace('0.21.8', ['call', 'echo', '--text=x'], { DAGGER_CLOUD_TOKEN: 'old' })
    expect(stderr).toContain('Full trace at https://dagger.cloud/ (rotate dagger.cloud token for full url)')
  })

  test('is not repeated at the end of a check, so that only plain progress shows it', async () => {
    const plain = await trace('1.0.0-beta.10', ['--progress', 'plain', 'check'])
    expect(plain).toContain('cloud url=')
    expect(plain).not.toContain('Setup tracing')
    expect(await trace('1.0.0-beta.10', ['check'])).not.toContain('dagger.cloud')
  })

  test('is hidden by DAGGER_NO_NAG at the end', async () => {
    expect(await trace('0.21.8', ['call', 'echo', '--text=x'], { DAGGER_NO_NAG: '1' })).not.toContain(
      'Setup tracing',
    )
  })
})

describe('verbs', () => {
  test.each([
    ['0.21.8', ['call', 'echo', '--text=x'], 'x'],
    ['1.0.0-beta.10', ['call', 'echo', '--text=x'], 'x'],
    ['1.0.0-beta.10', ['api', 'call', 'echo', '--text=x'], 'x'],
    [
      '1.0.0-beta.10',
      ['-m', 'core', 'api', 'call', 'engine', 'local-cache', 'entry-set', 'entry-count'],
      '0',
    ],
    ['0.21.8', ['core', 'engine', 'local-cache', 'entry-set', 'disk-space-bytes'], '0'],
    ['0.21.8', ['shell', '-c', 'echo --text=x'], 'x'],
    ['0.20.3', ['-c', 'echo --text=x'], 'x'],
    ['0.21.8', ['run', 'sh', '-c', 'printf x'], 'x'],
    ['0.21.8', ['check', 'lint'], ''],
  ])('%s %j', async (version, args, expected) => {
    const { stdout, exitCode } = await dagger(version, args)
    expect({ stdout, exitCode }).toEqual({ stdout: expected, exitCode: 0 })
  })

  test('core prints an identifier for the set itself', async () => {
    const { stdout } = await dagger('0.20.3', ['core', 'engine', 'local-cache', 'entry-set'])
    expect(stdout).toMatch(/^EngineCacheEntrySet@xxh3:[0-9a-f]{16}\n$/)
  })

  test('a file in place of a verb is a script', async () => {
    await writeFile(path.join(folder, 'script'), 'echo --text=a\necho --text=b\n')
    expect((await dagger('0.21.8', ['script'])).stdout).toBe('ab')
  })

  test('no verb at all is a usage from 0.21 on', async () => {
    expect((await dagger('0.21.8', [])).stdout).toContain('Usage:')
  })

  test.each([['download'], ['api', 'version'], ['call', 'nothing'], ['check', 'failing']])(
    'dagger %s %s fails with 1',
    async (...args) => {
      expect((await dagger('1.0.0-beta.10', args)).exitCode).toBe(1)
    },
  )

  test('--mod is deprecated in 1.0', async () => {
    const { stderr } = await dagger('1.0.0-beta.10', ['call', '--mod', '.', 'echo', '--text=x'])
    expect(stderr).toContain('Flag --mod has been deprecated, use --load-module (-m) instead')
  })
})

describe('the engine', () => {
  test('on a socket does work once and answers the same from then on', async () => {
    await mkdir(path.join(folder, 'source'))
    await writeFile(path.join(folder, 'source', 'file'), 'content')
    const args = ['call', 'unpack', '--name=a', '--source=source']
    const first = await dagger('0.21.8', args)
    const second = await dagger('0.21.8', args)
    expect(first.stderr).toContain('.unpack DONE')
    expect(second.stderr).toContain('.unpack CACHED')
    expect(second.stdout).toBe(first.stdout)
    await writeFile(path.join(folder, 'source', 'file'), 'changed')
    expect((await dagger('0.21.8', args)).stderr).toContain('.unpack DONE')
  })

  test('on a port is reached as well', async () => {
    const other = await serveEngine(0, path.join(folder, 'other'))
    const env = { _EXPERIMENTAL_DAGGER_RUNNER_HOST: other.runnerHost }
    await dagger('0.21.8', ['call', 'cache-volume', '--name=npm', '--text=a'], env)
    await other.close()
    expect(other.calls).toEqual([['cache-volume', 'npm', 'a']])
  })

  test.each([
    [['--cloud', 'call', 'echo', '--text=x'], {}],
    [['call', 'echo', '--text=x'], { DAGGER_CLOUD_ENGINE: '' }],
  ])('is none of ours with %j %j', async (args, env) => {
    expect((await dagger('0.21.8', args, env)).stdout).toBe('x')
    expect(engine.calls).toEqual([])
  })

  test('that never answers is given up', async () => {
    const env = { _EXPERIMENTAL_DAGGER_RUNNER_HOST: 'unix:///nowhere', STANDIN_DAGGER_CONNECT_MS: '1' }
    const { stderr, exitCode } = await dagger('0.21.8', ['call', 'echo', '--text=x'], env)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Error: start engine: new client: context deadline exceeded')
  })
})

describe('the record', () => {
  test('holds arguments as they came, names of variables, and a token by its hash', async () => {
    await dagger('0.21.8', ['call', 'echo', '--text=$(id); `x`'], { DAGGER_CLOUD_TOKEN: 'secret' })
    const [call] = await recorded()
    expect(call).toMatchObject({
      argv: ['call', 'echo', '--text=$(id); `x`'],
      cwd: folder,
      cloudTokenSha256: createHash('sha256').update('secret').digest('hex'),
    })
    expect(call?.['env']).toContain('DAGGER_CLOUD_TOKEN')
    expect(JSON.stringify(call)).not.toContain('"secret"')
  })

  test.each([
    ['SIGINT', 2, null],
    ['SIGTERM', null, 'SIGTERM'],
  ] as const)('tells of %s', async (signal, code, ending) => {
    const file = await buildCli('0.21.8', path.join(folder, 'dagger'))
    const child = spawn(file, ['call', 'sleep', '--seconds=600'], { env: environment({}), stdio: 'ignore' })
    const closed = new Promise((resolve) => {
      child.on('close', (...how) => {
        resolve(how)
      })
    })
    await until('the engine is called', () => engine.calls.some(([name]) => name === 'sleep'))
    child.kill(signal)
    expect(await closed).toEqual([code, ending])
    expect(await recorded()).toContainEqual({ signal })
  })
})

describe('docker', () => {
  /** A docker that writes down its arguments and knows the containers given. */
  async function standIn(containers: readonly string[], image = true): Promise<Environment> {
    const bin = path.join(folder, 'bin')
    await mkdir(bin)
    const script = [
      '#!/bin/sh',
      'for word; do printf "%s " "$word"; done >>"$HOME/docker"; echo >>"$HOME/docker"',
      'case "$1" in',
      `  ps) printf '${containers.map((name) => `${name}\\n`).join('')}' ;;`,
      `  start) case " ${containers.join(' ')} " in *" $2 "*) ;; *) echo No such container: $2 >&2; exit 1 ;; esac ;;`,
      `  image) exit ${image ? 0 : 1} ;;`,
      '  run) env >"$HOME/docker-env" ;;',
      // The answer to each call: an exit code, and nothing on stdout and stderr.
      '  exec) while read -r call; do echo 0 0 0; done ;;',
      'esac',
    ]
    await writeFile(path.join(bin, 'docker'), script.join('\n') + '\n', { mode: 0o755 })
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  }

  const calls = async (): Promise<readonly string[]> =>
    (await readFile(path.join(folder, 'docker'), 'utf8')).split('\n').map((line) => line.trimEnd())

  const ofVersion = (version: string, query = '') => ({
    _EXPERIMENTAL_DAGGER_RUNNER_HOST: `docker-image://registry.dagger.io/engine:v${version}${query}`,
  })

  test.each([
    ['0.20.3', ' --init', ''],
    ['0.21.8', '', ' --debugaddr 127.0.0.1:6060'],
    ['1.0.0-beta.10', '', ' --debugaddr 127.0.0.1:6060'],
  ])('runs the engine %s with the arguments of that version', async (version, init, last) => {
    const query = '?volume=state&container=warm&cleanup=false&env=A=b&env=C&port=1234&cpus=2&memory=4g'
    const env = { ...(await standIn([], false)), ...ofVersion(version, query), DAGGER_CLOUD_TOKEN: 'secret' }
    await mkdir(path.join(folder, '.config/dagger/ca-certificates'), { recursive: true })
    await writeFile(path.join(folder, '.config/dagger/engine.json'), '{}')
    await dagger(version, ['call', 'echo', '--text=x'], env)
    const image = `registry.dagger.io/engine:v${version}`
    const mounts = [
      'state:/var/lib/dagger',
      `${folder}/.config/dagger/engine.json:/etc/dagger/engine.json`,
      `${folder}/.config/dagger/ca-certificates:/usr/local/share/ca-certificates`,
    ]
    expect((await calls()).slice(0, 4)).toEqual([
      'start warm',
      `image inspect ${image} --format {{ .ID }}`,
      `pull ${image}`,
      `run --name warm -d${init} --restart always ${mounts.map((mount) => `-v ${mount}`).join(' ')}` +
        ` -e A -e C -e DAGGER_CLOUD_TOKEN -p 1234:1234 --privileged --cpus 2 --memory 4g ${image}` +
        ` --debug${last} --addr tcp://0.0.0.0:1234`,
    ])
    expect(await readFile(path.join(folder, 'docker-env'), 'utf8')).toMatch(/^A=b$/m)
  })

  test('makes an anonymous volume when none is named', async () => {
    await dagger('0.21.8', ['call', 'echo', '--text=x'], { ...(await standIn([])), ...ofVersion('0.21.8') })
    expect((await calls())[2]).toContain(
      '--restart always -v /var/lib/dagger --privileged registry.dagger.io',
    )
  })

  test('starts a container of the name again, whatever it is, and removes the other engines with their volumes', async () => {
    const containers = ['dagger-engine-v0.20.3', 'dagger-engine-v0.21.8', 'other']
    await dagger('0.21.8', ['call', 'echo', '--text=x'], {
      ...(await standIn(containers)),
      ...ofVersion('0.21.8'),
    })
    expect((await calls()).slice(0, 3)).toEqual([
      'start dagger-engine-v0.21.8',
      'ps -a --format {{.Names}}',
      'rm -fv dagger-engine-v0.20.3',
    ])
  })

  test('leaves other engines alone with cleanup=false', async () => {
    const env = { ...(await standIn(['dagger-engine-v0.20.3'])), ...ofVersion('0.21.8', '?cleanup=false') }
    await dagger('0.21.8', ['call', 'echo', '--text=x'], env)
    expect((await calls()).join('\n')).not.toContain('rm -fv')
  })
})
