import { runnerSuffix } from '../github/context.ts'
import { readVolumeInput } from '../github/inputs.ts'
import { cleanUpJob, cleanUpVolume } from '../job/clean-up.ts'
import { readJob } from '../job/record.ts'

/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
export async function cleanUp(): Promise<void> {
  const job = await readJob()
  if (!job) await cleanUpVolume(readVolumeInput() + runnerSuffix)
  else if (!job.hasSaver || job.saved) await cleanUpJob(job)
}
