import { hash } from 'node:crypto'
import { packKey } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { packSize } from './layout.ts'
import { chunkSize, type Pack, type StoredChunk } from './manifest.ts'
import { release } from './free-memory.ts'
import type { ScannedChunk } from './worker-tasks.ts'

/** A chunk in a pack that is named rather than counted. */
export type PlacedChunk = Omit<StoredChunk, 'pack'> & { readonly packSha256: string }

/** What a pack takes. */
export type ChunkToPack = Required<ScannedChunk>

/** The store neither took a pack nor had it already. */
export class PackRefusedError extends Error {
  constructor() {
    super('the store refused it: this job has read-only access, or another job is writing the same entry')
  }
}

/** A pack is full when it has its size, and the last chunk, which may be one that does not compress, goes beyond. */
const capacity = packSize + chunkSize + 4096

/** Gathers compressed chunks into packs and uploads each full one while the next is gathered. */
export class PackWriter {
  readonly packs: Pack[] = []
  readonly placed: PlacedChunk[] = []
  /** Chunks that were added, in a pack yet or not. */
  chunks = 0
  /** Their compressed bytes. */
  bytes = 0
  readonly #store: Store
  #chunks: Omit<PlacedChunk, 'packSha256'>[] = []
  #size = 0
  /** The pack that is gathered. Its memory and the spare one's change places: one is filled, one is uploaded. */
  #pack = Buffer.alloc(0)
  #spare = Buffer.alloc(0)
  /** One chunk is taken at a time, however many are offered: else each could fill and send a pack of its own. */
  #taking: Promise<void> = Promise.resolve()
  /** Of the pack that is being uploaded. Its failure is thrown by the next `add` or by `finish`. */
  #upload: Promise<void> = Promise.resolve()

  constructor(store: Store) {
    this.#store = store
  }

  /**
   * Takes a chunk, whose bytes are not to be used afterwards. Waits while a full pack cannot yet be uploaded, so at
   * most two packs are in memory.
   */
  async add(chunk: ChunkToPack): Promise<void> {
    this.#taking = this.#taking.then(() => this.#take(chunk))
    await this.#taking
  }

  async #take({ index, fingerprint, compressed: { bytes, sha256 } }: ChunkToPack): Promise<void> {
    const { length } = bytes
    if (this.#pack.length === 0) this.#pack = Buffer.allocUnsafeSlow(capacity)
    this.#pack.set(bytes, this.#size)
    release(bytes)
    this.#chunks.push({ index, fingerprint, sha256, offset: this.#size, length })
    this.#size += length
    this.chunks++
    this.bytes += length
    if (this.#size >= packSize) await this.#flush()
  }

  /** Uploads what is left. @throws PackRefusedError, or what the store threw */
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
    // It is awaited later; until then a failure must not count as one that nobody handles.
    this.#upload.catch(() => undefined)
  }

  async #send(sha256: string, pack: Uint8Array): Promise<void> {
    const key = packKey(sha256)
    const stored = await this.#store.put(key, inOnePiece(pack))
    // A taken key is as good: a pack is named by its bytes.
    if (!stored && !(await this.#store.has(key))) throw new PackRefusedError()
  }
}

/** What a store's `put` takes, of bytes that are in memory already. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
export async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
