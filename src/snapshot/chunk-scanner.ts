import type { OnProgress } from '../log.ts'
import { chunkRuns } from './layout.ts'
import { chunkSize } from './manifest.ts'
import type { PackWriter, PlacedChunk } from './pack-writer.ts'
import { forEachConcurrently, type Scanners } from './workers.ts'

export interface ChunkSource {
  readonly image: string
  /** Key of the fingerprints. */
  readonly fingerprintKey: string
  /** Aborts a scan between two runs of chunks. */
  readonly signal: AbortSignal | undefined
  /** Called with the number of bytes of the image that were read, and of those to read. */
  readonly onProgress: OnProgress | undefined
}

/** The result of scanning chunks that contain data. */
export interface ScannedChunks {
  /** The known chunks that did not change, with their location. */
  readonly same: readonly PlacedChunk[]
  /** Indices of the chunks that were passed to the writer. */
  readonly written: readonly number[]
}

/** Reads chunks of an image and passes the changed ones to a pack writer. */
export class ChunkScanner {
  readonly #source: ChunkSource
  readonly #scanners: Scanners
  readonly #writer: PackWriter
  #chunksRead = 0
  #chunksToRead = 0

  constructor(source: ChunkSource, scanners: Scanners, writer: PackWriter) {
    this.#source = source
    this.#scanners = scanners
    this.#writer = writer
  }

  /** Compresses and writes every chunk that differs from the `known` one at its index, except chunks of zeros. */
  async scan(indices: readonly number[], known: ReadonlyMap<number, PlacedChunk>): Promise<ScannedChunks> {
    const { image, fingerprintKey: key, signal, onProgress } = this.#source
    const same: PlacedChunk[] = []
    const written: number[] = []
    this.#chunksToRead += indices.length
    await forEachConcurrently(chunkRuns(indices), this.#scanners.size * 2, async ({ first, count }) => {
      signal?.throwIfAborted()
      const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '')
      const task = { kind: 'scan', image, first, key, known: fingerprints } as const
      for (const { compressed, ...chunk } of await this.#scanners.scan(task)) {
        const stored = known.get(chunk.index)
        if (compressed) {
          written.push(chunk.index)
          await this.#writer.add({ ...chunk, compressed })
        } else if (stored) same.push(stored)
      }
      this.#chunksRead += count
      onProgress?.(this.#chunksRead * chunkSize, this.#chunksToRead * chunkSize)
    })
    return { same, written }
  }
}
