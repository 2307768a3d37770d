import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChunkMap } from '../../src/demand/chunk-map.ts'
import { ImageFile } from '../../src/demand/image-file.ts'
import { makeSparseFile } from '../../src/disk/image.ts'
import { chunkSize } from '../../src/snapshot/manifest.ts'

const KiB = 1024
/** Chunks 1 and 2 are in the store; 0 and 3 are holes. */
const stored = [1, 2]

let folder: string
let path: string
let map: ChunkMap
let file: ImageFile

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-file-'))
  path = join(folder, 'image')
  await makeSparseFile(path, 4 * chunkSize)
  map = ChunkMap.of(4, stored)
  file = new ImageFile(path, map)
})

afterEach(async () => {
  file.close()
  await rm(folder, { recursive: true })
})

function read(offset: number, length: number): Buffer {
  const into = Buffer.alloc(length, 'x')
  file.read(offset, into)
  return into
}

/** Jest takes seconds to compare large buffers. */
function expectSame(actual: Buffer, expected: Buffer): void {
  expect(actual.equals(expected)).toBe(true)
}

const contentOf = (letter: string) => Buffer.alloc(chunkSize, letter)

describe('an image file', () => {
  test('needs a chunk to read it, and none to read a hole', () => {
    expect(file.neededToRead(0, 4 * chunkSize)).toEqual([1, 2])
    expect(file.neededToRead(3 * chunkSize, chunkSize)).toEqual([])
    expectSame(read(3 * chunkSize, 4096), Buffer.alloc(4096))
  })

  test('needs no chunk to write whole blocks of it, which are then what is read', () => {
    const data = Buffer.alloc(12 * KiB, 'w')
    expect(file.neededToChange(chunkSize + 4 * KiB, data.length)).toEqual([])
    file.write(chunkSize + 4 * KiB, data)
    expect(file.neededToRead(chunkSize + 4 * KiB, data.length)).toEqual([])
    expectSame(read(chunkSize + 4 * KiB, data.length), data)
    expect(file.neededToRead(chunkSize, 8 * KiB)).toEqual([1])
    expect(map.writtenChunks()).toEqual([1])
  })

  test('needs a chunk to write a part of a block of it', () => {
    expect(file.neededToChange(chunkSize + 512, 1024)).toEqual([1])
    expect(file.neededToChange(512, 1024)).toEqual([])
  })

  test('keeps what was written when the chunk comes from the store', () => {
    const data = Buffer.alloc(8 * KiB, 'w')
    file.write(chunkSize + 4 * KiB, data)
    file.merge(1, contentOf('s'))
    const expected = contentOf('s')
    data.copy(expected, 4 * KiB)
    expect(file.neededToRead(chunkSize, chunkSize)).toEqual([])
    expectSame(read(chunkSize, chunkSize), expected)
  })

  test('takes a chunk from the store once', () => {
    file.merge(1, contentOf('s'))
    file.write(chunkSize, Buffer.alloc(4096, 'w'))
    file.merge(1, contentOf('s'))
    expectSame(read(chunkSize, 1), Buffer.from('w'))
  })

  test('needs no chunk that was written whole, across a border too', () => {
    file.write(chunkSize - 4096, Buffer.alloc(chunkSize + 8192, 'w'))
    expect(map.isPresent(1)).toBe(true)
    expect(file.neededToRead(0, 2 * chunkSize + 4096)).toEqual([])
    expect(map.writtenChunks()).toEqual([0, 1, 2])
  })

  test('reads as zeros what was cleared, before and after the chunk came from the store', () => {
    expect(file.neededToChange(chunkSize + 8 * KiB, 4 * KiB)).toEqual([])
    file.clear(chunkSize + 8 * KiB, 4 * KiB)
    expectSame(read(chunkSize + 8 * KiB, 4 * KiB), Buffer.alloc(4 * KiB))
    file.merge(1, contentOf('s'))
    const expected = contentOf('s').fill(0, 8 * KiB, 12 * KiB)
    expectSame(read(chunkSize, chunkSize), expected)
    file.clear(chunkSize, 4 * KiB)
    expectSame(read(chunkSize, chunkSize), expected.fill(0, 0, 4 * KiB))
    expect(map.writtenChunks()).toEqual([1])
  })

  test('needs no chunk that was cleared whole, and gives back its place on the disk', async () => {
    file.merge(1, contentOf('s'))
    file.write(2 * chunkSize, Buffer.alloc(512 * KiB, 'w'))
    file.sync()
    const before = (await stat(path)).blocks
    file.clear(chunkSize, 2 * chunkSize)
    expect(file.neededToRead(chunkSize, 2 * chunkSize)).toEqual([])
    expectSame(read(chunkSize, 2 * chunkSize), Buffer.alloc(2 * chunkSize))
    file.sync()
    expect((await stat(path)).blocks).toBeLessThan(before / 4)
  })

  test('counts as changed no hole that was cleared, which a trim of a filesystem does to all of them', () => {
    file.clear(3 * chunkSize, chunkSize)
    file.clear(0, 8 * KiB)
    expect(map.writtenChunks()).toEqual([])
    file.clear(chunkSize, chunkSize)
    file.clear(chunkSize, chunkSize)
    expect(map.writtenChunks()).toEqual([1])
  })

  describe('during a trim', () => {
    beforeEach(() => {
      map.setTrimming(true)
    })

    test('notes which bytes of an absent chunk are not discarded, and does not count it as written', () => {
      file.clear(chunkSize + 8 * KiB, 12 * KiB)
      file.clear(chunkSize + 512 * KiB, 4 * KiB)
      expect(map.trimmedChunks()).toEqual([{ chunk: 1, liveBytes: chunkSize - 16 * KiB }])
      expect(map.writtenChunks()).toEqual([])
    })

    test.each([
      ['that is discarded whole', () => undefined, chunkSize],
      [
        'that was written before',
        () => {
          file.write(chunkSize + 64 * KiB, Buffer.alloc(4 * KiB, 'w'))
        },
        8 * KiB,
      ],
      [
        'that is present',
        () => {
          file.merge(1, contentOf('s'))
        },
        8 * KiB,
      ],
    ])('counts as written a chunk %s', (_which, before, length) => {
      before()
      file.clear(chunkSize, length)
      expect(map.writtenChunks()).toEqual([1])
      expect(map.trimmedChunks()).toEqual([])
    })

    test('counts as written a trimmed chunk that was fetched, with zeros where it was discarded', () => {
      file.clear(chunkSize, 8 * KiB)
      file.merge(1, contentOf('s'))
      expect(map.writtenChunks()).toEqual([1])
      expectSame(read(chunkSize, chunkSize), contentOf('s').fill(0, 0, 8 * KiB))
    })

    test('that is over, zeros count as written again', () => {
      map.setTrimming(false)
      file.clear(chunkSize, 8 * KiB)
      expect(map.writtenChunks()).toEqual([1])
      expect(map.trimmedChunks()).toEqual([])
    })
  })

  test('notes the order in which chunks are read', () => {
    file.merge(2, contentOf('s'))
    read(2 * chunkSize, 4096)
    read(0, 4096)
    read(2 * chunkSize, 4096)
    expect(map.usedInOrder()).toEqual([2, 0])
  })
})
