import { setTimeout as sleep } from 'node:timers/promises'

/** How often to attempt an operation, and how long to wait in between. */
export interface Retries {
  /** Maximum number of failed attempts without a Retry-After. */
  readonly attempts: number
  /** Milliseconds before the second attempt. Doubles with each further attempt. */
  readonly firstDelayMilliseconds: number
  /** Maximum wait in milliseconds. If the service asks for a longer one, the operation fails. */
  readonly maxDelayMilliseconds: number
  /** How often the service may ask for a wait (Retry-After). Such an attempt does not count as failed. */
  readonly maxWaits: number
}

/** The side effects of a retry. */
export interface RetryEffects {
  /** Called with each failure that is followed by another attempt, and the time until then. */
  readonly note: (failure: string, delayMilliseconds: number) => void
  /** Aborts the wait and ends the retry. */
  readonly signal?: AbortSignal | undefined
  /** Waits; by default with the machine's clock. */
  readonly pause?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** From 0 to less than 1; Math.random by default. */
  readonly random?: () => number
}

/** A failure that a retry may fix. The message ends a sentence: "… failed because". */
export class TransientError extends Error {
  /** Milliseconds that the service asks to wait; undefined if it does not ask. */
  readonly retryAfterMilliseconds: number | undefined
  /** Whether the service certainly did not carry out the request. */
  readonly refused: boolean

  constructor(
    message: string,
    details: { retryAfterMilliseconds?: number | undefined; refused?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.retryAfterMilliseconds = details.retryAfterMilliseconds
    this.refused = details.refused ?? false
  }
}

/** All attempts failed. */
export class UnavailableError extends Error {
  /** The failure of the last attempt. */
  readonly last: TransientError

  constructor(message: string, last: TransientError) {
    super(message, { cause: last })
    this.last = last
  }
}

/**
 * Calls `attempt` until it succeeds, or fails with anything other than a TransientError.
 *
 * @param what the operation, as the beginning of a sentence; without secrets, which URLs may contain
 * @throws UnavailableError; what an attempt threw that is not a TransientError; the signal's reason, or an
 *   AbortError with it as the cause if the signal is aborted during a wait
 */
export async function retry<T>(
  what: string,
  attempt: () => Promise<T>,
  retries: Retries,
  { note, signal, pause = waitFor, random = Math.random }: RetryEffects,
): Promise<T> {
  let waits = 0
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof TransientError)) throw error
      if (error.retryAfterMilliseconds !== undefined) waits++
      const end = endOf(error, count, waits, retries)
      if (end !== undefined) throw new UnavailableError(`${what} ${end}`, error)
      const delayMilliseconds = delayMillisecondsAfter(error.retryAfterMilliseconds, count, retries, random())
      note(error.message, delayMilliseconds)
      await pause(delayMilliseconds, signal)
    }
  }
}

/** Why there is no further attempt, as the end of a sentence; undefined if there is one. */
function endOf(
  { message, retryAfterMilliseconds }: TransientError,
  count: number,
  waits: number,
  { attempts, maxDelayMilliseconds, maxWaits }: Retries,
): string | undefined {
  if (retryAfterMilliseconds === undefined) {
    return count - waits < attempts ? undefined : `failed ${count} times; the last error: ${message}`
  }
  if (retryAfterMilliseconds > maxDelayMilliseconds) {
    return `failed because ${message}, and it asks to wait ${Math.ceil(retryAfterMilliseconds / 1000)} s`
  }
  return waits <= maxWaits ? undefined : `was asked to wait ${waits} times; the last reason: ${message}`
}

/**
 * Milliseconds before the next attempt, at least as many as the service asks for. Partly random, so that the jobs
 * of a matrix, which are all refused at the same time, do not all return at the same time.
 *
 * @param asked wait that the service asks for, ms
 * @param count number of attempts so far
 * @param chance from 0 to less than 1
 */
export function delayMillisecondsAfter(
  asked: number | undefined,
  count: number,
  {
    firstDelayMilliseconds,
    maxDelayMilliseconds,
  }: Pick<Retries, 'firstDelayMilliseconds' | 'maxDelayMilliseconds'>,
  chance: number,
): number {
  const backoff = Math.min(firstDelayMilliseconds * 2 ** (count - 1), maxDelayMilliseconds)
  if (asked === undefined) return backoff * (0.5 + chance / 2)
  return asked + chance * Math.max(asked / 2, backoff)
}

/**
 * Parses a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3).
 *
 * @param now ms since 1970
 * @returns milliseconds from now; undefined if the header is missing or invalid
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, { signal })
}
