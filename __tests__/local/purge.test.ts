import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CacheEntries } from '../../rig/cache-service/entries.ts'
import { startGithubApi, type GithubApi } from '../../rig/github-api/server.ts'
import { engineImagePrefix, isManifest, packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { scriptCache } from './script-cache.ts'

const ours = [
  `${packPrefix}aa`,
  `${snapshotPrefix}app/test@1-1-r@`,
  `${packPrefix}bb`,
  `${snapshotPrefix}b@2-1-r@`,
  `${engineImagePrefix}v0.21.8-linux-amd64@cc@`,
]
/** As like ours as others' keys can be. */
const others = [
  'warm-dagger-',
  'warm-dagger-linux-x64-v0.21/CI/test',
  `x-${packPrefix}aa`,
  'node-modules',
  packPrefix.slice(0, -1),
]

describe('of a folder', () => {
  let folder: string
  let store: DirectoryStore

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'purge-'))
    store = new DirectoryStore(folder)
    // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('0123456789')
    }
    for (const key of [...ours, ...others]) await store.put(key, content())
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  const keys = async (): Promise<string[]> => (await store.list()).map(({ key }) => key).sort()

  test('everything of ours is purged, and nothing of other programs', async () => {
    const { exitCode, stdout } = await scriptCache(['purge', '--yes', '--dir', folder])
    expect([exitCode, stdout]).toEqual([0, 'Deleted 3 snapshots and 2 packs, 0.0 MB.\n'])
    expect(await keys()).toEqual([...others].sort())
    expect((await scriptCache(['purge', '--yes', '--dir', folder])).stdout).toBe(
      'Deleted 0 snapshots and 0 packs, 0.0 MB.\n',
    )
  })

  test('without --yes it only lists entries, snapshots before the packs that they need', async () => {
    const { exitCode, stdout } = await scriptCache(['purge', '--dir', folder])
    expect(exitCode).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.at(-1)).toBe('3 snapshots and 2 packs, 0.0 MB. Nothing was deleted: --yes deletes them.')
    expect(lines.slice(0, 3).every((key) => isManifest(key))).toBe(true)
    expect(lines.slice(0, -1).sort()).toEqual([...ours].sort())
    expect(await keys()).toEqual([...ours, ...others].sort())
  })

  test('a cache-dir itself is refused, and its repositories are named', async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'cache-dir-'))
    const repositories = ['github.com/1', 'github.com/2'].map((name) => join(cacheDir, name))
    for (const repository of repositories) await mkdir(join(repository, 'entries'), { recursive: true })
    const { exitCode, stderr } = await scriptCache(['purge', '--yes', '--dir', cacheDir])
    expect(exitCode).toBe(1)
    expect(stderr.trimEnd().split('\n').slice(1)).toEqual(
      repositories.map((folder) => `script/cache: ${folder}`),
    )
    await rm(cacheDir, { recursive: true })
  })

  test('a missing folder is an error, and is not created', async () => {
    const { exitCode, stderr } = await scriptCache(['purge', '--yes', '--dir', join(folder, 'none')])
    expect([exitCode, stderr]).toEqual([1, `script/cache: --dir is ${folder}/none, which is not a folder.\n`])
  })
})

describe('of a repository', () => {
  let cache: CacheEntries
  let api: GithubApi

  beforeEach(async () => {
    cache = new CacheEntries(
      {},
      () => Date.now(),
      () => undefined,
    )
    api = await startGithubApi(cache)
    for (const ref of ['refs/heads/main', 'refs/pull/1/merge']) {
      for (const key of [...ours, ...others]) {
        cache.reserve(ref, key, 'v', key)
        cache.finalize(ref, key, 'v', 10)
      }
    }
  })

  afterEach(async () => {
    await api.stop()
  })

  const withToken = (permission: 'none' | 'read' | 'write') => ({
    GITHUB_API_URL: api.url,
    GH_TOKEN: api.tokenFor(permission),
  })
  const left = (): string[] => cache.list().map(({ key }) => key)

  test('everything of ours is purged on every ref, and nothing of other programs', async () => {
    const { exitCode, stdout } = await scriptCache(
      ['purge', '--yes', '--repo', 'acme/app'],
      withToken('write'),
    )
    expect([exitCode, stdout]).toEqual([0, 'Deleted 6 snapshots and 4 packs, 0.0 MB.\n'])
    expect(left().sort()).toEqual([...others, ...others].sort())
  })

  test('without --yes nothing is deleted, and a read-only token is enough', async () => {
    const before = left()
    const { exitCode, stdout } = await scriptCache(['purge', '--repo', 'acme/app'], withToken('read'))
    expect([exitCode, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      '6 snapshots and 4 packs, 0.0 MB. Nothing was deleted: --yes deletes them.',
    ])
    expect(left()).toEqual(before)
    expect(api.requests().every(({ method }) => method === 'GET')).toBe(true)
  })

  test('the error names the missing permission, but not the token', async () => {
    const env = withToken('read')
    const { exitCode, stdout, stderr } = await scriptCache(['purge', '--yes', '--repo', 'acme/app'], env)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('the token lacks the permission actions: write (403')
    expect(stdout + stderr).not.toContain(env.GH_TOKEN)
  })

  test('without a token no request is sent to GitHub', async () => {
    const env = { GITHUB_API_URL: api.url, GH_TOKEN: '', GITHUB_TOKEN: '' }
    const { exitCode, stderr } = await scriptCache(['list', '--repo', 'acme/app'], env)
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('GH_TOKEN and GITHUB_TOKEN are empty')])
    expect(api.requests()).toEqual([])
  })
})
