import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { reasonOf } from '../reason.ts'
import { PassingError, retryAfter } from '../retry.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: readonly Uint8Array[]
}

export interface HttpLimits {
  /** Without a byte in either direction, ms, the connecting included, a request has failed. */
  readonly silence: number
  /** When it is given, whatever is under way ends at once. */
  readonly signal?: AbortSignal | undefined
}

// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env }
const agents = { 'http:': new http.Agent(agentOptions), 'https:': new https.Agent(agentOptions) }

/**
 * Sends a request once; the body of the answer is the caller's to read or to destroy.
 *
 * @throws Error when the connection fails, or is silent for too long, or the signal is given; so does the body
 */
export async function answerTo(
  request: HttpRequest,
  { silence, signal }: HttpLimits,
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
    // As an option: setTimeout counts only from when the connection is there, and a firewall may answer to none.
    const options = { method, headers, agent, signal, timeout: silence }
    let answer: IncomingMessage | undefined
    const sent = (secure ? https : http).request(url, options, (response) => {
      answer = response
      resolve(response)
    })
    sent.on('timeout', () => {
      const silent = new Error(`no data arrived for ${silence / 1000} s`)
      ;(answer ?? sent).destroy(silent)
    })
    sent.on('error', reject)
    for (const piece of body) sent.write(piece)
    sent.end()
  })
}

/** What a server does not know now it will not know when it is asked again. */
const notImplemented = 501

/**
 * Sends a request once.
 *
 * @returns an answer that may be final, its body still to be read
 * @throws PassingError when there is none, or it is 429, a server's error, or a web page
 */
export async function answered(request: HttpRequest, limits: HttpLimits): Promise<IncomingMessage> {
  const response = await answerTo(request, limits).catch((error: unknown) => {
    throw new PassingError(reasonOf(error), { cause: error })
  })
  const { statusCode: status = 0, headers } = response
  const complaint =
    (status >= 500 && status !== notImplemented) || status === 429
      ? `the answer was ${status}`
      : isWebPage(headers)
        ? `the answer was a web page (${status}), as from a proxy or a login page`
        : undefined
  if (complaint === undefined) return response
  // Read, for the connection to be used again.
  readBody(response).catch(() => undefined)
  throw new PassingError(complaint, {
    retryAfter: retryAfter(headers['retry-after'], Date.now()),
    refused: status === 429,
  })
}

/**
 * Neither the cache service nor any store of blobs sends HTML, but for servers of Amazon's protocol that call an empty
 * body so. Those give each request an ID.
 */
function isWebPage(headers: IncomingHttpHeaders): boolean {
  if (headers['x-amz-request-id'] ?? headers['x-amzn-requestid']) return false
  return headers['content-type']?.toLowerCase().startsWith('text/html') === true
}

/** Longer answers are cut: what is read into memory here are a few fields, or an error's text. */
const longestBody = 256 * 1024

/** The beginning of a body, or all of a short one. */
export async function readBody(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length > longestBody) break
  }
  return Buffer.concat(pieces)
}
