import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeImage } from '../../src/disk/image.ts'
import { restoreEntry, restoreFromStore, restoreTimeoutMilliseconds } from '../../src/job/restore-snapshot.ts'
import { markKey } from '../../src/policy/crash-marks.ts'
import { entryKey } from '../../src/policy/keys.ts'
import { run } from '../../src/programs.ts'
import type { Snapshot } from '../../src/snapshot/manifest.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../../src/snapshot/write-snapshot.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import type { Store } from '../../src/store/store.ts'

test.each([
  [0, 0, 60_000],
  [1, 1, 60_001],
  [547_123_457, 1_800_000_001, 205_425],
  [10e9, 2 ** 40, 24_050_233],
])(
  'a snapshot of %d bytes that unpacks to %d may take %d ms to restore',
  (compressed, uncompressed, most) => {
    const budget = restoreTimeoutMilliseconds({ compressed, uncompressed })
    expect(budget).toBe(most)
    // Any other number is refused by timers.
    expect(AbortSignal.timeout(budget).aborted).toBe(false)
  },
)

describe('of three snapshots, a restore', () => {
  const size = 64 * 2 ** 20
  let folder: string
  let store: DirectoryStore
  let target: Parameters<typeof restoreEntry>[1]
  /** Oldest first. */
  let snapshots: [Snapshot, Snapshot, Snapshot]
  let output: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restore-snapshot-'))
    await makeImage(join(folder, 'image'), size)
    const oldest = await save()
    const middle = await save(oldest)
    snapshots = [oldest, middle, await save(middle)]
  })

  afterAll(async () => {
    await rm(folder, { recursive: true })
  })

  beforeEach(async () => {
    await cp(join(folder, 'saved'), join(folder, 'store'), { recursive: true, preserveTimestamps: true })
    store = new DirectoryStore(join(folder, 'store'))
    target = { store, logicalKey: 'k', image: join(folder, 'restored'), size }
    output = ''
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += String(text)
      return true
    })
  })

  afterEach(async () => {
    jest.restoreAllMocks()
    await rm(join(folder, 'store'), { recursive: true })
  })

  /** Saves the image with one more file, so that each snapshot has a pack of its own. */
  async function save(previous?: Snapshot): Promise<Snapshot> {
    const number = (previous?.manifest.predecessors.length ?? -1) + 2
    const key = entryKey('k', { runId: String(number), attempt: '1', random: 'r' })
    const image = join(folder, 'image')
    await writeFile(join(folder, 'new'), `file ${number}`.repeat(2 ** 18))
    await run('debugfs', ['-w', '-R', `write ${join(folder, 'new')} ${number}`, image])
    const metadata = { savedAt: 0, notes: {} }
    const saved = new DirectoryStore(join(folder, 'saved'))
    await saveSnapshot({ store: saved, previous, image, entryKey: key, engineVersion: '0.20.3', metadata })
    return { key, manifest: await readManifest(saved, key) }
  }

  function restore(from: Store = store): ReturnType<typeof restoreFromStore> {
    return restoreFromStore({ found: { key: snapshots[2].key, hit: 'true' } }, { ...target, store: from })
  }

  /** The store without one entry of each snapshot: its newest pack, or its manifest. */
  function storeWithout(what: 'pack' | 'manifest', lost: readonly Snapshot[]): Store {
    const keys = lost.map(({ key, manifest }) =>
      what === 'manifest' ? key : (manifest.packs.at(-1)?.sha256 ?? ''),
    )
    const isLost = (key: string) => keys.some((suffix) => key.endsWith(suffix))
    return {
      ...{ name: 'store', isolatesBranches: true, readsRanges: true, cleanable: { kind: 'nothing' } },
      find: (prefixes) => store.find(prefixes),
      put: (key, content) => store.put(key, content),
      has: async (key) => !isLost(key) && (await store.has(key)),
      open: async (key) => (isLost(key) ? undefined : await store.open(key)),
    }
  }

  function warnings(): string[] {
    return output.split('\n').flatMap((line) => /^::warning::(.*)/.exec(line)?.[1] ?? [])
  }

  test('uses the newest', async () => {
    const [, , newest] = snapshots
    expect(await restore()).toMatchObject({ restored: { snapshot: newest }, unusableSnapshots: [] })
    expect((await stat(target.image)).size).toBe(size)
    expect(warnings()).toEqual([])
  })

  test('uses the previous one if a pack is missing', async () => {
    const [, middle, newest] = snapshots
    const result = await restore(storeWithout('pack', [newest]))
    expect(result).toMatchObject({ restored: { snapshot: middle }, unusableSnapshots: [] })
    expect(warnings()).toEqual([
      expect.stringMatching(/^The pack \w+ is no longer in the store\. Trying the previous state\.$/),
    ])
  })

  test('skips those that two runs could not use', async () => {
    const [oldest, middle, newest] = snapshots
    for (const { key } of [middle, newest])
      await store.put(markKey(key, 2, '1'), inOnePiece(Buffer.from('x')))
    const result = await restore()
    expect(result).toMatchObject({
      restored: { snapshot: oldest },
      unusableSnapshots: [newest.key, middle.key],
    })
    expect(warnings()).toHaveLength(2)
  })

  test('uses the oldest if the manifest between them is missing', async () => {
    const [oldest, middle, newest] = snapshots
    await store.put(markKey(newest.key, 2, '1'), inOnePiece(Buffer.from('x')))
    const result = await restore(storeWithout('manifest', [middle]))
    expect(result).toMatchObject({ restored: { snapshot: oldest }, unusableSnapshots: [newest.key] })
    expect(warnings()[1]).toMatch(/The manifest .* is no longer in the store\. Trying the previous state\.$/)
  })

  test('starts cold if none can be used', async () => {
    const result = await restore(storeWithout('pack', snapshots))
    expect(result).toEqual({ unusableSnapshots: [] })
    expect(warnings()).toEqual([
      expect.stringMatching(/Trying the previous state\.$/),
      expect.stringMatching(/Trying the previous state\.$/),
      expect.stringMatching(/The engine starts cold\.$/),
    ])
  })

  test('starts cold if the newest manifest, which names the others, is missing', async () => {
    expect(await restore(storeWithout('manifest', [snapshots[2]]))).toEqual({ unusableSnapshots: [] })
    expect(warnings()).toEqual([
      expect.stringMatching(/^The manifest .* is no longer in the store\. The engine starts cold\.$/),
    ])
  })

  test('of exactly one returns the problem if it cannot be used', async () => {
    const { key } = snapshots[1]
    const { signal } = new AbortController()
    expect(await restoreEntry(key, target, 'A note.', signal)).toMatchObject({ kind: 'restored' })
    await store.put(markKey(key, 2, '1'), inOnePiece(Buffer.from('x')))
    const problem = `The state ${key} is skipped: two runs could not use it.`
    expect(await restoreEntry(key, target, 'A note.', signal)).toMatchObject({ kind: 'marked', problem })
  })
})
