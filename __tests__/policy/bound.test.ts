import { describe, expect, test } from '@jest/globals'
import { boundOf } from '../../src/policy/bound.ts'

const wish = { maxCacheSize: 2e9, prune: false }

test('no size given leaves the engine its own limits', () => {
  expect(boundOf({ maxCacheSize: undefined, prune: false }, '0.21.8', undefined)).toBeUndefined()
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
    expect(boundOf(wish, '0.21.8', last)).toEqual({ maxUsedSpace, by: 'engine' })
  })
})

test.each([
  ['0.19.11', 'engine'],
  ['0.20.0', 'prune'],
  ['0.21.8', 'prune'],
  ['1.0.0-beta.10', 'prune'],
] as const)('asked to prune, Dagger %s has the bound kept by the %s', (version, by) => {
  expect(boundOf({ ...wish, prune: true }, version, undefined)).toMatchObject({ by })
})
