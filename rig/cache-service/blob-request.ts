import type { IncomingMessage } from 'node:http'

/** The operation of a request to a blob store, such as `PutBlock`. */
export function operationOf(request: IncomingMessage): string {
  if (request.method === 'PUT') {
    return { block: 'PutBlock', blocklist: 'PutBlockList' }[query(request).get('comp') ?? ''] ?? 'PutBlob'
  }
  return { GET: 'GetBlob', HEAD: 'HeadBlob', DELETE: 'DeleteBlob' }[request.method ?? ''] ?? 'Other'
}

/**
 * The number of the block that a request uploads; undefined if servers that replace GitHub's cannot read it. They
 * expect 48 characters, a UUID and 12 digits, in base64, as Azure's client for JavaScript creates them.
 */
export function blockNumber(request: IncomingMessage): number | undefined {
  const id = Buffer.from(query(request).get('blockid') ?? '', 'base64').toString()
  const digits = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(\d{12})$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function query(request: IncomingMessage): URLSearchParams {
  return new URL(request.url ?? '/', 'http://localhost').searchParams
}
