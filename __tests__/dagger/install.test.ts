import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import { chmod, copyFile, mkdir, readdir, rename, symlink } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { startReleaseServer, type Fault, type ReleaseServer } from '../../rig/releases/server.ts'
import { installCli, type ArchiveCache, type Installation } from '../../src/dagger/install.ts'
import { findCliOnPath, versionOfCli } from '../../src/dagger/installed.ts'
import type { Build } from '../../src/dagger/releases.ts'
import { recordedLog, scratch, type Scratch } from './files.ts'

const commit = '71f2e104b045ddc3b0cc611b81370707bf21bc27'
const commitVersion = '0.18.19-250918123923-71f2e104b045'

let folder: Scratch
let site: ReleaseServer
let log: ReturnType<typeof recordedLog>
const toolCache = process.env['RUNNER_TOOL_CACHE']

beforeEach(async () => {
  folder = await scratch()
  log = recordedLog()
  await folder.write({
    release: cliThatIs('v0.20.3'),
    commit: cliThatIs(`v${commitVersion}`),
    'temporary/x': '',
    'bin/dagger': cliThatIs('v0.18.17'),
  })
  await chmod(path.join(folder.path, 'bin/dagger'), 0o755)
  site = await startReleaseServer({
    releases: {
      '0.20.3': path.join(folder.path, 'release'),
      '1.0.0-beta.10': path.join(folder.path, 'release'),
    },
    commits: { [commit]: path.join(folder.path, 'commit'), head: path.join(folder.path, 'commit') },
  })
  process.env['RUNNER_TOOL_CACHE'] = path.join(folder.path, 'tools')
})

afterEach(async () => {
  if (toolCache === undefined) delete process.env['RUNNER_TOOL_CACHE']
  else process.env['RUNNER_TOOL_CACHE'] = toolCache
  await site.close()
  await folder.remove()
})

function cliThatIs(version: string): string {
  return `#!/bin/sh\necho "dagger ${version} (docker-image://registry.dagger.io/engine:${version}) linux/amd64"\n`
}

const release = (version: string): Build => ({ kind: 'release', version })

async function install(
  build: Build,
  more: Partial<Installation> = {},
): Promise<{ path: string; origin: string }> {
  return await installCli({
    build,
    onPath: undefined,
    site: site.url,
    downloadOptions: { log, pause: () => Promise.resolve(), idleTimeoutMilliseconds: 5000 },
    temporary: path.join(folder.path, 'temporary'),
    platform: 'linux',
    arch: 'x64',
    ...more,
  })
}

function failing(which: RegExp, fault: Fault): void {
  site.injectFaults((asked) => (which.test(asked) ? fault : undefined))
}

async function leftBehind(): Promise<string[]> {
  return (await readdir(path.join(folder.path, 'temporary'))).filter((name) => name !== 'x')
}

describe('a CLI', () => {
  test('is downloaded, and found in the tool cache the next time', async () => {
    const first = await install(release('0.20.3'))
    expect(first.origin).toBe(`downloaded from ${site.url}/releases/0.20.3/dagger_v0.20.3_linux_amd64.tar.gz`)
    expect(first.path).toBe(path.join(folder.path, 'tools/dagger/0.20.3/x64/dagger'))
    expect(await versionOfCli(first.path)).toBe('0.20.3')
    expect(await leftBehind()).toEqual([])

    const before = site.requests().length
    expect(await install(release('0.20.3'))).toEqual({ path: first.path, origin: 'from the tool cache' })
    expect(site.requests().length).toBe(before)
  })

  test('is found in the tool cache only by its own version and architecture', async () => {
    await install(release('0.20.3'))
    expect((await install(release('1.0.0-beta.10'))).origin).toMatch(/^downloaded/)
    expect((await install(release('0.20.3'), { arch: 'arm64' })).origin).toMatch(/linux_arm64.tar.gz$/)
  })

  test.each([
    ['darwin', 'arm64', 'dagger', 'dagger_v0.20.3_darwin_arm64.tar.gz'],
    ['win32', 'x64', 'dagger.exe', 'dagger_v0.20.3_windows_amd64.zip'],
  ])('is unpacked for %s too', async (platform, arch, file, archive) => {
    const { path: cli, origin } = await install(release('0.20.3'), { platform, arch })
    expect(origin.endsWith(archive)).toBe(true)
    expect(path.basename(cli)).toBe(file)
    expect(await versionOfCli(cli)).toBe('0.20.3')
  })

  test('on the PATH is used if it has the requested version', async () => {
    const onPath = await findCliOnPath({ PATH: `/nonexistent:relative:${folder.path}/bin:/usr/bin` })
    expect(onPath).toEqual({ path: path.join(folder.path, 'bin/dagger'), version: '0.18.17' })
    expect(await install(release('0.18.17'), { onPath })).toEqual({
      path: onPath?.path,
      origin: 'already on the PATH',
    })
    expect((await install(release('0.20.3'), { onPath })).origin).toMatch(/^downloaded/)
    expect(site.requests().length).toBe(2)
  })

  test('on the PATH is ignored if it prints no version', async () => {
    await folder.write({ 'bin/dagger': '#!/bin/sh\nexit 1\n' })
    expect(await findCliOnPath({ PATH: `${folder.path}/bin` })).toBeUndefined()
    expect(await findCliOnPath({})).toBeUndefined()
  })

  test('of a commit is downloaded once', async () => {
    const build = { kind: 'commit', commit } as const
    const first = await install(build)
    expect(first.origin).toBe(
      `downloaded from ${site.url}/main/${commit}/dagger_${commit}_linux_amd64.tar.gz`,
    )
    expect(await versionOfCli(first.path)).toBe(commitVersion)
    expect(await install(build)).toEqual({ path: first.path, origin: 'from the tool cache' })
  })

  test('of a commit is the one on the PATH if it was built from that commit', async () => {
    const build = { kind: 'commit', commit } as const
    const onPath = { path: '/usr/bin/dagger', version: commitVersion }
    expect((await install(build, { onPath })).path).toBe('/usr/bin/dagger')
    expect((await install(build, { onPath: { ...onPath, version: '0.18.19' } })).origin).toMatch(
      /^downloaded/,
    )
  })

  test('of the newest commit is downloaded each time', async () => {
    const onPath = { path: '/usr/bin/dagger', version: commitVersion }
    for (let time = 1; time <= 2; time++) {
      const { path: cli, origin } = await install({ kind: 'commit', commit: 'head' }, { onPath })
      expect(origin).toBe(`downloaded from ${site.url}/main/head/dagger_head_linux_amd64.tar.gz`)
      expect(await versionOfCli(cli)).toBe(commitVersion)
    }
  })

  test('is used without the tool cache if that cannot be written', async () => {
    await folder.write({ tools: 'a file, not a folder' })
    const { path: cli } = await install(release('0.20.3'))
    expect(await versionOfCli(cli)).toBe('0.20.3')
    expect(log.infos).toEqual([expect.stringContaining('could not be stored in the tool cache')])
  })
})

test('a link in the tool cache is not followed, and nothing behind it is removed', async () => {
  for (const linked of ['dagger', 'dagger/0.20.3', 'dagger/0.20.3/x64']) {
    const theirs = path.join(folder.path, 'theirs', linked)
    const tools = path.join(folder.path, 'tools', linked.replaceAll('/', '-'))
    process.env['RUNNER_TOOL_CACHE'] = tools
    const inside = path.join(theirs, 'dagger/0.20.3/x64'.slice(linked.length), 'work')
    await mkdir(inside, { recursive: true })
    await mkdir(path.dirname(path.join(tools, linked)), { recursive: true })
    await symlink(theirs, path.join(tools, linked))
    const { path: cli } = await install(release('0.20.3'))
    expect(await versionOfCli(cli)).toBe('0.20.3')
    expect(log.infos.at(-1)).toMatch(/could not be stored in the tool cache.* leads through a symbolic link/)
    expect(await readdir(path.dirname(inside))).toEqual(['work'])
  }
})

describe('nothing is installed', () => {
  async function isRefused(problem: string | RegExp, version = '0.20.3'): Promise<void> {
    await expect(install(release(version))).rejects.toThrow(problem)
    expect(await leftBehind()).toEqual([])
    site.injectFaults(undefined)
    if (version === '0.20.3') expect((await install(release(version))).origin).toMatch(/^downloaded/)
  }

  test('if the archive is not the published one', async () => {
    failing(/tar.gz$/, { kind: 'flip' })
    await isRefused(
      /dagger_v0.20.3_linux_amd64.tar.gz has the SHA-256 [0-9a-f]{64}, but .*checksums.txt says [0-9a-f]{64}/,
    )
    expect(site.requests().filter((asked) => asked.endsWith('.tar.gz'))).toHaveLength(2)
  })

  test('if the version does not exist', async () => {
    const url = `${site.url}/releases/9.9.9/checksums.txt`
    await isRefused(
      `There is no CLI of Dagger 9.9.9: ${url} answered 404. Available versions: https`,
      '9.9.9',
    )
  })

  test('if the download site does not list its versions', async () => {
    failing(/./, { kind: 'status', status: 403 })
    await isRefused('There is no CLI of Dagger 0.20.3: ')
  })

  test.each([
    ['the archive', /tar.gz$/, 'text/html', /tar.gz answered with a web page/],
    ['the checksums', /checksums.txt$/, 'text/html', /checksums.txt answered with a web page/],
    [
      'the checksums, under another name',
      /checksums.txt$/,
      'text/plain',
      /checksums.txt answered with a web page/,
    ],
    ['the archive, under another name', /tar.gz$/, 'application/gzip', /has the SHA-256/],
  ])('when a proxy’s page comes instead of %s', async (_name, which, contentType, problem) => {
    failing(which, { kind: 'page', contentType })
    await isRefused(problem)
  })

  test('if the server keeps failing', async () => {
    failing(/tar.gz$/, { kind: 'reset', after: 10 })
    await isRefused(/tar.gz could not be read: .*Check this machine's network/)
  })

  test('if the checksums lack this machine’s archive', async () => {
    const body = `${'0'.repeat(64)}  dagger_v0.20.3_linux_arm64.tar.gz\nnot a checksum  dagger_v0.20.3_linux_amd64.tar.gz\n`
    failing(/checksums.txt$/, { kind: 'page', contentType: 'text/plain', body })
    await isRefused(/checksums.txt lists no checksum for dagger_v0.20.3_linux_amd64.tar.gz/)
  })

  test('if the archive contains none', async () => {
    const archive = gzipSync(Buffer.alloc(10240))
    const checksum = hash('sha256', archive)
    site.injectFaults((asked) => ({
      kind: 'page',
      contentType: 'application/octet-stream',
      body: asked.endsWith('.tar.gz') ? archive : `${checksum}  dagger_v0.20.3_linux_amd64.tar.gz\n`,
    }))
    await isRefused(/tar.gz holds no Dagger CLI/)
  })
})

test('an interrupted download is complete after a retry', async () => {
  site.injectFaults((asked, count) =>
    asked.endsWith('.tar.gz') && count < 3 ? { kind: 'reset', after: 50 } : undefined,
  )
  const { path: cli } = await install(release('0.20.3'))
  expect(await versionOfCli(cli)).toBe('0.20.3')
  expect(log.infos.filter((line) => line.includes('Trying again in'))).toHaveLength(2)
})

describe('with a cache of archives, a CLI', () => {
  let kept: Map<string, string>

  beforeEach(() => {
    kept = new Map()
  })

  /** Keeps archives in the test's folder. */
  function archives(): ArchiveCache {
    return {
      read: async ({ name }, file) => {
        const from = kept.get(name)
        if (from !== undefined) await copyFile(from, file)
        return from !== undefined
      },
      keep: async ({ name }, file) => {
        const to = path.join(folder.path, name)
        await rename(file, to)
        kept.set(name, to)
      },
    }
  }

  async function onNewMachine(build: Build): Promise<{ path: string; origin: string }> {
    process.env['RUNNER_TOOL_CACHE'] = path.join(folder.path, `tools-${Math.random()}`)
    return await install(build, { archives: archives() })
  }

  test('is downloaded once, and needs no request to the site afterwards', async () => {
    expect((await onNewMachine(release('0.20.3'))).origin).toMatch(/^downloaded/)
    const before = site.requests().length
    const { path: cli, origin } = await onNewMachine(release('0.20.3'))
    expect(origin).toBe('from the cache')
    expect(await versionOfCli(cli)).toBe('0.20.3')
    expect(site.requests().slice(before)).toEqual([])
    expect(await leftBehind()).toEqual([])
  })

  test.each<[string, Build]>([
    ['of a commit', { kind: 'commit', commit }],
    ['of the newest commit', { kind: 'commit', commit: 'head' }],
  ])('%s is not kept', async (_name, build) => {
    await onNewMachine(build)
    expect(kept.size).toBe(0)
  })

  test('is not stored if the download was not the published one', async () => {
    failing(/tar.gz$/, { kind: 'flip' })
    await expect(onNewMachine(release('0.20.3'))).rejects.toThrow('has the SHA-256')
    expect(kept.size).toBe(0)
  })
})
