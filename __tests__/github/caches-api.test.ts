import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { CacheEntries } from '../../rig/cache-service/entries.ts'
import { startGithubApi, type GithubApi } from '../../rig/github-api/server.ts'
import { silent } from '../../src/log.ts'
import { actionsRest, listFromTheEnd, waitAskedBy, type ListedCache } from '../../src/github/caches-api.ts'

const main = 'refs/heads/main'

// @actions/github reads the address of the API when it is loaded, so it is loaded again for each test.
let cache: CacheEntries
let api: GithubApi
let clock: number
let stopping: AbortController

beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1)
  cache = new CacheEntries(
    {},
    () => clock,
    () => undefined,
  )
  api = await startGithubApi(cache, { now: () => clock })
  stopping = new AbortController()
  process.env['GITHUB_API_URL'] = api.url
  jest.resetModules()
})

afterEach(async () => {
  delete process.env['GITHUB_API_URL']
  await api.stop()
})

function store(key: string, scope = main): number {
  clock += 1000
  cache.reserve(scope, key, 'v', key)
  return cache.finalize(scope, key, 'v', 10) ?? 0
}

async function caches(permission: 'none' | 'read' | 'write' = 'write'): Promise<ListedCache> {
  return await actionsRest(api.tokenFor(permission), 'acme/app', silent, stopping.signal)
}

/** Answers the first request with this, and the others as they should be. */
function refuseOnce(status: number, headers: Readonly<Record<string, string>>, message = ''): void {
  const refused = api.requests().length + 1
  api.injectFaults(() =>
    api.requests().length === refused
      ? {
          status,
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ message }),
        }
      : undefined,
  )
}

test("a listing contains every page of its ref, with times of the service's clock", async () => {
  for (let at = 0; at < 230; at++) store(`warm-dagger-pack/${at}`)
  store('warm-dagger-pack/of-a-branch', 'refs/heads/branch')
  store('node-modules')
  const { entries, now } = await (await caches()).list(main, 'warm-dagger-')
  expect(now).toBe(clock)
  expect(new Set(entries.map(({ key }) => key)).size).toBe(230)
  const listed = entries.find(({ key }) => key === 'warm-dagger-pack/0')
  expect(listed).toEqual({
    id: 1,
    key: 'warm-dagger-pack/0',
    ref: main,
    size: 10,
    createdAt: Date.UTC(2026, 0, 1, 0, 0, 1),
    lastAccessedAt: Date.UTC(2026, 0, 1, 0, 0, 1),
  })
})

test('an entry that stays is listed, whatever is deleted and created between the pages', async () => {
  const ids = Array.from({ length: 10 }, (_, at) => at)
  const gone = [0, 3, 4, 9]
  for (const at of [1, 2, 3, 4, 5]) {
    let live = [...ids]
    let asked = 0
    const listing = await listFromTheEnd(2, (page) => {
      asked++
      if (asked === at + 1) live = [...live.filter((id) => !gone.includes(id)), 100, 101]
      const entries = live
        .slice((page - 1) * 2, page * 2)
        .map((id) => ({ id, key: '', ref: main, size: 0, createdAt: id, lastAccessedAt: id }))
      return Promise.resolve({ entries, total: live.length, now: asked })
    })
    expect(listing.entries.map(({ id }) => id)).toEqual(
      expect.arrayContaining(ids.filter((id) => !gone.includes(id))),
    )
    expect(listing.now).toBe(1)
  }
})

test('an entry is removed once, and it is not an error if another cleanup was faster', async () => {
  const id = store('a')
  const one = await caches()
  expect(await one.remove(id)).toBe(true)
  expect(await one.remove(id)).toBe(false)
})

test.each(['none', 'read'] as const)(
  'a token with the permission actions: %s fails at once, and the error names what it lacks',
  async (permission) => {
    const id = store('a')
    await expect((await caches(permission)).remove(id)).rejects.toThrow(
      'lacks the permission actions: write (403',
    )
    expect(api.requests()).toHaveLength(1)
  },
)

describe('a transient failure', () => {
  test.each([
    { status: 429, headers: { 'retry-after': '0' } },
    { status: 403, headers: { 'retry-after': '0' } },
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
    { status: 502, headers: {} },
  ])('is tried again: $status $headers', async ({ status, headers }) => {
    store('warm-dagger-a')
    refuseOnce(status, headers)
    const { entries } = await (await caches()).list(main, 'warm-dagger-')
    expect(entries).toHaveLength(1)
    expect(api.requests()).toHaveLength(2)
  })

  test('is final if the rate limit lasts longer than a minute', async () => {
    refuseOnce(403, { 'retry-after': '1800' }, 'You have exceeded a secondary rate limit.')
    await expect((await caches()).list(main, '')).rejects.toThrow(
      "Listing the caches failed because GitHub's rate limit is reached, and it asks to wait 1800 s",
    )
    expect(api.requests()).toHaveLength(1)
  })
})

test('the signal ends requests in progress', async () => {
  api.injectFaults(() => {
    setImmediate(() => {
      stopping.abort(new Error('time is over'))
    })
    return { hang: true }
  })
  await expect((await caches()).list(main, '')).rejects.toThrow('time is over')
})

test.each([
  { status: 500, wait: undefined },
  { status: 503, headers: { 'retry-after': '7' }, wait: 7000 },
  { status: 404, wait: undefined },
  { status: 403, wait: undefined },
  { status: 403, message: 'You have exceeded a secondary rate limit', wait: 60_000 },
  { status: 429, wait: 60_000 },
  { status: 429, headers: { 'retry-after': '3' }, wait: 3000 },
  { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1005' }, wait: 5000 },
])('$status $headers $message asks for a wait of $wait ms', ({ wait, ...answer }) => {
  expect(waitAskedBy({ headers: {}, message: '', ...answer }, 1_000_000)).toBe(wait)
})
