import { setSecret } from '@actions/core'
import type { Log } from '../log.ts'
import { send, type RequestLimits } from './actions-http.ts'
import { azureHeaders, blockNames, uploadSizes } from './official-client.ts'

/**
 * Uploads a blob to a signed URL with the protocol of Azure Blob Storage: a small blob in one request, a larger
 * one in blocks, several at a time, which become the blob when the list of blocks is sent (REST API: Put Blob, Put
 * Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, an Error for a refused request, or what the content throws; the blob then does not
 *   exist
 */
export async function uploadBlob(
  signedUrl: string,
  content: AsyncIterable<Uint8Array>,
  limits: RequestLimits,
  log: Log,
): Promise<number> {
  const target = { url: masked(signedUrl), limits, log }
  const { single, block: blockSize, concurrentBlocks } = uploadSizes(target.url)
  const uploads = new BlockUploads(target, concurrentBlocks)
  /** Blocks that may still fit into one request. */
  let held: Block[] = []
  let size = 0
  try {
    for await (const block of inBlocks(content, blockSize)) {
      size += block.size
      held.push(block)
      if (size <= single) continue
      for (const next of held) await uploads.add(next)
      held = []
      if (uploads.failure) break
    }
  } finally {
    await uploads.settled()
  }
  if (uploads.failure) throw uploads.failure.error
  if (uploads.ids.length === 0) {
    const body = held.flatMap(({ pieces }) => pieces)
    await put(target, 'uploading a blob', {}, body, { ...ofBytes, 'x-ms-blob-type': 'BlockBlob' })
  } else {
    const list = uploads.ids.map((id) => `<Latest>${id}</Latest>`).join('')
    const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${list}</BlockList>`
    await put(target, 'uploading the list of blocks', { comp: 'blocklist' }, [Buffer.from(body)], {
      'content-type': 'application/xml',
    })
  }
  return size
}

/** Uploads blocks, a limited number at the same time. */
class BlockUploads {
  /** The IDs of all blocks, in the order of the blob. */
  readonly ids: string[] = []
  /** The first failure. No block is uploaded after it. */
  failure: { readonly error: unknown } | undefined
  readonly #target: UploadTarget
  readonly #max: number
  readonly #nameOf = blockNames()
  readonly #running = new Set<Promise<void>>()

  constructor(target: UploadTarget, max: number) {
    this.#target = target
    this.#max = max
  }

  /** Starts to upload a block as soon as fewer than the maximum are being uploaded. */
  async add(block: Block): Promise<void> {
    while (this.#running.size >= this.#max) await Promise.race(this.#running)
    if (this.failure) return
    const blockid = this.#nameOf(this.ids.length)
    this.ids.push(blockid)
    const query = { comp: 'block', blockid }
    const upload = put(this.#target, 'uploading a block', query, block.pieces, ofBytes)
      .catch((error: unknown) => {
        this.failure ??= { error }
      })
      .finally(() => this.#running.delete(upload))
    this.#running.add(upload)
  }

  /** Waits until no upload is in progress. Does not throw. */
  async settled(): Promise<void> {
    await Promise.all(this.#running)
  }
}

interface UploadTarget {
  readonly url: URL
  readonly limits: RequestLimits
  readonly log: Log
}

const ofBytes = { 'content-type': 'application/octet-stream' }

async function put(
  { url, limits, log }: UploadTarget,
  name: string,
  query: Record<string, string>,
  body: readonly Uint8Array[],
  headers: Record<string, string>,
): Promise<void> {
  const target = new URL(url)
  for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value)
  const request = { name, method: 'PUT', url: target, headers: azureHeaders(headers), body } as const
  const { status } = await send(request, limits, log, ({ status }) =>
    // A server that accepts an upload without storing it is not the store.
    status < 400 && status !== 201 ? `the answer was ${status} instead of 201` : undefined,
  )
  if (status !== 201) throw new Error(`${name} was answered with ${status}`)
}

interface Block {
  readonly pieces: readonly Uint8Array[]
  readonly size: number
}

/**
 * Splits the content without copying it: a block is a list of pieces.
 *
 * @param blockSize bytes
 */
export async function* inBlocks(
  content: AsyncIterable<Uint8Array>,
  blockSize: number,
): AsyncGenerator<Block> {
  let pieces: Uint8Array[] = []
  let size = 0
  for await (let piece of content) {
    while (size + piece.length >= blockSize) {
      const room = blockSize - size
      yield { pieces: [...pieces, piece.subarray(0, room)], size: blockSize }
      piece = piece.subarray(room)
      pieces = []
      size = 0
    }
    if (piece.length > 0) pieces.push(piece)
    size += piece.length
  }
  if (size > 0) yield { pieces, size }
}

/**
 * Masks the URL's signature in the log, both as it is and URL-encoded.
 *
 * @throws Error if the cache service's URL is not an HTTP address
 */
export function masked(signedUrl: string): URL {
  const url = URL.parse(signedUrl)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error('the cache service answered with an address that is not HTTP')
  }
  const signature = url.searchParams.get('sig')
  if (signature) {
    setSecret(signature)
    setSecret(encodeURIComponent(signature))
  }
  return url
}
