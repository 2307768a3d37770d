import { describe, expect, test } from '@jest/globals'
import { mayClean, planCleaning, planFolderCleaning, type ListedEntry } from '../../src/policy/cleaning.ts'
import { engineImageKey, entryKey, packKey } from '../../src/policy/keys.ts'

const hour = 3600_000
const now = 1_000 * hour

let lastId = 0

function entry(key: string, hoursOld: number, hoursUnused = hoursOld): ListedEntry {
  lastId += 1
  return {
    id: lastId,
    key,
    size: 1,
    createdAt: now - hoursOld * hour,
    lastAccessedAt: now - hoursUnused * hour,
  }
}

const manifestKey = (key: string, save: string) => entryKey(key, { runId: save, attempt: '1', random: 'r' })
const manifest = (key: string, save: string, hoursOld: number) => entry(manifestKey(key, save), hoursOld)
const pack = (sha256: string, hoursOld: number, hoursUnused?: number) =>
  entry(packKey(sha256), hoursOld, hoursUnused)

/** The keys that go, of packs the hashes. */
function gone(entries: readonly ListedEntry[], packsOf: Readonly<Record<string, readonly string[]>>) {
  const plan = planCleaning(entries, new Map(Object.entries(packsOf)), now)
  return plan.deletions.map(({ entry: { key } }) => key.replace(packKey(''), ''))
}

describe('a pack', () => {
  test.each([
    { made: 25, used: 25, named: false, goes: true },
    { made: 24, used: 24, named: false, goes: true },
    { made: 25, used: 23, named: false, goes: false },
    { made: 23, used: 23, named: false, goes: false },
    { made: 1000, used: 1000, named: true, goes: false },
  ])('made $made h and used $used h ago, named: $named, goes: $goes', ({ made, used, named, goes }) => {
    const newest = manifest('k', '1', 1)
    const entries = [pack('aa', made, used), newest]
    expect(gone(entries, { [newest.key]: named ? ['aa'] : [] })).toEqual(goes ? ['aa'] : [])
  })

  test('stays while a listed manifest names it, even one that the same cleanup deletes', () => {
    const [old, second, first] = [manifest('k', '1', 90), manifest('k', '2', 80), manifest('k', '3', 70)]
    const entries = [pack('aa', 100), pack('bb', 85), old, second, first]
    const packsOf = { [old.key]: ['aa'], [second.key]: ['bb'], [first.key]: ['bb'] }
    expect(gone(entries, packsOf)).toEqual([old.key])
    expect(gone(entries.slice(0, 2).concat(second, first), packsOf)).toEqual(['aa'])
  })

  test('with invalid times stays', () => {
    expect(gone([{ ...pack('aa', 100), lastAccessedAt: NaN }], {})).toEqual([])
    expect(gone([{ ...pack('aa', 100), createdAt: NaN }], {})).toEqual([])
  })
})

describe('a manifest', () => {
  test('stays at any age unless its own key has two newer ones', () => {
    const all = [
      ...[400, 300, 200, 100].map((age) => manifest('a', String(age), age)),
      ...[900, 800].map((age) => manifest('b', String(age), age)),
      manifest('a/longer', '1', 1000),
    ]
    const packsOf = Object.fromEntries(all.map(({ key }) => [key, []]))
    expect(gone(all, packsOf)).toEqual([manifestKey('a', '400'), manifestKey('a', '300')])
    expect(gone(all.toReversed(), packsOf)).toEqual([manifestKey('a', '400'), manifestKey('a', '300')])
  })

  test('that cannot be read prevents all deletions, and is reported', () => {
    const [old, second, first] = [manifest('k', '1', 90), manifest('k', '2', 80), manifest('k', '3', 70)]
    const packsOf = new Map([
      [old.key, []],
      [first.key, []],
    ])
    expect(planCleaning([pack('aa', 100), old, second, first], packsOf, now)).toEqual({
      deletions: [],
      unreadable: [second.key],
    })
  })

  test('without one of its packs is deleted after a day, and does not count among the newest two', () => {
    const [third, second, broken] = [manifest('k', '1', 90), manifest('k', '2', 80), manifest('k', '3', 70)]
    const fresh = manifest('k', '4', 23)
    const packsOf = { [third.key]: ['aa'], [second.key]: ['aa'], [broken.key]: ['bb'], [fresh.key]: ['cc'] }
    expect(gone([pack('aa', 100), third, second, broken], packsOf)).toEqual([broken.key])
    expect(gone([pack('aa', 100), second, fresh], packsOf)).toEqual([])
  })
})

test('entries of other programs are never deleted', () => {
  const others = ['node-modules-1', 'warm-dagger-of-somebody', 'setup-go'].map((key) => entry(key, 1000))
  expect(gone(others, {})).toEqual([])
})

test('manifests are read only if something could be deleted', () => {
  const newest = manifest('k', '2', 100)
  expect(mayClean([newest, pack('aa', 23)], now)).toBe(false)
  expect(mayClean([newest, pack('aa', 25)], now)).toBe(true)
  expect(mayClean([newest, manifest('k', '1', 101), manifest('k', '0', 102)], now)).toBe(true)
})

describe('in a folder', () => {
  const limits = { days: 30, bytes: 100 }
  const daysOld = (days: number) => days * 24
  const packOf = (sha256: string, hoursUnused: number, size: number) => ({
    ...pack(sha256, 5000, hoursUnused),
    size,
  })

  /** The keys that go; of each key one snapshot, which has a pack of its own. */
  function goneOf(
    snapshots: Readonly<Record<string, { hoursUnused: number; size: number }>>,
    more: readonly ListedEntry[] = [],
    readable = true,
  ): readonly string[] {
    const entries = Object.entries(snapshots).flatMap(([name, { hoursUnused, size }]) => [
      manifest(name, '1', 5000),
      packOf(`of-${name}`, hoursUnused, size),
    ])
    const packsOf = Object.keys(snapshots).map((name) => [manifestKey(name, '1'), [`of-${name}`]] as const)
    const plan = planFolderCleaning([...entries, ...more], new Map(readable ? packsOf : []), now, limits)
    return plan.deletions.map(({ entry: { key } }) => key)
  }

  test.each([
    { what: 'within the limits stay', a: [daysOld(2), 50], b: [daysOld(29), 50], gone: [] },
    { what: 'too old go', a: [daysOld(2), 1], b: [daysOld(30), 1], gone: ['b'] },
    { what: 'too large go, those first that were used longest ago', a: [25, 60], b: [26, 60], gone: ['b'] },
    { what: 'that are small fit beside larger ones', a: [25, 99], b: [26, 1], gone: [] },
    { what: 'used within a day stay, however large', a: [23, 500], b: [22, 500], gone: [] },
    { what: 'used within a day leave no room for others', a: [23, 500], b: [25, 1], gone: ['b'] },
  ] as const)('snapshots $what', ({ a, b, gone }) => {
    const of = ([hoursUnused, size]: readonly [number, number]) => ({ hoursUnused, size })
    expect(goneOf({ a: of(a), b: of(b) })).toEqual(gone.map((name) => manifestKey(name, '1')))
  })

  test('a snapshot counts as used if all of its packs were, and shared packs count once', () => {
    const [first, second] = [manifest('a', '1', 5000), manifest('b', '1', 5000)]
    const packsOf = new Map([
      [first.key, ['shared', 'own']],
      [second.key, ['shared']],
    ])
    const entries = [first, second, packOf('shared', 30, 80), packOf('own', daysOld(31), 10)]
    expect(planFolderCleaning(entries, packsOf, now, limits).deletions.map(({ entry }) => entry)).toEqual([
      first,
    ])
  })

  test('packs stay until the cleanup after the one that deletes their snapshot', () => {
    const orphan = packOf('orphan', 25, 1)
    expect(goneOf({ a: { hoursUnused: daysOld(40), size: 1 } }, [orphan])).toEqual([
      orphan.key,
      manifestKey('a', '1'),
    ])
  })

  test('an unreadable snapshot is deleted only by its age, and until then no pack is deleted', () => {
    const orphan = packOf('orphan', 25, 1)
    const fresh = manifest('fresh', '1', 1)
    const broken = { hoursUnused: 1, size: 1 }
    expect(goneOf({ a: broken }, [orphan, fresh], false)).toEqual([manifestKey('a', '1')])
  })

  test('marks are deleted by their age, and entries of other programs stay', () => {
    const [old, young] = [entry('warm-dagger-mark/x/1@', daysOld(31)), entry('warm-dagger-mark/y/1@', 1)]
    expect(goneOf({}, [old, young, entry('somebody', 5000)])).toEqual([old.key])
  })
})

describe('the snapshot of an engine image', () => {
  const image = (version: string, save: string, hoursOld: number) =>
    entry(engineImageKey({ version, platform: 'linux-amd64' }, save), hoursOld)

  test('goes once there is a newer one of the same image, and its packs a day later', () => {
    const [old, newer, other] = [image('0.21.8', 'a', 90), image('0.21.8', 'b', 30), image('0.21.7', 'c', 99)]
    const entries = [pack('aa', 90), pack('bb', 30), pack('cc', 99), old, newer, other]
    const packsOf = { [old.key]: ['aa'], [newer.key]: ['bb'], [other.key]: ['cc'] }
    expect(gone(entries, packsOf)).toEqual([old.key])
    expect(mayClean(entries, now)).toBe(true)
    expect(
      gone(
        entries.filter((one) => one !== old),
        packsOf,
      ),
    ).toEqual(['aa'])
  })

  test('goes if a pack of it is gone, and keeps all packs if it cannot be read', () => {
    const only = image('0.21.8', 'a', 90)
    expect(gone([only, pack('aa', 90)], { [only.key]: ['aa', 'bb'] })).toEqual([only.key])
    expect(gone([only, pack('aa', 90)], {})).toEqual([])
  })
})
