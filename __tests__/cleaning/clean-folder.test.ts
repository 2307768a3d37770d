import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { lutimes, mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanFolder } from '../../src/cleaning/clean-cache.ts'
import { silent } from '../../src/log.ts'
import { entryKey, packKey } from '../../src/policy/keys.ts'
import { chunkSize, encodeManifest } from '../../src/snapshot/manifest.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import type { FolderEntry } from '../../src/store/store.ts'

const day = 24 * 3600
const packSize = 1000
const limits = { days: 30, bytes: 2 * packSize }

let folder: string
let store: DirectoryStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clean-folder-'))
  store = new DirectoryStore(folder)
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const snapshotKey = (name: string): string => entryKey(name, { runId: '1', attempt: '1', random: 'r' })

async function put(key: string, content: Uint8Array, daysOld: number): Promise<void> {
  await store.put(key, inOnePiece(content))
  const place = join(folder, 'entries', hashOf(key))
  const seconds = Date.now() / 1000 - daysOld * day
  await utimes(join(place, 'content'), seconds, seconds)
  await lutimes(place, seconds, seconds)
}

/** A snapshot of one pack, both last used so many days ago. */
async function putSnapshot(name: string, daysOld: number): Promise<void> {
  const sha256 = hashOf(name)
  const [fingerprint, fingerprintKey] = ['f'.repeat(32), 'f'.repeat(32)]
  const manifest = encodeManifest({
    imageSize: 1024 * chunkSize,
    engineVersion: '0.21.8',
    predecessors: [],
    credit: 0,
    fingerprintKey,
    filesystem: { uuid: 'u', usedBlocks: 1, usedInodes: 1 },
    packs: [{ sha256, size: packSize }],
    chunks: [{ index: 0, sha256, fingerprint, pack: 0, offset: 0, length: packSize }],
  })
  await put(packKey(sha256), Buffer.alloc(packSize), daysOld)
  await put(snapshotKey(name), manifest, daysOld)
}

async function left(): Promise<readonly string[]> {
  const names = ['a', 'b', 'c', 'd']
  const keys = (await store.list()).map(({ key }) => key)
  return names.flatMap((name) => [
    ...(keys.includes(snapshotKey(name)) ? [name] : []),
    ...(keys.includes(packKey(hashOf(name))) ? [`pack of ${name}`] : []),
  ])
}

test('a folder is kept within its limits, and packs that no snapshot names are deleted', async () => {
  for (const [name, days] of [
    ['a', 1.1],
    ['b', 2],
    ['c', 3],
    ['d', 31],
  ] as const)
    await putSnapshot(name, days)
  await cleanFolder(store, limits, silent)
  expect(await left()).toEqual(['a', 'pack of a', 'b', 'pack of b', 'pack of c', 'pack of d'])
  await cleanFolder(store, limits, silent)
  expect(await left()).toEqual(['a', 'pack of a', 'b', 'pack of b'])
})

/** A store whose machine is overtaken, after it has listed what there is, by another that works in the folder. */
class OvertakenStore extends DirectoryStore {
  readonly #meanwhile: () => Promise<unknown>

  constructor(meanwhile: () => Promise<unknown>) {
    super(folder)
    this.#meanwhile = meanwhile
  }

  override async list(): Promise<FolderEntry[]> {
    const listed = await super.list()
    await this.#meanwhile()
    return listed
  }
}

test('a pack that another machine looks up during the cleanup stays', async () => {
  await put(packKey(hashOf('a')), Buffer.alloc(packSize), 40)
  await put(packKey(hashOf('b')), Buffer.alloc(packSize), 40)
  // As a save does whose pack is there already, before it writes a manifest that names it.
  const another = new DirectoryStore(folder)
  const asked: boolean[] = []
  await cleanFolder(
    new OvertakenStore(async () => asked.push(await another.has(packKey(hashOf('a'))))),
    limits,
    silent,
  )
  expect(asked).toEqual([true])
  expect(await left()).toEqual(['pack of a'])
})

test('two machines that clean at the same time do not disturb each other', async () => {
  for (const [name, days] of [
    ['a', 1.1],
    ['b', 31],
    ['c', 32],
  ] as const)
    await putSnapshot(name, days)
  const cleaning = () => cleanFolder(new DirectoryStore(folder), limits, silent)
  await Promise.all([cleaning(), cleaning(), cleaning()])
  await Promise.all([cleaning(), cleaning()])
  expect(await left()).toEqual(['a', 'pack of a'])
})
