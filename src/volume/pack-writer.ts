import { createHash } from 'node:crypto'
import { packKey } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { packSize } from './layout.ts'
import type { Pack, StoredChunk } from './manifest.ts'
import type { ScannedChunk } from './tasks.ts'

/** A chunk in a pack that is named rather than counted. */
export type PlacedChunk = Omit<StoredChunk, 'pack'> & { readonly packSha256: string }

/** What a pack takes. */
export type ChunkToPack = Required<ScannedChunk>

/** The store neither took a pack nor had it already. */
export class PackRefusedError extends Error {
  constructor() {
    super('the store does not take it: this job may only read, or another job is about to write the same')
  }
}

/** Gathers compressed chunks into packs and uploads each full one while the next is gathered. */
export class PackWriter {
  readonly packs: Pack[] = []
  readonly placed: PlacedChunk[] = []
  /** Chunks that were added, in a pack yet or not. */
  chunks = 0
  /** Their compressed bytes. */
  bytes = 0
  readonly #store: Store
  #chunks: ChunkToPack[] = []
  #size = 0
  /** One chunk is taken at a time, however many are offered: else each could fill and send a pack of its own. */
  #taking: Promise<void> = Promise.resolve()
  /** Of the pack that is being uploaded. Its failure is thrown by the next `add` or by `finish`. */
  #upload: Promise<void> = Promise.resolve()

  constructor(store: Store) {
    this.#store = store
  }

  /** Takes a chunk; waits while a full pack cannot yet be uploaded, so at most two packs are in memory. */
  async add(chunk: ChunkToPack): Promise<void> {
    this.#taking = this.#taking.then(() => this.#take(chunk))
    await this.#taking
  }

  async #take(chunk: ChunkToPack): Promise<void> {
    const { length } = chunk.compressed.bytes
    this.#chunks.push(chunk)
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
    const chunks = this.#chunks
    const size = this.#size
    this.#chunks = []
    this.#size = 0
    const digest = createHash('sha256')
    for (const { compressed } of chunks) digest.update(compressed.bytes)
    const packSha256 = digest.digest('hex')
    this.packs.push({ sha256: packSha256, size })
    let offset = 0
    for (const { index, fingerprint, compressed } of chunks) {
      const { bytes, sha256 } = compressed
      this.placed.push({ index, fingerprint, sha256, packSha256, offset, length: bytes.length })
      offset += bytes.length
    }
    await this.#upload
    this.#upload = this.#send(
      packSha256,
      chunks.map(({ compressed }) => compressed.bytes),
    )
    // It is awaited later; until then a failure must not count as one that nobody handles.
    this.#upload.catch(() => undefined)
  }

  async #send(sha256: string, pieces: readonly Uint8Array[]): Promise<void> {
    const key = packKey(sha256)
    const stored = await this.#store.put(key, inOnePiece(...pieces))
    // A taken key is as good: a pack is named by its bytes.
    if (!stored && !(await this.#store.has(key))) throw new PackRefusedError()
  }
}

/** What a store's `put` takes, of bytes that are in memory already. */
// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
export async function* inOnePiece(...pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces
}
