import { readSaveInputs } from '../github/inputs.ts'
import { saveVolume } from '../job/save-state.ts'

/** The action save. */
export async function save(): Promise<void> {
  await saveVolume(readSaveInputs())
}
