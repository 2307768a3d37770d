// Restores or saves the volume's folder with unmodified @actions/cache, as actions/cache/restore and
// actions/cache/save call it, in a separate process. Runs as root, so that tar keeps owners.
import { restoreCache, saveCache } from '@actions/cache'
import { measured } from './yardstick.ts'

/** `restore FOLDER KEY` or `save FOLDER KEY`. */
const [step, folder = '', key = ''] = process.argv.slice(2)
await measured(async () => {
  if (step === 'restore') {
    if ((await restoreCache([folder], key)) !== key) throw new Error(`${key} was not restored`)
  } else if ((await saveCache([folder], key)) === -1) {
    throw new Error(`${key} was not saved`)
  }
  return undefined
})
