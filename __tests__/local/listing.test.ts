import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ageOf, listFolder, listRepository, reusedShare, table } from '../../local/listing.ts'
import { findSnapshot } from '../../local/snapshot.ts'
import { engineImageKey, engineImagePrefix, entryKey, packKey } from '../../src/policy/keys.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { chunkSize, encodeManifest, type Manifest } from '../../src/snapshot/manifest.ts'
import { scriptCache } from './script-cache.ts'

const MB = 1_000_000
const now = Date.UTC(2026, 0, 10)
const main = 'refs/heads/main'

let folder: string
let store: DirectoryStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listing-'))
  store = new DirectoryStore(folder)
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex')
const keyOf = (runId: string): string => entryKey('app/test', { runId, attempt: '1', random: 'r' })

/** A snapshot with a chunk of so many bytes in each pack. */
function manifestOf(
  chunks: Readonly<Record<string, number>>,
  predecessors: readonly string[] = [],
): Manifest {
  const packs = Object.entries(chunks)
  return {
    imageSize: 1024 * chunkSize,
    filesystem: { uuid: 'u', usedBlocks: 1, usedInodes: 1 },
    engineVersion: '0.21.8',
    predecessors,
    credit: 0,
    fingerprintKey: 'f'.repeat(32),
    packs: packs.map(([name, length]) => ({ sha256: hashOf(name), size: length })),
    chunks: packs.map(([name, length], pack) => ({
      index: pack,
      sha256: hashOf(name),
      fingerprint: 'f'.repeat(32),
      pack,
      offset: 0,
      length,
    })),
  }
}

async function put(key: string, content: Uint8Array, hoursOld = 0): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield content
  }
  await store.put(key, pieces())
  const seconds = now / 1000 - hoursOld * 3600
  await utimes(join(folder, 'entries', hashOf(key), 'content'), seconds, seconds)
}

async function putPack(name: string, size: number): Promise<void> {
  await put(packKey(hashOf(name)), Buffer.alloc(size))
}

test('a folder’s snapshots are listed newest first, with the size and the reused share of each', async () => {
  await putPack('a', 0.9 * MB)
  await putPack('b', 0.3 * MB)
  await putPack('orphan', 0.5 * MB)
  await put('somebody/else', Buffer.from('x'))
  await put(keyOf('1'), encodeManifest(manifestOf({ a: 0.9 * MB })), 50)
  await put(keyOf('2'), encodeManifest(manifestOf({ a: 0.9 * MB, b: 0.3 * MB }, [keyOf('1')])), 3)
  const lines = await listFolder(store, now)
  expect(lines).toEqual([
    'AGE  SIZE    PACKS  REUSED  KEY',
    '3 h  1.2 MB  2      75 %    app/test@2-1-r@',
    '2 d  0.9 MB  1              app/test@1-1-r@',
    '',
    `2 snapshots and 3 packs, 1.7 MB in ${store.name}.`,
    'Of these, 0.5 MB are in packs that no snapshot names.',
    'Entries of other programs: 1.',
  ])
})

test('a snapshot that cannot be read, or lacks a pack, is listed with the problem', async () => {
  await put(keyOf('1'), encodeManifest(manifestOf({ gone: 0.9 * MB })), 2)
  await put(keyOf('2'), Buffer.from('no manifest'), 1)
  const [, unreadable, broken] = await listFolder(store, now)
  expect(unreadable).toMatch(/app\/test@2-1-r@: The manifest .* cannot be used: it is not a manifest\.$/)
  expect(broken).toMatch(/app\/test@1-1-r@: 1 of its packs missing, so it cannot be restored$/)
})

test("the snapshot of an engine's image is listed, and found by its key, but not as the newest state", async () => {
  const image = engineImageKey({ version: '0.21.8', platform: 'linux-amd64' }, `sha256:${hashOf('i')}`)
  await put(keyOf('1'), encodeManifest(manifestOf({ a: MB })), 2)
  await put(packKey(hashOf('b')), Buffer.from('content'))
  await put(image, encodeManifest(manifestOf({ b: MB })))
  expect((await listFolder(store, now)).filter((line) => line.endsWith(image))).toHaveLength(1)
  expect((await listFolder(store, now)).join()).not.toContain('packs that no snapshot names')
  expect((await findSnapshot(store, 'warm-dagger-engine/v0.21.8')).key).toBe(image)
  expect((await findSnapshot(store, '')).key).toBe(keyOf('1'))

  const restore = await scriptCache(['restore', '--dir', folder, image])
  expect(restore.exitCode).toBe(1)
  expect(restore.stderr).toContain("is an engine's image, and no state")
})

test('an empty folder is no error', async () => {
  expect((await listFolder(store, now)).at(-1)).toBe(`0 snapshots and 0 packs, 0.0 MB in ${store.name}.`)
})

test('of a repository, every ref has its totals, without entries of other programs', () => {
  const entry = (key: string, ref: string, hoursOld: number, size = MB) => ({
    id: 0,
    key,
    ref,
    size,
    createdAt: now - hoursOld * 3600_000,
    lastAccessedAt: now,
  })
  const lines = listRepository(
    [
      entry(keyOf('1'), main, 100),
      entry(keyOf('2'), 'refs/pull/7/merge', 5),
      entry(packKey(hashOf('a')), main, 100, 60 * MB),
      entry(`${engineImagePrefix}v0.21.8-linux-amd64@ab@`, main, 200),
      entry('warm-dagger-of-somebody', main, 1),
    ],
    now,
  )
  expect(lines).toEqual([
    'AGE  USED   REF                KEY',
    '5 h  0 min  refs/pull/7/merge  app/test@2-1-r@',
    '4 d  0 min  refs/heads/main    app/test@1-1-r@',
    '8 d  0 min  refs/heads/main    warm-dagger-engine/v0.21.8-linux-amd64@ab@',
    '',
    'refs/heads/main: 2 snapshots and 1 pack, 62.0 MB',
    'refs/pull/7/merge: 1 snapshot and 0 packs, 1.0 MB',
    '3 snapshots and 1 pack, 63.0 MB in all.',
  ])
})

test.each([
  [{ a: 5 }, { a: 5 }, 1],
  [{ a: 5, b: 15 }, { a: 5 }, 0.25],
  [{ a: 5 }, { b: 5 }, 0],
  [{}, { b: 5 }, 0],
] as const)('of %j after %j, the share %d is reused', (manifest, before, share) => {
  expect(reusedShare(manifestOf({ ...manifest }), manifestOf({ ...before }))).toBe(share)
})

test.each([
  [-5000, '0 min'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [47.9 * 3600_000, '47 h'],
  [48 * 3600_000, '2 d'],
  [Number.NaN, '?'],
])('%d milliseconds are the age %s', (milliseconds, age) => {
  expect(ageOf(milliseconds)).toBe(age)
})

test('control characters are not printed', () => {
  expect(table([['a\u001b[2J\nb', 'c\u009b1m\u202e']])).toEqual(['a?[2J?b  c?1m?'])
})
