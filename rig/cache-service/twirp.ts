import { randomUUID } from 'node:crypto'
import type { BlobStore } from './blobs.ts'
import { keyProblem, type CacheEntries } from './entries.ts'
import type { ServiceAnswer } from './messages.ts'
import type { TokenScopes } from './token.ts'

/**
 * Answers as GitHub's cache service does. Field names are those of @actions/cache 6.3.0,
 * lib/generated/results/api/v1/cache.js; a taken key's answer is the one in actions/cache issue 1541; a read-only
 * token's the one in Mic92/hestia pull request 84.
 *
 * @param scopes of the caller's token; undefined if the token is invalid
 */
export async function answerTwirp(
  cache: CacheEntries,
  blobs: BlobStore,
  scopes: TokenScopes | undefined,
  operation: string,
  body: unknown,
): Promise<ServiceAnswer> {
  if (!scopes) return twirpError(401, 'unauthenticated', 'invalid token')
  const request = fields(body)
  if (request.version === '') return twirpError(400, 'invalid_argument', 'version is missing')
  const keys = [request.key, ...request.restoreKeys]
  const problem = keyProblem(keys)
  if (problem !== undefined) return twirpError(400, 'invalid_argument', problem)
  const { writable, readable } = scopes

  switch (operation) {
    case 'CreateCacheEntry': {
      if (writable === undefined) {
        return succeeded({ ok: false, message: 'cache write denied: token has no writable scopes' })
      }
      const blob = randomUUID()
      if (!cache.reserve(writable, request.key, request.version, blob)) {
        return twirpError(
          409,
          'already_exists',
          'cache entry with the same key, version, and scope already exists',
        )
      }
      return succeeded({ ok: true, signed_upload_url: blobs.signedUrl(blob, 'write') })
    }
    case 'FinalizeCacheEntryUpload': {
      const blob =
        writable === undefined ? undefined : cache.reservedBlob(writable, request.key, request.version)
      if (writable === undefined || blob === undefined)
        return twirpError(404, 'not_found', 'no such reservation')
      const size = await blobs.size(blob)
      if (size !== request.sizeBytes) {
        return succeeded({
          ok: false,
          message: `the upload has ${size ?? 'no'} bytes, not ${request.sizeBytes}`,
        })
      }
      const id = cache.finalize(writable, request.key, request.version, size)
      return id === undefined
        ? twirpError(404, 'not_found', 'no such reservation')
        : succeeded({ ok: true, entry_id: String(id) })
    }
    case 'GetCacheEntryDownloadURL': {
      if (readable.length === 0) {
        return twirpError(403, 'permission_denied', 'cache read denied: token has no readable scopes')
      }
      const entry = cache.lookUp(readable, keys, request.version)
      return entry
        ? succeeded({
            ok: true,
            signed_download_url: blobs.signedUrl(entry.blob, 'read'),
            matched_key: entry.key,
          })
        : succeeded({ ok: false })
    }
    default:
      return twirpError(404, 'bad_route', `no handler for ${operation}`)
  }
}

interface TwirpRequest {
  readonly key: string
  readonly restoreKeys: readonly string[]
  readonly version: string
  readonly sizeBytes: number
}

function fields(body: unknown): TwirpRequest {
  const given = (typeof body === 'object' ? (body ?? {}) : {}) as Readonly<Record<string, unknown>>
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const restoreKeys = given['restore_keys']
  return {
    key: text(given['key']),
    restoreKeys: Array.isArray(restoreKeys) ? restoreKeys.map(text) : [],
    version: text(given['version']),
    // Protobuf's JSON has 64-bit integers as strings, and accepts numbers.
    sizeBytes: Number(given['size_bytes'] ?? 0),
  }
}

function succeeded(body: object): ServiceAnswer {
  return { status: 200, body }
}

function twirpError(status: number, code: string, msg: string): ServiceAnswer {
  return { status, body: { code, msg } }
}
