import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import {
  ChunkFetcher,
  FetchError,
  type FetchFailure,
  type FetcherOptions,
} from '../../src/demand/chunk-fetcher.ts'
import { packKey } from '../../src/policy/keys.ts'
import { fingerprintOf } from '../../src/snapshot/fingerprint.ts'
import { chunkSize, type Manifest, type StoredChunk } from '../../src/snapshot/manifest.ts'
import type { OpenedEntry, Store } from '../../src/store/store.ts'
import { until } from '../../rig/until.ts'

const key = 'f'.repeat(32)
const contentOf = (index: number) => Buffer.alloc(chunkSize, `chunk ${index} `)

let folder: string
let manifest: Manifest
/** What the store does when the pack is opened for the first time, the second, and so on; then it works. */
let troubles: (() => Promise<OpenedEntry | undefined>)[]
let opened: number
let merged: number[]
let pauses: number[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fetcher-'))
  manifest = await packed([0, 1, 2, 3, 9])
  troubles = []
  opened = 0
  merged = []
  pauses = []
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** A snapshot whose chunks are in one pack, in a file. */
async function packed(indices: readonly number[]): Promise<Manifest> {
  const chunks: StoredChunk[] = []
  const pieces: Buffer[] = []
  let offset = 0
  for (const index of indices) {
    const content = contentOf(index)
    const stored = zstdCompressSync(content)
    const { length } = stored
    const fingerprint = fingerprintOf(content, key)
    chunks.push({ index, fingerprint, sha256: hash('sha256', stored), pack: 0, offset, length })
    pieces.push(stored)
    offset += length
  }
  const pack = Buffer.concat(pieces)
  await writeFile(join(folder, 'pack'), pack)
  return {
    imageSize: 10 * chunkSize,
    filesystem: { uuid: '', usedBlocks: 0, usedInodes: 0 },
    fingerprintKey: key,
    engineVersion: 'v0.20.3',
    predecessors: [],
    credit: 0,
    packs: [{ sha256: hash('sha256', pack), size: pack.length }],
    chunks,
  }
}

async function opensFile(name: string): Promise<OpenedEntry> {
  const source = { kind: 'file', path: join(folder, name) } as const
  return await Promise.resolve({ source, size: 1, close: () => Promise.resolve() })
}

function fetcher(options: Partial<FetcherOptions> = {}): ChunkFetcher {
  const open = (asked: string) => {
    expect(asked).toBe(packKey(manifest.packs[0]?.sha256 ?? ''))
    const trouble = troubles[opened++]
    return trouble ? trouble() : opensFile('pack')
  }
  return new ChunkFetcher({
    store: { open } as unknown as Store,
    manifest,
    isPresent: (chunk) => merged.includes(chunk),
    merge: (chunk, content) => {
      expect(content.equals(contentOf(chunk))).toBe(true)
      merged.push(chunk)
    },
    limits: {
      attempts: 4,
      firstDelayMilliseconds: 100,
      maxDelayMilliseconds: 1000,
      maxWaits: 2,
      limitMilliseconds: 60_000,
    },
    pause: (milliseconds) => {
      pauses.push(milliseconds)
      return Promise.resolve()
    },
    ...options,
  })
}

async function failureOf(work: Promise<void>): Promise<FetchFailure> {
  try {
    await work
  } catch (error) {
    if (error instanceof FetchError) return error.failure
    throw error
  }
  throw new Error('it did not fail')
}

const broken = () => Promise.reject(new Error('the connection broke'))
const gone = () => Promise.resolve(undefined)

/** A pack of which one byte was damaged on its way. */
async function damaged(): Promise<OpenedEntry> {
  const { readFile } = await import('node:fs/promises')
  const bytes = await readFile(join(folder, 'pack'))
  bytes.writeUInt8(bytes.readUInt8(20) ^ 0xff, 20)
  await writeFile(join(folder, 'damaged'), bytes)
  return await opensFile('damaged')
}

describe('a fetcher', () => {
  test('fetches the chunks that are asked for, and no others', async () => {
    const it = fetcher()
    await it.fetch([1, 9])
    expect(merged.toSorted()).toEqual([1, 9])
    expect(it.counts.chunks).toBe(2)
  })

  test('fetches nothing of what is here, is a hole, or is on its way', async () => {
    const it = fetcher()
    await Promise.all([it.fetch([1, 5]), it.fetch([1]), it.fetchToRead([1], () => true)])
    await it.fetch([1])
    expect(merged.filter((chunk) => chunk === 1)).toEqual([1])
    expect(opened).toBe(1)
  })

  test.each([
    { read: 'no chunk', used: [], fetched: [5] },
    { read: 'a chunk elsewhere', used: [3], fetched: [5] },
    { read: 'the chunk before', used: [4], fetched: [5, 6, 7, 8] },
    { read: 'five chunks before', used: [0, 1, 2, 3, 4], fetched: [5, 6, 7, 8, 9, 10, 11, 12] },
  ])('fetches ahead of a reader that has read $read: $fetched', async ({ used, fetched }) => {
    manifest = await packed(Array.from({ length: 30 }, (_, index) => index))
    const it = fetcher()
    await it.fetchToRead([5], (chunk) => used.includes(chunk))
    await until('all are fetched', () => it.counts.chunks >= fetched.length)
    expect(merged.toSorted((a, b) => a - b)).toEqual(fetched)
  })

  test('fetches at most sixteen chunks ahead of a reader', async () => {
    manifest = await packed(Array.from({ length: 60 }, (_, index) => index))
    const it = fetcher()
    await it.fetchToRead([30], () => true)
    await until('all are fetched', () => it.counts.chunks >= 16)
    expect(merged).toHaveLength(16)
  })

  test('asks for a new address and tries again, later each time, when a connection breaks', async () => {
    troubles = [broken, broken]
    await fetcher().fetch([1])
    expect(merged).toEqual([1])
    expect(opened).toBe(3)
    expect(pauses).toHaveLength(2)
    expect(pauses[1]).toBeGreaterThanOrEqual(100)
  })

  test('gives up after so many attempts, names the pack, and blames the store', async () => {
    troubles = [broken, broken, broken, broken]
    const it = fetcher()
    const failure = await failureOf(it.fetch([1]))
    expect(failure.kind).toBe('unavailable')
    expect(failure.reason).toContain(`The pack ${manifest.packs[0]?.sha256 ?? ''} cannot be fetched`)
    expect(failure.reason).toContain('the connection broke')
    expect(it.failure).toEqual(failure)
  })

  test('gives up a store that does not answer, after the time that a read may take', async () => {
    troubles = [() => new Promise(() => undefined)]
    const limits = {
      attempts: 4,
      firstDelayMilliseconds: 1,
      maxDelayMilliseconds: 1,
      maxWaits: 1,
      limitMilliseconds: 20,
    }
    const failure = await failureOf(fetcher({ limits }).fetch([1]))
    expect(failure).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('more than 0.02 s') as unknown,
    })
  })

  test('does not try again what the store has no more', async () => {
    troubles = [gone]
    expect((await failureOf(fetcher().fetch([1]))).kind).toBe('gone')
    expect(opened).toBe(1)
  })

  test('fetches a chunk once more that was damaged on its way', async () => {
    troubles = [damaged]
    await fetcher().fetch([0])
    expect(merged).toEqual([0])
    expect(opened).toBe(2)
  })

  test('does not take a chunk that is wrong twice', async () => {
    troubles = [damaged, damaged]
    const failure = await failureOf(fetcher().fetch([0]))
    expect(failure).toMatchObject({
      kind: 'wrong',
      reason: expect.stringContaining('differs from what was saved') as unknown,
    })
    expect(merged).toEqual([])
  })

  test('fetches nothing after a failure', async () => {
    troubles = [gone]
    const it = fetcher()
    await failureOf(it.fetch([1]))
    expect((await failureOf(it.fetch([2]))).kind).toBe('gone')
    expect(opened).toBe(1)
  })

  test('does not blame the store for a disk that takes no chunk', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const merge = () => {
      throw full
    }
    const it = fetcher({ merge })
    await expect(it.fetch([1])).rejects.toBe(full)
    expect(it.failure).toBeUndefined()
    expect(opened).toBe(1)
  })

  test('fetches twelve ranges at a time, however many are asked for', async () => {
    const indices = Array.from({ length: 40 }, (_, index) => index)
    manifest = await packed(indices)
    // Each in a pack of its own, so that none are fetched together.
    const packs = indices.map((index) => ({ sha256: String(index), size: 1 }))
    const apart = { ...manifest, packs, chunks: manifest.chunks.map((one) => ({ ...one, pack: one.index })) }
    const waiting: (() => void)[] = []
    let most = 0
    const open = async (): Promise<OpenedEntry> => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return await opensFile('pack')
    }
    const it = fetcher({ manifest: apart, store: { open } as unknown as Store })
    const fetching = it.fetch(indices)
    for (let left = indices.length; left > 0; left--) {
      await until('one is waiting', () => waiting.length > 0)
      most = Math.max(most, waiting.length)
      waiting.shift()?.()
    }
    await fetching
    expect(merged).toHaveLength(indices.length)
    expect(most).toBe(12)
  })

  test('fetches first what was used first', async () => {
    const both = await packed([0, 1])
    // Each in a pack of its own, so that they are not fetched together.
    const packs = ['zero', 'one'].map((sha256) => ({ sha256, size: 1 }))
    const apart = { ...both, packs, chunks: both.chunks.map((chunk, at) => ({ ...chunk, pack: at })) }
    const requested: string[] = []
    const open = (pack: string): Promise<OpenedEntry> => {
      requested.push(pack)
      return opensFile('pack')
    }
    await fetcher({ manifest: apart, store: { open } as unknown as Store }).prefetch([1, 0, 7])
    expect(requested).toEqual([packKey('one'), packKey('zero')])
    expect(merged.toSorted()).toEqual([0, 1])
  })
})
