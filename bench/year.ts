import { packSize, packsToRewrite } from '../src/volume/layout.ts'
import { Random } from './random.ts'

/** One save of the simulated year, and what a restore after it would fetch. */
export interface SaveOfYear {
  /** Compressed bytes of the chunks that had changed. */
  readonly changedBytes: number
  /** Compressed bytes that were written again only to give up old packs. */
  readonly rewrittenBytes: number
  /** Compressed bytes that the state has. */
  readonly liveBytes: number
  /** Bytes of all packs that the snapshot refers to. */
  readonly packBytes: number
  readonly packs: number
  /** Packs and manifests in the cache: the service keeps what was used within a week. */
  readonly entries: number
}

interface Chunk {
  readonly pack: number
  readonly length: number
}

const chunkCount = 220
const savesInWeek = 6
/** A share of the state that is rewritten at each save: the databases. */
const databaseShare = 0.02
const mostChange = 0.1

/**
 * A year of saves of a state of 0.2 GB, each after a change of up to a tenth: databases are rewritten, folders go
 * and others come. The layout is decided by what decides it in the product.
 *
 * @param saves how many
 */
export function simulateYear(saves: number, seed = 1): SaveOfYear[] {
  const random = new Random(seed)
  const chunks = new Map<number, Chunk>()
  const packs = new Map<number, number>()
  const lastUse = new Map<number, number>()
  let nextPack = 0
  let nextChunk = 0

  const write = (lengths: ReadonlyMap<number, number>): number => {
    let total = 0
    let filled = packSize
    for (const [index, length] of lengths) {
      if (filled >= packSize) {
        filled = 0
        packs.set(++nextPack, 0)
      }
      chunks.set(index, { pack: nextPack, length })
      packs.set(nextPack, (packs.get(nextPack) ?? 0) + length)
      filled += length
      total += length
    }
    return total
  }
  const lengthOfChunk = () => Math.ceil(100e3 + random.fraction() * 400e3)

  const initial = new Map<number, number>()
  while (nextChunk < chunkCount) initial.set(nextChunk++, lengthOfChunk())
  write(initial)

  return Array.from({ length: saves }, (_, save) => {
    const changed = new Map<number, number>()
    const databases = Math.ceil(chunkCount * databaseShare)
    for (let index = 0; index < databases; index++) changed.set(index, lengthOfChunk())
    // A run of neighbours goes, as a folder does, and as many come, more or less.
    const change = Math.floor(chunkCount * Math.max(0, random.fraction() * mostChange - databaseShare))
    const rest = [...chunks.keys()].filter((index) => index >= databases)
    const start = random.below(Math.max(1, rest.length - change))
    for (const index of rest.slice(start, start + change)) chunks.delete(index)
    const come = Math.max(0, change + Math.sign(chunkCount - chunks.size - change))
    for (let n = 0; n < come; n++) changed.set(nextChunk++, lengthOfChunk())

    for (const index of changed.keys()) chunks.delete(index)
    const live = new Map<number, number>()
    for (const { pack, length } of chunks.values()) live.set(pack, (live.get(pack) ?? 0) + length)
    const fresh = sum(changed.values())
    const uses = [...packs].map(([pack, size]) => ({ sha256: `${pack}`, size, live: live.get(pack) ?? 0 }))
    const given = packsToRewrite(uses, fresh)
    const moved = new Map(
      [...chunks]
        .filter(([, { pack }]) => given.has(`${pack}`))
        .map(([index, { length }]) => [index, length]),
    )
    for (const pack of given) packs.delete(Number(pack))
    write(new Map([...changed, ...moved]))

    for (const pack of packs.keys()) lastUse.set(pack, save)
    const kept = [...lastUse.values()].filter((use) => use > save - savesInWeek)
    return {
      changedBytes: fresh,
      rewrittenBytes: sum(moved.values()),
      liveBytes: sum([...chunks.values()].map(({ length }) => length)),
      packBytes: sum(packs.values()),
      packs: packs.size,
      entries: kept.length + Math.min(save + 1, savesInWeek),
    }
  })
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
