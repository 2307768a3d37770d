import type { Pack, StoredChunk } from './manifest.ts'

/** Compressed bytes at which a pack is full. Two of them are in memory during a save. */
export const packSize = 64 * 2 ** 20

/** How many bytes of packs a restore may have to list for each byte that is in use. */
const mostWaste = 1.5
const ordinaryPacks = 8

/** A pack with the bytes in it that a snapshot uses. */
export interface PackUse extends Pack {
  readonly live: number
}

/**
 * Which packs a new snapshot should no longer refer to, their live chunks being written again: those with the
 * most waste until no more than half as much again is kept as is used, then the smallest until they are few.
 *
 * @param packs of the last snapshot, with what is still used of them
 * @param fresh compressed bytes that this snapshot writes anyway
 */
export function packsToRewrite(packs: readonly PackUse[], fresh: number): Set<string> {
  const rewritten = new Set<string>()
  const live = packs.reduce((sum, pack) => sum + pack.live, fresh)
  let kept = packs.reduce((sum, pack) => sum + pack.size, fresh)
  const rewrite = (pack: PackUse) => {
    rewritten.add(pack.sha256)
    kept -= pack.size - pack.live
  }
  for (const pack of packs) if (pack.live === 0) rewrite(pack)
  const byWaste = packs.toSorted((a, b) => a.live / a.size - b.live / b.size)
  for (const pack of byWaste) {
    if (kept <= mostWaste * live) break
    if (!rewritten.has(pack.sha256)) rewrite(pack)
  }
  const most = Math.max(ordinaryPacks, Math.ceil((mostWaste * live) / packSize) + ordinaryPacks / 2)
  const bySize = packs.filter((pack) => !rewritten.has(pack.sha256)).toSorted((a, b) => a.live - b.live)
  // What is rewritten goes into the fresh packs, of which there is then at least one.
  const surplus = bySize.length + Math.ceil(Math.max(fresh, 1) / packSize) - most
  // Some more than must be, so that not every save has to.
  if (surplus > 0) for (const pack of bySize.slice(0, surplus + ordinaryPacks / 2)) rewrite(pack)
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
const rangeSize = 8 * 2 ** 20
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

/** Neighbouring chunks of an image, to be read with one request. */
export function chunkRuns(indices: readonly number[], most = 8): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = []
  for (const index of indices) {
    const last = runs.at(-1)
    if (last && index === last.first + last.count && last.count < most) last.count++
    else runs.push({ first: index, count: 1 })
  }
  return runs
}
