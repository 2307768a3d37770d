import { readSync, writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { hasCode } from '../error-code.ts'
import { reasonOf } from '../reason.ts'
import { ChunkMap, type SharedChunkMap } from './chunk-map.ts'
import { ImageFile } from './image-file.ts'
import {
  attributesAnswer,
  decodeRequest,
  emptyAnswer,
  errors,
  header,
  headerSize,
  initAnswer,
  largestTransfer,
  openAnswer,
  refusal,
  requestSize,
  statisticsAnswer,
  writeAnswer,
  type FileAttributes,
  type Request,
} from './protocol.ts'

/** What a thread that answers the kernel receives when it starts. */
export interface FuseThreadData {
  /** A descriptor of /dev/fuse, which several threads share. */
  readonly fuse: number
  readonly image: string
  readonly map: SharedChunkMap
  readonly attributes: FileAttributes
}

/** A message to the main thread. */
export type FromFuseThread =
  /** A request that has to wait until chunks are fetched. The main thread answers it. */
  | { readonly kind: 'wait'; readonly chunks: readonly number[]; readonly request: WaitingRequest }
  /** A write or a sync failed, and was refused. */
  | { readonly kind: 'refused'; readonly reason: string }

export type WaitingRequest =
  | { readonly kind: 'read'; readonly unique: bigint; readonly offset: number; readonly length: number }
  | { readonly kind: 'write'; readonly unique: bigint; readonly offset: number; readonly data: Uint8Array }
  | { readonly kind: 'clear'; readonly unique: bigint; readonly offset: number; readonly length: number }

/**
 * The body of a thread that answers the kernel, until the file is unmounted or the connection is aborted. It is
 * synchronous: it waits for the next request in read(2) and does nothing else.
 */
export function answerKernel(): void {
  const { fuse, image, map: shared, attributes } = workerData as FuseThreadData
  const file = new ImageFile(image, new ChunkMap(shared))
  const answers = new Answers(file, attributes)
  const buffer = Buffer.allocUnsafeSlow(requestSize)
  try {
    for (;;) {
      const length = nextRequest(fuse, buffer)
      if (length === undefined) return
      const answer = answers.to(decodeRequest(buffer.subarray(0, length)))
      if (answer) sendAnswer(fuse, answer)
    }
  } finally {
    file.close()
  }
}

/** What a thread answers. An answer is valid until the next one. */
class Answers {
  readonly #file: ImageFile
  readonly #attributes: FileAttributes
  readonly #buffer = newAnswerBuffer()

  constructor(file: ImageFile, attributes: FileAttributes) {
    this.#file = file
    this.#attributes = attributes
  }

  /** @returns undefined if the main thread answers later, or the request has no answer */
  to(request: Request): Buffer | undefined {
    try {
      switch (request.kind) {
        case 'notice':
          return undefined
        case 'init':
          return request.major === 7
            ? initAnswer(request.unique, request.flags)
            : refusal(request.unique, errors.EPROTO)
        case 'attributes':
          return attributesAnswer(request.unique, this.#attributes)
        case 'open':
          return openAnswer(request.unique)
        case 'statistics':
          return statisticsAnswer(request.unique)
        case 'nothing':
          return emptyAnswer(request.unique)
        case 'unknown':
          return refusal(request.unique, errors.ENOSYS)
        case 'unsupported':
          // After ENOSYS, the kernel would refuse discards as well (fs/fuse/file.c, fuse_file_fallocate).
          return refusal(request.unique, errors.EOPNOTSUPP)
        case 'sync':
          this.#file.sync()
          return emptyAnswer(request.unique)
        case 'read':
          return this.#toRead(request)
        case 'write':
          return this.#toWrite(request)
        case 'clear':
          return this.#toClear(request)
      }
    } catch (error) {
      send({ kind: 'refused', reason: reasonOf(error) })
      return refusal('unique' in request ? request.unique : 0n, errnoOf(error))
    }
  }

  #toRead({ unique, offset, length: wanted }: Request & { kind: 'read' }): Buffer | undefined {
    const length = Math.max(0, Math.min(wanted, this.#attributes.size - offset))
    const chunks = this.#file.neededToRead(offset, length)
    if (chunks.length > 0) return waitFor(chunks, { kind: 'read', unique, offset, length })
    return readAnswer(this.#file, { unique, offset, length }, this.#buffer)
  }

  #toWrite({ unique, offset, data }: Request & { kind: 'write' }): Buffer | undefined {
    if (offset + data.length > this.#attributes.size) return refusal(unique, errors.EINVAL)
    const chunks = this.#file.neededToChange(offset, data.length)
    if (chunks.length > 0)
      return waitFor(chunks, { kind: 'write', unique, offset, data: Uint8Array.from(data) })
    this.#file.write(offset, data)
    return writeAnswer(unique, data.length)
  }

  #toClear({ unique, offset, length }: Request & { kind: 'clear' }): Buffer | undefined {
    if (offset + length > this.#attributes.size) return refusal(unique, errors.EINVAL)
    const chunks = this.#file.neededToChange(offset, length)
    if (chunks.length > 0) return waitFor(chunks, { kind: 'clear', unique, offset, length })
    this.#file.clear(offset, length)
    return emptyAnswer(unique)
  }
}

/** A buffer for the longest answer to a read, which a thread reuses. */
export function newAnswerBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(headerSize + largestTransfer)
}

/** @returns the answer to a read, a part of the buffer */
export function readAnswer(
  file: ImageFile,
  { unique, offset, length }: Pick<WaitingRequest & { kind: 'read' }, 'unique' | 'offset' | 'length'>,
  buffer: Buffer,
): Buffer {
  header(unique, length).copy(buffer)
  file.read(offset, buffer.subarray(headerSize, headerSize + length))
  return buffer.subarray(0, headerSize + length)
}

/** Passes a request to the main thread. @returns no answer */
function waitFor(chunks: readonly number[], request: WaitingRequest): Buffer | undefined {
  send({ kind: 'wait', chunks, request })
  return undefined
}

function send(message: FromFuseThread): void {
  parentPort?.postMessage(message)
}

/** The error number for the kernel. */
export function errnoOf(error: unknown): number {
  return hasCode(error, 'ENOSPC', 'EDQUOT') ? errors.ENOSPC : errors.EIO
}

/** @returns bytes of the request; undefined if there will be no more requests */
function nextRequest(fuse: number, into: Buffer): number | undefined {
  for (;;) {
    try {
      return readSync(fuse, into, 0, into.length, null)
    } catch (error) {
      // ENOENT: the request was withdrawn before it was read (Linux, fs/fuse/dev.c, fuse_dev_do_read).
      if (hasCode(error, 'EINTR', 'EAGAIN', 'ENOENT')) continue
      if (hasCode(error, 'ENODEV', 'ECONNABORTED')) return undefined
      throw error
    }
  }
}

/** Drops an answer that the kernel no longer waits for, because the request was withdrawn or the file unmounted. */
export function sendAnswer(fuse: number, answer: Buffer): void {
  try {
    writeSync(fuse, answer)
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENODEV', 'ECONNABORTED', 'EPERM')) throw error
  }
}
