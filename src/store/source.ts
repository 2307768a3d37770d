import { open } from 'node:fs/promises'
import { answerTo } from './http.ts'
import type { Source } from './store.ts'

/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
export class SourceError extends Error {}

const attempts = 4
const silence = 20_000 // ms

/**
 * Reads the bytes from `start` to before `end`, or to the end of what is there. Connections that break are tried
 * again.
 *
 * @param most bytes that are read where no `end` is given: how much is there is for whoever wrote it to say
 * @throws SourceError when there are fewer bytes, or more than `most`, or the answer is not what was asked for
 */
export async function readRange(
  source: Source,
  start: number,
  end?: number,
  most = 64 * 2 ** 20,
): Promise<Buffer> {
  if (source.kind === 'file') return await readFileRange(source.path, start, end, most)
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchRange(new URL(source.url), start, end, most)
    } catch (error) {
      if (attempt === attempts || error instanceof SourceError) throw error
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt))
    }
  }
}

async function readFileRange(
  path: string,
  start: number,
  wantedEnd: number | undefined,
  most: number,
): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const end = wantedEnd ?? Math.max(start, (await file.stat()).size)
    const complaint = complaintAbout(end - start, wantedEnd && wantedEnd - start, most)
    if (complaint) throw complaint
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

/** Why `length` bytes are not read, before any memory is taken for them. */
function complaintAbout(length: number, wanted: number | undefined, most: number): SourceError | undefined {
  if (!Number.isSafeInteger(length)) return new SourceError('the store did not say how much it sends')
  if (wanted !== undefined && length !== wanted) {
    return new SourceError(`${length} bytes where ${wanted} were expected`)
  }
  if (wanted === undefined && length > most) {
    return new SourceError(`${length} bytes where at most ${most} were expected`)
  }
  return undefined
}

async function fetchRange(url: URL, start: number, end: number | undefined, most: number): Promise<Buffer> {
  const headers = { range: `bytes=${start}-${end === undefined ? '' : end - 1}` }
  const response = await answerTo({ method: 'GET', url, headers }, { silence })
  const status = response.statusCode ?? 0
  if (status !== 206) {
    response.resume()
    // 5xx and 429 may pass; everything else is the answer.
    const passing = status >= 500 || status === 429
    throw new (passing ? Error : SourceError)(`the store answered ${status} to a range of bytes`)
  }
  const length = Number(response.headers['content-length'])
  const complaint = complaintAbout(length, end === undefined ? undefined : end - start, most)
  if (complaint) {
    response.destroy()
    throw complaint
  }
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  // Not as an iterable, which joins pieces before it gives them: one copy more of every byte.
  return await new Promise((resolve, reject) => {
    response.on('data', (bytes: Buffer) => {
      if (filled + bytes.length <= length) bytes.copy(buffer, filled)
      filled += bytes.length
    })
    response.on('end', () => {
      if (filled === length) resolve(buffer)
      else reject(new Error(`the store sent ${filled} of ${length} bytes`))
    })
    response.on('error', reject)
  })
}
