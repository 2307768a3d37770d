import { run } from '../src/programs.ts'

/**
 * Resolves when a part of script/bootstrap is installed. script/test installs some while tests run.
 *
 * @throws Error if it cannot be installed, or not within ten minutes
 */
export async function installed(part: 'browser' | 'moto' | 'versity'): Promise<void> {
  await run(`${import.meta.dirname}/../script/bootstrap`, [part], { timeoutSeconds: 600 })
}
