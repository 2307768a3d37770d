import * as core from '@actions/core'
import { runnerSuffix } from '../github/context.ts'
import { readVolumeInput } from '../github/inputs.ts'
import { cleanUpJob, cleanUpVolume, leavesSomething } from '../job/clean-up.ts'
import { readJob, type JobRecord } from '../record/record.ts'
import { idlePost } from './idle-post.ts'

/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
export async function cleanUp(): Promise<void> {
  const job = await readJob()
  if (!job) await cleanUpVolume(readVolumeInput() + runnerSuffix)
  else if (!job.postStepSaves || job.saved) await cleanUpJob(job)
}

/** Lets the post step of a step that does not save end at once, if the job leaves nothing to clean up. */
export function skipPostOf(job: JobRecord): void {
  if (!leavesSomething(job)) core.saveState(idlePost, 'true')
}
