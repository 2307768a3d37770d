// Measures the cost of each part of a restore and of a save alone, in one thread, on the same state.
import { hash } from 'node:crypto'
import { closeSync, openSync, readSync, truncateSync, unlinkSync, writeFileSync, writeSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { chunksWithin, dataExtents } from '../src/disk/extents.ts'
import { fingerprintOf, newFingerprintKey } from '../src/snapshot/fingerprint.ts'
import { chunkSize } from '../src/snapshot/manifest.ts'
import { measured } from './yardstick.ts'

/** In the order in which a chunk goes through them. */
export const parts = ['read', 'fingerprint', 'compress', 'hash', 'decompress', 'write'] as const
export type Part = (typeof parts)[number]

/** `IMAGE`: CPU seconds of each part for all chunks of the image, with one chunk at a time in memory. */
async function main(image: string): Promise<void> {
  const indices = chunksWithin(await dataExtents(image, (await stat(image)).size), chunkSize)
  const copy = `${image}.copy`
  writeFileSync(copy, '')
  truncateSync(copy, (await stat(image)).size)
  const [from, to] = [openSync(image, 'r'), openSync(copy, 'r+')]
  const spent: Record<Part, number> = {
    read: 0,
    fingerprint: 0,
    compress: 0,
    hash: 0,
    decompress: 0,
    write: 0,
  }
  const timed = <T>(part: Part, work: () => T): T => {
    const before = process.threadCpuUsage()
    const result = work()
    const { user, system } = process.threadCpuUsage(before)
    spent[part] += (user + system) / 1e6
    return result
  }
  const key = newFingerprintKey()
  const chunk = Buffer.allocUnsafeSlow(chunkSize)
  await measured(() => {
    for (const index of indices) {
      timed('read', () => readSync(from, chunk, 0, chunkSize, index * chunkSize))
      timed('fingerprint', () => fingerprintOf(chunk, key))
      const compressed = timed('compress', () =>
        zstdCompressSync(chunk, {
          params: { [constants.ZSTD_c_compressionLevel]: 1 },
          chunkSize: chunkSize + 4096,
        }),
      )
      timed('hash', () => hash('sha256', compressed))
      const again = timed('decompress', () => zstdDecompressSync(compressed, { chunkSize: chunkSize + 1 }))
      timed('write', () => writeSync(to, again, 0, chunkSize, index * chunkSize))
    }
    return Promise.resolve(spent)
  })
  for (const file of [from, to]) closeSync(file)
  unlinkSync(copy)
}

if (import.meta.main) await main(process.argv[2] ?? '')
