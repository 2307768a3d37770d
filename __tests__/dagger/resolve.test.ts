import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { startReleaseServer, type ReleaseServer } from '../../rig/releases/server.ts'
import type { InstalledCli } from '../../src/dagger/installed.ts'
import { resolveVersion } from '../../src/dagger/resolve.ts'
import { recordedLog, scratch, type Scratch } from './files.ts'

let site: ReleaseServer
let repository: Scratch

beforeAll(async () => {
  site = await startReleaseServer({
    pointers: { latest: '0.21.8', '0.20': '0.20.8\n', '1.0.0-beta': '1.0.0-beta.10' },
  })
})

afterAll(async () => {
  await site.close()
})

beforeEach(async () => {
  repository = await scratch()
  await mkdir(path.join(repository.path, '.git'))
})

afterEach(async () => {
  await repository.remove()
})

interface Asked {
  readonly version?: string
  readonly module?: string
  readonly engineVersion?: string
  readonly onPath?: InstalledCli
}

async function resolve(asked: Asked): Promise<{ version: string; origin: string }> {
  return await resolveVersion({
    version: asked.version ?? 'auto',
    engineVersion: asked.engineVersion,
    cliOnPath: () => Promise.resolve(asked.onPath),
    module: asked.module ?? '',
    workdir: repository.path,
    workspace: undefined,
    site: site.url,
    network: { log: recordedLog(), pause: () => Promise.resolve(), patience: 5000 },
  })
}

const at = (engineVersion: string, more: object = {}): object => ({ name: 'm', engineVersion, ...more })
const onPath = { path: '/usr/bin/dagger', version: '0.19.3' }

/** dagger/dagger, v0.21.8, dagger.json: the root is behind the toolchains it needs. */
async function writeDaggersOwn(): Promise<void> {
  const toolchains = ['changelog', 'ci', 'release'].map((name) => ({ name, source: `toolchains/${name}` }))
  const golang = {
    name: 'golang',
    source: 'github.com/dagger/go@main',
    pin: '4985ec6b9752e9deac3d37276c0f8a33ceba30bf',
  }
  await repository.write({
    'dagger.json': at('v0.21.0', { toolchains: [...toolchains, golang] }),
    'toolchains/changelog/dagger.json': at('v0.21.6'),
    'toolchains/ci/dagger.json': at('v0.21.6'),
    'toolchains/release/dagger.json': at('v0.21.6', { dependencies: [{ name: 'gh', source: 'gh' }] }),
    'toolchains/release/gh/dagger.json': at('v0.20.6'),
  })
}

describe('the version that is asked for', () => {
  test.each([
    ['v0.20.3', '0.20.3'],
    ['0.20.3', '0.20.3'],
    ['1.0.0-beta.9', '1.0.0-beta.9'],
    ['v0.13.5', '0.13.5'],
    ['latest', '0.21.8'],
    ['0.20', '0.20.8'],
    ['v0.20', '0.20.8'],
    ['1.0.0-beta', '1.0.0-beta.10'],
  ])('%s is %s, whatever the module says and whatever is installed', async (version, full) => {
    await writeDaggersOwn()
    expect((await resolve({ version, onPath, engineVersion: '0.18.1' })).version).toBe(full)
  })

  test('must exist, where it is looked up', async () => {
    await expect(resolve({ version: '0.99' })).rejects.toThrow(
      `There is no Dagger 0.99: ${site.url}/versions/0.99 does not exist. See https://github.com/dagger/dagger/releases`,
    )
  })
})

describe('auto', () => {
  test('is what the neediest module needs, not what the root states', async () => {
    await writeDaggersOwn()
    const { version, origin } = await resolve({ onPath })
    expect(version).toBe('0.21.6')
    expect(origin).toMatch(/^the highest engineVersion needed, by toolchains\/\w+\/dagger.json$/)
  })

  test('needs no network where a module states a version', async () => {
    await writeDaggersOwn()
    const before = site.requests().length
    await resolve({})
    expect(site.requests().length).toBe(before)
  })

  test('follows an engine that is there already', async () => {
    await writeDaggersOwn()
    expect(await resolve({ engineVersion: '0.20.3' })).toEqual({
      version: '0.20.3',
      origin: 'as the engine that is already there',
    })
  })

  test('is the CLI on the PATH where there is no module', async () => {
    expect(await resolve({ onPath })).toEqual({
      version: '0.19.3',
      origin: 'as no module here names one: the CLI at /usr/bin/dagger',
    })
  })

  test('is the latest where there is neither a module nor a CLI', async () => {
    expect((await resolve({})).version).toBe('0.21.8')
    expect((await resolve({ module: 'github.com/acme/hello' })).version).toBe('0.21.8')
  })

  test('is the latest where the module states no version, or says so', async () => {
    await repository.write({ 'dagger.json': { name: 'm' } })
    expect((await resolve({ onPath })).version).toBe('0.21.8')
    await repository.write({ 'dagger.json': at('latest') })
    expect((await resolve({ onPath })).version).toBe('0.21.8')
  })

  test('is the latest where any module says so, unless another needs a newer one', async () => {
    const needs = (version: string): object => ({
      'dagger.json': at('latest', { dependencies: [{ source: 'dep' }] }),
      'dep/dagger.json': at(version),
    })
    await repository.write({ ...needs('v0.21.0') })
    expect(await resolve({})).toEqual({ version: '0.21.8', origin: 'the latest, as dagger.json says' })
    await repository.write({ ...needs('v0.22.1') })
    expect((await resolve({})).version).toBe('0.22.1')
  })

  test('is no version older than states can be kept with, and names the file', async () => {
    await repository.write({ 'dagger.json': at('v0.17.9'), 'new/dagger.json': at('v0.18.0') })
    await expect(resolve({})).rejects.toThrow(
      'dagger.json has the engineVersion 0.17.9, and Dagger before 0.18.0',
    )
    expect((await resolve({ module: './new' })).version).toBe('0.18.0')
  })

  test('may have an old module beside a newer one', async () => {
    await repository.write({
      'dagger.json': at('v0.20.3', { dependencies: ['old'] }),
      'old/dagger.json': at('v0.11.9'),
    })
    expect((await resolve({})).version).toBe('0.20.3')
  })

  test.each([
    ['0.20.3-250918123923-71f2e104b045', '0.21.8'],
    ['1.0.0-0', '1.0.0-beta.10'],
    ['1.0.0-beta.9', '1.0.0-beta.9'],
    ['1.0.0-rc.1', '1.0.0-rc.1'],
  ])('is a version that was published, for %s', async (stated, version) => {
    await repository.write({ 'dagger.json': at(stated) })
    expect((await resolve({})).version).toBe(version)
  })

  test('is one that reads the files of 1.0, where there are such', async () => {
    await repository.write({
      'dagger.toml': '[modules.ci]\nsource = "ci"\n[modules.other]\nsource = "github.com/acme/other"\n',
      'ci/dagger.json': at('v0.21.7'),
    })
    expect(await resolve({ onPath })).toEqual({
      version: '1.0.0-beta.10',
      origin: 'the newest with which dagger.toml is read',
    })
  })

  test('is refused where no release is new enough', async () => {
    await repository.write({ 'dagger.json': at('v2.0.0-0') })
    await expect(resolve({})).rejects.toThrow(
      'dagger.json needs Dagger 2.0.0-0 or newer, and no such release was found',
    )
  })
})
