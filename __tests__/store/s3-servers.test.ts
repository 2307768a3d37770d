import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startProxy, type Fault, type Proxy } from '../../rig/object-storage/proxy.ts'
import { startMoto, startVersity, type ObjectStorage } from '../../rig/object-storage/servers.ts'
import { silent } from '../../src/log.ts'
import type { RequestLimits } from '../../src/store/actions-http.ts'
import { AccessDeniedError, type Bucket } from '../../src/store/bucket.ts'
import { objectName } from '../../src/store/s3-address.ts'
import { openBucket } from '../../src/store/s3-bucket.ts'
import { renewAfterMilliseconds, S3Store } from '../../src/store/s3.ts'
import { readRange } from '../../src/store/source.ts'

const MiB = 2 ** 20
const partSize = 16 * MiB
/** How exactly a server tells its time, ms. */
const second = 1000
const main = 'refs:heads:main'
const hasty: RequestLimits = {
  attempts: 3,
  firstDelayMilliseconds: 1,
  maxDelayMilliseconds: 2000,
  maxWaits: 2,
  idleTimeoutMilliseconds: 30_000,
}

/** Variables that the SDK reads; each test sets its own. */
const before = { ...process.env }
let folder: string
let versity: ObjectStorage
let moto: ObjectStorage
let proxy: Proxy
let logged: string[]
let repositories = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-servers-'))
  ;[versity, moto] = await Promise.all([
    startVersity(join(folder, 'versity'), ['states', 'others'], {
      writer: 'secret of writer',
      reader: 'secret of reader',
    }),
    startMoto(),
  ])
  await fetch(`${moto.url}/states`, { method: 'PUT' })
})

beforeEach(() => {
  logged = []
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name)
  delete process.env['GITHUB_ACTIONS']
})

afterEach(() => {
  Object.assign(process.env, before)
  jest.restoreAllMocks()
})

afterAll(async () => {
  await Promise.all([versity.stop(), moto.stop()])
  await rm(folder, { recursive: true })
})

const note = (line: string) => logged.push(line)
const log = { ...silent, info: note, warning: note, debug: note }

/** With the credentials that may do everything, unless others are given. */
function open(
  storage: ObjectStorage,
  {
    env = {},
    limits = {},
    signal,
  }: { env?: NodeJS.ProcessEnv; limits?: Partial<RequestLimits>; signal?: AbortSignal } = {},
): Promise<Bucket> {
  Object.assign(process.env, storage.env, env)
  return openBucket('states', process.env, log, signal, { ...hasty, ...limits })
}

async function storeIn(
  storage: ObjectStorage,
  repository = `prefix/github.com/${++repositories}/`,
): Promise<S3Store> {
  return storeOn(await open(storage), repository)
}

function storeOn(bucket: Bucket, repository = `prefix/github.com/${++repositories}/`): S3Store {
  return new S3Store('s3://states/prefix', bucket, { repository, scopes: [main] }, log)
}

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* inPieces(content: Buffer, size = 3_000_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size)
}

async function bytesOf(store: S3Store, key: string): Promise<Buffer | undefined> {
  const entry = await store.open(key)
  return entry && (await readRange(entry.source, 0, entry.size))
}

describe.each([
  ['Versity’s gateway', () => versity, 5 * partSize + 5],
  ['moto', () => moto, partSize + 5],
])('at %s, an entry', (_name, storage, large) => {
  test.each([
    ['of no bytes', 0],
    ['of a few bytes', 10],
    ['of exactly a part', partSize],
    ['of several parts', large],
  ])('%s comes back as it was put, whole and in ranges', async (_what, size) => {
    const store = await storeIn(storage())
    const content = randomBytes(size)
    expect(await store.put('key', inPieces(content))).toBe(true)
    const entry = await store.open('key')
    expect(entry).toMatchObject({ size, source: { kind: 'url' } })
    if (!entry || size === 0) return
    const middle = Math.floor(size / 2)
    const [first, second] = await Promise.all([
      readRange(entry.source, 0, middle),
      readRange(entry.source, middle, size),
    ])
    expect(Buffer.concat([first, second]).equals(content)).toBe(true)
  })

  test('may have any key, and is found only by that key', async () => {
    const store = await storeIn(storage())
    const odd = [
      'a/b',
      'a',
      '../../up',
      '.',
      '',
      'a b+&?',
      'ä',
      'line\nbreak',
      'k'.repeat(512),
      'A',
      '-rf',
      'null\0',
    ]
    for (const key of odd) expect(await store.put(key, inPieces(Buffer.from(`of ${key}`)))).toBe(true)
    for (const key of odd) expect((await bytesOf(store, key))?.toString()).toBe(`of ${key}`)
    expect((await store.list()).map(({ key }) => key).sort()).toEqual([...odd].sort())
    expect([await store.has('a/'), await store.has('a/b/'), await store.open('k')]).toEqual([
      false,
      false,
      undefined,
    ])
  })

  test('that exists keeps its content: a second write reports that the key is taken', async () => {
    const store = await storeIn(storage())
    expect(await store.put('key', inPieces(Buffer.from('first')))).toBe(true)
    expect(await store.put('key', inPieces(Buffer.from('second')))).toBe(false)
    expect((await bytesOf(store, 'key'))?.toString()).toBe('first')
  })

  test('does not exist if its content ends with an error, and neither do its parts', async () => {
    const store = await storeIn(storage())
    const content = async function* () {
      yield* inPieces(randomBytes(2 * partSize))
      throw new Error('the disk image went away')
    }
    await expect(store.put('key', content())).rejects.toThrow('the disk image went away')
    expect([await store.has('key'), await store.list()]).toEqual([false, []])
    const uploads = await fetch(`${storage().url}/states?uploads`).then((answer) => answer.text())
    if (storage() === moto) expect(uploads).not.toContain('<Upload>')
    else expect(await readdir(join(folder, 'versity/states/.sgwtmp/multipart')).catch(() => [])).toEqual([])
  })

  test('is a result if it is missing, not an error', async () => {
    const store = await storeIn(storage())
    expect(await store.has('key')).toBe(false)
    expect(await store.open('key')).toBeUndefined()
    expect(await store.find(['', 'key'])).toBeUndefined()
    expect(await store.list()).toEqual([])
    expect(await store.remove('key')).toBe(false)
  })

  test('is renewed, marked and removed, without a change of its content', async () => {
    const bucket = await open(storage())
    const name = `prefix/github.com/${++repositories}/${main}/${objectName('a b/@')}`
    const content = randomBytes(partSize + 10)
    await bucket.put(name, inPieces(content))
    const facts = await bucket.head(name)
    const { usedAt = Infinity } = facts ?? {}
    expect(facts).toMatchObject({ name, size: content.length, modifiedAt: usedAt, markedAt: undefined })
    expect(await bucket.mark(name)).toBe(true)
    expect(await bucket.head(name)).toMatchObject({ size: content.length, usedAt: 0 })
    expect((await bucket.head(name))?.markedAt).toBeGreaterThanOrEqual(usedAt - second)
    expect(await bucket.renew(name)).toBe(true)
    expect(await bucket.head(name)).toMatchObject({ markedAt: undefined })
    expect((await bucket.head(name))?.usedAt).toBeGreaterThanOrEqual(usedAt - second)
    const url = await bucket.address(name)
    expect((await readRange({ kind: 'url', url }, 0, content.length)).equals(content)).toBe(true)
    await bucket.remove(name)
    await bucket.remove(name)
    expect([await bucket.head(name), await bucket.renew(name), await bucket.mark(name)]).toEqual([
      undefined,
      false,
      false,
    ])
  })
})

describe('at Versity’s gateway, where objects are files,', () => {
  const day = 24 * 3600_000

  // Not at moto, whose threads come between the condition and the write.
  test('an entry that several jobs write at the same time is complete, from exactly one of them', async () => {
    const store = await storeIn(versity)
    const contents = [10, partSize + 1, 20, partSize + 2].map((size) => randomBytes(size))
    const stored = await Promise.all(contents.map((content) => store.put('key', inPieces(content))))
    expect(stored.filter(Boolean)).toHaveLength(1)
    const winner = contents[stored.indexOf(true)]
    expect(winner && (await bytesOf(store, 'key'))?.equals(winner)).toBe(true)
  })

  function pathOf(repository: string, key: string): string {
    return join(folder, 'versity/states', repository, main, objectName(key))
  }

  /** Makes an entry as old as this. */
  async function age(repository: string, key: string, milliseconds: number): Promise<void> {
    const time = (Date.now() - milliseconds) / 1000
    await utimes(pathOf(repository, key), time, time)
  }

  test('the newest entry is found, and a lookup renews an old one', async () => {
    const repository = `prefix/github.com/${++repositories}/`
    const bucket = await open(versity)
    const store = storeOn(bucket, repository)
    const ages = { 'k@1': 15, 'k@2': 14, 'l@3': 13, 'm@4': 9 }
    for (const [key, days] of Object.entries(ages)) {
      await store.put(key, inPieces(Buffer.from(key)))
      await age(repository, key, days * day)
    }
    expect(await store.find(['k@'])).toMatchObject({ key: 'k@2', size: 3 })
    expect([await store.has('l@3'), await store.has('m@4')]).toEqual([true, true])
    const daysUnused = async (key: string) => {
      const facts = await bucket.head(`${repository}${main}/${objectName(key)}`)
      return Math.abs(Math.round((bucket.now() - (facts?.usedAt ?? 0)) / day))
    }
    expect(await Promise.all(Object.keys(ages).map(daysUnused))).toEqual([15, 0, 0, 9])
  })

  test('all entries are listed, even if they exceed a page', async () => {
    const repository = `prefix/github.com/${++repositories}/`
    const keys = Array.from({ length: 1003 }, (_, at) => `${at}`)
    await mkdir(join(folder, 'versity/states', repository, main), { recursive: true })
    for (const key of keys) await writeFile(pathOf(repository, key), 'x')
    const store = await storeIn(versity, repository)
    const pages = []
    for await (const page of store.entries()) pages.push(page.length)
    expect(pages).toEqual([1000, 3])
    expect((await store.list()).map(({ key }) => key).sort()).toEqual(keys.sort())
  })
})

test('all folders are listed, however many there are', async () => {
  const bucket = await open(versity)
  const names = Array.from({ length: 1003 }, (_, at) => `many/refs:pull:${at}:merge/`)
  for (const name of names) {
    await mkdir(join(folder, 'versity/states', name), { recursive: true })
    await writeFile(join(folder, 'versity/states', name, 'x!'), '')
  }
  expect((await bucket.folders('many/')).toSorted()).toEqual(names.toSorted())
})

describe('the address of an object', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_REGION: 'eu-central-1' }

  test.each([
    ['states', {}, 'https://states.s3.eu-central-1.amazonaws.com/key?'],
    // No certificate is valid for two labels below Amazon's.
    ['my.states', {}, 'https://s3.eu-central-1.amazonaws.com/my.states/key?'],
    ['states', { AWS_ENDPOINT_URL: 'http://minio:9000' }, 'http://minio:9000/states/key?'],
    ['my.states', { AWS_ENDPOINT_URL_S3: 'https://host/s3/' }, 'https://host/s3/my.states/key?'],
    [
      'states',
      { AWS_ENDPOINT_URL_S3: 'https://s3.eu-west-1.amazonaws.com' },
      'https://states.s3.eu-west-1.amazonaws.com/key?',
    ],
  ])('in the bucket %s with %j begins with %s', async (bucket, env, start) => {
    Object.assign(process.env, keys, env)
    const opened = await openBucket(bucket, process.env, log, undefined, hasty)
    expect((await opened.address('key')).slice(0, start.length)).toBe(start)
  })

  test.each(['minio', 'minio:9000', 'ftp://host', 'https://'])(
    'needs an endpoint of HTTP, not %s',
    async (endpoint) => {
      Object.assign(process.env, keys, { AWS_ENDPOINT_URL: endpoint })
      await expect(openBucket('states', process.env, log, undefined, hasty)).rejects.toThrow(
        'the variable AWS_ENDPOINT_URL is not an address such as https://storage.example.com',
      )
    },
  )
})

describe('a request', () => {
  let store: S3Store

  beforeEach(async () => {
    proxy = await startProxy(versity.url)
    store = storeOn(await open(versity, { env: { AWS_ENDPOINT_URL: proxy.url } }))
  })

  afterEach(() => {
    proxy.close()
  })

  /** As often as a request of this method is made, until the list is at its end. */
  function faults(method: string, list: readonly (Fault | undefined)[], query = ''): void {
    const left = [...list]
    proxy.fault = (request) =>
      request.method === method && request.path.includes(query) ? left.shift() : undefined
  }

  const busy: Fault = { status: 503, headers: { 'retry-after': '0' } }
  const page: Fault = {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>',
  }

  test.each<[string, Fault]>([
    ['is answered 500', { status: 500 }],
    ['is put off', busy],
    ['is answered by a proxy’s page', page],
    ['breaks off', { reset: true }],
    ['was carried out, and its answer lost', { lost: true }],
    ['arrives damaged', { flipSent: true }],
  ])('that %s is made again, whichever it is', async (_what, fault) => {
    const large = randomBytes(partSize + 1)
    faults('PUT', [fault])
    expect(await store.put('small', inPieces(Buffer.from('small')))).toBe(true)
    faults('PUT', [fault])
    expect(await store.put('large', inPieces(large))).toBe(true)
    faults('POST', [fault], 'uploadId=')
    expect(await store.put('ended', inPieces(large))).toBe(true)
    faults('HEAD', [fault])
    expect(await store.has('small')).toBe(true)
    faults('GET', [fault])
    expect(await store.find(['lar'])).toMatchObject({ key: 'large' })
    faults('GET', [fault])
    expect((await bytesOf(store, 'small'))?.toString()).toBe('small')
    proxy.fault = () => undefined
    for (const key of ['large', 'ended']) expect((await bytesOf(store, key))?.equals(large)).toBe(true)
  })

  test.each<[string, Fault]>([
    ['breaks off', { cutAfter: 150 }],
    ['breaks off within its declared length', { lengthOff: 1000 }],
    ['ends early', { edit: (text) => text.slice(0, text.indexOf('<Contents>') + 30) }],
    ['lacks an entry that it counts', { edit: (text) => text.replace(/<Contents>.*<\/Contents>/s, '') }],
    ['is empty', { status: 200, headers: { 'content-type': 'application/xml' } }],
    ['is of another program', { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }],
  ])('for a listing whose answer %s is made again', async (_what, fault) => {
    await store.put('key', inPieces(Buffer.from('content')))
    faults('GET', [fault])
    expect(await store.find(['key'])).toMatchObject({ key: 'key' })
    expect(proxy.requests.filter(({ method }) => method === 'GET')).toHaveLength(2)
  })

  test('for a listing that continues, but has no token for it, fails', async () => {
    await store.put('key', inPieces(Buffer.from('content')))
    proxy.fault = () => ({
      edit: (text) => text.replace('<IsTruncated>false', '<IsTruncated>true'),
    })
    await expect(store.find(['key'])).rejects.toThrow('listing the bucket failed: it has a next page without')
  })

  test.each([
    ['small', 5, 'storing an object'],
    ['large', partSize + 1, 'beginning an upload'],
  ])('to a bucket that does not exist fails for a %s object', async (_what, size, what) => {
    const bucket = await openBucket('nowhere', process.env, log, undefined, hasty)
    await expect(bucket.put('key', inPieces(randomBytes(size)))).rejects.toThrow(
      `${what} failed: the answer was 404, The specified bucket does not exist`,
    )
  })

  test('that ends an upload which the storage abandoned fails, and the key does not exist', async () => {
    const gone = { status: 404, body: '<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>' }
    proxy.fault = ({ method, path }) => (method === 'POST' && path.includes('uploadId=') ? gone : undefined)
    await expect(store.put('key', inPieces(randomBytes(partSize + 1)))).rejects.toThrow(
      'storing an object failed: the storage gave up its upload',
    )
    proxy.fault = () => undefined
    expect(await store.put('key', inPieces(randomBytes(partSize + 1)))).toBe(true)
  })

  test('is signed with the time of the storage if the clocks differ', async () => {
    const hour = 3600_000
    const signedAt = (text: unknown) =>
      Date.parse(String(text).replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'))
    const date = new Date(Date.now() + hour).toUTCString()
    const refusals: Fault[] = [
      { status: 403, headers: { date } },
      { status: 404, headers: { date } },
    ]
    faults('HEAD', refusals)
    const bucket = await open(versity, { env: { AWS_ENDPOINT_URL: proxy.url } })
    expect(await bucket.head('key')).toBeUndefined()
    const [first, second] = proxy.requests.map(({ headers }) => signedAt(headers['x-amz-date']) - Date.now())
    expect(first).toBeLessThan(hour / 2)
    expect(second).toBeGreaterThan(hour / 2)
    const address = new URL(await bucket.address('key'))
    expect(signedAt(address.searchParams.get('X-Amz-Date')) - Date.now()).toBeGreaterThan(hour / 2)
  })

  test('without an answer is repeated', async () => {
    const patient = { env: { AWS_ENDPOINT_URL: proxy.url }, limits: { idleTimeoutMilliseconds: 300 } }
    const bucket = await open(versity, patient)
    faults('HEAD', [{ hang: true }])
    expect(await bucket.head('nothing')).toBeUndefined()
    expect(proxy.requests).toHaveLength(2)
  })

  test('that keeps failing is abandoned after three attempts, with its reason', async () => {
    proxy.fault = () => ({ status: 500 })
    await expect(store.has('key')).rejects.toThrow(
      'looking up an object failed 3 times; the last error: the answer was 500',
    )
    expect(proxy.requests).toHaveLength(3)
    proxy.fault = () => page
    await expect(store.find(['key'])).rejects.toThrow('the answer was a web page (200)')
  })

  test('that would have to wait longer than the limit fails immediately', async () => {
    proxy.fault = () => ({ status: 503, headers: { 'retry-after': '3' } })
    await expect(store.has('key')).rejects.toThrow('the answer was 503, and it asks to wait 3 s')
    expect(proxy.requests).toHaveLength(1)
  })

  test('ends with its signal', async () => {
    const giveUp = new AbortController()
    const bucket = await open(versity, { env: { AWS_ENDPOINT_URL: proxy.url }, signal: giveUp.signal })
    proxy.fault = () => {
      giveUp.abort(new Error('the time is over'))
      return { hang: true }
    }
    await expect(bucket.head('key')).rejects.toThrow('the time is over')
  })

  test('that a storage refuses reports it, and is not repeated', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'stranger', AWS_SECRET_ACCESS_KEY: 'no secret' })
    const bucket = await openBucket('states', process.env, log, undefined, hasty)
    await expect(bucket.head('key')).rejects.toThrow(AccessDeniedError)
    await expect(bucket.put('key', inPieces(Buffer.from('x')))).rejects.toThrow(
      'looking up an object was refused',
    )
    await expect(collect(bucket)).rejects.toThrow('listing the bucket was refused: the answer was 403')
    // Each of the first two asks for a listing, too.
    expect(proxy.requests).toHaveLength(5)
  })

  test('for a missing object that is refused is answered by a listing', async () => {
    await store.put('there', inPieces(Buffer.from('content')))
    proxy.fault = ({ method }) => (method === 'HEAD' ? { status: 403 } : undefined)
    expect(await store.has('missing')).toBe(false)
    await expect(store.has('there')).rejects.toThrow('looking up an object was refused')
    expect(await store.put('new', inPieces(Buffer.from('content')))).toBe(true)
  })

  test('to a storage without conditional writes is sent without the condition, after a lookup', async () => {
    const unknown = '<Error><Code>NotImplemented</Code><Message>A header you provided</Message></Error>'
    proxy.fault = ({ headers }) =>
      headers['if-none-match'] === undefined
        ? undefined
        : { status: 501, headers: { 'content-type': 'application/xml' }, body: unknown }
    expect(await store.put('small', inPieces(Buffer.from('small')))).toBe(true)
    expect(await store.put('small', inPieces(Buffer.from('other')))).toBe(false)
    const conditional = proxy.requests.filter(({ headers }) => headers['if-none-match'] !== undefined)
    expect(conditional).toHaveLength(1)
    expect(await store.put('large', inPieces(randomBytes(partSize + 1)))).toBe(true)
  })

  test('of each write has the condition that the object does not exist, and is signed with the hash of its body', async () => {
    await store.put('small', inPieces(Buffer.from('small')))
    await store.put('large', inPieces(randomBytes(partSize + 1)))
    const writes = proxy.requests.filter(({ method, path }) => method === 'PUT' || path.includes('uploadId='))
    for (const { headers } of writes) expect(headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/)
    const conditions = writes.map(({ headers }) => headers['if-none-match'])
    expect(conditions).toEqual(['*', undefined, undefined, '*'])
  })

  test('of a range whose address has expired gets a new one', async () => {
    await store.put('key', inPieces(Buffer.from('content')))
    proxy.fault = ({ method }) => (method === 'GET' ? { status: 403 } : undefined)
    await expect(bytesOf(store, 'key')).rejects.toThrow('the store answered 403 to a range of bytes')
    proxy.fault = () => undefined
    expect((await bytesOf(store, 'key'))?.toString()).toBe('content')
  })

  async function collect(bucket: Bucket): Promise<void> {
    for await (const page of bucket.list('')) expect(page).toBeDefined()
  }
})

describe('credentials', () => {
  let keyUsed: () => string | undefined

  beforeEach(async () => {
    proxy = await startProxy(moto.url)
    keyUsed = () => {
      const signature = proxy.requests.map(({ headers }) => headers.authorization ?? '').findLast(Boolean)
      return /Credential=([^/]+)\//.exec(signature ?? '')?.[1]
    }
  })

  afterEach(() => {
    proxy.close()
  })

  async function head(env: Readonly<Record<string, string>>): Promise<void> {
    Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_S3: proxy.url, ...env })
    const bucket = await openBucket('states', process.env, log, undefined, hasty)
    expect(await bucket.head('nothing')).toBeUndefined()
  }

  test('from variables are used', async () => {
    await head({ AWS_ACCESS_KEY_ID: 'of-variables', AWS_SECRET_ACCESS_KEY: 's' })
    expect(keyUsed()).toBe('of-variables')
  })

  test('of a role are requested with an OIDC token', async () => {
    const token = join(folder, 'token')
    await writeFile(token, 'header.payload.signature')
    await head({
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci',
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
      AWS_ENDPOINT_URL_STS: moto.url,
    })
    // What AWS begins the keys of temporary credentials with.
    expect(keyUsed()).toMatch(/^ASIA/)
  })

  test('of an instance are read from its metadata', async () => {
    await head({ AWS_EC2_METADATA_SERVICE_ENDPOINT: moto.url })
    expect(keyUsed()).toBe('test-key')
  })

  test('of a pod are requested from its agent', async () => {
    const asked: (string | undefined)[] = []
    const agent = createServer(({ headers }, response) => {
      asked.push(headers.authorization)
      const credentials = {
        AccessKeyId: 'of-pod',
        SecretAccessKey: 's',
        Token: 't',
        Expiration: '2999-01-01T00:00:00Z',
      }
      response.end(JSON.stringify(credentials))
    }).listen(0, '127.0.0.1')
    await once(agent, 'listening')
    const token = join(folder, 'pod-token')
    await writeFile(token, 'token of the pod')
    await head({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${(agent.address() as AddressInfo).port}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: token,
    })
    agent.close()
    expect([keyUsed(), asked]).toEqual(['of-pod', ['token of the pod']])
  })

  test('that are missing are reported, with what to do', async () => {
    const nowhere = {
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: folder,
      AWS_SESSION_TOKEN: '',
      AWS_ACCESS_KEY_ID: '',
    }
    await expect(head(nowhere)).rejects.toThrow(
      /^looking up an object failed: there are no credentials \(.*\): a step before this one has to set them, such as aws-actions\/configure-aws-credentials$/,
    )
    expect(proxy.requests).toEqual([])
  })

  test('are masked by the runner, and nothing logs them', async () => {
    const written: string[] = []
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text))
      return true
    })
    proxy.fault = () => ({ status: 500 })
    const secrets = { AWS_SECRET_ACCESS_KEY: 'the-secret-key', AWS_SESSION_TOKEN: 'the-session-token' }
    await expect(
      head({ GITHUB_ACTIONS: 'true', AWS_ACCESS_KEY_ID: 'of-variables', ...secrets }),
    ).rejects.toThrow(/^(?!.*the-s).*$/s)
    const masks = written.filter((line) => line.startsWith('::add-mask::'))
    for (const secret of Object.values(secrets)) expect(masks.join('')).toContain(`::add-mask::${secret}`)
    const others = written.filter((line) => !line.startsWith('::add-mask::'))
    expect([...others, ...logged].join('\n')).not.toMatch(/the-s/)
  })

  test('need no region if the storage is not Amazon’s', async () => {
    await head({ AWS_REGION: '', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' })
    expect(proxy.requests.at(-1)?.headers.authorization).toContain('/us-east-1/s3/')
    delete process.env['AWS_ENDPOINT_URL_S3']
    process.env['AWS_CONFIG_FILE'] = join(folder, 'none')
    const bucket = await openBucket('states', process.env, log, undefined, hasty)
    await expect(bucket.head('key')).rejects.toThrow('the variable AWS_REGION is not set')
  })
})

describe('the policies in docs/object-storage.md', () => {
  interface Policy {
    readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource: string }[]
  }

  const page = readFileSync(join(import.meta.dirname, '../../docs/object-storage.md'), 'utf8')
  const users = { writer: 'policy of the default branch', reader: 'policy of pull requests' }
  const repository = 'dagger/github.com/123456/'
  const ours = 'my-states'

  function policyOf(title: string): Policy {
    const [, json = ''] = new RegExp(`<!-- ${title} -->\\s+\`\`\`json\\n(.*?)\`\`\``, 's').exec(page) ?? []
    return JSON.parse(json) as Policy
  }

  async function storeAs(user: string, scope = main, where = repository): Promise<S3Store> {
    Object.assign(process.env, versity.env, {
      AWS_ACCESS_KEY_ID: user,
      AWS_SECRET_ACCESS_KEY: `secret of ${user}`,
    })
    const bucket = await openBucket(ours, process.env, log, undefined, hasty)
    return new S3Store('s3://my-states/dagger', bucket, { repository: where, scopes: [scope] }, log)
  }

  beforeAll(async () => {
    Object.assign(process.env, versity.env)
    const { CreateBucketCommand, PutBucketPolicyCommand, S3Client } = await import('@aws-sdk/client-s3')
    const root = new S3Client({ forcePathStyle: true })
    await root.send(new CreateBucketCommand({ Bucket: ours }))
    // As a policy of the bucket, which this server has in place of roles. It knows no conditions.
    const Statement = Object.entries(users).flatMap(([user, title]) =>
      policyOf(title).Statement.map(({ Action, Resource }) => ({
        Effect: 'Allow',
        Principal: { AWS: [user] },
        Action,
        Resource,
      })),
    )
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
    await root.send(new PutBucketPolicyCommand({ Bucket: ours, Policy }))
    root.destroy()
  })

  test('let the default branch do everything that a job and a cleanup do', async () => {
    const store = await storeAs('writer')
    const large = randomBytes(partSize + 1)
    expect(await store.put('small', inPieces(Buffer.from('small')))).toBe(true)
    expect(await store.put('large', inPieces(large))).toBe(true)
    expect((await bytesOf(store, 'large'))?.equals(large)).toBe(true)
    const entries = []
    for await (const page of store.entries()) entries.push(...page)
    const [entry] = entries
    if (!entry) throw new Error('nothing was listed')
    // A pack that was written a day ago: two cleanups, and a job that looks it up between them.
    await utimes(join(folder, 'versity', ours, entry.name), 1, 1)
    expect(await store.markOrRemove(entry, 1000)).toBe('marked')
    expect(await store.has(entry.key)).toBe(true)
    expect(await store.markOrRemove(entry, 60_000)).toBe('left')
    expect(await store.removeEntry(entry)).toBe(true)
  })

  test('let a pull request only read', async () => {
    await (await storeAs('writer')).put('k@1', inPieces(Buffer.from('state')))
    const store = await storeAs('reader')
    expect(await store.find(['k@'])).toMatchObject({ key: 'k@1' })
    expect([await store.has('k@1'), await store.has('none')]).toEqual([true, false])
    expect((await bytesOf(store, 'k@1'))?.toString()).toBe('state')
    await expect(store.put('k@2', inPieces(Buffer.from('poison')))).rejects.toThrow(
      'storing an object was refused',
    )
    await expect(store.put('k@2', inPieces(randomBytes(partSize + 1)))).rejects.toThrow(
      'beginning an upload was refused',
    )
    await expect(store.remove('k@1')).rejects.toThrow('deleting an object was refused')
  })

  test.each(Object.keys(users))('give the %s nothing of another repository', async (user) => {
    const other = 'dagger/github.com/1234567/'
    const file = join(folder, 'versity', ours, other, main, objectName('k@1'))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'state')
    const store = await storeAs(user, main, other)
    await expect(store.put('k@1', inPieces(Buffer.from('x')))).rejects.toThrow(AccessDeniedError)
    await expect(store.has('k@1')).rejects.toThrow(AccessDeniedError)
    expect((await readFile(file)).toString()).toBe('state')
  })
})

test('the lifecycle rules in docs/object-storage.md are valid, and expire nothing that jobs renew', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/object-storage.md'), 'utf8')
  const [, json = ''] = /<!-- lifecycle -->\s+```json\n(.*?)```/s.exec(text) ?? []
  const LifecycleConfiguration = JSON.parse(json) as {
    readonly Rules: readonly {
      readonly ID: string
      readonly Status: 'Enabled'
      readonly Expiration?: { readonly Days: number }
    }[]
  }
  Object.assign(process.env, moto.env)
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({ forcePathStyle: true })
  await client.send(
    new sdk.PutBucketLifecycleConfigurationCommand({
      Bucket: 'states',
      LifecycleConfiguration: { Rules: [...LifecycleConfiguration.Rules] },
    }),
  )
  const { Rules: rules = [] } = await client.send(
    new sdk.GetBucketLifecycleConfigurationCommand({ Bucket: 'states' }),
  )
  client.destroy()
  expect(rules).toMatchObject(LifecycleConfiguration.Rules)
  const days = rules.flatMap(({ Expiration: expiration }) => expiration?.Days ?? [])
  expect(days).toHaveLength(1)
  expect(Math.min(...days)).toBeGreaterThan((3 * renewAfterMilliseconds) / (24 * 3600_000))
})
