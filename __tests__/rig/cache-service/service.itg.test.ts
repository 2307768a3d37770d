import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import '../../../rig/loopback-blob-host.js'
import {
  startCacheService,
  type CacheAccess,
  type CacheService,
  type Fault,
} from '../../../rig/cache-service/service.ts'
import { attempt, run } from '../../../src/programs.ts'

const mainJob: CacheAccess = { scopes: ['refs/heads/main'] }
const branchJob: CacheAccess = { scopes: ['refs/heads/branch', 'refs/heads/main'] }
const toolkit = join(import.meta.dirname, '../../../rig/cache-service/toolkit.ts')

let service: CacheService
let folder: string
let lastFolder = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-service-'))
  service = await startCacheService({ folder: join(folder, 'blobs') })
})

afterEach(async () => {
  await service.injectFaults(undefined)
})

afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true })
})

/** A machine of its own: a workspace and a temporary folder that no other step has seen. */
async function machine(access: CacheAccess): Promise<{ workspace: string; env: Record<string, string> }> {
  const root = join(folder, `machine-${++lastFolder}`)
  const workspace = join(root, 'workspace')
  await mkdir(workspace, { recursive: true })
  const env = { PATH: process.env['PATH'] ?? '', GITHUB_WORKSPACE: workspace, RUNNER_TEMP: root }
  return { workspace, env: { ...env, ...service.environmentFor(access) } }
}

/** What `saveCache` returns, -1 when it saved nothing, or the key that `restoreCache` returns. */
async function toolkitDoes(
  verb: 'save' | 'restore',
  keys: string,
  access: CacheAccess,
  files: Readonly<Record<string, Buffer>> = {},
): Promise<{ result: unknown; content: Buffer | undefined; log: string }> {
  const { workspace, env } = await machine(access)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true })
    await writeFile(join(workspace, name), content)
  }
  const log = await run(process.execPath, [toolkit, verb, keys, 'content'], { cwd: workspace, env })
  const result: unknown = JSON.parse(log.trim().split('\n').at(-1) ?? '')
  const content = await readFile(join(workspace, 'content/file')).catch(() => undefined)
  return { result, content, log }
}

async function call(
  method: string,
  body: object,
  access: CacheAccess = mainJob,
): Promise<{ status: number; body: Record<string, unknown> }> {
  return await callWith(service.tokenFor(access), method, body)
}

async function callWith(
  token: string,
  method: string,
  body: object,
  { url }: CacheService = service,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}twirp/github.actions.results.api.v1.CacheService/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function upload(url: unknown, content: Buffer): Promise<number> {
  const response = await fetch(String(url), {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob' },
    body: new Uint8Array(content),
  })
  return response.status
}

async function store(key: string, content: Buffer, access: CacheAccess = mainJob): Promise<void> {
  const created = await call('CreateCacheEntry', { key, version: 'v' }, access)
  expect(await upload(created.body['signed_upload_url'], content)).toBe(201)
  const finalized = await call(
    'FinalizeCacheEntryUpload',
    { key, version: 'v', size_bytes: String(content.length) },
    access,
  )
  expect(finalized.body).toMatchObject({ ok: true })
}

async function download(key: string): Promise<Response> {
  const found = await call('GetCacheEntryDownloadURL', { key, version: 'v' })
  return await fetch(String(found.body['signed_download_url']))
}

describe('unmodified @actions/cache', () => {
  const content = randomBytes(9_000_000)

  test('saves on one machine and restores on another, by key and by restore key, over parallel ranges', async () => {
    const saved = await toolkitDoes('save', 'toolkit-1', mainJob, { 'content/file': content })
    expect(saved.result).toBeGreaterThan(0)
    const byKey = await toolkitDoes('restore', 'toolkit-1', mainJob)
    expect(byKey.result).toBe('toolkit-1')
    expect(byKey.content?.equals(content)).toBe(true)
    const byRestoreKey = await toolkitDoes('restore', 'toolkit-2,toolkit-', branchJob)
    expect(byRestoreKey.result).toBe('toolkit-1')
    expect(byRestoreKey.content?.equals(content)).toBe(true)
    const ranges = (await service.requests()).filter((request) => request.operation === 'GetBlob')
    expect(new Set(ranges.map((request) => request.range)).size).toBeGreaterThan(2)
  })

  test('learns that a key is taken, that a token is read-only, and that an entry does not exist', async () => {
    const files = { 'content/file': Buffer.from('x') }
    await toolkitDoes('save', 'taken', mainJob, files)
    const again = await toolkitDoes('save', 'taken', mainJob, files)
    expect(again.result).toBe(-1)
    expect(again.log).toContain(
      'Unable to reserve cache with key taken, another job may be creating this cache.',
    )
    const readOnly = await toolkitDoes('save', 'read-only', { ...mainJob, permission: 'read' }, files)
    expect(readOnly.result).toBe(-1)
    expect(readOnly.log).toContain('cache write denied: token has no writable scopes')
    expect((await toolkitDoes('restore', 'read-only', mainJob)).result).toBeNull()
  })

  test('cannot read with a token that has no readable scope', async () => {
    const { result, log } = await toolkitDoes('restore', 'toolkit-1', { ...mainJob, permission: 'none' })
    expect(result).toBeNull()
    expect(log).toContain('cache read denied')
  })
})

describe('scopes', () => {
  test("a branch reads the default branch's entries and not the other way round", async () => {
    await store('scope-main', Buffer.from('main'), mainJob)
    await store('scope-branch', Buffer.from('branch'), branchJob)
    const find = async (key: string, access: CacheAccess) =>
      (await call('GetCacheEntryDownloadURL', { key, version: 'v' }, access)).body['matched_key']
    expect(await find('scope-main', branchJob)).toBe('scope-main')
    expect(await find('scope-branch', branchJob)).toBe('scope-branch')
    expect(await find('scope-branch', mainJob)).toBeUndefined()
    expect(service.entries().find((entry) => entry.key === 'scope-branch')?.scope).toBe('refs/heads/branch')
  })
})

describe('the protocol', () => {
  test.each([
    ['a key over 512 characters', { key: 'k'.repeat(513), version: 'v' }, 400],
    ['a key of 512 characters', { key: 'k'.repeat(512), version: 'v' }, 200],
    ['a key with a comma', { key: 'a,b', version: 'v' }, 400],
    ['10 keys', { key: 'a', restore_keys: Array(9).fill('b'), version: 'v' }, 200],
    ['11 keys', { key: 'a', restore_keys: Array(10).fill('b'), version: 'v' }, 400],
    ['no key', { version: 'v' }, 400],
  ])('a lookup of %s is answered with its status', async (_what, body, status) => {
    expect((await call('GetCacheEntryDownloadURL', body)).status).toBe(status)
  })

  test('refuses a token that it did not sign', async () => {
    const forged = service.tokenFor(mainJob).replace(/\.[^.]*$/, '.c2lnbmF0dXJl')
    expect((await callWith(forged, 'GetCacheEntryDownloadURL', { key: 'k', version: 'v' })).status).toBe(401)
  })

  test('refuses to finalize what has another size than was uploaded', async () => {
    const { body } = await call('CreateCacheEntry', { key: 'size', version: 'v' })
    await upload(body['signed_upload_url'], Buffer.from('four'))
    const finalize = (size: string) =>
      call('FinalizeCacheEntryUpload', { key: 'size', version: 'v', size_bytes: size })
    expect((await finalize('5')).body).toMatchObject({ ok: false })
    expect((await finalize('4')).body).toMatchObject({ ok: true })
  })

  test('a download URL can neither write nor read another blob', async () => {
    await store('guarded', Buffer.from('guarded'))
    const { body } = await call('GetCacheEntryDownloadURL', { key: 'guarded', version: 'v' })
    const url = String(body['signed_download_url'])
    expect(new URL(url).hostname).toMatch(/\.blob\.core\.windows\.net$/)
    expect(await upload(url, Buffer.from('other'))).toBe(403)
    expect((await fetch(url.replace(/(actions-cache\/).*\?/, '$1other?'))).status).toBe(403)
  })
})

test.each([
  ['bytes=1-2', 'bytes 1-2/6', 'bc'],
  ['bytes=0-0', 'bytes 0-0/6', 'a'],
  ['bytes=0-', 'bytes 0-5/6', 'abcdef'],
  ['bytes=4-99', 'bytes 4-5/6', 'ef'],
])('the range %s of a blob is answered as a part of it', async (range, contentRange, text) => {
  await store(`ranged ${range}`, Buffer.from('abcdef'))
  const found = await call('GetCacheEntryDownloadURL', { key: `ranged ${range}`, version: 'v' })
  const response = await fetch(String(found.body['signed_download_url']), { headers: { range } })
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe(contentRange)
  expect(await response.text()).toBe(text)
})

test('a block is refused whose ID is not of the form that other servers read, unless they are all accepted', async () => {
  const lenient = await startCacheService({ anyBlockId: true })
  try {
    const statusFrom = async (from: CacheService): Promise<number> => {
      const { body } = await callWith(
        from.tokenFor(mainJob),
        'CreateCacheEntry',
        { key: 'b', version: 'v' },
        from,
      )
      const block = `${String(body['signed_upload_url'])}&comp=block&blockid=${btoa('00000001')}`
      return (await fetch(block, { method: 'PUT', body: 'content' })).status
    }
    expect(await statusFrom(service)).toBe(400)
    expect(await statusFrom(lenient)).toBe(201)
  } finally {
    await lenient.stop()
  }
})

describe('what tests do to it', () => {
  test('a removed entry is gone', async () => {
    await store('removed', Buffer.from('x'))
    service.remove('removed')
    expect((await call('GetCacheEntryDownloadURL', { key: 'removed', version: 'v' })).body).toEqual({
      ok: false,
    })
  })

  test('an entry is cut short, or has one byte changed', async () => {
    await store('cut', Buffer.from('abcdef'))
    await service.corrupt('cut', { cut: 2 })
    expect(await (await download('cut')).text()).toBe('abcd')
    await store('flipped', Buffer.from('abcdef'))
    await service.corrupt('flipped', { flip: 1 })
    expect(Buffer.from(await (await download('flipped')).arrayBuffer())).toEqual(
      Buffer.from([97, 98 ^ 0xff, 99, 100, 101, 102]),
    )
  })

  test('a fault answers in place of either service, by operation and count', async () => {
    await store('faulty', Buffer.from('content'))
    await service.injectFaults(({ service: part, operation, count }) => {
      if (part === 'twirp' && operation === 'Anything')
        return { status: 429, headers: { 'retry-after': '7' }, body: '{}' }
      return operation === 'GetBlob' && count % 2 === 0 ? { status: 503 } : undefined
    })
    const limited = await fetch(`${service.url}twirp/github.actions.results.api.v1.CacheService/Anything`, {
      method: 'POST',
    })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    const statuses = [(await download('faulty')).status, (await download('faulty')).status]
    expect(statuses.sort()).toEqual([200, 503])
    await service.injectFaults(undefined)
    expect(await (await download('faulty')).text()).toBe('content')
  })

  test('a fault breaks an answer off after what it says', async () => {
    await store('broken', randomBytes(300_000))
    await service.injectFaults(({ operation }) =>
      operation === 'GetBlob' ? { cutAfter: 100_000 } : undefined,
    )
    const { body } = await download('broken')
    let received = 0
    const read = async (): Promise<void> => {
      for await (const chunk of body ?? []) received += (chunk as Uint8Array).length
    }
    await expect(read()).rejects.toThrow()
    expect(received).toBe(100_000)
    await service.injectFaults(({ operation }) =>
      operation === 'CreateCacheEntry' ? { cutAfter: 0 } : undefined,
    )
    await expect(call('CreateCacheEntry', { key: 'half-done', version: 'v' })).rejects.toThrow()
    await service.injectFaults(undefined)
    expect((await call('CreateCacheEntry', { key: 'half-done', version: 'v' })).status).toBe(409)
  })

  test('a fault turns a byte of an answer, or misstates its length and ends the connection', async () => {
    await store('faulty answer', Buffer.from('abcdef'))
    const faultOf = async (fault: Fault) => {
      await service.injectFaults(({ operation }) => (operation === 'GetBlob' ? fault : undefined))
      return await download('faulty answer')
    }
    const turned = Buffer.from(await (await faultOf({ flip: 7 })).arrayBuffer())
    expect(turned).toEqual(Buffer.from([97, 98 ^ 0xff, 99, 100, 101, 102]))
    expect(await (await faultOf({ lengthOff: -2 })).text()).toBe('abcd')
    const longer = await faultOf({ lengthOff: 2 })
    expect(longer.headers.get('content-length')).toBe('8')
    await expect(longer.text()).rejects.toThrow()
  })

  test('a fault misstates the length of what the service itself answers, too', async () => {
    await store('asked for', Buffer.from('x'))
    await service.injectFaults(({ service: part }) => (part === 'twirp' ? { lengthOff: -1 } : undefined))
    await expect(call('GetCacheEntryDownloadURL', { key: 'asked for', version: 'v' })).rejects.toThrow()
  })

  test('its contents can be put back, and then it holds nothing else', async () => {
    await store('put back', Buffer.from('content'))
    const contents = await service.contents()
    await store('put later', Buffer.from('x'))
    service.remove('put back')
    await call('CreateCacheEntry', { key: 'only reserved', version: 'v' })
    await service.replaceContents(contents)
    expect(await (await download('put back')).text()).toBe('content')
    expect(service.entries().map(({ key }) => key)).toEqual(contents.map(({ key }) => key))
    expect((await call('CreateCacheEntry', { key: 'only reserved', version: 'v' })).status).toBe(200)
  })

  test('it counts the bytes of the blobs, and logs requests with their status', async () => {
    const before = await service.traffic()
    await store('counted', randomBytes(1_000_000))
    await (await download('counted')).arrayBuffer()
    const after = await service.traffic()
    expect(after.bytesIn - before.bytesIn).toBeGreaterThan(1_000_000)
    expect(after.bytesIn - before.bytesIn).toBeLessThan(1_010_000)
    expect(after.bytesOut - before.bytesOut).toBeGreaterThan(1_000_000)
    expect(after.bytesOut - before.bytesOut).toBeLessThan(1_010_000)
    expect(
      (await service.requests()).filter((request) => request.service === 'blob').slice(-2),
    ).toMatchObject([
      { operation: 'PutBlob', status: 201 },
      { operation: 'GetBlob', status: 200 },
    ])
  })

  test('a limited connection still carries every byte both ways', async () => {
    await service.limitBandwidth(20_000_000)
    const content = randomBytes(3_000_000)
    await store('throttled', content)
    const received = Buffer.from(await (await download('throttled')).arrayBuffer())
    await service.limitBandwidth(undefined)
    expect(received.equals(content)).toBe(true)
  })
})

describe('by hand', () => {
  test('prints its usage, and refuses what it does not know', async () => {
    const main = join(dirname(toolkit), 'main.ts')
    expect(await run(process.execPath, [main, '--help'])).toContain('usage: node rig/cache-service/main.ts')
    expect((await attempt(process.execPath, [main, '--permission', 'all'])).exitCode).toBe(2)
  })
})
