// The time limits and retries of all network requests.
import type { Retries } from './retry.ts'

export interface NetworkLimits extends Retries {
  /** Milliseconds without data in either direction, including while connecting, after which an attempt fails. */
  readonly idleTimeoutMilliseconds: number
}

/** Downloads of Dagger's CLI, without which a job cannot run. */
export const cliDownloadLimits: NetworkLimits = {
  attempts: 4,
  firstDelayMilliseconds: 2000,
  maxDelayMilliseconds: 60_000,
  maxWaits: 3,
  idleTimeoutMilliseconds: 30_000,
}

/** Requests to GitHub's cache service and to object storages. */
export const storeRequestLimits: NetworkLimits = {
  attempts: 5,
  firstDelayMilliseconds: 500,
  maxDelayMilliseconds: 60_000,
  maxWaits: 20,
  idleTimeoutMilliseconds: 30_000,
}

/** Downloads of parts of a pack, many of which are transferred at the same time. */
export const packDownloadLimits: NetworkLimits = {
  attempts: 4,
  firstDelayMilliseconds: 500,
  maxDelayMilliseconds: 60_000,
  maxWaits: 10,
  idleTimeoutMilliseconds: 20_000,
}

/**
 * Fetches of chunks that the engine waits for. All attempts together take at most one minute, because the kernel
 * reports a task as hung after two minutes.
 */
export const chunkFetchLimits: Retries & { readonly limitMilliseconds: number } = {
  attempts: 6,
  firstDelayMilliseconds: 500,
  maxDelayMilliseconds: 10_000,
  maxWaits: 4,
  limitMilliseconds: 60_000,
}

/** Requests to GitHub's REST API. If a rate limit lasts longer, cleaning gives up: the next save cleans too. */
export const restApiLimits: Retries = {
  attempts: 4,
  firstDelayMilliseconds: 500,
  maxDelayMilliseconds: 60_000,
  maxWaits: 3,
}
