import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { CacheEntries } from '../../../rig/cache-service/entries.ts'
import {
  startGithubApi,
  type ActionsPermission,
  type GithubApi,
  type GithubApiOptions,
} from '../../../rig/github-api/server.ts'

const main = 'refs/heads/main'

let clock: number
let cache: CacheEntries
let api: GithubApi | undefined

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1)
  cache = new CacheEntries(
    {},
    () => clock,
    () => undefined,
  )
})

afterEach(async () => {
  await api?.stop()
  api = undefined
})

function store(key: string, scope = main): number {
  clock += 1000
  cache.reserve(scope, key, 'v', key)
  return cache.finalize(scope, key, 'v', 10) ?? 0
}

async function serve(options: GithubApiOptions = {}): Promise<GithubApi> {
  api = await startGithubApi(cache, { now: () => clock, ...options })
  return api
}

interface Listed {
  readonly total_count: number
  readonly actions_caches: readonly { readonly key: string; readonly last_accessed_at: string }[]
}

async function ask(
  server: GithubApi,
  permission: ActionsPermission,
  path: string,
  method = 'GET',
): Promise<Response> {
  return await fetch(`${server.url}/repos/acme/app/actions/caches${path}`, {
    method,
    headers: { authorization: `token ${server.tokenFor(permission)}` },
  })
}

async function keys(server: GithubApi, query: string): Promise<readonly string[]> {
  const listed = (await (await ask(server, 'read', query)).json()) as Listed
  return listed.actions_caches.map(({ key }) => key)
}

describe('a listing', () => {
  test('has 30 entries a page unless asked for more, and never more than 100', async () => {
    for (let at = 0; at < 130; at++) store(`key-${at}`)
    const server = await serve()
    expect(await keys(server, '')).toHaveLength(30)
    expect(await keys(server, '?per_page=500')).toHaveLength(100)
    expect(await keys(server, '?per_page=100&page=2')).toHaveLength(30)
    expect(await keys(server, '?per_page=100&page=3')).toEqual([])
    expect(await (await ask(server, 'read', '?per_page=1')).json()).toMatchObject({ total_count: 130 })
  })

  test('begins with what was used last unless asked for another order', async () => {
    for (const key of ['a', 'b', 'c']) store(key)
    clock += 1000
    cache.lookUp([main], ['a'], 'v')
    const server = await serve()
    expect(await keys(server, '')).toEqual(['a', 'c', 'b'])
    expect(await keys(server, '?sort=created_at&direction=asc')).toEqual(['a', 'b', 'c'])
    const listed = (await (await ask(server, 'read', '?key=a')).json()) as Listed
    expect(listed.actions_caches[0]?.last_accessed_at).toBe(new Date(clock).toISOString())
  })

  test('can be of one ref, and of keys with one prefix', async () => {
    store('pack-1')
    store('pack-2', 'refs/pull/1/merge')
    store('other')
    const server = await serve()
    expect(await keys(server, `?key=pack-&ref=${encodeURIComponent(main)}`)).toEqual(['pack-1'])
    expect(await keys(server, '?key=pack-')).toHaveLength(2)
  })
})

describe('a deletion', () => {
  test('takes the entry from the cache, once', async () => {
    const id = store('a')
    const server = await serve()
    expect((await ask(server, 'write', `/${id}`, 'DELETE')).status).toBe(204)
    expect(cache.list()).toEqual([])
    expect((await ask(server, 'write', `/${id}`, 'DELETE')).status).toBe(404)
  })

  test('is not for tokens that may only read', async () => {
    const id = store('a')
    const server = await serve()
    expect((await ask(server, 'read', `/${id}`, 'DELETE')).status).toBe(403)
    expect((await ask(server, 'none', '')).status).toBe(403)
    expect((await fetch(`${server.url}/repos/acme/app/actions/caches`)).status).toBe(401)
    expect(cache.list()).toHaveLength(1)
  })
})

test('more requests than an hour allows are refused until the hour is over', async () => {
  const server = await serve({ requestsPerHour: 1 })
  expect((await ask(server, 'read', '')).status).toBe(200)
  const refused = await ask(server, 'read', '')
  expect(refused.status).toBe(403)
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
  clock = Number(refused.headers.get('x-ratelimit-reset')) * 1000
  expect((await ask(server, 'read', '')).status).toBe(200)
})

test('deletions cost five times what listings cost of what a minute allows', async () => {
  const server = await serve({ pointsPerMinute: 11 })
  for (const id of [1, 2]) expect((await ask(server, 'write', `/${id}`, 'DELETE')).status).toBe(404)
  expect((await ask(server, 'read', '')).status).toBe(200)
  const refused = await ask(server, 'read', '')
  expect(refused.status).toBe(429)
  clock += Number(refused.headers.get('retry-after')) * 1000
  expect((await ask(server, 'read', '')).status).toBe(200)
})

test('the usage is that of all refs, for tokens that may read', async () => {
  const server = await serve()
  store('a')
  store('b', 'refs/heads/other')
  const usage = (permission: ActionsPermission) => ask(server, permission, '/../cache/usage')
  expect(await (await usage('read')).json()).toEqual({
    full_name: 'acme/app',
    active_caches_size_in_bytes: 20,
    active_caches_count: 2,
  })
  expect((await usage('none')).status).toBe(403)
})
