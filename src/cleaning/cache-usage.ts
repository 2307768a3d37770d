import type { SaveInputs } from '../github/inputs.ts'
import { megabytes } from '../units.ts'
import type { Log } from '../log.ts'
import { cacheUsage } from '../github/caches-api.ts'
import { repository } from '../github/context.ts'
import type { BucketStore, Store } from '../store/store.ts'
import { reasonOf } from '../reason.ts'
import { describeBucket } from './clean-bucket.ts'

/** GitHub's default limit for a repository, and the size at which to warn; bytes. */
const quota = 10e9
const near = 0.9 * quota
/** A repository that uses this much has a higher limit: GitHub evicts what exceeds the limit within the hour. */
const muchMore = 1.5 * quota

/** Time limit for GitHub's answer, ms. */
const usageTimeoutMilliseconds = 10_000

/**
 * Total size of the repository's caches in bytes. Warns if GitHub will soon evict some of them. undefined if it is
 * unknown: for other caches, without a token, or if GitHub does not report it. Never throws.
 */
export async function readCacheUsage(
  { token }: Pick<SaveInputs, 'token'>,
  store: Store,
  log: Log,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (token === '' || store.cleanable.kind !== 'github') return undefined
  try {
    const used = await cacheUsage(
      token,
      repository,
      AbortSignal.any([signal, AbortSignal.timeout(usageTimeoutMilliseconds)]),
    )
    if (used >= near && used < muchMore) {
      log.warning(
        `The caches of this repository use ${megabytes(used)}. GitHub keeps 10 GB by default and evicts the least recently used entries: set a smaller max-cache-size, or use fewer keys.`,
      )
    }
    return used
  } catch (error) {
    log.debug(`The size of this repository's caches is unknown: ${reasonOf(error)}`)
    return undefined
  }
}

/** What the bucket holds, as a sentence with a trailing space, or '' if it is unknown. Never throws. */
export async function bucketSentence(store: BucketStore, log: Log): Promise<string> {
  try {
    return `${await describeBucket(store)} `
  } catch (error) {
    log.debug(`The contents of ${store.name} are unknown: ${reasonOf(error)}`)
    return ''
  }
}

/** A sentence and a space, or nothing. @param used bytes */
export function usageSentence(used: number | undefined): string {
  return used === undefined ? '' : `The caches of this repository use ${megabytes(used)}. `
}
