import { availableParallelism } from 'node:os'
import type { OnProgress } from '../log.ts'
import { packKey } from '../policy/keys.ts'
import { readRange, SourceError } from '../store/source.ts'
import type { OpenedEntry, Store } from '../store/store.ts'
import { makeSparseFile } from '../disk/image.ts'
import { packRanges, type PackRange } from './layout.ts'
import {
  decodeManifest,
  maxManifestSize,
  sizeOf,
  type Manifest,
  type Pack,
  type Snapshot,
} from './manifest.ts'
import { readSuperblock } from '../disk/superblock.ts'
import { forEachConcurrently, threadsFor, Workers } from './workers.ts'
import { reasonOf } from '../reason.ts'

/** Part of a snapshot is missing or damaged. The message is a sentence that names it. */
export class SnapshotError extends Error {}

/**
 * Reads the manifest of a snapshot.
 *
 * @param key of the manifest's entry
 * @param signal aborts the download
 * @throws SnapshotError
 */
export async function readManifest(store: Store, key: string, signal?: AbortSignal): Promise<Manifest> {
  const bytes = await readEntry(store, key, signal).catch((error: unknown) => {
    throw new SnapshotError(`The manifest ${key} cannot be fetched: ${reasonOf(error)}.`)
  })
  if (!bytes) throw new SnapshotError(`The manifest ${key} is no longer in the store.`)
  try {
    return decodeManifest(bytes)
  } catch (error) {
    throw new SnapshotError(`The manifest ${key} cannot be used: ${reasonOf(error)}.`)
  }
}

/** Reads an entry. Tries once more with a new URL, because the first may have expired since the lookup. */
async function readEntry(store: Store, key: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  try {
    return await readEntryOnce(store, key, signal)
  } catch (error) {
    if (error instanceof SourceError) return await readEntryOnce(store, key, signal)
    throw error
  }
}

async function readEntryOnce(store: Store, key: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  const entry = await store.open(key)
  if (!entry) return undefined
  try {
    if (entry.size > maxManifestSize) {
      throw new Error(`it has ${entry.size} bytes, where at most ${maxManifestSize} were expected`)
    }
    return await readRange(entry.source, 0, entry.size, signal)
  } finally {
    await entry.close()
  }
}

/**
 * Writes a snapshot to a new sparse file. Verifies the hash and the fingerprint of every chunk before it writes it.
 *
 * @param onProgress called with compressed bytes
 * @param signal aborts the work, even if the store does not respond
 * @returns compressed bytes that were fetched
 * @throws SnapshotError if anything is missing or wrong, or the signal is aborted; the file must then not be used
 */
export async function writeImage(
  store: Store,
  snapshot: Snapshot,
  image: string,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<number> {
  const { manifest } = snapshot
  const givenUp = new Promise<never>((_resolve, reject) => {
    const giveUp = () => {
      reject(new SnapshotError(`The snapshot ${snapshot.key} could not be restored within its time limit.`))
    }
    if (signal?.aborted) giveUp()
    else signal?.addEventListener('abort', giveUp, { once: true })
  })
  // It is awaited later. Until then, keep Node from reporting a rejection as unhandled.
  givenUp.catch(() => undefined)
  const ranges = packRanges(manifest.chunks)
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  let done = 0
  const packs = new OpenPacks(store, manifest, ranges)
  await Promise.race([assertNoPackIsMissing(store, manifest.packs), givenUp])
  await makeSparseFile(image, manifest.imageSize)
  // More threads than cores, because a thread also waits for the network.
  const max = Math.min(4, availableParallelism() + 1)
  const workers = new Workers(threadsFor(sizeOf(manifest).uncompressed, max))
  try {
    const written = forEachConcurrently(ranges, workers.size * 2, async (range) => {
      await packs.use(range, async ({ source }) => {
        await workers.write({ kind: 'write', image, source, key: manifest.fingerprintKey, ...range })
      })
      done += range.end - range.start
      onProgress?.(done, total)
    })
    await Promise.race([written, givenUp])
  } finally {
    // Terminates the threads, even if they are waiting for the network.
    await workers.close()
    await Promise.race([packs.closeAll(), givenUp.catch(() => undefined)])
  }
  await assertClosedInOrder(image, manifest, `The snapshot ${snapshot.key}`)
  return total
}

/**
 * Checks that the filesystem in an image was closed cleanly and can be mounted. It reads only the first chunk.
 *
 * @param what what the image was made from, as the beginning of a sentence
 * @throws SnapshotError
 */
export async function assertClosedInOrder(
  image: string,
  { filesystem }: Manifest,
  what: string,
): Promise<void> {
  const superblock = await readSuperblock(image)
  if (!superblock?.clean || superblock.uuid !== filesystem.uuid) {
    throw new SnapshotError(`${what} does not hold a cleanly closed filesystem.`)
  }
  if (superblock.unusual !== undefined) {
    throw new SnapshotError(`${what} holds a filesystem that ${superblock.unusual}.`)
  }
}

/**
 * Looks packs up, before the first byte is fetched.
 *
 * @throws SnapshotError if the store no longer has one of them, or does not answer
 */
export async function assertNoPackIsMissing(store: Store, packs: readonly Pack[]): Promise<void> {
  const [missing] = await missingPacks(store, packs)
  if (missing !== undefined) throw new SnapshotError(`The pack ${missing} is no longer in the store.`)
}

/**
 * Looks packs up.
 *
 * @returns SHA-256 hashes of those that the store no longer has
 * @throws SnapshotError if the store does not answer
 */
export async function missingPacks(
  store: Store,
  packs: Iterable<Pick<Pack, 'sha256'>>,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>()
  await forEachConcurrently(packs, 8, async ({ sha256 }) => {
    const exists = await store.has(packKey(sha256)).catch((error: unknown) => {
      throw new SnapshotError(`The pack ${sha256} cannot be looked up: ${reasonOf(error)}.`)
    })
    if (!exists) missing.add(sha256)
  })
  return missing
}

/** Opens each pack for the first of its ranges, and closes it after the last. */
class OpenPacks {
  readonly #store: Store
  readonly #packs: readonly Pack[]
  readonly #rangesLeft: number[]
  readonly #opened = new Map<number, Promise<OpenedEntry>>()

  constructor(store: Store, manifest: Manifest, ranges: readonly PackRange[]) {
    this.#store = store
    this.#packs = manifest.packs
    this.#rangesLeft = manifest.packs.map(() => 0)
    for (const { pack } of ranges) this.#rangesLeft[pack] = (this.#rangesLeft[pack] ?? 0) + 1
  }

  /** Calls `body` with the range's pack; once more if its source fails. @throws SnapshotError */
  async use(range: PackRange, body: (entry: OpenedEntry) => Promise<void>): Promise<void> {
    const { pack } = range
    try {
      const opened = this.#get(pack)
      await body(await opened).catch(async (error: unknown) => {
        if (!(error instanceof SourceError) || (await opened).source.kind === 'file') throw error
        // The URL may have expired, or the transfer may have damaged the bytes. Try once more with a new URL.
        if (this.#opened.get(pack) === opened) this.#opened.delete(pack)
        await body(await this.#get(pack))
      })
    } catch (error) {
      throw new SnapshotError(
        `The pack ${this.#packs[pack]?.sha256 ?? ''} cannot be used: ${reasonOf(error)}.`,
      )
    }
    const left = (this.#rangesLeft[pack] ?? 0) - 1
    this.#rangesLeft[pack] = left
    if (left === 0) await this.#close(pack)
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((pack) => this.#close(pack)))
  }

  #get(pack: number): Promise<OpenedEntry> {
    const opened = this.#opened.get(pack) ?? this.#open(pack)
    this.#opened.set(pack, opened)
    return opened
  }

  async #open(pack: number): Promise<OpenedEntry> {
    const entry = await this.#store.open(packKey(this.#packs[pack]?.sha256 ?? ''))
    if (!entry) throw new Error('it is no longer in the store')
    return entry
  }

  async #close(pack: number): Promise<void> {
    const opened = this.#opened.get(pack)
    this.#opened.delete(pack)
    const entry = await opened?.catch(() => undefined)
    await entry?.close()
  }
}
