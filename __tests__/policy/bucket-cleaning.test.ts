import { describe, expect, test } from '@jest/globals'
import { planBucketCleaning } from '../../src/policy/bucket-cleaning.ts'
import { entryKey, packKey } from '../../src/policy/keys.ts'
import type { BucketEntry } from '../../src/store/store.ts'

const hour = 3600_000
const now = 100_000 * hour
const maxUnusedMilliseconds = 30 * 24 * hour
const main = 'refs:heads:main'
const branch = 'refs:heads:branch'

const entry = (key: string, hoursOld: number, scope = main): BucketEntry => ({
  name: `${scope}/${key}`,
  key,
  scope,
  size: 1,
  modifiedAt: now - hoursOld * hour,
})
const snapshotKey = (key: string, save: string) => entryKey(key, { runId: save, attempt: '1', random: 'r' })
const snapshot = (key: string, save: string, hoursOld: number, scope?: string) =>
  entry(snapshotKey(key, save), hoursOld, scope)
const pack = (sha256: string, hoursOld: number, scope?: string) => entry(packKey(sha256), hoursOld, scope)

/** @param packsOf by the number of the save; undefined for a snapshot that cannot be read */
function plan(
  entries: readonly BucketEntry[],
  packsOf: Readonly<Record<string, readonly string[] | undefined>> = {},
) {
  const { deletions, unnamed, unreadable } = planBucketCleaning(
    entries,
    ({ key }) => packsOf[/@(\w+)-1-r@$/.exec(key)?.[1] ?? ''],
    now,
    maxUnusedMilliseconds,
  )
  return {
    goes: deletions.map(({ entry: { key }, reason }) => [key, reason]),
    unnamed: unnamed.map(({ key, scope }) => `${scope} ${key.slice(packKey('').length)}`),
    unreadable: unreadable.map(({ key }) => key),
  }
}

describe('a pack', () => {
  test.each([
    { old: 24, named: false, is: 'unnamed' },
    { old: 23, named: false, is: 'kept' },
    { old: 24, named: true, is: 'kept' },
    { old: 10_000, named: true, is: 'kept' },
  ])('that is $old h old, named: $named, is $is', ({ old, named, is }) => {
    const { unnamed } = plan([snapshot('k', '1', 1), pack('p', old)], { 1: named ? ['p'] : [] })
    expect(unnamed).toEqual(is === 'unnamed' ? [`${main} p`] : [])
  })

  test('that only a snapshot of another scope names stays', () => {
    const entries = [snapshot('k', '1', 1, branch), pack('p', 100), pack('q', 100, branch)]
    expect(plan(entries, { 1: ['p'] }).unnamed).toEqual([`${branch} q`])
  })

  test('that only a snapshot names which this cleanup deletes stays until the next one', () => {
    const entries = [1, 2, 3].map((save) => snapshot('k', `${save}`, 10 - save))
    const { goes, unnamed } = plan([...entries, pack('p', 100)], { 1: ['p'], 2: [], 3: [] })
    expect(goes).toEqual([[snapshotKey('k', '1'), 'its key has two newer snapshots']])
    expect(unnamed).toEqual([])
  })

  test('stays if a snapshot of its own scope cannot be read, and only then', () => {
    const entries = [snapshot('k', '1', 1, branch), pack('p', 100, branch), pack('q', 100)]
    const { unnamed, unreadable } = plan(entries, {})
    expect(unreadable).toEqual([snapshotKey('k', '1')])
    expect(unnamed).toEqual([`${main} q`])
  })
})

describe('a snapshot', () => {
  test('is deleted only if its key has two newer ones in its scope', () => {
    const entries = [
      ...[1, 2, 3, 4].map((save) => snapshot('k', `${save}`, 10 - save)),
      ...[5, 6].map((save) => snapshot('other', `${save}`, 20 - save)),
      snapshot('k', '7', 20, branch),
    ]
    const all = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((save) => [save, []]))
    const reason = 'its key has two newer snapshots'
    expect(plan(entries, all).goes).toEqual([
      [snapshotKey('k', '1'), reason],
      [snapshotKey('k', '2'), reason],
    ])
  })

  test.each([
    [30 * 24, [[snapshotKey('k', '1'), 'no job looked it up for 30 days']]],
    [30 * 24 - 1, []],
  ])('that no job looked up for %i h', (old, goes) => {
    expect(plan([snapshot('k', '1', old)], { 1: [] }).goes).toEqual(goes)
  })

  test.each([
    [24, [[snapshotKey('k', '1'), 'a pack of this snapshot is gone, so it cannot be restored']]],
    [23, []],
  ])('that lacks a pack and is %i h old', (old, goes) => {
    expect(plan([snapshot('k', '1', old)], { 1: ['p'] }).goes).toEqual(goes)
  })

  test('does not need packs of another scope', () => {
    expect(plan([snapshot('k', '1', 100, branch), pack('p', 100)], { 1: ['p'] }).goes).toEqual([])
  })

  test('that cannot be read is deleted like others, because it would prevent the cleanup of its scope forever', () => {
    const entries = [1, 2, 3].map((save) => snapshot('k', `${save}`, 10 - save))
    const { goes, unreadable } = plan([...entries, snapshot('old', '4', 30 * 24)], { 2: [], 3: [] })
    expect(goes.map(([key]) => key)).toEqual([snapshotKey('k', '1'), snapshotKey('old', '4')])
    expect(unreadable).toEqual([])
  })
})

test('an old mark on a snapshot is deleted', () => {
  const entries = [entry('warm-dagger-mark/a', 30 * 24), entry('warm-dagger-mark/b', 29 * 24)]
  expect(plan(entries).goes).toEqual([['warm-dagger-mark/a', 'no job looked it up for 30 days']])
})

test('entries of other programs stay', () => {
  expect(plan([entry('something else', 10_000)])).toEqual({ goes: [], unnamed: [], unreadable: [] })
})
