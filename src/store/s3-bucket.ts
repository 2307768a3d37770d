import { setSecret } from '@actions/core'
import type {
  CompletedPart,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  S3Client,
  S3ClientConfig,
} from '@aws-sdk/client-s3'
import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Log } from '../log.ts'
import { storeRequestLimits } from '../network-limits.ts'
import { reasonOf } from '../reason.ts'
import { TransientError } from '../retry.ts'
import { inBlocks } from './actions-blocks.ts'
import { withRetries, type RequestLimits } from './actions-http.ts'
import { AccessDeniedError, type Bucket, type ListedObject, type ObjectFacts } from './bucket.ts'
import { sendChecked } from './http.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** Bytes of each part except the last: at least 5 MiB (docs.aws.amazon.com, "Amazon S3 multipart upload limits"). */
const partSize = 16 * 2 ** 20
const concurrentParts = 4
/** Seconds for which a signed URL is valid, unless the credentials expire earlier. */
const addressLifetimeSeconds = 3600

/** Identifies the write that created an object, in case the answer to the write is lost. */
const writerNote = 'writer'
/** Times of the server's clock, in milliseconds since 1970: not every service updates the time of an object that is copied onto itself. */
const renewalNote = 'renewed'
const markNote = 'unnamed'

/**
 * A bucket at Amazon S3, or at another service that speaks its protocol. Finds region,
 * endpoint and credentials like Amazon's own tools: in variables, in files, and through the machine. Loads the SDK.
 *
 * @param signal aborts the operations in progress, which then throw
 */
export async function openBucket(
  name: string,
  env: NodeJS.ProcessEnv,
  log: Log,
  signal?: AbortSignal,
  limits: RequestLimits = storeRequestLimits,
): Promise<Bucket> {
  // An expression without a value in a workflow sets an empty variable, which the SDK would use as a value.
  for (const [variable, value] of Object.entries(env)) {
    if (variable.startsWith('AWS_') && value === '') Reflect.deleteProperty(env, variable)
  }
  // Loaded only for such a store, because it takes longer to load than the rest of a restore's code.
  const sdk = await import('@aws-sdk/client-s3')
  return new S3Bucket(name, sdk, env, log, { ...limits, signal })
}

/** The fields of the SDK's requests that are used here. */
interface SdkRequest {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

class S3Bucket implements Bucket {
  readonly #name: string
  readonly #sdk: Sdk
  readonly #client: S3Client
  readonly #log: Log
  readonly #limits: RequestLimits
  /** How far the server's clock is ahead of this machine's. */
  #clockAheadMilliseconds = 0
  /** Set to false when the service rejects a conditional write. */
  #supportsConditionalWrites = true

  constructor(name: string, sdk: Sdk, env: NodeJS.ProcessEnv, log: Log, limits: RequestLimits) {
    this.#name = name
    this.#sdk = sdk
    this.#log = log
    this.#limits = limits
    this.#client = new sdk.S3Client({
      ...clientConfig(env),
      requestHandler: {
        handle: (request: SdkRequest, options?: { abortSignal?: unknown }) =>
          this.#send(request, options?.abortSignal),
      },
    })
    if (env['GITHUB_ACTIONS'] === 'true') this.#maskCredentials()
  }

  now(): number {
    return Date.now() + this.#clockAheadMilliseconds
  }

  async *list(prefix: string): AsyncGenerator<readonly ListedObject[]> {
    for await (const { Contents: contents = [] } of this.#pages({ Prefix: prefix })) {
      yield contents.flatMap(({ Key: name, Size: size = 0, LastModified: modified }) =>
        name === undefined ? [] : [{ name, size, modifiedAt: modified?.getTime() ?? 0 }],
      )
    }
  }

  async folders(prefix: string): Promise<readonly string[]> {
    const found: string[] = []
    for await (const { CommonPrefixes: folders = [] } of this.#pages({ Prefix: prefix, Delimiter: '/' })) {
      found.push(...folders.flatMap(({ Prefix: folder }) => folder ?? []))
    }
    return found
  }

  async *#pages(what: Pick<ListObjectsV2CommandInput, 'Prefix' | 'Delimiter'>) {
    const { ListObjectsV2Command } = this.#sdk
    const doing = 'listing the bucket'
    let next: string | undefined
    do {
      const page = await this.#ask(doing, async () => {
        const command = new ListObjectsV2Command({ Bucket: this.#name, ContinuationToken: next, ...what })
        const answer = await this.#client.send(command, this.#options)
        const problem = listingProblem(answer)
        if (problem !== undefined) throw new TransientError(problem)
        return answer
      })
      yield page
      next = page.IsTruncated ? page.NextContinuationToken : undefined
      // An incomplete listing must not count as complete, because the entries that it lacks would count as deleted.
      if (page.IsTruncated && !next)
        throw new Error(`${doing} failed: it has a next page without a token for it`)
    } while (next !== undefined)
  }

  async head(name: string): Promise<ObjectFacts | undefined> {
    return (await this.#facts(name))?.facts
  }

  async address(name: string): Promise<string> {
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
    const command = new this.#sdk.GetObjectCommand({ Bucket: this.#name, Key: name })
    return await this.#ask('signing an address', () =>
      getSignedUrl(this.#client, command, {
        expiresIn: addressLifetimeSeconds,
        signingDate: new Date(this.now()),
      }),
    )
  }

  async put(name: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    // Even if the service supports conditional writes, so that nothing is uploaded in vain.
    if (await this.head(name)) return false
    const blocks = inBlocks(content, partSize)
    const [first, second] = [await blocks.next(), await blocks.next()]
    const writer = randomUUID()
    const stored = second.done
      ? await this.#putWhole(name, first.done ? [] : first.value.pieces, writer)
      : await this.#putInParts(
          name,
          startingWith(first.done ? [] : [first.value, second.value], blocks),
          writer,
        )
    if (stored) return true
    // The name exists. This write may have created it if its answer was lost.
    const taken = await this.#facts(name)
    if (!taken) throw new Error('storing an object failed: the storage gave up its upload')
    return taken.writer === writer
  }

  async renew(name: string): Promise<boolean> {
    return await this.#copyOntoItself(name, renewalNote)
  }

  async mark(name: string): Promise<boolean> {
    return await this.#copyOntoItself(name, markNote)
  }

  async remove(name: string): Promise<void> {
    await this.#ask('deleting an object', () =>
      this.#client.send(new this.#sdk.DeleteObjectCommand({ Bucket: this.#name, Key: name }), this.#options),
    )
  }

  get #options(): { abortSignal?: AbortSignal } {
    return this.#limits.signal ? { abortSignal: this.#limits.signal } : {}
  }

  async #facts(name: string): Promise<{ facts: ObjectFacts; writer: string | undefined } | undefined> {
    try {
      const found = await this.#ask('looking up an object', () =>
        this.#client.send(new this.#sdk.HeadObjectCommand({ Bucket: this.#name, Key: name }), this.#options),
      )
      const { ContentLength: size = 0, LastModified: modified, Metadata: notes = {} } = found
      const modifiedAt = modified?.getTime() ?? 0
      const markedAt = timeIn(notes[markNote])
      const usedAt = timeIn(notes[renewalNote]) ?? (markedAt === undefined ? modifiedAt : 0)
      return { facts: { name, size, modifiedAt, usedAt, markedAt }, writer: notes[writerNote] }
    } catch (error) {
      if (isStatus(error, 404)) return undefined
      if (error instanceof AccessDeniedError && (await this.#isAbsent(name))) return undefined
      throw error
    }
  }

  /**
   * Whether a listing shows that the object does not exist; false if the job may not list. If a policy permits listing
   * only some prefixes, services may answer a lookup of a missing object with a refusal.
   *
   * Source: ceph/ceph#68577, which corrects this.
   */
  async #isAbsent(name: string): Promise<boolean> {
    try {
      for await (const page of this.list(name)) if (page.some((object) => object.name === name)) return false
      return true
    } catch {
      return false
    }
  }

  /** @returns false if the object exists */
  async #putWhole(name: string, pieces: readonly Uint8Array[], writer: string): Promise<boolean> {
    const { PutObjectCommand } = this.#sdk
    const body = joined(pieces)
    return await this.#writeUnlessExists('storing an object', (condition) =>
      this.#client.send(
        new PutObjectCommand({
          Bucket: this.#name,
          Key: name,
          Body: body,
          Metadata: { [writerNote]: writer },
          ...condition,
        }),
        this.#options,
      ),
    )
  }

  /** @returns false if the object exists */
  async #putInParts(
    name: string,
    blocks: AsyncGenerator<{ readonly pieces: readonly Uint8Array[] }>,
    writer: string,
  ): Promise<boolean> {
    const { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand } =
      this.#sdk
    const target = { Bucket: this.#name, Key: name }
    const { UploadId } = await this.#ask('beginning an upload', () =>
      this.#client.send(
        new CreateMultipartUploadCommand({ ...target, Metadata: { [writerNote]: writer } }),
        this.#options,
      ),
    )
    let stored = false
    try {
      const Parts = await this.#sendParts({ ...target, UploadId }, blocks)
      stored = await this.#writeUnlessExists('ending an upload', (condition) =>
        this.#client.send(
          new CompleteMultipartUploadCommand({
            ...target,
            UploadId,
            MultipartUpload: { Parts },
            ...condition,
          }),
          this.#options,
        ),
      )
      return stored
    } finally {
      // The parts cost as much as an object. After a killed job, a lifecycle rule of the bucket removes them.
      if (!stored) {
        await this.#client
          .send(new AbortMultipartUploadCommand({ ...target, UploadId }))
          .catch((error: unknown) => {
            this.#log.debug(`An upload could not be ended: ${reasonOf(error)}`)
          })
      }
    }
  }

  async #sendParts(
    upload: { Bucket: string; Key: string; UploadId: string | undefined },
    blocks: AsyncGenerator<{ readonly pieces: readonly Uint8Array[] }>,
  ): Promise<CompletedPart[]> {
    const parts: CompletedPart[] = []
    let failed = false
    const lane = async (): Promise<void> => {
      while (!failed) {
        // Takes the number together with the block, because a generator yields in the order of the calls.
        const next = blocks.next()
        const PartNumber = parts.push({})
        const block = await next
        if (block.done) break
        const Body = joined(block.value.pieces)
        const { ETag } = await this.#ask('uploading a part', () =>
          this.#client.send(new this.#sdk.UploadPartCommand({ ...upload, PartNumber, Body }), this.#options),
        )
        parts[PartNumber - 1] = { PartNumber, ETag }
      }
    }
    const lanes = Array.from({ length: concurrentParts }, () =>
      lane().catch((error: unknown) => {
        failed = true
        throw error
      }),
    )
    const results = await Promise.allSettled(lanes)
    for (const result of results) if (result.status === 'rejected') throw result.reason
    // Without the numbers that were taken after the last block.
    return parts.filter(({ PartNumber }) => PartNumber !== undefined)
  }

  /** @param note the metadata field that receives the current time */
  async #copyOntoItself(name: string, note: string): Promise<boolean> {
    try {
      await this.#ask('renewing an object', () =>
        this.#client.send(
          new this.#sdk.CopyObjectCommand({
            Bucket: this.#name,
            Key: name,
            CopySource: `${this.#name}/${pathOf(name)}`,
            // A copy onto itself is refused unless it changes the metadata.
            MetadataDirective: 'REPLACE',
            Metadata: { [note]: String(this.now()) },
          }),
          this.#options,
        ),
      )
      return true
    } catch (error) {
      if (isStatus(error, 404)) return false
      throw error
    }
  }

  /**
   * Writes on the condition that the object does not exist.
   *
   * @returns false if it exists
   */
  async #writeUnlessExists(
    what: string,
    write: (condition: { IfNoneMatch?: '*' }) => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await this.#ask(what, () => write(this.#supportsConditionalWrites ? { IfNoneMatch: '*' } : {}))
      return true
    } catch (error) {
      // The upload does not exist if an earlier attempt completed it and the answer was lost.
      if (isStatus(error, 412) || codeOf(error) === 'NoSuchUpload') return false
      if (!isStatus(error, 501) || !this.#supportsConditionalWrites) throw error
      this.#supportsConditionalWrites = false
      this.#log.debug(
        'The storage does not support conditional writes: the action looks up each object before it writes it.',
      )
      return await this.#writeUnlessExists(what, write)
    }
  }

  /** Retries by our own rules instead of the SDK's. */
  async #ask<T>(what: string, attempt: () => Promise<T>): Promise<T> {
    return await withRetries(what, this.#limits, this.#log, async () => {
      try {
        return await attempt()
      } catch (error) {
        if (error instanceof TransientError) throw error
        const reason = explained(error)
        if (isPassing(error)) throw new TransientError(reason, { cause: error })
        if (isRefusal(error)) throw new AccessDeniedError(`${what} was refused: ${reason}`, { cause: error })
        throw Object.assign(new Error(`${what} failed: ${reason}`, { cause: error }), {
          status: statusOf(error),
          code: codeOf(error),
        })
      }
    })
  }

  /** Sends a request of the SDK through our own HTTP client, which rejects answers of proxies. */
  async #send(request: SdkRequest, signal: unknown) {
    const { method, protocol, hostname, port, path, query = {}, headers, body } = request
    const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`)
    for (const [key, value] of Object.entries(query)) {
      for (const one of typeof value === 'object' && value !== null ? value : [value ?? '']) {
        url.searchParams.append(key, one)
      }
    }
    // The signature encodes a space as %20, not as a plus.
    url.search = url.search.replaceAll('+', '%20')
    const answer = await sendChecked(
      {
        method: method as 'GET',
        url,
        headers,
        ...(body !== undefined && {
          body: [typeof body === 'string' ? Buffer.from(body) : (body as Buffer)],
        }),
      },
      {
        idleTimeoutMilliseconds: this.#limits.idleTimeoutMilliseconds,
        ...(signal instanceof AbortSignal && { signal }),
      },
    )
    // Reads the whole body, so that an incomplete answer is retried. The largest is a page of a listing.
    const whole = await buffer(answer).catch((error: unknown) => {
      throw new TransientError(reasonOf(error), { cause: error })
    })
    const { statusCode = 0, headers: fields, statusMessage: reason } = answer
    const date = Date.parse(fields.date ?? '')
    if (!Number.isNaN(date)) this.#clockAheadMilliseconds = date - Date.now()
    const plain = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    )
    return { response: { statusCode, reason, headers: plain, body: whole } }
  }

  /** Makes the runner mask the credentials each time the SDK gets them, because they change during the job. */
  #maskCredentials(): void {
    const { config } = this.#client
    const find = config.credentials
    config.credentials = async (options) => {
      const found = await find(options)
      setSecret(found.secretAccessKey)
      if (found.sessionToken) setSecret(found.sessionToken)
      return found
    }
  }
}

/** The settings that the SDK does not read from environment variables and its configuration files. */
function clientConfig(env: NodeJS.ProcessEnv): S3ClientConfig {
  const endpoint = endpointIn(env)
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (endpoint ? 'us-east-1' : undefined)
  return {
    ...(region !== undefined && { region }),
    // Most services other than Amazon's have no host name for each bucket.
    ...(endpoint && !/\.amazonaws\.com(\.cn)?$/.test(endpoint.hostname) && { forcePathStyle: true }),
    // Retries follow our own rules.
    maxAttempts: 1,
    expectContinueHeader: false,
    // Each request is signed with the SHA-256 of its body, which every service checks. Not all support other checksums.
    ...(!env['AWS_REQUEST_CHECKSUM_CALCULATION'] && { requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ...(!env['AWS_RESPONSE_CHECKSUM_VALIDATION'] && { responseChecksumValidation: 'WHEN_REQUIRED' }),
  }
}

/** @throws Error without its value, which may contain a password */
function endpointIn(env: NodeJS.ProcessEnv): URL | undefined {
  const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((name) => env[name])
  if (variable === undefined) return undefined
  const url = URL.parse(env[variable] ?? '')
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new Error(`the variable ${variable} is not an address such as https://storage.example.com`)
}

/** Why a page of a listing is incomplete or invalid; undefined if its number of names is the one that it states. */
function listingProblem(page: ListObjectsV2CommandOutput): string | undefined {
  const { Name: bucket, KeyCount: count, Contents: contents = [], CommonPrefixes: folders = [] } = page
  if (bucket === undefined && count === undefined) return 'the answer was not a listing'
  const listed = contents.length + folders.length
  return count === undefined || count === listed ? undefined : `the listing has ${listed} of ${count} names`
}

/** The fields of the SDK's errors: names from the service's answer or, if it has none, the status. */
interface SdkError {
  readonly name?: string
  readonly $fault?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean }
  /** The errors that this file throws have these two. */
  readonly status?: number | undefined
  readonly code?: string | undefined
}

function statusOf(error: unknown): number | undefined {
  const { status, $metadata } = (error ?? {}) as SdkError
  return status ?? $metadata?.httpStatusCode
}

/** The service's name for the error. */
function codeOf(error: unknown): string | undefined {
  const { code, name } = (error ?? {}) as SdkError
  return code ?? name
}

function isStatus(error: unknown, status: number): boolean {
  return statusOf(error) === status
}

/**
 * Errors that a retry may fix although their status does not show it: damage in transit, a clock that differs (the SDK
 * then corrects its own), and a conflict of two writes.
 *
 * Source of the names: docs.aws.amazon.com, "Amazon S3 error responses".
 */
const passingNames = new Set([
  ...['RequestTimeout', 'RequestTimeTooSkewed', 'XAmzContentSHA256Mismatch', 'BadDigest'],
  ...['ConditionalRequestConflict', 'OperationAborted', 'SlowDown', 'InternalError', 'ServiceUnavailable'],
])

function isPassing(error: unknown): boolean {
  const { name = '', $fault, $metadata } = error as SdkError
  const status = statusOf(error)
  return (
    passingNames.has(name) ||
    // A copy and the end of an upload may fail after the status was sent.
    ($fault === 'server' && status !== 501) ||
    // A body that cannot be read has no code.
    ($fault === undefined && status === 200) ||
    // The answer to HEAD has no body with a code.
    (status === 403 && $metadata?.clockSkewCorrected === true)
  )
}

function isRefusal(error: unknown): boolean {
  return isStatus(error, 403) || (error as SdkError).name === 'AccessDenied'
}

function explained(error: unknown): string {
  const { name = '' } = error as SdkError
  if (name === 'CredentialsProviderError') {
    return `there are no credentials (${reasonOf(error)}): a step before this one has to set them, such as aws-actions/configure-aws-credentials`
  }
  if (/region is missing/i.test(reasonOf(error))) return 'the variable AWS_REGION is not set'
  if (name === 'PermanentRedirect') return 'the bucket is in another region than AWS_REGION'
  const status = statusOf(error)
  // Without the SDK's hints to its user.
  const [said = ''] = reasonOf(error).split('\n')
  return status === undefined
    ? said
    : `the answer was ${status}${/^(Unknown.*)?$/.test(said) ? '' : `, ${said}`}`
}

/** undefined if the note is not a time that we wrote. */
function timeIn(note: string | undefined): number | undefined {
  return note !== undefined && /^\d{1,15}$/.test(note) ? Number(note) : undefined
}

function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/')
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  return pieces.length === 1 && only ? only : Buffer.concat(pieces)
}

async function* startingWith<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first
  yield* rest
}
