import type { Fault, FaultRequest } from './faults.ts'

export interface LoggedRequest {
  readonly service: 'twirp' | 'v1' | 'blob'
  readonly operation: string
  /** Path and query, with the signature. */
  readonly url: string
  /** The range asked for, of a `GetBlob`. */
  readonly range?: string
  /** undefined until it is answered. */
  status?: number
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
