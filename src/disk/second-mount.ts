import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rmdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attemptAsRoot, runAsRoot } from '../privileged.ts'
import { readSuperblock } from './superblock.ts'

export interface Disk {
  /** The image file. */
  readonly image: string
  /** The loop device it is attached to. */
  readonly device: string
  readonly uuid: string
}

/**
 * A second mount of the engine's filesystem. It keeps the filesystem alive over the engine's stop, so that its
 * errors can be asked for afterwards: an unmount reports nothing, and on a full host it leaves a superblock that
 * says clean above data that was never written.
 */
export class Witness {
  readonly #disk: Disk
  readonly #folder: string
  #mounted = true

  private constructor(disk: Disk, folder: string) {
    this.#disk = disk
    this.#folder = folder
  }

  /** @param folder for the mount, made new */
  static async mount(disk: Disk, folder: string): Promise<Witness> {
    await mkdir(folder, { recursive: true })
    try {
      await runAsRoot('mount', ['-t', 'ext4', '-o', ownMountOptions, disk.device, folder])
    } catch (error) {
      await rmdir(folder)
      throw error
    }
    return new Witness(disk, folder)
  }

  /**
   * Deletes the files of one folder of an engine's state, `a/b`, not below it. What the state holds is not trusted: a
   * folder that is a link is not followed.
   */
  async deleteFilesIn(folder: string): Promise<void> {
    const path = `${this.#folder}/${folder}/*`
    const depth = String(folder.split('/').length + 1)
    await attemptAsRoot('find', [
      ...[this.#folder, '-xdev', '-mindepth', depth, '-maxdepth', depth],
      ...['-path', path, '-type', 'f', '-delete'],
    ])
  }

  /**
   * Why what the engine left on the disk is not to be trusted; undefined when it is. To be asked once it has ended.
   *
   * @param releasePatience how long another mount namespace may hold the filesystem after we let go of it, ms
   */
  async complaint(releasePatience = 30_000): Promise<string | undefined> {
    const sync = await attemptAsRoot('sync', ['-f', this.#folder], writing)
    if (sync.exitCode !== 0) return `not all of its data could be written to disk: ${sync.stderr.trim()}`
    for (const counter of ['errors_count', 'warning_count']) {
      const count = await this.#counter(counter)
      if (count !== '0') return `the kernel counts ${count} in ${counter} of its filesystem`
    }
    const trim = await attemptAsRoot('fstrim', [this.#folder], writing)
    if (trim.exitCode !== 0) return `its free blocks could not be discarded: ${trim.stderr.trim()}`
    await this.release()
    return await this.#superblockComplaint(releasePatience)
  }

  async #counter(name: string): Promise<string> {
    const file = `/sys/fs/ext4/${this.#disk.device.replace('/dev/', '')}/${name}`
    return (await readFile(file, 'utf8').catch(() => 'an unknown number')).trim()
  }

  async #superblockComplaint(releasePatience: number): Promise<string | undefined> {
    // The kernel marks it clean when the last mount of it goes, which may be one in another mount namespace.
    for (let waited = 0; waited <= releasePatience; waited += 100) {
      const superblock = await readSuperblock(this.#disk.image)
      // What lies beyond the cut is gone, while the kernel still remembers it and finds nothing wrong.
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

/** What writes everything that is still in memory to a slow disk. */
const writing = { timeoutSeconds: 600 }

/** Unmounts a folder. @throws CommandError when it may still be mounted */
export async function unmount(folder: string): Promise<void> {
  await runAsRoot('umount', [folder], writing)
}

/** In a folder of the job's: a name of its own, by which a mount that a killed step left is recognized. */
export function ownMountPoint(folder: string, purpose: 'witness' | 'probe'): string {
  return join(folder, `warm-dagger-${purpose}-${randomBytes(4).toString('hex')}`)
}

/** Whether a mount at this place is one of ours, and not the engine's. */
export function isOwnMountPoint(place: string): boolean {
  return /^warm-dagger-(witness|probe)-[0-9a-f]{8}$/.test(basename(place))
}

/** Whether the kernel mounts the disk's filesystem at all. @param folder for the mount, made new */
export async function canBeMounted(disk: Disk, folder: string): Promise<boolean> {
  try {
    await (await Witness.mount(disk, folder)).release()
    return true
  } catch {
    return false
  }
}

/**
 * For the engine's mount. noatime: reading is no change. noinit_itable: the inode tables are zeros already, being holes
 * of a new file, and the kernel is not to write them in the background. errors: a filesystem that the kernel finds
 * damaged takes no more writes, whatever its superblock says; the kernel reads this from the first mount alone. Not
 * nodev, nosuid or noexec: the engine's layers hold devices (whiteouts) and programs that it runs from there.
 */
export const mountOptions = 'noatime,noinit_itable,errors=remount-ro'

/** For mounts of ours, through which nothing is run. */
const ownMountOptions = `${mountOptions},nosuid,nodev,noexec`
