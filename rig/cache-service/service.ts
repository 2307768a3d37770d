import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { Blobs } from './blobs.ts'
import { CacheEntries, type CacheEntry, type CacheLimits } from './entries.ts'
import { answerWithFault, type FaultHook } from './faults.ts'
import type { LoggedRequest, Traffic } from './messages.ts'
import { runtimeToken, tokenScopes, type CacheAccess, type TokenScopes } from './token.ts'
import { answerTwirp, type TwirpAnswer } from './twirp.ts'

export type { CacheEntry } from './entries.ts'
export type { Fault, FaultHook, FaultRequest } from './faults.ts'
export type { LoggedRequest, Traffic } from './messages.ts'
export type { CacheAccess } from './token.ts'

const twirpPath = '/twirp/github.actions.results.api.v1.CacheService/'

/** The preload that makes the signed URLs' host this machine. */
export const loopbackBlobHost = join(import.meta.dirname, '../loopback-blob-host.js')

export interface CacheServiceOptions extends CacheLimits {
  /** A folder for the blobs, which large states want; they stay in memory when it is not given. */
  readonly folder?: string
  /** Any free port unless given. */
  readonly port?: number
  /** Shared by all connections of the blob traffic, each way; unlimited unless given. */
  readonly bytesPerSecond?: number
  /** Milliseconds, instead of the machine's clock. */
  readonly now?: () => number
}

/** `cut`: this many bytes less at the end. `flip`: all bits of the byte at this offset. */
export type Corruption = { readonly cut: number } | { readonly flip: number }

/** A stand-in for GitHub's Actions cache service, version 2, for one repository. */
export interface CacheService {
  /** What runners export as ACTIONS_RESULTS_URL. */
  readonly url: string
  /** The rules without the transport, for a stand-in of the REST API. */
  readonly cache: CacheEntries
  /** A runtime token, as runners export it. */
  tokenFor(access: CacheAccess): string
  /** All that a runner exports for the cache, and the preload; NODE_OPTIONS is added to, not replaced. */
  environmentFor(access: CacheAccess): Record<string, string>
  /** Every finished entry of every scope, oldest first. */
  entries(): readonly CacheEntry[]
  /** Removes the entries of exactly this key. */
  remove(key: string): void
  /** Damages the blobs of exactly this key; what the entry says of its size stays. */
  corrupt(key: string, how: Corruption): Promise<void>
  /** Both services' requests since the start, each service's in order. */
  requests(): Promise<readonly LoggedRequest[]>
  /** Of the blobs, in and out of the service. */
  traffic(): Promise<Traffic>
  /** Asks the hook about every request from now on; undefined ends it. */
  injectFaults(hook: FaultHook | undefined): Promise<void>
  /** For connections from now on; idle ones are closed. */
  limitBandwidth(bytesPerSecond: number | undefined): Promise<void>
  stop(): Promise<void>
}

export async function startCacheService(options: CacheServiceOptions = {}): Promise<CacheService> {
  const secret = randomBytes(32)
  const blobs = await Blobs.start(options)
  if (options.bytesPerSecond !== undefined) await blobs.limitBandwidth(options.bytesPerSecond)
  const cache = new CacheEntries(options, options.now ?? Date.now, (blob) => {
    blobs.delete(blob).catch(() => undefined)
  })
  const log: LoggedRequest[] = []
  let faults: FaultHook | undefined

  async function answer(request: IncomingMessage, operation: string): Promise<TwirpAnswer> {
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const scopes: TokenScopes | undefined = tokenScopes(token, secret)
    const body = await json(request).catch(() => undefined)
    return await answerTwirp(cache, blobs, scopes, operation, body, randomUUID)
  }

  function handle(request: IncomingMessage, response: ServerResponse, operation: string): void {
    answer(request, operation).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      },
      (error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined)
      },
    )
  }

  const server = createServer((request, response) => {
    const url = request.url ?? ''
    const operation = url.startsWith(twirpPath) ? url.slice(twirpPath.length) : url
    const logged: LoggedRequest = { service: 'twirp', operation, url }
    log.push(logged)
    response.once('finish', () => {
      logged.status = response.statusCode
    })
    const count = log.filter((other) => other.operation === operation).length
    const fault = faults?.({ service: 'twirp', operation, url, headers: request.headers, count })
    answerWithFault(fault, request, response, () => {
      handle(request, response, operation)
    })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`

  const tokenFor = (access: CacheAccess): string => runtimeToken(access, secret)

  return {
    url,
    cache,
    tokenFor,
    environmentFor: (access) => ({
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: url,
      ACTIONS_RUNTIME_TOKEN: tokenFor(access),
      NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', `--import=${loopbackBlobHost}`].join(' ').trim(),
    }),
    entries: () => cache.list(),
    remove: (key) => {
      cache
        .list()
        .filter((entry) => entry.key === key)
        .forEach((entry) => cache.remove(entry.id))
    },
    corrupt: async (key, how) => {
      for (const entry of cache.list().filter((candidate) => candidate.key === key)) {
        const content = await blobs.read(entry.blob)
        await blobs.write(entry.blob, corrupted(content, how))
      }
    },
    requests: async () => [...log, ...(await blobs.report()).requests],
    traffic: async () => (await blobs.report()).traffic,
    injectFaults: async (hook) => {
      faults = hook
      await blobs.injectFaults(hook)
    },
    limitBandwidth: (bytesPerSecond) => blobs.limitBandwidth(bytesPerSecond),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await blobs.stop()
    },
  }
}

function corrupted(content: Buffer, how: Corruption): Buffer {
  if ('cut' in how) return content.subarray(0, Math.max(0, content.length - how.cut))
  const flipped = Buffer.from(content)
  flipped.writeUInt8(flipped.readUInt8(how.flip) ^ 0xff, how.flip)
  return flipped
}
