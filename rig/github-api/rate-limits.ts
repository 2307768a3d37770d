export interface RateLimitOptions {
  /** Requests per hour. A job's token has 1000 for its repository. */
  readonly requestsPerHour?: number
  /** Points per minute of the secondary limit: 1 for a GET, 5 for a change. GitHub's limit is 900. */
  readonly pointsPerMinute?: number
}

export interface Spent {
  readonly headers: Readonly<Record<string, string>>
  readonly refusal?: { readonly status: number; readonly message: string }
}

const hour = 3600_000
const minute = 60_000

/** The limits of docs.github.com, "Rate limits for the REST API", and their headers. */
export class RateLimits {
  readonly #requestsPerHour: number
  readonly #pointsPerMinute: number
  readonly #now: () => number
  #hour = { ends: 0, requests: 0 }
  #minute = { ends: 0, points: 0 }

  constructor({ requestsPerHour = 1000, pointsPerMinute = 900 }: RateLimitOptions, now: () => number) {
    this.#requestsPerHour = requestsPerHour
    this.#pointsPerMinute = pointsPerMinute
    this.#now = now
  }

  /** Counts a request, and returns whether it exceeds a limit. */
  spend(method: string): Spent {
    const now = this.#now()
    if (now >= this.#hour.ends) this.#hour = { ends: now + hour, requests: 0 }
    if (now >= this.#minute.ends) this.#minute = { ends: now + minute, points: 0 }
    this.#hour.requests++
    this.#minute.points += method === 'GET' ? 1 : 5
    const remaining = this.#requestsPerHour - this.#hour.requests
    const headers = {
      'x-ratelimit-limit': String(this.#requestsPerHour),
      'x-ratelimit-remaining': String(Math.max(0, remaining)),
      'x-ratelimit-reset': String(Math.ceil(this.#hour.ends / 1000)),
    }
    if (remaining < 0) {
      return { headers, refusal: { status: 403, message: 'API rate limit exceeded for installation.' } }
    }
    if (this.#minute.points > this.#pointsPerMinute) {
      return {
        headers: { ...headers, 'retry-after': String(Math.ceil((this.#minute.ends - now) / 1000)) },
        refusal: { status: 429, message: 'You have exceeded a secondary rate limit.' },
      }
    }
    return { headers }
  }
}
