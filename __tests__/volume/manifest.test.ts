import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import {
  chunkSize,
  decodeManifest,
  encodeManifest,
  ManifestError,
  mostManifestSize,
  type Manifest,
} from '../../src/volume/manifest.ts'

const hex = (digit: string) => digit.repeat(64)

const manifest: Manifest = {
  imageSize: 64 * chunkSize,
  filesystem: { uuid: '01234567-89ab-cdef-fedc-ba9876543210', usedBlocks: 700, usedInodes: 40 },
  engineVersion: 'v0.20.3',
  predecessors: ['warm-dagger/a', 'warm-dagger/b'],
  packs: [
    { sha256: hex('a'), size: 5000 },
    { sha256: hex('b'), size: 300 },
  ],
  chunks: [
    { index: 0, sha256: hex('1'), pack: 0, offset: 0, length: 2000 },
    { index: 1, sha256: hex('2'), pack: 1, offset: 10, length: 290 },
    { index: 7, sha256: hex('3'), pack: 0, offset: 2000, length: 3000 },
    { index: 63, sha256: hex('4'), pack: 0, offset: 4999, length: 1 },
  ],
}

const head = 'WARMDAG'.length + 1

/** What a stored manifest holds below its compression. */
function columnsOf(stored: Buffer): Record<string, unknown> {
  return JSON.parse(zstdDecompressSync(stored.subarray(head)).toString('utf8')) as Record<string, unknown>
}

function stored(json: string | Buffer): Buffer {
  return Buffer.concat([encodeManifest(manifest).subarray(0, head), zstdCompressSync(json)])
}

/** The error of a manifest that must not be usable; anything but a ManifestError is a defect. */
function refusal(bytes: Buffer): string {
  try {
    decodeManifest(bytes)
  } catch (error) {
    if (error instanceof ManifestError) return error.message
    throw error
  }
  throw new Error('it was accepted')
}

function expectWithinBounds({ imageSize, packs, chunks, predecessors }: Manifest): void {
  expect(imageSize).toBeGreaterThan(0)
  expect(imageSize).toBeLessThanOrEqual(2 ** 40)
  expect(imageSize % chunkSize).toBe(0)
  expect(predecessors.length).toBeLessThanOrEqual(2)
  for (const { sha256, size } of packs) {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(size).toBeLessThanOrEqual(2 ** 30)
  }
  let last = -1
  for (const { index, sha256, pack, offset, length } of chunks) {
    expect(Number.isSafeInteger(index) && index > last).toBe(true)
    expect((index + 1) * chunkSize).toBeLessThanOrEqual(imageSize)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(Number.isSafeInteger(offset) && offset >= 0).toBe(true)
    expect(Number.isSafeInteger(length) && length > 0).toBe(true)
    expect(length).toBeLessThanOrEqual(2 * chunkSize)
    expect(offset + length).toBeLessThanOrEqual(packs[pack]?.size ?? -1)
    last = index
  }
}

/** @returns whether it was accepted */
function expectRefusedOrWithinBounds(bytes: Buffer): boolean {
  try {
    expectWithinBounds(decodeManifest(bytes))
    return true
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error
    expect(error.message).toMatch(/^its? /)
    expect(error.message.length).toBeLessThan(300)
    expect(error.message).not.toMatch(/\p{Cc}/u)
    return false
  }
}

describe('a manifest', () => {
  test('comes back as it was stored', () => {
    expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest)
  })

  test('of an empty image comes back as it was stored', () => {
    const empty = { ...manifest, predecessors: [], packs: [], chunks: [] }
    expect(decodeManifest(encodeManifest(empty))).toEqual(empty)
  })

  test('of any shape comes back as it was stored', () => {
    const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/)
    const shape = fc.record({
      packs: fc.array(fc.record({ sha256, size: fc.integer({ min: chunkSize, max: 2 ** 30 }) }), {
        minLength: 1,
        maxLength: 5,
      }),
      indices: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 50 }),
      hash: sha256,
      seed: fc.nat(),
    })
    fc.assert(
      fc.property(shape, ({ packs, indices, hash, seed }) => {
        const chunks = indices
          .sort((a, b) => a - b)
          .map((index) => {
            const pack = (seed + index) % packs.length
            const length = 1 + ((seed + index) % chunkSize)
            return { index, sha256: hash, pack, offset: (packs[pack]?.size ?? 0) - length, length }
          })
        const any = { ...manifest, imageSize: 1000 * chunkSize, packs, chunks }
        expect(decodeManifest(encodeManifest(any))).toEqual(any)
      }),
    )
  })

  test('takes little room: 45 bytes a chunk', () => {
    const chunks = Array.from({ length: 4000 }, (_, index) => {
      const sha256 = Buffer.from(
        Array.from({ length: 32 }, (_unused, at) => (Math.imul(index * 32 + at, 2654435761) >>> 13) & 255),
      ).toString('hex')
      return { index, sha256, pack: index % 2, offset: index * 7, length: 1 + ((index * 7919) % 400_000) }
    })
    const packs = manifest.packs.map((pack) => ({ ...pack, size: 2 ** 29 }))
    const bytes = encodeManifest({ ...manifest, imageSize: 4096 * chunkSize, packs, chunks })
    expect(bytes.length).toBeLessThan(45 * chunks.length)
  })

  test('of a future format is refused in a sentence that says so', () => {
    const bytes = encodeManifest(manifest)
    bytes[head - 1] = 2
    expect(refusal(bytes)).toBe('it has format 2, and this version reads format 1')
  })

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('PK and more')],
    ['the beginning of the magic word', Buffer.from('WARM')],
    ['the magic word alone', Buffer.from('WARMDAG')],
  ])('is not %s', (_name, bytes) => {
    expect(refusal(bytes)).toBe('it is not a manifest')
  })

  test('that was cut is refused', () => {
    const bytes = encodeManifest(manifest)
    for (let length = 0; length < bytes.length; length++) refusal(bytes.subarray(0, length))
  })

  const columns = columnsOf(encodeManifest(manifest))
  const chunks = columns['chunks'] as Record<string, unknown>
  const packs = columns['packs'] as Record<string, unknown>

  test.each<[string, Record<string, unknown>, string]>([
    ['a chunk beyond the image', { imageSize: 63 * chunkSize }, 'outside its image'],
    ['chunks at one place', { chunks: { ...chunks, step: [0, 0, 6, 56] } }, 'chunks.step has 0'],
    ['chunks that go back', { chunks: { ...chunks, step: [5, -1, 6, 50] } }, 'chunks.step has -1'],
    ['a chunk between two places', { chunks: { ...chunks, step: [0, 0.5, 6, 56] } }, 'chunks.step has 0.5'],
    ['a chunk beyond its pack', { packs: { ...packs, size: [4999, 300] } }, 'chunks.offset has 2000'],
    ['a chunk before its pack', { chunks: { ...chunks, offset: [-1, 10, 0, 0] } }, 'chunks.offset has -1'],
    ['a chunk in no pack', { chunks: { ...chunks, pack: [0, 2, 0, 0] } }, 'chunks.pack has 2'],
    ['a chunk of no bytes', { chunks: { ...chunks, length: [0, 290, 1, 1] } }, 'chunks.length has 0'],
    ['a chunk of too many bytes', { chunks: { ...chunks, length: [2 ** 21, 290, 1, 1] } }, 'chunks.length'],
    ['columns of different lengths', { chunks: { ...chunks, length: [1, 1, 1] } }, 'wrong length'],
    ['fewer hashes than chunks', { chunks: { ...chunks, sha256: 'AAAA' } }, 'differ in number'],
    ['a pack named by a path', { packs: { ...packs, sha256: ['../../etc/passwd', hex('b')] } }, 'a hash'],
    ['a huge pack', { packs: { ...packs, size: [2 ** 31, 300] } }, 'packs.size'],
    ['an image of half a chunk more', { imageSize: 64.5 * chunkSize }, 'whole number of chunks'],
    ['a huge image', { imageSize: 2 ** 41 }, 'imageSize has 2199023255552'],
    ['no image', { imageSize: 0 }, 'imageSize has 0'],
    ['another chunk size', { chunkSize: 4096 }, 'another chunk size'],
    ['three predecessors', { predecessors: ['a', 'b', 'c'] }, 'more than two predecessors'],
    ['a key with a line break', { predecessors: ['a\n::error::b'] }, 'not plain text'],
    ['a version without an end', { engineVersion: 'v'.repeat(513) }, 'not plain text'],
    ['no filesystem', { filesystem: null }, 'lacks filesystem'],
  ])('with %s is refused', (_name, change, message) => {
    expect(refusal(stored(JSON.stringify({ ...columns, ...change })))).toContain(message)
  })

  test('that is changed in its stored bytes is refused, or stays within its bounds', () => {
    const bytes = encodeManifest(manifest)
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(flips, (all) => {
        const changed = Buffer.from(bytes)
        for (const [at, mask] of all) changed[at] = (changed[at] ?? 0) ^ mask
        expectRefusedOrWithinBounds(changed)
      }),
      { numRuns: 3000 },
    )
  })

  test('that is changed below its compression is refused, or stays within its bounds', () => {
    const json = Buffer.from(JSON.stringify(columns))
    const splice = fc.tuple(
      fc.nat(json.length),
      fc.nat(3),
      fc.constantFrom(
        '',
        '0',
        '1',
        '9',
        '-',
        '.5',
        'e9',
        'e400',
        ',',
        '[]',
        '{}',
        '"',
        'null',
        '\n',
        '\\u0000',
      ),
    )
    let accepted = 0
    fc.assert(
      fc.property(fc.array(splice, { minLength: 1, maxLength: 3 }), (all) => {
        let changed = json
        for (const [at, gone, put] of all) {
          changed = Buffer.concat([changed.subarray(0, at), Buffer.from(put), changed.subarray(at + gone)])
        }
        if (expectRefusedOrWithinBounds(stored(changed))) accepted++
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(0)
  })

  test('of hostile columns is refused, or stays within its bounds', () => {
    const hostileNumber = fc.constantFrom(
      ...[
        -1,
        -0,
        0,
        1,
        2,
        63,
        64,
        0.5,
        300,
        5000,
        chunkSize,
        2 ** 30,
        2 ** 31,
        2 ** 32,
        2 ** 40,
        2 ** 53,
        1e308,
      ],
    )
    const hostile = fc.oneof(
      { weight: 6, arbitrary: fc.array(hostileNumber, { minLength: 4, maxLength: 4 }) },
      { weight: 4, arbitrary: hostileNumber },
      { weight: 1, arbitrary: fc.jsonValue() },
      { weight: 1, arbitrary: fc.array(fc.jsonValue(), { minLength: 2, maxLength: 4 }) },
    )
    const places = [
      ...['imageSize', 'chunkSize', 'filesystem', 'engineVersion', 'predecessors', 'packs', 'chunks'],
      ...['packs.sha256', 'packs.size', 'filesystem.uuid', 'filesystem.usedBlocks'],
      ...['chunks.step', 'chunks.pack', 'chunks.offset', 'chunks.length', 'chunks.sha256'],
    ]
    let accepted = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), hostile), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const changed = structuredClone(columns)
          for (const [place, value] of changes) {
            const [first = '', second] = place.split('.')
            const parent = second === undefined ? changed : changed[first]
            // An earlier change may have put something else there.
            if (typeof parent === 'object' && parent !== null && !Array.isArray(parent))
              Object.assign(parent, { [second ?? first]: value })
          }
          if (expectRefusedOrWithinBounds(stored(JSON.stringify(changed)))) accepted++
        },
      ),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(0)
  })
})

describe('a manifest that is made to cost memory', () => {
  test('with more stored bytes than any needs is refused unread', () => {
    const bytes = Buffer.alloc(mostManifestSize + 1)
    encodeManifest(manifest).copy(bytes)
    expect(refusal(bytes)).toBe(`it has ${mostManifestSize + 1} bytes, too many`)
  })

  test('by what it decompresses to is refused before that is there', () => {
    const bomb = stored(Buffer.alloc(512 * 2 ** 20))
    expect(bomb.length).toBeLessThan(2 ** 16)
    const before = process.resourceUsage().maxRSS
    expect(refusal(bomb)).toContain('damaged')
    // Kilobytes; far less than the half a gigabyte that it stands for.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(160 * 2 ** 10)
  })

  test.each<[string, string]>([
    ['many objects', `[${'{},'.repeat(2 ** 20)}0]`],
    ['many arrays', `[${'[],'.repeat(2 ** 20)}0]`],
    ['many strings', `["${'a","'.repeat(2 ** 20)}"]`],
    ['many properties', `{${Array.from({ length: 2 ** 17 }, (_, at) => `"${at}":0,`).join('')}"a":0}`],
    ['deep nesting', '['.repeat(2 ** 20)],
    ['nesting that is well-formed', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ])('by %s is refused', (_name, json) => {
    expect(refusal(stored(json))).toBe('it has more parts than any manifest')
  })

  test('by deep nesting where a number belongs is refused in a short sentence', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    const json = JSON.stringify(columnsOf(encodeManifest(manifest)))
    const message = refusal(stored(json.replace(/"imageSize":\d+/, `"imageSize":${deep}`)))
    expect(message).toBe('its imageSize has something that is no whole number from 1048576 to 1099511627776')
  })

  test('by many packs is refused', () => {
    const packs = Array.from({ length: 2 ** 14 + 1 }, () => ({ sha256: hex('a'), size: 1 }))
    expect(refusal(encodeManifest({ ...manifest, packs, chunks: [] }))).toBe('it has 16385 packs, too many')
  })

  test('only by many packs and chunks is read, for a state may be that large', () => {
    const packs = Array.from({ length: 2 ** 14 }, () => ({ sha256: hex('a'), size: 2 ** 29 }))
    const chunks = Array.from({ length: 100_000 }, (_, index) => {
      return { index, sha256: hex('b'), pack: index % packs.length, offset: index, length: 1000 }
    })
    const large = { ...manifest, imageSize: 2 ** 40, packs, chunks }
    expect(decodeManifest(encodeManifest(large)).chunks).toHaveLength(100_000)
  })
})
