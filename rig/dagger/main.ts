import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { type CommandLine, functionArguments, parseCommandLine } from './command-line.ts'
import { connectEngine, type Engine } from './connection.ts'
import { stableClientId } from './filesync.ts'
import { callFunction, FunctionError, functions } from './module.ts'
import { type Progress, progressKind, startProgress } from './progress.ts'
import { isFrom, release } from './release.ts'
import { parseRunnerHost } from './runner-host.ts'

const platform = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`
const runnerHost =
  process.env['_EXPERIMENTAL_DAGGER_RUNNER_HOST'] || `image://registry.dagger.io/engine:${release}`

/** One line of JSON a call, for tests: a token is recorded by its hash alone. */
function record(event: object): void {
  const file = process.env['STANDIN_DAGGER_RECORD']
  if (file) appendFileSync(file, JSON.stringify(event) + '\n')
}

/** What `dagger version` prints: one line before 1.0, five from then on. */
function versionText(): string {
  if (!isFrom('1.0')) return `dagger ${release} (${runnerHost}) ${platform}`
  return [
    `version:     ${release}`,
    'commit:      unknown',
    'dirty:       no',
    `platform:    ${platform}`,
    `runner-host: ${runnerHost}`,
  ].join('\n')
}

async function withEngine(
  line: CommandLine,
  traced: boolean,
  body: (engine: Engine, progress: Progress, clientId: string) => Promise<string>,
) {
  const progress = startProgress(progressKind(line.progress, line.silent, process.env), traced, process.env)
  const clientId = stableClientId(process.env)
  let engine: Engine | undefined
  try {
    const cloud = line.cloud || process.env['DAGGER_CLOUD_ENGINE'] !== undefined
    const host = cloud ? { kind: 'cloud' as const } : parseRunnerHost(runnerHost, process.env)
    engine = await connectEngine(host, (attempts) => {
      if (attempts > 1) record({ attempts })
    })
    progress.step('connect', 'DONE')
    const output = await body(engine, progress, clientId)
    progress.end()
    process.stdout.write(output)
  } catch (error) {
    progress.end()
    throw error
  } finally {
    engine?.close()
  }
}

async function engineCall(engine: Engine, ...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await engine.call(words)
  if (code !== 0) throw new FunctionError(stderr.trim(), code)
  return stdout
}

interface Entry {
  readonly recordType: string
  readonly description: string
  readonly createdTimeUnixNano: number
  readonly diskSpaceBytes: number
}

interface Entries {
  readonly diskSpaceBytes: number
  readonly entryCount: number
  readonly identifier: string
  readonly entries: readonly Entry[]
}

async function entries(engine: Engine): Promise<Entries> {
  const lines = (await engineCall(engine, 'entries')).split('\n').filter((entry) => entry !== '')
  return {
    diskSpaceBytes: lines.reduce((sum, line) => sum + Number(line.split(' ')[2]), 0),
    entryCount: lines.length,
    entries: lines.map((line) => {
      const [number, key = '', bytes] = line.split(' ')
      return {
        recordType: 'regular',
        description: key,
        createdTimeUnixNano: Number(number),
        diskSpaceBytes: Number(bytes),
      }
    }),
    identifier: `EngineCacheEntrySet@xxh3:${hash('md5', lines.join()).slice(0, 16)}`,
  }
}

/** `core engine local-cache …`: the cache's policy, its totals, or its pruning. */
async function core(engine: Engine, words: readonly string[]): Promise<string> {
  const path = words.filter((word) => !word.startsWith('-')).join(' ')
  const field = /^engine local-cache ((?:max-used|reserved|min-free)-space)$/.exec(path)?.[1]
  if (field !== undefined) return engineCall(engine, 'space', camelCase(field))
  switch (path) {
    case 'engine local-cache prune':
      return prune(engine, functionArguments(words.filter((word) => word.startsWith('-'))))
    case 'engine local-cache entry-set':
      return `${(await entries(engine)).identifier}\n`
    case 'engine local-cache entry-set entry-count':
      return String((await entries(engine)).entryCount)
    case 'engine local-cache entry-set disk-space-bytes':
      return String((await entries(engine)).diskSpaceBytes)
    default:
      throw new FunctionError(`unknown command ${JSON.stringify(path)} for "dagger core"`, 1)
  }
}

/** With a policy down to the larger of its maximum and what it reserves, which flags override; else of everything. */
async function prune(engine: Engine, flags: ReadonlyMap<string, string>): Promise<string> {
  const known = ['use-default-policy', ...(isFrom('0.20') ? ['max-used-space', 'reserved-space'] : [])]
  const unknown = [...flags.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw new FunctionError(`unknown flag: --${unknown}`, 1)
  const byPolicy = flags.get('use-default-policy') === 'true'
  const space = async (name: string): Promise<number> =>
    Number(flags.get(name) ?? (byPolicy ? await engineCall(engine, 'space', camelCase(name)) : 0))
  const keep = Math.max(await space('max-used-space'), await space('reserved-space'))
  // A policy without a maximum stands for the default one, a share of the disk, which is left out.
  if (keep > 0 || byPolicy)
    await engineCall(engine, 'prune', String(keep > 0 ? keep : Number.MAX_SAFE_INTEGER))
  else await engineCall(engine, 'prune')
  return ''
}

function camelCase(name: string): string {
  return name.replaceAll(/-./g, (pair) => pair.slice(1).toUpperCase())
}

/** The document comes back; of a real API only what the product asks is known. */
async function query(engine: Engine, document: string): Promise<string> {
  const timestamp = /^\{directory\{withTimestamps\(timestamp:(\d+)\)\{sync\}\}\}$/.exec(document.trim())?.[1]
  const asked = /^\{engine\{(clients )?localCache\{entrySet\{([A-Za-z ]+)(?:\{([A-Za-z ]+)\})?\}\}\}\}$/.exec(
    document.trim(),
  )
  if (timestamp !== undefined) {
    await engineCall(engine, 'with-timestamps', timestamp)
    return '{}\n'
  }
  if (document.trim() === '{engine{localCache{prune(useDefaultPolicy:true)}}}') {
    await prune(engine, new Map([['use-default-policy', 'true']]))
    return JSON.stringify({ engine: { localCache: { prune: null } } }) + '\n'
  }
  if (!asked) return JSON.stringify({ query: document }) + '\n'
  const [, withClients, fields = '', entryFields = ''] = asked
  const all = await entries(engine)
  const found: Readonly<Record<string, unknown>> = {
    ...all,
    entries: all.entries.map((entry) => only(entry, entryFields)),
  }
  const clients = withClients ? (await engineCall(engine, 'clients')).trim().split('\n') : undefined
  return (
    JSON.stringify({ engine: { clients, localCache: { entrySet: only(found, fields) } } }, undefined, 4) +
    '\n'
  )
}

/** Some fields of an object, by their names. */
function only(object: object, fields: string): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown>(Object.entries(object))
  return Object.fromEntries(fields.split(' ').map((field) => [field, values.get(field)]))
}

/** Lines `function --flag=value`, one call each: all that the stand-in understands of the shell's language. */
async function shell(engine: Engine, script: string, progress: Progress, clientId: string): Promise<string> {
  let output = ''
  for (const line of script.split('\n').filter((each) => each.trim() !== '' && !each.startsWith('#'))) {
    output += await callFunction(engine, line.trim().split(/\s+/), progress, clientId)
  }
  return output
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false
}

async function checks(engine: Engine, patterns: readonly string[], progress: Progress): Promise<string> {
  for (const pattern of patterns.length > 0 ? patterns : ['lint', 'test']) {
    await engineCall(engine, 'echo', pattern)
    progress.step(pattern, pattern.includes('fail') ? 'ERROR' : 'DONE')
  }
  const failed = patterns.filter((pattern) => pattern.includes('fail'))
  if (failed.length > 0) throw new FunctionError(`${failed.length} checks failed`, 1)
  return ''
}

/** From 1.0 these live under `api`, and at the root by their old names, some of them hidden. */
const apiVerbs = ['call', 'client', 'functions', 'listen', 'query', 'session', 'with-session']

async function main(args: readonly string[]): Promise<void> {
  const line = parseCommandLine(args)
  const words = isFrom('1.0') && line.words[0] === 'api' ? line.words.slice(1) : line.words
  if (words !== line.words && !apiVerbs.includes(words[0] ?? ''))
    throw new Error('unknown command for "dagger api"')
  const [verb = '', ...rest] = words
  if (isFrom('1.0') && /^--mod(=|$)/m.test(args.join('\n'))) {
    process.stderr.write('Flag --mod has been deprecated, use --load-module (-m) instead\n')
  }
  if (verb === 'version') {
    process.stdout.write(versionText() + '\n')
    return
  }
  if (line.workdir !== undefined) process.chdir(line.workdir)
  switch (verb) {
    case 'call':
      if (line.module === 'core') return withEngine(line, true, (engine) => core(engine, rest))
      return withEngine(line, true, (engine, progress, id) => callFunction(engine, rest, progress, id))
    case 'core':
      if (isFrom('1.0')) {
        process.stderr.write('Command "core" is deprecated, use \'dagger -m core api call\' instead\n')
      }
      return withEngine(line, true, (engine) => core(engine, rest))
    case 'check':
    case 'checks':
      return withEngine(line, false, (engine, progress) => checks(engine, rest, progress))
    case 'functions': {
      const table = Object.entries(functions).map(([name, about]) => `${name.padEnd(15)} ${about}`)
      return withEngine(line, false, () =>
        Promise.resolve(['Name            Description', ...table, ''].join('\n')),
      )
    }
    case 'query':
      return withEngine(line, true, async (engine) => query(engine, await text(process.stdin)))
    case 'run':
      return withEngine(line, true, () => {
        const { status } = spawnSync(rest[0] ?? 'true', rest.slice(1), { stdio: 'inherit' })
        if (status !== 0) throw new FunctionError(`exit status ${status}`, status ?? 1)
        return Promise.resolve('')
      })
  }
  const file = verb === 'shell' ? rest[0] : verb
  if (verb !== 'shell' && verb !== '' && !isFile(verb)) {
    throw new Error(`unknown command or file ${JSON.stringify(verb)} for "dagger"`)
  }
  if (verb === '' && line.command === undefined && isFrom('0.21')) {
    process.stdout.write('Usage:\n  dagger [options] [subcommand | file...]\n')
    return
  }
  return withEngine(line, true, async (engine, progress, id) => {
    const script = line.command ?? (file ? readFileSync(file, 'utf8') : await text(process.stdin))
    return shell(engine, script, progress, id)
  })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    record({ signal })
    // The CLI turns an interrupt into exit code 2, and dies of SIGTERM as any program.
    if (signal === 'SIGINT') process.exit(2)
    process.kill(process.pid, signal)
  })
}

const token = process.env['DAGGER_CLOUD_TOKEN']
record({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: Object.keys(process.env).sort(),
  runnerHost: process.env['_EXPERIMENTAL_DAGGER_RUNNER_HOST'],
  ...(token === undefined ? {} : { cloudTokenSha256: hash('sha256', token) }),
})
main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`Error: ${error instanceof Error ? error.message : String(error)}\n`)
  if (error instanceof FunctionError && error.stdout !== '')
    process.stderr.write(`Stdout:\n${error.stdout}\n`)
  process.exitCode = error instanceof FunctionError ? error.code : 1
})
