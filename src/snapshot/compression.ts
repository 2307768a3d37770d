import { hash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { freeMemory } from '../free-memory.ts'
import { chunkSize } from './manifest.ts'

/** Of Zstandard. */
const compressionLevel = 1

export interface CompressedChunk {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Hash of `bytes`. */
  readonly sha256: string
}

export function compress(chunk: Buffer): CompressedChunk {
  const output = zstdCompressSync(chunk, {
    params: { [constants.ZSTD_c_compressionLevel]: compressionLevel },
    // One output buffer for the whole chunk: zlib's default, 16 KiB at a time, takes three times as long.
    chunkSize: chunkSize + 4096,
  })
  // Copies only the compressed bytes, because zlib's own buffer is larger.
  const bytes = new Uint8Array(output)
  freeMemory(output)
  return { bytes, sha256: hash('sha256', bytes) }
}

/** @throws Error if the bytes are not those of a whole chunk */
export function decompress(bytes: Uint8Array): Buffer {
  // One byte more than needed: if the buffer is filled completely, zlib allocates a second one and copies.
  const chunk = zstdDecompressSync(bytes, { chunkSize: chunkSize + 1, maxOutputLength: chunkSize })
  if (chunk.length !== chunkSize) throw new Error(`a chunk has ${chunk.length} bytes`)
  return chunk
}
