import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdir, rename, symlink } from 'node:fs/promises'
import path from 'node:path'
import { moduleRequirements, type Requirement } from '../../src/dagger/module-graph.ts'
import { recordedLog, scratch, type Scratch } from './files.ts'

let repository: Scratch
let log: ReturnType<typeof recordedLog>

beforeEach(async () => {
  repository = await scratch()
  log = recordedLog()
  await mkdir(path.join(repository.path, '.git'))
})

afterEach(async () => {
  await repository.remove()
})

async function requirements(workdir = '.', module = ''): Promise<readonly Requirement[] | undefined> {
  const place = { workdir: path.join(repository.path, workdir), module, workspace: undefined }
  return await moduleRequirements(place, log)
}

/** The files that state a version, with what they state. */
async function found(workdir = '.', module = ''): Promise<Record<string, string>> {
  const stated = ((await requirements(workdir, module)) ?? []).filter(({ kind }) => kind === 'stated')
  const entries = stated.map((each): [string, string] => [each.file, 'version' in each ? each.version : ''])
  return Object.fromEntries(entries)
}

const at = (engineVersion: string, more: object = {}): object => ({ name: 'm', engineVersion, ...more })

describe('the module', () => {
  test('is the nearest one from the workdir upwards', async () => {
    await repository.write({ 'dagger.json': at('v0.20.0'), 'a/dagger.json': at('v0.20.3'), 'a/b/c/x': '' })
    expect(await found('a/b/c')).toEqual({ 'a/dagger.json': '0.20.3' })
  })

  test('is searched up to the repository’s root', async () => {
    await repository.write({ 'dagger.json': at('v0.20.0'), 'inner/.git/HEAD': '', 'inner/deep/x': '' })
    expect(await requirements('inner/deep')).toBeUndefined()
  })

  test('is searched from the local path in the input upwards', async () => {
    await repository.write({
      'dagger.json': at('v0.20.0'),
      'ci/dagger.json': at('v0.20.3'),
      'ci/src/x': '',
      'app/x': '',
    })
    expect(await found('app', '../ci/src')).toEqual({ 'ci/dagger.json': '0.20.3' })
    expect(await found('.', path.join(repository.path, 'ci'))).toEqual({ 'ci/dagger.json': '0.20.3' })
  })

  test.each(['github.com/acme/hello@v0.3.0', 'https://github.com/acme/hello', 'git@github.com:acme/hello'])(
    'is not here when the input names %s',
    async (module) => {
      await repository.write({ 'dagger.json': at('v0.20.0') })
      expect(await requirements('.', module)).toBeUndefined()
    },
  )

  test('is the surrounding one if the input names core or one of its dependencies', async () => {
    await repository.write({ 'dagger.json': at('v0.20.0') })
    expect(await found('.', 'core')).toEqual({ 'dagger.json': '0.20.0' })
  })

  test("is searched up to the checkout's root if there is no .git", async () => {
    await repository.write({
      'dagger.json': at('v0.20.0'),
      'checkout/a/x': '',
      'checkout/dagger.json': at('v0.20.3'),
    })
    await rename(path.join(repository.path, '.git'), path.join(repository.path, 'git'))
    const workdir = path.join(repository.path, 'checkout/a')
    const bounded = { workdir, module: '', workspace: path.join(repository.path, 'checkout') }
    expect(await moduleRequirements(bounded, log)).toEqual([
      { kind: 'stated', version: '0.20.3', file: 'dagger.json' },
    ])
    expect(await moduleRequirements({ ...bounded, workspace: undefined }, log)).toBeUndefined()
  })

  test('may state no version', async () => {
    await repository.write({ 'dagger.json': { name: 'old' } })
    expect(await requirements()).toEqual([])
  })
})

describe('what the module refers to', () => {
  test('is its dependencies, toolchains, blueprint and local SDK, and what those refer to', async () => {
    await repository.write({
      'dagger.json': at('v0.21.0', {
        dependencies: [{ name: 'dep', source: 'dep' }, './legacy'],
        toolchains: [{ name: 'tool', source: 'tools/one' }],
        blueprint: { name: 'blue', source: './blue' },
        sdk: { source: './my-sdk' },
      }),
      'dep/dagger.json': at('v0.21.1', { dependencies: [{ source: '../deep' }] }),
      'legacy/dagger.json': at('v0.21.2'),
      'tools/one/dagger.json': at('v0.21.3'),
      'blue/dagger.json': at('v0.21.4'),
      'my-sdk/dagger.json': at('v0.21.5'),
      'deep/dagger.json': at('v0.21.6'),
      'unreached/dagger.json': at('v0.22.0'),
    })
    expect(await found()).toEqual({
      'dagger.json': '0.21.0',
      'dep/dagger.json': '0.21.1',
      'legacy/dagger.json': '0.21.2',
      'tools/one/dagger.json': '0.21.3',
      'blue/dagger.json': '0.21.4',
      'my-sdk/dagger.json': '0.21.5',
      'deep/dagger.json': '0.21.6',
    })
  })

  test('is not a folder that only has the name of one of Dagger’s SDKs', async () => {
    await repository.write({
      'dagger.json': at('v0.21.0', { sdk: { source: 'go' } }),
      'go/dagger.json': at('v0.22.0'),
    })
    expect(await found()).toEqual({ 'dagger.json': '0.21.0' })
  })

  test('excludes other repositories, and folders without a module', async () => {
    await repository.write({
      'dagger.json': at('v0.21.0', {
        dependencies: [
          { source: 'github.com/dagger/go@main', pin: '4985ec6b' },
          { source: 'dep', pin: '4985ec6b' },
          { source: 'https://example.com/x' },
          { source: 'nowhere' },
          { source: 'empty' },
          { source: '' },
          null,
          17,
          { source: ['x'] },
        ],
      }),
      'dep/dagger.json': at('v0.22.0'),
      'empty/x': '',
    })
    expect(await found()).toEqual({ 'dagger.json': '0.21.0' })
    expect(log.infos).toEqual([])
  })

  test('may be circular', async () => {
    await repository.write({
      'dagger.json': at('v0.21.0', { dependencies: [{ source: '.' }, { source: 'a' }] }),
      'a/dagger.json': at('v0.21.6', {
        dependencies: [{ source: '..' }, { source: '../a/../a' }, { source: 'loop' }],
      }),
    })
    await symlink('..', path.join(repository.path, 'a/loop'))
    expect(await found()).toEqual({ 'dagger.json': '0.21.0', 'a/dagger.json': '0.21.6' })
  })

  test.each([
    ['a path', '../outside', undefined],
    ['a link to a folder', 'link', 'folder'],
    ['a link to a file', 'linked', 'file'],
  ])('is left where %s leads out of the repository, and that is said', async (_name, source, link) => {
    const root = path.join(repository.path, 'repository')
    await repository.write({
      'repository/.git/HEAD': '',
      'repository/dagger.json': at('v0.21.0', { dependencies: [{ source }] }),
      'repository/linked/x': '',
      'outside/dagger.json': at('v0.22.0'),
    })
    const outside = path.join(repository.path, 'outside')
    if (link === 'folder') await symlink(outside, path.join(root, 'link'))
    if (link === 'file')
      await symlink(path.join(outside, 'dagger.json'), path.join(root, 'linked/dagger.json'))
    expect(await found('repository')).toEqual({ 'dagger.json': '0.21.0' })
    expect(log.infos).toEqual([expect.stringContaining('is outside this repository')])
  })
})

describe('Dagger 1.0', () => {
  test('is read from the workspace, its environments and the modules it authors', async () => {
    await repository.write({
      'dagger.toml': `
        [modules.ci]
        source = ".dagger/modules/ci"
        [modules.golang]
        source = "github.com/dagger/go@5683fb4f"
        [env.dev.modules.lab]
        source = ".dagger/modules/lab"
        [modules.go-sdk]
        source = "github.com/dagger/go-sdk"
        [[modules.go-sdk.as-sdk.modules]]
        path = "/modules/alpine"
      `,
      '.dagger/modules/ci/dagger-module.toml': `
        engineVersion = "v0.21.7"
        [runtime]
        source = "dang"
        [[dependencies]]
        name = "wolfi"
        source = "../../../modules/wolfi"
      `,
      '.dagger/modules/lab/dagger-module.toml': 'engineVersion = "v1.0.0-0"',
      'modules/wolfi/dagger.json': at('v0.21.6'),
      'modules/alpine/dagger-module.toml': 'engineVersion = "v1.0.0-beta.10"',
      'sub/folder/x': '',
    })
    const all = (await requirements('sub/folder')) ?? []
    expect(
      all
        .filter(({ kind }) => kind === 'stated')
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual([
      '.dagger/modules/ci/dagger-module.toml',
      '.dagger/modules/lab/dagger-module.toml',
      'modules/alpine/dagger-module.toml',
      'modules/wolfi/dagger.json',
    ])
    expect(all).toContainEqual({ kind: 'format', version: '1.0.0-beta.4', file: 'dagger.toml' })
  })

  test('prefers a module’s new file over its old one', async () => {
    await repository.write({ 'dagger-module.toml': 'engineVersion = "v1.0.0"', 'dagger.json': at('v0.21.0') })
    expect((await requirements())?.map(({ file }) => file)).toEqual([
      'dagger-module.toml',
      'dagger-module.toml',
    ])
  })
})

describe('a file is refused, and the error names it', () => {
  test.each<[string, string, unknown, string]>([
    ['broken JSON', 'dagger.json', '{"name":', 'dagger.json is not valid JSON: '],
    ['broken TOML', 'dagger-module.toml', 'name = ', 'dagger-module.toml is not valid TOML: '],
    [
      'a version that is no text',
      'dagger.json',
      { engineVersion: 20 },
      'dagger.json has the engineVersion 20.',
    ],
    ['a huge file', 'dagger.json', `"${'x'.repeat(1024 * 1024)}"`, 'dagger.json is larger than'],
    ['arrays in arrays', 'dagger.json', '['.repeat(500_000), 'dagger.json is not valid JSON: '],
    ['tables in tables', 'dagger.toml', `a = ${'['.repeat(100_000)}`, 'dagger.toml is not valid TOML: '],
    [
      'a version that no number of ours holds',
      'dagger.json',
      at('v99999999999999999999.0.0\n::error::x'),
      String.raw`engineVersion "v99999999999999999999.0.0\n::error::x"`,
    ],
  ])('for %s', async (_name, file, content, problem) => {
    await repository.write({ [file]: content })
    await expect(requirements()).rejects.toThrow(problem)
  })

  test('for a path that leads to it', async () => {
    await repository.write({
      'dagger.json': at('v0.21.0', { toolchains: [{ source: 'a' }] }),
      'a/dagger.json': '',
    })
    await expect(requirements()).rejects.toThrow('a/dagger.json is not valid JSON')
  })

  test('if it is not a file', async () => {
    await mkdir(path.join(repository.path, 'dagger.json'))
    await expect(requirements()).rejects.toThrow('dagger.json is not a file')
  })

  test('if it is a pipe, without waiting for its content', async () => {
    execFileSync('mkfifo', [path.join(repository.path, 'dagger.json')])
    await expect(requirements()).rejects.toThrow('dagger.json is not a file')
  })

  test('if it names too many modules', async () => {
    const dependencies = Array.from({ length: 5001 }, () => ({ source: '.' }))
    await repository.write({ 'dagger.json': at('v0.21.0', { dependencies }) })
    await expect(requirements()).rejects.toThrow(
      /^dagger.json and the modules before it refer to more than 5000/,
    )
  })

  test('unless it contains JSON of another form, which states nothing', async () => {
    await repository.write({ 'dagger.json': '[1, null, {"engineVersion": "v9.9.9"}]' })
    expect(await requirements()).toEqual([])
  })
})

test.each([
  ['v0.20', '0.20.0'],
  ['0.20', '0.20.0'],
  ['v1', '1.0.0'],
])('a version may be cut short: %s', async (stated, version) => {
  await repository.write({ 'dagger.json': at(stated) })
  expect(await found()).toEqual({ 'dagger.json': version })
})

test.each([
  'v',
  'dev-4f1c2a',
  'main',
  '4f1c2a',
  'vv0.20.3',
  ' v0.20.3',
  'v0.020.3',
  'v0.20.x',
  'v1\n::error::x',
])('what is no version is what Dagger takes it for: %j', async (stated) => {
  await repository.write({ 'dagger.json': at(stated) })
  expect(await requirements()).toEqual([
    { kind: 'stated', version: '0.11.9', readFrom: stated, file: 'dagger.json' },
  ])
})

test('null counts as none', async () => {
  await repository.write({ 'dagger.json': { engineVersion: null } })
  expect(await requirements()).toEqual([])
})

test('latest is valid', async () => {
  await repository.write({ 'dagger.json': at('latest') })
  expect(await requirements()).toEqual([{ kind: 'latest', file: 'dagger.json' }])
})
