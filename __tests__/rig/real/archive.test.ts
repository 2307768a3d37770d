import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackArchive, writeArchive } from '../../../rig/real/archive.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('an archive has the same bytes each time, and others for another text', async () => {
  const bytes = async (name: string, text: string): Promise<Buffer> => {
    await writeArchive(join(folder, name), text)
    return await readFile(join(folder, name))
  }
  const first = await bytes('first', 'one')
  expect((await bytes('again', 'one')).equals(first)).toBe(true)
  expect((await bytes('other', 'two')).equals(first)).toBe(false)
})

test('an archive is an OCI layout whose blobs have the hashes and sizes that it names', async () => {
  await writeArchive(join(folder, 'image.tar'), 'one')
  const layout = join(folder, 'layout')
  await unpackArchive(join(folder, 'image.tar'), layout)
  const blobs = join(layout, 'blobs/sha256')
  const names = await readdir(blobs)
  for (const name of names) {
    expect(
      createHash('sha256')
        .update(await readFile(join(blobs, name)))
        .digest('hex'),
    ).toBe(name)
  }
  const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Record<string, never>
  const index = (await read(join(layout, 'index.json'))) as { manifests?: { digest: string; size: number }[] }
  const [manifest] = index.manifests ?? []
  const bytes = await readFile(join(blobs, manifest?.digest.replace('sha256:', '') ?? ''))
  expect(bytes.length).toBe(manifest?.size)
  const { config, layers } = JSON.parse(bytes.toString()) as {
    config: { digest: string }
    layers: { digest: string }[]
  }
  const named = [manifest, config, ...layers].map((one) => one?.digest.replace('sha256:', ''))
  expect(named.toSorted()).toEqual(names.toSorted())
})
