import * as core from '@actions/core'
import { readAllInputs, readSaveInputs } from '../github/inputs.ts'
import { readJob, writeJobOrWarn, type JobRecord } from '../record/record.ts'
import { cleanUp, skipPostOf } from './clean-up.ts'
import { programCache } from '../downloads/program-cache.ts'
import { runnerHostOfStep, versionOfJob } from '../downloads/version-of-job.ts'
import { startDownloads } from '../downloads/downloads.ts'
import { restoreState } from '../job/restore-state.ts'
import { runDagger } from '../job/run-command.ts'
import { saveState } from '../job/save-state.ts'

/**
 * Restores the state, unless an earlier step of the job restored it, and runs the command. If no earlier step of the
 * job registered to save the state, the post step of this step saves it. With input lookup-only, this step neither
 * restores the state nor registers to save it.
 */
export async function allInOne(): Promise<void> {
  const inputs = readAllInputs()
  const host = await runnerHostOfStep(inputs.run)
  const programs = programCache(inputs.run, host, inputs.restore)
  const version = await versionOfJob(inputs.run, host, programs)
  // The CLI and the engine's image are downloaded while the state is restored.
  const downloads = startDownloads(inputs.run, version, host, programs, inputs.restore)
  const job = await restoreState(inputs.restore, downloads, inputs.save.save)
  if (!job.postStepSaves && !inputs.restore.lookupOnly) await registerPostStepSave(job)
  else skipPostOf(job)
  await runDagger(inputs.run, downloads, inputs.save.save)
}

/**
 * The post step: saves the state if this step registered to save it; otherwise cleans up, unless another step's post
 * step saves and cleans up.
 */
export async function postAllInOne(): Promise<void> {
  const saves = core.getState(savesKey) === 'true'
  if (saves && (await readJob())) await saveState(readSaveInputs())
  else await cleanUp()
}

/** Name of the value that the runner passes to the post step (`core.saveState`). */
const savesKey = 'saver'

async function registerPostStepSave(job: JobRecord): Promise<void> {
  await writeJobOrWarn({ ...job, postStepSaves: true })
  core.saveState(savesKey, 'true')
}
