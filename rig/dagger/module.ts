import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { functionArguments } from './command-line.ts'
import type { Answer, Engine } from './connection.ts'
import { upload } from './filesync.ts'
import type { Progress } from './progress.ts'

/** The name of each function of the stand-in module, and what it does. */
export const functions: Readonly<Record<string, string>> = {
  argv: 'Write the words that follow as JSON',
  'cache-volume': 'Append --text to a log in the cache volume --name; answer how many lines it has',
  churn: 'Make a snapshot of --files files of --bytes bytes from --seed, in place of an older one',
  claim: 'Take --bytes bytes of the volume for a file that is not written',
  control: 'Set what the stop of the engine reads: NAME=VALUE words',
  crash: 'Kill the engine from within',
  age: 'Have the cache volume --name used last --hours ago',
  poison: 'Have the next engine on this state panic',
  echo: 'Write --text, byte for byte',
  env: 'Write the value of the environment variable --name',
  fail: 'Fail with --code, --text being what was written to stdout until then',
  leave: 'Leave a snapshot of --bytes bytes that nothing refers to',
  serve: 'Run a service that writes to the cache volume --name at equal size',
  fill: 'Write a file of --bytes bytes that does not compress',
  read: 'Upload --source, and answer what the engine then has as its file --name',
  sleep: 'Wait --seconds in the engine',
  stderr: 'Write --text to stderr',
  unpack: 'Unpack --source as a snapshot --name, unless the engine has it',
}

/** A function that ended with another exit code than 0, and what it had written to stdout by then. */
export class FunctionError extends Error {
  readonly code: number
  readonly stdout: string

  constructor(message: string, code: number, stdout = '') {
    super(message)
    this.code = code
    this.stdout = stdout
  }
}

/**
 * Calls a function of the stand-in module and returns what goes to stdout, byte for byte.
 *
 * @throws FunctionError with the exit code for the CLI
 */
export async function callFunction(
  engine: Engine,
  words: readonly string[],
  progress: Progress,
  clientId: string,
): Promise<string> {
  const [name = '', ...rest] = words
  const args = functionArguments(rest)
  const argument = (key: string, otherwise?: string): string => {
    const value = args.get(key) ?? otherwise
    if (value === undefined) throw new FunctionError(`required flag(s) "${key}" not set`, 1)
    return value
  }
  const onEngine = async (...call: readonly string[]): Promise<string> => {
    const answer = await engine.call(call)
    return settle(name, answer, progress)
  }
  switch (name) {
    case 'argv':
      return JSON.stringify(rest)
    case 'echo':
      // The engine takes part, as in any call, but need not carry the bytes.
      await onEngine('echo')
      return argument('text')
    case 'stderr':
      progress.log(argument('text'))
      return ''
    case 'env':
      return process.env[argument('name')] ?? ''
    case 'fail':
      progress.step('.fail', 'ERROR')
      throw new FunctionError(
        `exit code: ${argument('code', '1')}`,
        Number(argument('code', '1')),
        args.get('text'),
      )
    case 'unpack':
      return unpack(engine, argument('name'), argument('source'), progress)
    case 'cache-volume':
      return onEngine('cache-volume', argument('name', 'default'), argument('text', 'line'))
    case 'churn':
      return onEngine('churn', argument('seed'), argument('files'), argument('bytes', '16384'))
    case 'claim':
      return onEngine('claim', argument('bytes'))
    case 'leave':
      return onEngine('leave', argument('bytes'))
    case 'serve':
      return onEngine('serve', argument('name', 'default'))
    case 'fill':
      return onEngine('fill', argument('bytes'))
    case 'read':
      return upload(engine, clientId, argument('source'), async ({ fetched, files, read }) => {
        progress.log(`filesync: ${fetched} of ${files} files uploaded`)
        return settle('read', await read(argument('name')), progress)
      })
    case 'sleep':
      return onEngine('sleep', argument('seconds'))
    case 'control':
      return onEngine('control', ...rest)
    case 'crash':
      return onEngine('crash')
    case 'age':
      return onEngine('age', argument('name', 'default'), argument('hours', '72'))
    case 'poison':
      return onEngine('poison')
    default:
      throw new FunctionError(`unknown command ${JSON.stringify(name)} for "dagger call"`, 1)
  }
}

async function unpack(engine: Engine, name: string, source: string, progress: Progress): Promise<string> {
  const digest = folderDigest(source)
  const cached = await engine.call(['cached', `unpack:${name}:${digest}`])
  if (cached.code === 0) return `${name}: ${settle('unpack', cached, progress)}`
  const tar = spawn('tar', ['-C', source, '--sort=name', '-I', 'gzip -1', '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return `${name}: ${settle('unpack', await engine.call(['unpack', name, digest], tar.stdout), progress)}`
}

function settle(name: string, answer: Answer, progress: Progress): string {
  if (answer.code !== 0) {
    progress.step(`.${name}`, 'ERROR')
    progress.log(answer.stderr)
    throw new FunctionError(`exit code: ${answer.code}: ${answer.stderr.trim()}`, answer.code)
  }
  progress.step(`.${name}`, /^cached /m.test(answer.stderr) ? 'CACHED' : 'DONE')
  return answer.stdout
}

/** The same for the same names, modes, links and contents, whatever the times and owners. */
function folderDigest(folder: string): string {
  const lines: string[] = []
  const visit = (relative: string): void => {
    for (const name of readdirSync(join(folder, relative)).sort()) {
      const path = join(relative, name)
      const full = join(folder, path)
      const stat = lstatSync(full)
      const content = stat.isFile()
        ? hash('sha256', readFileSync(full))
        : stat.isSymbolicLink()
          ? readlinkSync(full)
          : ''
      lines.push(JSON.stringify([path, stat.mode, content]))
      if (stat.isDirectory()) visit(path)
    }
  }
  visit('')
  return hash('sha256', lines.join('\n'))
}
