import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loopsBelow } from '../../rig/machine/machine.ts'
import { discardImage } from '../../src/disk/docker-volume.ts'
import { makeFilesystem, mountFilesystem, unmountFilesystem } from '../../src/disk/image-files.ts'
import { readMounts } from '../../src/disk/mount-table.ts'
import { readSuperblock } from '../../src/disk/superblock.ts'
import { inspectImage } from '../../src/docker.ts'
import { argumentsFor, type ImageFiles } from '../../src/engine/image-files.ts'
import { attempt, run } from '../../src/programs.ts'

const image = 'image-files-test/image'
let folder: string
let filesystem: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'image-files-')))
  filesystem = join(folder, 'files', 'engine.img')
})

afterEach(async () => {
  await discardImage(filesystem)
  await attempt('docker', ['image', 'rm', '--force', image])
  await rm(folder, { recursive: true })
})

/** What an image's files have that a copy easily loses. */
const content = `
mkdir -p usr/bin usr/share opt/tool etc var/lib bin empty
cp /bin/busybox bin/busybox
for name in sh find stat readlink cat ls sort id touch; do ln -s busybox bin/$name; done
echo text >usr/share/text && chmod 640 usr/share/text && chown 1000:1001 usr/share/text
ln usr/share/text usr/share/hard
ln -s ../share/text usr/bin/link
ln -s usr/bin lib
echo tool >opt/tool/run && chmod 6755 opt/tool/run
cp bin/busybox usr/bin/ping && setcap cap_net_raw+ep usr/bin/ping
echo config >etc/config && chmod 600 etc/config
`

async function buildImage(): Promise<void> {
  const root = join(folder, 'root')
  await run('mkdir', [root])
  await run('sh', ['-ec', content], { cwd: root })
  const archive = join(folder, 'root.tar')
  await run('tar', ['-c', '-f', archive, '--xattrs', '--xattrs-include=*', '-C', root, '.'])
  const settings = ['ENV PATH=/bin TEXT="a b"', 'ENTRYPOINT ["sh"]'].flatMap((one) => ['--change', one])
  await run('docker', ['import', ...settings, archive, image])
}

async function makeAndMount(): Promise<ImageFiles> {
  const found = await inspectImage(image)
  if (!found) throw new Error('the image was just built')
  await makeFilesystem(filesystem, image, found)
  return await mountFilesystem(filesystem)
}

async function inContainer(of: ImageFiles | string, script: string): Promise<string> {
  const { options, command } = typeof of === 'string' ? { options: [], command: [of] } : argumentsFor(of)
  return await run('docker', ['run', '--rm', '--network', 'none', ...options, ...command, '-c', script])
}

test('a container from the files is like one from the image', async () => {
  await buildImage()
  const files = await makeAndMount()
  expect(files.mounts.map(({ target }) => target).sort()).toEqual(['/bin', '/opt', '/usr'])
  // Each line: owner, mode, type, links and path.
  const script = `for place in /bin /opt /usr /lib /empty /etc/config /var; do
    find $place -exec stat -c '%u:%g %a %F %h %n' {} ';'; done | sort
    readlink /lib /usr/bin/link; cat /usr/share/hard /etc/config; echo "$TEXT"; id -u`
  const expected = await inContainer(image, script)
  expect(expected).toContain('1000:1001 640 regular file 2 /usr/share/hard')
  expect(await inContainer(files, script)).toBe(expected)
  const [usr] = files.mounts.filter(({ target }) => target === '/usr')
  expect(await run('getcap', [join(usr?.source ?? '', 'bin/ping')])).toContain('cap_net_raw')
})

test('a container may write to the files, like the engine, which replaces links in /usr/bin', async () => {
  await buildImage()
  const files = await makeAndMount()
  expect(await inContainer(files, 'touch /usr/bin/new /etc/new && ls /usr/bin')).toBe('link\nnew\nping\n')
})

test('nothing is left after the files are given up, or could not be written', async () => {
  await buildImage()
  const files = await makeAndMount()
  expect(await loopsBelow(folder)).toHaveLength(1)
  await unmountFilesystem(filesystem, files)
  await expectNothingLeft()
  expect((await attempt('docker', ['image', 'inspect', files.smallImage])).exitCode).toBe(1)

  const found = await inspectImage(image)
  if (!found) throw new Error('the image was just built')
  const settings = { ...found.settings, entrypoint: [] }
  await expect(makeFilesystem(filesystem, image, { ...found, settings })).rejects.toThrow('entrypoint')
  expect((await readSuperblock(filesystem))?.clean).toBe(true)
  await discardImage(filesystem)
  await expectNothingLeft()
})

async function expectNothingLeft(): Promise<void> {
  expect(await loopsBelow(folder)).toEqual([])
  expect((await readMounts()).filter(({ mountPoint }) => mountPoint.startsWith(folder))).toEqual([])
  await expect(stat(dirname(filesystem))).rejects.toThrow('ENOENT')
  expect(await run('docker', ['ps', '--all', '--quiet'])).toBe('')
}
