import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../../rig/loopback-blob-host.js'
import { startCacheService, type CacheService, type LoggedRequest } from '../../rig/cache-service/service.ts'
import { silent } from '../../src/log.ts'
import { actionsCache } from '../../src/store/actions-environment.ts'
import { ActionsV2Store } from '../../src/store/actions-v2.ts'
import { readRange } from '../../src/store/source.ts'

const MiB = 2 ** 20
const job = { scopes: ['refs/heads/main'] }

let folder: string
const services = new Map<'azure' | 'own', CacheService>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'official-client-'))
  await mkdir(join(folder, 'temporary'))
  for (const blobHost of ['azure', 'own'] as const) {
    services.set(blobHost, await startCacheService({ blobHost }))
  }
})

beforeEach(() => {
  // Masks for the runner.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
})

afterAll(async () => {
  jest.restoreAllMocks()
  for (const service of services.values()) await service.stop()
  await rm(folder, { recursive: true })
})

function serviceWith(blobHost: 'azure' | 'own'): CacheService {
  const service = services.get(blobHost)
  if (!service) throw new Error(`no service has ${blobHost} blobs`)
  return service
}

/** Unmodified @actions/cache, in a process of its own. */
async function theirs(service: CacheService, verb: 'save' | 'restore', keys: string): Promise<void> {
  const program = join(import.meta.dirname, '../../rig/cache-service/toolkit.ts')
  const environment = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: join(folder, 'temporary') }
  const child = spawn(process.execPath, [program, verb, keys, 'content'], {
    cwd: folder,
    env: { ...process.env, ...environment, ...service.environmentFor(job) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  expect(await once(child, 'exit')).toEqual([0, null])
}

function ours(service: CacheService): ActionsV2Store {
  const cache = actionsCache(service.environmentFor(job))
  if (cache === undefined || cache.service === 'toolkit') throw new Error('the rig exports version 2')
  return new ActionsV2Store(cache.service, cache, silent, join(folder, 'staging'))
}

/** What a server can see of a request and go by. */
interface Seen {
  readonly what: string
  readonly query: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Bytes. */
  readonly size: number
}

/** All that came while `act` ran, with what differs from run to run replaced. Blocks, of which some come at once, by number. */
async function seen(service: CacheService, act: () => Promise<unknown>): Promise<Seen[]> {
  const before = (await service.requests()).length
  await act()
  const came = (await service.requests()).slice(before).map(sight)
  return came.toSorted((a, b) => (a.what === b.what ? a.query.join().localeCompare(b.query.join()) : 0))
}

const changing = new Set(['host', 'content-length', 'authorization', 'x-ms-client-request-id', 'x-ms-range'])

function sight({ operation, url, headers, body }: LoggedRequest): Seen {
  const query = [...new URL(url, 'http://localhost').searchParams].map(([name, value]) => {
    if (name === 'blockid') return `blockid=${blockId(value)}`
    return name === 'comp' ? `comp=${value}` : name
  })
  const shown = Object.entries(headers).map(([name, value = '']) => {
    const text = String(value)
    if (name === 'user-agent') return [name, text.split(' ')[0]]
    if (!changing.has(name)) return [name, text]
    return [name, text.replaceAll(/[\w.:-]{9,}|\d+/g, 'x').replace('x-x', 'x')]
  })
  return {
    what: operation,
    query,
    headers: Object.fromEntries(shown) as Record<string, string>,
    ...(body !== undefined && { body: bodyOf(operation, body) }),
    size: Number(headers['content-length'] ?? 0),
  }
}

function blockId(id: string): string {
  const text = Buffer.from(id, 'base64').toString()
  return text.replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'UUID+')
}

function bodyOf(operation: string, body: string): unknown {
  if (operation === 'PutBlockList') return body.replaceAll(/(?<=<Latest>)[^<]+/g, blockId)
  const fields = Object.entries(JSON.parse(body) as Record<string, unknown>)
  // In their order. A key and a version are names, and sizes are compared on their own.
  return fields.map(([name, value]) => [name, Array.isArray(value) ? value.length : typeof value])
}

function withoutSizes(requests: readonly Seen[]): object[] {
  return requests.map((request) => ({ ...request, size: undefined }))
}

function sizes(requests: readonly Seen[], what: string): number[] {
  return requests.filter((request) => request.what === what).map(({ size }) => size)
}

describe.each([
  ['own', 10],
  ['own', 9 * MiB],
  ['own', 128 * MiB - 64 * 1024],
  ['own', 130 * MiB],
  ['azure', 10],
  ['azure', 9 * MiB],
] as const)('with %s blobs and %i bytes', (blobHost, size) => {
  const key = `entry-${blobHost}-${size}`

  test('an upload looks like one of @actions/cache', async () => {
    const service = serviceWith(blobHost)
    await rm(join(folder, 'content'), { recursive: true, force: true })
    await mkdir(join(folder, 'content'))
    await writeFile(join(folder, 'content/file'), randomBytes(size))
    const expected = await seen(service, () => theirs(service, 'save', `theirs-${key}`))
    const archive = service.entries().find((entry) => entry.key === `theirs-${key}`)?.size ?? 0
    const bytes = randomBytes(archive)
    const actual = await seen(service, () => ours(service).put(`ours-${key}`, pieces(bytes)))
    expect(actual.length).toBeGreaterThan(2)
    expect(withoutSizes(actual)).toEqual(withoutSizes(expected))
    for (const what of ['PutBlob', 'PutBlock']) expect(sizes(actual, what)).toEqual(sizes(expected, what))
    expect(service.entries().find((entry) => entry.key === `ours-${key}`)?.size).toBe(archive)
  })

  test('a download looks like one of @actions/cache', async () => {
    const service = serviceWith(blobHost)
    const expected = await seen(service, () => theirs(service, 'restore', `theirs-${key}`))
    let read: Buffer | undefined
    const actual = await seen(service, async () => {
      const opened = await ours(service).open(`ours-${key}`)
      read = opened && (await readRange(opened.source, 0, opened.size))
      await opened?.close()
    })
    expect(read).toHaveLength(service.entries().find((entry) => entry.key === `ours-${key}`)?.size ?? -1)
    // Azure's client tells the store in `timeout` after how many seconds it will not listen any more.
    const known = expected.map((request) => ({
      ...request,
      query: request.query.filter((name) => name !== 'timeout'),
    }))
    expect(withoutSizes(actual)).toEqual(withoutSizes(known))
    expect(actual.map(({ what }) => what)).toContain('GetBlob')
  })
})

test('larger uploads to Azure differ only in the size of their blocks', async () => {
  const service = serviceWith('azure')
  await writeFile(join(folder, 'content/file'), randomBytes(130 * MiB))
  const expected = await seen(service, () => theirs(service, 'save', 'theirs-large'))
  const actual = await seen(service, () => ours(service).put('ours-large', pieces(randomBytes(130 * MiB))))
  expect(sizes(expected, 'PutBlock')).toEqual([64 * MiB, 64 * MiB, expect.any(Number)])
  expect(sizes(actual, 'PutBlock')).toEqual([...Array<number>(8).fill(16 * MiB), 2 * MiB])
  const kinds = (requests: readonly Seen[]) => {
    const numberless = requests.map((request) => ({
      ...request,
      query: request.query.map((part) => part.replace(/\d{12}$/, '')),
    }))
    return withoutSizes([...new Map(numberless.map((request) => [request.what, request])).values()])
  }
  expect(kinds(actual)).toEqual(kinds(expected))
})

test('a lookup looks like one of @actions/cache, with restore keys and without', async () => {
  const service = serviceWith('own')
  for (const keys of [['absent'], ['absent', 'absent-too-', 'absent-as-well-']]) {
    const expected = await seen(service, () => theirs(service, 'restore', keys.join(',')))
    const actual = await seen(service, () => ours(service).find(keys))
    expect(withoutSizes(actual)).toEqual(withoutSizes(expected))
    expect(actual).toHaveLength(1)
  }
})

test('every request names this action after the client that it imitates', async () => {
  const service = serviceWith('own')
  const before = (await service.requests()).length
  await ours(service).put('named', pieces(Buffer.from('x')))
  await ours(service).open('named')
  const agents = (await service.requests()).slice(before).map(({ headers }) => headers['user-agent'])
  expect(agents).toHaveLength(5)
  for (const agent of agents) expect(agent).toMatch(/^\S+ warm-dagger$/)
})

test('the versions in the headers are the installed ones', async () => {
  const source = await readFile(join(import.meta.dirname, '../../src/store/official-client.ts'), 'utf8')
  for (const name of ['@actions/cache', '@azure/storage-blob']) {
    const path = join(import.meta.dirname, '../../node_modules', name, 'package.json')
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string }
    expect(source).toContain(`Version = '${version}'`)
  }
})

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += 5 * MiB) yield content.subarray(start, start + 5 * MiB)
}
