import type { IncomingHttpHeaders } from 'node:http'
import type { Log } from '../log.ts'
import { TransientError, retry, type Retries } from '../retry.ts'
import { reasonOf } from '../reason.ts'
import { sendChecked, readBody, type HttpLimits, type HttpRequest } from './http.ts'

/** The time limits and retries of a request. */
export interface RequestLimits extends HttpLimits, Retries {}

export interface NamedRequest extends HttpRequest {
  /** What the request is for, in messages. URLs contain signatures and are never shown. */
  readonly name: string
}

export interface HttpAnswer {
  /** Below 500, and not 429. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Whether the service may have carried out an earlier attempt whose answer was lost. */
  readonly repeated: boolean
}

/**
 * Sends a request until the service answers with a status other than 429 or 5xx. Returns any other status.
 *
 * @param problemWith explains why an answer is not from the service, as the end of a sentence
 * @throws UnavailableError if all attempts failed; the signal's reason or an AbortError, like {@link retry}
 */
export async function send(
  request: NamedRequest,
  limits: RequestLimits,
  log: Log,
  problemWith: (answer: Omit<HttpAnswer, 'repeated'>) => string | undefined = () => undefined,
): Promise<HttpAnswer> {
  let repeated = false
  return await withRetries(request.name, limits, log, async () => {
    try {
      const response = await sendChecked(request, limits)
      const body = await readBody(response).catch((error: unknown) => {
        throw new TransientError(reasonOf(error), { cause: error })
      })
      const answer = { status: response.statusCode ?? 0, headers: response.headers, body }
      const problem = problemWith(answer)
      if (problem !== undefined) throw new TransientError(problem)
      return { ...answer, repeated }
    } catch (error) {
      repeated ||= !(error instanceof TransientError && error.refused)
      throw error
    }
  })
}

/** Like {@link retry}, and logs each retry as debug output. */
export async function withRetries<T>(
  what: string,
  limits: Retries & Pick<HttpLimits, 'signal'>,
  log: Log,
  attempt: () => Promise<T>,
): Promise<T> {
  const note = (failure: string, delayMilliseconds: number) => {
    log.debug(`${what}: ${failure}; trying again in ${(delayMilliseconds / 1000).toFixed(1)} s`)
  }
  return await retry(what, attempt, limits, { note, signal: limits.signal })
}
