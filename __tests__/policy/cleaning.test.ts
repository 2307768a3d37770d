import { describe, expect, test } from '@jest/globals'
import { mayClean, planCleaning, type ListedEntry } from '../../src/policy/cleaning.ts'
import { entryKey, packKey } from '../../src/policy/keys.ts'

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

  test('stays while a manifest is listed that names it, even one that goes in the same cleaning', () => {
    const [old, second, first] = [manifest('k', '1', 90), manifest('k', '2', 80), manifest('k', '3', 70)]
    const entries = [pack('aa', 100), pack('bb', 85), old, second, first]
    const packsOf = { [old.key]: ['aa'], [second.key]: ['bb'], [first.key]: ['bb'] }
    expect(gone(entries, packsOf)).toEqual([old.key])
    expect(gone(entries.slice(0, 2).concat(second, first), packsOf)).toEqual(['aa'])
  })

  test('whose times are no times stays', () => {
    expect(gone([{ ...pack('aa', 100), lastAccessedAt: NaN }], {})).toEqual([])
    expect(gone([{ ...pack('aa', 100), createdAt: NaN }], {})).toEqual([])
  })
})

describe('a manifest', () => {
  test('stays whatever its age as long as its own key has not two newer ones', () => {
    const all = [
      ...[400, 300, 200, 100].map((age) => manifest('a', String(age), age)),
      ...[900, 800].map((age) => manifest('b', String(age), age)),
      manifest('a/longer', '1', 1000),
    ]
    const packsOf = Object.fromEntries(all.map(({ key }) => [key, []]))
    expect(gone(all, packsOf)).toEqual([manifestKey('a', '400'), manifestKey('a', '300')])
    expect(gone(all.toReversed(), packsOf)).toEqual([manifestKey('a', '400'), manifestKey('a', '300')])
  })

  test('that cannot be read keeps everything, and is told', () => {
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

  test('of which a pack is gone for a day goes, and does not count among the newest two', () => {
    const [third, second, broken] = [manifest('k', '1', 90), manifest('k', '2', 80), manifest('k', '3', 70)]
    const fresh = manifest('k', '4', 23)
    const packsOf = { [third.key]: ['aa'], [second.key]: ['aa'], [broken.key]: ['bb'], [fresh.key]: ['cc'] }
    expect(gone([pack('aa', 100), third, second, broken], packsOf)).toEqual([broken.key])
    expect(gone([pack('aa', 100), second, fresh], packsOf)).toEqual([])
  })
})

test('entries of others are never touched', () => {
  const others = ['node-modules-1', 'warm-dagger-of-somebody', 'setup-go'].map((key) => entry(key, 1000))
  expect(gone(others, {})).toEqual([])
})

test('manifests are read only where something could go', () => {
  const newest = manifest('k', '2', 100)
  expect(mayClean([newest, pack('aa', 23)], now)).toBe(false)
  expect(mayClean([newest, pack('aa', 25)], now)).toBe(true)
  expect(mayClean([newest, manifest('k', '1', 101), manifest('k', '0', 102)], now)).toBe(true)
})
