import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startVersity, type ObjectStorage } from '../../rig/object-storage/servers.ts'
import { run } from '../../src/programs.ts'
import { makeImage } from '../../src/disk/image.ts'
import { cleanBucket, describeBucket, packsIn } from '../../src/cleaning/clean-bucket.ts'
import { silent } from '../../src/log.ts'
import { entryKey } from '../../src/policy/keys.ts'
import type { Snapshot } from '../../src/snapshot/manifest.ts'
import { readManifest, SnapshotError, writeImage } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../../src/snapshot/write-snapshot.ts'
import { openBucket } from '../../src/store/s3-bucket.ts'
import { S3Store } from '../../src/store/s3.ts'

const MiB = 2 ** 20
const hour = 3600_000
const main = 'refs:heads:main'
const before = { ...process.env }

let folder: string
let storage: ObjectStorage
let saves = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-snapshot-'))
  storage = await startVersity(join(folder, 'storage'), ['states'])
  Object.assign(process.env, storage.env)
})

afterAll(async () => {
  await storage.stop()
  process.env = before
  await rm(folder, { recursive: true })
})

async function storeOf(repository: string, ...scopes: [string, ...string[]]): Promise<S3Store> {
  const bucket = await openBucket('states', process.env, silent)
  return new S3Store('s3://states', bucket, { repository: `${repository}/`, scopes }, silent)
}

/** An image with some new files. */
async function imageWith(files: number, from?: string): Promise<string> {
  const image = join(folder, `image-${randomBytes(4).toString('hex')}`)
  if (from === undefined) await makeImage(image, 64 * MiB)
  else await copyFile(from, image)
  for (let count = 0; count < files; count++) {
    const name = randomBytes(4).toString('hex')
    await writeFile(join(folder, name), randomBytes(3 * MiB))
    await run('debugfs', ['-w', '-R', `write ${join(folder, name)} ${name}`, image])
  }
  return image
}

async function save(store: S3Store, image: string, previous?: Snapshot): Promise<Snapshot> {
  const key = entryKey('k', { runId: String(++saves).padStart(6, '0'), attempt: '1', random: 'r' })
  const options = { image, store, entryKey: key, engineVersion: '0.20.3', previous, skipIdle: false }
  expect((await saveSnapshot(options)).outcome).toBe('saved')
  return { key, manifest: await readManifest(store, key) }
}

async function restored(store: S3Store, snapshot: Snapshot): Promise<string> {
  const image = join(folder, `restored-${randomBytes(4).toString('hex')}`)
  await writeImage(store, snapshot, image)
  return image
}

/** Throws when they differ. */
async function expectIdentical(a: string, b: string): Promise<void> {
  await run('cmp', [a, b])
}

/** Lets time pass, for everything that is stored: there, an object is a file, and its time the object's. */
async function pass(milliseconds: number): Promise<void> {
  const time = (Date.now() - milliseconds) / 1000
  for (const file of globSync(join(folder, 'storage/states/aging/**/*!'))) await utimes(file, time, time)
}

describe('a snapshot', () => {
  test('is restored as it was saved by its branch and a pull request, but by no other repository', async () => {
    const store = await storeOf('one', main)
    const image = await imageWith(4)
    const first = await save(store, image)
    const changed = await imageWith(1, image)
    const second = await save(store, changed, first)
    expect(second.manifest.packs).toHaveLength(2)
    const pull = await storeOf('one', 'refs:pull:1:merge', 'refs:heads:base', main)
    expect(await pull.find(['warm-dagger-snapshot/k@'])).toMatchObject({ key: second.key })
    await expectIdentical(await restored(pull, second), changed)
    await expectIdentical(await restored(store, first), image)
    const stranger = await storeOf('two', main)
    expect(await stranger.find(['warm-dagger-snapshot/'])).toBeUndefined()
    await expect(restored(stranger, first)).rejects.toThrow(SnapshotError)
  })

  test('of a branch may name packs of the default branch; one of the default branch names only its own', async () => {
    const store = await storeOf('scopes', main)
    const image = await imageWith(2)
    const ofMain = await save(store, image)
    const branch = await storeOf('scopes', 'refs:heads:branch', main)
    const changed = await imageWith(1, image)
    const ofBranch = await save(branch, changed, ofMain)
    expect(ofBranch.manifest.packs).toContainEqual(ofMain.manifest.packs[0])
    await expectIdentical(await restored(branch, ofBranch), changed)
    // As after a merge: what the branch has, the default branch stores for itself.
    const again = await save(store, changed, ofMain)
    for (const { sha256 } of again.manifest.packs) {
      expect(await store.has(`warm-dagger-pack/${sha256}`)).toBe(true)
    }
    await expectIdentical(await restored(store, again), changed)
  })

  test('that two jobs save at the same time from the same state is saved twice, and both are complete', async () => {
    const image = await imageWith(3)
    const stores = [await storeOf('rivals', main), await storeOf('rivals', main)]
    const saved = await Promise.all(stores.map((store) => save(store, image)))
    expect(saved[0]?.manifest.packs[0]?.size).toBe(saved[1]?.manifest.packs[0]?.size)
    for (const [at, snapshot] of saved.entries()) {
      const store = stores[1 - at]
      if (store) await expectIdentical(await restored(store, snapshot), image)
    }
    const [store] = stores
    expect(store && (await describeBucket(store))).toMatch(/^s3:\/\/states holds 2 snapshots and [12] packs?/)
  })

  test('that newer ones replaced is complete when a job of 20 hours saves, despite cleanups', async () => {
    const store = await storeOf('aging', main)
    const image = await imageWith(2)
    const first = await save(store, image)
    await pass(72 * hour)
    await restored(store, first)
    for (const other of [await imageWith(1), await imageWith(1)]) await save(store, other)
    await cleanBucket(store, packsIn(store), silent)
    expect(await store.open(first.key)).toBeUndefined()
    await cleanBucket(store, packsIn(store), silent)
    const [pack] = first.manifest.packs
    const bucket = await openBucket('states', process.env, silent)
    const isMarked = async () => {
      const facts = await bucket.head(`aging/${main}/warm-dagger-pack/${pack?.sha256 ?? ''}!`)
      return facts?.markedAt !== undefined
    }
    expect(await isMarked()).toBe(true)
    const changed = await imageWith(1, image)
    const last = await save(store, changed, first)
    expect(await isMarked()).toBe(false)
    await cleanBucket(store, packsIn(store), silent)
    await expectIdentical(await restored(store, last), changed)
  })
})
