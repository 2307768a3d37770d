import { open } from 'node:fs/promises'
import { packDownloadLimits } from '../network-limits.ts'
import { reasonOf } from '../reason.ts'
import { TransientError, retry } from '../retry.ts'
import { freeMemory } from '../free-memory.ts'
import { sendChecked } from './http.ts'
import { azureHeaders, downloadHeaders, isAzure, rangeSize } from './official-client.ts'
import type { Source } from './store.ts'

/** A source has fewer bytes than expected, or the answer is not the requested range. */
export class SourceError extends Error {}

const { idleTimeoutMilliseconds } = packDownloadLimits

/**
 * Reads the bytes from `start` up to `end`, exclusive. Retries broken connections.
 *
 * @param signal aborts the read
 * @throws SourceError if there are fewer bytes, or the answer is not the requested range; UnavailableError; the
 * signal's reason
 */
export async function readRange(
  source: Source,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  return source.kind === 'file'
    ? await readFileRange(source.path, start, end)
    : await readUrlRange(new URL(source.url), start, end, signal)
}

async function readFileRange(path: string, start: number, end: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(end - start)
    for (let filled = 0; filled < buffer.length;) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled)
      if (bytesRead === 0) throw new SourceError(`${filled} bytes where ${buffer.length} were expected`)
      filled += bytesRead
    }
    return buffer
  } finally {
    await file.close()
  }
}

/** Reads ranges that are no larger than those of @actions/cache. */
async function readUrlRange(url: URL, start: number, end: number, signal?: AbortSignal): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(end - start)
  for (let at = start; at < end; at += rangeSize) {
    const part = buffer.subarray(at - start, Math.min(at + rangeSize, end) - start)
    const effects = { note: () => undefined, signal }
    await retry('reading a range', () => fetchRange(url, at, part, signal), packDownloadLimits, effects)
  }
  return buffer
}

/** Fills `into` with the bytes from `start` on. */
async function fetchRange(url: URL, start: number, into: Buffer, signal?: AbortSignal): Promise<void> {
  const range = `bytes=${start}-${start + into.length - 1}`
  const headers = isAzure(url) ? azureHeaders({ 'x-ms-range': range }) : { ...downloadHeaders, range }
  const response = await sendChecked({ method: 'GET', url, headers }, { idleTimeoutMilliseconds, signal })
  const { statusCode: status = 0, headers: answer } = response
  const length = Number(answer['content-length'])
  const problem =
    status !== 206
      ? `the store answered ${status} to a range of bytes`
      : Number.isNaN(length)
        ? 'the answer has no length'
        : `${length} bytes where ${into.length} were expected`
  if (status !== 206 || length !== into.length) {
    response.destroy()
    // An error is the store's answer. A success other than 206 is not from the store.
    throw new (status < 400 && status !== 206 ? TransientError : SourceError)(problem)
  }
  let filled = 0
  // Does not use an iterator, which would copy every byte once more.
  await new Promise<void>((resolve, reject) => {
    response.on('data', (bytes: Buffer) => {
      if (filled + bytes.length <= length) into.set(bytes, filled)
      filled += bytes.length
      // Node copies each part of a body to memory of its own (v24, src/node_http_parser.cc, on_body).
      if (bytes.byteLength === bytes.buffer.byteLength) freeMemory(bytes)
    })
    response.on('end', () => {
      if (filled === length) resolve()
      else reject(new TransientError(`the store sent ${filled} of ${length} bytes`))
    })
    response.on('error', (error) => {
      reject(new TransientError(reasonOf(error), { cause: error }))
    })
  })
}
