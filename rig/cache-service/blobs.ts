import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BlobSASPermissions,
  ContainerClient,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import type { FaultHook } from './faults.ts'
import type { BlobReport, FromBlobProcess, ToBlobProcess } from './messages.ts'

const account = 'warmdagger'
const container = 'actions-cache'

/** The validity of a signed URL. GitHub's are valid for minutes. */
const signedForMilliseconds = 6 * 3600_000

export interface BlobOptions {
  /** A folder for the blobs. Default: in memory. */
  readonly folder?: string
  readonly port?: number
  /**
   * Whether a block may have any ID, as with Azure, or only one that servers that replace GitHub's can read. Only
   * older releases of the action need it. Default: false.
   */
  readonly anyBlockId?: boolean
}

/** The blob store of the cache service. */
export interface BlobStore {
  /** A signed URL. */
  signedUrl(blob: string, use: 'read' | 'write'): string
  /** Bytes; undefined if nothing was committed under that name. */
  size(blob: string): Promise<number | undefined>
  read(blob: string): Promise<Buffer>
  write(blob: string, content: Buffer): Promise<void>
  delete(blob: string): Promise<void>
  injectFaults(hook: FaultHook | undefined): Promise<void>
  limitBandwidth(bytesPerSecond: number | undefined): Promise<void>
  report(): Promise<BlobReport>
  stop(): Promise<void>
}

/** Azurite in a separate process. */
export class Blobs implements BlobStore {
  readonly #process: ChildProcess
  readonly #port: number
  readonly #credential: StorageSharedKeyCredential
  readonly #container: ContainerClient
  readonly #answers = new Map<number, (message: FromBlobProcess) => void>()
  #faults: FaultHook | undefined
  #lastId = 0

  private constructor(child: ChildProcess, port: number, key: string) {
    this.#process = child
    this.#port = port
    this.#credential = new StorageSharedKeyCredential(account, key)
    this.#container = new ContainerClient(
      `http://127.0.0.1:${port}/${account}/${container}`,
      this.#credential,
      // By default, the client waits for seconds before it tries again. The server closes idle connections.
      { retryOptions: { retryDelayInMs: 10, maxRetryDelayInMs: 100 } },
    )
    child.on('message', (message: FromBlobProcess) => {
      this.#hear(message)
    })
  }

  static async start(options: BlobOptions): Promise<Blobs> {
    if (options.folder !== undefined) await mkdir(options.folder, { recursive: true })
    const key = randomBytes(32).toString('base64')
    const child = fork(
      join(import.meta.dirname, 'blob-process.ts'),
      [options.folder ?? '', String(options.port ?? 0), options.anyBlockId === true ? 'any' : 'checked'],
      {
        env: {
          PATH: process.env['PATH'],
          AZURITE_ACCOUNTS: `${account}:${key}`,
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
          NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
        },
        execArgv: [],
      },
    )
    const died = once(child, 'exit').then(() => {
      throw new Error('the blob service ended before it listened')
    })
    const [first] = (await Promise.race([once(child, 'message'), died])) as [FromBlobProcess]
    if (first.kind !== 'listening') throw new Error(`the blob service said ${first.kind} before it listened`)
    died.catch(() => undefined)
    const blobs = new Blobs(child, first.port, key)
    await blobs.#container.createIfNotExists()
    return blobs
  }

  /** Under `.blob.core.windows.net`, like GitHub's. */
  signedUrl(blob: string, use: 'read' | 'write'): string {
    const sas = generateBlobSASQueryParameters(
      {
        containerName: container,
        blobName: blob,
        permissions: BlobSASPermissions.parse(use === 'read' ? 'r' : 'cw'),
        protocol: SASProtocol.HttpsAndHttp,
        startsOn: new Date(Date.now() - 300_000),
        expiresOn: new Date(Date.now() + signedForMilliseconds),
      },
      this.#credential,
    )
    return `http://${account}.blob.core.windows.net:${this.#port}/${container}/${blob}?${sas.toString()}`
  }

  async size(blob: string): Promise<number | undefined> {
    const client = this.#container.getBlobClient(blob)
    return (await client.exists()) ? (await client.getProperties()).contentLength : undefined
  }

  async read(blob: string): Promise<Buffer> {
    return await this.#container.getBlobClient(blob).downloadToBuffer()
  }

  async write(blob: string, content: Buffer): Promise<void> {
    await this.#container.getBlockBlobClient(blob).uploadData(content)
  }

  async delete(blob: string): Promise<void> {
    await this.#container.getBlobClient(blob).deleteIfExists()
  }

  async injectFaults(hook: FaultHook | undefined): Promise<void> {
    this.#faults = hook
    await this.#ask((id) => ({ kind: 'askAboutFaults', id, ask: hook !== undefined }))
  }

  async limitBandwidth(bytesPerSecond: number | undefined): Promise<void> {
    await this.#ask((id) => ({ kind: 'bandwidth', id, bytesPerSecond }))
  }

  async report(): Promise<BlobReport> {
    const answer = await this.#ask((id) => ({ kind: 'report', id }))
    if (answer.kind !== 'reported') throw new Error(`the blob service answered a report with ${answer.kind}`)
    return answer.report
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.disconnect()
    await ended
  }

  async #ask(message: (id: number) => ToBlobProcess): Promise<FromBlobProcess> {
    const id = ++this.#lastId
    const answer = new Promise<FromBlobProcess>((resolve) => this.#answers.set(id, resolve))
    this.#process.send(message(id))
    return await answer
  }

  #hear(message: FromBlobProcess): void {
    if (message.kind === 'faultFor') {
      const answer: ToBlobProcess = { kind: 'fault', id: message.id, fault: this.#faults?.(message.request) }
      this.#process.send(answer)
    } else if (message.kind !== 'listening') {
      this.#answers.get(message.id)?.(message)
      this.#answers.delete(message.id)
    }
  }
}
