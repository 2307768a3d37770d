import { describe, expect, test } from '@jest/globals'
import { bucketScopes } from '../../src/github/open-store.ts'

describe('in a bucket, a run', () => {
  const acme = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_REPOSITORY_ID: '12',
  }
  const payload = { repository: { default_branch: 'main' } }
  const main = 'refs:heads:main'

  test.each<[string, NodeJS.ProcessEnv, object, readonly string[]]>([
    ['of the default branch reads and writes its own', { GITHUB_REF: 'refs/heads/main' }, payload, [main]],
    [
      'of a branch reads the default branch, too',
      { GITHUB_REF: 'refs/heads/a/b' },
      payload,
      ['refs:heads:a:b', main],
    ],
    [
      'of a pull request reads its base, then the default branch',
      { GITHUB_REF: 'refs/pull/5/merge', GITHUB_BASE_REF: 'next' },
      payload,
      ['refs:pull:5:merge', 'refs:heads:next', main],
    ],
    [
      'of a pull request for the default branch reads that once',
      { GITHUB_REF: 'refs/pull/5/merge', GITHUB_BASE_REF: 'main' },
      payload,
      ['refs:pull:5:merge', main],
    ],
    [
      'that pull_request_target started has the scope of the base',
      { GITHUB_REF: 'refs/heads/next', GITHUB_BASE_REF: 'next' },
      payload,
      ['refs:heads:next', main],
    ],
    [
      'of a tag reads the default branch, too',
      { GITHUB_REF: 'refs/tags/v1' },
      payload,
      ['refs:tags:v1', main],
    ],
    ['whose payload names no default branch has its own', { GITHUB_REF: 'refs/heads/main' }, {}, [main]],
  ])('%s', (_what, environment, event, scopes) => {
    expect(bucketScopes('a/b', { ...acme, ...environment }, event)).toEqual({
      repository: 'a/b/github.com/12/',
      scopes,
    })
  })

  test('without a prefix has its repository at the top, and outside of a workflow a folder of its own', () => {
    expect(bucketScopes('', acme, {}).repository).toBe('github.com/12/')
    expect(bucketScopes('p', {}, {})).toEqual({ repository: 'p/local/', scopes: ['no:ref'] })
  })
})
