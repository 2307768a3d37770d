import { packSize, packsToRewrite } from '../src/snapshot/layout.ts'
import { Random } from './random.ts'
import { databaseShare } from './state.ts'

/** The state that is saved repeatedly. */
export interface Shape {
  /** Compressed bytes at the start. */
  readonly bytes: number
  /** Average share of the state that changes between two saves, evenly distributed from 0 to twice this value. */
  readonly change: number
  /** Share of the state that every save rewrites: the databases. */
  readonly databases: number
  /** Growth over the year as a share of the size; negative if the state shrinks. */
  readonly growth: number
}

/** The benchmark's `small` state, which changes by 0 to 10%. */
export const ordinaryShape: Shape = { bytes: 70e6, change: 0.05, databases: databaseShare, growth: 0 }

/** One save of the simulated year, and what a restore after it downloads. */
export interface SaveOfYear {
  /** Compressed bytes of the changed chunks. */
  readonly changedBytes: number
  /** Compressed bytes that were rewritten only to drop old packs. */
  readonly rewrittenBytes: number
  /** Compressed bytes of the state. */
  readonly liveBytes: number
  /** Bytes of all packs that the snapshot refers to. */
  readonly packBytes: number
  readonly packs: number
  /** Packs and manifests in the cache, which keeps what was used within a week. */
  readonly entries: number
}

interface Chunk {
  readonly length: number
  pack: string
}

export const savesInYear = 300
const savesInWeek = 6
/** The share of further changes that affects chunks anywhere in the image, which files share with removed ones. */
const scattered = 0.25

/**
 * Simulates a year of saves. Databases are rewritten, folders of any age are removed, and others are added. The product's
 * own rules decide which packs to drop, and packs are filled as in the product: first with chunks that changed, then
 * with chunks that move.
 */
export function simulateYear({ bytes, change, databases, growth }: Shape, seed = 1): SaveOfYear[] {
  const random = new Random(seed)
  // A chunk of 1 MiB has 100 to 500 KB after compression.
  const newChunks = (count: number): Chunk[] =>
    Array.from({ length: count }, () => ({ length: Math.ceil(100e3 + random.fraction() * 400e3), pack: '' }))
  const chunkCount = Math.round(bytes / 300e3)
  const databaseChunks = Math.round(chunkCount * databases)
  let packs: { sha256: string; size: number }[] = []
  let nextPack = 0
  const write = (chunks: readonly Chunk[]): void => {
    let size = packSize
    for (const chunk of chunks) {
      if (size >= packSize) {
        size = 0
        nextPack++
        packs.push({ sha256: String(nextPack), size })
      }
      size += chunk.length
      chunk.pack = String(nextPack)
      packs[packs.length - 1] = { sha256: chunk.pack, size }
    }
  }

  let hot = newChunks(databaseChunks)
  /** In the order of their creation. */
  let cold = newChunks(chunkCount - databaseChunks)
  write([...hot, ...cold])
  let { credit } = packsToRewrite([], sum([...hot, ...cold]), 0)
  const lastUse = new Map<string, number>()

  return Array.from({ length: savesInYear }, (_, save) => {
    const share = random.fraction() * 2 * change
    const changing = Math.max(1, Math.round(share * (hot.length + cold.length)) - hot.length)
    const gone = new Set<Chunk>()
    const take = (chunk: Chunk | undefined) => chunk && gone.add(chunk)
    while (gone.size < Math.floor(changing * scattered)) take(cold[random.below(cold.length)])
    const start = random.below(Math.max(1, cold.length - changing))
    for (let at = start; gone.size < changing && at < cold.length; at++) take(cold[at])
    // Rounded at random, so that fractions of a chunk add up correctly over a year.
    const more = (growth * chunkCount) / savesInYear
    const come = newChunks(Math.max(0, gone.size + Math.floor(more + random.fraction())))
    const kept = cold.filter((chunk) => !gone.has(chunk))
    hot = newChunks(hot.length)
    cold = [...kept, ...come]

    const live = new Map<string, number>()
    for (const { pack, length } of kept) live.set(pack, (live.get(pack) ?? 0) + length)
    const uses = packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }))
    const changedBytes = sum([...hot, ...come])
    const rewriting = packsToRewrite(uses, changedBytes, credit)
    credit = rewriting.credit
    const moved = kept.filter(({ pack }) => rewriting.packs.has(pack))
    packs = packs.filter(({ sha256 }) => !rewriting.packs.has(sha256))
    write([...hot, ...come, ...moved])

    for (const { sha256 } of packs) lastUse.set(sha256, save)
    const inCache = [...lastUse.values()].filter((use) => use > save - savesInWeek)
    return {
      changedBytes,
      rewrittenBytes: sum(moved),
      liveBytes: sum([...hot, ...cold]),
      packBytes: packs.reduce((total, { size }) => total + size, 0),
      packs: packs.length,
      entries: inCache.length + Math.min(save + 1, savesInWeek),
    }
  })
}

function sum(chunks: readonly Chunk[]): number {
  return chunks.reduce((total, { length }) => total + length, 0)
}
