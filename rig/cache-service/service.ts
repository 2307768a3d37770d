import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Blobs, type BlobStore } from './blobs.ts'
import { CacheEntries, type CacheEntry, type CacheLimits } from './entries.ts'
import { answerWithFault, type FaultHook } from './faults.ts'
import { timeOfLog, type LoggedRequest, type ServiceAnswer, type Traffic } from './messages.ts'
import { OwnBlobs } from './own-blobs.ts'
import { runtimeToken, tokenScopes, type CacheAccess } from './token.ts'
import { answerTwirp } from './twirp.ts'
import { CacheServiceV1, v1Path } from './v1.ts'

export type { CacheEntry } from './entries.ts'
export type { Fault, FaultHook, FaultRequest } from './faults.ts'
export type { LoggedRequest, Traffic } from './messages.ts'
export type { CacheAccess } from './token.ts'

const twirpPath = '/twirp/github.actions.results.api.v1.CacheService/'

/** The URL of a cache service under a host name of GitHub, for processes that preload `loopbackBlobHost`. */
export function underGitHubsName(url: string): string {
  const renamed = new URL(url)
  renamed.hostname = 'results-receiver.actions.githubusercontent.com'
  return renamed.href
}

/** The preload that resolves the hosts of GitHub's cache service to this machine. */
export const loopbackBlobHost = join(import.meta.dirname, '../loopback-blob-host.js')

export interface CacheServiceOptions extends CacheLimits {
  /** The host of blobs: Azure's, as for GitHub, or the service's own, as for servers that others run. */
  readonly blobHost?: 'azure' | 'own'
  /** A folder for the blobs, for large states. Default: in memory. */
  readonly folder?: string
  /** Whether Azure's blobs take blocks with any ID; see `BlobOptions`. */
  readonly anyBlockId?: boolean
  /** Default: any free port. */
  readonly port?: number
  /** Shared by all connections to the blob store, in each direction. Default: unlimited. */
  readonly bytesPerSecond?: number
  /** The clock, in milliseconds. Default: the machine's. */
  readonly now?: () => number
}

/** `cut` removes this many bytes at the end. `flip` inverts the byte at this offset. */
export type Corruption = { readonly cut: number } | { readonly flip: number }

/** An entry with its bytes. */
export interface StoredContent extends Pick<CacheEntry, 'scope' | 'key' | 'version'> {
  readonly bytes: Buffer
}

/** A stand-in for GitHub's Actions cache service, version 2 and version 1, for one repository. */
export interface CacheService {
  /** The value of ACTIONS_RESULTS_URL. */
  readonly url: string
  /** The rules without the transport, for a stand-in for the REST API. */
  readonly cache: CacheEntries
  /** A runtime token, as runners export it. */
  tokenFor(access: CacheAccess): string
  /**
   * All variables that a runner exports for the cache, and the preload, which is appended to NODE_OPTIONS.
   *
   * @param version of the service. Default: 2, as on github.com
   */
  environmentFor(access: CacheAccess, version?: 1 | 2): Record<string, string>
  /** Every finished entry of every scope, oldest first. */
  entries(): readonly CacheEntry[]
  /** The contents of all entries, oldest first. */
  contents(): Promise<readonly StoredContent[]>
  /** Replaces all contents. */
  replaceContents(contents: readonly StoredContent[]): Promise<void>
  /** Removes the entries of exactly this key. */
  remove(key: string): void
  /** Damages the blobs of exactly this key, but not the recorded size of the entry. */
  corrupt(key: string, how: Corruption): Promise<void>
  /** All requests since the start, in order. */
  requests(): Promise<readonly LoggedRequest[]>
  /** The transferred bytes of blobs, in both directions. */
  traffic(): Promise<Traffic>
  /** Calls the hook for every request from now on; undefined removes it. */
  injectFaults(hook: FaultHook | undefined): Promise<void>
  /** Applies to new connections; closes idle ones. */
  limitBandwidth(bytesPerSecond: number | undefined): Promise<void>
  stop(): Promise<void>
}

export async function startCacheService(options: CacheServiceOptions = {}): Promise<CacheService> {
  const secret = randomBytes(32)
  const blobs: BlobStore = options.blobHost === 'own' ? await OwnBlobs.start() : await Blobs.start(options)
  if (options.bytesPerSecond !== undefined) await blobs.limitBandwidth(options.bytesPerSecond)
  const deletions = new Set<Promise<void>>()
  const cache = new CacheEntries(options, options.now ?? Date.now, (blob) => {
    const deletion = blobs.delete(blob).catch(() => undefined)
    deletions.add(deletion)
    void deletion.then(() => deletions.delete(deletion))
  })
  const v1 = new CacheServiceV1(cache, blobs)
  const log: LoggedRequest[] = []
  let faults: FaultHook | undefined

  async function answer(request: IncomingMessage, logged: LoggedRequest): Promise<ServiceAnswer> {
    const { service, operation } = logged
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const scopes = tokenScopes(token, secret)
    if (service === 'v1') return await v1.answer(request, scopes)
    logged.body = await text(request)
    return await answerTwirp(cache, blobs, scopes, operation, parsed(logged.body))
  }

  function handle(request: IncomingMessage, response: ServerResponse, logged: LoggedRequest): void {
    answer(request, logged).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body && JSON.stringify(body))
      },
      (error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined)
      },
    )
  }

  const server = createServer((request, response) => {
    const logged = loggedRequest(request)
    log.push(logged)
    response.once('finish', () => {
      logged.status = response.statusCode
    })
    const count = log.filter((other) => other.operation === logged.operation).length
    const fault = faults?.({ ...logged, headers: request.headers, count })
    answerWithFault(fault, request, response, () => {
      handle(request, response, logged)
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
    environmentFor: (access, version = 2) => ({
      ...(version === 2
        ? { ACTIONS_CACHE_SERVICE_V2: 'True', ACTIONS_RESULTS_URL: underGitHubsName(url) }
        : { ACTIONS_CACHE_URL: underGitHubsName(url) }),
      ACTIONS_RUNTIME_TOKEN: tokenFor(access),
      NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', `--import=${loopbackBlobHost}`].join(' ').trim(),
    }),
    entries: () => cache.list(),
    contents: async () =>
      await Promise.all(
        cache.list().map(async ({ scope, key, version, blob }) => {
          return { scope, key, version, bytes: await blobs.read(blob) }
        }),
      ),
    replaceContents: async (contents) => {
      cache.clear()
      for (const { scope, key, version, bytes } of contents) {
        const blob = randomUUID()
        await blobs.write(blob, bytes)
        cache.reserve(scope, key, version, blob)
        cache.finalize(scope, key, version, bytes.length)
      }
    },
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
    requests: async () => [...log, ...(await blobs.report()).requests].sort((a, b) => a.at - b.at),
    traffic: async () => (await blobs.report()).traffic,
    injectFaults: async (hook) => {
      faults = hook
      await blobs.injectFaults(hook)
    },
    limitBandwidth: (bytesPerSecond) => blobs.limitBandwidth(bytesPerSecond),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      // A request that is in progress when its server ends would keep this process alive.
      await Promise.all(deletions)
      await blobs.stop()
    },
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function loggedRequest({ method = '', url = '', headers }: IncomingMessage): LoggedRequest {
  if (url.startsWith(twirpPath)) {
    return { at: timeOfLog(), service: 'twirp', operation: url.slice(twirpPath.length), url, headers }
  }
  const [path = ''] = url.split('?')
  const service = path.startsWith(v1Path) ? 'v1' : 'twirp'
  return { at: timeOfLog(), service, operation: `${method} ${path}`, url, headers }
}

function corrupted(content: Buffer, how: Corruption): Buffer {
  if ('cut' in how) return content.subarray(0, Math.max(0, content.length - how.cut))
  const flipped = Buffer.from(content)
  flipped.writeUInt8(flipped.readUInt8(how.flip) ^ 0xff, how.flip)
  return flipped
}
