import type { Pack, StoredChunk } from './manifest.ts'

/** Compressed bytes at which a pack is full. Two of them are in memory during a save. */
export const packSize = 64 * 2 ** 20

/** How many bytes of packs a snapshot may list for each byte that is in use. */
const mostWaste = 1.5
/** Packs that a snapshot has beyond those that its state fills, where it is cheap to have no more. */
const ordinaryPacks = 8
/** Packs that a snapshot never exceeds, but for a state that fills more. */
const mostPacks = 64
/**
 * Bytes that are written again for each fresh one, at most, only to have fewer packs. With it, a simulated year of
 * saves writes 0.6 to 1.0 bytes again for each fresh one, waste included, whether states change little or much.
 */
const tidying = 0.75

/** A pack with the bytes in it that a snapshot uses. */
export interface PackUse extends Pack {
  readonly live: number
}

/**
 * Which packs a new snapshot should no longer refer to, their live chunks being written again: those with the
 * most waste until no more than half as much again is listed as is used, then the smallest, as far as that is
 * cheap, or until they are no more than they may be.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 */
export function packsToRewrite(packs: readonly PackUse[], fresh: number): Set<string> {
  const rewritten = new Set<string>()
  const live = packs.reduce((sum, pack) => sum + pack.live, fresh)
  let listed = packs.reduce((sum, pack) => sum + pack.size, fresh)
  let written = fresh
  const rewrite = (pack: PackUse) => {
    rewritten.add(pack.sha256)
    listed -= pack.size - pack.live
    written += pack.live
  }
  for (const pack of packs) if (pack.live === 0) rewrite(pack)
  const byWaste = packs.toSorted((a, b) => a.live / a.size - b.live / b.size)
  for (const pack of byWaste) {
    if (listed <= mostWaste * live) break
    if (!rewritten.has(pack.sha256)) rewrite(pack)
  }

  const count = () => packs.length - rewritten.size + Math.ceil(written / packSize)
  const filled = Math.ceil((mostWaste * live) / packSize)
  const ordinary = Math.max(ordinaryPacks, filled + ordinaryPacks / 2)
  const most = Math.max(mostPacks, filled + ordinaryPacks)
  // Some more than must be, so that not every save has to.
  const few = count() > most ? most - ordinaryPacks : most
  const bySize = packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => a.live - b.live)
  for (const pack of bySize) {
    const cheap = written + pack.live <= fresh * (1 + tidying)
    if (count() <= few && !(cheap && count() > ordinary)) break
    rewrite(pack)
  }
  return rewritten
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
