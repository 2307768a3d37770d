import * as core from '@actions/core'
import { readAllInputs, readSaveInputs } from '../action/inputs.ts'
import { readJob, writeJob } from '../action/job.ts'
import { restoreVolume } from './restore.ts'
import { runDagger } from './run.ts'
import { saveVolume } from './save.ts'

/** Restores, unless an earlier step has, and runs. The first use in a job undertakes to save at its end. */
export async function allInOne(): Promise<void> {
  const inputs = readAllInputs()
  const job = await restoreVolume(inputs.restore, inputs.save.save)
  if (!job.hasSaver && !inputs.restore.lookupOnly) {
    await writeJob({ ...job, hasSaver: true })
    core.saveState('saver', 'true')
  }
  await runDagger(inputs.run)
}

/** The post: saves, if it is this use that undertook it. */
export async function afterAllInOne(): Promise<void> {
  if (core.getState('saver') !== 'true') return
  const job = await readJob()
  if (job) await saveVolume(readSaveInputs())
}
