import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rmdir, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attemptAsRoot, runAsRoot } from '../privileged.ts'
import type { CommandResult } from '../programs.ts'
import { ownMountOptions } from './mount-options.ts'
import { readSuperblock } from './superblock.ts'

export interface Disk {
  /** The image file. */
  readonly image: string
  /** The loop device it is attached to. */
  readonly device: string
  readonly uuid: string
  /** The file that the device is attached to, if a process of ours serves the image and fetches its chunks. */
  readonly served?: string
}

/** Does something before and after a trim. */
export type AroundTrim = (trim: () => Promise<CommandResult>) => Promise<CommandResult>

/**
 * A second mount of the engine's filesystem. It keeps the filesystem mounted after the engine stops, so that its
 * errors can be checked: an unmount reports no errors, and on a full host it leaves a superblock that is marked
 * clean although data was never written.
 */
export class SecondMount {
  readonly #disk: Disk
  readonly #folder: string
  #mounted = true

  private constructor(disk: Disk, folder: string) {
    this.#disk = disk
    this.#folder = folder
  }

  /** @param folder the mount point, which is created */
  static async mount(disk: Disk, folder: string): Promise<SecondMount> {
    await mkdir(folder, { recursive: true })
    try {
      await runAsRoot('mount', ['-t', 'ext4', '-o', ownMountOptions, disk.device, folder])
    } catch (error) {
      await rmdir(folder)
      throw error
    }
    return new SecondMount(disk, folder)
  }

  /**
   * Deletes the files directly in one folder of an engine's state, such as `a/b`. Does not follow symbolic links,
   * because the content of the state is not trusted.
   */
  async deleteFilesIn(folder: string): Promise<void> {
    const path = `${this.#folder}/${folder}/*`
    const depth = String(folder.split('/').length + 1)
    await attemptAsRoot('find', [
      ...[this.#folder, '-xdev', '-mindepth', depth, '-maxdepth', depth],
      ...['-path', path, '-type', 'f', '-delete'],
    ])
  }

  /** Used bytes of the filesystem, also those that the engine does not count. */
  async usedBytes(): Promise<number> {
    const { bsize, blocks, bfree } = await statfs(this.#folder)
    return (blocks - bfree) * bsize
  }

  /**
   * Why the data on the disk cannot be trusted; undefined if it can. Call it after the engine has exited.
   *
   * @param releaseMilliseconds how long another mount namespace may hold the filesystem after our unmount, ms
   * @param aroundTrim runs its argument, which discards unused blocks when everything else is on the disk
   */
  async findProblem(
    releaseMilliseconds = 30_000,
    aroundTrim: AroundTrim = (trim) => trim(),
  ): Promise<string | undefined> {
    const sync = await attemptAsRoot('sync', ['-f', this.#folder], writing)
    if (sync.exitCode !== 0) return `not all of its data could be written to disk: ${sync.stderr.trim()}`
    for (const counter of ['errors_count', 'warning_count']) {
      const count = await this.#counter(counter)
      if (count !== '0') return `the kernel counts ${count} in ${counter} of its filesystem`
    }
    const trim = await aroundTrim(() => attemptAsRoot('fstrim', [this.#folder], writing))
    if (trim.exitCode !== 0) return `its free blocks could not be discarded: ${trim.stderr.trim()}`
    await this.release()
    return await this.#superblockProblem(releaseMilliseconds)
  }

  async #counter(name: string): Promise<string> {
    const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`
    return (await readFile(file, 'utf8').catch(() => 'an unknown number')).trim()
  }

  async #superblockProblem(releaseMilliseconds: number): Promise<string | undefined> {
    // The kernel marks it clean after the last unmount, which may happen in another mount namespace.
    for (let waited = 0; waited <= releaseMilliseconds; waited += 100) {
      const superblock = await readSuperblock(this.#disk.image)
      // The data beyond the new end is lost, but the kernel still has it in memory and finds no error.
      if (superblock?.cutShort) return 'its image file was cut short'
      if (superblock?.hasErrors) return 'its superblock says that the filesystem has errors'
      if (superblock?.clean) return undefined
      await setTimeout(100)
    }
    return 'something else still has its filesystem mounted'
  }

  async release(): Promise<void> {
    if (!this.#mounted) return
    this.#mounted = false
    await unmount(this.#folder)
    await rmdir(this.#folder)
  }
}

/** For commands that write all cached data to a disk, which may be slow. */
const writing = { timeoutSeconds: 600 }

/**
 * Unmounts a folder.
 *
 * @throws CommandError if it may still be mounted
 */
export async function unmount(folder: string): Promise<void> {
  await runAsRoot('umount', [folder], writing)
}

/** A mount point in a folder of the job. Its name shows that a mount which a killed step left is ours. */
export function ownMountPoint(folder: string, purpose: 'check' | 'probe' | 'files'): string {
  return join(folder, `warm-dagger-${purpose}-${randomBytes(4).toString('hex')}`)
}

/** Whether a mount at this path is one of ours, and not the engine's. */
export function isOwnMountPoint(mountPoint: string): boolean {
  return /^warm-dagger-(check|probe|files)-[0-9a-f]{8}$/.test(basename(mountPoint))
}

/**
 * Whether the kernel can mount the disk's filesystem.
 *
 * @param folder the mount point, which is created
 */
export async function canBeMounted(disk: Disk, folder: string): Promise<boolean> {
  try {
    await (await SecondMount.mount(disk, folder)).release()
    return true
  } catch {
    return false
  }
}
