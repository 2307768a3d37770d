import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseSuperblock, readSuperblock } from '../../src/disk/superblock.ts'

/** The superblock of a clean filesystem of 4 KiB blocks; offsets as in the kernel's ext4/super.rst. */
function superblockBytes({ state = 1, errors = 1 } = {}): Buffer {
  const bytes = Buffer.alloc(1024)
  bytes.writeUInt32LE(1000, 0x0) // s_inodes_count
  bytes.writeUInt32LE(7, 0x4) // s_blocks_count_lo
  bytes.writeUInt32LE(5, 0xc) // s_free_blocks_count_lo
  bytes.writeUInt32LE(989, 0x10) // s_free_inodes_count
  bytes.writeUInt32LE(2, 0x18) // s_log_block_size
  bytes.writeUInt16LE(3, 0x34) // s_mnt_count
  bytes.writeUInt16LE(0xef53, 0x38) // s_magic
  bytes.writeUInt16LE(state, 0x3a) // s_state
  bytes.writeUInt16LE(errors, 0x3c) // s_errors
  bytes.writeUInt32LE(0x38, 0x5c) // s_feature_compat
  bytes.writeUInt32LE(0x2c2, 0x60) // s_feature_incompat
  bytes.writeUInt32LE(0x46b, 0x64) // s_feature_ro_compat
  bytes.writeUInt32LE(0xc, 0x100) // s_default_mount_opts
  bytes.write('0123456789abcdeffedcba9876543210', 0x68, 'hex') // s_uuid
  return bytes
}

describe('a superblock', () => {
  test('contains identity, sizes and state', () => {
    expect(parseSuperblock(superblockBytes())).toEqual({
      uuid: '01234567-89ab-cdef-fedc-ba9876543210',
      blockSize: 4096,
      blocks: 7,
      freeBlocks: 5,
      inodes: 1000,
      freeInodes: 989,
      mounts: 3,
      clean: true,
      hasErrors: false,
      unusual: undefined,
    })
  })

  test('counts blocks beyond 32 bits', () => {
    const bytes = superblockBytes()
    bytes.writeUInt32LE(3, 0x150)
    bytes.writeUInt32LE(2, 0x158)
    expect(parseSuperblock(bytes)).toMatchObject({ blocks: 3 * 2 ** 32 + 7, freeBlocks: 2 * 2 ** 32 + 5 })
  })

  test.each([
    [0, false, false],
    [1, true, false],
    [2, false, true],
    [3, true, true],
    [5, true, false],
  ])('of state %d is clean: %p, and had errors: %p', (state, clean, hasErrors) => {
    expect(parseSuperblock(superblockBytes({ state }))).toMatchObject({ clean, hasErrors })
  })

  test.each<[string, number, number, string | undefined]>([
    ['with a journal', 0x5c, 0x3c, 'has unknown compatible features (0x4)'],
    ['that asks for recovery', 0x60, 0x2c6, 'has unknown incompatible features (0x4)'],
    ['with encryption', 0x60, 0x102c2, 'has unknown incompatible features (0x10000)'],
    ['with a feature of the last bit', 0x60, 0x800002c2, 'has unknown incompatible features (0x80000000)'],
    ['with verity', 0x64, 0x846b, 'has unknown read-only compatible features (0x8000)'],
    ['with discard by default', 0x100, 0x40c, 'has unknown default mount options (0x400)'],
    ['with mount options', 0x200, 0x61, 'has mount options of its own'],
    ['with fewer features', 0x64, 0x1, undefined],
  ])('%s is unusual where the kernel would behave otherwise', (_what, at, value, unusual) => {
    const bytes = superblockBytes()
    bytes.writeUInt32LE(value, at)
    expect(parseSuperblock(bytes)?.unusual).toBe(unusual)
  })

  test.each([
    [0, undefined],
    [1, undefined],
    [2, undefined],
    [3, 'would stop the machine on an error (errors=panic)'],
    [4, 'would stop the machine on an error (errors=panic)'],
  ])('whose errors are dealt with by %d is unusual: %p', (errors, unusual) => {
    expect(parseSuperblock(superblockBytes({ errors }))?.unusual).toBe(unusual)
  })

  test('of another filesystem is not one', () => {
    expect(parseSuperblock(Buffer.alloc(1024))).toBeUndefined()
  })
})

describe('an image file', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'superblock-'))
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test('has its superblock at byte 1024', async () => {
    await writeFile(join(folder, 'image'), Buffer.concat([Buffer.alloc(1024), superblockBytes()]))
    expect(await readSuperblock(join(folder, 'image'))).toMatchObject({ blocks: 7 })
  })

  test.each([
    ['at its filesystem’s end', 7 * 4096, false],
    ['a byte before its filesystem does', 7 * 4096 - 1, true],
  ])('that ends %s is cut short: %s bytes, %p', async (_where, size, cutShort) => {
    const file = join(folder, 'image')
    await writeFile(file, Buffer.concat([Buffer.alloc(1024), superblockBytes()]))
    await truncate(file, size)
    expect(await readSuperblock(file)).toMatchObject({ cutShort })
  })

  test('that ends within the superblock has none', async () => {
    const image = Buffer.concat([Buffer.alloc(1024), superblockBytes()]).subarray(0, 2047)
    await writeFile(join(folder, 'image'), image)
    expect(await readSuperblock(join(folder, 'image'))).toBeUndefined()
  })
})
