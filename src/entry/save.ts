import { readSaveInputs } from '../github/inputs.ts'
import { saveState } from '../job/save-state.ts'

/** The action save. */
export async function save(): Promise<void> {
  await saveState(readSaveInputs())
}
