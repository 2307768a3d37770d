import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startReleaseServer, type ReleaseServer } from '../../../rig/releases/server.ts'

let folder: string
let site: ReleaseServer

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'release-server-'))
  await writeFile(path.join(folder, 'cli'), '#!/bin/sh\necho hello\n')
  const cli = path.join(folder, 'cli')
  site = await startReleaseServer({
    releases: { '0.20.3': cli },
    commits: { head: cli },
    pointers: { latest: '0.20.3' },
  })
})

afterEach(async () => {
  await site.close()
  await rm(folder, { recursive: true })
})

async function get(asked: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(site.url + asked)).arrayBuffer())
}

test.each([
  ['/releases/0.20.3/dagger_v0.20.3_linux_amd64.tar.gz', ['tar', '-xzf'], 'dagger'],
  ['/releases/0.20.3/dagger_v0.20.3_darwin_arm64.tar.gz', ['tar', '-xzf'], 'dagger'],
  ['/releases/0.20.3/dagger_v0.20.3_windows_amd64.zip', ['unzip', '-q'], 'dagger.exe'],
  ['/main/head/dagger_head_linux_arm64.tar.gz', ['tar', '-xzf'], 'dagger'],
])(
  '%s holds the CLI, and the checksums beside it are right',
  async (asked, [program = '', flag = ''], file) => {
    const archive = await get(asked)
    const checksums = (await get(`${path.posix.dirname(asked)}/checksums.txt`)).toString()
    expect(checksums).toContain(`${hash('sha256', archive)}  ${path.posix.basename(asked)}\n`)

    await writeFile(path.join(folder, 'archive'), archive)
    execFileSync(program, [flag, 'archive'], { cwd: folder })
    expect(await readFile(path.join(folder, file), 'utf8')).toBe('#!/bin/sh\necho hello\n')
  },
)

test('a pointer answers with a version', async () => {
  expect((await get('/versions/latest')).toString()).toBe('0.20.3')
})

test('what was not published is not there', async () => {
  expect((await fetch(`${site.url}/releases/0.20.4/checksums.txt`)).status).toBe(404)
  expect((await fetch(`${site.url}/versions/0.20`)).status).toBe(404)
})

test('the server records requests and passes each fault the number of requests for its path', async () => {
  const counts: number[] = []
  site.injectFaults((_path, count) => {
    counts.push(count)
    return count === 1 ? { kind: 'status', status: 503 } : undefined
  })
  expect((await fetch(`${site.url}/versions/latest`)).status).toBe(503)
  expect((await fetch(`${site.url}/versions/latest`)).status).toBe(200)
  expect(counts).toEqual([1, 2])
  expect(site.requests()).toEqual(['/versions/latest', '/versions/latest'])
})

test('a reset breaks the transfer off', async () => {
  site.injectFaults(() => ({ kind: 'reset', after: 10 }))
  await expect(get('/releases/0.20.3/checksums.txt')).rejects.toThrow('terminated')
})

test('a flipped bit leaves the length as it was', async () => {
  const whole = await get('/releases/0.20.3/checksums.txt')
  site.injectFaults(() => ({ kind: 'flip' }))
  const flipped = await get('/releases/0.20.3/checksums.txt')
  expect(flipped).toHaveLength(whole.length)
  expect(flipped.equals(whole)).toBe(false)
})
