import { hash } from 'node:crypto'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { readRange, SourceError } from '../store/source.ts'
import type { Source } from '../store/store.ts'
import { compress, decompress, type CompressedChunk } from './compression.ts'
import { fingerprintOf } from './fingerprint.ts'
import { maxRun } from './layout.ts'
import { chunkSize, type StoredChunk } from './manifest.ts'
import { freeMemory } from '../free-memory.ts'

/** A task for a worker thread. */
export type Task = ScanTask | WriteTask

/** Reads neighboring chunks of an image, and compresses the changed ones. */
export interface ScanTask {
  readonly kind: 'scan'
  readonly image: string
  /** Index of the first chunk. */
  readonly first: number
  /** Key of the fingerprints. */
  readonly key: string
  /**
   * For each chunk, in order, the fingerprint it had; '' to compress it in any case. At most `maxRun` of them.
   */
  readonly known: readonly string[]
}

export interface ScannedChunk {
  readonly index: number
  readonly fingerprint: string
  /** Absent if the chunk did not change. */
  readonly compressed?: CompressedChunk
}

/** A range of a pack, and what the manifest promises about its chunks. */
export interface PromisedRange {
  /** The range in the pack, in bytes. */
  readonly start: number
  readonly end: number
  /** Key of the fingerprints. */
  readonly key: string
  readonly chunks: readonly Omit<StoredChunk, 'pack'>[]
}

/** Fetches one range of a pack, and writes its chunks to their places in an image. */
export interface WriteTask extends PromisedRange {
  readonly kind: 'write'
  readonly image: string
  readonly source: Source
}

const zeros = Buffer.alloc(chunkSize)

/**
 * The buffer into which a thread reads an image. It is reused, because fresh memory for each read would cost more
 * than the read. Nothing else uses it meanwhile, because a scan is synchronous.
 */
let window: Buffer | undefined

/** @returns the chunks that are not all zeros */
export function scan(task: ScanTask): ScannedChunk[] {
  window ??= Buffer.allocUnsafeSlow(maxRun * chunkSize)
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

/** @throws Error if a chunk differs from the manifest; nothing of that chunk is then written */
export async function write(task: WriteTask): Promise<void> {
  const range = await readRange(task.source, task.start, task.end)
  withFile(task.image, 'r+', (file) => {
    for (const { index, bytes } of verifiedChunks(range, task)) {
      writeFully(file, bytes, index * chunkSize)
      freeMemory(bytes)
    }
  })
  freeMemory(range)
}

/**
 * Decompresses and verifies the chunks of a fetched range, one after the other.
 *
 * @throws SourceError if the bytes differ from what was saved; Error if they do not, but break the manifest's promise
 */
export function* verifiedChunks(
  range: Buffer,
  { start, key, chunks }: PromisedRange,
): Generator<{ readonly index: number; readonly bytes: Buffer }> {
  for (const { index, sha256, fingerprint, offset, length } of chunks) {
    const stored = range.subarray(offset - start, offset - start + length)
    if (hash('sha256', stored) !== sha256) throw new SourceError(`chunk ${index} differs from what was saved`)
    const bytes = decompress(stored)
    // The next save uses the fingerprint to decide whether the chunk changed.
    if (fingerprintOf(bytes, key) !== fingerprint)
      throw new Error(`chunk ${index} does not have the recorded fingerprint`)
    yield { index, bytes }
  }
}

/** @throws Error if the file ends before the buffer is full */
export function readFully(file: number, buffer: Buffer, position: number): void {
  for (let filled = 0; filled < buffer.length;) {
    const bytesRead = readSync(file, buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) throw new Error('the image is shorter than it was')
    filled += bytesRead
  }
}

/** On a disk that fills up, the kernel writes what still fits, and reports this only as the number of bytes. */
export function writeFully(file: number, buffer: Buffer, position: number): void {
  for (let written = 0; written < buffer.length;) {
    written += writeSync(file, buffer, written, buffer.length - written, position + written)
  }
}

/** Synchronous, because the thread has nothing else to do. */
function withFile(path: string, flags: string, body: (file: number) => void): void {
  const file = openSync(path, flags)
  try {
    body(file)
  } finally {
    closeSync(file)
  }
}
