import { getExecOutput, type ExecOptions } from '@actions/exec'

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
  /** Replaces the whole environment; secrets go here and never into the arguments. */
  readonly env?: Record<string, string>
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
  const execOptions: ExecOptions = { silent: true, ignoreReturnCode: true }
  if (options.cwd !== undefined) execOptions.cwd = options.cwd
  if (options.env !== undefined) execOptions.env = options.env
  if (options.input !== undefined) execOptions.input = Buffer.from(options.input)
  try {
    // @actions/exec splits its first argument at spaces unless they are quoted.
    return await getExecOutput(`"${program}"`, [...args], execOptions)
  } catch (error) {
    return { exitCode: undefined, stdout: '', stderr: error instanceof Error ? error.message : String(error) }
  }
}
