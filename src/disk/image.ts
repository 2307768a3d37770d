import { rm, stat, statfs, truncate, writeFile } from 'node:fs/promises'
import { run } from '../command.ts'

const GiB = 2 ** 30

/** Free space of the host that an image may never grow into, bytes. A sparse image on a full host loses writes. */
export const hostMargin = 4 * GiB

/**
 * The share of the free space that an image may have. With the step that sizes are rounded to, it makes machines of
 * one kind, whose free space differs by some gigabytes, make equal images: one that has to be shrunk has moved so
 * much of its content that all of it is saved again.
 */
const mostShare = 7 / 8

/** Sizes are whole GiB, so that the last chunk is never a short one. */
const smallest = GiB
/** Beyond this an engine's state could not be moved in useful time. */
const largest = 1024 * GiB

/**
 * How large an image may become on this host: what is free beside it, less a margin, rounded down.
 *
 * @param wanted bytes; undefined for as much as the host allows
 * @returns bytes; 0 when the host has no room for any
 */
export async function imageSizeFor(folder: string, wanted?: number): Promise<number> {
  return imageSizeWithin(await freeBytes(folder), wanted)
}

export function imageSizeWithin(free: number, wanted = largest): number {
  const most = roundDown(Math.min(free - hostMargin, free * mostShare))
  const size = Math.floor(Math.min(most, wanted, largest) / GiB) * GiB
  return size >= smallest ? size : 0
}

/** To a multiple of a sixteenth of the power of two below it, and of a GiB. @param size bytes */
function roundDown(size: number): number {
  const step = Math.max(GiB, 2 ** (Math.floor(Math.log2(Math.max(size, 1))) - 4))
  return Math.floor(size / step) * step
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
 * Resizes an image of `from` bytes on a host with room for one of `room`, if it must be.
 *
 * @throws CommandError as `resizeImage` does
 */
export async function fitImage(path: string, from: number, room: number): Promise<void> {
  const size = sizeToFit(from, room)
  if (size !== undefined) await resizeImage(path, size)
}

/**
 * The size that an image of `from` bytes gets on a host with room for one of `room`; undefined for the one that it has.
 * A little more room is not worth rewriting metadata; and an image that is larger than the room by no more than
 * `imageSizeWithin` leaves free cannot fill the host.
 */
export function sizeToFit(from: number, room: number): number | undefined {
  return room >= from * 1.25 || from > Math.max(room + hostMargin, room / mostShare) ? room : undefined
}
