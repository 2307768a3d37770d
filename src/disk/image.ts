import { rm, stat, statfs, truncate, writeFile } from 'node:fs/promises'
import { run } from '../programs.ts'

const GiB = 2 ** 30

/** Free space that images always leave on the host, in bytes. A sparse image on a full host loses writes. */
export const hostMargin = 4 * GiB

/**
 * Maximum share of the free space for an image. Together with the rounding of sizes, it gives machines of one
 * kind, whose free space differs by some gigabytes, images of the same size. Shrinking an image moves so much of
 * its content that the next save writes all of it again.
 */
const maxShare = 7 / 8

/** Sizes are whole GiB, so that the last chunk is always complete. */
const smallest = GiB
/** The transfer of a larger state would take too long. */
const largest = 1024 * GiB

/**
 * The maximum size of an image on this host: the free space in its folder, minus a margin, rounded down.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 if the host has no room for an image
 */
export async function imageSizeFor(folder: string, wanted?: number): Promise<number> {
  return imageSizeWithin(await freeBytes(folder), wanted)
}

export function imageSizeWithin(free: number, wanted = largest): number {
  const most = roundDown(Math.min(free - hostMargin, free * maxShare))
  const size = Math.floor(Math.min(most, wanted, largest) / GiB) * GiB
  return size >= smallest ? size : 0
}

/**
 * Rounds down to a multiple of 1/16 of the next lower power of two, and of 1 GiB.
 *
 * @param size bytes
 */
function roundDown(size: number): number {
  const step = Math.max(GiB, 2 ** (Math.floor(Math.log2(Math.max(size, 1))) - 4))
  return Math.floor(size / step) * step
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Only features that e2fsprogs 1.46 and Linux 5.15 (Ubuntu 22.04) support. No journal: a state that was not closed
 * cleanly is discarded, so a journal would only write everything twice.
 */
const features = [
  'none',
  'ext_attr',
  'dir_index',
  'filetype',
  'extent',
  '64bit',
  'flex_bg',
  'sparse_super',
  'large_file',
  'huge_file',
  'dir_nlink',
  'extra_isize',
  'metadata_csum',
  'resize_inode',
]

/**
 * Creates a sparse file of `size` bytes with an empty ext4 filesystem. Keeps `lost+found`: Docker would copy the
 * engine image's own /var/lib/dagger into an empty volume.
 */
export async function makeImage(path: string, size: number): Promise<void> {
  await makeSparseFile(path, size)
  const inodeEvery = 4096 // bytes; a state averages 17 KB per entry, but a folder of small files far less
  await run(
    'mke2fs',
    [
      ...['-q', '-F', '-t', 'ext2', '-b', '4096', '-I', '256', '-i', `${inodeEvery}`, '-m', '0'],
      ...['-L', 'warm-dagger', '-O', features.join(',')],
      // Puts all metadata at the front, so that it occupies few chunks.
      ...['-E', 'nodiscard,lazy_itable_init=1,packed_meta_blocks=1,root_owner=0:0', path],
    ],
    // The host's defaults would add other features.
    { env: { MKE2FS_CONFIG: '/dev/null' }, timeoutSeconds: 300 },
  )
}

/** Creates a file that reads as `size` zeros. Replaces an existing file. */
export async function makeSparseFile(path: string, size: number): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, '', { mode: 0o600, flag: 'wx' })
  await truncate(path, size)
}

/** Seconds. It takes one or two, but a crafted filesystem must not keep it busy forever. */
const resizeTimeoutSeconds = 120

/**
 * Resizes an unmounted filesystem and its image file to `size` bytes, a whole number of KiB. Shrinking it changes
 * the inodes of files and the times of their folders.
 *
 * @throws CommandError if the content does not fit, or it takes too long; the image must then not be used
 */
export async function resizeImage(path: string, size: number): Promise<void> {
  if ((await stat(path)).size < size) await truncate(path, size)
  await resizeFilesystem(path, size)
  await truncate(path, size)
}

/** Like `resizeImage`, for a file that has the space already. */
export async function resizeFilesystem(path: string, size: number): Promise<void> {
  // Without -f, it requires a full check first. The filesystem was verified bit for bit.
  await run('resize2fs', ['-f', path, `${size / 1024}K`], { timeoutSeconds: resizeTimeoutSeconds })
}

/**
 * Resizes an image of `from` bytes, if necessary, on a host with room for an image of `room` bytes.
 *
 * @throws CommandError like `resizeImage`
 */
export async function fitImage(path: string, from: number, room: number): Promise<void> {
  const size = sizeToFit(from, room)
  if (size !== undefined) await resizeImage(path, size)
}

/**
 * The new size for an image of `from` bytes on a host with room for an image of `room` bytes; undefined to keep
 * its size. Slightly more room does not justify rewriting metadata. An image that exceeds the room by no more than
 * `imageSizeWithin` leaves free cannot fill the host.
 */
export function sizeToFit(from: number, room: number): number | undefined {
  return room >= from * 1.25 || from > Math.max(room + hostMargin, room / maxShare) ? room : undefined
}
