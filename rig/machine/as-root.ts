import { run } from '../../src/programs.ts'

/** Runs a program as root, directly or with passwordless sudo, for tests that set up a machine. */
export async function asRoot(program: string, ...args: readonly string[]): Promise<string> {
  const commandLine = process.getuid?.() === 0 ? [program, ...args] : ['sudo', '-n', program, ...args]
  const [first = '', ...rest] = commandLine
  return await run(first, rest)
}
