import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { currentSignal } from './deadline.ts'
import { childEnvironment } from './environment.ts'
import { reasonOf } from './reason.ts'

/** A command that could not be started, or exited with a code other than 0. */
export class CommandError extends Error {
  readonly exitCode: number | undefined
  readonly stderr: string

  constructor(commandLine: string, exitCode: number | undefined, stderr: string) {
    const ending = exitCode === undefined ? 'could not be started' : `exited with code ${exitCode}`
    const tail = stderr.trim().split('\n').slice(-5).join('\n')
    super(`\`${commandLine}\` ${ending}${tail && `: ${tail}`}`)
    this.exitCode = exitCode
    this.stderr = stderr
  }
}

/** Default timeout in seconds. On a healthy machine, our commands take less than one second. */
const defaultTimeoutSeconds = 120

/** Milliseconds from SIGTERM to SIGKILL, and from SIGKILL until the command is abandoned. */
const endingMilliseconds = 1000

/** The exit code of a command that timed out, as in coreutils' `timeout`. */
export const timedOut = 124

export interface CommandOptions {
  readonly cwd?: string
  /** Instead of our own environment. What only actions are to have is taken out of either, see environment.ts. */
  readonly inherit?: NodeJS.ProcessEnv
  /** Added to that as it is; secrets go here and never into the arguments. */
  readonly env?: Readonly<Record<string, string>>
  /**
   * Time limit. When it is reached, the command is stopped or else abandoned: its exit code is `timedOut`, and
   * whatever it worked on may still be in use. Default: 120 s. The current deadline can shorten it.
   */
  readonly timeoutSeconds?: number
  readonly input?: string
  /** A descriptor of this process that becomes the program's standard input, instead of `input`. */
  readonly stdin?: number
}

/**
 * Runs a program with arguments, never through a shell, and returns what it wrote to stdout.
 *
 * @throws CommandError with the command line, the exit code and the end of stderr
 */
export async function run(
  program: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): Promise<string> {
  const result = await attempt(program, args, options)
  if (result.exitCode !== 0) {
    throw new CommandError([program, ...args].join(' '), result.exitCode, result.stderr)
  }
  return result.stdout
}

export interface CommandResult {
  /** undefined if the program could not be started. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Like `run`, but returns a failure as a result and never throws. */
export async function attempt(
  program: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  try {
    const ending = await spawnToEnd(program, args, options, (child) => {
      child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
      child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
    })
    const said = Buffer.concat(stderr).toString()
    return {
      exitCode: ending.exitCode,
      stdout: Buffer.concat(stdout).toString(),
      stderr: ending.because === undefined ? said : `${said}\n${ending.because}`.trimStart(),
    }
  } catch (error) {
    return { exitCode: undefined, stdout: '', stderr: reasonOf(error) }
  }
}

export interface PickOptions extends Pick<CommandOptions, 'timeoutSeconds'> {
  /** Whether the lines after this one are not needed: the program is then stopped. Called for each line, in order. */
  readonly isLast?: (line: string) => boolean
}

/**
 * Runs a program with output of any size, and returns the lines of both streams for which `wanted` returns true.
 *
 * @throws CommandError with the command line, the exit code and the last lines of the output
 */
export async function pickLines(
  program: string,
  args: readonly string[],
  wanted: (line: string) => boolean,
  { isLast = () => false, ...options }: PickOptions = {},
): Promise<string[]> {
  const picked: string[] = []
  let last: string[] = []
  const done = new AbortController()
  const onLine = (line: string, child: ChildProcess): void => {
    if (done.signal.aborted) return
    if (wanted(line)) picked.push(line)
    last = [...last.slice(-4), line.slice(0, 500)]
    if (!isLast(line)) return
    done.abort()
    child.kill()
  }
  const commandLine = [program, ...args].join(' ')
  const { exitCode, because } = await spawnToEnd(program, args, options, (child) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
        onLine(line, child)
      })
    }
  }).catch((error: unknown) => {
    throw new CommandError(commandLine, undefined, reasonOf(error))
  })
  if (done.signal.aborted) return picked
  if (because !== undefined) last.push(because)
  if (exitCode !== 0) throw new CommandError(commandLine, exitCode, last.join('\n'))
  return picked
}

interface Ending {
  /** 128 plus the signal's number if a signal ended it, as in shells. */
  readonly exitCode: number
  /** Why we stopped it; undefined if it ended without us. */
  readonly because?: string
}

/**
 * Starts a program and waits until it has exited and its output is read, or until its time is up. A program that
 * cannot be killed, such as a mount that waits for a disk, is abandoned: it blocks neither the caller nor the exit
 * of our process.
 *
 * @throws Error if it cannot be started
 */
async function spawnToEnd(
  program: string,
  args: readonly string[],
  options: CommandOptions,
  listen: (child: ChildProcess) => void,
): Promise<Ending> {
  const { timeoutSeconds = defaultTimeoutSeconds, input, stdin } = options
  const deadline = currentSignal()
  if (deadline?.aborted) return { exitCode: timedOut, because: 'There was no time left to start it.' }
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: environmentFor(options),
    stdio: [stdin ?? (input === undefined ? 'ignore' : 'pipe'), 'pipe', 'pipe'],
  })
  listen(child)
  if (input !== undefined && child.stdin) {
    // A program that does not read its input reports a failure through its exit code.
    child.stdin.on('error', () => undefined)
    Readable.from([Buffer.from(input)]).pipe(child.stdin)
  }
  return await endingOf(child, timeoutSeconds, deadline)
}

/**
 * Waits until a program has ended, ends it when its time is up, and abandons it if it cannot be killed.
 *
 * @param deadline aborted when the time of the caller is up; undefined if it has no limit
 */
async function endingOf(
  child: ChildProcess,
  timeoutSeconds: number,
  deadline: AbortSignal | undefined,
): Promise<Ending> {
  return await new Promise<Ending>((resolve, reject) => {
    let because: string | undefined
    const timers: NodeJS.Timeout[] = []
    const settle = (): void => {
      timers.forEach(clearTimeout)
      deadline?.removeEventListener('abort', onDeadline)
    }
    const end = (reason: string): void => {
      because ??= reason
      child.kill('SIGTERM')
      timers.push(setTimeout(() => child.kill('SIGKILL'), endingMilliseconds))
      timers.push(setTimeout(abandon, 2 * endingMilliseconds))
    }
    const onDeadline = (): void => {
      end('Its time limit is over.')
    }
    const abandon = (): void => {
      settle()
      child.stdout?.destroy()
      child.stderr?.destroy()
      child.stdin?.destroy()
      child.unref()
      resolve({ exitCode: timedOut, because: `${because ?? ''} It did not exit and may still be running.` })
    }
    if (Number.isFinite(timeoutSeconds)) {
      timers.push(
        setTimeout(() => {
          end(`Its time limit of ${timeoutSeconds} s is over.`)
        }, timeoutSeconds * 1000),
      )
    }
    deadline?.addEventListener('abort', onDeadline, { once: true })
    child.on('error', (error) => {
      settle()
      reject(error)
    })
    child.on('close', (code, signal) => {
      settle()
      if (because !== undefined) resolve({ exitCode: timedOut, because })
      else resolve({ exitCode: exitCodeOf(code, signal) })
    })
  })
}

function environmentFor({ inherit = process.env, env }: CommandOptions): NodeJS.ProcessEnv {
  // English and plain, for those outputs that are parsed.
  return { ...childEnvironment(inherit), LC_ALL: 'C', ...env }
}

/** A program's own exit code; 128 and the signal's number when a signal ended it, as shells have it. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

/**
 * Runs a long-running program until it writes a line, to either stream, for which `wanted` returns true. Then
 * stops it, as it does after the timeout and when the signal is aborted.
 *
 * @param wanted called for each line, in order
 * @param timeoutSeconds until it is stopped
 * @returns `found`; `ended`: it exited without such a line; `late`: the time was up, or the signal was aborted
 * @throws CommandError if it cannot be started
 */
export async function awaitLine(
  program: string,
  args: readonly string[],
  wanted: (line: string) => boolean,
  timeoutSeconds: number,
  signal?: AbortSignal,
): Promise<'found' | 'ended' | 'late'> {
  const outcome = Promise.withResolvers<'found' | 'ended' | 'late'>()
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentFor({}),
  })
  const giveUp = (): void => {
    outcome.resolve('late')
  }
  const timer = setTimeout(giveUp, timeoutSeconds * 1000)
  signal?.addEventListener('abort', giveUp, { once: true })
  const lines = [child.stdout, child.stderr].map((stream) => {
    const reader = createInterface({ input: stream })
    reader.on('line', (line) => {
      if (wanted(line)) outcome.resolve('found')
    })
    return once(reader, 'close')
  })
  child.once('error', (error) => {
    outcome.reject(new CommandError([program, ...args].join(' '), undefined, reasonOf(error)))
  })
  // Resolve only after its last line was checked.
  Promise.all([once(child, 'exit'), ...lines]).then(
    () => {
      outcome.resolve('ended')
    },
    () => undefined,
  )
  try {
    return await outcome.promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
    child.kill()
    child.stdout.destroy()
    child.stderr.destroy()
  }
}
