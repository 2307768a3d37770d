import { setTimeout as wait } from 'node:timers/promises'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'
import { reasonOf } from '../reason.ts'
import { answerTo, type HttpLimits, type HttpRequest } from './http.ts'

/** How long and how often a request is tried. */
export interface Patience extends HttpLimits {
  readonly attempts: number
  /** Before the second attempt, ms; doubles with each further one. */
  readonly firstDelay: number
  /** A service that asks for a longer wait than this, ms, is not waited for. */
  readonly longestDelay: number
}

export const patience: Patience = { attempts: 5, firstDelay: 500, longestDelay: 60_000, silence: 30_000 }

export interface NamedRequest extends HttpRequest {
  /** What the request is for, in messages: URLs hold signatures and are never shown. */
  readonly name: string
}

export interface HttpAnswer {
  /** Below 500, and not 429. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** More than one: an earlier attempt may have been carried out although its answer was lost. */
  readonly attempts: number
}

/** The service could not be reached, or kept failing. */
export class UnavailableError extends Error {
  /** An attempt may have been carried out although no good answer to it arrived. */
  readonly attempts: number

  constructor(message: string, attempts: number) {
    super(message)
    this.attempts = attempts
  }
}

/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024

/**
 * Sends a request until it is answered with neither 429 nor a server's error; any other status is an answer.
 *
 * @throws UnavailableError when no attempt was; the signal's reason
 */
export async function send(
  request: NamedRequest,
  { attempts, ...limits }: Patience,
  log: Log,
): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(request, limits)
    limits.signal?.throwIfAborted()
    if ('status' in outcome && outcome.status < 500 && outcome.status !== 429) {
      return { ...outcome, attempts: attempt }
    }
    const failure = 'status' in outcome ? `the answer was ${outcome.status}` : outcome.failure
    const asked = 'status' in outcome ? retryAfter(outcome.headers['retry-after'], Date.now()) : undefined
    if (attempt === attempts) {
      throw new UnavailableError(
        `${request.name} failed ${attempts} times, at last because ${failure}`,
        attempt,
      )
    }
    if (asked !== undefined && asked > limits.longestDelay) {
      throw new UnavailableError(
        `${request.name} failed because ${failure}, and it asks to wait ${Math.round(asked / 1000)} s`,
        attempt,
      )
    }
    const delay = Math.max(asked ?? 0, backoff(attempt, limits))
    log.debug(`${request.name}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`)
    await wait(delay, undefined, { signal: limits.signal })
  }
}

/** Milliseconds; half of it chance, so that the jobs of a matrix do not come back together. */
function backoff(attempt: number, { firstDelay, longestDelay }: Omit<Patience, 'attempts'>): number {
  return Math.min(firstDelay * 2 ** (attempt - 1), longestDelay) * (0.5 + Math.random() / 2)
}

/** Milliseconds that a Retry-After header (seconds, or a date) asks for. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}

type Outcome = Omit<HttpAnswer, 'attempts'> | { readonly failure: string }

async function tryOnce(request: HttpRequest, limits: HttpLimits): Promise<Outcome> {
  try {
    const response = await answerTo(request, limits)
    const body = await readBody(response)
    return { status: response.statusCode ?? 0, headers: response.headers, body }
  } catch (error) {
    return { failure: reasonOf(error) }
  }
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length > longestBody) break
  }
  return Buffer.concat(pieces)
}
