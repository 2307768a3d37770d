import type { Log } from '../log.ts'
import type { ListedEntry } from '../policy/cleaning.ts'
import { PassingError, retryAfter, type Retries } from '../retry.ts'
import { reasonOf } from '../reason.ts'
import { persistently } from '../store/actions-http.ts'

export interface RepositoryEntry extends ListedEntry {
  /** Of the branch or pull request that it belongs to, such as refs/heads/main. */
  readonly ref: string
}

export interface Listing {
  readonly entries: readonly RepositoryEntry[]
  /** When the listing began by GitHub's clock, which also wrote the entries' times; ms since 1970. */
  readonly now: number
}

/** What of the Actions cache only GitHub's REST API can do. */
export interface CacheDirectory {
  /** The entries of exactly this ref, or of all refs, whose keys have the prefix. */
  list(ref: string | undefined, keyPrefix: string): Promise<Listing>
  /** @returns false when the entry was gone already */
  remove(id: number): Promise<boolean>
}

/** One page of a listing, oldest entries first. */
export interface ListedPage {
  readonly entries: readonly RepositoryEntry[]
  /** Of all pages. */
  readonly total: number
  readonly now: number
}

/** A limit that lasts longer is not waited for: the next save cleans too. */
const patience: Retries = { attempts: 4, firstDelay: 500, longestDelay: 60_000, mostWaits: 3 }
const entriesPerPage = 100

/**
 * GitHub's REST API for the entries of a repository's caches. Both methods throw an Error that says what a person
 * can do about it.
 *
 * @param token needs `actions: write`
 * @param repository `owner/name`
 * @param signal ends what is under way, which then throws
 */
export async function actionsRest(
  token: string,
  repository: string,
  log: Log,
  signal: AbortSignal,
): Promise<CacheDirectory> {
  // Few jobs need it, and loading it takes longer than all else that a save loads.
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
            ...{ key, page, per_page: entriesPerPage, sort: 'created_at', direction: 'asc' },
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
 * What all caches of a repository hold, in bytes, as GitHub counted it within the last five minutes. Asked once: not
 * worth a wait.
 *
 * Source: docs.github.com, "Get GitHub Actions cache usage for a repository".
 *
 * @param token needs `actions: read` where the repository is private
 * @param repository `owner/name`
 * @throws Error with GitHub's answer
 */
export async function cacheUsage(token: string, repository: string, signal: AbortSignal): Promise<number> {
  const { getOctokit } = await import('@actions/github')
  const [owner = '', repo = ''] = repository.split('/')
  const { data } = await getOctokit(token).rest.actions.getActionsCacheUsage({
    ...{ owner, repo, request: { signal } },
  })
  return data.active_caches_size_in_bytes
}

/**
 * Reads the last page first. Pages are counted from the oldest entry, so an entry that goes meanwhile moves later
 * ones towards pages that are still to come, and a new one comes behind all that are there: an entry that stays
 * can turn up twice, but is never passed over, as it would be in the other direction.
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
  // What was on the second page may have moved to the first since that was read.
  const last = pages > 1 ? await pageAt(1) : first
  for (const entry of last.entries) found.set(entry.id, entry)
  return { entries: [...found.values()], now: first.now }
}

type ApiEntry = Readonly<Record<'id' | 'size_in_bytes', number>> &
  Readonly<Record<'key' | 'ref' | 'created_at' | 'last_accessed_at', string>>

/** Times that are missing or no times become NaN, which is older than nothing. */
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

/** Asks again after a failure that may pass, and not before GitHub wants to be asked again. */
async function politely<T>(name: string, log: Log, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  return await persistently(name, { ...patience, signal }, log, async () => {
    try {
      return await ask()
    } catch (error) {
      const answer = answerOf(error)
      const reason = failureOf(answer) ?? reasonOf(error)
      if (!isPassing(answer)) throw new Error(`${name} was refused: ${reason}.`, { cause: error })
      const asked = answer && waitAskedBy(answer, Date.now())
      throw new PassingError(reason, { retryAfter: asked, cause: error })
    }
  })
}

/** What GitHub answered instead of what was asked for. */
export interface RefusedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly message: string
}

/** undefined where there was no answer at all. */
function answerOf(error: unknown): RefusedAnswer | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status, response } = error as Error & {
    readonly status: number
    readonly response?: { readonly headers?: RefusedAnswer['headers'] }
  }
  // Octokit gives what never got an answer the status 500.
  return response && { status, headers: response.headers ?? {}, message: error.message }
}

/** Whether asking again may help: where there was no answer, or one that speaks of the moment. */
function isPassing(answer: RefusedAnswer | undefined): boolean {
  return !answer || answer.status >= 500 || isLimit(answer)
}

/**
 * Milliseconds to wait before asking again; undefined where GitHub leaves that open. The rules are those of
 * docs.github.com, "Best practices for using the REST API" and "Rate limits for the REST API": retry-after, else
 * until x-ratelimit-reset when nothing remains, else a minute.
 *
 * @param now ms since 1970
 */
export function waitAskedBy(answer: RefusedAnswer, now: number): number | undefined {
  const { headers } = answer
  const asked = retryAfter(headers['retry-after'], now)
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

/** What an answer means to a person; undefined where its own words say it. */
function failureOf(answer: RefusedAnswer | undefined): string | undefined {
  if (answer && isLimit(answer)) return "GitHub's rate limit is reached"
  // A private repository's are not found by a token that may not see them.
  if (answer && [401, 403, 404].includes(answer.status)) {
    return `the token lacks the permission actions: write (${answer.status}: ${answer.message})`
  }
  return undefined
}
