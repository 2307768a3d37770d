import { expect, test } from '@jest/globals'
import { findByPrefix } from '../../src/store/actions-lookup.ts'

/** A service with a branch's scope before the default branch's, newest key first; counts its lookups. */
function service(...scopes: readonly (readonly string[])[]) {
  const asked: (readonly string[])[] = []
  const lookUp = (keys: readonly string[]): Promise<string | undefined> => {
    asked.push(keys)
    for (const scope of scopes) {
      for (const key of keys) {
        const found = scope.find((candidate) => candidate.startsWith(key))
        if (found !== undefined) return Promise.resolve(found)
      }
    }
    return Promise.resolve(undefined)
  }
  return { asked, lookUp }
}

test.each([
  ['a match of the first prefix', [['a-1']], ['a-', 'b-'], 'a-1', 1],
  ['a match of the last prefix alone', [['c-1']], ['a-', 'b-', 'c-'], 'c-1', 3],
  ['no match', [['x']], ['a-', 'b-'], undefined, 1],
  [
    "the default branch's match of the first prefix before the branch's of the last",
    [['b-9'], ['a-1']],
    ['a-', 'b-'],
    'a-1',
    2,
  ],
  ["the branch's match before the default branch's of the same prefix", [['a-2'], ['a-3']], ['a-'], 'a-2', 1],
])('finds %s', async (_what, scopes, prefixes, key, lookups) => {
  const { asked, lookUp } = service(...scopes)
  expect((await findByPrefix(prefixes, lookUp))?.key).toBe(key)
  expect(asked).toHaveLength(lookups)
  expect(asked[0]).toEqual(prefixes)
})

test('accepts only entries that begin with a prefix, whatever the service answers', async () => {
  expect(await findByPrefix(['a-'], () => Promise.resolve('other'))).toBeUndefined()
})
