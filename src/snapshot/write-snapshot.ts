import { stat } from 'node:fs/promises'
import type { OnProgress } from '../log.ts'
import type { Store } from '../store/store.ts'
import { chunksWithin, dataExtents } from '../disk/extents.ts'
import { ChunkScanner } from './chunk-scanner.ts'
import { copyChunks } from './copy-chunks.ts'
import { packsToRewrite, type PackUse } from './layout.ts'
import { newFingerprintKey } from './fingerprint.ts'
import {
  chunkSize,
  decodeManifest,
  encodeManifest,
  maxFirstUse,
  maxPredecessors,
  type Manifest,
  type Pack,
  type Snapshot,
} from './manifest.ts'
import { inOnePiece, PackRefusedError, PackWriter, type PlacedChunk } from './pack-writer.ts'
import { missingPacks } from './read-snapshot.ts'
import { isUntouchedSince, readSuperblock, type Superblock } from '../disk/superblock.ts'
import { scannersFor, type Scanners } from './workers.ts'

export interface SaveOptions {
  /** An unmounted filesystem image. */
  readonly image: string
  readonly store: Store
  /** The key of the new manifest's entry. */
  readonly entryKey: string
  readonly engineVersion: string
  /** What the manifest records for people, and for the next job that uses the state. */
  readonly metadata?: Pick<Manifest, 'savedAt' | 'coldStart' | 'notes'>
  /** The snapshot that the volume was restored from; its packs are reused. undefined: everything is written. */
  readonly previous: Snapshot | undefined
  /** Required if parts of the image are only in the store. Needs a previous snapshot. */
  readonly partial?: PartialImage
  /**
   * Without a `previous` snapshot: the keys of the snapshots that the new one replaces, newest first. The manifest
   * names them as predecessors, but none of their packs is reused.
   */
  readonly replaces?: readonly string[]
  /** Aborts the save. */
  readonly signal?: AbortSignal
  /** Called with the number of processed bytes and the total number of bytes to process. */
  readonly onProgress?: OnProgress
}

/** An image without some chunks: the store has them, in the previous snapshot. */
export interface PartialImage {
  /** Chunks that may differ from the previous snapshot, ascending. All of them are in the image. */
  readonly written: readonly number[]
  /** Chunks in the order of their first use. */
  readonly firstUse: readonly number[]
  /** Fetches chunks of the previous snapshot into the image. @throws Error if one cannot be fetched */
  readonly fetch: (indices: readonly number[]) => Promise<void>
}

export interface SaveReport {
  /**
   * `saved`: the store contains the new snapshot. `refused`: the store accepted a pack neither from this job nor from
   * another, or did not accept the manifest: this job has read-only access, or another job is writing the same entry.
   */
  readonly outcome: 'saved' | 'refused'
  /** Chunks that hold data. */
  readonly chunks: number
  /** Of these, chunks that are new or changed. */
  readonly changedChunks: number
  /** Chunks that contained data in the previous snapshot, but no longer do. */
  readonly removedChunks: number
  /** Compressed bytes of the written packs. */
  readonly writtenBytes: number
  /** Of these, compressed bytes that were rewritten to replace packs that waste space, are too many, or are gone. */
  readonly rewrittenBytes: number
  /** Compressed bytes that the snapshot uses, in all packs. */
  readonly liveBytes: number
  /** Packs that the snapshot refers to. */
  readonly packs: number
}

/**
 * Saves a snapshot of an image. Writes the chunks that the previous snapshot lacks into packs, and the manifest last:
 * until it is written, the snapshot does not exist.
 *
 * @throws Error if the store fails or the signal is aborted. Packs may then have been written, but no manifest names
 *   them.
 */
export async function saveSnapshot(options: SaveOptions): Promise<SaveReport> {
  // The smallest hosted runner has two cores, and each thread keeps one busy.
  const scanners = scannersFor(await bytesToScan(options), 2)
  // After an abort, `save` may still wait for a store that does not respond. Close the threads anyway, so that the
  // process can exit.
  const close = (): void => void scanners.close()
  options.signal?.addEventListener('abort', close)
  try {
    return await save(options, scanners)
  } finally {
    options.signal?.removeEventListener('abort', close)
    await scanners.close()
  }
}

/** Of a complete image, the bytes that hold data. stat(2) counts blocks of 512. */
async function bytesToScan({ image, partial }: SaveOptions): Promise<number> {
  return partial ? partial.written.length * chunkSize : (await stat(image)).blocks * 512
}

/** Writes what changed, compacts the packs, and commits the snapshot by writing its manifest. */
async function save(options: SaveOptions, scanners: Scanners): Promise<SaveReport> {
  const { image, store, previous, signal, onProgress } = options
  const superblock = await closedSuperblock(image)
  const fingerprintKey = previous?.manifest.fingerprintKey ?? newFingerprintKey()
  const writer = new PackWriter(store)
  const scanner = new ChunkScanner({ image, fingerprintKey, signal, onProgress }, scanners, writer)
  const before = placedChunks(previous?.manifest)
  let scan: ScannedState = { kept: [], changedChunks: 0, removedChunks: 0, rewrittenBytes: 0 }
  try {
    scan = await scanImage(options, scanner, before)
    const compacted = await compact(scan, { options, scanner, writer })
    scan = compacted.scan
    signal?.throwIfAborted()
    const content = {
      imageSize: (await stat(image)).size,
      filesystem: filesystemOf(superblock),
      fingerprintKey,
      credit: compacted.credit,
    }
    const manifest = composeManifest(options, content, [...scan.kept, ...writer.placed], writer.packs)
    return report(await commit(options, superblock, manifest), scan, writer)
  } catch (error) {
    if (error instanceof PackRefusedError) return report('refused', scan, writer)
    throw error
  }
}

/** What the new snapshot takes over from the previous one, and how much changed since. */
interface ScannedState {
  /** The chunks in earlier packs that the new snapshot refers to. */
  readonly kept: readonly PlacedChunk[]
  /** Chunks that are new or changed. */
  readonly changedChunks: number
  /** Chunks that no longer contain data. */
  readonly removedChunks: number
  /** Compressed bytes that were rewritten to replace packs that waste space, are too many, or are gone. */
  readonly rewrittenBytes: number
}

/**
 * Reads the image, and writes the chunks that changed since the previous snapshot into packs. For a partial image,
 * reads only the chunks that may differ.
 */
async function scanImage(
  { image, partial }: SaveOptions,
  scanner: ChunkScanner,
  before: ReadonlyMap<number, PlacedChunk>,
): Promise<ScannedState> {
  const candidates =
    partial?.written ?? chunksWithin(await dataExtents(image, (await stat(image)).size), chunkSize)
  const { same, written } = await scanner.scan(candidates, before)
  const kept = partial ? [...same, ...untouched(before, partial)] : same
  const differing = written.filter((index) => before.has(index)).length
  const removedChunks = before.size - kept.length - differing
  return { kept, changedChunks: written.length, removedChunks, rewrittenBytes: 0 }
}

function untouched(before: ReadonlyMap<number, PlacedChunk>, { written }: PartialImage): PlacedChunk[] {
  const touched = new Set(written)
  return [...before.values()].filter(({ index }) => !touched.has(index))
}

/** What all steps of a save use. */
interface SaveContext {
  readonly options: SaveOptions
  readonly scanner: ChunkScanner
  readonly writer: PackWriter
}

/**
 * Rewrites the chunks of packs that `packsToRewrite` selects, or that the store no longer has. Afterwards, all packs
 * are in the store.
 */
async function compact(
  scanned: ScannedState,
  { options, scanner, writer }: SaveContext,
): Promise<{ scan: ScannedState; credit: number }> {
  const { store, previous } = options
  const uses = usesOf(previous?.manifest.packs ?? [], scanned.kept)
  const { packs, credit } = packsToRewrite(uses, writer.bytes, previous?.manifest.credit ?? 0)
  let scan = await rewrite(packs, scanned, { options, scanner, writer })
  await writer.finish()
  // Check just before the manifest is written: the store may have evicted packs since the restore.
  const needed = usesOf(previous?.manifest.packs ?? [], scan.kept).filter(({ live }) => live > 0)
  const missing = await missingPacks(store, needed)
  if (missing.size > 0) {
    scan = await rewrite(missing, scan, { options, scanner, writer })
    await writer.finish()
  }
  return { scan, credit }
}

/**
 * Writes the kept chunks of these packs again, so that the new snapshot no longer refers to the packs. For a partial
 * image, copies chunks from pack to pack where possible, so that few have to be fetched.
 */
async function rewrite(
  packs: ReadonlySet<string>,
  { rewrittenBytes, kept, ...scanned }: ScannedState,
  { options: { store, partial, signal }, scanner, writer }: SaveContext,
): Promise<ScannedState> {
  const moved = kept.filter((chunk) => packs.has(chunk.packSha256))
  const notCopied = partial ? await copyChunks(store, moved, writer, signal) : moved
  const indices = notCopied.map((chunk) => chunk.index).toSorted((a, b) => a - b)
  if (indices.length > 0) await partial?.fetch(indices)
  await scanner.scan(indices, new Map())
  return {
    ...scanned,
    kept: kept.filter((chunk) => !packs.has(chunk.packSha256)),
    rewrittenBytes: rewrittenBytes + totalLength(moved),
  }
}

/**
 * Writes the manifest, which makes the snapshot exist.
 *
 * @throws Error if the image changed while it was read
 */
async function commit(
  { image, store, entryKey }: SaveOptions,
  superblock: Superblock,
  manifest: Manifest,
): Promise<'saved' | 'refused'> {
  // A restarted daemon, for example, may have started the container again, which then wrote while we read.
  if (!(await isUntouchedSince(superblock, image))) throw new Error(`${image} was mounted while it was read`)
  const encoded = encodeManifest(manifest)
  // A manifest that no restore would accept must not become the newest state.
  decodeManifest(encoded)
  return (await store.put(entryKey, inOnePiece(encoded))) ? 'saved' : 'refused'
}

function report(outcome: SaveReport['outcome'], scan: ScannedState, writer: PackWriter): SaveReport {
  const { kept, changedChunks, removedChunks, rewrittenBytes } = scan
  return {
    outcome,
    chunks: kept.length + writer.chunks,
    changedChunks,
    removedChunks,
    writtenBytes: writer.bytes,
    rewrittenBytes,
    liveBytes: totalLength(kept) + writer.bytes,
    packs: new Set(kept.map((chunk) => chunk.packSha256)).size + writer.packs.length,
  }
}

/** @throws Error if the image does not hold a cleanly unmounted filesystem */
async function closedSuperblock(image: string): Promise<Superblock> {
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem`)
  if (superblock.cutShort) throw new Error(`${image} ends before its filesystem does`)
  if (superblock.unusual !== undefined) throw new Error(`The filesystem in ${image} ${superblock.unusual}`)
  if (!superblock.clean) throw new Error(`${image} is mounted, or was not cleanly unmounted`)
  return superblock
}

function filesystemOf({ uuid, blocks, freeBlocks, inodes, freeInodes }: Superblock): Manifest['filesystem'] {
  return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes }
}

/** The chunks of a snapshot by their index in the image. */
function placedChunks(manifest: Manifest | undefined): Map<number, PlacedChunk> {
  return new Map(
    manifest?.chunks.map(({ pack, ...chunk }) => [
      chunk.index,
      { ...chunk, packSha256: manifest.packs[pack]?.sha256 ?? '' },
    ]),
  )
}

function totalLength(chunks: readonly PlacedChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}

/** How many bytes of each pack the kept chunks use. */
function usesOf(packs: readonly Pack[], kept: readonly PlacedChunk[]): PackUse[] {
  const live = new Map<string, number>()
  for (const { packSha256, length } of kept) live.set(packSha256, (live.get(packSha256) ?? 0) + length)
  return packs.map((pack) => ({ ...pack, live: live.get(pack.sha256) ?? 0 }))
}

/** The order of first use that this job recorded; without one, that of the previous snapshot. */
function firstUseOf(
  { previous, partial }: SaveOptions,
  chunks: readonly PlacedChunk[],
): Pick<Manifest, 'firstUse'> {
  const stored = new Set(chunks.map(({ index }) => index))
  const order = partial?.firstUse ?? previous?.manifest.firstUse ?? []
  const firstUse = order.filter((index) => stored.has(index)).slice(0, maxFirstUse)
  return firstUse.length > 0 ? { firstUse } : {}
}

/** The manifest of the new snapshot. It lists only packs that a chunk refers to. */
function composeManifest(
  options: SaveOptions,
  content: Pick<Manifest, 'imageSize' | 'filesystem' | 'fingerprintKey' | 'credit'>,
  chunks: readonly PlacedChunk[],
  written: readonly Pack[],
): Manifest {
  const { previous, replaces = [], engineVersion, metadata } = options
  const predecessors = previous ? [previous.key, ...previous.manifest.predecessors] : replaces
  const used = new Set(chunks.map((chunk) => chunk.packSha256))
  // `delete` returns true once for each pack: one that was written again with the same bytes is not listed twice.
  const packs = [...(previous?.manifest.packs ?? []), ...written].filter((pack) => used.delete(pack.sha256))
  const packIndex = new Map(packs.map((pack, at) => [pack.sha256, at]))
  return {
    ...content,
    engineVersion,
    predecessors: predecessors.slice(0, maxPredecessors),
    packs,
    chunks: chunks
      .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
      .toSorted((a, b) => a.index - b.index),
    ...metadata,
    ...firstUseOf(options, chunks),
  }
}
