import type { Pack, StoredChunk } from './manifest.ts'

/** Compressed bytes at which a pack is full. A save holds two packs in memory. */
export const packSize = 64 * 2 ** 20

/** Maximum number of bytes in a snapshot's packs for each byte that is in use. */
const maxWaste = 1.5
/** A pack with a smaller share in use is cheap to rewrite, and is always rewritten. */
const hardlyUsed = 0.2
/** Maximum number of packs of a snapshot, unless its state fills more. */
const maxPacks = 64

/** A pack, and how many of its bytes a snapshot uses. */
export interface PackUse extends Pack {
  readonly live: number
}

export interface Rewriting {
  /** Packs that the new snapshot should no longer refer to, because their live chunks are written again. */
  readonly packs: ReadonlySet<string>
  /** Of the new snapshot: compressed bytes that changed since the first one, minus those that were rewritten. */
  readonly credit: number
}

/** Maximum number of packs of a snapshot while its credit lasts: 8, or more if its state needs them. */
export function ordinaryPacks(live: number): number {
  return Math.max(8, Math.ceil((maxWaste * live) / packSize) + 4)
}

/**
 * Decides which packs to rewrite, like the compaction of a log with few segments:
 *
 * 1. packs that are hardly used: the next save replaces the databases in the newest pack;
 * 2. while the packs have more than 1.5 times the used bytes, those that cost least per wasted byte;
 * 3. above the ordinary number, three of those at once, if the credit covers what is rewritten;
 * 4. above 64, the smallest, whatever it costs.
 *
 * @param packs of the last snapshot, with the bytes that are still used
 * @param fresh compressed bytes that this snapshot writes anyway
 * @param credit of the last snapshot, so that over the years no more bytes are rewritten than changed
 */
export function packsToRewrite(packs: readonly PackUse[], fresh: number, credit: number): Rewriting {
  const rewritten = new Set<string>()
  const live = fresh + liveIn(packs)
  let listed = packs.reduce((sum, pack) => sum + pack.size, fresh)
  let moved = 0
  const rewrite = (pack: PackUse) => {
    rewritten.add(pack.sha256)
    listed -= pack.size - pack.live
    moved += pack.live
  }
  const keptBy = (key: (pack: PackUse) => number) =>
    packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => key(a) - key(b))
  // If packs are small, one pack fewer is worth half of what a save writes: found by simulating years of saves.
  const worth = Math.min(fresh / 2, packSize / 16)
  const costOfWaste = ({ size, live }: PackUse) => (live - worth) / (size - live + 1)
  const count = () => packs.length - rewritten.size + Math.ceil((fresh + moved) / packSize)

  for (const pack of packs) if (pack.live < hardlyUsed * pack.size) rewrite(pack)
  for (const pack of keptBy(costOfWaste)) {
    if (listed <= maxWaste * live) break
    rewrite(pack)
  }
  const ordinary = ordinaryPacks(live)
  if (count() > ordinary) {
    const three = keptBy(costOfWaste).slice(0, 3)
    if (liveIn(three) <= credit + fresh - moved) three.forEach(rewrite)
  }
  const most = Math.max(maxPacks, ordinary + 4)
  if (count() > most) {
    // Rewrites some more than necessary, so that not every save has to.
    for (const pack of keptBy((pack) => pack.live)) if (count() > most - 8) rewrite(pack)
  }

  // A first snapshot has no changes.
  const left = packs.length === 0 ? 0 : credit + fresh - moved
  return { packs: rewritten, credit: Math.min(live, Math.max(-live, left)) }
}

function liveIn(packs: readonly PackUse[]): number {
  return packs.reduce((sum, pack) => sum + pack.live, 0)
}

/** Neighboring chunks in one pack, to fetch with one request. */
export interface PackRange {
  readonly pack: number
  readonly start: number
  readonly end: number
  readonly chunks: StoredChunk[]
}

/** Bytes of a pack to fetch at once. A restore holds two of these ranges per worker in memory. */
const rangeSize = 4 * 2 ** 20
/** Fetching this many unused bytes is cheaper than another request. */
const smallGap = 2 ** 18

/** The requests that fetch every chunk, sorted by pack and offset. */
export function packRanges(chunks: readonly StoredChunk[]): PackRange[] {
  const ranges: { pack: number; start: number; end: number; chunks: StoredChunk[] }[] = []
  for (const chunk of chunks.toSorted((a, b) => a.pack - b.pack || a.offset - b.offset)) {
    const last = ranges.at(-1)
    const end = chunk.offset + chunk.length
    if (last?.pack === chunk.pack && chunk.offset - last.end <= smallGap && end - last.start <= rangeSize) {
      last.end = Math.max(last.end, end)
      last.chunks.push(chunk)
    } else {
      ranges.push({ pack: chunk.pack, start: chunk.offset, end, chunks: [chunk] })
    }
  }
  return ranges
}

/** Maximum number of chunks to read with one request. */
export const maxRun = 4

/** Neighboring chunks of an image, to read with one request. */
export function chunkRuns(indices: readonly number[], most = maxRun): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = []
  for (const index of indices) {
    const last = runs.at(-1)
    if (last && index === last.first + last.count && last.count < most) last.count++
    else runs.push({ first: index, count: 1 })
  }
  return runs
}
