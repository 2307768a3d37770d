import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { hash, randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { packKey } from '../../src/policy/keys.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { readRange } from '../../src/store/source.ts'
import type { Source, Store } from '../../src/store/store.ts'
import { fingerprintOf } from '../../src/snapshot/fingerprint.ts'
import { packRanges } from '../../src/snapshot/layout.ts'
import {
  chunkSize,
  decodeManifest,
  encodeManifest,
  ManifestError,
  type Manifest,
} from '../../src/snapshot/manifest.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { readManifest, SnapshotError, writeImage } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../../src/snapshot/write-snapshot.ts'
import { write, type WriteTask } from '../../src/snapshot/worker-tasks.ts'
import { Workers } from '../../src/snapshot/workers.ts'

// A real snapshot, of which manifest and packs are changed in every way that somebody who may write to the cache
// can think of. `script/hostile` asks for many more cases, and for a seed again.

const cases = Number(process.env['HOSTILE_CASES'] ?? 2000)
const seed = process.env['HOSTILE_SEED']

// Several times what a busy machine needs for a case.
jest.setTimeout(Math.max(300_000, 100 * cases))

const done = { manifests: 0, packs: 0 }

/** Tries a share of all cases, and counts them. */
async function tryAll<T>(
  what: keyof typeof done,
  share: number,
  arbitrary: fc.Arbitrary<T>,
  each: (hostile: T) => void | Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async (hostile) => {
    await each(hostile)
    done[what]++
  })
  const numRuns = Math.ceil(cases * share)
  await fc.assert(property, seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) })
}

const places = 4
const imageSize = places * chunkSize
const uuid = '01234567-89ab-cdef-fedc-ba9876543210'

/** As much of a superblock as is looked at. */
function superblock(): Buffer {
  const bytes = Buffer.alloc(1024)
  bytes.writeUInt16LE(0xef53, 0x38)
  bytes.writeUInt16LE(1, 0x3a)
  bytes.write(uuid.replaceAll('-', ''), 0x68, 'hex')
  return bytes
}

/** Neither all noise nor all alike, but for the last chunk, which does not compress. */
function contentOf(place: number): Buffer {
  if (place === places - 1) return randomBytes(chunkSize)
  const content = Buffer.alloc(chunkSize, `chunk ${place} `)
  randomBytes(2000 * (place + 1)).copy(content, 5000)
  if (place === 0) superblock().copy(content, 1024)
  return content
}

let folder: string
let store: DirectoryStore
/** The one pack of the snapshot. */
let pack: Buffer
let manifest: Manifest
let storedManifest: Buffer
const contents = Array.from({ length: places }, (_, place) => contentOf(place))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
  const image = join(folder, 'image')
  await writeFile(image, Buffer.concat(contents))
  store = new DirectoryStore(join(folder, 'store'))
  await saveSnapshot({
    image,
    store,
    entryKey: 'real',
    engineVersion: '0.21.8',
    previous: undefined,
    metadata: {
      savedAt: 1,
      coldStart: { command: '0123456789abcdef', milliseconds: 95_300, at: 1 },
      notes: { 'client-id': 'abcdefghijklmnopqrstuvwxy' },
    },
  })
  manifest = await readManifest(store, 'real')
  storedManifest = await contentOfEntry('real')
  pack = await contentOfEntry(packKey(manifest.packs[0]?.sha256 ?? ''))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function contentOfEntry(key: string): Promise<Buffer> {
  const entry = await store.open(key)
  if (!entry) throw new Error(`${key} was not stored`)
  return await readRange(entry.source, 0, entry.size)
}

/** What is done to bytes, at places that are given as shares of their length. */
type Change = (bytes: Buffer) => Buffer

const share = fc.double({ min: 0, max: 1, noNaN: true })

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(share, fc.integer({ min: 1, max: 255 })).map(([at, mask]): Change => (bytes) => {
    const changed = Buffer.from(bytes)
    const place = within(bytes, at, 1)
    if (changed.length > 0) changed[place] = (changed[place] ?? 0) ^ mask
    return changed
  }),
  share.map(
    (at): Change =>
      (bytes) =>
        bytes.subarray(0, within(bytes, at, 0)),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map(
    (more): Change =>
      (bytes) =>
        Buffer.concat([bytes, more]),
  ),
  fc.tuple(share, fc.uint8Array({ maxLength: 16 })).map(([at, more]): Change => (bytes) => {
    const place = within(bytes, at, 0)
    return Buffer.concat([bytes.subarray(0, place), more, bytes.subarray(place)])
  }),
  fc.tuple(share, share, fc.nat(5000)).map(([from, to, length]): Change => (bytes) => {
    // Two ranges change places, or one covers part of the other.
    const changed = Buffer.from(bytes)
    const [a, b] = [within(bytes, from, length), within(bytes, to, length)]
    bytes.copy(changed, a, b, b + length)
    bytes.copy(changed, b, a, a + length)
    return changed
  }),
  fc.tuple(share, fc.nat(5000), fc.constantFrom(0, 255)).map(([at, length, value]): Change => (bytes) => {
    const place = within(bytes, at, length)
    return Buffer.from(bytes).fill(value, place, Math.min(bytes.length, place + length))
  }),
)

function within(bytes: Buffer, at: number, room: number): number {
  return Math.floor(at * Math.max(0, bytes.length - room))
}

const changes = fc.array(change, { minLength: 1, maxLength: 4 })

function changed(bytes: Buffer, by: readonly Change[]): Buffer {
  return by.reduce((before, one) => one(before), bytes)
}

/** A sentence on one line that can stand in a log. */
function expectSentence(error: unknown, mostCharacters = 300): void {
  // Node's own errors are of another realm than Jest's.
  const { message } = error as Error
  expect(message).toMatch(/^\S[^\p{Cc}]*$/u)
  expect(message.length).toBeLessThan(mostCharacters)
}

describe('a manifest', () => {
  const head = 'WARMDAG'.length + 1

  function columns(): Record<string, unknown> {
    return JSON.parse(zstdDecompressSync(storedManifest.subarray(head)).toString()) as Record<string, unknown>
  }

  function stored(json: string | Buffer): Buffer {
    return Buffer.concat([storedManifest.subarray(0, head), zstdCompressSync(json)])
  }

  /** @returns whether it was accepted */
  function expectRefusedOrWithinBounds(bytes: Buffer): boolean {
    let decoded: Manifest
    try {
      decoded = decodeManifest(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(ManifestError)
      expectSentence(error)
      expect((error as Error).message).toMatch(/^its? /)
      return false
    }
    expectWithinBounds(decoded)
    return true
  }

  function expectWithinBounds(decoded: Manifest): void {
    const { imageSize: size, fingerprintKey, packs, chunks, predecessors } = decoded
    const { savedAt = 0, coldStart = { milliseconds: 0, at: 0 }, notes = {}, engineVersion } = decoded
    expect(fingerprintKey).toMatch(/^[0-9a-f]{32}$/)
    expect(engineVersion).toMatch(/^[0-9A-Za-z.-]{1,128}$/)
    const allNotes = Object.entries(notes).flat()
    expect(allNotes.length).toBeLessThanOrEqual(32)
    for (const text of allNotes) expect(text).toMatch(/^[ -~]{0,1024}$/)
    expect(chunks.length * chunkSize).toBeLessThanOrEqual(4 * 2 ** 30 + 64 * 2 ** 30)
    expect(size > 0 && size <= 2 ** 40 && size % chunkSize === 0).toBe(true)
    expect(predecessors.length).toBeLessThanOrEqual(2)
    for (const { sha256, size: packSize } of packs) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(packSize).toBeLessThanOrEqual(2 ** 30)
    }
    let last = -1
    for (const { index, sha256, fingerprint, pack: at, offset, length } of chunks) {
      expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
      expect(Number.isSafeInteger(index) && index > last).toBe(true)
      expect((index + 1) * chunkSize).toBeLessThanOrEqual(size)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(Number.isSafeInteger(offset) && offset >= 0).toBe(true)
      expect(Number.isSafeInteger(length) && length > 0).toBe(true)
      expect(offset + length).toBeLessThanOrEqual(packs[at]?.size ?? -1)
      last = index
    }
    for (const moment of [savedAt, coldStart.at]) {
      // For what is no date it throws.
      expect(new Date(moment).toISOString()).toMatch(/^\d{4}-/)
    }
    expect(coldStart.milliseconds >= 0 && coldStart.milliseconds <= 2 ** 32).toBe(true)
    // What is fetched for it at once is bounded too, and lies in the pack.
    for (const { pack: at, start, end, chunks: inRange } of packRanges(chunks)) {
      expect(end - start).toBeLessThanOrEqual(4 * 2 ** 20)
      expect(end).toBeLessThanOrEqual(packs[at]?.size ?? -1)
      for (const { offset, length } of inRange) expect(offset >= start && offset + length <= end).toBe(true)
    }
  }

  test('with changed stored bytes is refused, or stays within its bounds', async () => {
    await tryAll('manifests', 0.15, changes, (by) => {
      expectRefusedOrWithinBounds(changed(storedManifest, by))
    })
  })

  test('with changed decompressed bytes is refused, or stays within its bounds', async () => {
    const words = ['', '0', '1', '9', '-', '.5', 'e9', 'e400', ',', '[]', '{}', '"', 'null', '\n', '\\u0000']
    const splice = fc.tuple(share, fc.nat(3), fc.constantFrom(...words))
    let accepted = 0
    await tryAll('manifests', 0.15, fc.array(splice, { minLength: 1, maxLength: 3 }), (all) => {
      let json = Buffer.from(JSON.stringify(columns()))
      for (const [at, gone, put] of all) {
        const place = within(json, at, gone)
        json = Buffer.concat([json.subarray(0, place), Buffer.from(put), json.subarray(place + gone)])
      }
      if (expectRefusedOrWithinBounds(stored(json))) accepted++
    })
    expect(accepted).toBeGreaterThan(0)
  })

  test('of hostile columns is refused, or stays within its bounds', async () => {
    const hostileNumber = fc.constantFrom(
      ...[-1, -0, 0, 1, 2, places - 1, places, 0.5, 300, 5000, chunkSize, chunkSize + 2 ** 16],
      ...[imageSize, 2 ** 30, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53, 1e308],
    )
    const hostile = fc.oneof(
      { weight: 6, arbitrary: fc.array(hostileNumber, { minLength: places, maxLength: places }) },
      { weight: 4, arbitrary: hostileNumber },
      { weight: 1, arbitrary: fc.jsonValue() },
      { weight: 1, arbitrary: fc.array(fc.jsonValue(), { minLength: 1, maxLength: places }) },
    )
    const columnNames = [
      ...[
        'imageSize',
        'chunkSize',
        'filesystem',
        'engineVersion',
        'predecessors',
        'credit',
        'packs',
        'chunks',
      ],
      ...['packs.sha256', 'packs.size', 'filesystem.uuid', 'filesystem.usedBlocks'],
      ...['notes', 'notes.client-id', 'notes.other'],
      ...['savedAt', 'coldStart', 'coldStart.command', 'coldStart.milliseconds', 'coldStart.at'],
      ...['chunks.step', 'chunks.pack', 'chunks.offset', 'chunks.length', 'chunks.sha256'],
      ...['chunks.fingerprint', 'fingerprintKey'],
    ]
    const columnChanges = fc.array(fc.tuple(fc.constantFrom(...columnNames), hostile), {
      minLength: 1,
      maxLength: 3,
    })
    let accepted = 0
    await tryAll('manifests', 0.2, columnChanges, (all) => {
      const hostileColumns = columns()
      for (const [place, value] of all) {
        const [first = '', second] = place.split('.')
        const parent = second === undefined ? hostileColumns : hostileColumns[first]
        // An earlier change may have put something else there.
        if (typeof parent === 'object' && parent !== null && !Array.isArray(parent))
          Object.assign(parent, { [second ?? first]: value })
      }
      if (expectRefusedOrWithinBounds(stored(JSON.stringify(hostileColumns)))) accepted++
    })
    expect(accepted).toBeGreaterThan(0)
  })

  test('of any other format is reported as a snapshot that cannot be used', async () => {
    for (const format of [0, 3, 49, 255]) {
      const bytes = Buffer.from(storedManifest)
      bytes[head - 1] = format
      await rm(join(folder, 'store', 'entries', hash('sha256', 'other')), { recursive: true, force: true })
      await store.put('other', inOnePiece(bytes))
      await expect(readManifest(store, 'other')).rejects.toThrow(
        new SnapshotError(
          `The manifest other cannot be used: it has format ${format}, and this version reads formats 1 to 2.`,
        ),
      )
    }
  })
})

/** zstd frames by hand: RFC 8878. */
const frames = {
  skippable: (length: number) => {
    const bytes = Buffer.alloc(8 + length)
    bytes.writeUInt32LE(0x184d2a50)
    bytes.writeUInt32LE(length, 4)
    return bytes
  },
  /** Blocks that each stand for 128 KiB of one byte. */
  runs: (windowLog: number, blocks: number) => {
    const bytes = Buffer.alloc(6 + 4 * blocks)
    bytes.writeUInt32LE(0xfd2fb528)
    bytes[5] = (windowLog - 10) << 3
    for (let block = 0; block < blocks; block++) {
      bytes.writeUIntLE((131072 << 3) | 2 | (block === blocks - 1 ? 1 : 0), 6 + 4 * block, 3)
      bytes[9 + 4 * block] = 0x41
    }
    return bytes
  },
  bytes: (length: number, params: Record<number, number> = {}) =>
    zstdCompressSync(Buffer.alloc(length, 'a frame '), { params }),
  withDictionary: (dictionary: Buffer) =>
    zstdCompressSync(Buffer.alloc(chunkSize, dictionary), { dictionary }),
} as const

const hostileFrame: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(0, 1, 4, 1000, 2 ** 17).map(frames.skippable),
  fc
    .tuple(fc.integer({ min: 10, max: 41 }), fc.constantFrom(1, 4, 7, 8, 9, 64, 16_384))
    .map(([windowLog, blocks]) => frames.runs(windowLog, blocks)),
  fc
    .constantFrom(0, 1, chunkSize / 2, chunkSize - 1, chunkSize, chunkSize + 1, 4 * chunkSize)
    .map((length) => frames.bytes(length)),
  fc
    .constantFrom(
      { [constants.ZSTD_c_checksumFlag]: 1 },
      { [constants.ZSTD_c_contentSizeFlag]: 0 },
      { [constants.ZSTD_c_windowLog]: 27 },
      { [constants.ZSTD_c_windowLog]: 10 },
    )
    .map((params) => frames.bytes(chunkSize, params as unknown as Record<number, number>)),
  fc.constant(frames.withDictionary(randomBytes(4096))),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  // Magic words of older formats, and of a frame that never comes.
  fc.constantFrom(0x1eb52ffd, 0xfd2fb522, 0xfd2fb527, 0xec30a437, 0xfd2fb528).map((magic) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(magic >>> 0)
    return bytes
  }),
)

/** One chunk's bytes in a pack, with what the manifest says that they decompress to. */
interface HostileChunk {
  readonly bytes: Buffer
  readonly fingerprint: string
}

const hostileChunk: fc.Arbitrary<HostileChunk> = fc
  .tuple(
    fc.array(hostileFrame, { minLength: 1, maxLength: 3 }),
    fc.option(change, { nil: undefined, freq: 1 }),
    fc.constantFrom('of what it decompresses to', 'of a whole chunk', 'of the first bytes'),
  )
  .map(([all, by, of]) => {
    const whole = Buffer.concat(all)
    const bytes = by ? by(whole) : whole
    // Hash and fingerprint are the attacker's to choose as well: they fit, whatever length the content has.
    const content =
      of === 'of what it decompresses to' ? decompressed(bytes) : Buffer.alloc(chunkSize, 'a frame ')
    return {
      bytes,
      fingerprint: fingerprint(of === 'of the first bytes' ? content.subarray(0, 1000) : content),
    }
  })
  .filter(({ bytes }) => bytes.length > 0)

function fingerprint(content: Buffer): string {
  return fingerprintOf(content, manifest.fingerprintKey)
}

function decompressed(bytes: Buffer): Buffer {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: 4 * chunkSize })
  } catch {
    return Buffer.alloc(0)
  }
}

/** An image in which every byte is known, so that one that is written in a wrong place shows. */
class WatchedImage {
  readonly path: string
  readonly #before = Array.from({ length: places }, (_, place) => Buffer.alloc(chunkSize, 0xa0 + place))
  #file: FileHandle | undefined
  /** What is read back, into the same memory each time. */
  readonly #found = Buffer.alloc(imageSize)

  constructor(name: string) {
    this.path = join(folder, name)
  }

  async open(): Promise<void> {
    await writeFile(this.path, Buffer.concat(this.#before))
    this.#file = await open(this.path, 'r+')
  }

  async close(): Promise<void> {
    await this.#file?.close()
  }

  /**
   * What was written must be a chunk that was asked for, whole and in its place, and the image as large as it was.
   * Puts everything back.
   */
  async expectOnly(chunks: WriteTask['chunks'], all: boolean): Promise<void> {
    if (!this.#file) throw new Error('the image is not open')
    expect((await this.#file.stat()).size).toBe(imageSize)
    await this.#file.read(this.#found, 0, imageSize, 0)
    for (const [place, before] of this.#before.entries()) {
      const found = this.#found.subarray(place * chunkSize, (place + 1) * chunkSize)
      const asked = chunks.filter(({ index }) => index === place).map((chunk) => chunk.fingerprint)
      if (found.equals(before)) {
        if (all) expect(asked).toEqual([])
        continue
      }
      expect(asked).toContain(fingerprint(found))
      await this.#file.write(before, 0, chunkSize, place * chunkSize)
    }
  }
}

describe('a pack', () => {
  let image: WatchedImage
  let packFile: string

  beforeAll(async () => {
    packFile = join(folder, 'pack')
    image = new WatchedImage('watched')
    await image.open()
  })

  afterAll(async () => {
    await image.close()
  })

  type Writer = (task: WriteTask) => Promise<void>

  const requests = { written: 0, refused: 0 }

  beforeEach(() => {
    Object.assign(requests, { written: 0, refused: 0 })
  })

  /** Writes the chunks as a restore would. */
  async function restoreFrom(source: Source, chunks: Manifest['chunks'], by: Writer): Promise<void> {
    for (const range of packRanges(chunks)) {
      const failure = await by({
        kind: 'write',
        image: image.path,
        source,
        key: manifest.fingerprintKey,
        ...range,
      }).then(
        () => undefined,
        (error: unknown) => error,
      )
      requests[failure === undefined ? 'written' : 'refused']++
      if (failure !== undefined) expectSentence(failure)
      await image.expectOnly(range.chunks, failure === undefined)
    }
  }

  async function tryPack(bytes: Buffer, chunks: Manifest['chunks'], by: Writer): Promise<void> {
    await writeFile(packFile, bytes)
    await restoreFrom({ kind: 'file', path: packFile }, chunks, by)
  }

  /** A pack of these chunks one after the other, and where they are in it. */
  function packOf(all: readonly HostileChunk[]): { bytes: Buffer; chunks: Manifest['chunks'] } {
    let offset = 0
    const chunks = all.map(({ bytes, ...chunk }, index) => {
      offset += bytes.length
      const place = { pack: 0, offset: offset - bytes.length, length: bytes.length }
      return { index, ...chunk, sha256: hash('sha256', bytes), ...place }
    })
    return { bytes: Buffer.concat(all.map(({ bytes }) => bytes)), chunks }
  }

  test('that is as it was saved is accepted', async () => {
    await tryPack(pack, manifest.chunks, write)
    expect(requests).toEqual({ written: packRanges(manifest.chunks).length, refused: 0 })
  })

  test('that is changed writes only complete chunks in their places', async () => {
    await tryAll('packs', 0.153, changes, (by) => tryPack(changed(pack, by), manifest.chunks, write))
    expect(requests.refused).toBeGreaterThan(0)
    expect(requests.written).toBeGreaterThan(0)
  })

  test('of hostile frames writes only complete chunks in their places', async () => {
    const some = fc.array(hostileChunk, { minLength: 1, maxLength: places })
    await tryAll('packs', 0.15, some, async (all) => {
      const { bytes, chunks } = packOf(all)
      await tryPack(bytes, chunks, write)
    })
    expect(requests.refused).toBeGreaterThan(0)
    expect(requests.written).toBeGreaterThan(0)
  })

  test('whose manifest names other places in it writes only complete chunks in their places', async () => {
    const place = fc.tuple(share, share)
    await tryAll('packs', 0.1, fc.array(place, { minLength: 1, maxLength: places }), async (all) => {
      const chunks = all.map(([at, of], index) => {
        const length = 1 + Math.floor(of * chunkSize)
        const offset = within(pack, at, length)
        const { sha256 = '', fingerprint: wanted = '' } = manifest.chunks[index] ?? {}
        const place = { pack: 0, offset, length: Math.min(length, pack.length - offset) }
        return { index, sha256, fingerprint: wanted, ...place }
      })
      await tryPack(pack, chunks, write)
    })
  })

  test('does no more harm through worker threads', async () => {
    const workers = new Workers(3)
    try {
      const either = fc.oneof(
        changes.map((by) => ({ bytes: changed(pack, by), chunks: manifest.chunks })),
        fc.array(hostileChunk, { minLength: 1, maxLength: places }).map(packOf),
      )
      await tryAll('packs', 0.07, either, async ({ bytes, chunks }) => {
        await tryPack(bytes, chunks, (task) => workers.write(task))
      })
    } finally {
      await workers.close()
    }
  })

  test('does no more harm over HTTP, whatever the server answers', async () => {
    interface Answer {
      readonly status: number
      /** What Content-Length says, against what is there; undefined for none. */
      readonly length: number | undefined
      readonly body: Buffer
    }
    let answer: Answer = { status: 206, length: 0, body: Buffer.alloc(0) }
    const server = http.createServer((request, response) => {
      const [, status] = /^\/pack\/(\d+)$/.exec(request.url ?? '') ?? []
      if (status !== undefined) {
        response.writeHead(Number(status), { location: '/pack' }).end()
        return
      }
      const [, start = '0', end = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
      const body = answer.body.subarray(Number(start), Number(end) + 1)
      const length = answer.length === undefined ? undefined : body.length + answer.length
      response.shouldKeepAlive = false
      response.writeHead(answer.status, length === undefined ? {} : { 'content-length': length })
      response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack`
    try {
      const hostileAnswer = fc.record({
        status: fc.constantFrom(206, 206, 206, 400, 403, 404, 416),
        length: fc.constantFrom<(number | undefined)[]>(0, 0, 0, 1, 1000, 2 ** 40, undefined),
        body: fc.option(changes, { nil: [], freq: 1 }).map((by) => changed(pack, by)),
      })
      await tryAll('packs', 0.025, hostileAnswer, async (hostile) => {
        answer = hostile
        await restoreFrom({ kind: 'url', url }, manifest.chunks, write)
      })
      // These are asked for again, after a pause, so all at once.
      const [range] = packRanges(manifest.chunks)
      if (!range) throw new Error('there is no range')
      const task = { kind: 'write', image: image.path, key: manifest.fingerprintKey, ...range } as const
      const failures = [200, 204, 301, 302].map(async (status) => {
        const source = { kind: 'url', url: `${url}/${status}` } as const
        await expect(write({ ...task, source })).rejects.toThrow(`the store answered ${status} to a range`)
      })
      await Promise.all(failures)
      await image.expectOnly(range.chunks, false)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('makes the whole restore fail with a message that names the pack', async () => {
    const named = manifest.packs[0]?.sha256 ?? ''
    let refused = 0
    await tryAll('packs', 0.002, changes, async (by) => {
      const bytes = changed(pack, by)
      await writeFile(packFile, bytes)
      const hostile: Pick<Store, 'has' | 'open'> = {
        has: () => Promise.resolve(true),
        open: () =>
          Promise.resolve({
            source: { kind: 'file', path: packFile },
            size: bytes.length,
            close: () => Promise.resolve(),
          }),
      }
      const restored = join(folder, 'restored')
      const failure = await writeImage(hostile as Store, { key: 'hostile', manifest }, restored).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (failure === undefined) {
        // A change need not be one: of bytes after the last chunk, or of a byte to what it was.
        const found = await readFile(restored)
        expect(found.equals(Buffer.concat(contents))).toBe(true)
      } else {
        expect(failure).toBeInstanceOf(SnapshotError)
        expectSentence(failure)
        expect((failure as Error).message).toContain(`The pack ${named} cannot be used: `)
        refused++
      }
    })
    expect(refused).toBeGreaterThan(0)
  })

  test('that represents gigabytes needs no memory for them', async () => {
    const bombs = [frames.runs(27, 16_384), frames.bytes(2 ** 29), frames.runs(17, 16_384)].map((bytes) => ({
      bytes,
      fingerprint: '',
    }))
    const workers = new Workers(3)
    try {
      const before = process.resourceUsage().maxRSS
      await Promise.all(
        bombs.flatMap((bomb, at) =>
          Array.from({ length: 10 }, async (_, n) => {
            const path = join(folder, `bomb-${at}-${n}`)
            const { bytes, chunks } = packOf([bomb])
            await writeFile(path, bytes)
            const source = { kind: 'file', path } as const
            const [range] = packRanges(chunks)
            if (!range) throw new Error('there is no range')
            const task = { kind: 'write', image: image.path, source, key: '', ...range } as const
            await expect(workers.write(task)).rejects.toThrow('larger than 1048576 bytes')
          }),
        ),
      )
      // Kilobytes, for 30 of them, each of half a gigabyte or two.
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(128 * 2 ** 10)
    } finally {
      await workers.close()
    }
  })

  test('that a hundred thousand chunks name is not even requested', () => {
    const hashes = { sha256: hash('sha256', ''), fingerprint: fingerprint(Buffer.alloc(0)) }
    const chunks = Array.from({ length: 2 ** 17 }, (_, index) => {
      return { index, ...hashes, pack: 0, offset: index % 100, length: 50 }
    })
    expect(packRanges(chunks)).toHaveLength(1)
    const packs = [{ sha256: hash('sha256', ''), size: 1000 }]
    const bomb = encodeManifest({ ...manifest, imageSize: 2 ** 40, packs, chunks })
    expect(() => decodeManifest(bomb)).toThrow('it decompresses to too many bytes: 137438953472 from 149')
  })
})

test('the requested number of hostile manifests and packs was tested', () => {
  expect(done.manifests).toBeGreaterThanOrEqual(cases / 2)
  expect(done.packs).toBeGreaterThanOrEqual(cases / 2)
  if (process.env['HOSTILE_CASES'] !== undefined) {
    process.stderr.write(`hostile: ${done.manifests} manifests and ${done.packs} packs, none did harm\n`)
  }
})
