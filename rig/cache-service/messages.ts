import type { IncomingHttpHeaders } from 'node:http'
import type { Fault, FaultRequest } from './faults.ts'

export interface LoggedRequest {
  /** Time of arrival in milliseconds since 1970. */
  readonly at: number
  readonly service: 'twirp' | 'v1' | 'blob'
  readonly operation: string
  /** Path and query, with the signature. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The requested range of a `GetBlob`. */
  readonly range?: string
  /** The body of a request to the cache service, or of a block list. */
  body?: string
  /** undefined until it is answered. */
  status?: number
}

/** Milliseconds since 1970, with fractions, to order the logs of two processes. */
export function timeOfLog(): number {
  return performance.timeOrigin + performance.now()
}

/** An answer in JSON, or without a body. */
export interface ServiceAnswer {
  readonly status: number
  readonly body?: object
}

/** Transferred bytes of the blob store, including headers, from the service's point of view. */
export interface Traffic {
  /** The resources that the blob store has used so far. */
  readonly cpuSeconds: number
  readonly bytesIn: number
  readonly bytesOut: number
}

export interface BlobReport {
  readonly requests: readonly LoggedRequest[]
  readonly traffic: Traffic
}

export type ToBlobProcess =
  | { readonly kind: 'report'; readonly id: number }
  | { readonly kind: 'askAboutFaults'; readonly id: number; readonly ask: boolean }
  | { readonly kind: 'bandwidth'; readonly id: number; readonly bytesPerSecond: number | undefined }
  | { readonly kind: 'fault'; readonly id: number; readonly fault: Fault | undefined }

export type FromBlobProcess =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'reported'; readonly id: number; readonly report: BlobReport }
  | { readonly kind: 'faultFor'; readonly id: number; readonly request: FaultRequest }
