import { readRestoreInputs } from '../github/inputs.ts'
import { programCache } from '../job/program-cache.ts'
import { restoreState } from '../job/restore-state.ts'
import { skipPostOf } from './clean-up.ts'
import { engineReleaseOf, runnerHostOfStep, provideCli, versionOfJob } from '../job/version.ts'

/** The action restore. */
export async function restore(): Promise<void> {
  const inputs = readRestoreInputs()
  const host = await runnerHostOfStep(inputs)
  const version = await versionOfJob(inputs, host, programCache(inputs, host, inputs))
  skipPostOf(
    await restoreState(inputs, {
      version,
      host,
      engineRelease: engineReleaseOf(version, () => provideCli(version)),
    }),
  )
}
