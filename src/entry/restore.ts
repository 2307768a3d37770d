import { readRestoreInputs } from '../github/inputs.ts'
import { programCache } from '../downloads/program-cache.ts'
import { restoreState } from '../job/restore-state.ts'
import { skipPostOf } from './clean-up.ts'
import { provideCli } from '../downloads/cli.ts'
import { engineReleaseOf, runnerHostOfStep, versionOfJob } from '../downloads/version-of-job.ts'

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
