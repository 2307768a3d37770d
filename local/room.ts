import { megabytes } from '../src/units.ts'
import { freeBytes, hostMargin } from '../src/disk/image.ts'
import { sizeOf, type Manifest } from '../src/snapshot/manifest.ts'

/** @throws Error if the disk of the folder has too little free space for the unpacked snapshot */
export async function checkRoom(manifest: Manifest, folder: string): Promise<void> {
  const needed = sizeOf(manifest).uncompressed + hostMargin
  const free = await freeBytes(folder)
  if (needed <= free) return
  throw new Error(
    `The snapshot needs ${megabytes(needed)} of free space in ${folder}, including a margin of ${megabytes(hostMargin)}; ${megabytes(free)} are free.`,
  )
}
