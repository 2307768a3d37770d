import { stat } from 'node:fs/promises'
import type { OnProgress } from '../log.ts'
import { packKey } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { chunksWithin, dataExtents } from '../disk/extents.ts'
import { ChunkScanner } from './chunk-scanner.ts'
import { packsToRewrite, type PackUse } from './layout.ts'
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
  /** What the manifest is to tell people, and the state's next user. */
  readonly toTell?: Pick<Manifest, 'savedAt' | 'coldStart' | 'notes'>
  /** What the volume was restored from. */
  readonly previous: Snapshot | undefined
  /** Of a first snapshot: the keys of those whose place it takes, newest first. Nothing of them is used. */
  readonly inPlaceOf?: readonly string[]
  /** Gives up between two pieces of work. */
  readonly signal?: AbortSignal
  /** Told of the image's bytes that were read, and stored where they had changed. */
  readonly onProgress?: OnProgress
}

export interface SaveReport {
  /**
   * `saved`; `refused`: the store took a pack or the manifest neither now nor before, for this job may only read, or
   * another job is writing the same. Only after `saved` does the store hold a new snapshot.
   */
  readonly outcome: 'saved' | 'refused'
  /** Chunks that hold data. */
  readonly chunks: number
  /** Of these, chunks that are new or differ. */
  readonly changedChunks: number
  /** Chunks that held data in the previous snapshot and hold none any more. */
  readonly removedChunks: number
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
 * Saves a snapshot of an image: first packs of the chunks that the previous snapshot lacks, last the manifest.
 * Until the manifest is there the snapshot does not exist.
 *
 * @throws Error when the store fails or the signal is given: then at most packs were written that nothing names
 */
export async function saveSnapshot(options: SaveOptions): Promise<SaveReport> {
  // One thread a core of the smallest hosted machine: each is busy all the time.
  const workers = new Workers(2)
  // A store that does not answer keeps us from getting to the end below.
  const close = (): void => void workers.close()
  options.signal?.addEventListener('abort', close)
  try {
    return await save(options, workers)
  } finally {
    options.signal?.removeEventListener('abort', close)
    await workers.close()
  }
}

/** Scans the image, then gives up packs that are hardly used any more, and at last writes the manifest. */
async function save(options: SaveOptions, workers: Workers): Promise<SaveReport> {
  const { image, store, previous, signal, onProgress } = options
  const superblock = await closedSuperblock(image)
  const fingerprintKey = previous?.manifest.fingerprintKey ?? newFingerprintKey()
  const writer = new PackWriter(store)
  const scanner = new ChunkScanner({ image, fingerprintKey, signal, onProgress }, workers, writer)
  const before = placedChunks(previous?.manifest)
  let state: ScannedState = { kept: [], changedChunks: 0, removedChunks: 0, rewrittenBytes: 0 }
  try {
    state = await scanImage(image, scanner, before)
    const compacted = await compact(state, { options, scanner, writer })
    state = compacted.state
    signal?.throwIfAborted()
    const content = {
      imageSize: (await stat(image)).size,
      filesystem: describe(superblock),
      fingerprintKey,
      credit: compacted.credit,
    }
    const manifest = compose(options, content, [...state.kept, ...writer.placed], writer.packs)
    return report(await commit(options, superblock, manifest), state, writer)
  } catch (error) {
    if (error instanceof PackRefusedError) return report('refused', state, writer)
    throw error
  }
}

/** What a new snapshot takes over from the last one, and what changed since. */
interface ScannedState {
  /** The chunks of earlier packs that the new snapshot refers to. */
  readonly kept: readonly PlacedChunk[]
  /** Chunks that are new or differ. */
  readonly changedChunks: number
  /** Chunks that hold no data any more. */
  readonly removedChunks: number
  /** Compressed bytes that were written again to give up an old pack. */
  readonly rewrittenBytes: number
}

/** Writes what changed since the last snapshot into packs. */
async function scanImage(
  image: string,
  scanner: ChunkScanner,
  before: ReadonlyMap<number, PlacedChunk>,
): Promise<ScannedState> {
  const extents = await dataExtents(image, (await stat(image)).size)
  const { same, written } = await scanner.scan(chunksWithin(extents, chunkSize), before)
  const differing = written.filter((index) => before.has(index)).length
  const removedChunks = before.size - same.length - differing
  return { kept: same, changedChunks: written.length, removedChunks, rewrittenBytes: 0 }
}

interface Writing {
  readonly options: SaveOptions
  readonly scanner: ChunkScanner
  readonly writer: PackWriter
}

/**
 * Writes again what is left in packs that are hardly used, or that the store no longer has. All packs are in the
 * store afterwards.
 */
async function compact(
  scanned: ScannedState,
  { options, scanner, writer }: Writing,
): Promise<{ state: ScannedState; credit: number }> {
  const { store, previous } = options
  const uses = usesOf(previous?.manifest.packs ?? [], scanned.kept)
  const { packs, credit } = packsToRewrite(uses, writer.bytes, previous?.manifest.credit ?? 0)
  let state = await rewrite(packs, scanned, scanner)
  await writer.finish()
  // Right before the manifest: what it refers to may have been evicted since the restore.
  const missing = await missingPacks(store, state.kept)
  if (missing.size > 0) {
    state = await rewrite(missing, state, scanner)
    await writer.finish()
  }
  return { state, credit }
}

async function rewrite(
  packs: ReadonlySet<string>,
  { rewrittenBytes, kept, ...scanned }: ScannedState,
  scanner: ChunkScanner,
): Promise<ScannedState> {
  const moved = kept.filter((chunk) => packs.has(chunk.packSha256))
  const indices = moved.map((chunk) => chunk.index)
  await scanner.scan(indices, new Map())
  return {
    ...scanned,
    kept: kept.filter((chunk) => !packs.has(chunk.packSha256)),
    rewrittenBytes: rewrittenBytes + totalLength(moved),
  }
}

/** Writes the manifest, by which the snapshot exists. @throws Error when the image changed while it was read */
async function commit(
  { image, store, entryKey }: SaveOptions,
  superblock: Superblock,
  manifest: Manifest,
): Promise<'saved' | 'refused'> {
  // A container that was started again, by a daemon that restarted perhaps, has written while we read.
  if (!(await isUntouchedSince(superblock, image))) throw new Error(`${image} was mounted while it was read`)
  const encoded = encodeManifest(manifest)
  // What no restore would take does not become the newest state.
  decodeManifest(encoded)
  return (await store.put(entryKey, inOnePiece(encoded))) ? 'saved' : 'refused'
}

function report(outcome: SaveReport['outcome'], state: ScannedState, writer: PackWriter): SaveReport {
  const { kept, changedChunks, removedChunks, rewrittenBytes } = state
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

async function closedSuperblock(image: string): Promise<Superblock> {
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem`)
  if (superblock.cutShort) throw new Error(`${image} ends before its filesystem does`)
  if (superblock.unusual !== undefined) throw new Error(`The filesystem in ${image} ${superblock.unusual}`)
  if (!superblock.clean) throw new Error(`${image} is mounted, or was not cleanly unmounted`)
  return superblock
}

function describe({ uuid, blocks, freeBlocks, inodes, freeInodes }: Superblock): Manifest['filesystem'] {
  return { uuid, usedBlocks: blocks - freeBlocks, usedInodes: inodes - freeInodes }
}

/** By their index. */
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
  { previous, inPlaceOf = [], engineVersion, toTell }: SaveOptions,
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
    predecessors: (previous ? [previous.key, ...previous.manifest.predecessors] : inPlaceOf).slice(0, 2),
    packs,
    chunks: chunks
      .map(({ packSha256, ...chunk }) => ({ ...chunk, pack: packIndex.get(packSha256) ?? 0 }))
      .toSorted((a, b) => a.index - b.index),
    ...toTell,
  }
}
