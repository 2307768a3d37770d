import * as core from '@actions/core'
import { readRestoreInputs, readRunInputs, readSaveInputs } from '../action/inputs.ts'
import { readJob, writeJob } from '../action/job.ts'
import { restoreVolume } from './restore.ts'
import { runDagger } from './run.ts'
import { saveVolume } from './save.ts'

/** Restores, unless an earlier step has, and runs. The first use in a job undertakes to save at its end. */
export async function allInOne(): Promise<void> {
  // All inputs are read before anything is done, so that a wrong one of the save does not show at the end.
  const restoreInputs = readRestoreInputs()
  const runInputs = readRunInputs()
  readSaveInputs()
  const job = await restoreVolume(restoreInputs)
  if (!job.hasSaver && !restoreInputs.lookupOnly) {
    await writeJob({ ...job, hasSaver: true })
    core.saveState('saver', 'true')
  }
  await runDagger(runInputs)
}

/** The post: saves, if it is this use that undertook it. */
export async function afterAllInOne(): Promise<void> {
  if (core.getState('saver') !== 'true') return
  const job = await readJob()
  if (job) await saveVolume(readSaveInputs())
}
