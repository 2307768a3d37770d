import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log.ts'
import { masked, uploadBlob } from './actions-blocks.ts'
import type { ActionsCache, CacheServiceV2 } from './actions-environment.ts'
import { TransientError, UnavailableError } from '../retry.ts'
import { reasonOf } from '../reason.ts'
import {
  defaultRequestLimits,
  withRetries,
  send,
  type HttpAnswer,
  type RequestLimits,
} from './actions-http.ts'
import { findByPrefix } from './actions-lookup.ts'
import { sendChecked } from './http.ts'
import { azureHeaders, downloadHeaders, isAzure, rangeSize, serviceHeaders } from './official-client.ts'
import type { Cleanable, Entry, OpenedEntry, Store } from './store.ts'

/**
 * The version of every key that this store writes. It keeps the store from reading entries of other programs,
 * above all tar files of @actions/cache. Change it when the format of an entry's content changes.
 */
const version = createHash('sha256').update('warm-dagger: an entry is its bytes').digest('hex')

/**
 * The cache service's answer, with the field names of @actions/cache 6.3.0, lib/generated/results/api/v1/cache.js.
 */
interface Fields extends Partial<Readonly<Record<(typeof texts)[number], string>>> {
  readonly ok: boolean
}

/** `msg` is the message of an error. */
const texts = ['message', 'signed_upload_url', 'signed_download_url', 'matched_key', 'msg'] as const

/** Maximum size of a pack or a manifest in bytes. */
const largestEntry = 2 ** 30

interface TwirpAnswer {
  readonly status: number
  readonly repeated: boolean
  readonly fields: Fields
}

/**
 * The Actions cache through its own protocol, version 2: without tar, and with downloads in ranges, which need no
 * temporary file.
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
  /** The URLs of the entries that lookups found, by key, so that `open` needs no second lookup. */
  readonly #located = new Map<string, string>()

  /** @param stagingFolder for downloads from a blob host that does not support ranges; created if needed */
  constructor(
    service: CacheServiceV2,
    access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>,
    log: Log,
    stagingFolder: string,
    limits: RequestLimits = defaultRequestLimits,
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
    // Only once: a caller that opens the entry again had a problem, such as an expired URL.
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
    // Omits an empty list, like protobuf's JSON.
    const more = restoreKeys.length > 0 && { restore_keys: restoreKeys }
    const { status, fields } = await this.#call('GetCacheEntryDownloadURL', { key, ...more }, [
      'matched_key',
      'signed_download_url',
    ])
    if (status === 403 && fields.msg?.includes('cache read denied:')) {
      this.#log.info(`${this.name} cannot be read by this job: ${fields.msg}`)
      return undefined
    }
    if (status !== 200)
      throw new Error(`looking up ${keys.join(', ')} was answered with ${reason(status, fields)}`)
    const { ok, matched_key: matched, signed_download_url: url } = fields
    if (!ok || matched === undefined || url === undefined) return undefined
    this.#located.set(matched, url)
    return { key: matched, url }
  }

  /** @returns the signed URL to upload to; undefined if the key exists or the job may not write */
  async #reserve(key: string): Promise<string | undefined> {
    const { status, fields, repeated } = await this.#call('CreateCacheEntry', { key }, ['signed_upload_url'])
    const said = fields.message ?? fields.msg ?? ''
    if (status === 200 && fields.ok && fields.signed_upload_url !== undefined) return fields.signed_upload_url
    if (said.includes('cache write denied:')) {
      this.#log.info(`${this.name} cannot be written by this job: ${said}`)
      return undefined
    }
    const taken = status === 409 || (status === 200 && (said === '' || said.includes('already exists')))
    if (!taken) throw new Error(`reserving ${key} was answered with ${reason(status, fields)}`)
    if (repeated && !(await this.has(key))) {
      throw new Error(
        `reserving ${key} succeeded, but its response was lost, so the key cannot be used again`,
      )
    }
    return undefined
  }

  async #finalize(key: string, size: number): Promise<void> {
    let failure: Error
    try {
      const fields = { key, size_bytes: String(size) }
      const answer = await this.#call('FinalizeCacheEntryUpload', fields)
      if (answer.status === 200 && answer.fields.ok) return
      failure = new Error(`finishing ${key} was answered with ${reason(answer.status, answer.fields)}`)
      if (!answer.repeated) throw failure
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      failure = error
    }
    // An earlier attempt may have succeeded although its answer was lost.
    if (!(await this.has(key))) throw failure
  }

  /** @param needed fields that a successful answer must have */
  async #call(
    method: string,
    fields: object,
    needed: readonly (typeof texts)[number][] = [],
  ): Promise<TwirpAnswer> {
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
      (answer) => complaintAbout(answer, needed),
    )
    return { status, repeated, fields: fieldsOf(body) ?? { ok: false } }
  }

  /** @returns the status of the answer if it is not an entry */
  async #openAt(signedUrl: string, key: string): Promise<OpenedEntry | number> {
    const url = masked(signedUrl)
    const name = `opening ${key}`
    return isAzure(url) ? await this.#measure(url, name) : await this.#download(url, name)
  }

  /** Requests only the size. The ranges are read when they are needed. */
  async #measure(url: URL, name: string): Promise<OpenedEntry | number> {
    const request = { name, method: 'HEAD', url, headers: azureHeaders() } as const
    const { status, headers } = await send(request, this.#limits, this.#log)
    return status === 200 ? readInRanges(url, headers['content-length'], name) : status
  }

  /**
   * Requests the whole entry, as @actions/cache does from a host other than Azure, which may support neither HEAD
   * nor ranges. If the host offers ranges, reads a large entry in ranges.
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
  if (length === undefined) throw new Error(`${name}: the store did not say how large it is`)
  return { source: { kind: 'url', url: url.href }, size: Number(length), close: () => Promise.resolve() }
}

/** Forwards the content, and fails if it is larger than `most` bytes: the server decides how much it sends. */
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
      if (size > most) throw new Error(`${name} brought more than ${most} bytes`)
      yield next.value
    }
  } finally {
    response.destroy()
  }
}

/** Why an answer is not a complete one of the cache service; undefined if it is. */
function complaintAbout(
  { status, headers, body }: Omit<HttpAnswer, 'repeated'>,
  needed: readonly (typeof texts)[number][],
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
 * Parses an answer. Errors have the same form (twirp, "Errors"), and a missing field has its default, as in all of
 * protobuf's JSON.
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
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined
  const given = answer as Readonly<Record<string, unknown>>
  const ok = given['ok'] ?? false
  if (typeof ok !== 'boolean') return undefined
  const found = texts.map((name) => [name, Object.hasOwn(given, name) ? (given[name] ?? '') : ''] as const)
  if (found.some(([, value]) => typeof value !== 'string')) return undefined
  return { ...(Object.fromEntries(found.filter(([, value]) => value !== '')) as Partial<Fields>), ok }
}

function reason(status: number, { message, msg }: Fields): string {
  return [status, message ?? msg].filter(Boolean).join(': ')
}
