import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packKey } from '../../src/policy/keys.ts'
import { copyChunks } from '../../src/snapshot/copy-chunks.ts'
import { inOnePiece, PackWriter, type PlacedChunk } from '../../src/snapshot/pack-writer.ts'
import { readRange } from '../../src/store/source.ts'
import { DirectoryStore } from '../../src/store/directory.ts'

let folder: string
let store: DirectoryStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-chunks-'))
  store = new DirectoryStore(folder)
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** Stores a pack of these chunks, which are not even compressed. */
async function storePack(texts: readonly string[], firstIndex: number): Promise<readonly PlacedChunk[]> {
  const writer = new PackWriter(store)
  for (const [at, text] of texts.entries()) {
    const compressed = { bytes: new Uint8Array(Buffer.from(text)), sha256: hash('sha256', text) }
    await writer.add({ index: firstIndex + at, fingerprint: `print of ${text}`, compressed })
  }
  await writer.finish()
  return writer.placed
}

/** Fingerprints and bytes, as the placed chunks say. */
async function contentOf(chunks: readonly PlacedChunk[]) {
  return await Promise.all(
    chunks.map(async ({ index, fingerprint, packSha256, offset, length }) => {
      const entry = await store.open(packKey(packSha256))
      if (!entry) throw new Error('there is no such pack')
      const bytes = await readRange(entry.source, offset, offset + length)
      return [index, fingerprint, bytes.toString()]
    }),
  )
}

test('chunks are copied to a new pack as they are', async () => {
  const [a, , c] = await storePack(['one', 'two', 'three'], 0)
  const [d] = await storePack(['four', 'five'], 7)
  if (!a || !c || !d) throw new Error('not all were stored')
  const writer = new PackWriter(store)
  expect(await copyChunks(store, [a, c, d], writer)).toEqual([])
  await writer.finish()
  expect(writer.packs).toHaveLength(1)
  expect(await contentOf(writer.placed)).toEqual(await contentOf([a, c, d]))
})

test('missing chunks and wrong chunks are not copied', async () => {
  const [gone] = await storePack(['one'], 0)
  const [kept, wrong] = await storePack(['two', 'three'], 3)
  if (!gone || !kept || !wrong) throw new Error('not all were stored')
  await store.remove(packKey(gone.packSha256))
  await store.remove(packKey(wrong.packSha256))
  await store.put(packKey(wrong.packSha256), inOnePiece(Buffer.from('twothrEe')))
  const writer = new PackWriter(store)
  expect(await copyChunks(store, [gone, kept, wrong], writer)).toEqual([gone, wrong])
  await writer.finish()
  expect(writer.placed.map(({ index }) => index)).toEqual([kept.index])
})

test('chunks of a pack that is shorter than it was are not copied', async () => {
  const [one, two] = await storePack(['one', 'two'], 0)
  if (!one || !two) throw new Error('not all were stored')
  await store.remove(packKey(two.packSha256))
  await store.put(packKey(two.packSha256), inOnePiece(Buffer.from('onetw')))
  const writer = new PackWriter(store)
  expect(await copyChunks(store, [two], writer)).toEqual([two])
  expect(writer.chunks).toBe(0)
})
