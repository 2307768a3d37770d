import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chunkRuns, packRanges, packSize, packsToRewrite, type PackUse } from '../../src/volume/layout.ts'
import type { StoredChunk } from '../../src/volume/manifest.ts'

const MiB = 2 ** 20

function pack(sha256: string, size: number, live: number): PackUse {
  return { sha256, size, live }
}

/** What a snapshot lists after the rewriting: packs, the bytes in them, and those that it uses. */
function after(packs: readonly PackUse[], fresh: number) {
  const rewritten = packsToRewrite(packs, fresh)
  const kept = packs.filter(({ sha256 }) => !rewritten.has(sha256))
  const moved = packs.filter(({ sha256 }) => rewritten.has(sha256)).reduce((sum, { live }) => sum + live, 0)
  return {
    rewritten,
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
  test('are none where everything is in use', () => {
    expect(packsToRewrite([pack('a', 10 * MiB, 10 * MiB), pack('b', MiB, MiB)], MiB)).toEqual(new Set())
  })

  test('are none while at most half as much again is listed as is used', () => {
    expect(packsToRewrite([pack('a', 30 * MiB, 20 * MiB)], 0)).toEqual(new Set())
  })

  test('are those with the largest share of waste, and no more than it takes', () => {
    const packs = [
      pack('a', 40 * MiB, 30 * MiB),
      pack('b', 40 * MiB, 10 * MiB),
      pack('c', 40 * MiB, 20 * MiB),
    ]
    expect(packsToRewrite(packs, 0)).toEqual(new Set(['b']))
  })

  test('are those of which nothing is used, at no cost', () => {
    expect(packsToRewrite([pack('a', 100, 0), pack('b', 64 * MiB, 64 * MiB)], 0)).toEqual(new Set(['a']))
  })

  test('are the smallest, where there are many and it costs less than what is written anyway', () => {
    const packs = Array.from({ length: 12 }, (_, at) => pack(`${at}`, (at + 1) * MiB, (at + 1) * MiB))
    expect([...packsToRewrite(packs, 8 * MiB)]).toEqual(['0', '1', '2'])
    expect([...packsToRewrite(packs, MiB)]).toEqual([])
  })

  test('are the smallest whatever that costs, where there would be more than 64', () => {
    const packs = Array.from({ length: 64 }, (_, at) => pack(`${at}`, (at + 1) * 1000, (at + 1) * 1000))
    const { packs: count, rewritten } = after(packs, 1)
    expect(count).toBe(56)
    expect([...rewritten]).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8'])
  })

  test('leave at most 1.5 times as much listed as is used', () => {
    fc.assert(
      fc.property(somePacks, fc.integer({ min: 0, max: 200 * MiB }), (packs, fresh) => {
        const { listed, live } = after(packs, fresh)
        expect(listed).toBeLessThanOrEqual(1.5 * live)
      }),
      { numRuns: 1000 },
    )
  })

  test('leave at most 64 packs, but for a state that fills more', () => {
    fc.assert(
      fc.property(somePacks, fc.integer({ min: 0, max: 200 * MiB }), (packs, fresh) => {
        const { packs: count, live } = after(packs, fresh)
        expect(count).toBeLessThanOrEqual(Math.max(64, Math.ceil((1.5 * live) / packSize) + 8))
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
      const rewrite = packsToRewrite(uses, written)
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
    ['a small state that changes by up to a tenth', 200, 0.1, 16],
    ['a small state that hardly changes', 200, 0.02, 64],
    ['a state of a few GB that changes by up to a tenth', 1800, 0.1, 64],
    ['a state of a few GB that hardly changes', 1800, 0.005, 64],
    ['a state that is half new each time', 600, 0.5, 64],
    ['a large state', 6000, 0.1, 64],
  ])('of %s costs at most a rewritten byte for a changed one', (_name, chunkCount, most, mostPacks) => {
    for (const seed of [1, 2, 3]) {
      const rounds = simulate(chunkCount, most, seed)
      const total = (of: 'changed' | 'rewritten') => rounds.reduce((sum, round) => sum + round[of], 0)
      const summary = {
        rewrittenPerChanged: total('rewritten') / total('changed'),
        packs: Math.max(...rounds.map(({ packs }) => packs)),
        waste: Math.max(...rounds.map(({ waste }) => waste)),
      }
      expect(summary.rewrittenPerChanged).toBeLessThanOrEqual(1)
      expect(summary.packs).toBeLessThanOrEqual(mostPacks)
      expect(summary.waste).toBeLessThanOrEqual(1.5)
    }
  })
})

describe('the ranges to fetch', () => {
  const chunk = (pack: number, offset: number, length: number): StoredChunk => {
    return { index: offset, sha256: '', fingerprint: '', pack, offset, length }
  }

  test('join neighbours of one pack, across small gaps', () => {
    const chunks = [chunk(0, 0, 100), chunk(0, 100, 50), chunk(0, 1000, 10)]
    expect(packRanges(chunks)).toEqual([{ pack: 0, start: 0, end: 1010, chunks }])
  })

  test('leave large gaps out', () => {
    const ranges = packRanges([chunk(0, 0, 100), chunk(0, MiB, 100)])
    expect(ranges.map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [MiB, MiB + 100],
    ])
  })

  test('never span two packs', () => {
    expect(packRanges([chunk(1, 10, 10), chunk(0, 0, 10)]).map(({ pack }) => pack)).toEqual([0, 1])
  })

  test('hold every chunk once, within themselves, and are at most 8 MiB', () => {
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
  test('join neighbours, at most so many', () => {
    expect(chunkRuns([0, 1, 2, 3, 7, 9, 10], 3)).toEqual([
      { first: 0, count: 3 },
      { first: 3, count: 1 },
      { first: 7, count: 1 },
      { first: 9, count: 2 },
    ])
  })

  test('are none for no chunk', () => {
    expect(chunkRuns([])).toEqual([])
  })
})
