import { describe, expect, test } from '@jest/globals'
import { bucketScopes, repositoryIdentity, suffixOf, workflowFile } from '../../src/github/context.ts'

test('runners of another name, or with another folder, have names of their own for what they make', () => {
  const runners = [
    ['build-1', '/home/one/_work/_temp'],
    ['build-1', '/home/two/_work/_temp'],
    ['build-2', '/home/one/_work/_temp'],
    ['build-', '1/home/one/_work/_temp'],
  ] as const
  const suffixes = runners.map(([name, folder]) => suffixOf(name, folder))
  expect(new Set(suffixes).size).toBe(runners.length)
  expect(runners.map(([name, folder]) => suffixOf(name, folder))).toEqual(suffixes)
  for (const suffix of suffixes) expect(suffix).toMatch(/^-[0-9a-f]{8}$/)
})

describe("the workflow's file", () => {
  test.each([
    ['acme/app/.github/workflows/ci.yml@refs/heads/main', 'acme/app', 'ci.yml'],
    ['acme/app/.github/workflows/ci.yml@refs/tags/a@b', 'acme/app', 'ci.yml'],
    ['acme/app/.gitea/workflows/ci.yml@refs/heads/main', 'acme/app', '.gitea/workflows/ci.yml'],
    // A required workflow of another repository.
    [
      'acme/rules/.github/workflows/ci.yml@refs/heads/main',
      'acme/app',
      'acme/rules/.github/workflows/ci.yml',
    ],
    ['', 'acme/app', undefined],
  ])('of %j in %s is %s', (ref, repository, file) => {
    expect(workflowFile(ref, repository)).toBe(file)
  })
})

describe('a repository', () => {
  const acme = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_REPOSITORY_ID: '12',
  }

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['is named by its server and its ID', acme, 'github.com/12'],
    ['keeps its identity when it is renamed', { ...acme, GITHUB_REPOSITORY: 'acme/web' }, 'github.com/12'],
    [
      'is another on another server',
      { ...acme, GITHUB_SERVER_URL: 'https://git.acme.dev:8443' },
      'git.acme.dev%3A8443/12',
    ],
    [
      'has its name where there is no ID',
      { ...acme, GITHUB_REPOSITORY_ID: undefined },
      'github.com/name=acme%2Fapp',
    ],
    [
      'cannot lead out of the folder by its ID',
      { ...acme, GITHUB_REPOSITORY_ID: '../13' },
      'github.com/name=acme%2Fapp',
    ],
    ['is local outside of a workflow', {}, 'local'],
  ])('%s', (_what, environment, identity) => {
    expect(repositoryIdentity(environment)).toBe(identity)
  })
})

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

  test('without a prefix has its repository at the top, and outside of a workflow a place of its own', () => {
    expect(bucketScopes('', acme, {}).repository).toBe('github.com/12/')
    expect(bucketScopes('p', {}, {})).toEqual({ repository: 'p/local/', scopes: ['no:ref'] })
  })
})
