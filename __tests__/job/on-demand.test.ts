import { describe, expect, test } from '@jest/globals'
import { environmentFor, storeVariables, reasonToFetchAll } from '../../src/job/on-demand.ts'
import { chunkSize, type Manifest } from '../../src/snapshot/manifest.ts'

const GiB = 2 ** 30

function stateOf(compressed: number, imageSize = 16 * GiB): Manifest {
  return {
    imageSize,
    filesystem: { uuid: '', usedBlocks: 0, usedInodes: 0 },
    fingerprintKey: '',
    engineVersion: 'v0.20.3',
    predecessors: [],
    credit: 0,
    packs: [],
    chunks: [{ index: 0, fingerprint: '', sha256: '', pack: 0, offset: 0, length: compressed }],
  }
}

const store = { name: 'the cache', readsRanges: true }

describe('the whole state is fetched', () => {
  test.each([
    ['if it is small', store, stateOf(chunkSize), 16 * GiB, 'The state is small.'],
    [
      'if the store sends whole entries only',
      { ...store, readsRanges: false },
      stateOf(GiB),
      16 * GiB,
      'From the cache, a part of an entry takes as long as the whole.',
    ],
    [
      'if it is too large for the machine',
      store,
      stateOf(GiB),
      GiB,
      'The state has to shrink for this machine.',
    ],
  ])('%s', async (_what, from, state, size, reason) => {
    expect(await reasonToFetchAll(from, state, size)).toBe(reason)
  })
})

describe('the environment of the process that serves a volume', () => {
  test.each([
    ['PATH', true],
    ['HOME', true],
    ['RUNNER_TRACKING_ID', true],
    ['RUNNER_TEMP', true],
    ['GITHUB_REPOSITORY_ID', true],
    ['ACTIONS_RESULTS_URL', false],
    ['https_proxy', true],
    ['ACTIONS_RUNTIME_TOKEN', false],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', false],
    ['GITHUB_TOKEN', false],
    ['INPUT_CLOUD-TOKEN', false],
    ['INPUT_ENV', false],
    ['STATE_saver', false],
    ['DATABASE_URL', false],
    ['MY_SECRET', false],
    ['AWS_REGION', false],
  ])('of a step with %s: %s', (name, isPassedOn) => {
    expect(name in environmentFor({ [name]: 'value' })).toBe(isPassedOn)
  })
})

test('the process receives the variables of the stores as a message', () => {
  const ofStores = {
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_ENDPOINT_URL: 'https://storage.example',
    ACTIONS_RUNTIME_TOKEN: 'token',
    ACTIONS_RESULTS_URL: 'https://results.example',
  }
  expect(storeVariables({ ...ofStores, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token', PATH: '/bin' })).toEqual(
    ofStores,
  )
})
