import { beforeEach, describe, expect, test } from '@jest/globals'
import { CacheEntries, type CacheLimits } from '../../../rig/cache-service/entries.ts'

const main = 'refs/heads/main'
const branch = 'refs/heads/branch'

let clock: number
let dropped: string[]

function cacheWith(limits: CacheLimits = {}): CacheEntries {
  return new CacheEntries(
    limits,
    () => clock,
    (blob) => dropped.push(blob),
  )
}

function store(cache: CacheEntries, key: string, { scope = main, version = 'v', size = 1 } = {}): void {
  cache.reserve(scope, key, version, `blob of ${key}`)
  cache.finalize(scope, key, version, size)
}

beforeEach(() => {
  clock = 1000
  dropped = []
})

describe('a key', () => {
  test('is taken from its reservation on, and visible only when it is finalized', () => {
    const cache = cacheWith()
    expect(cache.reserve(main, 'k', 'v', 'b')).toBe(true)
    expect(cache.reserve(main, 'k', 'v', 'b2')).toBe(false)
    expect(cache.lookUp([main], ['k'], 'v')).toBeUndefined()
    expect(cache.list()).toEqual([])
    cache.finalize(main, 'k', 'v', 5)
    expect(cache.lookUp([main], ['k'], 'v')).toMatchObject({ key: 'k', size: 5, blob: 'b' })
    expect(cache.reserve(main, 'k', 'v', 'b2')).toBe(false)
  })

  test('can be written again in another scope and under another version', () => {
    const cache = cacheWith()
    store(cache, 'k')
    expect(cache.reserve(branch, 'k', 'v', 'b')).toBe(true)
    expect(cache.reserve(main, 'k', 'w', 'b')).toBe(true)
  })

  test('cannot be finalized twice or without a reservation', () => {
    const cache = cacheWith()
    store(cache, 'k')
    expect(cache.finalize(main, 'k', 'v', 9)).toBeUndefined()
    expect(cache.finalize(main, 'other', 'v', 9)).toBeUndefined()
    expect(cache.list()).toMatchObject([{ key: 'k', size: 1 }])
  })
})

describe('a lookup', () => {
  test.each([
    ['prefers the exact key to a newer one that begins with it', ['a', 'ab'], ['a'], 'a'],
    ['takes the key as a prefix too, the newest first', ['a-1', 'a-3', 'a-2'], ['a-'], 'a-2'],
    [
      'prefers the key as a prefix to a restore key that matches exactly',
      ['b', 'a-1', 'b-9'],
      ['a-', 'b'],
      'a-1',
    ],
    ['takes restore keys in their order, whatever is newer', ['b-1', 'c-1'], ['a', 'b-', 'c-'], 'b-1'],
    ['treats an exact restore key as any prefix', ['b', 'b-9'], ['a', 'b'], 'b-9'],
    ['finds nothing that only contains a key', ['x-a'], ['a'], undefined],
  ])('%s', (_rule, stored, keys, found) => {
    const cache = cacheWith()
    stored.forEach((key) => {
      store(cache, key)
    })
    expect(cache.lookUp([main], keys, 'v')?.key).toBe(found)
  })

  test('searches the first scope with every key before it falls back to the next', () => {
    const cache = cacheWith()
    store(cache, 'restore-1', { scope: branch })
    store(cache, 'exact', { scope: main })
    expect(cache.lookUp([branch, main], ['exact', 'restore-'], 'v')).toMatchObject({
      key: 'restore-1',
      scope: branch,
    })
    expect(cache.lookUp([main], ['exact', 'restore-'], 'v')).toMatchObject({ key: 'exact', scope: main })
    expect(cache.lookUp(['refs/heads/other'], ['exact'], 'v')).toBeUndefined()
  })

  test('finds entries of its own version only', () => {
    const cache = cacheWith()
    store(cache, 'k', { version: 'v1' })
    expect(cache.lookUp([main], ['k'], 'v2')).toBeUndefined()
  })
})

describe('eviction', () => {
  test('removes the least recently used above the limit, and tells of their blobs', () => {
    const cache = cacheWith({ totalBytes: 10 })
    store(cache, 'a', { size: 4 })
    store(cache, 'b', { size: 4 })
    cache.lookUp([main], ['a'], 'v')
    store(cache, 'c', { size: 4 })
    expect(cache.list().map((entry) => entry.key)).toEqual(['a', 'c'])
    expect(dropped).toEqual(['blob of b'])
  })

  test('keeps the newest entry even when it alone is over the limit', () => {
    const cache = cacheWith({ totalBytes: 10 })
    store(cache, 'a', { size: 4 })
    store(cache, 'b', { size: 40 })
    expect(cache.list().map((entry) => entry.key)).toEqual(['b'])
  })

  test('removes what was not used for the idle time, counted from the last use', () => {
    const cache = cacheWith({ idleMilliseconds: 100 })
    store(cache, 'a')
    store(cache, 'b')
    clock += 60
    cache.lookUp([main], ['a'], 'v')
    clock += 60
    expect(cache.list().map((entry) => entry.key)).toEqual(['a'])
    expect(cache.lookUp([main], ['b'], 'v')).toBeUndefined()
  })

  test('does not happen without limits', () => {
    const cache = cacheWith()
    store(cache, 'a', { size: 1e12 })
    clock += 1e12
    store(cache, 'b', { size: 1e12 })
    expect(cache.list()).toHaveLength(2)
  })
})
