import { randomUUID } from 'node:crypto'

/**
 * What @actions/cache sends, with the client for Azure's blobs that is part of it. Servers that stand in for
 * GitHub's cache are written against that client, so our requests look like its requests. A test records both and
 * compares them, and fails when the pinned version sends something else.
 */
const actionsCacheVersion = '6.3.0'
const storageBlobVersion = '12.31.0'

const MiB = 2 ** 20

/** The largest range of a blob that is read with one request, bytes (@azure/storage-blob, downloadToBuffer). */
export const rangeSize = 4 * MiB

/** Of requests to the cache service. */
export const serviceHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'user-agent': `@actions/cache-${actionsCacheVersion} warm-dagger`,
}

/** Of a download from a host that is not Azure's. */
export const downloadHeaders: Readonly<Record<string, string>> = { 'user-agent': 'actions/cache warm-dagger' }

/** Of a request in Azure's protocol, which uploads speak to every host. */
export function azureHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    accept: 'application/xml',
    'user-agent': `azsdk-js-azure-storage-blob/${storageBlobVersion} warm-dagger`,
    'x-ms-version': '2026-02-06',
    'x-ms-client-request-id': randomUUID(),
    ...more,
  }
}

/** Whether a blob is at Azure, as GitHub's are: only from there are ranges downloaded (lib/internal/cacheHttpClient.js). */
export function isAzure({ hostname }: URL): boolean {
  return hostname.endsWith('.blob.core.windows.net')
}

/** How an upload is cut. */
export interface UploadSizes {
  /** An upload of up to so many bytes is one request. */
  readonly single: number
  /** Bytes of each block but the last of a larger one. */
  readonly block: number
  readonly blocksUnderWay: number
}

/**
 * As @actions/cache has it (lib/internal/uploadUtils.js, lib/cache.js): servers place a block by its number times 64
 * MiB (falcondev-oss/github-actions-cache-server 7.0.1 and 8.1.4, routes/upload). Azure places it by the list of blocks,
 * so there smaller ones, which fill the line better, make up a blob.
 */
export function uploadSizes(url: URL): UploadSizes {
  return isAzure(url)
    ? { single: 16 * MiB, block: 16 * MiB, blocksUnderWay: 4 }
    : { single: 128 * MiB, block: 64 * MiB, blocksUnderWay: 8 }
}

/**
 * Names the blocks of one blob: a UUID, then the number in 12 digits, in base64 (@azure/storage-blob,
 * utils.common.js, generateBlockID). Servers read the number back.
 */
export function blockNames(): (number: number) => string {
  const prefix = randomUUID()
  return (number) => Buffer.from(prefix + String(number).padStart(12, '0')).toString('base64')
}
