import { isAtLeast, type Version } from '../dagger/version.ts'
import { megabytes } from '../units.ts'

/** The maximum size of an engine's cache when its state is saved, and who enforces it. */
export interface CacheLimit {
  /** Compressed bytes that a snapshot may use: the input. */
  readonly maxCacheSize: number
  /** Bytes as the engine counts them, which is before compression. */
  readonly maxUsedSpace: number
  /** The engine while it runs, or the CLI, which prunes once before the engine stops. */
  readonly by: 'engine' | 'prune'
}

/** Size of a state's last snapshot in bytes. */
export interface StateSize {
  readonly compressed: number
  readonly uncompressed: number
}

/**
 * Assumed ratio of uncompressed to compressed bytes while a state is too small to show its own. In the benchmark,
 * the first save of a state of 200 MB writes 70 MB, and of 1.8 GB 621 MB: a ratio of 2.9 in both cases.
 */
const usualFactor = 3

/** The first release whose prune accepts a size: dagger/dagger v0.20.0, core/schema/engine.go line 41. */
const firstThatPrunesTo = '0.20.0'

/**
 * The limit that the inputs set; undefined for the engine's own limits.
 *
 * @param inputs its `maxCacheSize` is in compressed bytes
 * @param last size of the snapshot that the job restored, if any
 */
export function cacheLimitOf(
  inputs: { readonly maxCacheSize: number | undefined; readonly prune: boolean },
  version: Version,
  last: StateSize | undefined,
): CacheLimit | undefined {
  const { maxCacheSize, prune } = inputs
  if (maxCacheSize === undefined) return undefined
  return {
    maxCacheSize,
    maxUsedSpace: Math.floor(maxCacheSize * factorOf(maxCacheSize, last)),
    by: prune && canPruneTo(version) ? 'prune' : 'engine',
  }
}

/** Whether the CLI can have an engine prune to a size. */
export function canPruneTo(version: Version): boolean {
  return isAtLeast(version, firstThatPrunesTo)
}

/** A state's own ratio, as soon as it is a quarter of what it may become: what a smaller one holds is not typical. */
function factorOf(maxCacheSize: number, last: StateSize | undefined): number {
  if (!last || last.compressed < maxCacheSize / 4) return usualFactor
  return Math.max(1, last.uncompressed / last.compressed)
}

/** What an engine and its disk hold before a stop. */
export interface EngineUsage {
  /** Bytes that the filesystem holds. */
  readonly disk: number
  /** Bytes that the engine counts. */
  readonly bytes: number
  readonly entries: number
}

/**
 * Bytes of an engine's databases for each of its entries. A fresh 0.21.8 has 3.9 MB for 4,332 entries, 1.0.0-beta.10
 * 4.2 MB for 3,918.
 */
const databaseBytes = 1100

/** Less is not worth a collection: what a few clients' databases and an idle job of four calls leave, 2.3 MB. */
const minGarbageBytes = 4e6

/**
 * Whether a disk holds so much more than the engine counts that a collection is worth it: 8%. A state that is saved
 * again and again then stays below 1.1 times its size.
 */
export function hasGarbage({ disk, bytes, entries }: EngineUsage): boolean {
  return disk - bytes - entries * databaseBytes > Math.max(minGarbageBytes, bytes * 0.08)
}

/** @param disk bytes that the filesystem holds */
export function isWithinLimit(cacheLimit: CacheLimit | undefined, disk: number): boolean {
  return !cacheLimit || disk <= cacheLimit.maxUsedSpace
}

/**
 * The size to which an engine must prune, in bytes as it counts them, so that neither its cache nor its disk exceeds
 * the limit; undefined if there is nothing to prune. What the engine does not count stays, and so does as much as the
 * job itself added, because the next job would only create it again.
 *
 * @param added bytes as the engine counts them
 */
export function sizeToPruneTo(
  { maxUsedSpace }: CacheLimit,
  { disk, bytes }: EngineUsage,
  added: number,
): number | undefined {
  const space = Math.max(1, added, bytes - Math.max(0, Math.max(disk, bytes) - maxUsedSpace))
  return space < bytes ? space : undefined
}

/**
 * Why a saved snapshot exceeds the input max-cache-size, as a sentence; undefined if it exceeds it by at most a tenth.
 *
 * @param liveBytes compressed bytes that the snapshot uses
 */
export function excessWarning(cacheLimit: CacheLimit | undefined, liveBytes: number): string | undefined {
  if (!cacheLimit || liveBytes <= cacheLimit.maxCacheSize * 1.1) return undefined
  const sizes = `The state takes ${megabytes(liveBytes)} compressed, more than max-cache-size (${megabytes(cacheLimit.maxCacheSize)})`
  return `${sizes}: this job added that much, or it compresses less than the states before it.`
}
