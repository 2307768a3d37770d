import type { IncomingHttpHeaders } from 'node:http'
import type { Fault, FaultRequest } from './faults.ts'

export interface LoggedRequest {
  /** When it came, ms since 1970. */
  readonly at: number
  readonly service: 'twirp' | 'v1' | 'blob'
  readonly operation: string
  /** Path and query, with the signature. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** The range asked for, of a `GetBlob`. */
  readonly range?: string
  /** Of a request to the cache service, and of a list of blocks where the store of blobs keeps it. */
  body?: string
  /** undefined until it is answered. */
  status?: number
}

/** Milliseconds since 1970, with fractions, so that what two processes log can be put in order. */
export function timeOfLog(): number {
  return performance.timeOrigin + performance.now()
}

/** An answer in JSON, or without a body. */
export interface ServiceAnswer {
  readonly status: number
  readonly body?: object
}

/** Bytes on the wire of the blob traffic, heads included, as seen from the service. */
export interface Traffic {
  /** What the blob store has used of the machine so far. */
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
