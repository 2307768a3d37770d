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
} from '../../src/snapshot/manifest.ts'

const hex = (digit: string) => digit.repeat(64)
const fingerprint = '0123456789abcdef'.repeat(2)

const manifest: Manifest = {
  imageSize: 64 * chunkSize,
  filesystem: { uuid: '01234567-89ab-cdef-fedc-ba9876543210', usedBlocks: 700, usedInodes: 40 },
  fingerprintKey: 'f'.repeat(32),
  engineVersion: 'v0.20.3',
  predecessors: ['warm-dagger/a', 'warm-dagger/b'],
  credit: -123_456,
  packs: [
    { sha256: hex('a'), size: 5000 },
    { sha256: hex('b'), size: 300 },
  ],
  chunks: [
    { index: 0, sha256: hex('1'), fingerprint, pack: 0, offset: 0, length: 2000 },
    { index: 1, sha256: hex('2'), fingerprint, pack: 1, offset: 10, length: 290 },
    { index: 7, sha256: hex('3'), fingerprint, pack: 0, offset: 2000, length: 3000 },
    { index: 63, sha256: hex('4'), fingerprint, pack: 0, offset: 4999, length: 1 },
  ],
  savedAt: 1_795_000_000_000,
  coldStart: { command: '0123456789abcdef', milliseconds: 95_300, at: 1_794_000_000_000 },
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

describe('a manifest', () => {
  test('comes back as it was stored', () => {
    expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest)
  })

  test('without the time of its save or of a cold start is one of before they were noted, and is read', () => {
    const { savedAt, coldStart, ...old } = manifest
    expect(columnsOf(encodeManifest(old))).not.toHaveProperty('savedAt')
    expect(decodeManifest(encodeManifest(old))).toStrictEqual(old)
    expect(decodeManifest(encodeManifest({ ...old, savedAt: savedAt ?? 0 }))).toStrictEqual({
      ...old,
      savedAt,
    })
    expect(coldStart).toBeDefined()
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
            return {
              index,
              sha256: hash,
              fingerprint,
              pack,
              offset: (packs[pack]?.size ?? 0) - length,
              length,
            }
          })
        const any = { ...manifest, imageSize: 1000 * chunkSize, packs, chunks }
        expect(decodeManifest(encodeManifest(any))).toEqual(any)
      }),
    )
  })

  test('takes little room: 62 bytes a chunk', () => {
    const chunks = Array.from({ length: 4000 }, (_, index) => {
      const hashes = Buffer.from(
        Array.from({ length: 48 }, (_unused, at) => (Math.imul(index * 48 + at, 2654435761) >>> 13) & 255),
      ).toString('hex')
      return {
        ...{ index, sha256: hashes.slice(0, 64), fingerprint: hashes.slice(64) },
        ...{ pack: index % 2, offset: index * 7, length: 1 + ((index * 7919) % 400_000) },
      }
    })
    const packs = manifest.packs.map((pack) => ({ ...pack, size: 2 ** 29 }))
    const bytes = encodeManifest({ ...manifest, imageSize: 4096 * chunkSize, packs, chunks })
    expect(bytes.length).toBeLessThan(62 * chunks.length)
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
    [
      'more fingerprints than chunks',
      { chunks: { ...chunks, fingerprint: 'A'.repeat(400) } },
      'differ in number',
    ],
    ['a short fingerprint key', { fingerprintKey: 'ff' }, 'is no key'],
    ['a fingerprint key that is not hex', { fingerprintKey: 'x'.repeat(32) }, 'is no key'],
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
    ['a save before 1970', { savedAt: -1 }, 'savedAt has -1'],
    ['a save that no calendar has', { savedAt: 2 ** 53 - 1 }, 'savedAt has 9007199254740991'],
    ['a save at no time', { savedAt: null }, 'savedAt has something'],
    ['a cold start of no length', { coldStart: { command: 'a', at: 1 } }, 'coldStart.milliseconds has'],
    [
      'a cold start of a year',
      { coldStart: { command: 'a', at: 1, milliseconds: 3e10 } },
      'coldStart.milliseconds has 30000000000',
    ],
    [
      'a cold start at no time',
      { coldStart: { command: 'a', milliseconds: 1, at: 'x' } },
      'coldStart.at has something',
    ],
    [
      'a cold start with a line break',
      { coldStart: { command: 'a\nb', milliseconds: 1, at: 1 } },
      'not plain text',
    ],
    ['a cold start that is a list', { coldStart: [] }, 'lacks coldStart'],
  ])('with %s is refused', (_name, change, message) => {
    expect(refusal(stored(JSON.stringify({ ...columns, ...change })))).toContain(message)
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
      return { index, sha256: hex('b'), fingerprint, pack: index % packs.length, offset: index, length: 1000 }
    })
    const large = { ...manifest, imageSize: 2 ** 40, packs, chunks }
    expect(decodeManifest(encodeManifest(large)).chunks).toHaveLength(100_000)
  })
})
