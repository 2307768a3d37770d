import { hash } from 'node:crypto'
import { packKey } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { packSize } from './layout.ts'
import { chunkSize, type Pack, type StoredChunk } from './manifest.ts'
import { freeMemory } from '../free-memory.ts'
import type { ScannedChunk } from './worker-tasks.ts'

/** A chunk with its pack's hash instead of an index. */
export type PlacedChunk = Omit<StoredChunk, 'pack'> & { readonly packSha256: string }

/** A chunk that can be added to a pack. */
export type ChunkToPack = Required<ScannedChunk>

/** The store neither accepted a pack nor already had it. */
export class PackRefusedError extends Error {
  constructor() {
    super('the store refused it: this job has read-only access, or another job is writing the same entry')
  }
}

/** A pack is full when it reaches its size. The last chunk, which may be incompressible, can exceed it. */
const capacity = packSize + chunkSize + 4096

/** Collects compressed chunks in packs, and uploads each full pack while it fills the next. */
export class PackWriter {
  readonly packs: Pack[] = []
  readonly placed: PlacedChunk[] = []
  /** Number of added chunks, whether or not their pack is complete. */
  chunks = 0
  /** Their compressed bytes. */
  bytes = 0
  readonly #store: Store
  #chunks: Omit<PlacedChunk, 'packSha256'>[] = []
  #size = 0
  /** The pack that is being filled. It swaps memory with the spare one: one is filled, the other is uploaded. */
  #pack = Buffer.alloc(0)
  #spare = Buffer.alloc(0)
  /** Adds one chunk at a time, however many are offered: otherwise, each could fill and send its own pack. */
  #taking: Promise<void> = Promise.resolve()
  /** The upload of the last full pack. The next `add` or `finish` throws its error. */
  #upload: Promise<void> = Promise.resolve()

  constructor(store: Store) {
    this.#store = store
  }

  /**
   * Adds a chunk, whose bytes must not be used afterwards. Waits while a full pack cannot be uploaded yet, so that
   * at most two packs are in memory.
   */
  async add(chunk: ChunkToPack): Promise<void> {
    this.#taking = this.#taking.then(() => this.#take(chunk))
    await this.#taking
  }

  async #take({ index, fingerprint, compressed: { bytes, sha256 } }: ChunkToPack): Promise<void> {
    const { length } = bytes
    if (this.#pack.length === 0) this.#pack = Buffer.allocUnsafeSlow(capacity)
    this.#pack.set(bytes, this.#size)
    freeMemory(bytes)
    this.#chunks.push({ index, fingerprint, sha256, offset: this.#size, length })
    this.#size += length
    this.chunks++
    this.bytes += length
    if (this.#size >= packSize) await this.#flush()
  }

  /**
   * Uploads the last pack.
   *
   * @throws PackRefusedError, or an error of the store
   */
  async finish(): Promise<void> {
    await this.#taking
    if (this.#size > 0) await this.#flush()
    await this.#upload
  }

  async #flush(): Promise<void> {
    const pack = this.#pack.subarray(0, this.#size)
    const packSha256 = hash('sha256', pack)
    this.packs.push({ sha256: packSha256, size: pack.length })
    for (const chunk of this.#chunks) this.placed.push({ ...chunk, packSha256 })
    this.#chunks = []
    this.#size = 0
    await this.#upload
    this.#upload = this.#send(packSha256, pack)
    const uploading = this.#pack
    this.#pack = this.#spare
    this.#spare = uploading
    // It is awaited later. Until then, keep Node from reporting a rejection as unhandled.
    this.#upload.catch(() => undefined)
  }

  async #send(sha256: string, pack: Uint8Array): Promise<void> {
    const key = packKey(sha256)
    const stored = await this.#store.put(key, inOnePiece(pack))
    // An existing key is fine, because a pack is named by the hash of its bytes.
    if (!stored && !(await this.#store.has(key))) throw new PackRefusedError()
  }
}

/** Bytes in memory in the form that a store's `put` accepts. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
export async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
