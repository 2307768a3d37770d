import type { Log } from '../log.ts'
import { actionsCache } from './actions-environment.ts'
import { storeRequestLimits } from '../network-limits.ts'
import { ActionsToolkitStore } from './actions-toolkit.ts'
import { ActionsV2Store } from './actions-v2.ts'
import type { Store } from './store.ts'

/**
 * Opens the job's Actions cache; undefined outside a job, or if there is no cache. The two implementations never
 * read each other's entries.
 *
 * @param env the variables that the runner sets
 * @param stagingFolder absolute path outside the checkout, on a disk with room for an entry; created if needed
 * @param signal aborts the requests in progress, which then throw
 */
export function actionsStore(
  env: NodeJS.ProcessEnv,
  log: Log,
  stagingFolder: string,
  signal?: AbortSignal,
): Store | undefined {
  const cache = actionsCache(env)
  if (!cache) return undefined
  if (cache.service === 'toolkit') {
    log.info('Cache: GitHub Actions cache, through @actions/cache, because this job has no v2 service')
    return new ActionsToolkitStore(cache, env, log, stagingFolder, signal)
  }
  log.info('Cache: GitHub Actions cache (v2, direct)')
  return new ActionsV2Store(cache.service, cache, log, stagingFolder, { ...storeRequestLimits, signal })
}
