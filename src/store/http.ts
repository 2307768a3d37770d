import http from 'node:http'
import https from 'node:https'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
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
): Promise<http.IncomingMessage> {
  const { method, url, body = [] } = request
  const length = body.reduce((sum, piece) => sum + piece.length, 0)
  const headers = { ...request.headers, ...(method !== 'GET' && { 'content-length': length }) }
  const secure = url.protocol === 'https:'
  return await new Promise((resolve, reject) => {
    const agent = agents[secure ? 'https:' : 'http:']
    // As an option: setTimeout counts only from when the connection is there, and a firewall may answer to none.
    const options = { method, headers, agent, signal, timeout: silence }
    let answer: http.IncomingMessage | undefined
    const sent = (secure ? https : http).request(url, options, (response) => {
      answer = response
      resolve(response)
    })
    sent.on('timeout', () => {
      const silent = new Error(`nothing was heard for ${silence / 1000} s`)
      ;(answer ?? sent).destroy(silent)
    })
    sent.on('error', reject)
    for (const piece of body) sent.write(piece)
    sent.end()
  })
}
