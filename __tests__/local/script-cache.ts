import { resolve } from 'node:path'
import { attempt, type CommandResult } from '../../src/programs.ts'

const program = resolve(import.meta.dirname, '../../local/main.ts')

/** Runs what script/cache starts, as outside a job. */
export async function scriptCache(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return await attempt(process.execPath, [program, ...args], { env: { GITHUB_ACTIONS: '', ...env } })
}
