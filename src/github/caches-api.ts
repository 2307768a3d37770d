import type { Log } from '../log.ts'
import type { ListedEntry } from '../policy/cleaning.ts'
import { restApiLimits } from '../network-limits.ts'
import { TransientError, parseRetryAfter } from '../retry.ts'
import { reasonOf } from '../reason.ts'
import { withRetries } from '../store/actions-http.ts'

export interface RepositoryEntry extends ListedEntry {
  /** The ref of the branch or pull request that the entry belongs to, such as refs/heads/main. */
  readonly ref: string
}

export interface Listing {
  readonly entries: readonly RepositoryEntry[]
  /**
   * When GitHub answered the first request, by its own clock, which also set the entries' times; ms since 1970.
   */
  readonly now: number
}

/** A cache that can list and remove entries. For the Actions cache, only GitHub's REST API offers this. */
export interface ListedCache {
  /**
   * Lists the entries of exactly this ref, or of all refs if it is undefined, whose keys begin with the prefix.
   */
  list(ref: string | undefined, keyPrefix: string): Promise<Listing>
  /** @returns false if the entry no longer existed */
  remove(id: number): Promise<boolean>
}

/** One page of a listing, oldest entries first. */
export interface ListedPage {
  readonly entries: readonly RepositoryEntry[]
  /** Number of entries on all pages. */
  readonly total: number
  readonly now: number
}

const entriesPerPage = 100

/**
 * Creates a client for a repository's caches in GitHub's REST API. Both methods throw an Error that says what the
 * user can do about it.
 *
 * @param token needs `actions: write`
 * @param repository `owner/name`
 * @param signal aborts the requests in progress, which then throw
 */
export async function actionsRest(
  token: string,
  repository: string,
  log: Log,
  signal: AbortSignal,
): Promise<ListedCache> {
  // Imported on demand: few jobs need it, and it takes longer to load than everything else that a save loads.
  const { getOctokit } = await import('@actions/github')
  const { actions } = getOctokit(token).rest
  const [owner = '', repo = ''] = repository.split('/')
  const common = { owner, repo, request: { signal } }
  return {
    list: async (ref, key) =>
      await listFromTheEnd(entriesPerPage, async (page) => {
        const { data, headers } = await politely('Listing the caches', log, signal, () =>
          actions.getActionsCacheList({
            ...common,
            ...(ref !== undefined && { ref }),
            key,
            page,
            per_page: entriesPerPage,
            sort: 'created_at',
            direction: 'asc',
          }),
        )
        const entries = data.actions_caches
          .map(listed)
          .filter((entry) => ref === undefined || entry.ref === ref)
        return { entries, total: data.total_count, now: Date.parse(headers.date ?? '') }
      }),
    remove: async (id) =>
      await politely('Deleting a cache', log, signal, async () => {
        try {
          await actions.deleteActionsCacheById({ ...common, cache_id: id })
          return true
        } catch (error) {
          if (answerOf(error)?.status === 404) return false
          throw error
        }
      }),
  }
}

/**
 * Total size of all caches of a repository in bytes, as GitHub counted it within the last five minutes. Sends one
 * request without retries.
 *
 * Source: docs.github.com, "Get GitHub Actions cache usage for a repository".
 *
 * @param token needs `actions: read` if the repository is private
 * @param repository `owner/name`
 * @throws Error with GitHub's answer
 */
export async function cacheUsage(token: string, repository: string, signal: AbortSignal): Promise<number> {
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  const { data } = await getOctokit(token).rest.actions.getActionsCacheUsage({
    owner,
    repo,
    request: { signal },
  })
  return data.active_caches_size_in_bytes
}

/**
 * Lists all entries, last page first. Pages count from the oldest entry. An entry deleted meanwhile moves newer
 * entries to lower pages, which are still to be read, and new entries are appended at the end. So an entry may be
 * read twice, but is never missed, as could happen when reading forward.
 *
 * @param pageAt pages count from 1, entries from the oldest
 */
export async function listFromTheEnd(
  perPage: number,
  pageAt: (page: number) => Promise<ListedPage>,
): Promise<Listing> {
  const first = await pageAt(1)
  const found = new Map<number, RepositoryEntry>()
  const pages = Math.ceil(first.total / perPage)
  for (let page = pages; page > 1; page--) {
    for (const entry of (await pageAt(page)).entries) found.set(entry.id, entry)
  }
  // Since the first read, entries may have moved from the second page to the first.
  const last = pages > 1 ? await pageAt(1) : first
  for (const entry of last.entries) found.set(entry.id, entry)
  return { entries: [...found.values()], now: first.now }
}

type ApiEntry = Readonly<Record<'id' | 'size_in_bytes', number>> &
  Readonly<Record<'key' | 'ref' | 'created_at' | 'last_accessed_at', string>>

/** A missing or invalid time becomes NaN, so that no comparison finds the entry old. */
function listed(entry: Partial<ApiEntry>): RepositoryEntry {
  const { id, key, ref = '', size_in_bytes: size = 0 } = entry
  if (id === undefined || key === undefined) throw new Error('GitHub listed a cache without id or key')
  return {
    id,
    key,
    ref,
    size,
    createdAt: Date.parse(entry.created_at ?? ''),
    lastAccessedAt: Date.parse(entry.last_accessed_at ?? ''),
  }
}

/** Retries after a failure that may pass, and waits as long as GitHub asks. */
async function politely<T>(name: string, log: Log, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  return await withRetries(name, { ...restApiLimits, signal }, log, async () => {
    try {
      return await ask()
    } catch (error) {
      const answer = answerOf(error)
      const reason = failureOf(answer) ?? reasonOf(error)
      if (!isPassing(answer)) throw new Error(`${name} was refused: ${reason}.`, { cause: error })
      const asked = answer && waitAskedBy(answer, Date.now())
      throw new TransientError(reason, { retryAfterMilliseconds: asked, cause: error })
    }
  })
}

/** GitHub's answer to a request that failed. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly message: string
}

/** undefined if GitHub did not answer. */
function answerOf(error: unknown): RefusedAnswer | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status, response } = error as Error & {
    readonly status: number
    readonly response?: { readonly headers?: RefusedAnswer['headers'] }
  }
  // Octokit reports status 500 for a request without an answer.
  return response && { status, headers: response.headers ?? {}, message: error.message }
}

/** Whether a retry may help: there was no answer, the server failed, or a rate limit is reached. */
function isPassing(answer: RefusedAnswer | undefined): boolean {
  return !answer || answer.status >= 500 || isLimit(answer)
}

/**
 * Milliseconds to wait before the next attempt; undefined if GitHub does not specify a wait. Follows
 * docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API": wait as long as
 * retry-after says; otherwise until x-ratelimit-reset if no requests remain; otherwise one minute.
 *
 * @param now ms since 1970
 */
export function waitAskedBy(answer: RefusedAnswer, now: number): number | undefined {
  const { headers } = answer
  const asked = parseRetryAfter(headers['retry-after'], now)
  if (asked !== undefined || !isLimit(answer)) return asked
  const reset = Number(headers['x-ratelimit-reset'])
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(0, reset * 1000 - now)
  return 60_000
}

function isLimit({ status, headers, message }: RefusedAnswer): boolean {
  if (status === 429) return true
  return (
    status === 403 &&
    (headers['retry-after'] !== undefined ||
      headers['x-ratelimit-remaining'] === '0' ||
      /rate limit/i.test(message))
  )
}

/** Explains an answer to the user; undefined if GitHub's message is enough. */
function failureOf(answer: RefusedAnswer | undefined): string | undefined {
  if (answer && isLimit(answer)) return "GitHub's rate limit is reached"
  // GitHub answers 404 if the token has no access to a private repository.
  if (answer && [401, 403, 404].includes(answer.status)) {
    return `the token lacks the permission actions: write (${answer.status}: ${answer.message})`
  }
  return undefined
}
