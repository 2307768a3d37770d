import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'
import { chunksWithin, dataExtents, parseFilefrag, type Extent } from '../../src/disk/extents.ts'

const header = `Filesystem type is: ef53
File size of /image is 10485760 (2560 blocks of 4096 bytes)
`
const columns = ' ext:     logical_offset:        physical_offset: length:   expected: flags:\n'

describe('the output of filefrag', () => {
  test('gives the extents that were written, in bytes', () => {
    const output = `${header}${columns}   0:        0..       1:    3834376..   3834377:      2:             unwritten
   1:     1220..    1229:    3890370..   3890379:     10:    3835596:
   2:     2559..    2559:    3890380..   3890380:      1:    3835599: last,eof
/image: 3 extents found
`
    expect(parseFilefrag(output)).toEqual([
      { offset: 1220 * 4096, length: 10 * 4096 },
      { offset: 2559 * 4096, length: 4096 },
    ])
  })

  test('gives nothing for a file that is one hole', () => {
    expect(parseFilefrag(`${header}/image: 0 extents found\n`)).toEqual([])
  })

  test('counts in its stated block size, even for a file of one block', () => {
    const output = `File size of /image is 512 (1 block of 1024 bytes)
${columns}   0:        0..       0:    10..   10:      1:             last,eof
`
    expect(parseFilefrag(output)).toEqual([{ offset: 0, length: 1024 }])
  })

  test('treats a last extent that was never written as the end', () => {
    const output = `${header}${columns}   0:        0..       0:    10..   10:      1:
   1:        8..       9:    18..   19:      2:             last,unwritten
`
    expect(parseFilefrag(output)).toEqual([{ offset: 0, length: 4096 }])
  })

  test('is refused if it is incomplete', () => {
    const output = `${header}${columns}   0:        0..       1:    3834376..   3834377:      2:\n`
    expect(() => parseFilefrag(output)).toThrow('before the last extent')
  })

  test('is refused if it is an error', () => {
    expect(() => parseFilefrag('/image: FIBMAP/FIEMAP unsupported\n')).toThrow('no block size')
  })
})

describe('the chunks within extents', () => {
  test.each<[string, [number, number][], number[]]>([
    ['none for no extent', [], []],
    ['the one that an extent lies in', [[5, 3]], [0]],
    ['each that an extent reaches into', [[9, 12]], [0, 1, 2]],
    ['not the one that an extent ends before', [[10, 10]], [1]],
    [
      'each once, where two extents share it',
      [
        [1, 1],
        [8, 1],
        [9, 2],
      ],
      [0, 1],
    ],
    [
      'ascending, whatever the order of the extents',
      [
        [30, 1],
        [0, 1],
        [2, 15],
      ],
      [0, 1, 3],
    ],
  ])('are %s', (_name, extents, chunks) => {
    expect(
      chunksWithin(
        extents.map(([offset, length]) => ({ offset, length })),
        10,
      ),
    ).toEqual(chunks)
  })

  test('are exactly those that contain a byte of any extent', () => {
    const extent = fc.record({
      offset: fc.integer({ min: 0, max: 200 }),
      length: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(extent, { maxLength: 12 }), (extents: Extent[]) => {
        const bytes = extents.flatMap(({ offset, length }) => Array.from({ length }, (_, at) => offset + at))
        const wanted = [...new Set(bytes.map((byte) => Math.floor(byte / 16)))].sort((a, b) => a - b)
        expect(chunksWithin(extents, 16)).toEqual(wanted)
      }),
    )
  })
})

describe('the data extents of a file', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'extents-'))
    file = join(folder, 'image')
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test('cover what was just written, and omit most of the holes', async () => {
    const size = 64 * 2 ** 20
    await writeFile(file, '')
    await truncate(file, size)
    const handle = await open(file, 'r+')
    const places = [0, 20 * 2 ** 20 + 5, size - 4]
    for (const place of places) await handle.write('data', place)
    await handle.close()
    await run('fallocate', ['--offset', `${40 * 2 ** 20}`, '--length', '1048576', file])
    const extents = await dataExtents(file, size)
    for (const place of places) {
      expect(extents.some(({ offset, length }) => offset <= place && place + 4 <= offset + length)).toBe(true)
    }
    expect(extents.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(2 ** 20)
  })

  test('are the whole file if it cannot be mapped', async () => {
    expect(await dataExtents(join(folder, 'none'), 12345)).toEqual([{ offset: 0, length: 12345 }])
  })
})
