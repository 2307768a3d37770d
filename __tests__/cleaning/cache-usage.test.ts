import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { CacheEntries } from '../../rig/cache-service/entries.ts'
import { startGithubApi, type GithubApi } from '../../rig/github-api/server.ts'
import { silent } from '../../src/log.ts'
import type { Cleanable, Store } from '../../src/store/store.ts'

type Module = typeof import('../../src/cleaning/cache-usage.ts')

let cache: CacheEntries
let api: GithubApi
let readCacheUsage: Module['readCacheUsage']

beforeEach(async () => {
  cache = new CacheEntries({}, Date.now, () => undefined)
  api = await startGithubApi(cache)
  process.env['GITHUB_API_URL'] = api.url
  process.env['GITHUB_REPOSITORY'] = 'acme/app'
  // The repository and the address of the API are read when modules are loaded.
  jest.resetModules()
  ;({ readCacheUsage } = await import('../../src/cleaning/cache-usage.ts'))
})

afterEach(async () => {
  delete process.env['GITHUB_API_URL']
  delete process.env['GITHUB_REPOSITORY']
  await api.stop()
})

/** What a job reads and warns of in a repository whose caches use so many bytes. */
async function read(
  bytes: number,
  token: string,
  cleanable: Cleanable = { kind: 'github' },
): Promise<{ readonly used: number | undefined; readonly warnings: readonly string[] }> {
  cache.reserve('refs/heads/main', 'of others', 'any', 'no blob')
  cache.finalize('refs/heads/main', 'of others', 'any', bytes)
  const warnings: string[] = []
  const log = { ...silent, warning: (line: string) => warnings.push(line) }
  const store = { cleanable } as Store
  return { used: await readCacheUsage({ token }, store, log, new AbortController().signal), warnings }
}

test.each([
  [
    'near 10 GB are worth a warning',
    9.1e9,
    [expect.stringContaining('The caches of this repository use 9100')],
  ],
  ['far below are not', 5e9, []],
  ['far above are not, because only a larger quota allows them', 20e9, []],
])('caches %s', async (_name, bytes, warnings) => {
  expect(await read(bytes, api.tokenFor('read'))).toEqual({ used: bytes, warnings })
})

test('the size of caches that the token cannot read is unknown, without a warning', async () => {
  expect(await read(9.5e9, api.tokenFor('none'))).toEqual({ used: undefined, warnings: [] })
})

test.each<[string, string, Cleanable]>([
  ['without a token', '', { kind: 'github' }],
  ["of another service than GitHub's", 'a token', { kind: 'nothing' }],
])('GitHub is not asked for caches %s', async (_name, token, cleanable) => {
  expect(await read(9.5e9, token, cleanable)).toEqual({ used: undefined, warnings: [] })
  expect(api.requests()).toEqual([])
})
