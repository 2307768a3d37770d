import { beforeAll, expect, jest, test } from '@jest/globals'
import { silent } from '../../src/log.ts'

// In place of the SDK, which takes longer to load than everything else that a restore loads.
let isLoaded = false

beforeAll(() => {
  jest.unstable_mockModule('@aws-sdk/client-s3', () => {
    isLoaded = true
    return { S3Client: jest.fn() }
  })
  Object.assign(process.env, {
    ACT: '',
    ACTIONS_CACHE_SERVICE_V2: 'true',
    ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
    ACTIONS_RUNTIME_TOKEN: 'token',
  })
})

test.each([
  ['a folder', { cacheDir: '/cache' }, 'true', 'DirectoryStore'],
  ["GitHub's cache", {}, 'true', 'ActionsV2Store'],
  ['the default outside of GitHub', {}, '', 'DirectoryStore'],
])('%s opens without the SDK of object storage', async (_name, choice, onGitHub, store) => {
  process.env['GITHUB_ACTIONS'] = onGitHub
  const { openStore } = await import('../../src/github/open-store.ts')
  expect((await openStore(choice, silent))?.constructor.name).toBe(store)
  expect(isLoaded).toBe(false)
})

test('a bucket opens with the SDK', async () => {
  process.env['GITHUB_ACTIONS'] = ''
  const { openStore } = await import('../../src/github/open-store.ts')
  expect(await openStore({ store: 's3://states/ci' }, silent)).toMatchObject({ name: 's3://states/ci' })
  expect(isLoaded).toBe(true)
})
