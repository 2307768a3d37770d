import { stat } from 'node:fs/promises'
import type { OnProgress } from '../log.ts'
import { packKey } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { chunksWithin, dataExtents } from '../disk/extents.ts'
import { chunkRuns, packsToRewrite, type PackUse } from './layout.ts'
import { newFingerprintKey } from './fingerprint.ts'
import {
  chunkSize,
  decodeManifest,
  encodeManifest,
  type Manifest,
  type Pack,
  type Snapshot,
} from './manifest.ts'
import { inOnePiece, PackRefusedError, PackWriter, type PlacedChunk } from './pack-writer.ts'
import { isUntouchedSince, readSuperblock, type Superblock } from '../disk/superblock.ts'
import { inLanes, Workers } from './workers.ts'

export interface SaveOptions {
  /** A filesystem image that no one has mounted. */
  readonly image: string
  readonly store: Store
  /** The key of the new manifest's entry. */
  readonly entryKey: string
  readonly engineVersion: string
  /** What the manifest is to tell people. */
  readonly toTell?: Pick<Manifest, 'savedAt' | 'coldStart'>
  /** What the volume was restored from. */
  readonly previous: Snapshot | undefined
  /** Save nothing when no more changed than an idle engine changes. */
  readonly skipIdle: boolean
  /** Gives up between two pieces of work. */
  readonly signal?: AbortSignal
  /** Told of the image's bytes that were read, and stored where they had changed. */
  readonly onProgress?: OnProgress
}

export interface SaveReport {
  /**
   * `saved`; `idle`: no more changed than an idle engine changes, nothing was written; `refused`: the store took
   * a pack or the manifest neither now nor before, for this job may only read, or another job is writing the
   * same. Only after `saved` does the store hold a new snapshot.
   */
  readonly outcome: 'saved' | 'idle' | 'refused'
  /** Chunks that hold data. */
  readonly chunks: number
  /** Chunks that came, went or differ. */
  readonly changedChunks: number
  /** Compressed bytes of the packs that were written. */
  readonly writtenBytes: number
  /** Compressed bytes, of those, that were written again only to give up an old pack. */
  readonly rewrittenBytes: number
  /** Compressed bytes that the snapshot uses, wherever they are. */
  readonly liveBytes: number
  /** Packs that the snapshot refers to. */
  readonly packs: number
}

/**
 * What an engine that did nothing changes: it rewrites pages of its databases in place, so few chunks differ, no
 * file comes or goes, and hardly any grows. Work that is worth keeping leaves at least a new folder.
 */
const idleChunks = 32
const idleBlocks = 64

/**
 * Saves a snapshot of an image: first packs of the chunks that the previous snapshot lacks, last the manifest.
 * Until the manifest is there the snapshot does not exist.
 *
 * @throws Error when the store fails or the signal is given: then at most packs were written that nothing names
 */
export async function saveSnapshot(options: SaveOptions): Promise<SaveReport> {
  // One thread a core of the smallest hosted machine: each is busy all the time.
  const workers = new Workers(2)
  try {
    return await save(options, workers)
  } finally {
    await workers.close()
  }
}

async function save(options: SaveOptions, workers: Workers): Promise<SaveReport> {
  const { image, store, previous, signal } = options
  const imageSize = (await stat(image)).size
  const superblock = await closedSuperblock(image)
  const filesystem = describe(superblock)
  const before = new Map(previous ? placedChunks(previous.manifest).map((chunk) => [chunk.index, chunk]) : [])
  const fingerprintKey = previous?.manifest.fingerprintKey ?? newFingerprintKey()
  const writer = new PackWriter(store)
  let newChunks = 0
  let readChunks = 0
  let chunksToRead = 0

  /** Compresses each chunk that is not in `known` as it was; gives back those that are. */
  const scan = async (indices: readonly number[], known: ReadonlyMap<number, PlacedChunk>) => {
    const same: PlacedChunk[] = []
    chunksToRead += indices.length
    await inLanes(chunkRuns(indices), workers.size * 2, async ({ first, count }) => {
      signal?.throwIfAborted()
      const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '')
      const task = { kind: 'scan', image, first, key: fingerprintKey, known: fingerprints } as const
      for (const { compressed, ...chunk } of await workers.scan(task)) {
        const stored = known.get(chunk.index)
        if (!before.has(chunk.index)) newChunks++
        if (compressed) await writer.add({ ...chunk, compressed })
        else if (stored) same.push(stored)
      }
      readChunks += count
      options.onProgress?.(readChunks * chunkSize, chunksToRead * chunkSize)
    })
    return same
  }
  const report = (outcome: SaveReport['outcome'], kept: readonly PlacedChunk[], rewrittenBytes = 0) => ({
    outcome,
    chunks: kept.length + writer.chunks,
    changedChunks,
    writtenBytes: writer.bytes,
    rewrittenBytes,
    liveBytes: totalLength(kept) + writer.bytes,
    packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
  })

  let kept: readonly PlacedChunk[] = []
  let changedChunks = 0
  const rewrite = async (packs: ReadonlySet<string>) => {
    const moved = kept.filter((chunk) => packs.has(chunk.packSha256))
    kept = kept.filter((chunk) => !packs.has(chunk.packSha256))
    await scan(
      moved.map((chunk) => chunk.index),
      new Map(),
    )
    return totalLength(moved)
  }
  try {
    kept = await scan(chunksWithin(await dataExtents(image, imageSize), chunkSize), before)
    changedChunks = newChunks + before.size - kept.length
    if (
      options.skipIdle &&
      previous &&
      changedChunks <= idleChunks &&
      alike(filesystem, previous.manifest.filesystem)
    ) {
      return report('idle', kept)
    }
    const uses = usesOf(previous?.manifest.packs ?? [], kept)
    const { packs, credit } = packsToRewrite(uses, writer.bytes, previous?.manifest.credit ?? 0)
    let rewritten = await rewrite(packs)
    await writer.finish()
    // Right before the manifest: what it refers to may have been evicted since the restore.
    const missing = await missingPacks(store, kept)
    if (missing.size > 0) {
      rewritten += await rewrite(missing)
      await writer.finish()
    }
    signal?.throwIfAborted()
    // A container that was started again, by a daemon that restarted perhaps, has written while we read.
    if (!(await isUntouchedSince(superblock, image))) {
      throw new Error(`${image} was mounted while it was read`)
    }
    const content = { imageSize, filesystem, fingerprintKey, credit }
    const manifest = encodeManifest(compose(options, content, [...kept, ...writer.placed], writer.packs))
    // What no restore would take does not become the newest state.
    decodeManifest(manifest)
    const stored = await store.put(options.entryKey, inOnePiece(manifest))
    return report(stored ? 'saved' : 'refused', kept, rewritten)
  } catch (error) {
    if (error instanceof PackRefusedError) return report('refused', kept)
    throw error
  }
}

async function closedSuperblock(image: string): Promise<Superblock> {
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem`)
  if (superblock.cutShort) throw new Error(`${image} ends before its filesystem does`)
  if (!superblock.clean) throw new Error(`${image} is mounted, or was not unmounted in order`)
  return superblock
}

function describe({ uuid, blocks, freeBlocks, inodes, freeInodes }: Superblock): Manifest['filesystem'] {
  return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes }
}

function alike(now: Manifest['filesystem'], before: Manifest['filesystem']): boolean {
  return now.usedInodes === before.usedInodes && Math.abs(now.usedBlocks - before.usedBlocks) <= idleBlocks
}

function placedChunks(manifest: Manifest): PlacedChunk[] {
  return manifest.chunks.map(({ pack, ...chunk }) => {
    return { ...chunk, packSha256: manifest.packs[pack]?.sha256 ?? '' }
  })
}

function totalLength(chunks: readonly PlacedChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}

function usesOf(packs: readonly Pack[], kept: readonly PlacedChunk[]): PackUse[] {
  const live = new Map<string, number>()
  for (const { packSha256, length } of kept) live.set(packSha256, (live.get(packSha256) ?? 0) + length)
  return packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }))
}

async function missingPacks(store: Store, kept: readonly PlacedChunk[]): Promise<Set<string>> {
  const missing = new Set<string>()
  await inLanes(new Set(kept.map((chunk) => chunk.packSha256)), 8, async (sha256) => {
    if (!(await store.has(packKey(sha256)))) missing.add(sha256)
  })
  return missing
}

function compose(
  { previous, engineVersion, toTell }: SaveOptions,
  content: Pick<Manifest, 'imageSize' | 'filesystem' | 'fingerprintKey' | 'credit'>,
  chunks: readonly PlacedChunk[],
  written: readonly Pack[],
): Manifest {
  const used = new Set(chunks.map((chunk) => chunk.packSha256))
  const packs = [...(previous?.manifest.packs ?? []), ...written].filter((pack) => used.delete(pack.sha256))
  const packIndex = new Map(packs.map((pack, at) => [pack.sha256, at]))
  return {
    ...content,
    engineVersion,
    predecessors: previous ? [previous.key, ...previous.manifest.predecessors].slice(0, 2) : [],
    packs,
    chunks: chunks
      .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
      .toSorted((a, b) => a.index - b.index),
    ...toTell,
  }
}
