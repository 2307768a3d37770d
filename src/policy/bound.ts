import { isAtLeast, type Version } from '../dagger/version.ts'

/** The maximum size of an engine's cache when its state is saved, and who enforces it. */
export interface Bound {
  /** Bytes as the engine counts them: before compression. */
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
 * The bound that the inputs request; undefined for the engine's own limits.
 *
 * @param wish its `maxCacheSize` is in compressed bytes
 * @param last size of the snapshot that the job restored, if any
 */
export function boundOf(
  wish: { readonly maxCacheSize: number | undefined; readonly prune: boolean },
  version: Version,
  last: StateSize | undefined,
): Bound | undefined {
  const { maxCacheSize, prune } = wish
  if (maxCacheSize === undefined) return undefined
  return {
    maxUsedSpace: Math.floor(maxCacheSize * factorOf(maxCacheSize, last)),
    by: prune && isAtLeast(version, firstThatPrunesTo) ? 'prune' : 'engine',
  }
}

/**
 * Uses the state's own ratio once it has a quarter of the maximum size: the contents of a smaller one are not
 * typical.
 */
function factorOf(maxCacheSize: number, last: StateSize | undefined): number {
  if (!last || last.compressed < maxCacheSize / 4) return usualFactor
  return Math.max(1, last.uncompressed / last.compressed)
}
