import { access, constants, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cleaningUp } from '../deadline.ts'
import { exportImage, importImage, removeImage, type LocalImage } from '../docker.ts'
import { mountedFolders, parseImageRecord, type ImageFiles, type ImageRecord } from '../engine/image-files.ts'
import { runAsRoot } from '../privileged.ts'
import { discardImage, makeFolderOf } from './docker-volume.ts'
import { freeBytes, hostMargin, makeImage } from './image.ts'
import { attach, attachDisposable, detach } from './loop-device.ts'
import { engineMountOptions, ownMountOptions } from './mount-options.ts'
import { ownMountPoint, unmount } from './second-mount.ts'

/** In the top folder of the filesystem: a tar archive of everything outside of the mounted folders. */
const restName = 'warm-dagger.tar'
/** The same, with the text of an `ImageRecord`. */
const recordName = 'warm-dagger.json'

/** For a container's programs: none of them needs to be setuid, because the engine runs as root. */
const programMountOptions = `${engineMountOptions},nosuid,nodev`

const copying = { timeoutSeconds: 300 }

/**
 * Writes the files of a Docker image into a new filesystem image.
 *
 * @param filesystem path of the new image; its folder is created, and must contain nothing else
 * @throws Error after which the folder may hold an incomplete image: see `discardImage`
 */
export async function makeFilesystem(
  filesystem: string,
  name: string,
  { settings }: LocalImage,
): Promise<void> {
  await makeFolderOf(filesystem)
  const folder = dirname(filesystem)
  const archive = join(folder, 'export.tar')
  await exportImage(name, archive)
  const { size } = await stat(archive)
  if (size + hostMargin > (await freeBytes(folder))) throw new Error('the disk has too little free space')
  await makeImage(filesystem, sizeFor(size))
  const device = await attach(filesystem)
  const mountPoint = await mountAt(folder, device, ownMountOptions)
  try {
    await runAsRoot(
      'tar',
      [...['--extract', '--file', archive, '--directory', mountPoint], ...keepingOwners],
      copying,
    )
    await rm(archive)
    const entries = await readdir(mountPoint, { withFileTypes: true })
    const folders = mountedFolders(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name))
    await writeRest(
      mountPoint,
      entries.map((entry) => entry.name).filter((entry) => entry !== 'lost+found'),
      folders,
    )
    const record: ImageRecord = { settings, folders }
    await runAsRoot('tee', ['--', join(mountPoint, recordName)], { input: JSON.stringify(record) })
    parseImageRecord(await readFile(join(mountPoint, recordName), 'utf8'))
    await runAsRoot('sync', ['-f', mountPoint], copying)
  } finally {
    await cleaningUp(async () => {
      await unmount(mountPoint)
      await detach(device)
    })
  }
}

const keepingOwners = ['--numeric-owner', '--same-permissions', '--xattrs', '--xattrs-include=*']

/** Bytes of a filesystem for the content of an archive of `size` bytes, with its metadata. Whole GiB. */
function sizeFor(size: number): number {
  return Math.ceil((size * 1.25 + 2 ** 26) / 2 ** 30) * 2 ** 30
}

async function writeRest(
  mountPoint: string,
  entries: readonly string[],
  mounted: readonly string[],
): Promise<void> {
  const rest = join(mountPoint, restName)
  const excluded = mounted.map((folder) => `--exclude=${folder}/*`)
  await runAsRoot('tar', [
    ...['--create', '--file', rest, '--directory', mountPoint, ...keepingOwners],
    ...['--anchored', ...excluded, '--', ...entries],
  ])
  // A job that is not root has to read it.
  await access(rest, constants.R_OK)
}

/**
 * Mounts a filesystem that `makeFilesystem` wrote, so that containers can run from it. Containers may write to the
 * files, so the image cannot be used for anything else.
 *
 * @throws Error after which `discardImage` removes everything that this created
 */
export async function mountFilesystem(filesystem: string): Promise<ImageFiles> {
  const mountPoint = await mountAt(
    dirname(filesystem),
    await attachDisposable(filesystem),
    programMountOptions,
  )
  const { settings, folders } = parseImageRecord(await readFile(join(mountPoint, recordName), 'utf8'))
  return {
    smallImage: await importImage(join(mountPoint, restName)),
    settings,
    mounts: folders.map((folder) => ({ source: join(mountPoint, folder), target: `/${folder}` })),
  }
}

async function mountAt(folder: string, device: string, options: string): Promise<string> {
  const mountPoint = ownMountPoint(folder, 'files')
  await mkdir(mountPoint)
  await runAsRoot('mount', ['-t', 'ext4', '-o', options, device, mountPoint])
  return mountPoint
}

/** Removes everything that `mountFilesystem` created, once no container uses it. @throws Error if it is still in use */
export async function unmountFilesystem(filesystem: string, { smallImage }: ImageFiles): Promise<void> {
  await removeImage(smallImage)
  await discardImage(filesystem)
}
