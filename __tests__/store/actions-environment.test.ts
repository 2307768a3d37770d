import { describe, expect, test } from '@jest/globals'
import { actionsCache } from '../../src/store/actions-environment.ts'

const v2 = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.example/',
  ACTIONS_RUNTIME_TOKEN: 'token',
}
const v1 = { ACTIONS_CACHE_URL: 'https://cache.example/', ACTIONS_RUNTIME_TOKEN: 'token' }

describe('access to the cache', () => {
  test.each([
    ['all of version 2', v2, 'v2'],
    ['both versions', { ...v1, ...v2 }, 'v2'],
    ['version 1 alone', v1, 'toolkit'],
    ['version 2 without its flag', { ...v1, ...v2, ACTIONS_CACHE_SERVICE_V2: '' }, 'toolkit'],
    ['version 2 without a URL', { ...v1, ...v2, ACTIONS_RESULTS_URL: '' }, 'toolkit'],
    ['version 2 with what is no URL', { ...v1, ...v2, ACTIONS_RESULTS_URL: 'results' }, 'toolkit'],
    ['version 2 without a token', { ...v1, ...v2, ACTIONS_RUNTIME_TOKEN: '' }, 'toolkit'],
    ['an enterprise server with both', { ...v1, ...v2, GITHUB_SERVER_URL: 'https://git.example' }, 'toolkit'],
    ['an enterprise server without a cache', { ...v2, GITHUB_SERVER_URL: 'https://git.example' }, undefined],
    ['an enterprise cloud with data residency', { ...v2, GITHUB_SERVER_URL: 'https://octo.ghe.com' }, 'v2'],
    ['github.com', { ...v2, GITHUB_SERVER_URL: 'https://github.com' }, 'v2'],
    ['nothing', {}, undefined],
  ])('with %s', (_what, env, way) => {
    const service = actionsCache(env)?.service
    expect(typeof service === 'object' ? 'v2' : service).toBe(way)
  })

  test('carries the URL and the token of version 2', () => {
    expect(actionsCache(v2)?.service).toEqual({ url: new URL('https://results.example/'), token: 'token' })
  })
})

test.each([
  ['', true, true],
  ['none', false, false],
  ['read', true, false],
  ['Write ', true, true],
  ['write-only', false, true],
  ['something new', true, true],
])('the cache mode %j permits to read: %s, to write: %s', (mode, readable, writable) => {
  expect(actionsCache({ ...v2, ACTIONS_CACHE_MODE: mode })).toMatchObject({ readable, writable })
})

describe('the service', () => {
  const github = 'https://results-receiver.actions.githubusercontent.com/'
  const enterprise = { GITHUB_SERVER_URL: 'https://git.acme.dev' }

  test.each<[string, Record<string, string>, boolean]>([
    ["under GitHub's name", { ...v2, ACTIONS_RESULTS_URL: github }, true],
    ['of data residency', { ...v2, ACTIONS_RESULTS_URL: 'https://results.octo.ghe.com/' }, true],
    [
      'of the server itself',
      { ACTIONS_CACHE_URL: 'https://git.acme.dev/_apis/artifactcache/', ...enterprise },
      true,
    ],
    ['beside an enterprise server', { ACTIONS_CACHE_URL: 'https://cache.acme.dev/', ...enterprise }, false],
    [
      'of Gitea or Forgejo',
      { ACTIONS_CACHE_URL: 'http://git.acme.dev:4000/', ...enterprise, ACT: 'true' },
      false,
    ],
    ['of Depot', { ...v2, ACTIONS_RESULTS_URL: 'https://actions-cache.depot.dev/' }, false],
    ['of anyone else', v2, false],
    [
      'whose name only ends alike',
      { ...v2, ACTIONS_RESULTS_URL: 'https://evilactions.githubusercontent.com.example/' },
      false,
    ],
  ])("%s counts as GitHub's own: %#", (_whose, env, isGitHubs) => {
    expect(actionsCache(env)?.isGitHubs).toBe(isGitHubs)
  })
})
