import { skipPostOf } from './clean-up.ts'
import { readRunInputs } from '../github/inputs.ts'
import { startDownloads } from '../job/downloads.ts'
import { readJob } from '../job/record.ts'
import { runDagger } from '../job/run-command.ts'
import { runnerHostOfStep, versionOfJob } from '../job/version.ts'

/** The action run. */
export async function run(): Promise<void> {
  const inputs = readRunInputs()
  const host = await runnerHostOfStep(inputs)
  await runDagger(inputs, startDownloads(inputs, await versionOfJob(inputs, host, true), host))
  const job = await readJob()
  if (job) skipPostOf(job)
}
