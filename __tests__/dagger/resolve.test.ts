import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { startReleaseServer, type Fault, type ReleaseServer } from '../../rig/releases/server.ts'
import type { InstalledCli } from '../../src/dagger/installed.ts'
import { known } from '../../src/dagger/published.ts'
import { resolveVersion, type PointerAnswers, type ResolvedVersion } from '../../src/dagger/resolve.ts'
import { recordedLog, scratch, type Scratch } from './files.ts'

let site: ReleaseServer
let repository: Scratch
let log = recordedLog()

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
  log = recordedLog()
  await mkdir(path.join(repository.path, '.git'))
})

afterEach(async () => {
  site.injectFaults(undefined)
  await repository.remove()
})

interface Asked {
  readonly version?: string
  readonly module?: string
  readonly engineVersion?: string
  readonly onPath?: InstalledCli
  readonly withoutState?: boolean
  readonly site?: string
  readonly answers?: PointerAnswers
}

async function resolve(asked: Asked): Promise<ResolvedVersion> {
  return await resolveVersion({
    version: asked.version ?? 'auto',
    engineVersion: asked.engineVersion,
    cliOnPath: () => Promise.resolve(asked.onPath),
    module: asked.module ?? '',
    workdir: repository.path,
    workspace: undefined,
    ...(asked.withoutState !== undefined && { withoutState: asked.withoutState }),
    site: asked.site ?? site.url,
    downloadOptions: { log, pause: () => Promise.resolve(), idleTimeoutMilliseconds: 5000 },
    answers: asked.answers,
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

describe('the requested version', () => {
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

  test('may have been shortened by YAML if it does not exist', async () => {
    await expect(resolve({ version: '0.9' })).rejects.toThrow(
      "If `version` is 0.90 without quotes, quote it: '0.90'.",
    )
    await expect(resolve({ version: '1.1' })).rejects.toThrow("quote it: '1.10'")
    await expect(resolve({ version: '0.99' })).rejects.not.toThrow('quote it')
  })

  test('must exist if it is looked up', async () => {
    await expect(resolve({ version: '0.99' })).rejects.toThrow(
      `There is no Dagger 0.99: ${site.url}/versions/0.99 does not exist. See https://github.com/dagger/dagger/releases`,
    )
  })
})

describe('a module older than the engines whose state can be kept', () => {
  const pathOf = (version: string): InstalledCli => ({ path: '/usr/bin/dagger', version })

  test.each([
    ['v0.17.9', '0.17.9'],
    ['v0.9.9', '0.9.9'],
    ['0.13', '0.13.0'],
    ['v', 'v, which Dagger reads as 0.11.9'],
    ['dev-4f1c2a', 'dev-4f1c2a, which Dagger reads as 0.11.9'],
    ['x\n::error::y', String.raw`x\n::error::y, which Dagger reads as 0.11.9`],
  ])('is run by the newest release, with one notice: %j', async (stated, shown) => {
    await repository.write({ 'dagger.json': at(stated) })
    const { version, notice } = await resolve({ onPath: pathOf('0.19.3') })
    expect(version).toBe('0.21.8')
    expect(notice).toContain(`dagger.json has the engineVersion ${shown}. That is a minimum`)
    expect(notice).toContain('Dagger 0.21.8, the newest release, is used')
  })

  test.each([
    ['0.19.3', '0.19.3'],
    ['0.15.0', '0.15.0'],
    ['0.14.9', '0.21.8'],
    [undefined, '0.21.8'],
  ])('is run by the CLI on the PATH where no state depends on it: %s, so %s', async (version, used) => {
    await repository.write({ 'dagger.json': at('v0.15.0') })
    const onPath = version === undefined ? undefined : pathOf(version)
    const resolved = await resolve({ withoutState: true, ...(onPath && { onPath }) })
    expect(resolved.version).toBe(used)
    expect(resolved.notice === undefined).toBe(used !== '0.21.8')
  })

  test('is not checked for an engine that this action did not start', async () => {
    await repository.write({ 'dagger.json': at('v0.15.0') })
    const { version, notice } = await resolve({ engineVersion: '0.16.2' })
    expect({ version, notice }).toEqual({ version: '0.16.2', notice: undefined })
  })

  test('uses the versions that were known at build time if the site does not answer', async () => {
    await repository.write({ 'dagger.json': at('v0.15.0') })
    site.injectFaults(() => ({ kind: 'status', status: 500 }))
    expect((await resolve({})).version).toBe(known.stable.at(-1))
    expect(log.infos.join()).toContain(
      `so the versions known on ${known.on} are used: ${site.url}/versions/latest answered 500.`,
    )
  })

  test.each(['v0.9.8', 'v0.9.0', 'v0.3.0'])(
    'is refused where no release loads it, by its file: %s',
    async (stated) => {
      await repository.write({ 'dagger.json': at(stated) })
      await expect(resolve({ onPath: pathOf('0.19.3') })).rejects.toThrow(
        `dagger.json has the engineVersion ${stated.slice(1)}, and no release of Dagger loads a module from before 0.9.9`,
      )
    },
  )
})

describe('a version that was not published', () => {
  const versions: ReleaseServer[] = []

  async function siteWith(pointers: Record<string, string>): Promise<string> {
    const server = await startReleaseServer({ pointers })
    versions.push(server)
    return server.url
  }

  afterEach(async () => {
    for (const server of versions.splice(0)) await server.close()
  })

  const beta = { latest: '0.21.8', '1.0.0-beta': '1.0.0-beta.9' }
  const candidate = { ...beta, '1.0.0-rc': '1.0.0-rc.1' }
  const out = { ...candidate, latest: '1.0.0', '1.0': '1.0.0' }
  const later = { ...out, latest: '1.1.0', '1.0': '1.0.3', '1.1': '1.1.0' }

  test.each<[string, string, Record<string, string>, string]>([
    ['a beta, where there are only betas', 'v1.0.0', beta, '1.0.0-beta.9'],
    ['a candidate after the betas', 'v1.0.0', candidate, '1.0.0-rc.1'],
    ['itself, once it is out', 'v1.0.0', out, '1.0.0'],
    ['itself, once others have followed', 'v1.0.0', later, '1.0.0'],
    ['the latest, where that loads the module', 'v0.20.99', { ...beta, '0.20': '0.20.8' }, '0.21.8'],
    ['itself, where its minor has come so far', 'v0.20.99', { ...beta, '0.20': '0.20.99' }, '0.20.99'],
    [
      'a later beta than the site has, where a mirror has none',
      'v1.0.0',
      { latest: '0.21.8' },
      known.prereleases[0],
    ],
    ['what it says, where nothing is known', 'v0.22.0', beta, '0.22.0'],
    ['what it says, for a prerelease', 'v1.0.0-beta.11', beta, '1.0.0-beta.11'],
  ])('is %s: %s', async (_name, stated, pointers, version) => {
    await repository.write({ 'dagger.json': at(stated) })
    expect((await resolve({ site: await siteWith(pointers) })).version).toBe(version)
  })

  test.each<[string, Fault]>([
    ['answers with an error', { kind: 'status', status: 503 }],
    ['answers with a page', { kind: 'page', contentType: 'text/html' }],
    ['breaks off', { kind: 'reset', after: 1 }],
  ])('is one known when this was built, where the site %s', async (_name, fault) => {
    await repository.write({ 'dagger.json': at('v1.0.0') })
    site.injectFaults(() => fault)
    expect((await resolve({})).version).toBe(known.prereleases[0])
  })
})

describe('auto', () => {
  test('is the highest that any module needs, not that of the root module', async () => {
    await writeDaggersOwn()
    const { version, origin } = await resolve({ onPath })
    expect(version).toBe('0.21.6')
    expect(origin).toMatch(
      /^the highest engineVersion that a module here requires, in toolchains\/\w+\/dagger.json$/,
    )
  })

  test('needs no network if a module states a version', async () => {
    await writeDaggersOwn()
    const before = site.requests().length
    await resolve({})
    expect(site.requests().length).toBe(before)
  })

  test('is that of an existing engine', async () => {
    await writeDaggersOwn()
    expect(await resolve({ engineVersion: '0.20.3' })).toEqual({
      version: '0.20.3',
      origin: 'the version of the engine that is already running',
    })
  })

  test('is that of the CLI on the PATH if there is no module', async () => {
    expect(await resolve({ onPath })).toEqual({
      version: '0.19.3',
      origin: 'the version of the CLI at /usr/bin/dagger, because no module here names a version',
    })
  })

  test('is the latest if there is neither a module nor a CLI', async () => {
    expect((await resolve({})).version).toBe('0.21.8')
    expect((await resolve({ module: 'github.com/acme/hello' })).version).toBe('0.21.8')
  })

  test('is the latest if the module states no version, or latest', async () => {
    await repository.write({ 'dagger.json': { name: 'm' } })
    expect((await resolve({ onPath })).version).toBe('0.21.8')
    await repository.write({ 'dagger.json': at('latest') })
    expect((await resolve({ onPath })).version).toBe('0.21.8')
  })

  test('is the latest if any module states latest, unless another needs a newer one', async () => {
    const needs = (version: string): object => ({
      'dagger.json': at('latest', { dependencies: [{ source: 'dep' }] }),
      'dep/dagger.json': at(version),
    })
    await repository.write({ ...needs('v0.21.0') })
    expect(await resolve({})).toEqual({
      version: '0.21.8',
      origin: 'the latest version, because dagger.json requests it',
    })
    await repository.write({ ...needs('v0.22.1') })
    expect((await resolve({})).version).toBe('0.22.1')
  })

  test('may be that of a newer module next to an old one', async () => {
    await repository.write({
      'dagger.json': at('v0.20.3', { dependencies: ['old'] }),
      'old/dagger.json': at('v0.11.9'),
    })
    expect((await resolve({})).version).toBe('0.20.3')
  })

  test.each([
    ['0.20.3-250918123923-71f2e104b045', '0.21.8'],
    ['1.0.0-0', '1.0.0-beta.10'],
    ['1.0.0', '1.0.0-beta.10'],
    ['1.0.0-beta.9', '1.0.0-beta.9'],
    ['1.0.0-rc.1', '1.0.0-rc.1'],
  ])('is a version that was published, for %s', async (stated, version) => {
    await repository.write({ 'dagger.json': at(stated) })
    expect((await resolve({})).version).toBe(version)
  })

  test('is one that reads the files of 1.0, if there are any', async () => {
    await repository.write({
      'dagger.toml': '[modules.ci]\nsource = "ci"\n[modules.other]\nsource = "github.com/acme/other"\n',
      'ci/dagger.json': at('v0.21.7'),
    })
    expect(await resolve({ onPath })).toEqual({
      version: '1.0.0-beta.10',
      origin: 'the newest release that reads dagger.toml',
    })
  })

  test('is refused if no release is new enough', async () => {
    await repository.write({ 'dagger.json': at('v2.0.0-0') })
    await expect(resolve({})).rejects.toThrow(
      'dagger.json needs Dagger 2.0.0-0 or newer, and no such release was found',
    )
  })
})

describe('with the answers of earlier jobs, a pointer', () => {
  let recorded: string[]

  /** @param last answer to every pointer */
  function answers(last?: string): PointerAnswers {
    recorded = []
    return {
      last: () => Promise.resolve(last),
      recordAnswer: (pointer) => {
        recorded.push(pointer)
        return Promise.resolve()
      },
    }
  }

  function failing(fault: Fault): void {
    site.injectFaults(() => fault)
  }

  test('has the answer of the site, which is recorded', async () => {
    expect((await resolve({ version: 'latest', answers: answers('0.20.0') })).version).toBe('0.21.8')
    expect(recorded).toEqual(['latest'])
    expect(log.infos).toEqual([])
  })

  test('has its last answer after one failed lookup', async () => {
    failing({ kind: 'status', status: 503 })
    const before = site.requests().length
    expect((await resolve({ version: '0.20', answers: answers('0.20.7') })).version).toBe('0.20.7')
    expect(site.requests().slice(before)).toEqual(['/versions/0.20'])
    expect(recorded).toEqual([])
    expect(log.infos).toEqual([
      expect.stringMatching(
        /^The version that 0\.20 refers to could not be looked up, so its last known answer is used: /,
      ),
    ])
  })

  test('is looked up as often as without them, if there is none', async () => {
    const before = site.requests().length
    site.injectFaults(() =>
      site.requests().length - before <= 3 ? { kind: 'status', status: 503 } : undefined,
    )
    expect((await resolve({ version: '0.20', answers: answers() })).version).toBe('0.20.8')
  })

  test('that no longer exists is refused, whatever its last answer was', async () => {
    await expect(resolve({ version: '0.99', answers: answers('0.99.1') })).rejects.toThrow(
      'There is no Dagger 0.99',
    )
    expect(recorded).toEqual([])
  })
})
