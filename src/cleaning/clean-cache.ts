import { repository, type RunContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { timed } from '../record/timeline.ts'
import { megabytes, secondsSince } from '../units.ts'
import type { Log } from '../log.ts'
import {
  manifestsOf,
  mayClean,
  planCleaning,
  planFolderCleaning,
  type FolderLimits,
} from '../policy/cleaning.ts'
import { commonPrefix } from '../policy/keys.ts'
import { isDefaultBranch } from '../policy/saving.ts'
import { actionsRest, type ListedCache } from '../github/caches-api.ts'
import type { FolderEntry, FolderStore, Store } from '../store/store.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { cleanBucket, packsIn as packsOfBucket } from './clean-bucket.ts'
import { reasonOf } from '../reason.ts'
import { packsOfManifests } from './packs-of-manifests.ts'

/**
 * Deletes obsolete entries: from a folder always, from GitHub's cache or a bucket if the input clean is true and the
 * ref is the default branch. Never throws.
 */
export async function cleanCache(
  inputs: Pick<SaveInputs, 'clean' | 'token'>,
  { event = '', ref, defaultBranch }: RunContext,
  store: Store,
  limits: FolderLimits | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { cleanable } = store
    const isDefault = isDefaultBranch({ event, ref, defaultBranch })
    if (cleanable.kind === 'folder') {
      if (limits) await timed('clean', () => cleanFolder(cleanable.folder, limits, log))
    } else if (!inputs.clean) {
      return
    } else if (cleanable.kind === 'nothing') {
      log.info(
        `Nothing is cleaned: input clean is for GitHub's own cache and for buckets, not for ${store.name}.`,
      )
    } else if (isDefault !== true) {
      const isNot = isDefault === undefined ? 'is not known to be' : 'is not'
      log.info(`Nothing is cleaned: ${ref} ${isNot} the default branch.`)
    } else if (cleanable.kind === 'bucket') {
      const { bucket } = cleanable
      await log.group('Clean the bucket', () =>
        timed('clean', () => cleanBucket(bucket, packsOfBucket(bucket), log)),
      )
    } else if (inputs.token === '') {
      log.warning('Nothing was cleaned: input token is empty.')
    } else {
      const caches = await actionsRest(inputs.token, repository, log, signal)
      await log.group('Clean the cache', () =>
        timed('clean', () => cleanEntries(ref, caches, packsIn(store), log)),
      )
    }
  } catch (error) {
    const reason = signal.aborted ? 'input save-timeout was reached.' : reasonOf(error)
    log.warning(`The cleanup of the cache did not finish: ${reason}`)
  }
}

/** Deletes what exceeds the limits of a repository's folder. */
export async function cleanFolder(store: FolderStore, limits: FolderLimits, log: Log): Promise<void> {
  await cleanEntries('', folderAsListedCache(store), packsIn(store), log, {
    plan: (entries, packsOf, now) => planFolderCleaning(entries, packsOf, now, limits),
    maxDeletions: Infinity,
  })
}

/** A folder's entries in the form in which GitHub lists those of a ref. */
function folderAsListedCache(store: FolderStore): ListedCache {
  let listed: readonly FolderEntry[] = []
  return {
    list: async (_ref, prefix) => {
      listed = (await store.list()).filter(({ key }) => key.startsWith(prefix))
      const entries = listed.map(({ key, size, writtenAt, usedAt }, id) => {
        return { id, key, size, ref: '', createdAt: writtenAt, lastAccessedAt: usedAt }
      })
      return { entries, now: Date.now() }
    },
    remove: async (id) => {
      const entry = listed[id]
      return entry !== undefined && (await store.remove(entry.key, entry.usedAt))
    },
  }
}

/** The hashes of the packs that the entry's manifest names. @throws Error if it cannot be read */
export type ReadPacks = (key: string) => Promise<readonly string[]>

function packsIn(store: Store): ReadPacks {
  return async (key) => (await readManifest(store, key)).packs.map(({ sha256 }) => sha256)
}

/** Each deletion costs 5 of the 900 points per minute (docs.github.com, "Rate limits for the REST API"). */
const maxRestDeletions = 100

/** The entries to delete, and the maximum number to delete now. */
interface CleaningRules {
  readonly plan: typeof planCleaning
  readonly maxDeletions: number
}

/** Deletes what the plan finds among the entries of a ref. @throws Error if a request fails */
export async function cleanEntries(
  ref: string,
  caches: ListedCache,
  readPacks: ReadPacks,
  log: Log,
  { plan, maxDeletions }: CleaningRules = { plan: planCleaning, maxDeletions: maxRestDeletions },
): Promise<void> {
  const start = performance.now()
  const list = () => caches.list(ref, commonPrefix)
  const first = await list()
  if (!mayClean(first.entries, first.now, plan)) {
    log.info('There is nothing to clean.')
    return
  }
  const { listing, packsOf } = await packsOfManifests(
    first,
    {
      list,
      manifestsOf: ({ entries }) => manifestsOf(entries),
      nameOf: ({ key }) => key,
      readPacks: ({ key }) => readPacks(key),
    },
    log,
  )
  const { entries, now } = listing
  const { deletions, unreadable } = plan(entries, packsOf, now)
  const [unreadableSnapshot] = unreadable
  if (unreadableSnapshot !== undefined) {
    log.info(
      `No pack is deleted: the snapshot ${unreadableSnapshot} cannot be read, so any pack may be in use.`,
    )
  }
  let removed = 0
  let bytes = 0
  for (const { entry, reason } of deletions.slice(0, maxDeletions)) {
    if (!(await caches.remove(entry.id))) continue
    log.info(`Deleted ${entry.key}: ${reason}.`)
    removed++
    bytes += entry.size
  }
  log.info(`Deleted ${removed} of ${entries.length} entries, ${megabytes(bytes)}, in ${secondsSince(start)}.`)
}
