import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** What goes wrong with one request. */
export interface Fault {
  /** Milliseconds before the request is looked at. */
  readonly delayMs?: number
  /** Never answers. */
  readonly hang?: boolean
  /** Answers with this and does nothing of what was asked. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Does what was asked, but breaks the connection after this many bytes of the answer's body. */
  readonly cutAfter?: number
}

export interface FaultRequest {
  readonly service: 'twirp' | 'v1' | 'blob'
  /**
   * `CreateCacheEntry` and the like; of version 1 the method and the path; of the blob traffic `GetBlob`,
   * `HeadBlob`, `PutBlob`, `PutBlock`, `PutBlockList`.
   */
  readonly operation: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** How often this operation was asked for since the service started, this request included. */
  readonly count: number
}

export type FaultHook = (request: FaultRequest) => Fault | undefined

/** Lets `handle` answer, with the fault in its way. */
export function answerWithFault(
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  handle: () => void,
): void {
  if (!fault) {
    handle()
    return
  }
  if (fault.hang) {
    request.resume()
    return
  }
  if (fault.delayMs !== undefined) {
    const { delayMs, ...rest } = fault
    setTimeout(() => {
      answerWithFault(rest, request, response, handle)
    }, delayMs)
    return
  }
  if (fault.status !== undefined) {
    request.resume()
    response.writeHead(fault.status, fault.headers ?? {})
    response.end(fault.body ?? '')
    return
  }
  if (fault.cutAfter !== undefined) cutAfter(response, fault.cutAfter)
  handle()
}

function cutAfter(response: ServerResponse, bytes: number): void {
  const write = response.write.bind(response) as (chunk: Buffer, sent: () => void) => boolean
  let left = bytes
  const pass = (chunk: unknown): boolean => {
    if (left < 0) return true
    const whole =
      typeof chunk === 'string'
        ? Buffer.from(chunk)
        : chunk instanceof Uint8Array
          ? Buffer.from(chunk)
          : Buffer.alloc(0)
    const part = whole.subarray(0, left)
    left -= part.length
    if (left > 0) return write(part, () => undefined)
    left = -1
    if (part.length === 0) response.socket?.destroy()
    else write(part, () => response.socket?.destroy())
    return true
  }
  response.write = pass as typeof response.write
  response.end = ((chunk?: unknown) => {
    if (typeof chunk !== 'function') pass(chunk)
    response.socket?.destroySoon()
    return response
  }) as typeof response.end
}
