import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { startReleaseServer, type ReleaseServer } from '../../rig/releases/server.ts'
import { run } from '../../src/programs.ts'
import { commandLine } from '../../src/dagger/command.ts'
import { installCli } from '../../src/dagger/install.ts'
import { findCliOnPath, versionOfCli } from '../../src/dagger/installed.ts'
import { cliEnvironment, invokeCli } from '../../src/dagger/invoke.ts'
import { parseCommit } from '../../src/dagger/releases.ts'
import { resolveVersion } from '../../src/dagger/resolve.ts'
import { recordedLog, scratch, type Scratch } from './files.ts'

// The cases of dagger/dagger-for-github's own workflow, at v8.4.1 (.github/workflows/test.yml): the same inputs,
// and what that workflow expects of them. The summaries are not among them.

/** A CLI with what those workflows use of Dagger: it runs `with-exec` on this machine. */
function cliOf(version: string): string {
  return `#!${process.execPath}
const { readFileSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const words = process.argv.slice(2).filter((word, index, all) => word !== '--progress' && all[index - 1] !== '--progress')
const exec = (list) => {
  const [program, ...args] = list.split(',')
  process.stdout.write(spawnSync('/bin/' + program, args).stdout)
}
const line = words.join(' ')
if (line === 'version') console.log('dagger v${version} (docker-image://registry.dagger.io/engine:v${version}) linux/amd64')
else {
  const trace = process.env.DAGGER_CLOUD_TOKEN ? 'dagger/traces/0123456789abcdef' : 'traces/setup'
  console.error('1   : [0.0s] | cloud url=https://dagger.cloud/' + trace)
  if (line === 'core version') console.log('v${version}')
  else if (line.startsWith('core container from --address=alpine with-exec --args')) exec(words[words.length - 2])
  else if (line === 'call -m github.com/shykes/daggerverse/hello@v0.3.0 hello') process.stdout.write('hello, world!')
  else if (words[0] === 'shell') exec(/with-exec (.*) \\|/.exec(readFileSync(words[1], 'utf8'))[1].replaceAll('"', ''))
  else if (words[0] === 'check') console.log('checked ' + words.slice(1).join(' ') + ' in ' + process.cwd())
  else { console.error('unknown: ' + line); process.exit(1) }
}
`
}

const commits = {
  '540b4d1490f253054140f9249e823adf111e1c06': '0.13.6-241023211055-540b4d1490f2',
  '71f2e104b045ddc3b0cc611b81370707bf21bc27': '0.18.19-250918123923-71f2e104b045',
  head: '1.0.1-260820101010-0123456789ab',
}
const versions = ['0.13.5', '0.18.16', '0.21.8']

let published: Scratch
let site: ReleaseServer
let folder: Scratch

beforeAll(async () => {
  published = await scratch()
  const all = [...versions, ...Object.values(commits)]
  await published.write(Object.fromEntries(all.map((version) => [version, cliOf(version)])))
  const file = (version: string): string => path.join(published.path, version)
  site = await startReleaseServer({
    releases: Object.fromEntries(versions.map((version) => [version, file(version)])),
    commits: Object.fromEntries(Object.entries(commits).map(([commit, version]) => [commit, file(version)])),
    pointers: { latest: '0.21.8' },
  })
})

afterAll(async () => {
  await site.close()
  await published.remove()
})

beforeEach(async () => {
  folder = await scratch()
  await folder.write({
    '.git/HEAD': '',
    'dag/hello/dagger.json': { name: 'hello', engineVersion: 'v0.18.16' },
  })
  process.env['RUNNER_TOOL_CACHE'] = path.join(folder.path, 'tools')
})

afterEach(async () => {
  delete process.env['RUNNER_TOOL_CACHE']
  await folder.remove()
})

interface Inputs {
  readonly version?: string
  readonly commit?: string
  readonly verb?: string
  readonly args?: string
  readonly call?: string
  readonly check?: string
  readonly shell?: string
  readonly module?: string
  readonly workdir?: string
  readonly 'cloud-token'?: string
}

interface Outcome {
  readonly cli: string
  readonly exitCode?: number
  readonly output?: string
  readonly traceURL?: string | undefined
}

/** What a step with these inputs does, defaults as ours are; the summary aside. */
async function use(inputs: Inputs, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const downloadOptions = {
    log: recordedLog(),
    pause: () => Promise.resolve(),
    idleTimeoutMilliseconds: 5000,
  }
  const onPath = await findCliOnPath(env)
  const place = {
    workdir: path.join(folder.path, inputs.workdir ?? '.'),
    module: inputs.module ?? '',
    workspace: undefined,
  }
  const build =
    inputs.commit === undefined
      ? {
          kind: 'release' as const,
          version: (
            await resolveVersion({
              ...place,
              version: inputs.version ?? 'auto',
              engineVersion: undefined,
              cliOnPath: () => Promise.resolve(onPath),
              site: site.url,
              downloadOptions,
            })
          ).version,
        }
      : parseCommit(inputs.commit)
  const where = { site: site.url, downloadOptions, temporary: folder.path, platform: 'linux', arch: 'x64' }
  const { path: cli } = await installCli({ build, onPath, ...where })
  const { verb = 'call', args = '', call = '', check = '', shell = '', module = '' } = inputs
  const command = commandLine(
    { verb, args, call, check, shell, module, daggerFlags: '--progress plain' },
    await versionOfCli(cli),
  )
  if (command === undefined) return { cli }
  const { exitCode, stdout, traceUrl } = await invokeCli({
    cli,
    command,
    workdir: place.workdir,
    env: {
      ...cliEnvironment(process.env),
      ...(inputs['cloud-token'] !== undefined && { DAGGER_CLOUD_TOKEN: inputs['cloud-token'] }),
    },
    temporary: folder.path,
    log: new PassThrough().resume(),
    inWorkflow: true,
  })
  return { cli, exitCode, output: stdout.text, traceURL: traceUrl }
}

/** What a later step of the job gets of `dagger core version`. */
async function versionAfterwards({ cli }: Outcome): Promise<string> {
  return (await run(cli, ['core', 'version'])).trim()
}

async function preinstalled(version: string): Promise<NodeJS.ProcessEnv> {
  await folder.write({ 'bin/dagger': cliOf(version) })
  await chmod(path.join(folder.path, 'bin/dagger'), 0o755)
  return { PATH: path.join(folder.path, 'bin') }
}

describe('output', () => {
  const latestCore = { version: 'latest', verb: 'core' }
  test.each<[string, Inputs, string]>([
    [
      'Use output',
      {
        ...latestCore,
        args: 'container from --address=alpine with-exec --args echo,-n,"hello world" stdout',
      },
      'hello world',
    ],
    [
      'Use trailing output',
      {
        ...latestCore,
        args: String.raw`container from --address=alpine with-exec --args echo,-n,-e,"hello world\n" stdout`,
      },
      'hello world\n',
    ],
    [
      'Use multiline output',
      {
        ...latestCore,
        args: String.raw`container from --address=alpine with-exec --args echo,-n,-e,"hello\nworld" stdout`,
      },
      'hello\nworld',
    ],
    [
      'Test call with backslash continuation',
      {
        ...latestCore,
        args: 'container \\\nfrom --address=alpine \\\nwith-exec --args echo,-n,"hello world" \\\nstdout',
      },
      'hello world',
    ],
    [
      'Test call with bare newlines',
      {
        ...latestCore,
        args: 'container\nfrom --address=alpine\nwith-exec --args echo,-n,"hello world"\nstdout',
      },
      'hello world',
    ],
    ['Test call', { module: 'github.com/shykes/daggerverse/hello@v0.3.0', call: 'hello' }, 'hello, world!'],
    [
      'Test shell',
      { shell: 'container | from alpine | with-exec echo,-n,"hello world!" | stdout' },
      'hello world!',
    ],
  ])('%s', async (_name, inputs, output) => {
    expect(await use(inputs)).toMatchObject({ exitCode: 0, output })
  })
})

describe('traceurl', () => {
  const inputs = { version: 'latest', verb: 'core', args: 'version' }
  const cloudToken = process.env['DAGGER_CLOUD_TOKEN']

  beforeEach(() => {
    delete process.env['DAGGER_CLOUD_TOKEN']
  })

  afterEach(() => {
    if (cloudToken !== undefined) process.env['DAGGER_CLOUD_TOKEN'] = cloudToken
  })

  test('TraceURL with cloud-token', async () => {
    const { traceURL } = await use({ ...inputs, 'cloud-token': 'dag_dagger_notatoken' })
    expect(traceURL).toMatch(/^https:\/\/dagger.cloud\/.+\/traces\/.+/)
  })

  test('TraceURL without cloud-token', async () => {
    expect((await use(inputs)).traceURL).toMatch(/^https:\/\/dagger.cloud\/traces\/setup/)
  })
})

describe('version', () => {
  const version = { verb: 'core', args: 'version' }
  test.each<[string, Inputs, RegExp]>([
    ['Use latest', { version: 'latest' }, /v[0-9]*\.[0-9]*\.[0-9]*/],
    ['Use v0.13.5', { version: 'v0.13.5' }, /v0\.13\.5/],
    ['Use 0.13.5 (no v)', { version: '0.13.5' }, /v0\.13\.5/],
    ['Use commit', { commit: '540b4d1490f253054140f9249e823adf111e1c06' }, /v0\.13\.6-[0-9]+-540b4d1490f2/],
    ['Use head', { commit: 'head' }, /v[0-9]*\.[0-9]*\.[0-9]*-[0-9]+-[0-9a-f]{12}/],
  ])('%s', async (_name, inputs, output) => {
    expect((await use({ ...version, ...inputs })).output).toMatch(output)
  })
})

describe('check', () => {
  test('by the input check, whose patterns are passed on', async () => {
    const { exitCode, output } = await use({ check: '**', workdir: './dag/hello' })
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: `checked ** in ${folder.path}/dag/hello\n` })
  })

  test('by the verb', async () => {
    const { exitCode, output } = await use({ verb: 'check', workdir: './dag/hello' })
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: `checked  in ${folder.path}/dag/hello\n` })
  })
})

describe('install', () => {
  test('Only Install', async () => {
    const outcome = await use({})
    expect(Object.keys(outcome)).toEqual(['cli'])
    expect(await versionAfterwards(outcome)).toBe('v0.21.8')
  })

  test('existing-install: another version is installed next to it', async () => {
    expect(await versionAfterwards(await use({ version: 'v0.18.16' }, await preinstalled('0.18.17')))).toBe(
      'v0.18.16',
    )
  })

  test('commit-install: the commit’s build is installed next to it', async () => {
    const inputs = { commit: '71f2e104b045ddc3b0cc611b81370707bf21bc27' }
    const { cli } = await use(inputs, await preinstalled('0.18.17'))
    expect(await run(cli, ['version'])).toContain('v0.18.19-250918123923-71f2e104b045')
  })

  test('latest-install: the latest is installed next to it', async () => {
    expect(await versionAfterwards(await use({ version: 'latest' }, await preinstalled('0.18.17')))).toBe(
      'v0.21.8',
    )
  })

  test('an existing install of the right version is used', async () => {
    const env = await preinstalled('0.18.17')
    expect((await use({ version: 'v0.18.17' }, env)).cli).toBe(path.join(folder.path, 'bin/dagger'))
  })
})
