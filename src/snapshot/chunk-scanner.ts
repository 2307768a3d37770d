import type { OnProgress } from '../log.ts'
import { chunkRuns } from './layout.ts'
import { chunkSize } from './manifest.ts'
import type { PackWriter, PlacedChunk } from './pack-writer.ts'
import { inLanes, type Workers } from './workers.ts'

export interface ChunkSource {
  readonly image: string
  /** Of the fingerprints. */
  readonly fingerprintKey: string
  /** Ends a scan between two runs of chunks. */
  readonly signal: AbortSignal | undefined
  /** Called with the bytes of the image that were read, and that are to be read. */
  readonly onProgress: OnProgress | undefined
}

/** What a scan found in the chunks that hold data. */
export interface ScannedChunks {
  /** The known chunks that have not changed, where they are stored. */
  readonly same: readonly PlacedChunk[]
  /** Indices of the chunks that went to the writer. */
  readonly written: readonly number[]
}

/** Reads chunks of an image and passes those that changed to a writer of packs. */
export class ChunkScanner {
  readonly #source: ChunkSource
  readonly #workers: Workers
  readonly #writer: PackWriter
  #chunksRead = 0
  #chunksToRead = 0

  constructor(source: ChunkSource, workers: Workers, writer: PackWriter) {
    this.#source = source
    this.#workers = workers
    this.#writer = writer
  }

  /** Compresses and writes every chunk that differs from the one `known` has at its index; chunks of zeros never. */
  async scan(indices: readonly number[], known: ReadonlyMap<number, PlacedChunk>): Promise<ScannedChunks> {
    const { image, fingerprintKey: key, signal, onProgress } = this.#source
    const same: PlacedChunk[] = []
    const written: number[] = []
    this.#chunksToRead += indices.length
    await inLanes(chunkRuns(indices), this.#workers.size * 2, async ({ first, count }) => {
      signal?.throwIfAborted()
      const fingerprints = Array.from({ length: count }, (_, at) => known.get(first + at)?.fingerprint ?? '')
      const task = { kind: 'scan', image, first, key, known: fingerprints } as const
      for (const { compressed, ...chunk } of await this.#workers.scan(task)) {
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
