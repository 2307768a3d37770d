import type { IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'
import { cliDownloadLimits } from '../network-limits.ts'
import { TransientError, retry, parseRetryAfter, UnavailableError, type Retries } from '../retry.ts'
import { sendOnce } from '../store/http.ts'

/** The side effects that downloads need, and their time limits. */
export interface DownloadOptions {
  readonly log: Log
  /** Waits between two attempts. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** A transfer that receives no data for this long is aborted and retried. */
  readonly idleTimeoutMilliseconds: number
  /** Time limit for the whole download of a small optional file, which is attempted only once. */
  readonly totalTimeoutMilliseconds?: number
}

/** A download that failed for good. The message names the URL and says what to do. */
export class DownloadError extends Error {
  /** HTTP status, if the server answered. */
  readonly status: number | undefined

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

const once: Retries = { ...cliDownloadLimits, attempts: 1, maxWaits: 0 }
const maxRedirects = 10

/**
 * Downloads a URL and passes the body to `read`. Makes up to four attempts with pauses between them: after a
 * failed or broken connection, 408, 429 and 5xx. Does not retry other answers, which would stay the same. Uses
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
 *
 * @param read is called again for each attempt
 * @throws DownloadError, without a retry if `read` throws it
 */
export async function download<T>(
  url: string,
  downloadOptions: DownloadOptions,
  read: (body: IncomingMessage) => Promise<T>,
): Promise<T> {
  const note = (failure: string, delayMilliseconds: number) => {
    downloadOptions.log.info(`${failure} Trying again in ${(delayMilliseconds / 1000).toFixed(1)} s.`)
  }
  try {
    const tries = downloadOptions.totalTimeoutMilliseconds === undefined ? cliDownloadLimits : once
    return await retry(url, () => tryOnce(url, downloadOptions, read), tries, {
      note,
      pause: downloadOptions.pause,
    })
  } catch (error) {
    throw error instanceof UnavailableError ? error.last.cause : error
  }
}

/** Downloads a small text, such as a list of checksums. */
export async function downloadText(url: string, downloadOptions: DownloadOptions): Promise<string> {
  return await download(url, downloadOptions, async (body) => {
    let text = ''
    body.setEncoding('utf8')
    for await (const chunk of body) {
      text += chunk as string
      if (text.length > 1024 * 1024)
        throw new DownloadError(`${url} is larger than 1 MB, so it is not a file that Dagger publishes.`)
    }
    return text
  })
}

/** @throws TransientError with a DownloadError as its cause, or a DownloadError that a retry would not change */
async function tryOnce<T>(
  url: string,
  downloadOptions: DownloadOptions,
  read: (body: IncomingMessage) => Promise<T>,
): Promise<T> {
  try {
    const answer = await followed(new URL(url), downloadOptions)
    const { statusCode: status = 0, headers } = answer
    if (status !== 200) {
      answer.destroy()
      throw refused(url, status, headers['retry-after'])
    }
    if (headers['content-type']?.startsWith('text/html') === true) {
      answer.destroy()
      throw webPage(url)
    }
    return await read(answer)
  } catch (error) {
    if (error instanceof DownloadError || error instanceof TransientError) throw error
    const reason = error instanceof Error ? reasonOf(error) : String(error)
    throw passing(new DownloadError(`${url} could not be read: ${reason}. ${advice}`, undefined, error))
  }
}

/** Follows redirects to the final answer. No redirect may leave HTTPS. */
async function followed(
  start: URL,
  { idleTimeoutMilliseconds, totalTimeoutMilliseconds }: DownloadOptions,
): Promise<IncomingMessage> {
  const signal =
    totalTimeoutMilliseconds === undefined ? undefined : AbortSignal.timeout(totalTimeoutMilliseconds)
  let url = start
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const headers = { 'user-agent': 'warm-dagger' }
    const answer = await sendOnce({ method: 'GET', url, headers }, { idleTimeoutMilliseconds, signal })
    const { location } = answer.headers
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer
    answer.destroy()
    const next = new URL(location, url)
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new Error('it redirects away from HTTPS')
    url = next
  }
  throw new Error(`it redirects more than ${maxRedirects} times`)
}

function refused(url: string, status: number, header: string | undefined): Error {
  const missing = status === 403 || status === 404
  const error = new DownloadError(`${url} answered ${status}.${missing ? '' : ` ${advice}`}`, status)
  const mayPass = status === 408 || status === 429 || status >= 500
  if (!mayPass) return error
  const askedMilliseconds = parseRetryAfter(header, Date.now())
  // Without the CLI the job cannot run, so it waits at most `maxDelayMilliseconds` and retries, even if the server asks
  // for more.
  return passing(
    error,
    askedMilliseconds && Math.min(askedMilliseconds, cliDownloadLimits.maxDelayMilliseconds),
  )
}

function passing(error: DownloadError, retryAfterMilliseconds?: number): TransientError {
  return new TransientError(error.message, { cause: error, retryAfterMilliseconds })
}

/** Error for a web page instead of the file, whatever content type the server declares. */
export function webPage(url: string): DownloadError {
  return new DownloadError(
    `${url} answered with a web page instead of a file: a proxy or a login page may have answered. ${advice}`,
  )
}

// An error for several addresses contains the reasons as inner errors.
function reasonOf(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined
  return error.message || (inner instanceof Error ? inner.message : error.name)
}

const advice =
  "Check this machine's network and proxy settings (HTTPS_PROXY), or name a mirror in WARM_DAGGER_DOWNLOAD_URL."
