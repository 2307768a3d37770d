import { mkdir, open, readdir, readFile, rmdir, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  containersOf,
  createVolume,
  inspectContainer,
  inspectVolume,
  isJobContainer,
  ownLabel,
  removeContainer,
  removeVolume,
} from '../docker.ts'
import { assertDirect, removeFolder } from '../own-folder.ts'
import { attemptAsRoot } from '../privileged.ts'
import { attach, backingFile, detach } from './loop-device.ts'
import { readSuperblock } from './superblock.ts'
import { isOwnMountPoint, mountOptions, unmount, type Disk } from './second-mount.ts'

/** A Docker volume of ours: Docker mounts the disk at a container's start and unmounts it at its stop. */
export interface Volume extends Disk {
  readonly name: string
}

const imageLabel = 'warm-dagger.image'

/** In the folder of a volume's image, and of one that is kept. */
export const imageName = 'engine.img'

/** Where the image of a volume is, below the job's folder for temporary files. */
export function imagePath(temporary: string, volume: string): string {
  // In a folder of their own: a volume may have the name of any other file of ours.
  return join(temporary, 'warm-dagger', 'volumes', volume, imageName)
}

/** Attaches an image and makes the Docker volume that mounts it. Leaves nothing when it fails. */
export async function makeVolume(name: string, image: string): Promise<Volume> {
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem.`)
  if (superblock.unusual !== undefined) throw new Error(`The filesystem in ${image} ${superblock.unusual}.`)
  const device = await attach(image)
  const volume = { name, image, device, uuid: superblock.uuid }
  try {
    // By another name of the file, for instance, it would neither be found again nor detached.
    if (!(await isAttached(volume))) throw new Error(`${device} is not attached to ${image}.`)
    await createVolume(name, [
      ...['--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
      ...['--opt', `o=${mountOptions}`, '--label', `${imageLabel}=${image}`],
    ])
    const made = await inspectVolume(name)
    if (made?.options['device'] !== device || made.labels[imageLabel] !== image) {
      throw new Error(`The Docker volume ${name} was created by another program in the meantime.`)
    }
  } catch (error) {
    await detach(device)
    throw error
  }
  return volume
}

/**
 * Whether the loop device still stands for the image, and the image still holds the filesystem that was recorded.
 * Loop numbers are recycled: after a detach the same path may be somebody else's disk.
 */
export async function isAttached({ image, device, uuid }: Disk): Promise<boolean> {
  return (
    (await backingFile(device)) === image &&
    (await readSuperblock(image).catch(() => undefined))?.uuid === uuid
  )
}

/**
 * Opens the loop device: until it is closed its number goes to nobody else, as one that is open is detached only then
 * (Linux, drivers/block/loop.c, loop_clr_fd). undefined where we may not, for want of root.
 */
export async function holdDevice({ device }: Disk): Promise<FileHandle | undefined> {
  return await open(device, 'r').catch(() => undefined)
}

/** `ours`: an earlier job left it. `foreign`: somebody else made it, or has it in a container. */
export type Leftover = 'none' | 'ours' | 'foreign'

/** Whether a volume of this name is there already, and whether it may be cleared away. */
export async function findLeftover(name: string): Promise<Leftover> {
  const volume = await inspectVolume(name)
  if (!volume) return 'none'
  if (!(ownLabel in volume.labels)) return 'foreign'
  for (const container of await containersOf(name)) {
    if (isJobContainer(container)) continue
    const labels = (await inspectContainer(container))?.labels
    if (labels && !(ownLabel in labels)) return 'foreign'
  }
  return 'ours'
}

/**
 * Removes a volume of ours with its container and image. What is gone already is no error.
 *
 * @param images where the image may be. Its label is not asked: anybody who can make a volume can write one
 */
export async function clearAway(name: string, images: readonly string[]): Promise<void> {
  const volume = await inspectVolume(name)
  if (!volume || !(ownLabel in volume.labels)) return
  for (const container of await containersOf(name)) await removeContainer(container)
  await removeVolume(name)
  for (const image of images) await discardImage(image)
}

/**
 * Removes an image that no container uses, the folder that was made for it, and what a killed step may have left on
 * it: the loop device that stands for it, and a mount of ours.
 *
 * @param image as `imagePath` names it, without symbolic links
 * @throws Error when it leads through a link: nothing is done then
 */
export async function discardImage(image: string): Promise<void> {
  await assertDirect(dirname(image))
  await detachFrom(image)
  await removeFolder(dirname(image))
}

/** Removes the Docker volume with its container, and detaches the image, which stays. */
export async function releaseVolume({ name, image }: Volume): Promise<void> {
  for (const container of await containersOf(name)) await removeContainer(container)
  await removeVolume(name)
  await detachFrom(image)
  if ((await devicesOf(image)).length > 0) throw new Error(`${image} is still in use`)
}

async function detachFrom(image: string): Promise<void> {
  for (const device of await devicesOf(image)) {
    for (const place of await mountPointsOf(device)) {
      // Whoever else has it mounted may be writing to it.
      if (!isOwnMountPoint(place)) throw new Error(`${image} is still mounted at ${place}`)
      await unmount(place)
      await rmdir(place).catch(() => undefined)
    }
    await detach(device)
  }
}

/** The loop devices that stand for an image now, whatever number they had before. */
async function devicesOf(image: string): Promise<string[]> {
  const names = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const devices: string[] = []
  for (const device of names.map((name) => `/dev/${name}`)) {
    const file = await backingFile(device)
    // The runner may have emptied its folder since: the kernel then says so behind the path.
    if (file === image || file === `${image} (deleted)`) devices.push(device)
  }
  return devices
}

/** Makes the folder of an image, empty. @throws Error as `discardImage` does */
export async function makeFolderOf(image: string): Promise<void> {
  await discardImage(image)
  await mkdir(dirname(image), { recursive: true, mode: 0o700 })
}

/**
 * Whether the device is mounted in this machine's own mount table. A daemon that lives elsewhere, or sees other
 * devices, would have mounted another disk of that name.
 */
export async function isMountedHere(device: string): Promise<boolean> {
  return (await mountPointsOf(device)).length > 0
}

/** Bytes that the disk's mounted filesystem holds, which its engine may not count; undefined where it cannot be asked. */
export async function usedBytes({ device }: Disk): Promise<number | undefined> {
  const [place] = await mountPointsOf(device)
  if (place === undefined) return undefined
  const { stdout } = await attemptAsRoot('stat', ['--file-system', '--format', '%S %b %f', '--', place])
  const [blockSize = NaN, blocks = NaN, free = NaN] = stdout.trim().split(' ').map(Number)
  const used = (blocks - free) * blockSize
  return Number.isFinite(used) ? used : undefined
}

async function mountPointsOf(device: string): Promise<string[]> {
  const { rdev } = await stat(device)
  // glibc's split of a device number, for the small numbers that loop devices have.
  const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n')
  return lines.flatMap((line) => {
    const [, , device, , place] = line.split(' ')
    // Blanks in a path are octal there: proc_pid_mountinfo(5).
    const unescape = (path: string) =>
      path.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 8)))
    return device === number && place !== undefined ? [unescape(place)] : []
  })
}
