import { randomUUID } from 'node:crypto'

/**
 * The requests of @actions/cache and of its client for Azure's blobs. Servers that replace GitHub's cache are
 * written for that client, so our requests look the same. A test records and compares both, and fails if the
 * pinned version sends something else.
 */
const actionsCacheVersion = '6.3.0'
const storageBlobVersion = '12.31.0'

const MiB = 2 ** 20

/** Maximum number of bytes to read from a blob with one request (@azure/storage-blob, downloadToBuffer). */
export const rangeSize = 4 * MiB

/** Headers for requests to the cache service. */
export const serviceHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'user-agent': `@actions/cache-${actionsCacheVersion} warm-dagger`,
}

/** Headers for a download from a host other than Azure. */
export const downloadHeaders: Readonly<Record<string, string>> = { 'user-agent': 'actions/cache warm-dagger' }

/** Headers for Azure's protocol, which uploads use with every host. */
export function azureHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    accept: 'application/xml',
    'user-agent': `azsdk-js-azure-storage-blob/${storageBlobVersion} warm-dagger`,
    'x-ms-version': '2026-02-06',
    'x-ms-client-request-id': randomUUID(),
    ...more,
  }
}

/**
 * Whether a blob is stored at Azure, as on GitHub. @actions/cache uses ranges only there
 * (lib/internal/cacheHttpClient.js).
 */
export function isAzure({ hostname }: URL): boolean {
  return hostname.endsWith('.blob.core.windows.net')
}

/** How an upload is split. */
export interface UploadSizes {
  /** Maximum number of bytes to upload in a single request. */
  readonly single: number
  /** Bytes of each block of a larger upload; the last one may be smaller. */
  readonly block: number
  readonly concurrentBlocks: number
}

/**
 * For hosts other than Azure, the sizes of @actions/cache (lib/internal/uploadUtils.js, lib/cache.js): servers
 * place a block at its number times 64 MiB (falcondev-oss/github-actions-cache-server 7.0.1 and 8.1.4,
 * routes/upload). Azure places blocks by their list, so it can get smaller ones, which use the connection better.
 */
export function uploadSizes(url: URL): UploadSizes {
  return isAzure(url)
    ? { single: 16 * MiB, block: 16 * MiB, concurrentBlocks: 4 }
    : { single: 128 * MiB, block: 64 * MiB, concurrentBlocks: 8 }
}

/**
 * Names the blocks of one blob: a UUID and the number in 12 digits, as base64 (@azure/storage-blob,
 * utils.common.js, generateBlockID). Servers parse the number.
 */
export function blockNames(): (number: number) => string {
  const prefix = randomUUID()
  return (number) => Buffer.from(prefix + String(number).padStart(12, '0')).toString('base64')
}
