import { describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { blockSize, ChunkMap, isBlockAligned, piecesOf } from '../../src/demand/chunk-map.ts'
import { chunkSize } from '../../src/snapshot/manifest.ts'

const KiB = 1024

/** A part of the second chunk. */
const part = (offset: number, length: number) => ({ chunk: 1, offset: chunkSize + offset, length })

describe('a part of an image', () => {
  test.each([
    ['within a chunk', chunkSize + 8 * KiB, 4 * KiB, [[1, chunkSize + 8 * KiB, 4 * KiB]]],
    [
      'of two whole chunks',
      chunkSize,
      2 * chunkSize,
      [
        [1, chunkSize, chunkSize],
        [2, 2 * chunkSize, chunkSize],
      ],
    ],
    [
      'across a border',
      chunkSize - 100,
      300,
      [
        [0, chunkSize - 100, 100],
        [1, chunkSize, 200],
      ],
    ],
    ['of no bytes', 5, 0, []],
  ])('%s is cut at the borders of chunks', (_what, offset, length, expected) => {
    expect(
      piecesOf(offset, length).map(({ chunk, ...piece }) => [chunk, piece.offset, piece.length]),
    ).toEqual(expected)
  })

  test.each([
    [0, blockSize, true],
    [blockSize, 3 * blockSize, true],
    [512, blockSize, false],
    [0, 512, false],
  ])('from %d of %d bytes is of whole blocks: %s', (offset, length, expected) => {
    expect(isBlockAligned({ offset, length })).toBe(expected)
  })
})

describe('a map of chunks', () => {
  test('has the holes of a snapshot, and lacks its chunks', () => {
    const map = ChunkMap.of(4, [1, 3])
    expect([0, 1, 2, 3].map((chunk) => map.isPresent(chunk))).toEqual([true, false, true, false])
    expect(map.isReadable({ chunk: 2, offset: 2 * chunkSize, length: chunkSize })).toBe(true)
    expect(map.isReadable(part(0, blockSize))).toBe(false)
  })

  test('can read the blocks of a chunk that were written, and no others', () => {
    const map = ChunkMap.of(4, [1])
    expect(map.claim(1)).toBe(true)
    map.noteHere(part(8 * KiB, 8 * KiB))
    map.release(1)
    expect(map.isPresent(1)).toBe(false)
    expect(map.isReadable(part(8 * KiB, 8 * KiB))).toBe(true)
    expect(map.isReadable(part(9 * KiB, 100))).toBe(true)
    expect(map.isReadable(part(4 * KiB, 8 * KiB))).toBe(false)
    expect(map.isReadable(part(8 * KiB, 8 * KiB + 1))).toBe(false)
    expect(map.missingParts(1)).toEqual([part(0, 8 * KiB), part(16 * KiB, chunkSize - 16 * KiB)])
  })

  test('has a chunk whose last missing block was written', () => {
    const map = ChunkMap.of(4, [1])
    for (const piece of [part(4 * KiB, chunkSize - 4 * KiB), part(0, 4 * KiB)]) {
      expect(map.isPresent(1)).toBe(false)
      map.claim(1)
      map.noteHere(piece)
      map.release(1)
    }
    expect(map.isPresent(1)).toBe(true)
    expect(map.claim(1)).toBe(false)
  })

  test('lists what was written to, and what was read in which order, each once', () => {
    const map = ChunkMap.of(8, [1, 2, 3])
    for (const chunk of [5, 1, 5]) map.noteWritten(chunk)
    expect([3, 1, 3, 7].map((chunk) => map.noteUsed(chunk))).toEqual([true, true, false, true])
    expect(map.writtenChunks()).toEqual([1, 5])
    expect(map.usedInOrder()).toEqual([3, 1, 7])
    expect([map.wasUsed(3), map.wasUsed(5)]).toEqual([true, false])
  })

  test('lets one thread alone change a chunk, and the others wait for it', async () => {
    const map = ChunkMap.of(2, [0])
    const counter = new Int32Array(new SharedArrayBuffer(8))
    const body = `
      import { workerData } from 'node:worker_threads'
      const { ChunkMap } = await import(workerData.module)
      const map = new ChunkMap(workerData.shared)
      const counter = new Int32Array(workerData.counter)
      // All begin together.
      Atomics.add(counter, 1, 1)
      while (Atomics.load(counter, 1) < 3);
      for (let n = 0; n < 3000; n++) {
        map.claim(0)
        // Not atomic: two threads at once would lose some.
        const before = counter[0]
        for (let spin = 0; spin < 300; spin++) Math.sqrt(spin)
        counter[0] = before + 1
        map.release(0)
      }`
    const module = new URL('../../src/demand/chunk-map.ts', import.meta.url).href
    const data = { module, shared: map.shared, counter: counter.buffer }
    const threads = Array.from({ length: 3 }, () => {
      return new Worker(new URL(`data:text/javascript,${encodeURIComponent(body)}`), { workerData: data })
    })
    await Promise.all(threads.map((thread) => once(thread, 'exit')))
    expect(counter[0]).toBe(9000)
    expect(map.isPresent(0)).toBe(false)
  })
})
