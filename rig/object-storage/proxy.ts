import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerWithFault, type Fault as ServerFault } from '../cache-service/faults.ts'

/** What goes wrong with one request, besides what can go wrong with one of the cache service's. */
export interface Fault extends ServerFault {
  /** The connection breaks before anything is passed on. */
  readonly reset?: boolean
  /** The request is carried out, and its answer lost. */
  readonly lost?: boolean
  /** One bit of the request's body is another one when it arrives. */
  readonly flipSent?: boolean
  /** What becomes of the body of the storage's answer. */
  readonly edit?: (body: string) => string
}

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
    if (fault?.reset) {
      response.destroy()
      return
    }
    const body = await whole(incoming).catch(() => undefined)
    if (!body) return
    answerWithFault(fault, incoming, response, () => {
      forward(passed, body, fault ?? {}, response)
    })
  }

  function forward(
    { method, path, headers }: PassedRequest,
    body: Buffer,
    fault: Fault,
    response: ServerResponse,
  ) {
    if (fault.flipSent && body[0] !== undefined) body[0] ^= 1
    // With the client's own Host, which it has signed.
    const sent = request(`${target}${path}`, { method, headers, setHost: false }, (answer) => {
      const { statusCode = 500 } = answer
      if (fault.lost) {
        answer.resume()
        response.destroy()
      } else if (fault.edit) {
        const { edit } = fault
        void whole(answer).then((text) => {
          const edited = Buffer.from(edit(text.toString()))
          response.writeHead(statusCode, { ...answer.headers, 'content-length': edited.length }).end(edited)
        })
      } else {
        response.writeHead(statusCode, answer.headers)
        answer.pipe(response)
      }
    })
    sent.on('error', () => response.destroy())
    sent.end(body)
  }
  return proxy
}

async function whole(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
