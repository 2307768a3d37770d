import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../../rig/loopback-blob-host.js'
import {
  startCacheService,
  type CacheAccess,
  type CacheService,
  type Fault,
  type FaultRequest,
} from '../../rig/cache-service/service.ts'
import { silent } from '../../src/log.ts'
import { actionsCache } from '../../src/store/actions-environment.ts'
import { storeRequestLimits } from '../../src/network-limits.ts'
import type { RequestLimits } from '../../src/store/actions-http.ts'
import { ActionsV2Store } from '../../src/store/actions-v2.ts'
import { readRange } from '../../src/store/source.ts'
import type { OpenedEntry } from '../../src/store/store.ts'

const mainJob: CacheAccess = { scopes: ['refs/heads/main'] }
const branchJob: CacheAccess = { scopes: ['refs/heads/branch', 'refs/heads/main'] }
const hasty: RequestLimits = {
  attempts: 3,
  firstDelayMilliseconds: 1,
  maxDelayMilliseconds: 2000,
  maxWaits: 2,
  idleTimeoutMilliseconds: 30_000,
}
/** Of an upload to Azure, bytes. */
const blockSize = 16 * 2 ** 20

let service: CacheService
let folder: string
let logged: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'actions-v2-'))
  service = await startCacheService({ folder: join(folder, 'blobs') })
})

beforeEach(() => {
  // Masks for the runner.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
})

afterEach(async () => {
  jest.restoreAllMocks()
  await service.injectFaults(undefined)
  logged = []
})

afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true })
})

function storeFor(access: CacheAccess, { mode = '', limits = {} } = {}): ActionsV2Store {
  const cache = actionsCache({ ...service.environmentFor(access), ACTIONS_CACHE_MODE: mode })
  if (cache === undefined || cache.service === 'toolkit') throw new Error('the rig exports version 2')
  const note = (line: string) => logged.push(line)
  const log = { ...silent, info: note, warning: note, debug: note }
  return new ActionsV2Store(cache.service, cache, log, join(folder, 'staging'), { ...hasty, ...limits })
}

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inPieces(content: Buffer, size = 1_000_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size)
}

/** As often as it is asked for, until the list is at its end. */
function faults(operation: string, list: readonly (Fault | undefined)[]): Promise<void> {
  const left = [...list]
  return service.injectFaults((request: FaultRequest) =>
    request.operation === operation ? left.shift() : undefined,
  )
}

function always(operation: string, fault: Fault): Promise<void> {
  return service.injectFaults((request) => (request.operation === operation ? fault : undefined))
}

async function bytesOf(store: ActionsV2Store, key: string): Promise<Buffer | undefined> {
  const entry = await store.open(key)
  return entry && (await readRange(entry.source, 0, entry.size))
}

async function uploads(): Promise<string[]> {
  return (await service.requests())
    .map(({ operation }) => operation)
    .filter((operation) => operation.startsWith('Put'))
}

function keys(): string[] {
  return service.entries().map((entry) => entry.key)
}

describe('an entry', () => {
  test.each([
    ['of no bytes', 0, ['PutBlob']],
    ['of a few bytes', 10, ['PutBlob']],
    ['of exactly a block', blockSize, ['PutBlob']],
    ['of a block and a byte', blockSize + 1, ['PutBlock', 'PutBlock', 'PutBlockList']],
    ['of six blocks', 5 * blockSize + 5, [...Array<string>(6).fill('PutBlock'), 'PutBlockList']],
  ])('%s comes back as it was put', async (what, size, steps) => {
    const store = storeFor(mainJob)
    const before = (await uploads()).length
    const content = randomBytes(size)
    expect(await store.put(`whole ${what}`, inPieces(content, 3_000_000))).toBe(true)
    expect(service.entries().find((entry) => entry.key === `whole ${what}`)?.size).toBe(size)
    expect((await uploads()).slice(before)).toEqual(steps)
    const opened = await store.open(`whole ${what}`)
    expect(opened).toMatchObject({ source: { kind: 'url' }, size })
    if (size > 0) expect((await bytesOf(store, `whole ${what}`))?.equals(content)).toBe(true)
  })

  test('is found only by its exact key', async () => {
    const store = storeFor(mainJob)
    await store.put('exact-and-more', inPieces(Buffer.from('x')))
    expect(await store.has('exact-and-more')).toBe(true)
    expect(await store.has('exact-')).toBe(false)
    expect(await store.open('exact-')).toBeUndefined()
    expect(await store.open('absent')).toBeUndefined()
    expect(await store.find(['absent', 'exact-'])).toEqual({ key: 'exact-and-more' })
    expect(await store.find(['absent'])).toBeUndefined()
  })

  test("of the default branch is found by a branch before the branch's own of a later prefix", async () => {
    await storeFor(mainJob).put('same-job-1', inPieces(Buffer.from('x')))
    await storeFor(branchJob).put('other-job-1', inPieces(Buffer.from('x')))
    expect(await storeFor(branchJob).find(['same-job-', 'other-job-'])).toEqual({ key: 'same-job-1' })
    expect(await storeFor(mainJob).has('other-job-1')).toBe(false)
  })

  test('does not exist if its blob was deleted', async () => {
    const store = storeFor(mainJob)
    await store.put('no blob', inPieces(Buffer.from('x')))
    await always('HeadBlob', { status: 404 })
    expect(await store.open('no blob')).toBeUndefined()
  })

  test('is requested once, whether it is only looked up or also opened', async () => {
    const store = storeFor(mainJob)
    await store.put('located', inPieces(Buffer.from('x')))
    const before = (await service.requests()).length
    expect(await store.has('located')).toBe(true)
    expect(await store.open('located')).toBeDefined()
    // A second time because something was wrong with the first, such as an address that has expired.
    expect(await store.open('located')).toBeDefined()
    const asked = (await service.requests()).slice(before).map(({ operation }) => operation)
    const lookUp = 'GetCacheEntryDownloadURL'
    expect(asked).toEqual([lookUp, 'HeadBlob', lookUp, 'HeadBlob'])
  })

  test.each([403, 404])('whose address now answers %i is looked up once more', async (status) => {
    const store = storeFor(mainJob)
    await store.put(`moved ${status}`, inPieces(Buffer.from('x')))
    expect(await store.has(`moved ${status}`)).toBe(true)
    await faults('HeadBlob', [{ status }])
    expect(await store.open(`moved ${status}`)).toMatchObject({ size: 1 })
  })
})

describe("an entry on a host that is not Azure's", () => {
  /** What a download is answered with, each in turn, the last one again and again. */
  let answers: ((response: ServerResponse) => void)[]
  let asked: string[]
  let server: Server

  beforeEach(async () => {
    asked = []
    server = createServer(({ method = '', headers }, response) => {
      asked.push([method, headers.range].join(' ').trim())
      answers[Math.min(asked.length, answers.length) - 1]?.(response)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })

  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  async function open(key: string): Promise<OpenedEntry | undefined> {
    const store = storeFor(mainJob)
    await store.put(key, inPieces(Buffer.from('x')))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/blob`
    const body = JSON.stringify({ ok: true, matched_key: key, signed_download_url: url })
    await always('GetCacheEntryDownloadURL', { status: 200, body })
    return await store.open(key)
  }

  const whole = (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': 14 }).end('the whole blob')
  }

  test('is downloaded to a file', async () => {
    answers = [whole]
    const opened = await open('elsewhere')
    expect(opened).toMatchObject({ source: { kind: 'file' }, size: 14 })
    expect(opened && (await readRange(opened.source, 4, 9)).toString()).toBe('whole')
    await opened?.close()
    expect(asked).toEqual(['GET'])
    expect(await readdir(join(folder, 'staging'))).toEqual([])
  })

  test('is read in ranges if the host offers them and it is large', async () => {
    const offer = { 'accept-ranges': 'bytes' }
    answers = [
      (response) => {
        response.writeHead(200, { ...offer, 'content-length': 5 * 2 ** 20 })
        response.write(Buffer.alloc(2 ** 20))
      },
      (response) => {
        response.writeHead(206, { ...offer, 'content-length': 3 }).end('abc')
      },
    ]
    const opened = await open('elsewhere with ranges')
    expect(opened).toMatchObject({ source: { kind: 'url' }, size: 5 * 2 ** 20 })
    expect(opened && (await readRange(opened.source, 7, 10)).toString()).toBe('abc')
    expect(asked).toEqual(['GET', 'GET bytes=7-9'])
  })

  test('is downloaded again after an interruption, a server error and a web page', async () => {
    answers = [
      (response) => {
        response.writeHead(200, { 'content-length': 14 })
        response.write('the', () => response.destroy())
      },
      (response) => response.writeHead(502).end(),
      whole,
    ]
    const first = await open('elsewhere later')
    expect(first).toMatchObject({ size: 14 })
    asked = []
    answers = [(response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), whole]
    const second = await open('elsewhere after a page')
    expect(second).toMatchObject({ size: 14 })
    expect(asked).toEqual(['GET', 'GET'])
    await first?.close()
    await second?.close()
    expect(await readdir(join(folder, 'staging'))).toEqual([])
  })

  test('does not exist if the host says so; otherwise it is an error', async () => {
    answers = [(response) => response.writeHead(404).end()]
    expect(await open('elsewhere and gone')).toBeUndefined()
    answers = [(response) => response.writeHead(418).end()]
    await expect(open('elsewhere and odd')).rejects.toThrow('opening elsewhere and odd was answered with 418')
  })

  test('does not fill the disk if a host without ranges sends too much', async () => {
    answers = [
      (response) => {
        const piece = Buffer.alloc(2 ** 22)
        const more = () => {
          while (response.write(piece));
        }
        response.writeHead(200)
        response.on('drain', more)
        more()
      },
    ]
    await expect(open('without-end')).rejects.toThrow(
      'opening without-end returned more than 1073741824 bytes',
    )
    expect(asked).toHaveLength(1)
    expect(await readdir(join(folder, 'staging'))).toEqual([])
  })
})

describe('a put that is refused stores nothing and reads nothing', () => {
  const unread = () => {
    const content = inPieces(Buffer.from('x'))
    return { content, next: jest.spyOn(content, 'next') }
  }

  test.each([
    ['of a taken key', mainJob, ''],
    ['with a read-only token', { ...mainJob, permission: 'read' }, ''],
    ['in a cache mode that forbids it', mainJob, 'read'],
  ] as const)('%s', async (what, access, mode) => {
    if (what === 'of a taken key')
      await storeFor(mainJob).put(`refused ${what}`, inPieces(Buffer.from('first')))
    const before = keys()
    const { content, next } = unread()
    expect(await storeFor(access, { mode }).put(`refused ${what}`, content)).toBe(false)
    expect(next).not.toHaveBeenCalled()
    expect(keys()).toEqual(before)
  })
})

describe('a job that may not read', () => {
  test('finds nothing, and the log says why', async () => {
    const store = storeFor({ ...mainJob, permission: 'none' })
    expect(await store.find(['whole'])).toBeUndefined()
    expect(logged.join()).toContain('cache read denied')
  })

  test('requests nothing in a cache mode that forbids it', async () => {
    const before = (await service.requests()).length
    expect(await storeFor(mainJob, { mode: 'none' }).find(['whole'])).toBeUndefined()
    expect(await service.requests()).toHaveLength(before)
  })
})

describe('transient failures are retried', () => {
  const broken: readonly (readonly [string, Fault])[] = [
    ["a server's error", { status: 503 }],
    ['a limit', { status: 429, headers: { 'retry-after': '0' } }],
    ['a lost answer', { cutAfter: 0 }],
  ]
  const steps = ['PutBlob', 'PutBlock', 'PutBlockList', 'FinalizeCacheEntryUpload']
  test.each(steps.flatMap((step) => broken.map(([what, fault]) => [step, what, fault] as const)))(
    '%s after %s',
    async (step, what, fault) => {
      await faults(step, [fault, fault])
      const content = randomBytes(step === 'PutBlob' ? 10 : blockSize + 10)
      const store = storeFor(mainJob)
      expect(await store.put(`${step} after ${what}`, inPieces(content))).toBe(true)
      expect((await bytesOf(store, `${step} after ${what}`))?.equals(content)).toBe(true)
    },
  )

  test.each(broken)('a lookup and the start of a download after %s', async (what, fault) => {
    const store = storeFor(mainJob)
    await store.put(`lookup after ${what}`, inPieces(Buffer.from('content')))
    await faults('GetCacheEntryDownloadURL', [fault, fault])
    expect(await store.has(`lookup after ${what}`)).toBe(true)
    await faults('HeadBlob', [fault, fault])
    expect(await store.open(`lookup after ${what}`)).toMatchObject({ size: 7 })
  })

  test('a service that falls silent', async () => {
    const store = storeFor(mainJob, { limits: { idleTimeoutMilliseconds: 2000 } })
    await store.put('silent', inPieces(Buffer.from('x')))
    await faults('GetCacheEntryDownloadURL', [{ hang: true }])
    expect(await store.has('silent')).toBe(true)
    expect(logged.join()).toContain('no data arrived for 2 s')
  })
})

describe('an outage is thrown, and never counts as a miss', () => {
  test.each([
    ['find', (store: ActionsV2Store) => store.find(['key'])],
    ['has', (store: ActionsV2Store) => store.has('key')],
    ['open', (store: ActionsV2Store) => store.open('key')],
  ])('by %s', async (_method, ask) => {
    await always('GetCacheEntryDownloadURL', { status: 503 })
    await expect(ask(storeFor(mainJob))).rejects.toThrow(
      'GetCacheEntryDownloadURL failed 3 times; the last error: the answer was 503',
    )
  })

  test('for a service that cannot be reached', async () => {
    const gone = { url: new URL('http://127.0.0.1:9/'), token: 'token' }
    const store = new ActionsV2Store(
      gone,
      { readable: true, writable: true, isGitHubs: true },
      silent,
      folder,
      hasty,
    )
    await expect(store.find(['key'])).rejects.toThrow('ECONNREFUSED')
    await expect(store.put('key', inPieces(Buffer.from('x')))).rejects.toThrow('ECONNREFUSED')
  })

  test('for an answer that makes no sense, with the message of the service', async () => {
    await always('GetCacheEntryDownloadURL', {
      status: 400,
      body: '{"code":"invalid_argument","msg":"no such version"}',
    })
    await expect(storeFor(mainJob).find(['key'])).rejects.toThrow(
      'looking up key was answered with 400: no such version',
    )
    await always('CreateCacheEntry', { status: 200, body: '{"ok":false,"message":"quota is used up"}' })
    await expect(storeFor(mainJob).put('key', inPieces(Buffer.from('x')))).rejects.toThrow('quota is used up')
  })

  test('immediately, if it asks for too long a wait', async () => {
    await always('CreateCacheEntry', { status: 429, headers: { 'retry-after': '3600' } })
    await expect(storeFor(mainJob).put('patient', inPieces(Buffer.from('x')))).rejects.toThrow(
      'it asks to wait 3600 s',
    )
    expect((await service.requests()).filter(({ status }) => status === 429)).not.toHaveLength(0)
  })
})

describe('an answer that is not from the cache service', () => {
  const page: Fault = {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<html><title>Sign in</title></html>',
  }
  const nothing: Fault = { status: 200, headers: { 'content-type': 'application/json' }, body: '' }
  const foreign: Fault = { ...nothing, body: '{"ok":"yes"}' }
  const list: Fault = { ...nothing, body: '[]' }
  const unfinished: Fault = { ...nothing, body: '{"ok":true}' }
  const portal: Fault = { ...page, status: 403 }
  const kinds = { page, nothing, foreign, list, unfinished, portal }

  test.each(Object.entries(kinds))('is asked for again: %s', async (kind, fault) => {
    await faults('CreateCacheEntry', [fault])
    const store = storeFor(mainJob)
    expect(await store.put(`behind ${kind}`, inPieces(Buffer.from('x')))).toBe(true)
    await faults('GetCacheEntryDownloadURL', [fault])
    expect(await store.has(`behind ${kind}`)).toBe(true)
  })

  test.each([
    ['page', 'the answer was a web page (200), as from a proxy or a login page'],
    ['portal', 'the answer was a web page (403), as from a proxy or a login page'],
    ['foreign', "the answer was not the cache service's (200, application/json): a proxy may have answered"],
    ['unfinished', 'the answer lacks matched_key and signed_download_url'],
  ] as const)('is neither a miss nor a taken key when it is all that comes: %s', async (kind, reason) => {
    const store = storeFor(mainJob)
    await always('GetCacheEntryDownloadURL', kinds[kind])
    for (const ask of [store.find(['key']), store.has('key'), store.open('key')]) {
      await expect(ask).rejects.toThrow(`GetCacheEntryDownloadURL failed 3 times; the last error: ${reason}`)
    }
    await always('CreateCacheEntry', kinds[kind])
    await expect(store.put('key', inPieces(Buffer.from('x')))).rejects.toThrow(
      'CreateCacheEntry failed 3 times; the last error: the answer',
    )
  })

  test.each(['PutBlob', 'FinalizeCacheEntryUpload', 'HeadBlob'])('%s is repeated', async (step) => {
    await faults(step, [page])
    const store = storeFor(mainJob)
    expect(await store.put(`page at ${step}`, inPieces(Buffer.from('content')))).toBe(true)
    expect((await bytesOf(store, `page at ${step}`))?.toString()).toBe('content')
  })

  test('an upload that is accepted but not created does not count as stored', async () => {
    await always('PutBlob', { status: 200 })
    await expect(storeFor(mainJob).put('accepted', inPieces(Buffer.from('x')))).rejects.toThrow(
      'uploading a blob failed 3 times; the last error: the answer was 200 instead of 201',
    )
  })
})

test('a key that another job reserved during a rate limit exists, and no answer was lost', async () => {
  const limit = { status: 429, headers: { 'retry-after': '0' } }
  await faults('CreateCacheEntry', [limit, { status: 409, body: '{"code":"already_exists","msg":"taken"}' }])
  expect(await storeFor(mainJob).put('reserved', inPieces(Buffer.from('x')))).toBe(false)
})

describe('a forged answer', () => {
  const texts = fc.constantFrom(
    ...['', 'made-up', 'made-up-1', 'file:///etc/passwd', 'file://made-up/x', 'javascript:1', 'data:,x'],
    ...['http://[', 'https://', '//made-up', '../../etc/passwd', 'x\n::error::y', 'x'.repeat(300_000)],
    ...['cache read denied: x', 'cache write denied: x', 'already exists', 'ftp://127.0.0.1/x'],
  )
  const field = fc.oneof({ weight: 3, arbitrary: texts }, fc.jsonValue({ maxDepth: 2 }), fc.constant(true))
  const names = [
    'ok',
    'message',
    'signed_upload_url',
    'signed_download_url',
    'matched_key',
    'msg',
    'entry_id',
  ]
  const answer = fc.oneof(
    { weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...names, '__proto__'), field) },
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant('<html>'),
  )

  test('is a miss, a refusal or an error message, and no file of this machine is read', async () => {
    const store = storeFor(mainJob)
    const asks = [
      () => store.find(['made-up']),
      () => store.has('made-up'),
      () => store.open('made-up'),
      () => store.put('made-up', inPieces(Buffer.from('x'))),
    ]
    let failed = 0
    const property = fc.asyncProperty(
      answer,
      fc.constantFrom(200, 200, 200, 403, 409),
      async (body, status) => {
        const fault = { status, body: JSON.stringify(body) }
        await service.injectFaults(({ service: of }) => (of === 'twirp' ? fault : undefined))
        for (const ask of asks) {
          const error = await ask().then(
            () => undefined,
            (reason: unknown) => reason as Error,
          )
          if (!error) continue
          failed++
          // Neither a TypeError nor one of Node's own.
          expect([error.constructor.name, error.message]).toEqual([
            expect.stringMatching(/^(Error|UnavailableError)$/),
            expect.stringMatching(
              /was answered with|^the cache service answered with an address|^opening made-up |^reserving made-up succeeded, but its response was lost|failed 3 times; the last error: the answer (lacks|was not the cache service's)/,
            ),
          ])
        }
      },
    )
    await fc.assert(property, { numRuns: 150 })
    expect(failed).toBeGreaterThan(0)
  })
})

describe('a put that fails leaves no visible entry', () => {
  test.each(['PutBlock', 'PutBlockList', 'FinalizeCacheEntryUpload'])('if %s fails', async (step) => {
    await always(step, { status: 503 })
    const store = storeFor(mainJob)
    await expect(store.put(`failing ${step}`, inPieces(randomBytes(2 * blockSize)))).rejects.toThrow('503')
    expect(await store.find([`failing ${step}`])).toBeUndefined()
    expect(keys()).not.toContain(`failing ${step}`)
  })

  test.each([0, 1, 3])('if the content ends with an error after %i blocks', async (blocks) => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* inPieces(Buffer.alloc(blocks * blockSize + 1))
      throw new Error('the disk is gone')
    }
    await expect(storeFor(mainJob).put(`breaking ${blocks}`, breaking())).rejects.toThrow('the disk is gone')
    expect(keys()).not.toContain(`breaking ${blocks}`)
  })

  test('and reports it if the answer to the reservation was lost', async () => {
    await faults('CreateCacheEntry', [{ cutAfter: 0 }])
    await expect(storeFor(mainJob).put('lost', inPieces(Buffer.from('x')))).rejects.toThrow(
      'its response was lost',
    )
  })
})

test('a put reads only a few blocks ahead of the upload, and stops reading if that fails', async () => {
  await always('PutBlock', { hang: true })
  let read = 0
  let ended = false
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of inPieces(Buffer.alloc(blockSize), 4_000_000)) {
        read += piece.length
        yield piece
      }
      for (;;) {
        read += 1_000_000
        yield Buffer.alloc(1_000_000)
      }
    } finally {
      ended = true
    }
  }
  const store = storeFor(mainJob, { limits: { idleTimeoutMilliseconds: 500, attempts: 1 } })
  await expect(store.put('endless', watched())).rejects.toThrow('no data arrived for 0.5 s')
  expect(ended).toBe(true)
  expect(read).toBeGreaterThan(4 * blockSize)
  expect(read).toBeLessThan(8 * blockSize)
})

test('neither the log nor an error shows a token or a signature, and the runner masks signatures', async () => {
  const written: string[] = []
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(text.toString())
    return true
  })
  await faults('PutBlob', [{ status: 500 }])
  const store = storeFor(mainJob)
  await store.put('secret', inPieces(Buffer.from('x')))
  const opened = await store.open('secret')
  const url = opened?.source.kind === 'url' ? new URL(opened.source.url) : undefined
  const errors: string[] = []
  for (const fault of [{ status: 500 }, { cutAfter: 0 }, { status: 418 }]) {
    await always('HeadBlob', fault)
    await store.open('secret').catch((error: unknown) => errors.push(String(error)))
    await always('PutBlob', fault)
    await store
      .put(`secret ${JSON.stringify(fault)}`, inPieces(Buffer.from('x')))
      .catch((error: unknown) => errors.push(String(error)))
  }
  const signatures = (await service.requests())
    .filter((request) => request.service === 'blob')
    .map((request) => new URL(request.url, 'http://blob').searchParams.get('sig') ?? '')
  const shown = [...logged, ...errors].join('\n')
  expect(errors).toHaveLength(6)
  expect(logged).not.toHaveLength(0)
  for (const signature of signatures) {
    expect(shown).not.toContain(signature)
    expect(shown).not.toContain(encodeURIComponent(signature))
  }
  expect(shown).not.toContain('Bearer')
  expect(shown).not.toMatch(/eyJ/)
  expect(written.join('')).toContain(`::add-mask::${url?.searchParams.get('sig') ?? 'none'}`)
})

test('the limits of the product cover a rate limit of a minute', () => {
  expect(storeRequestLimits.maxDelayMilliseconds).toBeGreaterThanOrEqual(60_000)
})
