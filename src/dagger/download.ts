import { HttpClient } from '@actions/http-client'
import type { IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'

/** What downloads need of the world. */
export interface Network {
  readonly log: Log
  /** Waits between two tries. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** A transfer that brings nothing for this long is given up and tried again; milliseconds. */
  readonly patience: number
}

/** A download that failed for good: the message says which URL and what to do. */
export class DownloadError extends Error {
  /** The server's answer, where it gave one. */
  readonly status: number | undefined

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

const pausesMilliseconds = [1000, 3000, 9000]
const longestPauseMilliseconds = 60_000

/**
 * Gets a URL and hands the body to `read`, up to four times with pauses between them: after a connection that
 * failed or broke off, 408, 429 and 5xx. Other answers would be the same the next time. Honours `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY`.
 *
 * @param read is called anew for each try
 * @throws DownloadError; and whatever `read` throws of that class is not tried again
 */
export async function download<T>(
  url: string,
  network: Network,
  read: (body: IncomingMessage) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const outcome = await once(url, network, read)
    if ('value' in outcome) return outcome.value
    const pause = outcome.retryAfter ?? pausesMilliseconds[tries - 1]
    if (!outcome.passing || tries > pausesMilliseconds.length || pause === undefined) throw outcome.error
    network.log.info(`${outcome.error.message} Trying again in ${(pause / 1000).toFixed(1)} s.`)
    await network.pause(pause)
  }
}

/** A small text, such as a list of checksums. */
export async function downloadText(url: string, network: Network): Promise<string> {
  return await download(url, network, async (body) => {
    let text = ''
    body.setEncoding('utf8')
    for await (const chunk of body) {
      text += chunk as string
      if (text.length > 1024 * 1024)
        throw new DownloadError(`${url} is no text that Dagger publishes: over 1 MB.`)
    }
    return text
  })
}

type Outcome<T> =
  | { readonly value: T }
  | { readonly error: DownloadError; readonly passing: boolean; readonly retryAfter?: number }

async function once<T>(
  url: string,
  network: Network,
  read: (body: IncomingMessage) => Promise<T>,
): Promise<Outcome<T>> {
  const client = new HttpClient('warm-dagger', [], { allowRetries: false, socketTimeout: network.patience })
  try {
    const { message } = await client.get(url)
    const status = message.statusCode ?? 0
    if (status !== 200) {
      message.destroy()
      return refused(url, status, message.headers['retry-after'])
    }
    if (message.headers['content-type']?.startsWith('text/html') === true) {
      message.destroy()
      return { error: webPage(url), passing: false }
    }
    message.setTimeout(network.patience, () => {
      message.destroy(new Error(`nothing came for ${network.patience / 1000} s`))
    })
    return { value: await read(message) }
  } catch (error) {
    if (error instanceof DownloadError) return { error, passing: false }
    const reason = error instanceof Error ? reasonOf(error) : String(error)
    return {
      error: new DownloadError(`${url} could not be read: ${reason}. ${advice}`, undefined, error),
      passing: true,
    }
  } finally {
    client.dispose()
  }
}

function refused<T>(url: string, status: number, retryAfter: string | undefined): Outcome<T> {
  const missing = status === 403 || status === 404
  const error = new DownloadError(`${url} answered ${status}.${missing ? '' : ` ${advice}`}`, status)
  const passing = status === 408 || status === 429 || status >= 500
  const seconds = Number(retryAfter)
  if (!(seconds > 0)) return { error, passing }
  return { error, passing, retryAfter: Math.min(seconds * 1000, longestPauseMilliseconds) }
}

/** What came is a page for people, whatever the server says it is. */
export function webPage(url: string): DownloadError {
  return new DownloadError(
    `${url} answered with a web page instead of a file: a proxy or a login page stands between. ${advice}`,
  )
}

// An error for several addresses has its reasons inside.
function reasonOf(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined
  return error.message || (inner instanceof Error ? inner.message : error.name)
}

const advice =
  "Check this machine's network and proxy settings (HTTPS_PROXY), or name a mirror in WARM_DAGGER_DOWNLOAD_URL."
