import { mkdir, open, readdir, rmdir, stat, type FileHandle } from 'node:fs/promises'
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
import { assertNoSymbolicLink, hasNoSymbolicLink, removeFolder } from '../symbolic-links.ts'
import { attemptAsRoot } from '../privileged.ts'
import { attach, attachServed, backingFile, detach } from './loop-device.ts'
import { engineMountOptions } from './mount-options.ts'
import { readMounts } from './mount-table.ts'
import { endServing, killStuckServer, servedPath } from './served-file.ts'
import { readSuperblock } from './superblock.ts'
import { isOwnMountPoint, unmount, type Disk } from './second-mount.ts'

/**
 * A Docker volume of this action. Docker mounts its disk when a container starts, and unmounts it when the container
 * stops.
 */
export interface Volume extends Disk {
  readonly name: string
}

const imageLabel = 'warm-dagger.image'

/** File name of an image in the folder of a volume or of a kept state. */
export const imageName = 'engine.img'

/** Path of a volume's image, below the job's folder for temporary files. */
export function imagePath(temporary: string, volume: string): string {
  // In a folder of its own, because a volume may have the same name as another file of this action.
  return join(temporary, 'warm-dagger', 'volumes', volume, imageName)
}

/**
 * Attaches an image and creates the Docker volume that mounts it. If it fails, detaches the image again.
 *
 * @param served the file to attach in place of the image, if parts of the image are not on this machine
 */
export async function makeVolume(name: string, image: string, served?: string): Promise<Volume> {
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem.`)
  if (superblock.unusual !== undefined) throw new Error(`The filesystem in ${image} ${superblock.unusual}.`)
  const device = await (served === undefined ? attach(image) : attachServed(served))
  const volume = { name, image, device, uuid: superblock.uuid, ...(served !== undefined && { served }) }
  try {
    // Later steps find the device by the path of its file, which the kernel may report differently.
    if (!(await isAttached(volume))) throw new Error(`${device} is not attached to ${served ?? image}.`)
    await createVolume(name, [
      ...['--driver', 'local', '--opt', 'type=ext4', '--opt', `device=${device}`],
      ...['--opt', `o=${engineMountOptions}`, '--label', `${imageLabel}=${image}`],
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
 * Whether the loop device is still attached to the image, and the image still contains the recorded filesystem.
 * The kernel reuses loop numbers: after a detach, another program's disk may have the same path.
 */
export async function isAttached({ image, served = image, device, uuid }: Disk): Promise<boolean> {
  return (
    (await backingFile(device)) === served &&
    (await readSuperblock(image).catch(() => undefined))?.uuid === uuid
  )
}

/**
 * Opens the loop device. Until it is closed, its number is not reused, because the kernel detaches an open device
 * only when it is closed (Linux, drivers/block/loop.c, loop_clr_fd). undefined if we have no permission, because
 * we are not root.
 */
export async function holdDevice({ device }: Disk): Promise<FileHandle | undefined> {
  return await open(device, 'r').catch(() => undefined)
}

/** `ours`: left by an earlier job. `foreign`: created by someone else, or used by someone else's container. */
export type Leftover = 'none' | 'ours' | 'foreign'

/** Whether a volume with this name exists, and whether this job may remove it. */
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
 * Removes a volume of ours with its containers and its image. Does nothing if the volume does not exist or was created
 * by someone else.
 *
 * @param images the paths where the image may be. The volume's label also names it, but is not trusted, because every
 *   user of Docker can write such a label
 */
export async function removeOwnVolume(name: string, images: readonly string[]): Promise<void> {
  const volume = await inspectVolume(name)
  if (!volume || !(ownLabel in volume.labels)) return
  // Kills a stuck server first, because Docker cannot remove a container whose mount does not respond.
  for (const image of images) if (await hasNoSymbolicLink(dirname(image))) await killStuckServer(image)
  for (const container of await containersOf(name)) await removeContainer(container)
  await removeVolume(name)
  for (const image of images) await discardImage(image)
}

/**
 * Removes an image that no container uses, with its folder. Also removes what a killed step may have left: our mount of
 * the image, its loop device, and the process that serves it.
 *
 * @param image as returned by `imagePath`, without symbolic links
 * @throws Error if a symbolic link is in the path, before anything is removed; or if another program has mounted the
 *   image
 */
export async function discardImage(image: string): Promise<void> {
  await assertNoSymbolicLink(dirname(image))
  await killStuckServer(image)
  await detachFrom(image)
  await detachFrom(servedPath(image))
  await endServing(image)
  await removeFolder(dirname(image))
}

/** Removes the Docker volume and its containers, and detaches the image, which is kept. */
export async function detachVolume({ name, image }: Volume): Promise<void> {
  for (const container of await containersOf(name)) await removeContainer(container)
  await removeVolume(name)
  await detachFrom(image)
  if ((await devicesOf(image)).length > 0) throw new Error(`${image} is still in use`)
}

async function detachFrom(image: string): Promise<void> {
  for (const device of await devicesOf(image)) {
    for (const mountPoint of await mountPointsOf(device)) {
      // Another program mounted it there, and may be writing to it.
      if (!isOwnMountPoint(mountPoint)) throw new Error(`${image} is still mounted at ${mountPoint}`)
      await unmount(mountPoint)
      await rmdir(mountPoint).catch(() => undefined)
    }
    await detach(device)
  }
}

/** The loop devices that are attached to an image now. Their numbers may differ from those in the job's record. */
async function devicesOf(image: string): Promise<string[]> {
  const names = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const devices: string[] = []
  for (const device of names.map((name) => `/dev/${name}`)) {
    const file = await backingFile(device)
    // If the file was deleted, for example by the runner, the kernel appends this to its path.
    if (file === image || file === `${image} (deleted)`) devices.push(device)
  }
  return devices
}

/** Creates an empty folder for an image. Discards the image that it may contain. @throws Error like `discardImage` */
export async function makeFolderOf(image: string): Promise<void> {
  await discardImage(image)
  await mkdir(dirname(image), { recursive: true, mode: 0o700 })
}

/**
 * Whether the device is mounted in this machine's mount table. If it is not, Docker's daemon runs on another machine or
 * sees other devices, and has mounted a different disk that has the same name there.
 */
export async function isMountedHere(device: string): Promise<boolean> {
  return (await mountPointsOf(device)).length > 0
}

/** Used bytes of the disk's mounted filesystem, also those that the engine does not count; undefined if unknown. */
export async function usedBytes({ device }: Disk): Promise<number | undefined> {
  const [mountPoint] = await mountPointsOf(device)
  if (mountPoint === undefined) return undefined
  const { stdout } = await attemptAsRoot('stat', ['--file-system', '--format', '%S %b %f', '--', mountPoint])
  const [blockSize = NaN, blocks = NaN, free = NaN] = stdout.trim().split(' ').map(Number)
  const used = (blocks - free) * blockSize
  return Number.isFinite(used) ? used : undefined
}

async function mountPointsOf(device: string): Promise<string[]> {
  const { rdev } = await stat(device)
  // Splits a device number like glibc, for the small numbers of loop devices.
  const number = `${(rdev >> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >> 12) & 0xfff00)}`
  const mounts = await readMounts()
  return mounts.filter(({ device: mounted }) => mounted === number).map(({ mountPoint }) => mountPoint)
}
