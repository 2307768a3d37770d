import type { Pack, StoredChunk } from './manifest.ts'

/** Compressed bytes at which a pack is full. Two of them are in memory during a save. */
export const packSize = 64 * 2 ** 20

/** How many bytes of packs a snapshot may list for each byte that is in use. */
const mostWaste = 1.5
/** A pack of which less than this share is in use costs little to write again, and may not stay for that. */
const hardlyUsed = 0.2
/** Packs that a snapshot never exceeds, but for a state that fills more. */
const mostPacks = 64

/** A pack with the bytes in it that a snapshot uses. */
export interface PackUse extends Pack {
  readonly live: number
}

export interface Rewriting {
  /** Packs that a new snapshot should no longer refer to, their live chunks being written again. */
  readonly packs: ReadonlySet<string>
  /** The new snapshot's: compressed bytes that changed since the first, less those that were written again. */
  readonly credit: number
}

/** Packs that a snapshot has no more than while its credit lasts: 8, but for a state that fills so many. */
export function ordinaryPacks(live: number): number {
  return Math.max(8, Math.ceil((mostWaste * live) / packSize) + 4)
}

/**
 * Decides which packs to give up, as a log is compacted that has few segments:
 *
 * 1. those that are hardly used: the databases in the youngest pack die at the next save;
 * 2. while more than half as much again is listed as is used, those that cost least for each byte of waste;
 * 3. above the ordinary number, three such at once, if the credit pays for what is written again;
 * 4. above 64, the smallest, whatever it costs.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 * @param credit of the last snapshot, so that over the years no more is written again than changed
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
  // A pack fewer is worth half of what a save writes, where packs are small: found by simulating years.
  const worth = Math.min(fresh / 2, packSize / 16)
  const costOfWaste = ({ size, live }: PackUse) => (live - worth) / (size - live + 1)
  const count = () => packs.length - rewritten.size + Math.ceil((fresh + moved) / packSize)

  for (const pack of packs) if (pack.live < hardlyUsed * pack.size) rewrite(pack)
  for (const pack of keptBy(costOfWaste)) {
    if (listed <= mostWaste * live) break
    rewrite(pack)
  }
  const ordinary = ordinaryPacks(live)
  if (count() > ordinary) {
    const three = keptBy(costOfWaste).slice(0, 3)
    if (liveIn(three) <= credit + fresh - moved) three.forEach(rewrite)
  }
  const most = Math.max(mostPacks, ordinary + 4)
  if (count() > most) {
    // Some more than must be, so that not every save has to.
    for (const pack of keptBy((pack) => pack.live)) if (count() > most - 8) rewrite(pack)
  }

  // A first snapshot changes nothing.
  const left = packs.length === 0 ? 0 : credit + fresh - moved
  return { packs: rewritten, credit: Math.min(live, Math.max(-live, left)) }
}

function liveIn(packs: readonly PackUse[]): number {
  return packs.reduce((sum, pack) => sum + pack.live, 0)
}

/** Neighbouring chunks in one pack, to be fetched with one request. */
export interface PackRange {
  readonly pack: number
  readonly start: number
  readonly end: number
  readonly chunks: StoredChunk[]
}

/** Bytes of a pack that are fetched at once; two of them a worker are in memory during a restore. */
const rangeSize = 4 * 2 ** 20
/** Fetching this many unused bytes costs less than another request. */
const smallGap = 2 ** 18

/** The requests that fetch every chunk: by pack, then by place in it. */
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

/** Chunks that are read with one request. */
export const longestRun = 4

/** Neighbouring chunks of an image, to be read with one request. */
export function chunkRuns(indices: readonly number[], most = longestRun): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = []
  for (const index of indices) {
    const last = runs.at(-1)
    if (last && index === last.first + last.count && last.count < most) last.count++
    else runs.push({ first: index, count: 1 })
  }
  return runs
}
