import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CacheEntries, type CacheEntry } from '../../rig/cache-service/entries.ts'
import { silent } from '../../src/log.ts'
import { cleanEntries } from '../../src/cleaning/clean-cache.ts'
import { entryKey, matchedLogicalKey, packKey, searchKeys } from '../../src/policy/keys.ts'
import { listFromTheEnd } from '../../src/github/caches-api.ts'

/*
 * Jobs on a model of the cache, one request after the other, in any order. What is real: cleaning with its paging,
 * the keys, and the cache's own rules of lookups and uses. What is modelled: a manifest is the list of its packs;
 * saving and restoring are the requests that they make, in their order.
 */

const main = 'refs/heads/main'
const hour = 3600_000
/** A job is shorter than this: the one thing that cleaning takes for granted. */
const longestJob = 24 * hour

interface World {
  readonly cache: CacheEntries
  /** Packs by the key of their manifest; what was deleted stays in it. */
  readonly manifests: Map<string, readonly string[]>
  /** The jobs that run now. */
  readonly running: Set<{ readonly since: number }>
  clock: number
  lastName: number
  /** Restores that began and could not be finished. */
  readonly broken: string[]
  /** Waits for its turn: between two of these a job does one thing. */
  turn(): Promise<void>
}

interface SavePlan {
  readonly kind: 'save' | 'restore'
  readonly key: string
  /** Of the packs of the restored snapshot: which are still referred to. */
  readonly keeps: readonly boolean[]
  readonly newPacks: number
}
type JobPlan = SavePlan | { readonly kind: 'clean' }

async function runJob(world: World, request: JobPlan): Promise<void> {
  await world.turn()
  if (request.kind === 'clean') {
    await clean(world)
    return
  }
  const job = { since: world.clock }
  world.running.add(job)
  try {
    const restored = await restore(world, request)
    if (request.kind === 'save') await save(world, request, restored)
  } finally {
    world.running.delete(job)
  }
}

/** @returns the packs of what was restored, none for a cold job */
async function restore(world: World, { key }: SavePlan): Promise<readonly string[]> {
  const found = find(world, searchKeys(key, ['']))
  const packs = found && world.manifests.get(found.key)
  if (!found || !packs) return []
  // Before the first byte is fetched every pack is looked up; these requests follow upon each other at once.
  if (!packs.every((sha256) => has(world, sha256))) {
    world.broken.push(`${found.key} lacked a pack when its restore began`)
    return []
  }
  for (const sha256 of packs) {
    await world.turn()
    if (!has(world, sha256)) world.broken.push(`${found.key} lost a pack while it was restored`)
  }
  return packs
}

async function save(world: World, request: SavePlan, restored: readonly string[]): Promise<void> {
  const kept = restored.filter((_, at) => request.keeps[at % request.keeps.length])
  const written: string[] = []
  const write = async (): Promise<void> => {
    await world.turn()
    const sha256 = `${++world.lastName}`
    put(world, packKey(sha256))
    written.push(sha256)
  }
  for (let count = 0; count < request.newPacks; count++) await write()
  const still: string[] = []
  for (const sha256 of kept) {
    await world.turn()
    if (has(world, sha256)) still.push(sha256)
    else await write()
  }
  await world.turn()
  const key = entryKey(request.key, { runId: `${++world.lastName}`, attempt: '1', random: 'r' })
  world.manifests.set(key, [...still, ...written])
  put(world, key)
}

async function clean(world: World): Promise<void> {
  const perPage = 3
  const caches: Parameters<typeof cleanEntries>[1] = {
    list: async () =>
      await listFromTheEnd(perPage, async (page) => {
        await world.turn()
        const all = world.cache.list().toSorted((a, b) => a.id - b.id)
        const entries = all.slice((page - 1) * perPage, page * perPage).map((entry) => ({
          ...entry,
          ref: entry.scope,
          createdAt: entry.createdAt.getTime(),
          lastAccessedAt: entry.lastUsedAt.getTime(),
        }))
        return { entries, total: all.length, now: world.clock }
      }),
    remove: async (id) => {
      await world.turn()
      return world.cache.remove(id)
    },
  }
  const readPacks = async (key: string): Promise<readonly string[]> => {
    await world.turn()
    const packs = find(world, [key])?.key === key ? world.manifests.get(key) : undefined
    if (!packs) throw new Error('it is gone')
    return packs
  }
  await cleanEntries(main, caches, readPacks, silent)
}

function find({ cache }: World, keys: readonly string[]): CacheEntry | undefined {
  return cache.lookUp([main], keys, 'v')
}

function has(world: World, sha256: string): boolean {
  return find(world, [packKey(sha256)])?.key === packKey(sha256)
}

function put({ cache }: World, key: string): void {
  cache.reserve(main, key, 'v', key)
  cache.finalize(main, key, 'v', 1)
}

/** What does not hold at this moment. */
function wrongs(world: World, newest: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const there = new Set(world.cache.list().map(({ key }) => key))
  const wrong = [...world.broken]
  for (const [key, packs] of world.manifests) {
    if (!there.has(key)) continue
    const missing = packs.filter((sha256) => !there.has(packKey(sha256)))
    if (missing.length > 0) wrong.push(`${key} lacks ${missing.join()}`)
  }
  for (const keys of newest.values()) {
    for (const key of keys) if (!there.has(key)) wrong.push(`${key} is among the newest two and gone`)
  }
  return wrong
}

/** Of each logical key, in the order in which they were written. */
function newestTwo({ manifests }: World): ReadonlyMap<string, readonly string[]> {
  const ofKey = Map.groupBy(manifests.keys(), (key) => matchedLogicalKey(key) ?? '')
  // A key is put into the map just before its entry is, in the same turn.
  return new Map([...ofKey].map(([key, all]) => [key, all.slice(-2)]))
}

interface Choice {
  /** Whose turn it is, of those that wait: the longest first. `same`: goes on with the one whose turn it was. */
  readonly who: number | 'same'
  /** Milliseconds that pass before it. */
  readonly passes: number
}

interface Played {
  readonly wrong: readonly string[]
  readonly deletions: number
  readonly steps: number
}

/** Lets the jobs of the past run one after the other, then the others all at once. */
async function play(
  past: readonly JobPlan[],
  jobs: readonly JobPlan[],
  choices: readonly Choice[],
): Promise<Played> {
  const waiting: (() => void)[] = []
  let deletions = 0
  const world: World = {
    cache: new CacheEntries(
      {},
      () => world.clock,
      () => deletions++,
    ),
    manifests: new Map(),
    running: new Set(),
    clock: 1_000_000 * hour,
    lastName: 0,
    broken: [],
    turn: () => new Promise((resolve) => waiting.push(resolve)),
  }
  let steps = 0
  const finish = async (running: readonly Promise<void>[]): Promise<readonly string[]> => {
    const done = Promise.all(running)
    for (;;) {
      await new Promise(setImmediate)
      const wrong = wrongs(world, newestTwo(world))
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
    if (wrong.length > 0) return { wrong, deletions, steps }
  }
  return { wrong: await finish(jobs.map((job) => runJob(world, job))), deletions, steps }
}

const key = fc.constantFrom('a', 'a', 'b')
const keeps = fc.array(fc.boolean(), { minLength: 1, maxLength: 3 })
const saver = fc.record({ kind: fc.constant('save' as const), key, keeps, newPacks: fc.nat(2) })
const restorer = fc.record({ kind: fc.constant('restore' as const), key, keeps, newPacks: fc.constant(0) })
const cleaner = fc.constant({ kind: 'clean' as const })
// Few switches find more than many: what goes wrong needs one job to stand still while others go far.
const who = (jobs: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant('same' as const) }, { weight: 1, arbitrary: fc.nat(jobs - 1) })
const choice = fc.record({
  who: who(12),
  passes: fc.constantFrom(0, 0, 1000, hour, 9 * hour, 25 * hour),
})
const wholeStory = [
  fc.array(saver, { minLength: 2, maxLength: 7 }),
  fc
    .tuple(
      fc.array(fc.oneof(saver, saver, restorer), { minLength: 1, maxLength: 6 }),
      fc.array(cleaner, { minLength: 2, maxLength: 3 }),
    )
    .map((both) => both.flat()),
  fc.array(choice, { minLength: 5, maxLength: 150 }),
] as const

test('in any order of saves, restores and two cleanups, every snapshot that can be found is complete, and the newest two of each key stay', async () => {
  let deletions = 0
  await fc.assert(
    fc.asyncProperty(...wholeStory, async (past, jobs, choices) => {
      const played = await play(past, jobs, choices)
      expect(played.wrong).toEqual([])
      deletions += played.deletions
    }),
    { numRuns: 1000 },
  )
  // A cleaner that never deletes would pass too.
  expect(deletions).toBeGreaterThan(300)
})

test('a pack that only a running save will name again stays, however old it is', async () => {
  const save = { kind: 'save' as const, key: 'a' }
  const past: JobPlan[] = [{ ...save, keeps: [false], newPacks: 1 }]
  // Two others supersede the snapshot that the first of these restores.
  const jobs: JobPlan[] = [
    { ...save, keeps: [true], newPacks: 0 },
    ...Array.from({ length: 2 }, () => ({ ...save, keeps: [false], newPacks: 0 })),
    ...Array.from({ length: 2 }, () => ({ kind: 'clean' as const })),
  ]
  // The three turns of the past, and a day before the first of the others.
  const longAgo = Array.from({ length: 4 }, () => ({ who: 0, passes: 25 * hour }))
  const soon = fc.record({ who: who(5), passes: fc.constantFrom(0, hour) })
  await fc.assert(
    fc.asyncProperty(fc.array(soon, { minLength: 30, maxLength: 60 }), async (choices) => {
      expect((await play(past, jobs, [...longAgo, ...choices])).wrong).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

test('two cleanups delete all obsolete entries, the first of them the manifests', async () => {
  const request = { key: 'a', keeps: [false], newPacks: 1 }
  const past: JobPlan[] = Array.from({ length: 5 }, () => ({ ...request, kind: 'save' }))
  const aDay = [{ who: 0, passes: 13 * hour }]
  const { wrong, deletions } = await play([...past, { kind: 'clean' }, { kind: 'clean' }], [], aDay)
  expect(wrong).toEqual([])
  expect(deletions).toBe(6)
})
