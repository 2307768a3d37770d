import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { reasonOf } from '../reason.ts'
import { TransientError, parseRetryAfter } from '../retry.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: readonly Uint8Array[]
}

export interface HttpLimits {
  /** Milliseconds without data in either direction, including while connecting, after which a request fails. */
  readonly idleTimeoutMilliseconds: number
  /** Aborts the request in progress. */
  readonly signal?: AbortSignal | undefined
}

// proxyEnv: Node's support for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env }
const agents = { 'http:': new http.Agent(agentOptions), 'https:': new https.Agent(agentOptions) }

/**
 * Sends a request once. The caller must read or destroy the body of the answer.
 *
 * @throws Error if the connection fails, is silent for too long, or the signal is aborted; reading the body throws
 *   the same
 */
export async function sendOnce(
  request: HttpRequest,
  { idleTimeoutMilliseconds, signal }: HttpLimits,
): Promise<IncomingMessage> {
  const { method, url, body = [] } = request
  const length = body.reduce((sum, piece) => sum + piece.length, 0)
  const headers = {
    ...request.headers,
    ...((method === 'POST' || method === 'PUT') && { 'content-length': length }),
  }
  const secure = url.protocol === 'https:'
  return await new Promise((resolve, reject) => {
    const agent = agents[secure ? 'https:' : 'http:']
    // Set as an option: setTimeout starts only once the connection exists, and a firewall may never answer.
    const options = { method, headers, agent, signal, timeout: idleTimeoutMilliseconds }
    let answer: IncomingMessage | undefined
    const sent = (secure ? https : http).request(url, options, (response) => {
      answer = response
      resolve(response)
    })
    sent.on('timeout', () => {
      const silent = new Error(`no data arrived for ${idleTimeoutMilliseconds / 1000} s`)
      ;(answer ?? sent).destroy(silent)
    })
    sent.on('error', reject)
    for (const piece of body) sent.write(piece)
    sent.end()
  })
}

/** A retry does not help: the server does not support the request. */
const notImplemented = 501

/**
 * Sends a request once, and rejects answers that a retry may change.
 *
 * @returns the answer; its body is not read yet
 * @throws TransientError if there is no answer, or it is 429, 5xx, or a web page
 */
export async function sendChecked(request: HttpRequest, limits: HttpLimits): Promise<IncomingMessage> {
  const response = await sendOnce(request, limits).catch((error: unknown) => {
    throw new TransientError(reasonOf(error), { cause: error })
  })
  const { statusCode: status = 0, headers } = response
  const problem =
    (status >= 500 && status !== notImplemented) || status === 429
      ? `the answer was ${status}`
      : isWebPage(headers)
        ? `the answer was a web page (${status}), as from a proxy or a login page`
        : undefined
  if (problem === undefined) return response
  // Read the body, so that the connection can be reused.
  readBody(response).catch(() => undefined)
  throw new TransientError(problem, {
    retryAfterMilliseconds: parseRetryAfter(headers['retry-after'], Date.now()),
    refused: status === 429,
  })
}

/**
 * Whether an answer is from a proxy or a login page. Neither the cache service nor a blob store sends HTML, except some
 * servers of Amazon's protocol that declare an empty body as HTML. These give each request an ID.
 */
function isWebPage(headers: IncomingHttpHeaders): boolean {
  if (headers['x-amz-request-id'] ?? headers['x-amzn-requestid']) return false
  return headers['content-type']?.toLowerCase().startsWith('text/html') === true
}

/** Longer bodies are truncated: only a few fields, or an error's text, are read into memory here. */
const maxBodyBytes = 256 * 1024

/** Reads a body, or only its beginning if it is long. */
export async function readBody(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length > maxBodyBytes) break
  }
  return Buffer.concat(pieces)
}
