import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** A fault in one request. */
export interface Fault {
  /** Delay before the request is processed, in milliseconds. */
  readonly delayMilliseconds?: number
  /** Never answers. */
  readonly hang?: boolean
  /** Answers with this, without processing the request. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Processes the request, but closes the connection after this many bytes of the response body. */
  readonly cutAfter?: number
  /** Processes the request, but inverts the byte of the response body at this offset, modulo its length. */
  readonly flip?: number
  /** Processes the request, but sends one byte of the response body every so many milliseconds. */
  readonly dripMilliseconds?: number
  /** Processes the request, but declares this many bytes too many (or too few), and closes the connection. */
  readonly lengthOff?: number
}

export interface FaultRequest {
  readonly service: 'twirp' | 'v1' | 'blob'
  /**
   * For example `CreateCacheEntry`; the method and path in version 1; for blobs `GetBlob`, `HeadBlob`, `PutBlob`,
   * `PutBlock` or `PutBlockList`.
   */
  readonly operation: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The number of requests for this operation since the service started, including this one. */
  readonly count: number
}

export type FaultHook = (request: FaultRequest) => Fault | undefined

/** Lets `handle` answer, with the fault applied. */
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
  if (fault.delayMilliseconds !== undefined) {
    const { delayMilliseconds, ...rest } = fault
    setTimeout(() => {
      answerWithFault(rest, request, response, handle)
    }, delayMilliseconds)
    return
  }
  if (fault.status !== undefined) {
    request.resume()
    response.writeHead(fault.status, fault.headers ?? {})
    response.end(fault.body ?? '')
    return
  }
  if (fault.dripMilliseconds !== undefined) drip(response, fault.dripMilliseconds)
  if (fault.cutAfter !== undefined) cutAfter(response, fault.cutAfter)
  if (fault.flip !== undefined) flip(response, fault.flip)
  if (fault.lengthOff !== undefined) misstateLength(response, fault.lengthOff)
  handle()
}

/** A piece of a body, as passed to `write` or `end`. */
function bytesOf(piece: unknown): Buffer | undefined {
  if (typeof piece === 'string') return Buffer.from(piece)
  return piece instanceof Uint8Array ? Buffer.from(piece) : undefined
}

type Send = (piece?: unknown, ...rest: unknown[]) => unknown

/** Inverts one byte of the first piece of the body. The offset wraps around, because the length is not known before. */
function flip(response: ServerResponse, offset: number): void {
  let done = false
  const turned = (piece: unknown): unknown => {
    const bytes = bytesOf(piece)
    if (done || !bytes || bytes.length === 0) return piece
    done = true
    const at = offset % bytes.length
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
    return bytes
  }
  for (const name of ['write', 'end'] as const) {
    const send = response[name].bind(response) as Send
    response[name] = ((piece?: unknown, ...rest: unknown[]) => send(turned(piece), ...rest)) as never
  }
}

function misstateLength(response: ServerResponse, off: number): void {
  const writeHead = response.writeHead.bind(response) as Send
  const end = response.end.bind(response) as Send
  const misstated = (length: unknown): string => String(Math.max(0, Number(length) + off))
  let isSaid = false
  response.writeHead = ((status: number, headers: Readonly<Record<string, string>> = {}) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.statusCode = status
    const length = response.getHeader('content-length')
    // If the length is not known yet, `end` gets the whole body.
    if (length === undefined || isSaid) return response
    isSaid = true
    response.setHeader('content-length', misstated(length))
    return writeHead(status)
  }) as typeof response.writeHead
  response.end = ((piece?: unknown, ...rest: unknown[]) => {
    if (!response.headersSent) {
      isSaid = true
      response.setHeader('content-length', misstated(bytesOf(piece)?.length ?? 0))
      writeHead(response.statusCode)
    }
    end(piece, ...rest)
    response.socket?.destroySoon()
    return response
  }) as typeof response.end
}

/** Keeps the whole body, which a server may have written in any pieces, and passes on one byte after the other. */
function drip(response: ServerResponse, everyMilliseconds: number): void {
  const write = response.write.bind(response) as Send
  const end = response.end.bind(response) as Send
  const waiting: Buffer[] = []
  let isWhole = false
  const timer = setInterval(() => {
    const [first] = waiting
    if (first) {
      write(first.subarray(0, 1))
      if (first.length > 1) waiting[0] = first.subarray(1)
      else waiting.shift()
    } else if (isWhole) {
      clearInterval(timer)
      end()
    }
  }, everyMilliseconds)
  response.on('close', () => {
    clearInterval(timer)
  })
  const keep = (piece: unknown, ...rest: unknown[]): boolean => {
    const bytes = bytesOf(piece)
    if (bytes && bytes.length > 0) waiting.push(bytes)
    const done = rest.at(-1)
    if (typeof done === 'function') process.nextTick(done)
    return true
  }
  response.write = keep as typeof response.write
  response.end = ((piece?: unknown, ...rest: unknown[]) => {
    keep(piece, ...rest)
    isWhole = true
    return response
  }) as typeof response.end
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
