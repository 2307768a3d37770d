import { exec, getExecOutput, type ExecOptions } from '@actions/exec'
import { reasonOf } from './reason.ts'

/** A command that could not be started, or that ended with another exit code than 0. */
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

export interface CommandOptions {
  readonly cwd?: string
  /** Instead of our own environment. */
  readonly inherit?: NodeJS.ProcessEnv
  /** Added to our own environment; secrets go here and never into the arguments. */
  readonly env?: Readonly<Record<string, string>>
  /** Seconds after which the command is ended; its exit code is then 124. */
  readonly timeout?: number
  readonly input?: string
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
  /** undefined when the program could not be started. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Like `run`, for callers to whom a failure is an answer: never throws. */
export async function attempt(
  program: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const execOptions: ExecOptions = {
    silent: true,
    ignoreReturnCode: true,
    // English and plain, for those outputs that are parsed.
    env: { ...((options.inherit ?? process.env) as Record<string, string>), LC_ALL: 'C', ...options.env },
  }
  if (options.cwd !== undefined) execOptions.cwd = options.cwd
  if (options.input !== undefined) execOptions.input = Buffer.from(options.input)
  try {
    return await getExecOutput(...bounded(program, args, options.timeout), execOptions)
  } catch (error) {
    return { exitCode: undefined, stdout: '', stderr: reasonOf(error) }
  }
}

/**
 * Runs a program whose output may be of any size, and returns the lines of it, both streams, that `wanted` picks.
 *
 * @param timeout seconds after which the program is ended
 * @throws CommandError with the command line, the exit code and the last lines of the output
 */
export async function pickLines(
  program: string,
  args: readonly string[],
  wanted: (line: string) => boolean,
  timeout?: number,
): Promise<string[]> {
  const picked: string[] = []
  let last: string[] = []
  const hear = (line: string): void => {
    if (wanted(line)) picked.push(line)
    last = [...last.slice(-4), line.slice(0, 500)]
  }
  const exitCode = await exec(...bounded(program, args, timeout), {
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdline: hear, errline: hear },
  }).catch((error: unknown) => {
    throw new CommandError([program, ...args].join(' '), undefined, reasonOf(error))
  })
  if (exitCode !== 0) throw new CommandError([program, ...args].join(' '), exitCode, last.join('\n'))
  return picked
}

/** @param timeout seconds; undefined for as long as it takes */
function bounded(program: string, args: readonly string[], timeout: number | undefined): [string, string[]] {
  if (timeout !== undefined) return bounded('timeout', [`${timeout}`, program, ...args], undefined)
  // @actions/exec splits its first argument at spaces unless they are quoted.
  return [`"${program}"`, [...args]]
}
