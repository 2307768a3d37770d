import { setTimeout as sleep } from 'node:timers/promises'

/** How often something is tried, and how long it may be put off. */
export interface Retries {
  /** Attempts that fail without a word on when to come back. */
  readonly attempts: number
  /** Before the second attempt, ms; doubles with each further one. */
  readonly firstDelay: number
  /** A service that asks for a longer wait than this, ms, is not waited for. */
  readonly longestDelay: number
  /** How often the service may ask for a wait (Retry-After). Such an attempt does not count as a failed one. */
  readonly mostWaits: number
}

/** What a retry needs of the world. */
export interface Surroundings {
  /** Hears of each attempt that failed and is followed by another, after so many milliseconds. */
  readonly note: (failure: string, delay: number) => void
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined
  /** Waits; instead of the machine's clock. */
  readonly pause?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** From 0 to less than 1; instead of chance. */
  readonly random?: () => number
}

/** A failure that may not happen the next time. The message ends a sentence: "… failed because". */
export class PassingError extends Error {
  /** Milliseconds that the service asks to wait; undefined where it does not say. */
  readonly retryAfter: number | undefined
  /** Whether it is certain that nothing was done of what was asked for. */
  readonly refused: boolean

  constructor(
    message: string,
    details: { retryAfter?: number | undefined; refused?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.retryAfter = details.retryAfter
    this.refused = details.refused ?? false
  }
}

/** It failed as often as it may. */
export class UnavailableError extends Error {
  /** How the last attempt failed. */
  readonly last: PassingError

  constructor(message: string, last: PassingError) {
    super(message, { cause: last })
    this.last = last
  }
}

/**
 * Tries until an attempt succeeds, or fails with anything but a PassingError.
 *
 * @param what is tried, as the beginning of a sentence: no secrets, such as URLs hold
 * @param attempt is called until one succeeds
 * @throws UnavailableError; the signal's reason; what an attempt threw that was no PassingError
 */
export async function retry<T>(
  what: string,
  attempt: () => Promise<T>,
  retries: Retries,
  { note, signal, pause = waitFor, random = Math.random }: Surroundings,
): Promise<T> {
  let waits = 0
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof PassingError)) throw error
      if (error.retryAfter !== undefined) waits++
      const end = endOf(error, count, waits, retries)
      if (end !== undefined) throw new UnavailableError(`${what} ${end}`, error)
      const delay = delayAfter(error.retryAfter, count, retries, random())
      note(error.message, delay)
      await pause(delay, signal)
    }
  }
}

/** Why there is no further attempt, as the end of a sentence. */
function endOf(
  { message, retryAfter }: PassingError,
  count: number,
  waits: number,
  { attempts, longestDelay, mostWaits }: Retries,
): string | undefined {
  if (retryAfter === undefined) {
    return count - waits < attempts ? undefined : `failed ${count} times, at last because ${message}`
  }
  if (retryAfter > longestDelay) {
    return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfter / 1000)} s`
  }
  return waits <= mostWaits ? undefined : `was put off ${waits} times, at last because ${message}`
}

/**
 * Milliseconds before the next attempt. Never less than is asked for. A good part is chance, so that the jobs of a
 * matrix, which are all refused at once, do not come back at once.
 *
 * @param asked for by the service, ms
 * @param count of the attempts so far
 * @param chance from 0 to less than 1
 */
export function delayAfter(
  asked: number | undefined,
  count: number,
  { firstDelay, longestDelay }: Pick<Retries, 'firstDelay' | 'longestDelay'>,
  chance: number,
): number {
  const backoff = Math.min(firstDelay * 2 ** (count - 1), longestDelay)
  if (asked === undefined) return backoff * (0.5 + chance / 2)
  return asked + chance * Math.max(asked / 2, backoff)
}

/**
 * Reads a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined where there is none that makes sense
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, { signal })
}
