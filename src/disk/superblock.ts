import { open } from 'node:fs/promises'

/** The fields of an ext4 superblock that identify the filesystem and show whether it was closed cleanly. */
export interface Superblock {
  /** Lower-case, with hyphens. */
  readonly uuid: string
  /** Bytes. */
  readonly blockSize: number
  readonly blocks: number
  readonly freeBlocks: number
  readonly inodes: number
  readonly freeInodes: number
  /** Total number of mounts; wraps around. */
  readonly mounts: number
  /** Set if it is not mounted and was last unmounted cleanly. */
  readonly clean: boolean
  /** Whether the kernel ever found an inconsistency. */
  readonly hasErrors: boolean
  /**
   * Settings that make the kernel treat it differently from an image that we created, as the rest of a sentence
   * about the filesystem; undefined if there are none. Anyone who can write to a cache can write a superblock.
   */
  readonly unusual: string | undefined
}

/** The superblock in an image file. */
export interface ImageSuperblock extends Superblock {
  /** Whether the file ends before the filesystem does: something else truncated it. */
  readonly cutShort: boolean
}

const offset = 1024
const length = 1024
const magic = 0xef53

/**
 * Reads the superblock of the filesystem in an image file; undefined if there is none. The layout is the kernel's,
 * Documentation/filesystems/ext4/super.rst.
 */
export async function readSuperblock(image: string): Promise<ImageSuperblock | undefined> {
  const file = await open(image, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
    const superblock = bytesRead === length ? parseSuperblock(buffer) : undefined
    if (!superblock) return undefined
    return { ...superblock, cutShort: (await file.stat()).size < superblock.blocks * superblock.blockSize }
  } finally {
    await file.close()
  }
}

/**
 * Whether an image was neither mounted nor truncated since its superblock was read. The superblock counts mounts.
 */
export async function isUntouchedSince(then: Superblock, image: string): Promise<boolean> {
  const now = await readSuperblock(image)
  return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort
}

/**
 * What mke2fs writes for `makeImage`, as masks: 0x38 is ext_attr, resize_inode, dir_index; 0x2c2 filetype, extent,
 * 64bit, flex_bg; 0x46b sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum. 0xc is
 * user_xattr and acl, which are also the kernel's defaults.
 */
const masks = [
  { name: 'compatible features', at: 0x5c, usual: 0x38 },
  { name: 'incompatible features', at: 0x60, usual: 0x2c2 },
  { name: 'read-only compatible features', at: 0x64, usual: 0x46b },
  { name: 'default mount options', at: 0x100, usual: 0xc },
] as const

/** s_errors: 1 continues, 2 remounts read-only, 3 panics. 0 has no meaning and counts as 1. */
const panics = 3

function unusualIn(bytes: Buffer): string | undefined {
  for (const { name, at, usual } of masks) {
    const more = (bytes.readUInt32LE(at) & ~usual) >>> 0
    if (more !== 0) return `has unknown ${name} (0x${more.toString(16)})`
  }
  if (bytes.readUInt16LE(0x3c) >= panics) return 'would stop the machine on an error (errors=panic)'
  // s_mount_opts: a string of mount options, as on the command line.
  if (bytes.readUInt8(0x200) !== 0) return 'has mount options of its own'
  return undefined
}

export function parseSuperblock(bytes: Buffer): Superblock | undefined {
  if (bytes.readUInt16LE(0x38) !== magic) return undefined
  const high = (at: number) => bytes.readUInt32LE(at) * 2 ** 32
  const state = bytes.readUInt16LE(0x3a)
  return {
    uuid: bytes.toString('hex', 0x68, 0x78).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    blockSize: 1024 << bytes.readUInt32LE(0x18),
    blocks: bytes.readUInt32LE(0x4) + high(0x150),
    freeBlocks: bytes.readUInt32LE(0xc) + high(0x158),
    inodes: bytes.readUInt32LE(0x0),
    freeInodes: bytes.readUInt32LE(0x10),
    mounts: bytes.readUInt16LE(0x34),
    clean: (state & 1) !== 0,
    hasErrors: (state & 2) !== 0,
    unusual: unusualIn(bytes),
  }
}
