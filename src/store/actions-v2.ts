import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log.ts'
import { masked, uploadBlob } from './actions-blocks.ts'
import type { ActionsCache, CacheServiceV2 } from './actions-environment.ts'
import { storeRequestLimits } from '../network-limits.ts'
import { TransientError, UnavailableError } from '../retry.ts'
import { isJsonObject } from '../json.ts'
import { reasonOf } from '../reason.ts'
import { withRetries, send, type HttpAnswer, type RequestLimits } from './actions-http.ts'
import { findByPrefix } from './actions-lookup.ts'
import { sendChecked } from './http.ts'
import { azureHeaders, downloadHeaders, isAzure, rangeSize, serviceHeaders } from './official-client.ts'
import type { Cleanable, Entry, OpenedEntry, Store } from './store.ts'

/**
 * The version that this store sends with every key. The service finds only entries of the same version, so the store
 * never reads entries of other programs, such as tar files of @actions/cache. Change it when the format of an entry's
 * content changes.
 */
const version = createHash('sha256').update('warm-dagger: an entry is its bytes').digest('hex')

/** The text fields of the service's answers that we read. `msg` is the message of an error. */
const textFields = ['message', 'signed_upload_url', 'signed_download_url', 'matched_key', 'msg'] as const
type TextField = (typeof textFields)[number]

/**
 * The cache service's answer, with the field names of @actions/cache 6.3.0, lib/generated/results/api/v1/cache.js.
 * Fields that are missing or empty in the answer are undefined here.
 */
type Fields = Readonly<Partial<Record<TextField, string>> & { ok: boolean }>

/** Maximum size of an entry in bytes. A full pack has about 64 MiB. */
const largestEntry = 2 ** 30

interface TwirpAnswer {
  readonly status: number
  /** See `HttpAnswer.repeated`. */
  readonly repeated: boolean
  readonly fields: Fields
}

/**
 * The Actions cache, through the protocol of its service, version 2. @actions/cache could only store tar files. This
 * store writes an entry's bytes as they are, and reads them in ranges, without a temporary file.
 */
export class ActionsV2Store implements Store {
  readonly name = 'the Actions cache'
  readonly isolatesBranches: boolean
  readonly readsRanges = true
  readonly cleanable: Cleanable
  readonly #service: CacheServiceV2
  readonly #access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>
  readonly #log: Log
  readonly #stagingFolder: string
  readonly #limits: RequestLimits
  /** By key, the URLs that lookups returned, so that `open` needs no second lookup. */
  readonly #located = new Map<string, string>()

  /** @param stagingFolder for downloads from a blob host that does not support ranges; created if needed */
  constructor(
    service: CacheServiceV2,
    access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>,
    log: Log,
    stagingFolder: string,
    limits: RequestLimits = storeRequestLimits,
  ) {
    this.#service = service
    this.isolatesBranches = access.isGitHubs
    this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' }
    this.#access = access
    this.#log = log
    this.#stagingFolder = stagingFolder
    this.#limits = limits
  }

  async find(prefixes: readonly string[]): Promise<Entry | undefined> {
    return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key)
  }

  async has(key: string): Promise<boolean> {
    return (await this.#lookUp([key]))?.key === key
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    const located = this.#located.get(key)
    // Used only once: a caller that opens the entry again had a problem with the URL, which may have expired.
    this.#located.delete(key)
    if (located !== undefined) {
      const opened = await this.#openAt(located, key)
      if (typeof opened === 'object') return opened
    }
    const found = await this.#lookUp([key])
    this.#located.delete(key)
    if (found?.key !== key) return undefined
    const opened = await this.#openAt(found.url, key)
    if (typeof opened === 'object') return opened
    if (opened === 404) return undefined
    throw new Error(`opening ${key} was answered with ${opened}`)
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    if (!this.#access.writable) return false
    const uploadUrl = await this.#reserve(key)
    if (uploadUrl === undefined) return false
    const size = await uploadBlob(uploadUrl, content, this.#limits, this.#log)
    await this.#finalize(key, size)
    return true
  }

  async #lookUp(
    keys: readonly string[],
  ): Promise<{ readonly key: string; readonly url: string } | undefined> {
    if (!this.#access.readable) return undefined
    const [key, ...restoreKeys] = keys
    // Like protobuf's JSON, omits an empty list.
    const request = restoreKeys.length > 0 ? { key, restore_keys: restoreKeys } : { key }
    const { status, fields } = await this.#call('GetCacheEntryDownloadURL', request, [
      'matched_key',
      'signed_download_url',
    ])
    if (status === 403 && fields.msg?.includes('cache read denied:')) {
      this.#log.info(`${this.name} cannot be read by this job: ${fields.msg}`)
      return undefined
    }
    if (status !== 200) {
      throw new Error(`looking up ${keys.join(', ')} was answered with ${describe(status, fields)}`)
    }
    const { ok, matched_key: matched, signed_download_url: url } = fields
    if (!ok || matched === undefined || url === undefined) return undefined
    this.#located.set(matched, url)
    return { key: matched, url }
  }

  /** @returns the signed URL to upload to; undefined if the key exists or the job may not write */
  async #reserve(key: string): Promise<string | undefined> {
    const { status, fields, repeated } = await this.#call('CreateCacheEntry', { key }, ['signed_upload_url'])
    const message = fields.message ?? fields.msg ?? ''
    if (status === 200 && fields.ok && fields.signed_upload_url !== undefined) return fields.signed_upload_url
    if (message.includes('cache write denied:')) {
      this.#log.info(`${this.name} cannot be written by this job: ${message}`)
      return undefined
    }
    const exists =
      status === 409 || (status === 200 && (message === '' || message.includes('already exists')))
    if (!exists) throw new Error(`reserving ${key} was answered with ${describe(status, fields)}`)
    // It exists, but we may have reserved it ourselves: then it has no content yet, and `has` does not find it.
    if (repeated && !(await this.has(key))) {
      throw new Error(
        `reserving ${key} succeeded, but its response was lost, so the key cannot be used again`,
      )
    }
    return undefined
  }

  async #finalize(key: string, size: number): Promise<void> {
    const request = { key, size_bytes: String(size) }
    const answer = await this.#call('FinalizeCacheEntryUpload', request).catch((error: unknown) => {
      if (error instanceof UnavailableError) return error
      throw error
    })
    const noAnswer = answer instanceof UnavailableError
    if (!noAnswer && answer.status === 200 && answer.fields.ok) return
    // An earlier attempt may have succeeded although its answer was lost.
    if ((noAnswer || answer.repeated) && (await this.has(key))) return
    throw noAnswer
      ? answer
      : new Error(`finishing ${key} was answered with ${describe(answer.status, answer.fields)}`)
  }

  /**
   * Calls a method of the service.
   *
   * @param needed fields that a successful answer must have
   */
  async #call(method: string, fields: object, needed: readonly TextField[] = []): Promise<TwirpAnswer> {
    const { url, token } = this.#service
    const { status, repeated, body } = await send(
      {
        name: method,
        method: 'POST',
        url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
        headers: { ...serviceHeaders, authorization: `Bearer ${token}` },
        body: [Buffer.from(JSON.stringify({ ...fields, version }))],
      },
      this.#limits,
      this.#log,
      (answer) => problemWith(answer, needed),
    )
    return { status, repeated, fields: fieldsOf(body) ?? { ok: false } }
  }

  /** @returns the entry, or the status of the answer if it is not 200 */
  async #openAt(signedUrl: string, key: string): Promise<OpenedEntry | number> {
    const url = masked(signedUrl)
    const name = `opening ${key}`
    return isAzure(url) ? await this.#measure(url, name) : await this.#download(url, name)
  }

  /** Requests only the size. The content is read in ranges, later. */
  async #measure(url: URL, name: string): Promise<OpenedEntry | number> {
    const request = { name, method: 'HEAD', url, headers: azureHeaders() } as const
    const { status, headers } = await send(request, this.#limits, this.#log)
    return status === 200 ? readInRanges(url, headers['content-length'], name) : status
  }

  /**
   * Requests the whole entry, because a host other than Azure may support neither HEAD nor ranges; @actions/cache does
   * the same. If the host offers ranges and the entry is large, cancels the download and reads the entry in ranges.
   */
  async #download(url: URL, name: string): Promise<OpenedEntry | number> {
    return await withRetries(name, this.#limits, this.#log, async () => {
      const response = await sendChecked({ method: 'GET', url, headers: downloadHeaders }, this.#limits)
      const { statusCode: status = 0, headers } = response
      const offersRanges =
        headers['accept-ranges'] === 'bytes' && Number(headers['content-length']) > rangeSize
      if (status !== 200 || offersRanges) response.destroy()
      if (status !== 200) return status
      return offersRanges
        ? readInRanges(url, headers['content-length'], name)
        : await this.#toFile(response, name)
    })
  }

  async #toFile(response: IncomingMessage, name: string): Promise<OpenedEntry> {
    await mkdir(this.#stagingFolder, { recursive: true })
    const path = join(this.#stagingFolder, randomUUID())
    const close = () => rm(path, { force: true })
    try {
      await pipeline(atMost(largestEntry, response, name), createWriteStream(path))
      return { source: { kind: 'file', path }, size: (await stat(path)).size, close }
    } catch (error) {
      await close()
      throw error
    }
  }
}

function readInRanges(url: URL, length: string | undefined, name: string): OpenedEntry {
  if (length === undefined) throw new Error(`${name}: the answer has no Content-Length`)
  return { source: { kind: 'url', url: url.href }, size: Number(length), close: () => Promise.resolve() }
}

/** Forwards the content. Fails if it is larger than `most` bytes, which protects the disk from a faulty server. */
async function* atMost(most: number, response: IncomingMessage, name: string): AsyncGenerator<Buffer> {
  const pieces = response[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let size = 0
  try {
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => {
        throw new TransientError(reasonOf(error), { cause: error })
      })
      if (next.done === true) return
      size += next.value.length
      if (size > most) throw new Error(`${name} returned more than ${most} bytes`)
      yield next.value
    }
  } finally {
    response.destroy()
  }
}

/** Why an answer is incomplete or not the cache service's, as a clause; undefined if it can be used. */
function problemWith(
  { status, headers, body }: Omit<HttpAnswer, 'repeated'>,
  needed: readonly TextField[],
): string | undefined {
  const fields = fieldsOf(body)
  if (!fields) {
    const type = headers['content-type']?.replaceAll(/[^\w/;=. +-]/g, '').slice(0, 60) ?? 'no type'
    return `the answer was not the cache service's (${status}, ${type}): a proxy may have answered`
  }
  const missing = status === 200 && fields.ok ? needed.filter((name) => !fields[name]) : []
  return missing.length > 0 ? `the answer lacks ${missing.join(' and ')}` : undefined
}

/**
 * Parses an answer. Errors are JSON objects too (twirp, "Errors"). As in all of protobuf's JSON, a missing field has
 * its default.
 *
 * @returns undefined if it is not an answer of the cache service
 */
function fieldsOf(body: Buffer): Fields | undefined {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString())
  } catch {
    return undefined
  }
  if (!isJsonObject(answer)) return undefined
  const ok = answer['ok'] ?? false
  if (typeof ok !== 'boolean') return undefined
  const texts: Partial<Record<TextField, string>> = {}
  for (const name of textFields) {
    const value = answer[name] ?? ''
    if (typeof value !== 'string') return undefined
    if (value !== '') texts[name] = value
  }
  return { ...texts, ok }
}

/** The status and the service's message, if any. */
function describe(status: number, { message, msg }: Fields): string {
  return [status, message ?? msg].filter(Boolean).join(': ')
}
