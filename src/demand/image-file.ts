import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { readFully, writeFully } from '../snapshot/worker-tasks.ts'
import { chunkSize } from '../snapshot/manifest.ts'
import { isBlockAligned, piecesOf, type ChunkMap, type Piece } from './chunk-map.ts'

/** Minimum bytes for punching a hole; writing zeros costs less for smaller parts. */
const worthPunching = 2 ** 18

const zeros = Buffer.alloc(chunkSize)

/**
 * The file of an image, some of whose chunks are only in a store. Several threads use it, each with its own object. It
 * does not fetch: the caller asks first which chunks have to be fetched.
 */
export class ImageFile {
  readonly #file: number
  readonly #map: ChunkMap

  /** @param path a sparse file, with zeros where the map has holes */
  constructor(path: string, map: ChunkMap) {
    this.#file = openSync(path, 'r+')
    this.#map = map
  }

  close(): void {
    closeSync(this.#file)
  }

  /** The chunks that must be merged before a part can be read. */
  neededToRead(offset: number, length: number): number[] {
    return chunksOf(piecesOf(offset, length).filter((piece) => !this.#map.isReadable(piece)))
  }

  /** The chunks that must be merged before a part can be written or cleared: none if it has whole blocks. */
  neededToChange(offset: number, length: number): number[] {
    const pieces = piecesOf(offset, length)
    return chunksOf(pieces.filter((piece) => !isBlockAligned(piece) && !this.#map.isPresent(piece.chunk)))
  }

  read(offset: number, into: Buffer): void {
    for (const { chunk } of piecesOf(offset, into.length)) this.#map.noteUsed(chunk)
    readFully(this.#file, into, offset)
  }

  /** @throws Error with the code of the failure, such as ENOSPC */
  write(offset: number, data: Buffer): void {
    for (const piece of piecesOf(offset, data.length)) {
      const { chunk } = piece
      this.#map.noteWritten(chunk)
      this.#map.noteFilled(chunk)
      const isClaimed = this.#map.claim(chunk)
      try {
        const start = piece.offset - offset
        writeFully(this.#file, data.subarray(start, start + piece.length), piece.offset)
        if (isClaimed) this.#map.noteHere(piece)
      } finally {
        if (isClaimed) this.#map.release(chunk)
      }
    }
  }

  /**
   * Fills a part with zeros, and frees its disk space if the part is large enough.
   *
   * @throws Error with the code of the failure
   */
  clear(offset: number, length: number): void {
    const pieces = piecesOf(offset, length)
    // In ascending order, so that two threads never wait for each other.
    const claims = pieces.filter(({ chunk }) => this.#map.claim(chunk))
    try {
      for (const piece of pieces) this.#noteCleared(piece)
      for (const part of joined(pieces.filter(({ chunk }) => this.#map.mayHoldBytes(chunk)))) this.#zero(part)
      for (const piece of claims) this.#map.noteHere(piece)
    } finally {
      for (const { chunk } of claims) this.#map.release(chunk)
    }
  }

  #noteCleared({ chunk, length }: Piece): void {
    if (this.#map.isHole(chunk)) return
    const isPartOfAbsent = length < chunkSize && !this.#map.isPresent(chunk)
    if (this.#map.isTrimming && isPartOfAbsent) this.#map.noteTrimmed(chunk)
    else this.#map.noteWritten(chunk)
  }

  /** Writes a chunk's content from the store to the parts of the chunk that are not present. */
  merge(chunk: number, content: Buffer): void {
    if (!this.#map.claim(chunk)) return
    let isWhole = false
    try {
      this.#map.noteFilled(chunk)
      for (const { offset, length } of this.#map.missingParts(chunk)) {
        const start = offset % chunkSize
        writeFully(this.#file, content.subarray(start, start + length), offset)
      }
      isWhole = true
    } finally {
      this.#map.release(chunk, isWhole)
    }
  }

  /** @throws Error if not everything is on the disk */
  sync(): void {
    fsyncSync(this.#file)
  }

  #zero({ offset, length }: Pick<Piece, 'offset' | 'length'>): void {
    if (length >= worthPunching && this.#punch(offset, length)) return
    for (let at = 0; at < length; at += zeros.length) {
      writeFully(this.#file, zeros.subarray(0, Math.min(zeros.length, length - at)), offset + at)
    }
  }

  /** Uses a program, because Node cannot punch holes. @returns whether it succeeded */
  #punch(offset: number, length: number): boolean {
    const where = ['--offset', `${offset}`, '--length', `${length}`]
    const { status } = spawnSync('fallocate', ['--punch-hole', ...where, '/dev/fd/3'], {
      stdio: ['ignore', 'ignore', 'ignore', this.#file],
    })
    return status === 0
  }
}

function chunksOf(pieces: readonly Piece[]): number[] {
  return pieces.map(({ chunk }) => chunk)
}

/** Neighbouring pieces as one. */
function joined(pieces: readonly Piece[]): { offset: number; length: number }[] {
  const parts: { offset: number; length: number }[] = []
  for (const { offset, length } of pieces) {
    const last = parts.at(-1)
    if (last && last.offset + last.length === offset) last.length += length
    else parts.push({ offset, length })
  }
  return parts
}
