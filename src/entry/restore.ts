import { readRestoreInputs } from '../github/inputs.ts'
import { restoreVolume } from '../job/restore-state.ts'
import { versionOfJob } from '../job/version.ts'

/** The action restore. */
export async function restore(): Promise<void> {
  const inputs = readRestoreInputs()
  await restoreVolume(inputs, await versionOfJob(inputs))
}
