import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { blockNumber, operationOf } from './blob-request.ts'
import type { BlobStore } from './blobs.ts'
import { answerWithFault, type FaultHook } from './faults.ts'
import { timeOfLog, type BlobReport, type LoggedRequest } from './messages.ts'

/** Bytes between the positions of two blocks. */
const blockSize = 64 * 2 ** 20
/** The largest upload in a single request. */
const largestBlob = 128 * 2 ** 20

/**
 * An in-memory blob store like those of cache servers for self-hosted runners: under its own host name, and with only
 * the part of Azure's protocol that @actions/cache uses. It has the limits and errors of these servers:
 *
 * - The position of a block is the number in its ID times 64 MiB, so it accepts no other IDs and sizes
 *   (falcondev-oss/github-actions-cache-server v8.1.4, routes/upload/[cacheId].put.ts).
 * - It ignores the content of a block list (same source).
 * - It supports neither HEAD nor ranges (v9.4.7, routes/download/[cacheEntryId].ts).
 */
export class OwnBlobs implements BlobStore {
  readonly #server: Server
  readonly #blobs = new Map<string, Buffer>()
  readonly #blocks = new Map<string, Map<number, Buffer>>()
  readonly #requests: LoggedRequest[] = []
  #faults: FaultHook | undefined

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined)
      })
    })
  }

  static async start(port = 0): Promise<OwnBlobs> {
    const blobs = new OwnBlobs()
    await once(blobs.#server.listen(port, '127.0.0.1'), 'listening')
    return blobs
  }

  signedUrl(blob: string): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}/blobs/${blob}?sig=${randomUUID()}`
  }

  size(blob: string): Promise<number | undefined> {
    const blocks = [...(this.#blocks.get(blob)?.entries() ?? [])].sort(([a], [b]) => a - b)
    if (blocks.length > 0) {
      this.#blobs.set(blob, Buffer.concat(blocks.map(([, bytes]) => bytes)))
      this.#blocks.delete(blob)
    }
    return Promise.resolve(this.#blobs.get(blob)?.length)
  }

  read(blob: string): Promise<Buffer> {
    return Promise.resolve(this.#blobs.get(blob) ?? Buffer.alloc(0))
  }

  write(blob: string, content: Buffer): Promise<void> {
    this.#blobs.set(blob, content)
    return Promise.resolve()
  }

  delete(blob: string): Promise<void> {
    this.#blobs.delete(blob)
    return Promise.resolve()
  }

  injectFaults(hook: FaultHook | undefined): Promise<void> {
    this.#faults = hook
    return Promise.resolve()
  }

  limitBandwidth(): Promise<void> {
    return Promise.reject(new Error('this blob store does not support a bandwidth limit'))
  }

  report(): Promise<BlobReport> {
    return Promise.resolve({
      requests: this.#requests,
      traffic: { cpuSeconds: 0, bytesIn: 0, bytesOut: 0 },
    })
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
    // Tests keep this object.
    this.#blobs.clear()
    this.#blocks.clear()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request
    const operation = operationOf(request)
    const logged: LoggedRequest = { at: timeOfLog(), service: 'blob', operation, url, headers }
    this.#requests.push(logged)
    response.once('finish', () => {
      logged.status = response.statusCode
    })
    const count = this.#requests.filter((other) => other.operation === operation).length
    const fault = this.#faults?.({ service: 'blob', operation, url, headers, count })
    const body = await buffer(request)
    if (operation === 'PutBlockList') logged.body = body.toString()
    answerWithFault(fault, request, response, () => {
      const [, , blob = ''] = url.split(/[/?]/)
      if (operation === 'GetBlob') {
        const content = this.#blobs.get(blob)
        response.writeHead(content ? 200 : 404, content && { 'content-length': content.length }).end(content)
      } else {
        response
          .writeHead(this.#put(blob, operation, request, body), { 'x-ms-request-id': randomUUID() })
          .end()
      }
    })
  }

  /** @returns the status of the answer */
  #put(blob: string, operation: string, request: IncomingMessage, body: Buffer): number {
    if (operation === 'PutBlob' && body.length <= largestBlob) {
      this.#blobs.set(blob, body)
      return 201
    }
    const blocks = this.#blocks.get(blob) ?? new Map<number, Buffer>()
    this.#blocks.set(blob, blocks)
    if (operation === 'PutBlock') {
      const number = blockNumber(request)
      if (number === undefined || body.length > blockSize) return 400
      blocks.set(number, body)
      return 201
    }
    const last = blocks.size - 1
    const isWhole = [...blocks].every(
      ([at, { length }]) => at <= last && (at === last || length === blockSize),
    )
    return operation === 'PutBlockList' && isWhole ? 201 : 400
  }
}
