import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { packKey } from '../../src/policy/keys.ts'
import type { Store } from '../../src/store/store.ts'
import { packSize } from '../../src/snapshot/layout.ts'
import { PackRefusedError, PackWriter } from '../../src/snapshot/pack-writer.ts'
import type { CompressedChunk } from '../../src/snapshot/compression.ts'
import { forEachConcurrently } from '../../src/snapshot/workers.ts'

/** A fourth of a pack. */
function piece(): CompressedChunk {
  return compressed(Buffer.alloc(packSize / 4, 7))
}

function compressed(bytes: Buffer<ArrayBuffer>): CompressedChunk {
  return { bytes, sha256: '' }
}

interface Upload {
  readonly key: string
  readonly sha256: string
  readonly size: number
  end(stored: boolean): void
  fail(error: Error): void
}

/** A store whose uploads the test ends. */
function slowStore({ has = false } = {}) {
  const uploads: Upload[] = []
  const store: Store = {
    name: 'slow',
    isolatesBranches: false,
    readsRanges: true,
    cleanable: { kind: 'nothing' },
    find: () => Promise.resolve(undefined),
    has: () => Promise.resolve(has),
    open: () => Promise.resolve(undefined),
    put: async (key, content) => {
      const digest = createHash('sha256')
      let size = 0
      for await (const bytes of content) {
        digest.update(bytes)
        size += bytes.length
      }
      const { promise, resolve, reject } = Promise.withResolvers<boolean>()
      uploads.push({ key, sha256: digest.digest('hex'), size, end: resolve, fail: reject })
      return await promise
    },
  }
  return { store, uploads }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

function addAll(writer: PackWriter, count: number, concurrency = 4): Promise<void> {
  return forEachConcurrently(Array(count).keys(), concurrency, async (index) => {
    await writer.add({ index, fingerprint: `${index}`, compressed: piece() })
  })
}

describe('packs', () => {
  test('are named by the hash of their bytes, and each chunk is at its recorded place', async () => {
    const { store, uploads } = slowStore()
    const writer = new PackWriter(store)
    for (const [index, text] of ['one', 'two!', 'three'].entries()) {
      await writer.add({ index, fingerprint: '', compressed: compressed(Buffer.from(text)) })
    }
    const finished = writer.finish()
    await settle()
    uploads[0]?.end(true)
    await finished
    const sha256 = createHash('sha256').update('onetwo!three').digest('hex')
    expect(uploads).toMatchObject([{ key: packKey(sha256), sha256, size: 12 }])
    expect(writer.packs).toEqual([{ sha256, size: 12 }])
    expect(writer.placed.map(({ packSha256, offset, length }) => [packSha256, offset, length])).toEqual([
      [sha256, 0, 3],
      [sha256, 3, 4],
      [sha256, 7, 5],
    ])
  })

  test('are uploaded one after another, while at most one full pack waits', async () => {
    const { store, uploads } = slowStore()
    const writer = new PackWriter(store)
    const added = addAll(writer, 24)
    await settle()
    expect(uploads).toHaveLength(1)
    // The first is under way, the second waits.
    expect(writer.bytes).toBe(2 * packSize)
    for (let at = 0; at < 6; at++) {
      uploads[at]?.end(true)
      await settle()
    }
    await added
    await writer.finish()
    expect(uploads.map(({ size }) => size)).toEqual(Array(6).fill(packSize))
  })

  test.each([0, 1, 2, 3])(
    'are not finished when upload %d failed, however many chunks are added at once',
    async (failing) => {
      const { store, uploads } = slowStore()
      const writer = new PackWriter(store)
      const all = addAll(writer, 16).then(() => writer.finish())
      const expected = expect(all).rejects.toThrow('the connection broke')
      for (let at = 0; at < 4; at++) {
        await settle()
        if (at === failing) uploads[at]?.fail(new Error('the connection broke'))
        else uploads[at]?.end(true)
      }
      await expected
    },
  )

  test('that the store already has count as written', async () => {
    const { store, uploads } = slowStore({ has: true })
    const writer = new PackWriter(store)
    await writer.add({ index: 0, fingerprint: '0', compressed: piece() })
    const finished = writer.finish()
    await settle()
    uploads[0]?.end(false)
    await expect(finished).resolves.toBeUndefined()
  })

  test('that the store neither accepts nor has are refused', async () => {
    const { store, uploads } = slowStore()
    const writer = new PackWriter(store)
    await writer.add({ index: 0, fingerprint: '0', compressed: piece() })
    const finished = expect(writer.finish()).rejects.toThrow(PackRefusedError)
    await settle()
    uploads[0]?.end(false)
    await finished
  })
})
