import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'

const types = 'application/vnd.oci.image'

/**
 * Writes an OCI archive for `Container.import` with one small image, which contains this machine's static busybox. The
 * same text always gives the same bytes.
 *
 * @param file the archive
 * @param text the content of the image's file /made-for, by which images differ
 * @throws CommandError without `/bin/busybox` or GNU tar
 */
export async function writeArchive(file: string, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'oci-'))
  try {
    await writeLayout(join(folder, 'layout'), join(folder, 'root'), text)
    await pack(join(folder, 'layout'), file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Unpacks an archive for a registry. */
export async function unpackArchive(file: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run('tar', ['-xf', file, '-C', folder])
}

async function writeLayout(layout: string, root: string, text: string): Promise<void> {
  await makeRoot(root, text)
  const blobs = join(layout, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  const layer = join(blobs, 'layer')
  await pack(root, layer)
  const add = async (mediaType: string, content: Buffer | object) => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))
    const hash = createHash('sha256').update(bytes).digest('hex')
    await writeFile(join(blobs, hash), bytes)
    return { mediaType: `${types}.${mediaType}`, digest: `sha256:${hash}`, size: bytes.length }
  }
  const rootfs = await add('layer.v1.tar', await readFile(layer))
  await rm(layer)
  const config = await add('config.v1+json', {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Env: ['PATH=/bin'] },
    rootfs: { type: 'layers', diff_ids: [rootfs.digest] },
  })
  const mediaType = `${types}.manifest.v1+json`
  const manifest = await add('manifest.v1+json', { schemaVersion: 2, mediaType, config, layers: [rootfs] })
  await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }))
  await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
}

async function makeRoot(root: string, text: string): Promise<void> {
  await mkdir(join(root, 'bin'), { recursive: true })
  await mkdir(join(root, 'tmp'), { mode: 0o1777 })
  await copyFile('/bin/busybox', join(root, 'bin/busybox'))
  const applets = await run('/bin/busybox', ['--list'])
  for (const applet of applets.split('\n').filter((name) => name !== '' && name !== 'busybox')) {
    await symlink('busybox', join(root, 'bin', applet))
  }
  await writeFile(join(root, 'made-for'), text)
}

async function pack(folder: string, file: string): Promise<void> {
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  await run('tar', ['-cf', file, ...same, '-C', folder, '.'])
}
