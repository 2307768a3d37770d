import { chunkSize } from '../snapshot/manifest.ts'

/** Bytes of the smallest part of a chunk that can be present alone: the unit in which a filesystem reads and writes. */
export const blockSize = 4096
const blocksPerChunk = chunkSize / blockSize
const bytesPerChunk = blocksPerChunk / 8

/** The memory that all threads of a volume's process share. */
export interface SharedChunkMap {
  readonly states: SharedArrayBuffer
  readonly blocks: SharedArrayBuffer
  readonly marks: SharedArrayBuffer
  readonly order: SharedArrayBuffer
  readonly trimming: SharedArrayBuffer
}

/** The chunk is only in the store, except for the blocks that are marked. */
const absent = 0
/** Like absent, but a thread is writing to it. */
const claimed = 1
/** The complete chunk is in the image. */
const present = 2

/** Marks of a chunk. */
const written = 1
const used = 2
/** The image's file may hold bytes other than zeros for it. */
const filled = 4
/** Some blocks of the chunk were discarded, which need not be saved. */
const trimmed = 8

/** A part of an image that lies within one chunk. */
export interface Piece {
  readonly chunk: number
  /** Bytes from the start of the image. */
  readonly offset: number
  readonly length: number
}

/** Cuts a part of an image at the borders of chunks. */
export function piecesOf(offset: number, length: number): Piece[] {
  const pieces: Piece[] = []
  for (let at = offset; at < offset + length;) {
    const chunk = Math.floor(at / chunkSize)
    const end = Math.min((chunk + 1) * chunkSize, offset + length)
    pieces.push({ chunk, offset: at, length: end - at })
    at = end
  }
  return pieces
}

/** Whether a part begins and ends at block boundaries. */
export function isBlockAligned({ offset, length }: Pick<Piece, 'offset' | 'length'>): boolean {
  return offset % blockSize === 0 && length % blockSize === 0
}

/**
 * Records which chunks of an image are in its file, and which were read or written. Several threads change it at the
 * same time: only the thread that has claimed an absent chunk may change it.
 */
export class ChunkMap {
  readonly shared: SharedChunkMap
  readonly count: number
  readonly #states: Int32Array<SharedArrayBuffer>
  /** A bit for each block of an absent chunk that is in the file. */
  readonly #blocks: Uint8Array<SharedArrayBuffer>
  readonly #marks: Uint8Array<SharedArrayBuffer>
  /** The number of used chunks, and then these chunks in the order of their first use. */
  readonly #order: Int32Array<SharedArrayBuffer>
  readonly #trimming: Int32Array<SharedArrayBuffer>

  constructor(shared: SharedChunkMap) {
    this.shared = shared
    this.#states = new Int32Array(shared.states)
    this.#blocks = new Uint8Array(shared.blocks)
    this.#marks = new Uint8Array(shared.marks)
    this.#order = new Int32Array(shared.order)
    this.#trimming = new Int32Array(shared.trimming)
    this.count = this.#states.length
  }

  /** @param stored the chunks that are in a store; all others are holes, which a new file already has */
  static of(count: number, stored: Iterable<number>): ChunkMap {
    const map = new ChunkMap({
      states: new SharedArrayBuffer(count * 4),
      blocks: new SharedArrayBuffer(count * bytesPerChunk),
      marks: new SharedArrayBuffer(count),
      order: new SharedArrayBuffer((count + 1) * 4),
      trimming: new SharedArrayBuffer(4),
    })
    map.#states.fill(present)
    for (const chunk of stored) map.#states[chunk] = absent
    return map
  }

  isPresent(chunk: number): boolean {
    return Atomics.load(this.#states, chunk) === present
  }

  /** Whether the whole piece can be read from the file. */
  isReadable({ chunk, offset, length }: Piece): boolean {
    if (this.isPresent(chunk)) return true
    const first = Math.floor((offset % chunkSize) / blockSize)
    const end = Math.ceil(((offset % chunkSize) + length) / blockSize)
    for (let block = first; block < end; block++) if (!this.#isHere(chunk, block)) return false
    return true
  }

  /**
   * Waits until no other thread has claimed the chunk, and then claims it until `release`.
   *
   * @returns false if the complete chunk is present: then no claim is needed to change it
   */
  claim(chunk: number): boolean {
    for (;;) {
      const state = Atomics.compareExchange(this.#states, chunk, absent, claimed)
      if (state === absent) return true
      if (state === present) return false
      Atomics.wait(this.#states, chunk, claimed)
    }
  }

  /** @param isWhole whether the complete chunk is present now */
  release(chunk: number, isWhole = false): void {
    Atomics.store(this.#states, chunk, isWhole || this.#areAllHere(chunk) ? present : absent)
    Atomics.notify(this.#states, chunk)
  }

  /** Records that blocks of a claimed chunk are in the file now. @param piece of whole blocks */
  noteHere({ chunk, offset, length }: Piece): void {
    const first = (offset % chunkSize) / blockSize
    for (let block = first; block < first + length / blockSize; block++) {
      const at = chunk * bytesPerChunk + (block >> 3)
      Atomics.or(this.#blocks, at, 1 << (block & 7))
    }
  }

  /** The parts of a claimed chunk that are not in the file, and have to come from the store. */
  missingParts(chunk: number): Piece[] {
    const parts: { chunk: number; offset: number; length: number }[] = []
    for (let block = 0; block < blocksPerChunk; block++) {
      if (this.#isHere(chunk, block)) continue
      const offset = chunk * chunkSize + block * blockSize
      const last = parts.at(-1)
      if (last && last.offset + last.length === offset) last.length += blockSize
      else parts.push({ chunk, offset, length: blockSize })
    }
    return parts
  }

  noteWritten(chunk: number): void {
    Atomics.or(this.#marks, chunk, written)
  }

  /**
   * During a trim, cleared blocks are those that the filesystem does not use, whose content does not matter. At other
   * times, they may be zeros that the filesystem wrote.
   */
  setTrimming(isTrimming: boolean): void {
    Atomics.store(this.#trimming, 0, isTrimming ? 1 : 0)
  }

  get isTrimming(): boolean {
    return Atomics.load(this.#trimming, 0) === 1
  }

  /** Records that some blocks of an absent chunk were discarded. */
  noteTrimmed(chunk: number): void {
    Atomics.or(this.#marks, chunk, trimmed)
  }

  noteFilled(chunk: number): void {
    Atomics.or(this.#marks, chunk, filled)
  }

  mayHoldBytes(chunk: number): boolean {
    return (Atomics.load(this.#marks, chunk) & filled) !== 0
  }

  /** Whether the chunk is a hole. fstrim discards all holes each time. */
  isHole(chunk: number): boolean {
    return this.isPresent(chunk) && !this.mayHoldBytes(chunk)
  }

  /** @returns whether this is its first use */
  noteUsed(chunk: number): boolean {
    if ((Atomics.or(this.#marks, chunk, used) & used) !== 0) return false
    const at = Atomics.add(this.#order, 0, 1)
    Atomics.store(this.#order, at + 1, chunk)
    return true
  }

  wasUsed(chunk: number): boolean {
    return (Atomics.load(this.#marks, chunk) & used) !== 0
  }

  /** Chunks in the order of their first use. */
  usedInOrder(): number[] {
    return [...this.#order.subarray(1, 1 + Atomics.load(this.#order, 0))]
  }

  /** Chunks that were written to, or cleared, ascending. Of trimmed chunks, only those that are present. */
  writtenChunks(): number[] {
    return this.#marked((marks, chunk) => {
      return (marks & written) !== 0 || ((marks & trimmed) !== 0 && this.isPresent(chunk))
    })
  }

  /** Absent chunks of which nothing but some blocks changed that were discarded, with the bytes of the others. */
  trimmedChunks(): { readonly chunk: number; readonly liveBytes: number }[] {
    const chunks = this.#marked((marks, chunk) => {
      return (marks & trimmed) !== 0 && (marks & written) === 0 && !this.isPresent(chunk)
    })
    return chunks.map((chunk) => {
      const liveBytes = this.missingParts(chunk).reduce((sum, { length }) => sum + length, 0)
      return { chunk, liveBytes }
    })
  }

  #marked(is: (marks: number, chunk: number) => boolean): number[] {
    const chunks: number[] = []
    for (let chunk = 0; chunk < this.count; chunk++) {
      if (is(Atomics.load(this.#marks, chunk), chunk)) chunks.push(chunk)
    }
    return chunks
  }

  #isHere(chunk: number, block: number): boolean {
    return (Atomics.load(this.#blocks, chunk * bytesPerChunk + (block >> 3)) & (1 << (block & 7))) !== 0
  }

  #areAllHere(chunk: number): boolean {
    for (let at = chunk * bytesPerChunk; at < (chunk + 1) * bytesPerChunk; at++) {
      if (Atomics.load(this.#blocks, at) !== 0xff) return false
    }
    return true
  }
}
