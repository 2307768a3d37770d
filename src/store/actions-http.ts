import type { IncomingHttpHeaders } from 'node:http'
import type { Log } from '../log.ts'
import { PassingError, retry, type Retries } from '../retry.ts'
import { reasonOf } from '../reason.ts'
import { answered, readBody, type HttpLimits, type HttpRequest } from './http.ts'

/** How long and how often a request is tried. */
export interface Patience extends HttpLimits, Retries {}

export const patience: Patience = {
  attempts: 5,
  firstDelay: 500,
  longestDelay: 60_000,
  mostWaits: 20,
  silence: 30_000,
}

export interface NamedRequest extends HttpRequest {
  /** What the request is for, in messages: URLs hold signatures and are never shown. */
  readonly name: string
}

export interface HttpAnswer {
  /** Below 500, and not 429. */
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Whether an earlier attempt may have been carried out although its answer was lost. */
  readonly repeated: boolean
}

/**
 * Sends a request until it is answered by the service that it is for, and with neither 429 nor a server's error; any
 * other status is an answer.
 *
 * @param complaintAbout says why an answer is not the service's, as the end of a sentence
 * @throws UnavailableError when no attempt was; the signal's reason
 */
export async function send(
  request: NamedRequest,
  patience: Patience,
  log: Log,
  complaintAbout: (answer: Omit<HttpAnswer, 'repeated'>) => string | undefined = () => undefined,
): Promise<HttpAnswer> {
  let repeated = false
  return await persistently(request.name, patience, log, async () => {
    try {
      const response = await answered(request, patience)
      const body = await readBody(response).catch((error: unknown) => {
        throw new PassingError(reasonOf(error), { cause: error })
      })
      const answer = { status: response.statusCode ?? 0, headers: response.headers, body }
      const complaint = complaintAbout(answer)
      if (complaint !== undefined) throw new PassingError(complaint)
      return { ...answer, repeated }
    } catch (error) {
      repeated ||= !(error instanceof PassingError && error.refused)
      throw error
    }
  })
}

/** {@link retry} with what is noted for whoever debugs. */
export async function persistently<T>(
  what: string,
  patience: Retries & Pick<HttpLimits, 'signal'>,
  log: Log,
  attempt: () => Promise<T>,
): Promise<T> {
  const note = (failure: string, delay: number) => {
    log.debug(`${what}: ${failure}; trying again in ${(delay / 1000).toFixed(1)} s`)
  }
  return await retry(what, attempt, patience, { note, signal: patience.signal })
}
