import { skipPostOf } from './clean-up.ts'
import { readRunInputs } from '../github/inputs.ts'
import { startDownloads } from '../downloads/downloads.ts'
import { programCache } from '../downloads/program-cache.ts'
import { readJob } from '../record/record.ts'
import { runDagger } from '../job/run-command.ts'
import { runnerHostOfStep, versionOfJob } from '../downloads/version-of-job.ts'

/** The action run. */
export async function run(): Promise<void> {
  const inputs = readRunInputs()
  const host = await runnerHostOfStep(inputs)
  const recordedJob = await readJob()
  const programs = programCache(inputs, host, recordedJob)
  const version = await versionOfJob(inputs, host, programs, true)
  await runDagger(inputs, startDownloads(inputs, version, host, programs, recordedJob))
  const job = await readJob()
  if (job) skipPostOf(job)
}
