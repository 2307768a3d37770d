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
import { isDefaultBranch } from '../policy/saving.ts'
import { actionsRest, type CacheDirectory } from '../github/caches-api.ts'
import type { FolderEntry, FolderStore, Store } from '../store/store.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { cleanBucket, packsIn as packsOfBucket } from './clean-bucket.ts'
import { reasonOf } from '../reason.ts'
import { packsOfManifests } from './packs-of-manifests.ts'

/**
 * Keeps a folder within its limits, and, if requested, deletes obsolete snapshots of the default
 * branch from GitHub's cache. Never throws.
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
    if (cleanable.kind === 'folder') {
      if (limits) await timed('clean', () => cleanFolder(cleanable.folder, limits, log))
    } else if (!inputs.clean) {
      return
    } else if (cleanable.kind === 'nothing') {
      log.info(
        `Nothing is cleaned: input clean is for GitHub's own cache and for buckets, not for ${store.name}.`,
      )
    } else if (isDefaultBranch({ event, ref, defaultBranch }) !== true) {
      log.info(`Nothing is cleaned: ${ref} is not the default branch.`)
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
        timed('clean', () => cleanRef(ref, caches, packsIn(store), log)),
      )
    }
  } catch (error) {
    const reason = signal.aborted ? 'the time of input save-timeout is used up.' : reasonOf(error)
    log.warning(`The cleanup of the cache did not finish: ${reason}`)
  }
}

/** Deletes what exceeds the limits of a repository's folder. */
export async function cleanFolder(store: FolderStore, limits: FolderLimits, log: Log): Promise<void> {
  await cleanRef('', entriesOf(store), packsIn(store), log, {
    plan: (entries, packsOf, now) => planFolderCleaning(entries, packsOf, now, limits),
    most: Infinity,
  })
}

/** A folder's entries in the form in which GitHub lists those of a ref. */
function entriesOf(store: FolderStore): CacheDirectory {
  let listed: readonly FolderEntry[] = []
  return {
    list: async (_ref, keyPrefix) => {
      listed = (await store.list()).filter(({ key }) => key.startsWith(keyPrefix))
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
const maxDeletions = 100
const keyPrefix = 'warm-dagger-'

/** The entries to delete, and the maximum number to delete now. */
interface CleaningRules {
  readonly plan: typeof planCleaning
  readonly most: number
}

/** Deletes what the plan finds among the entries of a ref. @throws the error of a request */
export async function cleanRef(
  ref: string,
  caches: CacheDirectory,
  readPacks: ReadPacks,
  log: Log,
  { plan, most }: CleaningRules = { plan: planCleaning, most: maxDeletions },
): Promise<void> {
  const start = performance.now()
  const list = () => caches.list(ref, keyPrefix)
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
  for (const { entry, reason } of deletions.slice(0, most)) {
    if (!(await caches.remove(entry.id))) continue
    log.info(`Deleted ${entry.key}: ${reason}.`)
    removed++
    bytes += entry.size
  }
  log.info(`Deleted ${removed} of ${entries.length} entries, ${megabytes(bytes)}, in ${secondsSince(start)}.`)
}
