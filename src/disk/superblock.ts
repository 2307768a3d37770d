import { open } from 'node:fs/promises'

/** The fields of an ext4 superblock that tell one filesystem from another and whether it was closed well. */
export interface Superblock {
  /** Lower-case, with hyphens. */
  readonly uuid: string
  /** Bytes. */
  readonly blockSize: number
  readonly blocks: number
  readonly freeBlocks: number
  readonly inodes: number
  readonly freeInodes: number
  /** How often it was mounted, ever; wraps around. */
  readonly mounts: number
  /** Set when no one has it mounted and the last one unmounted it in order. */
  readonly clean: boolean
  /** The kernel met an inconsistency at some time. */
  readonly hasErrors: boolean
  /**
   * What in it would have the kernel behave otherwise than with an image that we made, as the rest of a sentence about
   * the filesystem; undefined for nothing. Anyone who can write to a cache can write a superblock.
   */
  readonly unusual: string | undefined
}

/** What an image file tells of its filesystem. */
export interface ImageSuperblock extends Superblock {
  /** The file ends before the filesystem does, so something else has cut it short. */
  readonly cutShort: boolean
}

const offset = 1024
const length = 1024
const magic = 0xef53

/**
 * Reads the superblock of the filesystem in an image file; undefined when there is none.
 * The layout is the kernel's, Documentation/filesystems/ext4/super.rst.
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

/** Whether an image has not been mounted, nor cut short, since its superblock was read: any mount is counted in it. */
export async function isUntouchedSince(then: Superblock, image: string): Promise<boolean> {
  const now = await readSuperblock(image)
  return now?.clean === true && now.mounts === then.mounts && now.uuid === then.uuid && !now.cutShort
}

/**
 * What mke2fs writes for `makeImage`, as masks: 0x38 is ext_attr, resize_inode, dir_index; 0x2c2 filetype, extent,
 * 64bit, flex_bg; 0x46b sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum. 0xc is user_xattr
 * and acl, which are the kernel's defaults, too.
 */
const masks = [
  { name: 'compatible features', at: 0x5c, usual: 0x38 },
  { name: 'incompatible features', at: 0x60, usual: 0x2c2 },
  { name: 'read-only compatible features', at: 0x64, usual: 0x46b },
  { name: 'default mount options', at: 0x100, usual: 0xc },
] as const

/** s_errors: 1 goes on, 2 mounts it read-only, 3 panics. 0 is none of them, and counts as the first. */
const panics = 3

function unusualIn(bytes: Buffer): string | undefined {
  for (const { name, at, usual } of masks) {
    const more = (bytes.readUInt32LE(at) & ~usual) >>> 0
    if (more !== 0) return `has unknown ${name} (0x${more.toString(16)})`
  }
  if (bytes.readUInt16LE(0x3c) >= panics) return 'would stop the machine on an error (errors=panic)'
  // s_mount_opts: a string of options, as on the command line.
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
