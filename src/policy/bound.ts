import { isAtLeast, type Version } from '../dagger/version.ts'

/** How large an engine's cache may be when its state is saved, and who sees to it. */
export interface Bound {
  /** Bytes as the engine counts them, which is before compression. */
  readonly maxUsedSpace: number
  /** The engine itself while it runs, or the CLI, once, before the engine is stopped. */
  readonly by: 'engine' | 'prune'
}

/** What the last snapshot of a state holds; bytes. */
export interface StateSize {
  readonly compressed: number
  readonly uncompressed: number
}

/**
 * Bytes before compression that a compressed one stands for, where a state is too small to tell. A first save of the
 * benchmark's state of 200 MB writes 70 MB, one of 1.8 GB 621 MB: 2.9 both.
 */
const usualFactor = 3

/** The first release whose prune takes a size: dagger/dagger v0.20.0, core/schema/engine.go line 41. */
const firstThatPrunesTo = '0.20.0'

/**
 * @param maxCacheSize compressed bytes; undefined for the engine's own limits
 * @param last what the state was restored from, if it was
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

/** A state's own ratio, as soon as it is a quarter of what it may become: what a smaller one holds is not typical. */
function factorOf(maxCacheSize: number, last: StateSize | undefined): number {
  if (!last || last.compressed < maxCacheSize / 4) return usualFactor
  return Math.max(1, last.uncompressed / last.compressed)
}
