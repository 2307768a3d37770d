import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log.ts'
import { masked, uploadBlob } from './actions-blocks.ts'
import type { ActionsCache, CacheServiceV2 } from './actions-environment.ts'
import {
  patience as defaultPatience,
  send,
  UnavailableError,
  type HttpAnswer,
  type NamedRequest,
  type Patience,
} from './actions-http.ts'
import { findByPrefix } from './actions-lookup.ts'
import { answerTo } from './http.ts'
import type { Entry, OpenedEntry, Store } from './store.ts'

/**
 * Belongs to every key that this store writes, and keeps it from reading what others wrote: tar files of
 * @actions/cache, above all. A change of what an entry's bytes are needs a new one.
 */
const version = createHash('sha256').update('warm-dagger: an entry is its bytes').digest('hex')

/** What the cache service answers, under the names of @actions/cache 6.3.0, lib/generated/results/api/v1/cache.js. */
interface Fields {
  readonly ok: boolean
  readonly message?: string
  readonly signed_upload_url?: string
  readonly signed_download_url?: string
  readonly matched_key?: string
  /** Of an error. */
  readonly msg?: string
}

/** No pack and no manifest is larger, bytes. */
const largestEntry = 2 ** 30

interface TwirpAnswer {
  readonly status: number
  readonly attempts: number
  readonly fields: Fields
}

/** The Actions cache over its own protocol, version 2: no temporary file, no tar, and downloads in ranges. */
export class ActionsV2Store implements Store {
  readonly name = 'the Actions cache'
  readonly isolatesBranches: boolean
  readonly hasRestApi: boolean
  readonly #service: CacheServiceV2
  readonly #access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>
  readonly #log: Log
  readonly #stagingFolder: string
  readonly #patience: Patience

  /** @param stagingFolder for downloads from a blob host that does not serve ranges; made when needed */
  constructor(
    service: CacheServiceV2,
    access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>,
    log: Log,
    stagingFolder: string,
    patience: Patience = defaultPatience,
  ) {
    this.#service = service
    this.isolatesBranches = access.isGitHubs
    this.hasRestApi = access.isGitHubs
    this.#access = access
    this.#log = log
    this.#stagingFolder = stagingFolder
    this.#patience = patience
  }

  async find(prefixes: readonly string[]): Promise<Entry | undefined> {
    return await findByPrefix(prefixes, async (keys) => (await this.#lookUp(keys))?.key)
  }

  async has(key: string): Promise<boolean> {
    return (await this.#lookUp([key]))?.key === key
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    const found = await this.#lookUp([key])
    if (found?.key !== key) return undefined
    const url = masked(found.url)
    // Not HEAD: where a URL is signed for GET alone, as S3's are, only GET is allowed.
    const request = { name: `opening ${key}`, method: 'GET', url } as const
    const first = await send({ ...request, headers: { range: 'bytes=0-0' } }, this.#patience, this.#log)
    const total = /\/(\d+)$/.exec(first.headers['content-range'] ?? '')?.[1]
    if (first.status === 404) return undefined
    if (first.status === 200) return await this.#download(request)
    if ((first.status !== 206 && first.status !== 416) || total === undefined) {
      throw new Error(`opening ${key} was answered with ${first.status}`)
    }
    const source = { kind: 'url', url: found.url } as const
    return { source, size: Number(total), close: () => Promise.resolve() }
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    if (!this.#access.writable) return false
    const uploadUrl = await this.#reserve(key)
    if (uploadUrl === undefined) return false
    const size = await uploadBlob(uploadUrl, content, this.#patience, this.#log)
    await this.#finalize(key, size)
    return true
  }

  async #lookUp(
    keys: readonly string[],
  ): Promise<{ readonly key: string; readonly url: string } | undefined> {
    if (!this.#access.readable) return undefined
    const [key, ...restoreKeys] = keys
    const { status, fields } = await this.#call('GetCacheEntryDownloadURL', {
      key,
      restore_keys: restoreKeys,
    })
    if (status === 403 && fields.msg?.includes('cache read denied:')) {
      this.#log.info(`${this.name} may not be read by this job: ${fields.msg}`)
      return undefined
    }
    if (status !== 200)
      throw new Error(`looking up ${keys.join(', ')} was answered with ${reason(status, fields)}`)
    const { ok, matched_key: matched, signed_download_url: url } = fields
    return ok && matched !== undefined && url !== undefined ? { key: matched, url } : undefined
  }

  /** @returns the signed URL to upload to; undefined when the key is taken or the job may not write */
  async #reserve(key: string): Promise<string | undefined> {
    const { status, fields, attempts } = await this.#call('CreateCacheEntry', { key })
    const said = fields.message ?? fields.msg ?? ''
    if (status === 200 && fields.ok && fields.signed_upload_url !== undefined) return fields.signed_upload_url
    if (said.includes('cache write denied:')) {
      this.#log.info(`${this.name} may not be written by this job: ${said}`)
      return undefined
    }
    const taken = status === 409 || (status === 200 && (said === '' || said.includes('already exists')))
    if (!taken) throw new Error(`reserving ${key} was answered with ${reason(status, fields)}`)
    if (attempts > 1 && !(await this.has(key))) {
      throw new Error(
        `reserving ${key} was answered, but the answer was lost: the key can't be used any more`,
      )
    }
    return undefined
  }

  async #finalize(key: string, size: number): Promise<void> {
    try {
      const { status, fields, attempts } = await this.#call('FinalizeCacheEntryUpload', {
        key,
        size_bytes: String(size),
      })
      if (status === 200 && fields.ok) return
      const failure = `finishing ${key} was answered with ${reason(status, fields)}`
      throw attempts > 1 ? new UnavailableError(failure, attempts) : new Error(failure)
    } catch (error) {
      // The first attempt may have done it, although its answer was lost.
      if (error instanceof UnavailableError && (await this.has(key))) return
      throw error
    }
  }

  async #call(method: string, fields: object): Promise<TwirpAnswer> {
    const { url, token } = this.#service
    const answer = await send(
      {
        name: method,
        method: 'POST',
        url: new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, url),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: [Buffer.from(JSON.stringify({ ...fields, version }))],
      },
      this.#patience,
      this.#log,
    )
    return { status: answer.status, attempts: answer.attempts, fields: fieldsOf(answer) }
  }

  async #download(request: NamedRequest): Promise<OpenedEntry> {
    await mkdir(this.#stagingFolder, { recursive: true })
    const path = join(this.#stagingFolder, randomUUID())
    const close = () => rm(path, { force: true })
    try {
      const response = await answerTo(request, this.#patience)
      if (response.statusCode !== 200)
        throw new Error(`${request.name} was answered with ${response.statusCode ?? 0}`)
      await pipeline(response, atMost(largestEntry, request.name), createWriteStream(path))
      return { source: { kind: 'file', path }, size: (await stat(path)).size, close }
    } catch (error) {
      await close()
      throw error
    }
  }
}

/** Passes on what comes, and fails when it is too much: how much comes is for the other side to say. */
function atMost(most: number, name: string) {
  return async function* (content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    let size = 0
    for await (const bytes of content) {
      size += bytes.length
      if (size > most) throw new Error(`${name} brought more than ${most} bytes`)
      yield bytes
    }
  }
}

/** What of an answer is of its field's type; nothing of an answer that is no such thing at all. */
function fieldsOf({ body }: HttpAnswer): Fields {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString())
  } catch {
    answer = undefined
  }
  const fields = typeof answer === 'object' && answer !== null ? Object.entries(answer) : []
  const texts = fields.filter(([, value]) => typeof value === 'string')
  return { ...(Object.fromEntries(texts) as Partial<Fields>), ok: fields.some(isOk) }
}

function isOk([name, value]: [string, unknown]): boolean {
  return name === 'ok' && value === true
}

function reason(status: number, { message, msg }: Fields): string {
  return [status, message ?? msg].filter(Boolean).join(': ')
}
