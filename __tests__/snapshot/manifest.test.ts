import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { cleanEntries } from '../../src/cleaning/clean-cache.ts'
import { silent } from '../../src/log.ts'
import { entryKey, packKey } from '../../src/policy/keys.ts'
import {
  chunkSize,
  decodeManifest,
  encodeManifest,
  ManifestError,
  maxManifestSize,
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
  notes: { 'a-note': 'of the state: "user"', another: '' },
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
  test('is read as it was stored', () => {
    expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest)
  })

  test('without the time of its save or of a cold start, as older versions wrote it, is read', () => {
    const { savedAt, coldStart, ...old } = manifest
    expect(columnsOf(encodeManifest(old))).not.toHaveProperty('savedAt')
    expect(decodeManifest(encodeManifest(old))).toStrictEqual(old)
    expect(decodeManifest(encodeManifest({ ...old, savedAt: savedAt ?? 0 }))).toStrictEqual({
      ...old,
      savedAt,
    })
    expect(coldStart).toBeDefined()
  })

  test('without the order of first use, as older versions wrote it, is read', () => {
    const ordered = { ...manifest, firstUse: [7, 0, 63] }
    expect(decodeManifest(encodeManifest(ordered))).toStrictEqual(ordered)
    expect(columnsOf(encodeManifest(manifest))).not.toHaveProperty('firstUse')
    expect(decodeManifest(encodeManifest(manifest))).toStrictEqual(manifest)
  })

  test.each([
    ['what is none of its chunks', [7, 1000]],
    ['a chunk twice', [7, 7]],
    ['what is no number', ['7']],
    ['what is no list', 7],
    ['more than any', Array.from({ length: 5000 }, (_, at) => at)],
  ])('whose order of first use names %s is refused', (_what, firstUse) => {
    const columns = { ...columnsOf(encodeManifest(manifest)), firstUse }
    expect(refusal(stored(JSON.stringify(columns)))).toMatch(/first ?use/i)
  })

  test('of an empty image is read as it was stored', () => {
    const empty = { ...manifest, predecessors: [], packs: [], chunks: [] }
    expect(decodeManifest(encodeManifest(empty))).toEqual(empty)
  })

  test('of any shape is read as it was stored', () => {
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

  test('is small: 62 bytes per chunk', () => {
    const chunks = Array.from({ length: 4000 }, (_, index) => {
      const hashes = Buffer.from(
        Array.from({ length: 48 }, (_unused, at) => (Math.imul(index * 48 + at, 2654435761) >>> 13) & 255),
      ).toString('hex')
      return {
        index,
        sha256: hashes.slice(0, 64),
        fingerprint: hashes.slice(64),
        pack: index % 2,
        offset: index * 7,
        length: 1 + ((index * 7919) % 400_000),
      }
    })
    const packs = manifest.packs.map((pack) => ({ ...pack, size: 2 ** 29 }))
    const bytes = encodeManifest({ ...manifest, imageSize: 4096 * chunkSize, packs, chunks })
    expect(bytes.length).toBeLessThan(62 * chunks.length)
  })

  test.each([0, 3, 255])('of format %d is refused with a message that names the format', (format) => {
    const bytes = encodeManifest(manifest)
    bytes[head - 1] = format
    expect(refusal(bytes)).toBe(`it has format ${format}, and this version reads formats 1 to 2`)
  })

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('PK and more')],
    ['the beginning of the magic word', Buffer.from('WARM')],
    ['the magic word alone', Buffer.from('WARMDAG')],
  ])('is not %s', (_name, bytes) => {
    expect(refusal(bytes)).toBe('it is not a manifest')
  })

  test('that was truncated is refused', () => {
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
    [
      'fewer hashes than chunks',
      { chunks: { ...chunks, sha256: 'AAAA' } },
      'does not have one value per chunk',
    ],
    [
      'more fingerprints than chunks',
      { chunks: { ...chunks, fingerprint: 'A'.repeat(400) } },
      'does not have one value per chunk',
    ],
    ['a short fingerprint key', { fingerprintKey: 'ff' }, 'is not a key'],
    ['a fingerprint key that is not hex', { fingerprintKey: 'x'.repeat(32) }, 'is not a key'],
    [
      'a pack named by a path',
      { packs: { ...packs, sha256: ['../../etc/passwd', hex('b')] } },
      'not a SHA-256 hash',
    ],
    ['a huge pack', { packs: { ...packs, size: [2 ** 31, 300] } }, 'packs.size'],
    ['an image of half a chunk more', { imageSize: 64.5 * chunkSize }, 'whole number of chunks'],
    ['a huge image', { imageSize: 2 ** 41 }, 'imageSize has 2199023255552'],
    ['no image', { imageSize: 0 }, 'imageSize has 0'],
    ['another chunk size', { chunkSize: 4096 }, 'another chunk size'],
    ['three predecessors', { predecessors: ['a', 'b', 'c'] }, 'more than two predecessors'],
    ['a key with a line break', { predecessors: ['a\n::error::b'] }, 'not plain text'],
    ['a key that a terminal obeys', { predecessors: ['a\u001b[2Jb'] }, 'not plain text'],
    ['a key that reads backwards', { predecessors: ['a\u202eb'] }, 'not plain text'],
    ['a version without an end', { engineVersion: 'v'.repeat(513) }, 'not plain text'],
    ['a version that a shell obeys', { engineVersion: "0.21.8'; id; '" }, 'neither a version'],
    ['a version of many lines', { engineVersion: '0.21.8\nx' }, 'not plain text'],
    ['half a version', { engineVersion: '0.21' }, 'neither a version'],
    ['half a hash as its version', { engineVersion: 'abcdef0' }, 'neither a version'],
    ['a build of a version', { engineVersion: '0.21.8+x' }, 'neither a version'],
    ['no version', { engineVersion: null }, 'engineVersion is not plain text'],
    ['notes that are a list', { notes: [] }, 'lacks notes'],
    ['a note that is no text', { notes: { a: 1 } }, 'its note a is not plain ASCII'],
    ['a note with a line break', { notes: { a: 'b\nc' } }, 'its note a is not plain ASCII'],
    ['a long note', { notes: { a: 'b'.repeat(1025) } }, 'its note a is not plain ASCII'],
    ['a note of a strange name', { notes: { 'a\n': 'b' } }, 'a note with an invalid name'],
    ['a note of no name', { notes: { '': 'b' } }, 'a note with an invalid name'],
    [
      'many notes',
      { notes: Object.fromEntries('abcdefghijklmnopq'.split('').map((name) => [name, ''])) },
      'it has too many notes: 17',
    ],
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

  test.each(['0.20.3', 'v0.0.0', '1.0.0-beta.10', 'head', '0123456789abcdef0123456789abcdef01234567'])(
    'may be of an engine of version %s',
    (engineVersion) => {
      expect(decodeManifest(encodeManifest({ ...manifest, engineVersion }))).toMatchObject({ engineVersion })
    },
  )
})

/** As actions stored them whose users have not updated yet, or have updated before this one. */
const storedAs = (name: string) => readFileSync(join(import.meta.dirname, 'manifests', name))

/** What every action that writes format 1 does with a manifest, word for word, before it reads what is in it. */
function readAsFormat1(bytes: Buffer): void {
  const itsFormat = bytes['WARMDAG'.length]
  if (itsFormat === undefined || !bytes.subarray(0, 7).equals(Buffer.from('WARMDAG'))) {
    throw new ManifestError('it is not a manifest')
  }
  if (itsFormat !== 1) {
    throw new ManifestError(`it has format ${itsFormat}, and this version reads format 1`)
  }
}

describe('a manifest that another version of the action stored', () => {
  const { notes, ...withoutNotes } = {
    ...manifest,
    engineVersion: '0.20.3',
    chunks: manifest.chunks.slice(0, 3),
    notes: { 'client-id': 'abcdefghijklmnopqrstuvwxy' },
  }

  test.each<[string, number, Manifest]>([
    ['format-1', 1, withoutNotes],
    ['format-2', 2, { ...withoutNotes, notes }],
    ['format-2-with-first-use', 2, { ...withoutNotes, notes, firstUse: [7, 0] }],
  ])('as %s is read', (name, format, expected) => {
    const bytes = storedAs(name)
    expect(bytes[head - 1]).toBe(format)
    expect(decodeManifest(bytes)).toStrictEqual(expected)
  })

  test('in format 2 is a miss for an action that knows only format 1', () => {
    expect(() => {
      readAsFormat1(storedAs('format-1'))
    }).not.toThrow()
    const newer = [storedAs('format-2'), storedAs('format-2-with-first-use'), encodeManifest(withoutNotes)]
    for (const bytes of newer) {
      expect(() => {
        readAsFormat1(bytes)
      }).toThrow('it has format 2, and this version reads format 1')
    }
  })

  test('in format 2 keeps an action that knows only format 1 from deleting anything', async () => {
    const long = 40 * 24 * 3600 * 1000
    const key = entryKey('key', { runId: '1', attempt: '1', random: 'r' })
    const entries = [key, packKey(hex('a')), packKey(hex('c'))].map((key, id) => {
      return { id, key, ref: 'main', size: 1, createdAt: 0, lastAccessedAt: 0 }
    })
    const cleanWith = async (read: (bytes: Buffer) => unknown): Promise<number[]> => {
      const removed: number[] = []
      const caches = {
        list: () => Promise.resolve({ entries, now: long }),
        remove: (id: number) => Promise.resolve(removed.push(id) > 0),
      }
      const readPacks = (): Promise<string[]> => {
        read(storedAs('format-2'))
        return Promise.resolve([hex('a')])
      }
      await cleanEntries('main', caches, readPacks, silent)
      return removed
    }
    expect(await cleanWith(readAsFormat1)).toEqual([])
    // The pack that no snapshot names.
    expect(await cleanWith(decodeManifest)).toEqual([2])
  })
})

describe('a manifest that is crafted to fill a disk', () => {
  /** @param count chunks, each with `length` bytes of a pack, one every `step` */
  const unpacking = (count: number, length: number, step: number): Manifest => ({
    ...manifest,
    imageSize: 2 ** 40,
    packs: [{ sha256: hex('a'), size: 2 ** 30 }],
    chunks: Array.from({ length: count }, (_, index) => {
      return { index, sha256: hex('b'), fingerprint, pack: 0, offset: index * step, length }
    }),
  })

  test('from a few bytes is refused, however little of it is stored', () => {
    const bytes = encodeManifest(unpacking(400_000, 50, 0))
    expect(refusal(bytes)).toBe('it decompresses to too many bytes: 419430400000 from 50')
  })

  test.each<[string, number, number, number, boolean]>([
    ['4 GiB out of next to nothing', 4096, 1, 0, true],
    ['more than that', 4097, 1, 0, false],
    ['64 bytes for each that is compressed, and 4 GiB', 4096 + 6400, 16_384, 16_384, true],
    ['more, with chunks side by side', 4096 + 10_000, 10_000, 10_000, false],
    ['more, with chunks one over the other', 4096 + 10_000, 16_384, 8192, false],
  ])('by %s', (_what, count, length, step, accepted) => {
    const bytes = encodeManifest(unpacking(count, length, step))
    if (accepted) expect(decodeManifest(bytes).chunks).toHaveLength(count)
    else expect(refusal(bytes)).toContain('too many')
  })
})

describe('a manifest that is crafted to use memory', () => {
  test('with too many stored bytes is refused unread', () => {
    const bytes = Buffer.alloc(maxManifestSize + 1)
    encodeManifest(manifest).copy(bytes)
    expect(refusal(bytes)).toBe(`it has too many bytes: ${maxManifestSize + 1}`)
  })

  test('through its decompressed size is refused before it is decompressed', () => {
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
    expect(refusal(stored(json))).toBe('it has more values than any valid manifest')
  })

  test('through deep nesting in place of a number is refused with a short message', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    const json = JSON.stringify(columnsOf(encodeManifest(manifest)))
    const message = refusal(stored(json.replace(/"imageSize":\d+/, `"imageSize":${deep}`)))
    expect(message).toBe(
      'its imageSize has something that is not a whole number from 1048576 to 1099511627776',
    )
  })

  test('through many packs is refused', () => {
    const packs = Array.from({ length: 2 ** 14 + 1 }, () => ({ sha256: hex('a'), size: 1 }))
    expect(refusal(encodeManifest({ ...manifest, packs, chunks: [] }))).toBe('it has too many packs: 16385')
  })

  test('only through many packs and chunks is read, because a state may be that large', () => {
    const packs = Array.from({ length: 2 ** 14 }, () => ({ sha256: hex('a'), size: 2 ** 29 }))
    const chunks = Array.from({ length: 100_000 }, (_, index) => {
      const place = { pack: index % packs.length, offset: index * 100, length: 20_000 }
      return { index, sha256: hex('b'), fingerprint, ...place }
    })
    const large = { ...manifest, imageSize: 2 ** 40, packs, chunks }
    expect(decodeManifest(encodeManifest(large)).chunks).toHaveLength(100_000)
  })
})
