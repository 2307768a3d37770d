import { rm, stat, statfs, truncate, writeFile } from 'node:fs/promises'
import { run } from '../command.ts'

const GiB = 2 ** 30

/** Free space of the host that an image may never grow into, bytes. A sparse image on a full host loses writes. */
export const hostMargin = 4 * GiB

/** Sizes are whole GiB, so that the last chunk is never a short one. */
const smallest = GiB
/** Beyond this an engine's state could not be moved in useful time. */
const largest = 1024 * GiB

/**
 * How large an image may become on this host: what is free beside it, less a margin, in whole GiB.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 when the host has no room for any
 */
export async function imageSizeFor(folder: string, wanted?: number): Promise<number> {
  return imageSizeWithin(await freeBytes(folder), wanted)
}

export function imageSizeWithin(free: number, wanted = largest): number {
  const size = Math.floor(Math.min(free - hostMargin, wanted, largest) / GiB) * GiB
  return size >= smallest ? size : 0
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Only what e2fsprogs 1.46 and Linux 5.15 (Ubuntu 22.04) read. No journal: a state is either closed in order or
 * thrown away, so a journal would only write everything twice.
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
 * Makes a sparse file of `size` bytes with an empty ext4 filesystem in it. `lost+found` stays: an empty folder
 * would make Docker copy the engine image's own /var/lib/dagger into the volume.
 */
export async function makeImage(path: string, size: number): Promise<void> {
  await makeSparseFile(path, size)
  const inodeEvery = 4096 // bytes; a state averages 17 KB an entry, but a folder of small files far less
  await run(
    'mke2fs',
    [
      ...['-q', '-F', '-t', 'ext2', '-b', '4096', '-I', '256', '-i', `${inodeEvery}`, '-m', '0'],
      ...['-L', 'warm-dagger', '-O', features.join(',')],
      // Metadata together at the front, so that it falls into few chunks.
      ...['-E', 'nodiscard,lazy_itable_init=1,packed_meta_blocks=1,root_owner=0:0', path],
    ],
    // The host's defaults would add features of its own.
    { env: { MKE2FS_CONFIG: '/dev/null' }, timeoutSeconds: 300 },
  )
}

/** Makes an empty file that reads as `size` zeros. Replaces what is there. */
export async function makeSparseFile(path: string, size: number): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, '', { mode: 0o600, flag: 'wx' })
  await truncate(path, size)
}

/** Seconds; it takes one or two, and a made-up filesystem is not to keep it busy for ever. */
const longestResizing = 120

/**
 * Makes the filesystem in a file that no one has mounted, and the file, of `size` bytes, in whole KiB. Where that is
 * less than before, files get other inodes, and the folders they are in the time of that.
 *
 * @throws CommandError when the content does not fit, or it takes too long; the image is then not to be used
 */
export async function resizeImage(path: string, size: number): Promise<void> {
  if ((await stat(path)).size < size) await truncate(path, size)
  // -f: it asks for a full check first, of a filesystem that was just verified bit for bit.
  await run('resize2fs', ['-f', path, `${size / 1024}K`], { timeoutSeconds: longestResizing })
  await truncate(path, size)
}

/**
 * Resizes an image of `from` bytes on a host with room for one of `room`. A little more room is not worth to rewrite
 * metadata for; and beyond the room by no more than the host's margin, it cannot fill the host.
 *
 * @throws CommandError as `resizeImage` does
 */
export async function fitImage(path: string, from: number, room: number): Promise<void> {
  if (room >= from * 1.25 || from > room + hostMargin) await resizeImage(path, room)
}
