import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { buffer, json } from 'node:stream/consumers'
import type { BlobStore } from './blobs.ts'
import { keyProblem, type CacheEntries } from './entries.ts'
import type { ServiceAnswer } from './messages.ts'
import type { TokenScopes } from './token.ts'

export const v1Path = '/_apis/artifactcache/'

interface Upload {
  readonly scope: string
  readonly key: string
  readonly version: string
  readonly blob: string
  readonly pieces: { readonly start: number; readonly bytes: Buffer }[]
}

/**
 * Version 1 of the cache service, as in GitHub Enterprise Server, for the same entries. Requests and responses are those
 * of @actions/cache 6.3.0, lib/internal/cacheHttpClient.js.
 */
export class CacheServiceV1 {
  readonly #cache: CacheEntries
  readonly #blobs: BlobStore
  readonly #uploads = new Map<number, Upload>()
  #lastId = 0

  constructor(cache: CacheEntries, blobs: BlobStore) {
    this.#cache = cache
    this.#blobs = blobs
  }

  async answer(request: IncomingMessage, scopes: TokenScopes | undefined): Promise<ServiceAnswer> {
    if (!scopes) return refused(401, 'invalid token')
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [resource, id] = url.pathname.slice(v1Path.length).split('/')
    if (request.method === 'GET' && resource === 'cache') return this.#find(url.searchParams, scopes)
    if (resource !== 'caches') return refused(404, 'no such resource')
    if (id === undefined) return this.#reserve((await json(request)) as Partial<Upload>, scopes)
    const upload = this.#uploads.get(Number(id))
    if (!upload) return refused(404, 'no such upload')
    if (request.method === 'PATCH') {
      const start = /^bytes (\d+)-/.exec(request.headers['content-range'] ?? '')?.[1]
      upload.pieces.push({ start: Number(start), bytes: await buffer(request) })
      return { status: 204 }
    }
    return await this.#commit(upload, (await json(request)) as { size?: number })
  }

  #find(query: URLSearchParams, { readable }: TokenScopes): ServiceAnswer {
    const keys = (query.get('keys') ?? '').split(',')
    const problem = keyProblem(keys)
    if (problem !== undefined) return refused(400, problem)
    if (readable.length === 0) return refused(403, 'cache read denied: token has no readable scopes')
    const entry = this.#cache.lookUp(readable, keys, query.get('version') ?? '')
    if (!entry) return { status: 204 }
    const { key, scope } = entry
    return {
      status: 200,
      body: { cacheKey: key, scope, archiveLocation: this.#blobs.signedUrl(entry.blob, 'read') },
    }
  }

  #reserve({ key = '', version = '' }: Partial<Upload>, { writable }: TokenScopes): ServiceAnswer {
    const problem = keyProblem([key])
    if (problem !== undefined) return refused(400, problem)
    if (writable === undefined) return refused(403, 'cache write denied: token has no writable scopes')
    const blob = randomUUID()
    if (!this.#cache.reserve(writable, key, version, blob)) return refused(409, 'Cache already exists.')
    this.#uploads.set(++this.#lastId, { scope: writable, key, version, blob, pieces: [] })
    return { status: 201, body: { cacheId: this.#lastId } }
  }

  async #commit(
    { scope, key, version, blob, pieces }: Upload,
    { size }: { size?: number },
  ): Promise<ServiceAnswer> {
    const content = Buffer.concat(pieces.sort((a, b) => a.start - b.start).map(({ bytes }) => bytes))
    if (content.length !== size)
      return refused(400, `the upload has ${content.length} bytes, not ${size ?? 'none'}`)
    await this.#blobs.write(blob, content)
    this.#cache.finalize(scope, key, version, size)
    return { status: 204 }
  }
}

function refused(status: number, message: string): ServiceAnswer {
  return { status, body: { message } }
}
