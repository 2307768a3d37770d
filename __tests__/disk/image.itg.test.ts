import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'
import { fitImage, makeImage, makeSparseFile, resizeImage } from '../../src/disk/image.ts'
import { attach, attachDisposable, backingFile, detach } from '../../src/disk/loop-device.ts'
import { readSuperblock } from '../../src/disk/superblock.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { openBench, type Bench } from './images.ts'
import { makeSmallHost } from '../../rig/machine/small-host.ts'

const MiB = 2 ** 20
const GiB = 2 ** 30

let bench: Bench
let image: string

beforeEach(async () => {
  bench = await openBench()
  image = join(bench.folder, 'image')
})

afterEach(async () => {
  await bench.close()
})

describe('a new image', () => {
  beforeEach(async () => {
    await makeImage(image, GiB)
  })

  test('has the requested size, is private, and takes hardly any space', async () => {
    const { size, blocks, mode } = await stat(image)
    expect(size).toBe(GiB)
    expect(mode & 0o777).toBe(0o600)
    expect(blocks * 512).toBeLessThan(8 * MiB)
  })

  test('contains a clean filesystem with exactly the intended features', async () => {
    const told = await run('dumpe2fs', ['-h', image])
    expect(/^Filesystem features: *(.*)$/m.exec(told)?.[1]?.split(' ').sort()).toEqual(
      [
        ...['64bit', 'dir_index', 'dir_nlink', 'ext_attr', 'extent', 'extra_isize', 'filetype', 'flex_bg'],
        ...['huge_file', 'large_file', 'metadata_csum', 'resize_inode', 'sparse_super'],
      ].sort(),
    )
    expect(await readSuperblock(image)).toMatchObject({
      uuid: /^Filesystem UUID: *(.*)$/m.exec(told)?.[1],
      blocks: Number(/^Block count: *(.*)$/m.exec(told)?.[1]),
      freeBlocks: Number(/^Free blocks: *(.*)$/m.exec(told)?.[1]),
      inodes: Number(/^Inode count: *(.*)$/m.exec(told)?.[1]),
      freeInodes: Number(/^Free inodes: *(.*)$/m.exec(told)?.[1]),
      blockSize: 4096,
      clean: true,
      hasErrors: false,
    })
  })

  test('has one inode for 4 KiB, nothing reserved, and lost+found', async () => {
    const superblock = await readSuperblock(image)
    expect(superblock?.inodes).toBe(GiB / 4096)
    expect(await run('dumpe2fs', ['-h', image])).toMatch(/^Reserved block count: *0$/m)
    expect(await bench.withMounted(image, 'ls -A "$1"')).toBe('lost+found\n')
  })

  test('is not clean while it is mounted, but clean again afterwards', async () => {
    await bench.withMounted(image, 'touch "$1/file"; sync -f "$1"')
    expect((await readSuperblock(image))?.clean).toBe(true)
    const device = await bench.attached(image)
    const mounted = join(bench.folder, 'mounted')
    await run('sh', [
      '-c',
      'test "$(id -u)" = 0 || sudo=sudo; $sudo mount "$0" "$1" && $sudo touch "$1/more" && $sudo sync -f "$1"',
      device,
      mounted,
    ])
    expect((await readSuperblock(image))?.clean).toBe(false)
  })

  test('replaces an existing image', async () => {
    const before = await readSuperblock(image)
    await makeImage(image, GiB)
    expect((await readSuperblock(image))?.uuid).not.toBe(before?.uuid)
  })
})

/** resize2fs notes that it changed a folder, where an entry's file got another inode. */
function withoutFolderTimes(content: string): string {
  return content.replaceAll(/^(.* d \d+ \d+:\d+ \d+ \d+ \d+) [\d.]+ $/gm, '$1')
}

describe('a resized image', () => {
  test('that grew keeps its content and identity, and has the new space', async () => {
    await makeImage(image, GiB)
    await bench.fill(image)
    const before = await readSuperblock(image)
    const content = await bench.describe(image)
    await resizeImage(image, 8 * GiB)
    expect((await stat(image)).size).toBe(8 * GiB)
    const after = await readSuperblock(image)
    expect(after).toMatchObject({ uuid: before?.uuid, blocks: (8 * GiB) / 4096, clean: true })
    expect(after?.freeInodes).toBeGreaterThan(before?.inodes ?? 0)
    expect(await bench.describe(image)).toBe(content)
    // Throws when it finds anything.
    await run('e2fsck', ['-fn', image])
  })

  test('can grow to the largest size of any host', async () => {
    await makeImage(image, GiB)
    await resizeImage(image, 1024 * GiB)
    expect((await readSuperblock(image))?.blocks).toBe((1024 * GiB) / 4096)
  })

  test('that shrank keeps its content and identity, and its file has the new size', async () => {
    await makeImage(image, 8 * GiB)
    // Beyond the new end lies what was written behind something large.
    await bench.withMounted(image, 'fallocate -l 3G "$1/large"')
    await bench.fill(image)
    await bench.withMounted(image, 'rm "$1/large"')
    const before = await readSuperblock(image)
    const content = withoutFolderTimes(await bench.describe(image))
    await resizeImage(image, GiB)
    expect((await stat(image)).size).toBe(GiB)
    const after = await readSuperblock(image)
    expect(after).toMatchObject({ uuid: before?.uuid, blocks: GiB / 4096, clean: true, hasErrors: false })
    expect(withoutFolderTimes(await bench.describe(image))).toBe(content)
    await run('e2fsck', ['-fn', image])
  })

  test('fails if the content does not fit', async () => {
    await makeImage(image, 8 * GiB)
    await bench.withMounted(image, 'fallocate -l 1100M "$1/large"')
    await expect(resizeImage(image, GiB)).rejects.toThrow('resize2fs')
  })
})

describe('an image that must fit a host', () => {
  test.each([
    ['grows where there is a quarter more room', 4, 5, 5],
    ['stays where there is little more', 5, 6, 5],
    ['stays where it is beyond the room by no more than the margin of the host', 6, 2, 6],
    ['shrinks to the room where it is beyond it by more', 7, 2, 2],
  ])('%s', async (_name, from, room, size) => {
    await makeImage(image, from * GiB)
    await fitImage(image, from * GiB, room * GiB)
    expect((await stat(image)).size).toBe(size * GiB)
    expect((await readSuperblock(image))?.blocks).toBe((size * GiB) / 4096)
  })
})

describe('a loop device', () => {
  beforeEach(async () => {
    await makeImage(image, 64 * MiB)
  })

  test('represents the image that it was attached to, until it is detached', async () => {
    const device = await bench.attached(image)
    expect(await backingFile(device)).toBe(image)
    await detach(device)
    expect(await backingFile(device)).not.toBe(image)
  })

  test('is the same one if an image is attached twice, because two would overwrite each other', async () => {
    expect(await bench.attached(image)).toBe(await bench.attached(image))
  })

  test('of a removed file does not count as one of a new file with its path', async () => {
    const stale = await bench.attached(image)
    await rm(image)
    expect(await backingFile(stale)).toBe(`${image} (deleted)`)
    await makeImage(image, 64 * MiB)
    expect(await backingFile(stale)).not.toBe(image)
    const fresh = await bench.attached(image)
    expect(fresh).not.toBe(stale)
    expect(await backingFile(fresh)).toBe(image)
  })

  test('is written block by block while it is ours, and like any other afterwards', async () => {
    await makeImage(image, 64 * MiB)
    const device = await attach(image)
    expect(await largestRequestOf(device)).toBe(4)
    await detach(device)
    expect(await largestRequestOf(device)).toBeGreaterThan(64)
  })

  test('of a discarded image has large requests, even if its number was ours and another program detached it', async () => {
    // Several times, because other tests take numbers, too.
    for (let attempt = 0; attempt < 20; attempt++) {
      const ours = await attach(image)
      await asRoot('losetup', '--detach', ours)
      const device = await attachDisposable(image)
      const size = await largestRequestOf(device)
      await detach(device)
      if (device !== ours) continue
      expect(size).toBeGreaterThan(64)
      return
    }
    throw new Error('no number came back')
  })

  async function largestRequestOf(device: string): Promise<number> {
    return Number(await readFile(`/sys/block/${device.replace('/dev/', '')}/queue/max_sectors_kb`, 'utf8'))
  }

  test('loses no write without an error, even if the host has space for a part of it', async () => {
    const host = await makeSmallHost(bench.folder, 64 * MiB)
    const onHost = join(host.folder, 'image')
    await makeSparseFile(onHost, 256 * MiB)
    const device = await attach(onHost)
    try {
      await host.fillUpTo(300 * 1024)
      // Past every cache above the device, and one request unless the device's own are smaller.
      const write = asRoot('dd', 'if=/dev/urandom', `of=${device}`, 'oflag=direct', 'bs=409600', 'count=1')
      await expect(write).rejects.toThrow('No space left on device')
    } finally {
      await detach(device)
      await host.remove()
    }
  })

  test('without an image has no file, and counts as detached', async () => {
    expect(await backingFile('/dev/loop999')).toBeUndefined()
    await expect(detach('/dev/loop999')).resolves.toBeUndefined()
  })

  test('cannot be attached to a missing file', async () => {
    await expect(attach(join(bench.folder, 'none'))).rejects.toThrow('none')
  })
})
