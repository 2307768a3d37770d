import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { MemoryBucket } from '../../rig/object-storage/memory-bucket.ts'
import { cleanBucket, describeBucket } from '../../src/cleaning/clean-bucket.ts'
import { silent } from '../../src/log.ts'
import { entryKey, matchedLogicalKey, packKey, searchKeys } from '../../src/policy/keys.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { objectName } from '../../src/store/s3-address.ts'
import { maxUnusedMilliseconds, S3Store } from '../../src/store/s3.ts'

/*
 * Jobs on a bucket in memory, whose clock the test sets. What is real: the store with its renewals, cleaning, and the
 * keys. What is modelled: a snapshot is the list of its packs; saving and restoring are the requests that they make.
 */

const hour = 3600_000
const day = 24 * hour
const main = 'refs:heads:main'
const repository = 'github.com/1/'
/** A job is shorter than this: the one thing that cleaning takes for granted. */
const longestJob = day

class World {
  clock = 1000 * day
  readonly bucket: MemoryBucket
  readonly store: S3Store
  /** Packs by the key of their snapshot; what was deleted stays in it. */
  readonly snapshots = new Map<string, readonly string[]>()
  readonly running = new Set<{ readonly since: number }>()
  lastName = 0
  readonly #savedAt = new Map<string, number>()

  /** @param turn waits for a job's turn: between two of these it does one thing */
  constructor(copiesKeepTime: boolean, turn?: () => Promise<void>) {
    this.bucket = new MemoryBucket(() => this.clock, { perPage: 3, copiesKeepTime, ...(turn && { turn }) })
    this.store = this.storeOf(main)
  }

  storeOf(...scopes: [string, ...string[]]): S3Store {
    return new S3Store('s3://bucket', this.bucket, { repository, scopes }, silent)
  }

  /** @returns the packs of what was restored, none for a cold job */
  async restore(key: string, store = this.store): Promise<readonly string[]> {
    const found = await store.find(searchKeys(key, ['']))
    const packs = found && this.snapshots.get(found.key)
    if (!packs) return []
    const there = await Promise.all(packs.map((sha256) => store.has(packKey(sha256))))
    return there.every(Boolean) ? packs : []
  }

  /** @param kept of the packs of what was restored */
  async save(key: string, kept: readonly string[], newPacks: number, store = this.store): Promise<void> {
    const written: string[] = []
    const write = async () => {
      const sha256 = `${++this.lastName}`
      await store.put(packKey(sha256), inOnePiece(Buffer.from(sha256)))
      written.push(sha256)
    }
    for (let count = 0; count < newPacks; count++) await write()
    const still: string[] = []
    for (const sha256 of kept) {
      if (await store.has(packKey(sha256))) still.push(sha256)
      else await write()
    }
    const entry = entryKey(key, {
      runId: String(++this.lastName).padStart(9, '0'),
      attempt: '1',
      random: 'r',
    })
    await store.put(entry, inOnePiece(Buffer.from(JSON.stringify([...still, ...written]))))
    this.snapshots.set(entry, [...still, ...written])
    this.#savedAt.set(entry, this.clock)
  }

  async clean(): Promise<void> {
    const readPacks = async (snapshot: { key: string; scope: string }): Promise<readonly string[]> => {
      const packs = this.snapshots.get(snapshot.key)
      if (!packs || !(await this.storeOf(snapshot.scope).open(snapshot.key))) throw new Error('it is gone')
      return packs
    }
    await cleanBucket(this.store, readPacks, silent)
  }

  keys(): string[] {
    return [...this.bucket.objects.keys()]
  }

  hasPack(sha256: string): boolean {
    return this.bucket.objects.has(`${repository}${main}/${objectName(packKey(sha256))}`)
  }

  /** What does not hold at this moment. */
  wrongs(): readonly string[] {
    const there = (key: string) => this.bucket.objects.has(`${repository}${main}/${objectName(key)}`)
    const savedAt = (key: string) => this.#savedAt.get(key) ?? 0
    // Of two at once, the later key.
    const inOrder = [...this.snapshots.keys()].sort((a, b) => savedAt(a) - savedAt(b) || (a < b ? -1 : 1))
    const ofKey = Map.groupBy(inOrder, (key) => matchedLogicalKey(key) ?? '')
    const isKept = (key: string) => this.clock - savedAt(key) < maxUnusedMilliseconds
    const newest = [...ofKey.values()].flatMap((all) => all.slice(-2)).filter(isKept)
    return [...this.snapshots].flatMap(([key, packs]) => {
      if (!there(key)) return newest.includes(key) ? [`${key} is among the newest two and gone`] : []
      return packs.filter((sha256) => !there(packKey(sha256))).map((sha256) => `${key} lacks ${sha256}`)
    })
  }
}

const servers = [
  ['where a copy onto itself gets a new time', false],
  ['where a copy onto itself keeps its time', true],
] as const

describe.each(servers)('%s, a job of 20 hours on a snapshot that others supersede', (_where, keeps) => {
  async function world() {
    const it = new World(keeps)
    await it.save('k', [], 2)
    it.clock += 3 * day
    const packs = await it.restore('k')
    expect(packs).toEqual(['1', '2'])
    // Others start cold, and supersede what it restored.
    await it.save('k', [], 1)
    await it.save('k', [], 1)
    return { it, packs }
  }

  test('finds its packs when it saves, and its snapshot is complete, although two cleanups ran', async () => {
    const { it, packs } = await world()
    it.clock += hour
    await it.clean() // deletes the superseded snapshot
    it.clock += hour
    await it.clean() // marks its packs, which no snapshot names any longer
    it.clock += 18 * hour
    await it.clean()
    expect(packs.map((sha256) => it.hasPack(sha256))).toEqual([true, true])
    await it.save('k', packs, 1)
    const [newest = ''] = [...it.snapshots.keys()].slice(-1)
    const saved = it.snapshots.get(newest)
    expect(saved?.slice(0, 2)).toEqual(packs)
    for (let count = 0; count < 5; count++) {
      it.clock += 5 * hour
      await it.clean()
      expect(it.wrongs()).toEqual([])
    }
    expect(await it.restore('k')).toEqual(saved)
  })

  test('would lose them if it took longer than a day after the mark, and then would write them again', async () => {
    const { it, packs } = await world()
    it.clock += hour
    await it.clean()
    await it.clean()
    it.clock += 24 * hour
    await it.clean()
    expect(packs.map((sha256) => it.hasPack(sha256))).toEqual([false, false])
    await it.save('k', packs, 0)
    expect(it.wrongs()).toEqual([])
  })
})

test('a snapshot stays if only a listing lacks its pack, and is deleted if the pack does not exist', async () => {
  const it = new World(false)
  await it.save('k', [], 2)
  it.clock += 2 * day
  const { bucket } = it
  const pack = `${repository}${main}/${objectName(packKey('1'))}`
  const list = bucket.list.bind(bucket)
  bucket.list = async function* (prefix) {
    for await (const page of list(prefix)) yield page.filter(({ name }) => name !== pack)
  }
  await it.clean()
  expect([it.snapshots.size, it.keys().length, it.wrongs()]).toEqual([1, 3, []])
  await bucket.remove(pack)
  await it.clean()
  expect(it.keys()).toEqual([`${repository}${main}/${objectName(packKey('2'))}`])
})

test.each(servers)(
  '%s, what jobs restore stays for years, and what they do not goes',
  async (_where, keeps) => {
    const it = new World(keeps)
    await it.save('used', [], 1)
    await it.save('unused', [], 1)
    const feature = it.storeOf('refs:heads:feature', main)
    await it.save('of a branch', [], 1, feature)
    for (let days = 0; days < 400; days++) {
      it.clock += day
      expect(await it.restore('used')).toHaveLength(1)
      await it.clean()
    }
    expect(it.keys().map((name) => name.replace(/@.*/, ''))).toHaveLength(2)
    // So that an expiry of three renewals, which is what the documentation recommends, deletes nothing that is used.
    const ages = [...it.bucket.objects.values()].map(({ usedAt }) => it.clock - usedAt)
    expect(Math.max(...ages)).toBeLessThan(maxUnusedMilliseconds / 3 + day)
  },
)

test('one sentence describes the content', async () => {
  const it = new World(false)
  await it.save('k', [], 2)
  await it.save('k', [], 1, it.storeOf('refs:heads:feature'))
  await it.store.put('not ours', inOnePiece(Buffer.alloc(1000)))
  expect(await describeBucket(it.store)).toBe(
    's3://bucket holds 2 snapshots and 3 packs of this repository, 0.0 MB for 2 refs.',
  )
})

interface JobPlan {
  readonly kind: 'save' | 'restore' | 'clean'
  readonly key: string
  readonly keeps: readonly boolean[]
  readonly newPacks: number
}

interface Choice {
  /** Whose turn it is, of those that wait: the longest first. `same`: goes on with the one whose turn it was. */
  readonly who: number | 'same'
  /** Milliseconds that pass before it. */
  readonly passes: number
}

async function runJob(world: World, { kind, key, keeps, newPacks }: JobPlan): Promise<void> {
  if (kind === 'clean') {
    await world.clean()
    return
  }
  const job = { since: world.clock }
  world.running.add(job)
  try {
    const restored = await world.restore(key)
    const kept = restored.filter((_, at) => keeps[at % keeps.length])
    if (kind === 'save') await world.save(key, kept, newPacks)
  } finally {
    world.running.delete(job)
  }
}

/** Lets the jobs of the past run one after the other, then the others all at once. */
async function play(
  copiesKeepTime: boolean,
  past: readonly JobPlan[],
  jobs: readonly JobPlan[],
  choices: readonly Choice[],
) {
  const waiting: (() => void)[] = []
  const world = new World(copiesKeepTime, () => new Promise((resolve) => waiting.push(resolve)))
  let steps = 0
  let gone = 0
  const remove = world.bucket.remove.bind(world.bucket)
  world.bucket.remove = async (name) => {
    gone++
    await remove(name)
  }
  const finish = async (running: readonly Promise<void>[]): Promise<readonly string[]> => {
    const done = Promise.all(running)
    for (;;) {
      await new Promise(setImmediate)
      const wrong = world.wrongs()
      if (wrong.length > 0 || waiting.length === 0) {
        if (wrong.length === 0) await done
        return wrong
      }
      const { who, passes } = choices[steps++ % choices.length] ?? { who: 0, passes: 0 }
      const until = Math.min(...[...world.running].map(({ since }) => since + longestJob - 1))
      world.clock = Math.max(world.clock, Math.min(world.clock + passes, until))
      waiting.splice(who === 'same' ? -1 : who % waiting.length, 1)[0]?.()
    }
  }
  for (const job of past) {
    const wrong = await finish([runJob(world, job)])
    if (wrong.length > 0) return { wrong, gone }
  }
  return { wrong: await finish(jobs.map((job) => runJob(world, job))), gone }
}

const key = fc.constantFrom('a', 'a', 'b')
const keeps = fc.array(fc.boolean(), { minLength: 1, maxLength: 3 })
const saver = fc.record({ kind: fc.constant('save' as const), key, keeps, newPacks: fc.nat(2) })
const restorer = fc.record({ kind: fc.constant('restore' as const), key, keeps, newPacks: fc.constant(0) })
const cleaner = fc.constant({ kind: 'clean' as const, key: '', keeps: [], newPacks: 0 })
// Few switches find more than many: what goes wrong needs one job to stand still while others go far.
const choice = fc.record({
  who: fc.oneof({ weight: 3, arbitrary: fc.constant('same' as const) }, { weight: 1, arbitrary: fc.nat(11) }),
  passes: fc.constantFrom(0, 0, 1000, hour, 9 * hour, 25 * hour),
})

test('in any order of saves, restores and cleanups, every snapshot that can be found is complete, and the newest two of each key stay', async () => {
  let gone = 0
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.oneof(saver, saver, cleaner), { minLength: 2, maxLength: 7 }),
      fc
        .tuple(
          fc.array(fc.oneof(saver, saver, restorer), { minLength: 1, maxLength: 5 }),
          fc.array(cleaner, { minLength: 2, maxLength: 3 }),
        )
        .map((both) => both.flat()),
      fc.array(choice, { minLength: 5, maxLength: 150 }),
      async (copiesKeepTime, past, jobs, choices) => {
        const played = await play(copiesKeepTime, past, jobs, choices)
        expect(played.wrong).toEqual([])
        gone += played.gone
      },
    ),
    { numRuns: 150 },
  )
  // A cleaner that never deletes would pass too.
  expect(gone).toBeGreaterThan(50)
}, 60_000)
