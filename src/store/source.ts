import { open } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import type { Source } from './store.ts'

/** Bytes that a source should hold and does not, or an answer that is not the bytes asked for. */
export class SourceError extends Error {}

const attempts = 4
const idleTimeout = 20_000 // ms without a byte

// proxyEnv: Node's own reading of HTTPS_PROXY and NO_PROXY, for self-hosted runners behind a proxy.
const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: process.env }
const agents = { 'http:': new http.Agent(agentOptions), 'https:': new https.Agent(agentOptions) }

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
  const secure = url.protocol === 'https:'
  return await new Promise((resolve, reject) => {
    const request = (secure ? https : http).get(
      url,
      {
        agent: agents[secure ? 'https:' : 'http:'],
        headers: { range: `bytes=${start}-${end === undefined ? '' : end - 1}` },
      },
      (response) => {
        const status = response.statusCode ?? 0
        if (status !== 206) {
          response.resume()
          // 5xx and 429 may pass; everything else is the answer.
          const passing = status >= 500 || status === 429
          reject(new (passing ? Error : SourceError)(`the store answered ${status} to a range of bytes`))
          return
        }
        const length = Number(response.headers['content-length'])
        const complaint = complaintAbout(length, end === undefined ? undefined : end - start, most)
        if (complaint) {
          response.destroy()
          reject(complaint)
          return
        }
        const buffer = Buffer.allocUnsafe(length)
        let filled = 0
        response.on('data', (bytes: Buffer) => {
          if (filled + bytes.length <= length) bytes.copy(buffer, filled)
          filled += bytes.length
        })
        response.on('end', () => {
          if (filled === length) resolve(buffer)
          else reject(new Error(`the store sent ${filled} of ${length} bytes`))
        })
        response.on('error', reject)
      },
    )
    request.setTimeout(idleTimeout, () => request.destroy(new Error('the store sent nothing for 20 s')))
    request.on('error', reject)
  })
}
