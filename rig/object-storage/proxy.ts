import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes wrong with one request. */
export type Fault =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Record<string, string>
      readonly body?: string
    }
  /** The connection breaks before anything is passed on. */
  | { readonly kind: 'reset' }
  /** The request is carried out, and its answer lost. */
  | { readonly kind: 'lost' }
  /** One bit of the request's body is another one when it arrives. */
  | { readonly kind: 'flip' }
  /** Nothing is passed on and nothing answered. */
  | { readonly kind: 'silence' }

export interface PassedRequest {
  readonly method: string
  /** Of the URL, with its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

/** Stands between a client and an object storage, which see each other's requests as they are. */
export interface Proxy {
  readonly url: string
  /** What came so far. */
  readonly requests: PassedRequest[]
  /** From now on: asked before each request. */
  fault: (request: PassedRequest) => Fault | undefined
  close(): void
}

/** @param target the storage's URL */
export async function startProxy(target: string): Promise<Proxy> {
  const server = createServer((incoming, response) => {
    void pass(incoming, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    fault: () => undefined,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = incoming
    const passed = { method, path, headers }
    proxy.requests.push(passed)
    const fault = proxy.fault(passed)
    if (fault?.kind === 'silence') return
    if (fault?.kind === 'reset') {
      response.destroy()
      return
    }
    const body = await whole(incoming)
    if (fault?.kind === 'answer') {
      response.writeHead(fault.status, fault.headers).end(fault.body)
      return
    }
    if (fault?.kind === 'flip' && body[0] !== undefined) body[0] ^= 1
    // With the client's own Host, which it has signed.
    const forward = request(`${target}${path}`, { method, headers, setHost: false }, (answer) => {
      if (fault?.kind === 'lost') {
        answer.resume()
        response.destroy()
        return
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    forward.on('error', () => response.destroy())
    forward.end(body)
  }
  return proxy
}

async function whole(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
