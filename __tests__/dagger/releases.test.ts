import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startReleaseServer, type Fault, type ReleaseServer } from '../../rig/releases/server.ts'
import { downloadText } from '../../src/dagger/download.ts'
import { archiveOf, downloadSite, parseCommit, resolvePointer } from '../../src/dagger/releases.ts'
import { recordedLog } from './files.ts'

describe('the site', () => {
  test.each([
    [{}, 'https://dl.dagger.io/dagger'],
    [{ WARM_DAGGER_DOWNLOAD_URL: '' }, 'https://dl.dagger.io/dagger'],
    [{ WARM_DAGGER_DOWNLOAD_URL: 'https://mirror.example/dagger//' }, 'https://mirror.example/dagger'],
  ])('%j is %s', (env, site) => {
    expect(downloadSite(env)).toBe(site)
  })
})

describe('an archive', () => {
  const release = { kind: 'release', version: '0.20.3' } as const
  test.each([
    ['linux', 'x64', 'dagger_v0.20.3_linux_amd64.tar.gz'],
    ['linux', 'arm64', 'dagger_v0.20.3_linux_arm64.tar.gz'],
    ['darwin', 'arm64', 'dagger_v0.20.3_darwin_arm64.tar.gz'],
    ['win32', 'x64', 'dagger_v0.20.3_windows_amd64.zip'],
  ])('for %s on %s is %s', (platform, arch, name) => {
    const archive = archiveOf('https://site/dagger', release, platform, arch)
    expect(archive.url).toBe(`https://site/dagger/releases/0.20.3/${name}`)
    expect(archive.checksumsUrl).toBe('https://site/dagger/releases/0.20.3/checksums.txt')
  })

  test('of a commit is in a folder of its own', () => {
    const commit = '540b4d1490f253054140f9249e823adf111e1c06'
    expect(archiveOf('s', { kind: 'commit', commit }, 'linux', 'x64').url).toBe(
      `s/main/${commit}/dagger_${commit}_linux_amd64.tar.gz`,
    )
    expect(archiveOf('s', { kind: 'commit', commit: 'head' }, 'linux', 'x64').url).toBe(
      's/main/head/dagger_head_linux_amd64.tar.gz',
    )
  })

  test.each([
    ['freebsd', 'x64'],
    ['linux', 'riscv64'],
  ])('does not exist for %s on %s', (platform, arch) => {
    expect(() => archiveOf('s', release, platform, arch)).toThrow(`no Dagger CLI for ${platform} on ${arch}`)
  })
})

describe('the input commit', () => {
  test.each(['head', '540b4d1490f253054140f9249e823adf111e1c06'])('may be %s', (commit) => {
    expect(parseCommit(commit)).toEqual({ kind: 'commit', commit })
  })

  test.each(['540b4d1', 'main', '../../releases/0.20.3', '540b4d1490f253054140f9249e823adf111e1c06/x', ''])(
    'is refused for %j',
    (commit) => {
      expect(() => parseCommit(commit)).toThrow(`The input \`commit\` is "${commit}". Accepted are head and`)
    },
  )
})

describe('a download', () => {
  let site: ReleaseServer
  let pauses: number[]
  const log = recordedLog()

  beforeEach(async () => {
    site = await startReleaseServer({ pointers: { latest: '0.21.8', odd: 'nonsense', v: 'v0.21.8\n' } })
    pauses = []
  })

  afterEach(async () => {
    await site.close()
  })

  const downloadOptions = {
    log,
    pause: (milliseconds: number) => {
      pauses.push(milliseconds)
      return Promise.resolve()
    },
    idleTimeoutMilliseconds: 1000,
  }
  const latest = async (): Promise<string> =>
    await downloadText(`${site.url}/versions/latest`, downloadOptions)
  const atFirst = (times: number, fault: Fault) => {
    site.injectFaults((_path, count) => (count <= times ? fault : undefined))
  }

  test.each<[string, Fault]>([
    ['503', { kind: 'status', status: 503 }],
    ['429', { kind: 'status', status: 429 }],
    ['408', { kind: 'status', status: 408 }],
    ['a broken connection', { kind: 'reset', after: 3 }],
    ['a connection that falls silent', { kind: 'stall', after: 3 }],
  ])('is tried again after %s, with growing pauses', async (_name, fault) => {
    atFirst(3, fault)
    expect(await latest()).toBe('0.21.8')
    expect(pauses.map((pause, at) => [pause >= 1000 * 2 ** at, pause <= 2000 * 2 ** at])).toEqual(
      Array(3).fill([true, true]),
    )
  })

  test('fails after four attempts, with the URL and what to do', async () => {
    atFirst(9, { kind: 'status', status: 503 })
    await expect(latest()).rejects.toThrow(
      `${site.url}/versions/latest answered 503. Check this machine's network and proxy settings (HTTPS_PROXY), ` +
        `or name a mirror in WARM_DAGGER_DOWNLOAD_URL.`,
    )
    expect(site.requests()).toHaveLength(4)
  })

  test('that is optional fails at its time limit, without a retry', async () => {
    atFirst(9, { kind: 'stall', after: 3 })
    const brief = { ...downloadOptions, idleTimeoutMilliseconds: 600_000, totalTimeoutMilliseconds: 1000 }
    await expect(downloadText(`${site.url}/versions/latest`, brief)).rejects.toThrow(
      'versions/latest could not be read: ',
    )
    expect(site.requests()).toHaveLength(1)
  })

  test.each([400, 401, 403, 404, 410])('is not retried after %i, which is permanent', async (status) => {
    atFirst(9, { kind: 'status', status })
    await expect(latest()).rejects.toThrow(`answered ${status}.`)
    expect(site.requests()).toHaveLength(1)
  })

  test('is not retried after a web page', async () => {
    atFirst(9, { kind: 'page', contentType: 'text/html; charset=utf-8' })
    await expect(latest()).rejects.toThrow(
      'answered with a web page instead of a file: a proxy or a login page',
    )
    expect(site.requests()).toHaveLength(1)
  })

  test('waits as long as the server asks, up to a limit', async () => {
    site.injectFaults((_path, count) =>
      count > 2
        ? undefined
        : { kind: 'status', status: 429, headers: { 'retry-after': count === 1 ? '7' : '86400' } },
    )
    await latest()
    expect(pauses).toHaveLength(2)
    expect(pauses[0]).toBeGreaterThanOrEqual(7000)
    expect(pauses[0]).toBeLessThanOrEqual(10_500)
    expect(pauses[1]).toBeGreaterThanOrEqual(60_000)
    expect(pauses[1]).toBeLessThanOrEqual(90_000)
  })

  test('follows redirects, up to a limit', async () => {
    const server = createServer((request, response) => {
      const [, left = ''] = (request.url ?? '').split('/')
      if (left === '0') response.end('there')
      else response.writeHead(302, { location: `/${Number(left) - 1}` }).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      expect(await downloadText(`${url}/10`, downloadOptions)).toBe('there')
      await expect(downloadText(`${url}/11`, downloadOptions)).rejects.toThrow(
        'it redirects more than 10 times',
      )
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('reports why nothing answers', async () => {
    await site.close()
    await expect(latest()).rejects.toThrow(
      /versions\/latest could not be read: .*ECONNREFUSED.*Check this machine/,
    )
    site = await startReleaseServer({})
  })

  test('of a pointer is a version', async () => {
    expect(await resolvePointer(site.url, 'latest', downloadOptions)).toBe('0.21.8')
    expect(await resolvePointer(site.url, 'v', downloadOptions)).toBe('0.21.8')
    expect(await resolvePointer(site.url, 'none', downloadOptions)).toBeUndefined()
    await expect(resolvePointer(site.url, 'odd', downloadOptions)).rejects.toThrow(
      '/versions/odd answered with something that is not a version',
    )
  })

  test('of a pointer is refused if it is a web page with another content type', async () => {
    atFirst(9, { kind: 'page', contentType: 'text/plain' })
    await expect(resolvePointer(site.url, 'latest', downloadOptions)).rejects.toThrow(
      'answered with a web page',
    )
  })
})
