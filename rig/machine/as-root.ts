import { run } from '../../src/command.ts'

/** Runs any program as root, for tests that arrange a machine: directly, or through passwordless sudo. */
export async function asRoot(program: string, ...args: readonly string[]): Promise<string> {
  const commandLine = process.getuid?.() === 0 ? [program, ...args] : ['sudo', '-n', program, ...args]
  const [first = '', ...rest] = commandLine
  return await run(first, rest)
}
