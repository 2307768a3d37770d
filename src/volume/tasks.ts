import { hash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { readRange } from '../store/source.ts'
import type { Source } from '../store/store.ts'
import { chunkSize } from './manifest.ts'

/** What a worker thread is asked to do. */
export type Task = ScanTask | WriteTask

/** Read neighbouring chunks of an image, and compress those that are not as they were. */
export interface ScanTask {
  readonly kind: 'scan'
  readonly image: string
  /** Index of the first chunk. */
  readonly first: number
  /** For each chunk, in order, the hash it had; '' for one to be compressed whatever it holds. */
  readonly known: readonly string[]
}

export interface ScannedChunk {
  readonly index: number
  readonly sha256: string
  /** Absent for a chunk that is as it was. */
  readonly compressed?: Uint8Array<ArrayBuffer>
}

/** Fetch one range of a pack and write the chunks in it to their places in an image. */
export interface WriteTask {
  readonly kind: 'write'
  readonly image: string
  readonly source: Source
  /** Bytes of the pack. */
  readonly start: number
  readonly end: number
  readonly chunks: readonly {
    readonly index: number
    readonly sha256: string
    readonly offset: number
    readonly length: number
  }[]
}

const zeros = Buffer.alloc(chunkSize)

/** @returns the chunks that are not all zeros */
export async function scan(task: ScanTask): Promise<ScannedChunk[]> {
  const bytes = await withFile(task.image, 'r', (file) =>
    readFully(file, task.known.length * chunkSize, task.first * chunkSize),
  )
  const scanned: ScannedChunk[] = []
  for (const [at, known] of task.known.entries()) {
    const index = task.first + at
    const chunk = bytes.subarray(at * chunkSize, (at + 1) * chunkSize)
    if (chunk.equals(zeros)) continue
    const sha256 = hash('sha256', chunk)
    if (sha256 === known) scanned.push({ index, sha256 })
    else scanned.push({ index, sha256, compressed: compress(chunk) })
  }
  release(bytes)
  return scanned
}

function compress(chunk: Buffer): Uint8Array<ArrayBuffer> {
  const output = zstdCompressSync(chunk, {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
    // In one piece: zlib's default of 16 KiB at a time costs a factor of three.
    chunkSize: chunkSize + 4096,
  })
  // A copy of just the compressed bytes: zlib's own buffer is larger than what it holds.
  const compressed = new Uint8Array(output)
  release(output)
  return compressed
}

/** @throws Error when the bytes are not those that the manifest promised; nothing of that chunk is written then */
export async function write(task: WriteTask): Promise<void> {
  const range = await readRange(task.source, task.start, task.end)
  await withFile(task.image, 'r+', async (file) => {
    for (const { index, sha256, offset, length } of task.chunks) {
      const chunk = decompress(range.subarray(offset - task.start, offset - task.start + length))
      if (hash('sha256', chunk) !== sha256) throw new Error(`chunk ${index} is not what was saved`)
      await writeFully(file, chunk, index * chunkSize)
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

/**
 * Frees the memory of bytes that nothing uses any more. Left to the collector, which does not hurry for what lies
 * outside its heap, a thread holds some 100 MB of them.
 */
function release(bytes: Buffer): void {
  // Small buffers share their memory with others.
  if (bytes.buffer.byteLength > Buffer.poolSize) (bytes.buffer as ArrayBuffer).transfer(0)
}

async function readFully(file: FileHandle, length: number, position: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) throw new Error('the image is shorter than it was')
    filled += bytesRead
  }
  return buffer
}

/** On a disk that fills up, the kernel takes what still fits and says so only by how much that was. */
async function writeFully(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten
  }
}

async function withFile<T>(path: string, flags: string, body: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags)
  try {
    return await body(file)
  } finally {
    await file.close()
  }
}
