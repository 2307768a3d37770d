import { describe, expect, test } from '@jest/globals'
import {
  cacheLimitOf,
  excessWarning,
  hasGarbage,
  isWithinLimit,
  sizeToPruneTo,
} from '../../src/policy/cache-limit.ts'

const inputs = { maxCacheSize: 2e9, prune: false }

test('without a size, the engine uses its own limits', () => {
  expect(cacheLimitOf({ maxCacheSize: undefined, prune: false }, '0.21.8', undefined)).toBeUndefined()
})

describe('the size before compression', () => {
  test.each([
    ['three times the compressed one where nothing was restored', undefined, 6e9],
    [
      'three times the compressed one for a state that is too small to be typical',
      { compressed: 499e6, uncompressed: 600e6 },
      6e9,
    ],
    ["by the state's own ratio", { compressed: 500e6, uncompressed: 2e9 }, 8e9],
    ['never below the compressed one', { compressed: 800e6, uncompressed: 700e6 }, 2e9],
  ])('is %s', (_name, last, maxUsedSpace) => {
    expect(cacheLimitOf(inputs, '0.21.8', last)).toEqual({ maxCacheSize: 2e9, maxUsedSpace, by: 'engine' })
  })
})

test.each([
  ['0.19.11', 'engine'],
  ['0.20.0', 'prune'],
  ['0.21.8', 'prune'],
  ['1.0.0-beta.10', 'prune'],
] as const)('asked to prune, Dagger %s has the limit kept by the %s', (version, by) => {
  expect(cacheLimitOf({ ...inputs, prune: true }, version, undefined)).toMatchObject({ by })
})

describe('a disk holds garbage', () => {
  test.each([
    // Measured on 1.0.0-beta.10, before and after a collection.
    ['after nine jobs of four calls', { disk: 29.9e6, bytes: 9.1e6, entries: 3918 }, true],
    ['not after a collection', { disk: 15e6, bytes: 9.4e6, entries: 3951 }, false],
    // The case that the engine reported as 333 MB.
    ['when a source was stored again and again', { disk: 952e6, bytes: 333e6, entries: 5000 }, true],
    ['not for its databases alone', { disk: 110e6, bytes: 100e6, entries: 5000 }, false],
    ['from 8% of a large state on', { disk: 330e6, bytes: 300e6, entries: 4400 }, true],
    ['not below 8% of a large state', { disk: 325e6, bytes: 300e6, entries: 4400 }, false],
    // 0.20 does not count an exec's rootfs.
    ['when an engine does not count what an exec left', { disk: 529e6, bytes: 100e6, entries: 80 }, true],
  ])('%s', (_name, usage, expected) => {
    expect(hasGarbage(usage)).toBe(expected)
  })
})

test.each([
  [300e6, true],
  [300e6 + 1, false],
])('a disk with %d bytes is within a limit of 300 MB: %s', (disk, expected) => {
  expect(isWithinLimit({ maxCacheSize: 100e6, maxUsedSpace: 300e6, by: 'engine' }, disk)).toBe(expected)
  expect(isWithinLimit(undefined, disk)).toBe(true)
})

describe('what an engine prunes to', () => {
  const cacheLimit = { maxCacheSize: 100e6, maxUsedSpace: 300e6, by: 'prune' } as const

  test.each([
    ['nothing when the disk is within the limit', { disk: 300e6, bytes: 250e6 }, 0, undefined],
    ['as much less as the disk holds too much', { disk: 350e6, bytes: 310e6 }, 0, 260e6],
    ['the limit when the engine counts more than the disk holds', { disk: 200e6, bytes: 310e6 }, 0, 300e6],
    ['all that it can when the rest alone is too much', { disk: 900e6, bytes: 200e6 }, 0, 1],
    ['no less than the job added', { disk: 900e6, bytes: 800e6 }, 500e6, 500e6],
    ['nothing when the job made all of it', { disk: 900e6, bytes: 800e6 }, 800e6, undefined],
  ])('is %s', (_name, usage, added, expected) => {
    expect(sizeToPruneTo(cacheLimit, { ...usage, entries: 0 }, added)).toBe(expected)
  })
})

describe('a saved snapshot', () => {
  const cacheLimit = { maxCacheSize: 100e6, maxUsedSpace: 300e6, by: 'engine' } as const

  test('is within its limit up to a tenth above the limit', () => {
    expect(excessWarning(cacheLimit, 110e6)).toBeUndefined()
    expect(excessWarning(undefined, 110e9)).toBeUndefined()
  })

  test('is reported if it is above that', () => {
    expect(excessWarning(cacheLimit, 110e6 + 1)).toMatch(
      /^The state takes 110\.0 MB compressed, more than max-cache-size \(100\.0 MB\): /,
    )
  })
})
