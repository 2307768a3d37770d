import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt, run } from '../../src/programs.ts'
import { makeSparseFile } from '../../src/disk/image.ts'
import { attach, detach } from '../../src/disk/loop-device.ts'
import { asRoot } from './as-root.ts'

/** A small filesystem that stands for a host's disk and can be filled. */
export interface SmallHost {
  readonly folder: string
  /** Allocates space, without using the real host's, until only this many bytes are free. */
  fillUpTo(free: number): Promise<void>
  /** Empties what `fillUpTo` filled. */
  clear(): Promise<void>
  remove(): Promise<void>
}

/** @param place the folder in which `host` is created */
export async function makeSmallHost(place: string, bytes: number): Promise<SmallHost> {
  const file = join(place, 'host.img')
  const folder = join(place, 'host')
  await makeSparseFile(file, bytes)
  // Without a journal, so that little of it is used.
  await run('mke2fs', ['-q', '-F', '-t', 'ext4', '-O', '^has_journal', '-m', '0', file])
  const device = await attach(file)
  await mkdir(folder)
  await asRoot('mount', device, folder)
  await asRoot('chown', `${process.getuid?.() ?? 0}`, folder)
  const others = join(folder, 'somebody-else')
  return {
    folder,
    fillUpTo: async (free) => {
      // Other writers may use some of it meanwhile, and the file's extents need a block or two.
      for (let failures = 0; ; failures++) {
        await rm(others, { force: true })
        const { bavail, bsize } = await statfs(folder)
        const length = Math.floor(bavail * bsize - free - failures * 2 ** 18)
        const { exitCode, stderr } = await attempt('fallocate', ['--length', String(length), others])
        if (exitCode === 0) return
        if (failures === 10) throw new Error(stderr)
      }
    },
    clear: () => rm(others, { force: true }),
    remove: async () => {
      await asRoot('umount', folder)
      await detach(device)
      await rm(file)
    },
  }
}
