import { expect, test } from '@jest/globals'
import { silent } from '../../src/log.ts'
import { actionsStore } from '../../src/store/actions.ts'

const token = { ACTIONS_RUNTIME_TOKEN: 'token' }

test.each([
  [
    'of version 2 directly',
    { ...token, ACTIONS_CACHE_SERVICE_V2: 'True', ACTIONS_RESULTS_URL: 'https://results.example/' },
    'v2, direct',
  ],
  [
    'of version 1 through the toolkit',
    { ...token, ACTIONS_CACHE_URL: 'https://cache.example/' },
    '@actions/cache',
  ],
])('a job reaches a cache service %s, and its log says so in one line', (_what, env, way) => {
  const lines: string[] = []
  const store = actionsStore(env, { ...silent, info: (line) => lines.push(line) }, '/nowhere')
  expect(store?.name).toContain('the Actions cache')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(way)
})

test('without a cache service there is no store, and nothing is logged', () => {
  const lines: string[] = []
  expect(actionsStore({}, { ...silent, info: (line) => lines.push(line) }, '/nowhere')).toBeUndefined()
  expect(lines).toEqual([])
})
