import { readRunInputs } from '../github/inputs.ts'
import { sendForProvisions } from '../job/downloads.ts'
import { runDagger } from '../job/run-command.ts'
import { versionOfJob } from '../job/version.ts'

/** The action run. */
export async function run(): Promise<void> {
  const inputs = readRunInputs()
  await runDagger(inputs, sendForProvisions(inputs, await versionOfJob(inputs, true)))
}
