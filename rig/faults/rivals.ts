import { hash } from 'node:crypto'
import { link, mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { StoredContent } from '../cache-service/service.ts'
import { actions, recordOf, storeFolder } from '../machine/machine.ts'
import { packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { readRange } from '../../src/store/source.ts'
import type { Texts } from '../runner/surroundings.ts'
import { contentOf } from './content.ts'
import type { FaultyBucket } from './faulty-bucket.ts'
import type { Kind, Target } from './kind.ts'
import { commonInputs } from './world.ts'

const hour = 3600_000

/** Other jobs with the same key at the same time. */
export const rivalFaults: readonly Kind[] = [
  {
    name: 'two savers of one key',
    places: ['restore', 'run', 'stop', 'save'],
    strike: (target) => rival(target, {}),
    right: { saved: true },
  },
  {
    name: 'a saver and a cleaner',
    places: ['restore', 'run', 'stop', 'save'],
    arrange: async ({ world }) => {
      // Packs that no snapshot listed for more than a day, so that there is something to clean.
      const bytes = Buffer.from('a pack that no snapshot lists')
      const stored = await world.machine.service.contents()
      const { scope = '', version = '' } = stored[0] ?? {}
      const orphan = { scope, version, key: packPrefix + hash('sha256', bytes), bytes }
      await world.machine.service.replaceContents([...stored, orphan])
      world.clock = 30 * hour
      return {}
    },
    strike: (target) => rival(target, { clean: 'true' }),
    right: { saved: true },
  },
  {
    name: 'two repositories on one folder',
    places: ['restore', 'run', 'stop', 'save'],
    arrange: async ({ world, folder }) => {
      const cacheDir = join(folder, 'shared')
      const own = new DirectoryStore(storeFolder(cacheDir))
      const stored = (await world.machine.service.contents()).filter(
        ({ version }) => version === world.plainVersion,
      )
      for (const { key, bytes } of stored) await own.put(key, inOnePiece(bytes))
      return {
        job: { cacheService: 'none' },
        restoreInputs: { 'cache-dir': cacheDir },
        contents: () => contentsOf(own),
        strike: (target) => otherRepository(target, cacheDir),
      }
    },
    right: { saved: true },
  },
  {
    name: 'engine crashes on its state',
    places: [{ phase: 'restore', before: 'GetCacheEntryDownloadURL' }],
    exact: true,
    // The newest state is then one on which every engine panics, so the job starts from the one before it.
    strike: (target) => rival(target, {}, { work: 'poison' }),
    right: { start: ['newest', 'cold'], saved: true },
  },
]

interface Rival {
  /** What its engine does. */
  readonly work?: string
  /** Where its states are. Default: the cache service. */
  readonly bucket?: FaultyBucket
}

/** A whole job of another runner on the same machine. */
export async function rival(target: Target, more: Texts, { work, bucket }: Rival = {}): Promise<void> {
  const { folder, world, random } = target
  const disk = join(folder, 'rival')
  await mkdir(disk)
  const job = await world.machine.newJob({
    runnerName: 'runner-2',
    runnerEnvironment: 'self-hosted',
    runId: 2,
    temp: join(disk, '_temp'),
    toolCache: join(disk, 'tools'),
    token: world.api.tokenFor('write'),
    apiUrl: world.api.url,
    ...(bucket && { cacheService: 'none', env: bucket.env }),
  })
  const store: Texts = bucket ? { store: bucket.store } : {}
  const inputs = { ...commonInputs, ...store, keep: 'false', save: 'always', ...more }
  const call = work ?? `churn --seed=${random.integer(1, 9)} --files=30`
  const main = await job.uses(actions.allInOne, { with: { ...inputs, call } })
  const image = (await recordOf(job))?.volume?.image
  const closed = join(disk, 'closed.img')
  if (image !== undefined) await link(image, closed)
  const [post] = await job.finish()
  const keys = (await bucket?.keys()) ?? world.machine.service.entries().map((entry) => entry.key)
  const key = keys.find((one) => one.startsWith(snapshotPrefix) && one.includes('@2-1-'))
  target.check(() =>
    Promise.resolve(
      key === undefined ? `The other job did not save:\n${main.log}${post?.log ?? ''}` : undefined,
    ),
  )
  if (key !== undefined) target.knows(key, await contentOf(closed))
}

/** A whole job of another repository, whose names and inputs are the same, on the same machine. */
async function otherRepository({ folder, world, check }: Target, cacheDir: string): Promise<void> {
  const disk = join(folder, 'rival')
  await mkdir(disk)
  const job = await world.machine.newJob({
    repository: 'acme/other',
    runnerName: 'runner-2',
    runnerEnvironment: 'self-hosted',
    runId: 2,
    temp: join(disk, '_temp'),
    toolCache: join(disk, 'tools'),
    cacheService: 'none',
  })
  const inputs = { ...commonInputs, keep: 'false', save: 'always', 'cache-dir': cacheDir }
  const main = await job.uses(actions.allInOne, { with: { ...inputs, call: 'fill --bytes=500000' } })
  const [post] = await job.finish()
  check(async () => {
    const found = main.outputs['cache-matched-key']
    if (found !== '') return `A job of another repository started from ${found ?? 'an unknown state'}.`
    const folders = await readdir(dirname(storeFolder(cacheDir)))
    const own = folders.filter((name) => name !== basename(storeFolder(cacheDir)))
    const saved = own.length === 1 && /^Saved \d/m.test(post?.log ?? '')
    return saved ? undefined : `The job of another repository did not save:\n${main.log}${post?.log ?? ''}`
  })
}

/** Oldest first. */
async function contentsOf(store: DirectoryStore): Promise<readonly StoredContent[]> {
  const contents: StoredContent[] = []
  for (const { key, size } of (await store.list()).toReversed()) {
    const entry = await store.open(key)
    const bytes = entry ? await readRange(entry.source, 0, size) : Buffer.alloc(0)
    contents.push({ scope: '', version: '', key, bytes })
  }
  return contents
}
