import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, open, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Variables } from './arguments.ts'
import type { DaggerCommand } from './command.ts'
import { exitCodeOf } from '../programs.ts'
import { childEnvironment } from '../environment.ts'
import { isFolder } from './folder.ts'
import { reasonOf } from '../reason.ts'

/**
 * Maximum length of stdout in `output`, in UTF-16 code units. GitHub allows 1 MB for all outputs of a job and
 * counts in UTF-16 (docs.github.com, metadata syntax, outputs for JavaScript actions); an expression that reads a
 * longer text fails (actions/runner at 258d6c8, src/Sdk/DTExpressions2/Expressions2/Sdk/EvaluationContext.cs line
 * 30, MemoryCounter.cs line 55). The rest is reserved for other outputs.
 */
export const outputLimit = 500_000

export interface Invocation {
  /** The CLI's path. */
  readonly cli: string
  readonly command: DaggerCommand
  /** Absolute path. */
  readonly workdir: string
  /** The complete environment of the CLI. */
  readonly env: NodeJS.ProcessEnv
  /** Absolute path of a folder. Its new subfolder contains the complete stdout and outlives the call. */
  readonly temporary: string
  /** Receives both streams of the CLI. With two sinks, the log would not keep their order. */
  readonly log: Writable
  /** Whether a runner reads the log and interprets some lines as commands. */
  readonly inWorkflow: boolean
  /** How long to read more output after the CLI exited, if other processes hold its pipes. */
  readonly drainMilliseconds?: number
  /** Absent: the call has no time limit. */
  readonly limit?: TimeLimit
}

export interface TimeLimit {
  /** Aborted when the time is up: the CLI is then interrupted. */
  readonly reached: AbortSignal
  /** Milliseconds until an interrupted CLI is killed. */
  readonly graceMilliseconds: number
}

export interface CliResult {
  /** The CLI's own exit code; 128 plus the signal's number if a signal ended it, as in shells. */
  readonly exitCode: number
  readonly stdout: Captured
  /** Whether the call was stopped because it reached its time limit. */
  readonly timedOut: boolean
  /** The trace in Dagger Cloud, or the page that explains how to set up traces. */
  readonly traceUrl: string | undefined
}

export interface Captured {
  /** The file with the complete output. */
  readonly path: string
  readonly bytes: number
  /** The output decoded as UTF-8, up to `outputLimit`. */
  readonly text: string
  /** Whether `text` is incomplete. */
  readonly cut: boolean
}

/**
 * Runs the CLI and forwards its output as it arrives. In a workflow, the runner executes no workflow commands from
 * this output, because whoever controls a build controls what it prints. Write nothing else to the log meanwhile:
 * the runner would ignore our own commands too.
 *
 * SIGINT and SIGTERM are forwarded to the CLI and its child processes, and the call ends when the CLI exits. The
 * time limit first sends SIGINT, then SIGKILL.
 *
 * @throws Error if `workdir` is not a folder, or the CLI cannot be started
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

/**
 * Stops the runner from executing what `body` writes as commands: GitHub's "Stopping and starting workflow
 * commands".
 */
async function withoutCommands<T>(
  log: ReturnType<typeof lineKeeper>,
  inWorkflow: boolean,
  body: () => Promise<T>,
): Promise<T> {
  if (!inWorkflow) return await body()
  // The token is unguessable, and no process that the CLI starts can see it.
  const token = randomUUID()
  await log.write(Buffer.from(`::stop-commands::${token}\n`))
  try {
    return await body()
  } finally {
    // Start a new line, because the last line of the output may be incomplete.
    await log.write(Buffer.from(`${log.isOpen() ? '\n' : ''}::${token}::\n`))
  }
}

const forOidc = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL']

/**
 * The environment for the CLI: the same as for other programs, plus the variables for OIDC that a job with the
 * permission `id-token: write` needs. The runner also passes them to every `run:` step (actions/runner,
 * ScriptHandler.cs), and functions that publish take the token as `--token=env:ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
 */
export function cliEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const oidc = Object.entries(env).filter(([name]) => forOidc.includes(name))
  return { ...childEnvironment(env), ...Object.fromEntries(oidc) }
}

/**
 * The variables that `$NAME` may refer to in inputs: the CLI's environment without our tokens and GitHub's. A
 * workflow may put the title of a pull request into `args`, and such a title must not expand to a token.
 *
 * @param own the input `env`
 * @param hasCloudToken whether our input provides Dagger Cloud's token, instead of the variable
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

// Does not use programs.ts: this output is forwarded while the program runs, and may be larger than memory.
async function runToEnd(
  {
    cli,
    argv,
    workdir,
    env,
    drainMilliseconds = 5000,
    limit,
  }: Invocation & { readonly argv: readonly string[] },
  onChunk: (chunk: Buffer, from: Stream) => Promise<void>,
): Promise<Pick<CliResult, 'exitCode' | 'timedOut'>> {
  const child = spawn(cli, argv, {
    cwd: workdir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group, so that a signal reaches all its processes exactly once.
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
    // They are awaited only after the CLI exits. Until then, keep Node from reporting a rejection as unhandled.
    outputs.catch(() => undefined)
    const [code, signal] = await ended.catch((error: unknown) => {
      const reason = reasonOf(error)
      throw new Error(`The Dagger CLI at ${cli} could not be started: ${reason}.`, { cause: error })
    })
    const timedOut = clock.stop()
    // Kill child processes that are still running.
    if (timedOut) forward('SIGKILL')
    await waitForOutput(outputs, drainMilliseconds)
    return { exitCode: exitCodeOf(code, signal), timedOut }
  } finally {
    clock.stop()
    process.off('SIGINT', forward).off('SIGTERM', forward)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/**
 * Sends SIGINT when the time is up, and SIGKILL after the grace period.
 *
 * @returns a function that stops the clock and reports whether the time was up
 */
function startClock(
  limit: TimeLimit | undefined,
  signal: (signal: NodeJS.Signals) => void,
): { readonly stop: () => boolean } {
  let isUp = false
  let timer: NodeJS.Timeout | undefined
  const interrupt = (): void => {
    isUp = true
    signal('SIGINT')
    timer = setTimeout(signal, limit?.graceMilliseconds, 'SIGKILL')
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
    // All processes have exited.
  }
}

async function readAll(stream: Readable, onChunk: (chunk: Buffer) => Promise<void>): Promise<void> {
  for await (const chunk of stream) await onChunk(chunk as Buffer)
}

/** Waits for the rest of the output for a limited time: a leftover process may hold the pipes open. */
async function waitForOutput(outputs: Promise<unknown>, milliseconds: number): Promise<void> {
  const timeUp = Promise.withResolvers<undefined>()
  const timer = setTimeout(timeUp.resolve, milliseconds, undefined)
  await Promise.race([outputs, timeUp.promise])
  clearTimeout(timer)
}

/** Writes chunks as they arrive, waits while the sink is full, and tracks whether the last line is complete. */
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
    // Do not split a surrogate pair.
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

/** The first match in stderr, as in dagger-for-github v8.4.1 (action.yml, line 191). */
const tracePattern = /https:\/\/dagger\.cloud(?:\/[^\s\p{Cc}]+\/traces\/[a-zA-Z0-9]+|\/traces\/setup)/u

const maxLineLength = 8192

/** Searches whole lines; shortens extremely long ones. */
function traceFinder() {
  const decoder = new TextDecoder()
  let line = ''
  let url: string | undefined
  return {
    add(chunk: Buffer): void {
      if (url !== undefined) return
      const lines = (line + decoder.decode(chunk, { stream: true })).split('\n')
      line = (lines.pop() ?? '').slice(-maxLineLength)
      url = lines.map((text) => tracePattern.exec(text)?.[0]).find((found) => found !== undefined)
    },
    found: (): string | undefined => url ?? tracePattern.exec(line)?.[0],
  }
}
