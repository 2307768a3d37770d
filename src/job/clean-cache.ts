import type { RunContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { timed } from './timeline.ts'
import { megabytes, secondsSince } from '../units.ts'
import type { Log } from '../log.ts'
import { manifestsOf, mayClean, planCleaning, type ListedEntry } from '../policy/cleaning.ts'
import { isDefaultBranch } from '../policy/saving.ts'
import { actionsRest, type CacheDirectory } from '../github/caches-api.ts'
import type { Store } from '../store/store.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { inLanes } from '../snapshot/workers.ts'
import { reasonOf } from '../reason.ts'

/** Deletes obsolete snapshots of the default branch, if the input clean is true. Never throws. */
export async function cleanCache(
  inputs: Pick<SaveInputs, 'clean' | 'token'>,
  { event = '', ref, defaultBranch }: RunContext,
  store: Store,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  if (!inputs.clean) return
  try {
    if (!store.hasRestApi) {
      log.info(`Nothing is cleaned: input clean is for GitHub's own cache, not for ${store.name}.`)
    } else if (isDefaultBranch({ event, ref, defaultBranch }) !== true) {
      log.info(`Nothing is cleaned: ${ref} is not the default branch.`)
    } else if (inputs.token === '') {
      log.warning('Nothing was cleaned: input token is empty.')
    } else {
      const repository = process.env['GITHUB_REPOSITORY'] ?? ''
      const caches = await actionsRest(inputs.token, repository, log, signal)
      await log.group('Clean the cache', () =>
        timed('clean', () => cleanRef(ref, caches, packsIn(store), log)),
      )
    }
  } catch (error) {
    const reason = signal.aborted ? 'the time of input save-timeout is used up.' : reasonOf(error)
    log.warning(`The cleanup of the cache did not finish: ${reason}`)
  }
}

/** The hashes of the packs that the entry's manifest names. Throws if the manifest cannot be read. */
export type ReadPacks = (key: string) => Promise<readonly string[]>

function packsIn(store: Store): ReadPacks {
  return async (key) => (await readManifest(store, key)).packs.map(({ sha256 }) => sha256)
}

/** Each deletion costs 5 of the 900 points per minute (docs.github.com, "Rate limits for the REST API"). */
const mostDeletions = 100
const keyPrefix = 'warm-dagger-'

/**
 * Deletes the entries of a ref that `planCleaning` selects.
 *
 * @throws errors of `caches`
 */
export async function cleanRef(
  ref: string,
  caches: CacheDirectory,
  readPacks: ReadPacks,
  log: Log,
): Promise<void> {
  const start = performance.now()
  const packsOf = new Map<string, readonly string[]>()
  const tried = new Set<string>()
  let { entries, now } = await caches.list(ref, keyPrefix)
  if (!mayClean(entries, now)) {
    log.info('There is nothing to clean.')
    return
  }
  const unread = (): ListedEntry[] => manifestsOf(entries).filter(({ key }) => !tried.has(key))
  // Reading takes a while, so the decision uses a listing from after it.
  for (let round = 1; unread().length > 0 && round <= 3; round++) {
    await inLanes(unread(), 8, async ({ key }) => {
      tried.add(key)
      try {
        packsOf.set(key, await readPacks(key))
      } catch (error) {
        log.debug(reasonOf(error))
      }
    })
    ;({ entries, now } = await caches.list(ref, keyPrefix))
  }
  const { deletions, unreadable } = planCleaning(entries, packsOf, now)
  const [stranger] = unreadable
  if (stranger !== undefined) {
    log.info(`Nothing is cleaned: the snapshot ${stranger} cannot be read, so any pack may be in use.`)
    return
  }
  let removed = 0
  let bytes = 0
  for (const { entry, reason } of deletions.slice(0, mostDeletions)) {
    if (!(await caches.remove(entry.id))) continue
    log.info(`Deleted ${entry.key}: ${reason}.`)
    removed++
    bytes += entry.size
  }
  log.info(`Deleted ${removed} of ${entries.length} entries, ${megabytes(bytes)}, in ${secondsSince(start)}.`)
}
