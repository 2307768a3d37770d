// Runs unmodified @actions/cache, in a process with the environment of `main.ts`:
//   node rig/cache-service/toolkit.ts save KEY PATH...
//   node rig/cache-service/toolkit.ts restore KEY[,RESTORE-KEY...] PATH...
// Paths are relative to the working directory. The last line is what the toolkit returned, as JSON.
import { restoreCache, saveCache } from '@actions/cache'

const [verb, keys = '', ...paths] = process.argv.slice(2)
const [key = '', ...restoreKeys] = keys.split(',')
const result = verb === 'save' ? await saveCache(paths, key) : await restoreCache(paths, key, restoreKeys)
process.stdout.write(`${JSON.stringify(result ?? null)}\n`)
