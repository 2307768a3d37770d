import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CacheEntries, CacheEntry } from '../cache-service/entries.ts'
import { answerWithFault, type Fault } from '../cache-service/faults.ts'
import { RateLimits, type RateLimitOptions } from './rate-limits.ts'

/** The permission of a job's token for `actions`. */
export type ActionsPermission = 'none' | 'read' | 'write'

export interface ApiRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
}

export interface GithubApiOptions extends RateLimitOptions {
  /** The repository of the caches. Default: acme/app. */
  readonly repository?: string
  /** The clock of the limits and of the header `date`, in milliseconds. Default: the machine's. */
  readonly now?: () => number
}

/** A stand-in for GitHub's REST API, for the caches of one repository. */
export interface GithubApi {
  /** The value of GITHUB_API_URL. */
  readonly url: string
  tokenFor(permission: ActionsPermission): string
  requests(): readonly ApiRequest[]
  /** Calls the hook before each response from now on. */
  injectFaults(hook: ((request: ApiRequest) => Fault | undefined) | undefined): void
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

/**
 * Lists the entries of a cache service, deletes them by ID, and reports their usage. Source: docs.github.com, "REST API
 * endpoints for GitHub Actions cache".
 */
export async function startGithubApi(
  cache: CacheEntries,
  { repository = 'acme/app', now = Date.now, ...limitOptions }: GithubApiOptions = {},
): Promise<GithubApi> {
  const tokens = new Map<string, ActionsPermission>()
  const limits = new RateLimits(limitOptions, now)
  const log: ApiRequest[] = []
  let faults: ((request: ApiRequest) => Fault | undefined) | undefined
  const root = `/repos/${repository}/actions/caches`

  function answer({ method = '', url = '', headers }: IncomingMessage): Answer {
    const token = /^(?:token|bearer) (.*)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    const permission = tokens.get(token)
    if (permission === undefined) return said(401, 'Bad credentials')
    const limit = limits.spend(method)
    if (limit.refusal) return { ...said(limit.refusal.status, limit.refusal.message), headers: limit.headers }
    return { headers: limit.headers, ...route(method, new URL(url, 'http://localhost'), permission) }
  }

  function route(method: string, url: URL, permission: ActionsPermission): Answer {
    if (url.pathname === `/repos/${repository}/actions/cache/usage` && method === 'GET')
      return usage(permission)
    const id = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length + 1) : undefined
    if (url.pathname !== root && id === undefined) return said(404, 'Not Found')
    if (permission === 'none') return said(403, 'Resource not accessible by integration')
    if (method === 'GET' && id === undefined)
      return { status: 200, body: page(cache.list(), url.searchParams) }
    if (method !== 'DELETE' || id === undefined) return said(404, 'Not Found')
    if (permission !== 'write') return said(403, 'Resource not accessible by integration')
    return cache.remove(Number(id)) ? { status: 204 } : said(404, 'Not Found')
  }

  // The real figures are up to five minutes old.
  function usage(permission: ActionsPermission): Answer {
    if (permission === 'none') return said(403, 'Resource not accessible by integration')
    const entries = cache.list()
    const body = {
      full_name: repository,
      active_caches_size_in_bytes: entries.reduce((sum, { size }) => sum + size, 0),
      active_caches_count: entries.length,
    }
    return { status: 200, body }
  }

  const server = createServer((request, response) => {
    const asked = { method: request.method ?? '', url: request.url ?? '' }
    log.push(asked)
    request.resume()
    answerWithFault(faults?.(asked), request, response, () => {
      const { status, headers, body } = answer(request)
      response.sendDate = false
      response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        date: new Date(now()).toUTCString(),
        ...headers,
      })
      response.end(body && JSON.stringify(body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenFor: (permission) => {
      const token = `ghs_${randomBytes(18).toString('hex')}`
      tokens.set(token, permission)
      return token
    },
    requests: () => log,
    injectFaults: (hook) => {
      faults = hook
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function said(status: number, message: string): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  }
}

/** By default, last used first and 30 per page. At most 100 per page. */
function page(entries: readonly CacheEntry[], query: URLSearchParams): object {
  const ref = query.get('ref')
  const key = query.get('key') ?? ''
  const perPage = Math.min(100, Number(query.get('per_page') ?? 30))
  const start = (Number(query.get('page') ?? 1) - 1) * perPage
  const direction = query.get('direction') === 'asc' ? 1 : -1
  const value = {
    created_at: (entry: CacheEntry) => entry.createdAt.getTime(),
    size_in_bytes: (entry: CacheEntry) => entry.size,
    last_accessed_at: (entry: CacheEntry) => entry.lastUsedAt.getTime(),
  }
  const sort = (query.get('sort') ?? 'last_accessed_at') as keyof typeof value
  const by = value[sort] as (typeof value)[keyof typeof value] | undefined
  const found = entries
    .filter((entry) => entry.key.startsWith(key) && (ref === null || entry.scope === ref))
    .toSorted((a, b) => direction * ((by ? by(a) - by(b) : 0) || a.id - b.id))
  return {
    total_count: found.length,
    actions_caches: found.slice(start, start + perPage).map((entry) => ({
      id: entry.id,
      ref: entry.scope,
      key: entry.key,
      version: entry.version,
      last_accessed_at: entry.lastUsedAt.toISOString(),
      created_at: entry.createdAt.toISOString(),
      size_in_bytes: entry.size,
    })),
  }
}
