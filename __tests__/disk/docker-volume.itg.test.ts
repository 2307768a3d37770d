import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { attempt, run } from '../../src/programs.ts'
import { inspectVolume, removeVolume } from '../../src/docker.ts'
import { makeImage, makeSparseFile } from '../../src/disk/image.ts'
import { backingFile, detach } from '../../src/disk/loop-device.ts'
import {
  removeOwnVolume,
  discardImage,
  findLeftover,
  imagePath,
  isAttached,
  isMountedHere,
  makeFolderOf,
  makeVolume,
  type Volume,
} from '../../src/disk/docker-volume.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { attachAt } from '../../rig/machine/loop-number.ts'
import { ownMountPoint } from '../../src/disk/second-mount.ts'

const name = `volume-test-${process.pid}`
const MiB = 2 ** 20
let folder: string
let image: string

beforeEach(async () => {
  // A blank in the path, as the folders of some self-hosted runners have.
  folder = await mkdtemp(join(tmpdir(), 'volume test '))
  image = imagePath(folder, name)
})

afterEach(async () => {
  await removeOwnVolume(name, [image])
  await attempt('docker', ['volume', 'rm', '--force', name])
  await attempt('docker', ['rmi', `${name}-image`])
  await discardImage(image)
  await rm(folder, { recursive: true })
})

async function made(): Promise<Volume> {
  await makeFolderOf(image)
  await makeImage(image, 64 * MiB)
  return await makeVolume(name, image)
}

async function mountAt(device: string, place = ownMountPoint(folder, 'check')): Promise<string> {
  await mkdir(place)
  await asRoot('mount', device, place)
  return place
}

/** An image that nothing is ever started from. */
async function anyImage(): Promise<string> {
  const tag = `${name}-image`
  await run('docker', ['import', '-', tag], { input: '' })
  return tag
}

describe('a volume', () => {
  test('is mounted by Docker from the loop device of the image', async () => {
    const volume = await made()
    expect(await backingFile(volume.device)).toBe(image)
    expect(await isAttached(volume)).toBe(true)
    expect(await isMountedHere(volume.device)).toBe(false)
    expect((await inspectVolume(name))?.options).toEqual({
      type: 'ext4',
      device: volume.device,
      o: 'noatime,noinit_itable,errors=remount-ro',
    })
  })

  test('is not created from a file without a filesystem, and nothing stays attached', async () => {
    await makeFolderOf(image)
    await makeSparseFile(image, 64 * MiB)
    await expect(makeVolume(name, image)).rejects.toThrow('holds no ext4 filesystem')
    expect(await inspectVolume(name)).toBeUndefined()
  })

  test('is not created from a file that the kernel reports by another name, and nothing stays attached', async () => {
    await makeFolderOf(image)
    await makeImage(image, 64 * MiB)
    const link = join(folder, 'link')
    await symlink(dirname(image), link)
    await expect(makeVolume(name, join(link, 'engine.img'))).rejects.toThrow('is not attached to')
    expect(await inspectVolume(name)).toBeUndefined()
    expect((await asRoot('losetup', '--associated', image)).trim()).toBe('')
  })

  test('does not count as ours if another program created it in the meantime, and it stays', async () => {
    await makeFolderOf(image)
    await makeImage(image, 64 * MiB)
    await run('docker', ['volume', 'create', '--label', 'of=somebody', name])
    await expect(makeVolume(name, image)).rejects.toThrow(`${name} was created by another program`)
    expect((await asRoot('losetup', '--associated', image)).trim()).toBe('')
    await removeVolume(name)
    expect((await inspectVolume(name))?.labels).toEqual({ of: 'somebody' })
  })

  test('whose name Docker refuses leaves no loop device', async () => {
    await makeFolderOf(image)
    await makeImage(image, 64 * MiB)
    await expect(makeVolume('/', image)).rejects.toThrow('docker volume create')
    expect((await asRoot('losetup', '--associated', image)).trim()).toBe('')
  })
})

describe('a disk differs from its record', () => {
  test('if its device was detached', async () => {
    const volume = await made()
    await detach(volume.device)
    expect(await isAttached(volume)).toBe(false)
  })

  test('if its device represents another file', async () => {
    const volume = await made()
    await detach(volume.device)
    const other = join(folder, 'other.img')
    await makeImage(other, 64 * MiB)
    await attachAt(volume.device, other)
    expect(await isAttached(volume)).toBe(false)
    await detach(volume.device)
  })

  test('if its image contains another filesystem', async () => {
    const volume = await made()
    expect(await isAttached({ ...volume, uuid: '00000000-0000-0000-0000-000000000000' })).toBe(false)
  })

  test('if its image was removed', async () => {
    const volume = await made()
    await rm(image)
    expect(await isAttached(volume)).toBe(false)
  })

  test('if another image replaced its image', async () => {
    const volume = await made()
    await rename(image, `${image}.old`)
    await makeImage(image, 64 * MiB)
    expect(await isAttached(volume)).toBe(false)
    await detach(volume.device)
  })
})

describe('an existing volume', () => {
  test('does not exist', async () => {
    expect(await findLeftover(name)).toBe('none')
  })

  test('is ours', async () => {
    await made()
    expect(await findLeftover(name)).toBe('ours')
  })

  test('belongs to another program, and is not removed', async () => {
    await run('docker', ['volume', 'create', name])
    expect(await findLeftover(name)).toBe('foreign')
    await removeOwnVolume(name, [image])
    expect(await inspectVolume(name)).toBeDefined()
  })
})

describe('removing a volume', () => {
  test('removes volume, loop device and image', async () => {
    const { device } = await made()
    await removeOwnVolume(name, [image])
    expect(await inspectVolume(name)).toBeUndefined()
    expect(await backingFile(device)).not.toBe(image)
    expect(existsSync(dirname(image))).toBe(false)
  })

  test('finds the loop device of a removed image', async () => {
    const { device } = await made()
    await rm(dirname(image), { recursive: true })
    expect(await backingFile(device)).toBe(`${image} (deleted)`)
    await removeOwnVolume(name, [image])
    expect(await backingFile(device)).not.toBe(`${image} (deleted)`)
  })

  test('changes nothing while another program has the disk mounted', async () => {
    const { device } = await made()
    const place = await mountAt(device, join(folder, 'mounted by others'))
    await expect(removeOwnVolume(name, [image])).rejects.toThrow(`is still mounted at ${place}`)
    expect(await isMountedHere(device)).toBe(true)
    expect(await backingFile(device)).toBe(image)
    expect(existsSync(image)).toBe(true)
    await asRoot('umount', place)
  })

  test.each([
    ['rm --force', 'container'],
    ['volume rm', 'volume'],
  ])('changes nothing when `docker %s` does not remove the %s', async (command) => {
    const { device } = await made()
    await run('docker', ['create', '--name', name, '--volume', `${name}:/data`, await anyImage(), 'nothing'])
    const path = process.env['PATH'] ?? ''
    const refuse = `case "$*" in "${command}"*) echo "it is in use" >&2; exit 1 ;; esac`
    await writeFile(join(folder, 'docker'), `#!/bin/sh\n${refuse}\nPATH=\${PATH#*:}\nexec docker "$@"\n`, {
      mode: 0o755,
    })
    process.env['PATH'] = `${folder}:${path}`
    try {
      await expect(removeOwnVolume(name, [image])).rejects.toThrow('it is in use')
    } finally {
      process.env['PATH'] = path
    }
    expect(await backingFile(device)).toBe(image)
    expect(existsSync(image)).toBe(true)
  })

  test('unmounts what a killed save left mounted', async () => {
    const { device } = await made()
    const place = await mountAt(device)
    expect(await isMountedHere(device)).toBe(true)
    await removeOwnVolume(name, [image])
    // A mount point cannot be removed. The loop number may be somebody else's by now, mounted or not.
    expect(existsSync(place)).toBe(false)
    expect(await backingFile(device)).not.toBe(image)
  })

  test('detaches an image for which no volume was created', async () => {
    await makeFolderOf(image)
    await makeImage(image, 64 * MiB)
    const device = (await asRoot('losetup', '--find', '--show', image)).trim()
    await makeFolderOf(image)
    expect(await backingFile(device)).not.toBe(image)
    expect(existsSync(dirname(image))).toBe(true)
  })

  test('does not follow the label of a volume, which anyone can write', async () => {
    const theirs = join(folder, 'theirs')
    const disk = join(theirs, 'disk.img')
    await mkdir(theirs)
    await makeImage(disk, 64 * MiB)
    const device = (await asRoot('losetup', '--find', '--show', disk)).trim()
    const place = await mountAt(device)
    await run('docker', [
      ...['volume', 'create', '--label', 'warm-dagger', '--label', `warm-dagger.image=${disk}`, name],
    ])
    await removeOwnVolume(name, [image])
    expect(await inspectVolume(name)).toBeUndefined()
    expect(existsSync(disk)).toBe(true)
    expect(await isMountedHere(device)).toBe(true)
    await asRoot('umount', place)
    await detach(device)
  })

  test.each([
    ['the folder of all volumes', () => dirname(dirname(image))],
    ['the folder of the image', () => dirname(image)],
  ])('empties no other folder to which %s was linked', async (_what, linked) => {
    const theirs = join(folder, 'theirs')
    const place = linked()
    const file = join(theirs, place === dirname(image) ? '' : name, 'work.txt')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'not ours')
    await mkdir(dirname(place), { recursive: true })
    await symlink(theirs, place)
    await run('docker', ['volume', 'create', '--label', 'warm-dagger', name])
    for (const clear of [
      () => removeOwnVolume(name, [image]),
      () => discardImage(image),
      () => makeFolderOf(image),
    ]) {
      await expect(clear()).rejects.toThrow('leads through a symbolic link')
    }
    expect(existsSync(file)).toBe(true)
    await rm(place)
  })

  test('does not touch a loop number that now represents another image', async () => {
    const { device } = await made()
    await detach(device)
    const other = join(folder, 'other.img')
    await makeImage(other, 64 * MiB)
    await attachAt(device, other)
    await removeOwnVolume(name, [image])
    expect(await backingFile(device)).toBe(other)
    await detach(device)
  })
})
