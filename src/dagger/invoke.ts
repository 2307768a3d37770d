import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, open, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Variables } from './arguments.ts'
import type { DaggerCommand } from './command.ts'
import { exitCodeOf } from '../command.ts'
import { childEnvironment } from '../environment.ts'
import { isFolder } from './folder.ts'
import { reasonOf } from '../reason.ts'

/**
 * How much of stdout `output` can hold, in UTF-16 code units. GitHub allows 1 MB for all outputs of a job and
 * counts in UTF-16 (docs.github.com, metadata syntax, outputs for JavaScript actions); an expression that reads
 * a longer text fails (actions/runner at 258d6c8, src/Sdk/DTExpressions2/Expressions2/Sdk/EvaluationContext.cs
 * line 30, MemoryCounter.cs line 55). What this leaves is for the other outputs.
 */
export const outputLimit = 500_000

export interface Invocation {
  /** The CLI's path. */
  readonly cli: string
  readonly command: DaggerCommand
  /** Absolute. */
  readonly workdir: string
  /** The CLI's whole environment. */
  readonly env: NodeJS.ProcessEnv
  /** Absolute; a folder made in it outlives the call and holds the whole of stdout. */
  readonly temporary: string
  /** Where both of the CLI's streams go: one sink, as two would reach the log in any order. */
  readonly log: Writable
  /** Whether the log is read by a runner, for which some lines are commands. */
  readonly inWorkflow: boolean
  /** How long output is still awaited after the CLI ended, if others hold its pipes; milliseconds. */
  readonly patience?: number
  /** Absent: the call may take as long as it likes. */
  readonly limit?: TimeLimit
}

export interface TimeLimit {
  /** Aborted when the time is up: then the CLI is interrupted. */
  readonly reached: AbortSignal
  /** How long it then has to end before it is killed; milliseconds. */
  readonly grace: number
}

export interface CliResult {
  /** The CLI's own; 128 and the signal's number when a signal ended it, as shells have it. */
  readonly exitCode: number
  readonly stdout: Captured
  /** Whether the call reached its time limit, and was ended because of it. */
  readonly timedOut: boolean
  /** In Dagger Cloud, or the page that explains how to get traces. */
  readonly traceUrl: string | undefined
}

export interface Captured {
  /** Holds every byte. */
  readonly path: string
  readonly bytes: number
  /** As UTF-8, from the beginning, up to `outputLimit`. */
  readonly text: string
  /** Whether `text` is not all. */
  readonly cut: boolean
}

/**
 * Runs the CLI and passes on what it writes as it comes. In a workflow, none of it is taken for a workflow
 * command: whoever controls a build controls what it prints. Nothing else may be written to the log meanwhile,
 * since our own commands would not be understood either.
 *
 * SIGINT and SIGTERM reach the CLI and what it started, and end the call when the CLI ends. So does the time limit:
 * SIGINT first, then SIGKILL.
 *
 * @throws Error when `workdir` is no folder, or the CLI cannot be started
 */
export async function invokeCli(invocation: Invocation): Promise<CliResult> {
  const { command, workdir, inWorkflow } = invocation
  if (!(await isFolder(workdir))) {
    throw new Error(`The input \`workdir\` names ${workdir}, which is not a folder here.`)
  }
  const folder = await mkdtemp(path.join(invocation.temporary, 'warm-dagger-run-'))
  const argv = [...command.argv, ...(await scriptFile(command, folder))]
  const log = lineKeeper(invocation.log)
  return await withoutCommands(log, inWorkflow, async () => {
    const stdoutPath = path.join(folder, 'stdout')
    const file = await open(stdoutPath, 'w')
    try {
      const stdout = capture(file)
      const trace = traceFinder()
      const ended = await runToEnd({ ...invocation, argv }, async (chunk, from) => {
        if (from === 'stderr') trace.add(chunk)
        await Promise.all([log.write(chunk), from === 'stdout' ? stdout.add(chunk) : undefined])
      })
      return { ...ended, stdout: { path: stdoutPath, ...stdout.end() }, traceUrl: trace.found() }
    } finally {
      await file.close()
    }
  })
}

/** Lets the runner take nothing that `body` writes for a command; see GitHub's "Stopping and starting workflow commands". */
async function withoutCommands<T>(
  log: ReturnType<typeof lineKeeper>,
  inWorkflow: boolean,
  body: () => Promise<T>,
): Promise<T> {
  if (!inWorkflow) return await body()
  // Nobody can guess it, and nothing that the CLI starts gets to see it.
  const token = randomUUID()
  await log.write(Buffer.from(`::stop-commands::${token}\n`))
  try {
    return await body()
  } finally {
    // On a line of its own: the last one may have had no end.
    await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`))
  }
}

const forOidc = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL']

/**
 * The environment for the CLI: what any program of ours gets, and what a job with the permission `id-token: write`
 * needs for OIDC. The runner gives that to every `run:` step too (actions/runner, ScriptHandler.cs), and functions
 * that publish take it, as `--token=env:ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
export function cliEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const oidc = Object.entries(env).filter(([name]) => forOidc.includes(name))
  return { ...childEnvironment(env), ...Object.fromEntries(oidc) }
}

/**
 * What `$NAME` may stand for in inputs: the CLI's environment, without the tokens in it that are ours or GitHub's.
 * A title of a pull request that a workflow puts into `args` must not get at one.
 *
 * @param own the input `env`
 * @param hasCloudToken whether the CLI gets Dagger Cloud's token from our input, instead of what the variable holds
 */
export function commandVariables(
  env: NodeJS.ProcessEnv,
  own: Readonly<Record<string, string>>,
  hasCloudToken: boolean,
): Variables {
  const inherited = childEnvironment(env)
  if (hasCloudToken) delete inherited['DAGGER_CLOUD_TOKEN']
  return { ...inherited, ...own }
}

async function scriptFile({ script }: DaggerCommand, folder: string): Promise<string[]> {
  if (script === undefined) return []
  const file = path.join(folder, 'script.dsh')
  await writeFile(file, script)
  return [file]
}

type Stream = 'stdout' | 'stderr'

// Not through command.ts: this program's output is passed on while it runs, and may be larger than memory.
async function runToEnd(
  { cli, argv, workdir, env, patience = 5000, limit }: Invocation & { readonly argv: readonly string[] },
  onChunk: (chunk: Buffer, from: Stream) => Promise<void>,
): Promise<Pick<CliResult, 'exitCode' | 'timedOut'>> {
  const child = spawn(cli, argv, {
    cwd: workdir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a signal reaches all of it, and once.
    detached: process.platform !== 'win32',
  })
  const forward = (signal: NodeJS.Signals): void => {
    signalGroup(child, signal)
  }
  process.on('SIGINT', forward).on('SIGTERM', forward)
  const clock = startClock(limit, forward)
  try {
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
    const outputs = Promise.all([
      readAll(child.stdout, (chunk) => onChunk(chunk, 'stdout')),
      readAll(child.stderr, (chunk) => onChunk(chunk, 'stderr')),
    ])
    // Awaited below, when the CLI has ended: until then a failure is nobody's.
    outputs.catch(() => undefined)
    const [code, signal] = await ended.catch((error: unknown) => {
      const reason = reasonOf(error)
      throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error })
    })
    const timedOut = clock.stop()
    // What it started may not have ended with it.
    if (timedOut) forward('SIGKILL')
    await withPatience(outputs, patience)
    return { exitCode: exitCodeOf(code, signal), timedOut }
  } finally {
    clock.stop()
    process.off('SIGINT', forward).off('SIGTERM', forward)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/** Interrupts, and later kills, when the time is up. @returns how to stop that, and to learn whether it began */
function startClock(
  limit: TimeLimit | undefined,
  signal: (signal: NodeJS.Signals) => void,
): { readonly stop: () => boolean } {
  let isUp = false
  let timer: NodeJS.Timeout | undefined
  const interrupt = (): void => {
    isUp = true
    signal('SIGINT')
    timer = setTimeout(signal, limit?.grace, 'SIGKILL')
  }
  limit?.reached.addEventListener('abort', interrupt)
  return {
    stop: () => {
      limit?.reached.removeEventListener('abort', interrupt)
      clearTimeout(timer)
      return isUp
    },
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // All of it has ended.
  }
}

async function readAll(stream: Readable, onChunk: (chunk: Buffer) => Promise<void>): Promise<void> {
  for await (const chunk of stream) await onChunk(chunk as Buffer)
}

/** Waits for the rest of the output, but not for ever: a process left behind may hold the pipes open. */
async function withPatience(outputs: Promise<unknown>, milliseconds: number): Promise<void> {
  const patience = Promise.withResolvers<undefined>()
  const timer = setTimeout(patience.resolve, milliseconds, undefined)
  await Promise.race([outputs, patience.promise])
  clearTimeout(timer)
}

/** Writes chunks as they come, waiting while the sink is full, and knows whether the last line has an end. */
function lineKeeper(sink: Writable) {
  let open = false
  return {
    async write(chunk: Buffer): Promise<void> {
      if (chunk.length > 0) open = chunk.at(-1) !== 0x0a
      if (!sink.write(chunk)) await once(sink, 'drain')
    },
    isOpen: () => open,
  }
}

function capture(file: FileHandle) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  let bytes = 0
  let cut = false
  const take = (more: string): void => {
    text += more
    if (text.length <= outputLimit) return
    cut = true
    text = text.slice(0, outputLimit)
    // Not between the halves of one character.
    if (/[\uD800-\uDBFF]$/.test(text)) text = text.slice(0, -1)
  }
  return {
    async add(chunk: Buffer): Promise<void> {
      bytes += chunk.length
      if (!cut) take(decoder.decode(chunk, { stream: true }))
      await file.appendFile(chunk)
    },
    end(): Omit<Captured, 'path'> {
      if (!cut) take(decoder.decode())
      return { bytes, text, cut }
    },
  }
}

/** As dagger-for-github v8.4.1 looks for it (action.yml, line 191): the first in stderr. */
const tracePattern = /https:\/\/dagger\.cloud(?:\/[^\s\p{Cc}]+\/traces\/[a-zA-Z0-9]+|\/traces\/setup)/u

const longestLine = 8192

/** Looks at whole lines, as far as they are not absurdly long. */
function traceFinder() {
  const decoder = new TextDecoder()
  let line = ''
  let url: string | undefined
  return {
    add(chunk: Buffer): void {
      if (url !== undefined) return
      const lines = (line + decoder.decode(chunk, { stream: true })).split('\n')
      line = (lines.pop() ?? '').slice(-longestLine)
      url = lines.map((text) => tracePattern.exec(text)?.[0]).find((found) => found !== undefined)
    },
    found: (): string | undefined => url ?? tracePattern.exec(line)?.[0],
  }
}
