import { describe, expect, test } from '@jest/globals'
import { repositoryIdentity, suffixOf, workflowFile } from '../../src/github/context.ts'

test('runners with another name or folder use other names for what they create', () => {
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
