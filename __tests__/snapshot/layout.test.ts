import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  chunkRuns,
  ordinaryPacks,
  packRanges,
  packSize,
  packsToRewrite,
  type PackUse,
} from '../../src/snapshot/layout.ts'
import type { StoredChunk } from '../../src/snapshot/manifest.ts'

const MiB = 2 ** 20

function pack(sha256: string, size: number, live: number): PackUse {
  return { sha256, size, live }
}

/** What a snapshot lists after the rewriting: packs, the bytes in them, and those that it uses. */
function after(packs: readonly PackUse[], fresh: number, credit: number) {
  const { packs: rewritten, ...rest } = packsToRewrite(packs, fresh, credit)
  const kept = packs.filter(({ sha256 }) => !rewritten.has(sha256))
  const moved = packs.filter(({ sha256 }) => rewritten.has(sha256)).reduce((sum, { live }) => sum + live, 0)
  return {
    rewritten: [...rewritten],
    credit: rest.credit,
    packs: kept.length + Math.ceil((fresh + moved) / packSize),
    listed: kept.reduce((sum, { size }) => sum + size, fresh + moved),
    live: packs.reduce((sum, { live }) => sum + live, fresh),
  }
}

const somePacks = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: packSize + MiB }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    {
      maxLength: 120,
    },
  )
  .map((uses) => uses.map(({ size, share }, at) => pack(`${at}`, size, Math.floor(size * share))))

describe('the packs to rewrite', () => {
  /** All in use, of 1, 2, 3… MiB. */
  const growing = (count: number) =>
    Array.from({ length: count }, (_, at) => pack(`${at}`, (at + 1) * MiB, (at + 1) * MiB))

  test('are none if everything is in use', () => {
    const packs = [pack('a', 10 * MiB, 10 * MiB), pack('b', MiB, MiB)]
    expect(after(packs, MiB, 100 * MiB).rewritten).toEqual([])
  })

  test('are none while the listed packs are at most 1.5 times what is used', () => {
    expect(after([pack('a', 30 * MiB, 20 * MiB)], 0, 100 * MiB).rewritten).toEqual([])
  })

  test('are those with the largest share of waste, and no more than necessary', () => {
    const packs = [
      pack('a', 40 * MiB, 30 * MiB),
      pack('b', 40 * MiB, 10 * MiB),
      pack('c', 40 * MiB, 20 * MiB),
    ]
    expect(after(packs, 0, 0).rewritten).toEqual(['b'])
  })

  test('are those whose removal costs least, if their waste is equal', () => {
    const packs = [pack('a', 60 * MiB, 30 * MiB), pack('b', 6 * MiB, 3 * MiB), pack('c', 10 * MiB, 10 * MiB)]
    expect(after(packs, 3 * MiB, 0).rewritten[0]).toBe('b')
  })

  test('are those of which hardly anything is used, because that costs almost nothing', () => {
    const packs = [pack('a', 100, 0), pack('b', 64 * MiB, 64 * MiB), pack('c', 100, 19), pack('d', 100, 21)]
    expect(after(packs, 0, 0).rewritten).toEqual(['a', 'c'])
  })

  test('are three at once if a snapshot would have more than 8 packs and the credit is sufficient', () => {
    expect(after(growing(7), MiB, 100 * MiB).rewritten).toEqual([])
    expect(after(growing(8), MiB, 5 * MiB).rewritten).toEqual(['0', '1', '2'])
    expect(after(growing(8), MiB, 5 * MiB - 1).rewritten).toEqual([])
  })

  test('are no more than that for a state that fills more than 8 packs', () => {
    const packs = Array.from({ length: 9 }, (_, at) => pack(`${at}`, packSize, packSize))
    expect(after(packs, MiB, packSize * 10).rewritten).toEqual([])
  })

  test('are the smallest, at any cost, if there would be more than 64', () => {
    const packs = Array.from({ length: 64 }, (_, at) => pack(`${at}`, (at + 1) * 1000, (at + 1) * 1000))
    const { packs: count, rewritten } = after(packs, 1, 0)
    expect(count).toBe(56)
    expect(rewritten).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8'])
  })

  test('leave the changed bytes minus the rewritten bytes as credit, and none after the first save', () => {
    expect(after([], 70 * MiB, 0).credit).toBe(0)
    expect(after([pack('a', 20 * MiB, 20 * MiB)], 2 * MiB, MiB).credit).toBe(3 * MiB)
    expect(after(growing(8), MiB, 6 * MiB).credit).toBe(MiB)
    // Waste is cleaned without credit, too, and is to be made up for.
    expect(after([pack('a', 20 * MiB, 10 * MiB)], 2 * MiB, MiB).credit).toBe(-7 * MiB)
  })

  test('leave at most as much credit as the state has bytes', () => {
    expect(after([pack('a', 20 * MiB, 20 * MiB)], MiB, 30 * MiB).credit).toBe(21 * MiB)
    expect(after([pack('a', 20 * MiB, 20 * MiB)], MiB, -30 * MiB).credit).toBe(-21 * MiB)
  })

  const anyFresh = fc.integer({ min: 0, max: 200 * MiB })
  const anyCredit = fc.integer({ min: -100 * MiB, max: 100 * MiB })

  test('leave at most 1.5 times the used bytes listed', () => {
    fc.assert(
      fc.property(somePacks, anyFresh, anyCredit, (packs, fresh, credit) => {
        const { listed, live } = after(packs, fresh, credit)
        expect(listed).toBeLessThanOrEqual(1.5 * live)
      }),
      { numRuns: 1000 },
    )
  })

  test('leave at most 64 packs, unless the state fills more', () => {
    fc.assert(
      fc.property(somePacks, anyFresh, anyCredit, (packs, fresh, credit) => {
        const { packs: count, live } = after(packs, fresh, credit)
        expect(count).toBeLessThanOrEqual(Math.max(64, ordinaryPacks(live) + 4))
        if (live < 2300 * MiB) expect(count).toBeLessThanOrEqual(64)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a year of saves', () => {
  /** Numbers in [0, 1), the same in every run: mulberry32 by Tommy Ettinger, public domain. */
  function random(seed: number): () => number {
    let state = seed
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
    }
  }

  /**
   * Saves a state of chunks over and over: up to `most` of it changes each time, a part of that always the same
   * chunks (databases), a part scattered, a part in a row (new layers), and some are deleted.
   */
  function simulate(chunkCount: number, most: number, seed: number) {
    const next = random(seed)
    const upTo = (limit: number) => Math.floor(next() * limit)
    /** By place in the image: where it is stored. */
    const chunks = new Map<number, { pack: number; length: number }>()
    const packs = new Map<number, number>()
    let packCount = 0
    let credit = 0
    const rounds: { changed: number; rewritten: number; packs: number; waste: number }[] = []
    const store = (indices: Iterable<number>, lengthOf: (index: number) => number) => {
      let size = Infinity
      for (const index of indices) {
        if (size >= packSize) {
          packCount++
          size = 0
        }
        const length = lengthOf(index)
        size += length
        packs.set(packCount, size)
        chunks.set(index, { pack: packCount, length })
      }
    }
    const fresh = () => 20_000 + upTo(600_000)
    store(Array(chunkCount).keys(), fresh)
    for (let round = 0; round < 300; round++) {
      const changed = new Set<number>()
      const share = next() * most * chunkCount
      for (let at = 0; at < Math.min(share / 3, chunkCount / 50); at++) changed.add(at)
      for (let at = 0; at < share / 3; at++) changed.add(upTo(chunkCount))
      const start = upTo(chunkCount)
      for (let at = 0; at < share / 3; at++) changed.add((start + at) % chunkCount)
      const gone = upTo(chunkCount)
      for (let at = 0; at < share / 10; at++) {
        changed.delete((gone + at) % chunkCount)
        chunks.delete((gone + at) % chunkCount)
      }
      for (const index of changed) chunks.delete(index)
      const live = new Map<number, number>()
      for (const { pack, length } of chunks.values()) live.set(pack, (live.get(pack) ?? 0) + length)
      const lengths = new Map([...changed].map((index) => [index, fresh()]))
      const written = [...lengths.values()].reduce((sum, length) => sum + length, 0)
      const uses = [...packs].map(([name, size]) => pack(`${name}`, size, live.get(name) ?? 0))
      const { packs: rewrite, ...rest } = packsToRewrite(uses, written, credit)
      credit = rest.credit
      const moved = new Map(
        [...chunks]
          .filter(([, chunk]) => rewrite.has(`${chunk.pack}`))
          .map(([index, { length }]) => [index, length]),
      )
      store([...lengths.keys(), ...moved.keys()], (index) => lengths.get(index) ?? moved.get(index) ?? 0)
      for (const name of rewrite) packs.delete(Number(name))
      const listed = [...packs.values()].reduce((sum, size) => sum + size, 0)
      const used = [...chunks.values()].reduce((sum, { length }) => sum + length, 0)
      rounds.push({
        changed: written,
        rewritten: [...moved.values()].reduce((sum, length) => sum + length, 0),
        packs: packs.size,
        waste: listed / used,
      })
    }
    return rounds
  }

  test.each([
    ['a small state that changes by up to a tenth', 200, 0.1, 16, 1],
    ['a small state that hardly changes', 200, 0.02, 64, 1],
    ['a state of a few GB that changes by up to a tenth', 1800, 0.1, 24, 1],
    // It comes to 64 packs before it has changed once as a whole.
    ['a state of a few GB that hardly changes', 1800, 0.005, 64, 1.2],
    ['a state that is half new each time', 600, 0.5, 24, 1],
    ['a large state', 6000, 0.1, 64, 1],
  ])('of %s costs hardly more than it should', (_name, chunkCount, most, maxPacks, mostRewritten) => {
    for (const seed of [1, 2, 3]) {
      const rounds = simulate(chunkCount, most, seed)
      const total = (of: 'changed' | 'rewritten') => rounds.reduce((sum, round) => sum + round[of], 0)
      const summary = {
        rewrittenPerChanged: total('rewritten') / total('changed'),
        packs: Math.max(...rounds.map(({ packs }) => packs)),
        waste: Math.max(...rounds.map(({ waste }) => waste)),
      }
      // What waste took beyond the credit is made up for, but perhaps after the year.
      expect(summary.rewrittenPerChanged).toBeLessThanOrEqual(mostRewritten + 0.001)
      expect(summary.packs).toBeLessThanOrEqual(maxPacks)
      expect(summary.waste).toBeLessThanOrEqual(1.5)
    }
  })
})

describe('the ranges to fetch', () => {
  const chunk = (pack: number, offset: number, length: number): StoredChunk => {
    return { index: offset, sha256: '', fingerprint: '', pack, offset, length }
  }

  test('join neighboring chunks of one pack, across small gaps', () => {
    const chunks = [chunk(0, 0, 100), chunk(0, 100, 50), chunk(0, 1000, 10)]
    expect(packRanges(chunks)).toEqual([{ pack: 0, start: 0, end: 1010, chunks }])
  })

  test('skip large gaps', () => {
    const ranges = packRanges([chunk(0, 0, 100), chunk(0, MiB, 100)])
    expect(ranges.map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [MiB, MiB + 100],
    ])
  })

  test('never span two packs', () => {
    expect(packRanges([chunk(1, 10, 10), chunk(0, 0, 10)]).map(({ pack }) => pack)).toEqual([0, 1])
  })

  test('contain every chunk once and completely, and have at most 8 MiB', () => {
    const anyChunk = fc
      .tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 64 * MiB }),
        fc.integer({ min: 1, max: MiB }),
      )
      .map(([pack, offset, length]) => chunk(pack, offset, length))
    fc.assert(
      fc.property(fc.array(anyChunk, { maxLength: 300 }), (chunks) => {
        const ranges = packRanges(chunks)
        expect(ranges.flatMap((range) => range.chunks)).toHaveLength(chunks.length)
        expect(new Set(ranges.flatMap((range) => range.chunks))).toEqual(new Set(chunks))
        for (const range of ranges) {
          expect(range.end - range.start).toBeLessThanOrEqual(8 * MiB)
          for (const { pack, offset, length } of range.chunks) {
            expect(pack).toBe(range.pack)
            expect(offset).toBeGreaterThanOrEqual(range.start)
            expect(offset + length).toBeLessThanOrEqual(range.end)
          }
        }
      }),
    )
  })
})

describe('the runs of chunks to read', () => {
  test('join neighboring chunks, up to the maximum', () => {
    expect(chunkRuns([0, 1, 2, 3, 7, 9, 10], 3)).toEqual([
      { first: 0, count: 3 },
      { first: 3, count: 1 },
      { first: 7, count: 1 },
      { first: 9, count: 2 },
    ])
  })

  test('are none if there are no chunks', () => {
    expect(chunkRuns([])).toEqual([])
  })
})
