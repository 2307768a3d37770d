import { hash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { readRange, SourceError } from '../store/source.ts'
import type { Source } from '../store/store.ts'
import { fingerprintOf } from './fingerprint.ts'
import { longestRun } from './layout.ts'
import { chunkSize, type StoredChunk } from './manifest.ts'
import { release } from './free-memory.ts'

/** What a worker thread is asked to do. */
export type Task = ScanTask | WriteTask

/** Read neighbouring chunks of an image, and compress those that are not as they were. */
export interface ScanTask {
  readonly kind: 'scan'
  readonly image: string
  /** Index of the first chunk. */
  readonly first: number
  /** Of the fingerprints. */
  readonly key: string
  /**
   * For each chunk, in order, the fingerprint it had; '' for one to be compressed whatever it holds. At most
   * `longestRun` of them.
   */
  readonly known: readonly string[]
}

export interface ScannedChunk {
  readonly index: number
  readonly fingerprint: string
  /** Absent for a chunk that is as it was. */
  readonly compressed?: CompressedChunk
}

export interface CompressedChunk {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of `bytes`. */
  readonly sha256: string
}

/** Fetch one range of a pack and write the chunks in it to their places in an image. */
export interface WriteTask {
  readonly kind: 'write'
  readonly image: string
  readonly source: Source
  /** Bytes of the pack. */
  readonly start: number
  readonly end: number
  /** Of the fingerprints. */
  readonly key: string
  readonly chunks: readonly Omit<StoredChunk, 'pack'>[]
}

const zeros = Buffer.alloc(chunkSize)

/**
 * What a thread reads an image into, again and again: fresh memory for each read would cost more than reading. It is
 * shared by nothing, for a scan runs from begin to end without giving way.
 */
let window: Buffer | undefined

/** @returns the chunks that are not all zeros */
export function scan(task: ScanTask): ScannedChunk[] {
  window ??= Buffer.allocUnsafeSlow(longestRun * chunkSize)
  const bytes = window.subarray(0, task.known.length * chunkSize)
  withFile(task.image, 'r', (file) => {
    readFully(file, bytes, task.first * chunkSize)
  })
  const scanned: ScannedChunk[] = []
  for (const [at, known] of task.known.entries()) {
    const index = task.first + at
    const chunk = bytes.subarray(at * chunkSize, (at + 1) * chunkSize)
    if (chunk.equals(zeros)) continue
    const fingerprint = fingerprintOf(chunk, task.key)
    if (fingerprint === known) scanned.push({ index, fingerprint })
    else scanned.push({ index, fingerprint, compressed: compress(chunk) })
  }
  return scanned
}

function compress(chunk: Buffer): CompressedChunk {
  const output = zstdCompressSync(chunk, {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
    // In one piece: zlib's default of 16 KiB at a time costs a factor of three.
    chunkSize: chunkSize + 4096,
  })
  // A copy of just the compressed bytes: zlib's own buffer is larger than what it holds.
  const bytes = new Uint8Array(output)
  release(output)
  return { bytes, sha256: hash('sha256', bytes) }
}

/** @throws Error when the bytes are not those that the manifest promised; nothing of that chunk is written then */
export async function write(task: WriteTask): Promise<void> {
  const range = await readRange(task.source, task.start, task.end)
  withFile(task.image, 'r+', (file) => {
    for (const { index, sha256, fingerprint, offset, length } of task.chunks) {
      const stored = range.subarray(offset - task.start, offset - task.start + length)
      if (hash('sha256', stored) !== sha256)
        throw new SourceError(`chunk ${index} differs from what was saved`)
      const chunk = decompress(stored)
      // The next save goes by it.
      if (fingerprintOf(chunk, task.key) !== fingerprint) {
        throw new Error(`chunk ${index} has another fingerprint`)
      }
      writeFully(file, chunk, index * chunkSize)
      release(chunk)
    }
  })
  release(range)
}

function decompress(bytes: Buffer): Buffer {
  // One byte more than is needed: a buffer that is filled to its end makes zlib allocate a second one, and copy.
  const chunk = zstdDecompressSync(bytes, { chunkSize: chunkSize + 1, maxOutputLength: chunkSize })
  if (chunk.length !== chunkSize) throw new Error(`a chunk has ${chunk.length} bytes`)
  return chunk
}

function readFully(file: number, buffer: Buffer, position: number): void {
  for (let filled = 0; filled < buffer.length;) {
    const bytesRead = readSync(file, buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) throw new Error('the image is shorter than it was')
    filled += bytesRead
  }
}

/** On a disk that fills up, the kernel takes what still fits and says so only by how much that was. */
function writeFully(file: number, buffer: Buffer, position: number): void {
  for (let written = 0; written < buffer.length;) {
    written += writeSync(file, buffer, written, buffer.length - written, position + written)
  }
}

/** Without giving way to anything else of the thread, which has nothing else to do. */
function withFile(path: string, flags: string, body: (file: number) => void): void {
  const file = openSync(path, flags)
  try {
    body(file)
  } finally {
    closeSync(file)
  }
}
