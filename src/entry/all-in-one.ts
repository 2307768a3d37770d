import * as core from '@actions/core'
import { readAllInputs, readSaveInputs } from '../github/inputs.ts'
import { readJob, writeJobOrWarn } from '../job/record.ts'
import { cleanUp } from './clean-up.ts'
import { runnerHostOfStep, versionOfJob } from '../job/version.ts'
import { startDownloads } from '../job/downloads.ts'
import { restoreVolume } from '../job/restore-state.ts'
import { runDagger } from '../job/run-command.ts'
import { saveVolume } from '../job/save-state.ts'

/**
 * Restores the state, unless an earlier step did, and runs the command. The first use in a job registers to save
 * at the end.
 */
export async function allInOne(): Promise<void> {
  const inputs = readAllInputs()
  const host = await runnerHostOfStep(inputs.run)
  const version = await versionOfJob(inputs.run, host)
  // These downloads run while the state is restored.
  const downloads = startDownloads(inputs.run, version, host)
  const job = await restoreVolume(inputs.restore, downloads, inputs.save.save)
  if (!job.hasSaver && !inputs.restore.lookupOnly) {
    await writeJobOrWarn({ ...job, hasSaver: true })
    core.saveState('saver', 'true')
  }
  await runDagger(inputs.run, downloads)
}

/** The post step: saves if this step registered to do so. Otherwise cleans up, unless another step will. */
export async function afterAllInOne(): Promise<void> {
  if (core.getState('saver') !== 'true') {
    await cleanUp()
    return
  }
  if (await readJob()) await saveVolume(readSaveInputs())
  else await cleanUp()
}
