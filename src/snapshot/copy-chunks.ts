import { hash } from 'node:crypto'
import { packKey } from '../policy/keys.ts'
import { readRange } from '../store/source.ts'
import type { OpenedEntry, Store } from '../store/store.ts'
import { freeMemory } from '../free-memory.ts'
import { packRanges } from './layout.ts'
import type { PackWriter, PlacedChunk } from './pack-writer.ts'
import { forEachConcurrently } from './workers.ts'

/** Ranges of a pack that are fetched at the same time. */
const copyConcurrency = 4

/**
 * Copies chunks from the packs of a store to new packs, as they are: it neither decompresses nor compresses them.
 *
 * @returns the chunks that were not copied, because their pack could not be read or differs from what was saved
 */
export async function copyChunks(
  store: Store,
  chunks: readonly PlacedChunk[],
  writer: PackWriter,
  signal?: AbortSignal,
): Promise<readonly PlacedChunk[]> {
  const left: PlacedChunk[] = []
  for (const packSha256 of new Set(chunks.map((chunk) => chunk.packSha256))) {
    const ofPack = chunks.filter((chunk) => chunk.packSha256 === packSha256)
    const entry = await store.open(packKey(packSha256)).catch(() => undefined)
    try {
      left.push(...(entry ? await copyFrom(entry, ofPack, writer, signal) : ofPack))
    } finally {
      await entry?.close()
    }
  }
  return left
}

async function copyFrom(
  { source }: OpenedEntry,
  ofPack: readonly PlacedChunk[],
  writer: PackWriter,
  signal: AbortSignal | undefined,
): Promise<PlacedChunk[]> {
  const left: PlacedChunk[] = []
  const byIndex = new Map(ofPack.map((chunk) => [chunk.index, chunk]))
  const ranges = packRanges(ofPack.map((chunk) => ({ ...chunk, pack: 0 })))
  await forEachConcurrently(ranges, copyConcurrency, async ({ start, end, chunks }) => {
    signal?.throwIfAborted()
    const range = await readRange(source, start, end, signal).catch(() => undefined)
    for (const chunk of chunks.flatMap(({ index }) => byIndex.get(index) ?? [])) {
      const { index, fingerprint, sha256, offset, length } = chunk
      // A copy, because the writer releases the memory.
      const bytes = range && Uint8Array.from(range.subarray(offset - start, offset - start + length))
      if (bytes && hash('sha256', bytes) === sha256) {
        await writer.add({ index, fingerprint, compressed: { bytes, sha256 } })
      } else left.push(chunk)
    }
    if (range) freeMemory(range)
  })
  return left
}
