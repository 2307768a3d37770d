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
  }
}
