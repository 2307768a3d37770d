import { once } from 'node:events'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { makeSparseFile } from '../disk/image.ts'
import { endServing, recordServer, servedPath, serverRecordName } from '../disk/served-file.ts'
import { runAsRoot } from '../privileged.ts'
import { reasonOf } from '../reason.ts'
import { chunkSize, type Manifest, type Pack } from '../snapshot/manifest.ts'
import { assertNoPackIsMissing, missingPacks } from '../snapshot/read-snapshot.ts'
import type { Store } from '../store/store.ts'
import { ChunkFetcher, FetchError, goneFailure, type FetchLimits } from './chunk-fetcher.ts'
import { ChunkMap } from './chunk-map.ts'
import {
  serveControl,
  socketName,
  type VolumeRequest,
  type VolumeFailure,
  type VolumeStatus,
} from './control.ts'
import {
  errnoOf,
  newAnswerBuffer,
  readAnswer,
  sendAnswer,
  type FromFuseThread,
  type FuseThreadData,
  type WaitingRequest,
} from './fuse-thread.ts'
import { ImageFile } from './image-file.ts'
import { emptyAnswer, errors, fuseMountOptions, refusal, writeAnswer } from './protocol.ts'

/** The volume that a process serves. */
export interface ServePlan {
  /** Sparse file with the chunks fetched so far; its folder is used by this process only. */
  readonly image: string
  readonly manifest: Manifest
  /** Bytes: the size in the manifest or, to let the filesystem grow, more. */
  readonly imageSize: number
  readonly limits?: FetchLimits
}

/** Name of the file with the reason why nothing may be saved, for steps after the process has ended. */
export const failureName = 'failure.json'

/** Number of threads that answer the kernel: one more than the cores of the smallest hosted machine. */
const fuseThreads = 3

/** In MiB. These threads need little memory, but V8 would let 32 MiB of garbage accumulate in each. */
const smallYoungGeneration = { maxYoungGenerationSizeMb: 2 }

/** The chunk with the superblock, which is verified first. */
const firstChunk = 0

/**
 * Serves an image as the file `servedPath(image)` until the file is unmounted, and fetches its chunks when they are
 * read. Run it in its own process, because it changes the working directory.
 *
 * @param store of the snapshot
 * @param onReady called when the file can be attached
 * @throws Error if it cannot be served; then nothing is mounted
 */
export async function serveVolume(store: Store, plan: ServePlan, onReady: () => void): Promise<void> {
  const { image, manifest, imageSize } = plan
  // The control socket has a relative path, because a path of a socket has at most 107 bytes: unix(7).
  process.chdir(dirname(image))
  await makeSparseFile(image, imageSize)
  await recordServer(image)
  const stored = manifest.chunks.map(({ index }) => index)
  const map = ChunkMap.of(imageSize / chunkSize, stored)
  const file = new ImageFile(image, map)
  const fetcher = new ChunkFetcher({
    store,
    manifest,
    isPresent: (chunk) => map.isPresent(chunk),
    merge: (chunk, content) => {
      file.merge(chunk, content)
    },
    ...(plan.limits && { limits: plan.limits }),
  })
  const volume = new VolumeServer(map, file, fetcher, stored.length)
  const fuse = openSync('/dev/fuse', 'r+')
  const served = servedPath(image)
  try {
    writeFileSync(served, '', { mode: 0o600 })
    const { soon, later } = packsByNeed(manifest)
    await Promise.all([mount(fuse, served), assertNoPackIsMissing(store, soon), fetcher.fetch([firstChunk])])
    volume.lookUp(store, later)
    const threads = runThreads(fuse, image, map, imageSize, (message) => {
      volume.onMessage(fuse, message)
    })
    const control = serveControl((request) => volume.reply(request))
    fetcher.prefetch(manifest.firstUse ?? []).catch((error: unknown) => {
      volume.fail(error)
    })
    onReady()
    await threads
    control.close()
  } catch (error) {
    await endServingFor(image)
    throw error
  } finally {
    closeSync(fuse)
    await fetcher.close()
    file.close()
    await rm(socketName, { force: true })
  }
}

/** `soon`: the packs of the chunks that the last job used first. */
function packsByNeed({ chunks, packs, firstUse = [] }: Manifest): { soon: Pack[]; later: Pack[] } {
  const first = new Set([firstChunk, ...firstUse])
  const needed = new Set(chunks.flatMap(({ index, pack }) => (first.has(index) ? [pack] : [])))
  return {
    soon: packs.filter((_, index) => needed.has(index)),
    later: packs.filter((_, index) => !needed.has(index)),
  }
}

/** Ends the mount. Removes the record of this process first, because `endServing` kills the recorded process. */
async function endServingFor(image: string): Promise<void> {
  await rm(serverRecordName, { force: true })
  await endServing(image).catch(() => undefined)
}

/** Mounts the file. Passes the descriptor as stdin, because sudo closes all others. */
async function mount(fuse: number, served: string): Promise<void> {
  const name = basename(dirname(served))
  await runAsRoot('mount', ['--internal-only', '-t', 'fuse', '-o', fuseMountOptions, '--', name, served], {
    stdin: fuse,
  })
}

/** Resolves when all threads have ended: they end when the file is unmounted. */
async function runThreads(
  fuse: number,
  image: string,
  map: ChunkMap,
  size: number,
  onMessage: (message: FromFuseThread) => void,
): Promise<void> {
  const attributes = { size, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const data: FuseThreadData = { fuse, image, map: map.shared, attributes }
  const threads = Array.from({ length: fuseThreads }, () => {
    const thread = new Worker(threadEntry(), { workerData: data, resourceLimits: smallYoungGeneration })
    thread.on('message', onMessage)
    return once(thread, 'exit')
  })
  await Promise.all(threads)
}

/**
 * The script of a thread: next to the bundle that contains this module or, if run from source, next to this file. The
 * path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function threadEntry(): URL {
  const fromSource = import.meta.url.endsWith('.ts')
  return new URL(['.', fromSource ? 'fuse-thread-entry.ts' : 'fuse-thread.js'].join('/'), import.meta.url)
}

/** The work of the main thread: fetches chunks, and answers the requests that wait for them. */
class VolumeServer {
  readonly #map: ChunkMap
  readonly #file: ImageFile
  readonly #fetcher: ChunkFetcher
  readonly #stored: number
  /** A new buffer for each answer would stay in memory until the garbage collector runs. */
  readonly #buffer = newAnswerBuffer()
  #failure: VolumeFailure | undefined
  #recording: Promise<void> = Promise.resolve()
  #lookup: Promise<void> = Promise.resolve()

  constructor(map: ChunkMap, file: ImageFile, fetcher: ChunkFetcher, stored: number) {
    this.#map = map
    this.#file = file
    this.#fetcher = fetcher
    this.#stored = stored
  }

  onMessage(fuse: number, message: FromFuseThread): void {
    if (message.kind === 'refused') {
      this.#recordFailure({ kind: 'disk', reason: `The volume could not be written: ${message.reason}.` })
      return
    }
    void this.#answer(fuse, message.chunks, message.request)
  }

  async #answer(fuse: number, chunks: readonly number[], request: WaitingRequest): Promise<void> {
    try {
      if (request.kind === 'read') {
        await this.#fetcher.fetchToRead(chunks, (chunk) => this.#map.wasUsed(chunk))
      } else {
        await this.#fetcher.fetch(chunks)
      }
      // No `await` between these calls: all answers share one buffer.
      sendAnswer(fuse, this.#perform(request))
    } catch (error) {
      this.fail(error)
      const errno = error instanceof FetchError ? errors.EIO : errnoOf(error)
      sendAnswer(fuse, refusal(request.unique, errno))
    }
  }

  #perform(request: WaitingRequest): Buffer {
    const { unique, offset } = request
    switch (request.kind) {
      case 'read':
        return readAnswer(this.#file, request, this.#buffer)
      case 'clear':
        this.#file.clear(offset, request.length)
        return emptyAnswer(unique)
      case 'write':
        this.#file.write(offset, Buffer.from(request.data))
        return writeAnswer(unique, request.data.length)
    }
  }

  /** Looks up packs in the background. A missing pack makes the volume fail; a store that does not answer does not. */
  lookUp(store: Store, packs: readonly Pack[]): void {
    this.#lookup = missingPacks(store, packs).then(
      ([gone]) => {
        if (gone !== undefined) this.#recordFailure(goneFailure(gone))
      },
      () => undefined,
    )
  }

  /** Records why a chunk could not be fetched or written. */
  fail(error: unknown): void {
    this.#recordFailure(
      error instanceof FetchError
        ? error.failure
        : { kind: 'disk', reason: `The volume could not be written: ${reasonOf(error)}.` },
    )
  }

  #recordFailure(failure: VolumeFailure): void {
    if (this.#failure) return
    this.#failure = failure
    // If the disk is full, the file is missing, and steps see the failure only in the status of this process.
    this.#recording = writeFile(failureName, JSON.stringify(failure), { mode: 0o600 }).catch(() => undefined)
  }

  /**
   * Absent chunks with discarded blocks that would shrink if rewritten without these; a flush fetches them. Other
   * trimmed chunks stay as stored: every trim discards the same blocks again, so every save would fetch them again.
   */
  #worthTrimming(): number[] {
    return this.#map
      .trimmedChunks()
      .filter(({ chunk, liveBytes }) => this.#fetcher.storedBytes(chunk) > liveBytes)
      .map(({ chunk }) => chunk)
  }

  async reply(request: VolumeRequest): Promise<VolumeStatus> {
    try {
      if (request.kind === 'look-up') await this.#lookup
      if (request.kind === 'fetch') await this.#fetcher.fetch(request.chunks)
      if (request.kind === 'trim') this.#map.setTrimming(request.isTrim)
      if (request.kind === 'flush') {
        const written = this.#map.writtenChunks().filter((chunk) => !this.#map.isPresent(chunk))
        await this.#fetcher.fetch([...written, ...this.#worthTrimming()])
        this.#file.sync()
      }
    } catch (error) {
      this.fail(error)
    }
    await this.#recording
    return {
      stored: this.#stored,
      fetched: this.#fetcher.counts,
      written: this.#map.writtenChunks(),
      firstUse: this.#map.usedInOrder(),
      memory: process.memoryUsage.rss(),
      failure: this.#failure,
    }
  }
}
