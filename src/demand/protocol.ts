/**
 * The part of the FUSE protocol that serves a single file as the root of a mount. Source of structures and numbers:
 * Linux 6.18, include/uapi/linux/fuse.h, version 7.31, which Linux 5.4 and later support.
 */

/** Bytes of the largest read or write. */
export const largestTransfer = 2 ** 20

/** Bytes before the data of a write: fuse_in_header and fuse_write_in. */
const writeHeader = 80

/** Bytes of a buffer that fits any request. The kernel refuses to read into a smaller one. */
export const requestSize = largestTransfer + 4096

const opcodes = {
  forget: 2,
  getattr: 3,
  setattr: 4,
  open: 14,
  read: 15,
  write: 16,
  statfs: 17,
  release: 18,
  fsync: 20,
  flush: 25,
  init: 26,
  access: 34,
  interrupt: 36,
  batchForget: 42,
  fallocate: 43,
} as const

/** Offsets are in bytes from the start of the file. */
export type Request =
  | { readonly kind: 'init'; readonly unique: bigint; readonly major: number; readonly flags: number }
  | { readonly kind: 'read'; readonly unique: bigint; readonly offset: number; readonly length: number }
  | { readonly kind: 'write'; readonly unique: bigint; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'clear'; readonly unique: bigint; readonly offset: number; readonly length: number }
  /** Requests the file's attributes, which never change. */
  | { readonly kind: 'attributes'; readonly unique: bigint }
  | { readonly kind: 'open'; readonly unique: bigint }
  | { readonly kind: 'sync'; readonly unique: bigint }
  | { readonly kind: 'statistics'; readonly unique: bigint }
  /** Needs no work, but an answer. */
  | { readonly kind: 'nothing'; readonly unique: bigint }
  /** An operation on the file that is not possible, but others of its kind are. */
  | { readonly kind: 'unsupported'; readonly unique: bigint }
  /** Must not be answered. */
  | { readonly kind: 'notice' }
  | { readonly kind: 'unknown'; readonly unique: bigint }

/** FALLOC_FL_KEEP_SIZE of include/uapi/linux/falloc.h. It changes nothing, because no part ends behind the file. */
const keepSize = 0x1
/** FALLOC_FL_PUNCH_HOLE and FALLOC_FL_ZERO_RANGE. resize2fs passes the latter without `keepSize`. */
const clearing = [0x2, 0x10]

/**
 * Decodes one request that was read from /dev/fuse.
 *
 * @returns the request; its data, if any, is a part of `bytes`
 */
export function decodeRequest(bytes: Buffer): Request {
  const unique = bytes.readBigUInt64LE(8)
  switch (bytes.readUInt32LE(4)) {
    case opcodes.init:
      return { kind: 'init', unique, major: bytes.readUInt32LE(40), flags: bytes.readUInt32LE(52) }
    case opcodes.read:
      return { kind: 'read', unique, offset: position(bytes, 48), length: bytes.readUInt32LE(56) }
    case opcodes.write: {
      const data = bytes.subarray(writeHeader, writeHeader + bytes.readUInt32LE(56))
      return { kind: 'write', unique, offset: position(bytes, 48), data }
    }
    case opcodes.fallocate:
      return clearing.includes(bytes.readUInt32LE(64) & ~keepSize)
        ? { kind: 'clear', unique, offset: position(bytes, 48), length: position(bytes, 56) }
        : { kind: 'unsupported', unique }
    case opcodes.getattr:
    case opcodes.setattr:
      return { kind: 'attributes', unique }
    case opcodes.open:
      return { kind: 'open', unique }
    case opcodes.fsync:
      return { kind: 'sync', unique }
    case opcodes.statfs:
      return { kind: 'statistics', unique }
    case opcodes.flush:
    case opcodes.release:
    case opcodes.access:
      return { kind: 'nothing', unique }
    case opcodes.forget:
    case opcodes.batchForget:
    case opcodes.interrupt:
      return { kind: 'notice' }
    default:
      return { kind: 'unknown', unique }
  }
}

function position(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at))
}

/** Bytes of fuse_out_header, which precedes every answer. */
export const headerSize = 16

/** The error numbers of errno.h for refused requests. */
export const errors = { EIO: 5, EINVAL: 22, ENOSPC: 28, ENOSYS: 38, EPROTO: 71, EOPNOTSUPP: 95 } as const

/** Makes the header of an answer with `length` bytes of data after it. */
export function header(unique: bigint, length: number, error = 0): Buffer {
  const bytes = Buffer.alloc(headerSize)
  bytes.writeUInt32LE(headerSize + length, 0)
  bytes.writeInt32LE(-error, 4)
  bytes.writeBigUInt64LE(unique, 8)
  return bytes
}

/** Refuses a request. @param error a positive number of errno.h */
export function refusal(unique: bigint, error: number): Buffer {
  return header(unique, 0, error)
}

function answer(unique: bigint, size: number, fill: (body: Buffer) => void = () => undefined): Buffer {
  const body = Buffer.alloc(size)
  fill(body)
  return Buffer.concat([header(unique, size), body])
}

/** FUSE_ASYNC_READ, FUSE_BIG_WRITES, FUSE_ASYNC_DIO and FUSE_MAX_PAGES. */
const wantedFlags = 0x1 | 0x20 | 0x8000 | 0x400000

/** @param flags that the kernel offers */
export function initAnswer(unique: bigint, flags: number): Buffer {
  return answer(unique, 64, (body) => {
    body.writeUInt32LE(7, 0)
    body.writeUInt32LE(31, 4)
    body.writeUInt32LE(largestTransfer, 8) // max_readahead
    body.writeUInt32LE((flags & wantedFlags) >>> 0, 12)
    body.writeUInt16LE(64, 16) // max_background
    body.writeUInt16LE(48, 18) // congestion_threshold
    body.writeUInt32LE(largestTransfer, 20) // max_write
    body.writeUInt32LE(1, 24) // time_gran
    body.writeUInt16LE(largestTransfer / 4096, 28) // max_pages
  })
}

export interface FileAttributes {
  /** Bytes. */
  readonly size: number
  /** Who may open it. */
  readonly uid: number
  readonly gid: number
}

export function attributesAnswer(unique: bigint, { size, uid, gid }: FileAttributes): Buffer {
  return answer(unique, 104, (body) => {
    body.writeBigUInt64LE(3600n, 0) // attr_valid, seconds
    body.writeBigUInt64LE(1n, 16) // ino
    body.writeBigUInt64LE(BigInt(size), 24)
    body.writeBigUInt64LE(BigInt(Math.ceil(size / 512)), 32) // blocks
    body.writeUInt32LE(0o100600, 76) // mode
    body.writeUInt32LE(1, 80) // nlink
    body.writeUInt32LE(uid, 84)
    body.writeUInt32LE(gid, 88)
    body.writeUInt32LE(4096, 96) // blksize
  })
}

export function openAnswer(unique: bigint): Buffer {
  return answer(unique, 16)
}

/**
 * The loop driver takes the block size as the smallest part that can be discarded. Without one, kernels up to 6.8 refuse
 * every discard (drivers/block/loop.c, loop_config_discard; block/blk-lib.c, __blkdev_issue_discard), and nothing would
 * be saved.
 */
export function statisticsAnswer(unique: bigint): Buffer {
  return answer(unique, 80, (body) => {
    body.writeUInt32LE(4096, 40) // bsize
    body.writeUInt32LE(4096, 48) // frsize
  })
}

/** @param length bytes that were written */
export function writeAnswer(unique: bigint, length: number): Buffer {
  return answer(unique, 8, (body) => {
    body.writeUInt32LE(length, 0)
  })
}

export function emptyAnswer(unique: bigint): Buffer {
  return header(unique, 0)
}

/**
 * Options for mount(8), whose standard input is a descriptor of /dev/fuse. Root can open the file, whoever serves it.
 * Of other users, the kernel allows only its owner.
 */
export const fuseMountOptions =
  'fd=0,rootmode=100600,user_id=0,group_id=0,allow_other,default_permissions,nosuid,nodev,noexec'
