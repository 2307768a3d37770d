import { leaveNothing } from '../job/clean-up.ts'
import { readJob } from '../job/record.ts'

/** The post step of restore and run. If an all-in-one step saves later, that step cleans up after the save. */
export async function cleanUp(): Promise<void> {
  const job = await readJob()
  if (job && (!job.hasSaver || job.saved)) await leaveNothing(job)
}
