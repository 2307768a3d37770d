import { setSecret } from '@actions/core'
import type { Log } from '../log.ts'
import { send, type Patience } from './actions-http.ts'

/** Bytes of a block. An upload holds one that is filled and those under way. */
export const blockSize = 16 * 1024 * 1024
const blocksUnderWay = 4

/** The oldest version of Azure's REST API that the requests below need; blocks of 16 MiB are from 2016. */
const headers = { 'x-ms-version': '2020-04-08' }

/**
 * Writes a blob to a signed URL of Azure Blob Storage: in one request when it fits a block, else in blocks, four
 * at a time, that become the blob when their list is sent (REST API: Put Blob, Put Block, Put Block List).
 *
 * @returns bytes
 * @throws UnavailableError, or what the content throws; the blob then does not exist
 */
export async function uploadBlob(
  signedUrl: string,
  content: AsyncIterable<Uint8Array>,
  patience: Patience,
  log: Log,
): Promise<number> {
  const url = masked(signedUrl)
  const put = async (
    name: string,
    query: Record<string, string>,
    body: readonly Uint8Array[],
    more = {},
  ): Promise<void> => {
    const target = new URL(url)
    for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value)
    const request = { name, method: 'PUT', url: target, headers: { ...headers, ...more }, body } as const
    const { status } = await send(request, patience, log)
    if (status !== 201) throw new Error(`${name} was answered with ${status}`)
  }

  const ids: string[] = []
  const underWay = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined
  let size = 0
  let last: Block | undefined
  try {
    for await (const block of inBlocks(content)) {
      size += block.size
      if (last) {
        while (underWay.size >= blocksUnderWay) await Promise.race(underWay)
        if (failure) break
        start(last)
      }
      last = block
    }
    if (last && ids.length > 0 && !failure) start(last)
  } finally {
    await Promise.all(underWay)
  }
  if (failure) throw failure.error
  if (ids.length === 0) {
    await put('uploading a blob', {}, last?.pieces ?? [], { 'x-ms-blob-type': 'BlockBlob' })
  } else {
    const list = ids.map((id) => `<Latest>${id}</Latest>`).join('')
    const body = Buffer.from(`<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`)
    await put('uploading the list of blocks', { comp: 'blocklist' }, [body])
  }
  return size

  function start(block: Block): void {
    // All ids of a blob have the same length.
    const blockid = Buffer.from(String(ids.length).padStart(8, '0')).toString('base64')
    ids.push(blockid)
    const upload = put('uploading a block', { comp: 'block', blockid }, block.pieces)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => underWay.delete(upload))
    underWay.add(upload)
  }
}

interface Block {
  readonly pieces: readonly Uint8Array[]
  readonly size: number
}

/** Cuts without copying: a block is the pieces that it is made of. */
export async function* inBlocks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
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
 * Has the runner hide the signature, wherever it may turn up, as it is and as URLs spell it.
 *
 * @throws Error when what the cache service calls a URL is none that can be asked over HTTP
 */
export function masked(signedUrl: string): URL {
  const url = URL.parse(signedUrl)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error('the cache service answered with an address that is none of HTTP')
  }
  const signature = url.searchParams.get('sig')
  if (signature) {
    setSecret(signature)
    setSecret(encodeURIComponent(signature))
  }
  return url
}
