import { attempt, run, type CommandOptions, type CommandResult } from './programs.ts'

/**
 * The programs that need root: attaching, configuring and detaching loop devices; mounting, syncing and trimming the
 * filesystem on one; removing databases that the engine no longer needs from it; asking the engine, inside its network
 * namespace; and writing the files of the engine's image into a filesystem. Nothing else of ours runs as root.
 */
export type PrivilegedProgram =
  | 'losetup'
  | 'tee'
  | 'mount'
  | 'umount'
  | 'sync'
  | 'fstrim'
  | 'nsenter'
  | 'find'
  | 'stat'
  | 'tar'

function asRoot(program: PrivilegedProgram, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]]
}

/**
 * Runs a program as root: directly if we are root, otherwise through passwordless sudo.
 *
 * @throws CommandError
 */
export async function runAsRoot(
  program: PrivilegedProgram,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return await run(...asRoot(program, args), options)
}

/** Like `runAsRoot`, but returns a failure as a result and never throws. */
export async function attemptAsRoot(
  program: PrivilegedProgram,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return await attempt(...asRoot(program, args), options)
}

/** Whether `runAsRoot` can work: we are root, or sudo does not ask for a password. */
export async function canBecomeRoot(): Promise<boolean> {
  return process.getuid?.() === 0 || (await attempt('sudo', ['-n', 'true'])).exitCode === 0
}
