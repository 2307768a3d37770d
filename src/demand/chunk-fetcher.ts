import { untilAborted } from '../deadline.ts'
import { chunkFetchLimits } from '../network-limits.ts'
import { packKey } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import { TransientError, retry, type Retries } from '../retry.ts'
import { freeMemory } from '../free-memory.ts'
import { packRanges, type PackRange } from '../snapshot/layout.ts'
import type { Manifest, StoredChunk } from '../snapshot/manifest.ts'
import { verifiedChunks } from '../snapshot/worker-tasks.ts'
import { forEachConcurrently } from '../snapshot/workers.ts'
import { readRange, SourceError } from '../store/source.ts'
import type { OpenedEntry, Store } from '../store/store.ts'

/**
 * Why chunks could not be fetched. `gone`: the pack is no longer in the store; `wrong`: the bytes differed twice from
 * what was saved; `unavailable`: the store did not answer, or refused the request.
 */
export interface FetchFailure {
  readonly kind: 'gone' | 'wrong' | 'unavailable'
  /** SHA-256, in hex. */
  readonly pack: string
  /** A sentence with the pack's hash. */
  readonly reason: string
}

/** The failure of a pack that is no longer in the store. */
export function goneFailure(pack: string): FetchFailure {
  return { kind: 'gone', pack, reason: `The pack ${pack} is no longer in the store.` }
}

export class FetchError extends Error {
  readonly failure: FetchFailure

  constructor(failure: FetchFailure) {
    super(failure.reason)
    this.failure = failure
  }
}

/** How often a fetch is retried. */
export interface FetchLimits extends Retries {
  /** Maximum milliseconds for all attempts together. */
  readonly limitMilliseconds: number
}

/** Maximum number of ranges to prefetch at the same time. */
const prefetchConcurrency = 6

/** Maximum number of ranges to have in memory: those of the prefetch, and as many that somebody waits for. */
const maxRanges = 2 * prefetchConcurrency

/** Number of chunks to fetch with one request when chunks are read in sequence. */
const groupSize = 4

/** Maximum number of chunks to fetch ahead of a reader. */
const maxReadAhead = 16

export interface FetcherOptions {
  readonly store: Store
  readonly manifest: Manifest
  /** Whether a chunk is already in the image. */
  readonly isPresent: (chunk: number) => boolean
  /** Writes a verified chunk to the image. */
  readonly merge: (chunk: number, content: Buffer) => void
  readonly limits?: FetchLimits
  /** Waits between attempts. Default: by the machine's clock. */
  readonly pause?: (milliseconds: number) => Promise<void>
}

/** The amount that was fetched so far. */
export interface FetchCounts {
  readonly chunks: number
  /** Compressed bytes, including gaps between chunks. */
  readonly bytes: number
}

/** Fetches chunks of a snapshot. Fetches each chunk only once, even if several callers request it. */
export class ChunkFetcher {
  readonly #options: FetcherOptions
  readonly #stored: ReadonlyMap<number, StoredChunk>
  readonly #pending = new Map<number, Promise<void>>()
  readonly #opened = new Map<number, Promise<OpenedEntry>>()
  readonly #limit = new ConcurrencyLimit(maxRanges)
  #counts = { chunks: 0, bytes: 0 }
  #failure: FetchError | undefined

  constructor(options: FetcherOptions) {
    this.#options = options
    this.#stored = new Map(options.manifest.chunks.map((chunk) => [chunk.index, chunk]))
  }

  get counts(): FetchCounts {
    return this.#counts
  }

  /** Compressed bytes of a chunk in the store; 0 for a hole. */
  storedBytes(chunk: number): number {
    return this.#stored.get(chunk)?.length ?? 0
  }

  /** The first failure. Nothing is fetched after it, because the engine may have read an error. */
  get failure(): FetchFailure | undefined {
    return this.#failure?.failure
  }

  /**
   * Fetches chunks for a request that waits for them.
   *
   * @throws FetchError
   */
  async fetch(chunks: readonly number[]): Promise<void> {
    const ranges = packRanges(this.#wanted(chunks))
    const started = ranges.map((range) => this.#start(range))
    const underWay = chunks.flatMap((chunk) => this.#pending.get(chunk) ?? [])
    await Promise.all([...started, ...underWay])
  }

  /**
   * Like `fetch`, but if chunks are read in sequence, also fetches the ones that follow: as many as were read before
   * without a gap, so that a reader of much content waits for the network only at its start.
   *
   * @throws FetchError
   */
  async fetchToRead(chunks: readonly number[], wasUsed: (chunk: number) => boolean): Promise<void> {
    const first = chunks[0] ?? 0
    const ahead = usedBefore(first, wasUsed)
    for (let start = first; start < first + ahead; start += groupSize) {
      const group = Array.from({ length: groupSize }, (_, at) => start + at)
      for (const range of packRanges(this.#wanted(group))) void this.#start(range)
    }
    await this.fetch(chunks)
  }

  /**
   * Fetches chunks before they are requested, in this order, a few ranges at a time.
   *
   * @throws FetchError
   */
  async prefetch(chunks: readonly number[]): Promise<void> {
    const place = new Map(chunks.map((chunk, at) => [chunk, at]))
    const firstOf = ({ chunks: inRange }: PackRange) =>
      Math.min(...inRange.map(({ index }) => place.get(index) ?? Infinity))
    const ranges = packRanges(this.#wanted(chunks)).toSorted((a, b) => firstOf(a) - firstOf(b))
    await forEachConcurrently(ranges, prefetchConcurrency, async (range) => {
      await this.fetch(range.chunks.map(({ index }) => index))
    })
  }

  async close(): Promise<void> {
    for (const opened of this.#opened.values())
      await opened.then((entry) => entry.close()).catch(() => undefined)
  }

  /** The chunks that are only in the store, and are not being fetched. */
  #wanted(chunks: readonly number[]): StoredChunk[] {
    return chunks.flatMap((index) => {
      const stored = this.#stored.get(index)
      return stored && !this.#options.isPresent(index) && !this.#pending.has(index) ? [stored] : []
    })
  }

  #start(range: PackRange): Promise<void> {
    const work = this.#limit
      .run(() => this.#fetchRange(range))
      .catch((error: unknown) => {
        this.#failure ??= error instanceof FetchError ? error : undefined
        throw error
      })
      .finally(() => {
        for (const { index } of range.chunks) this.#pending.delete(index)
      })
    for (const { index } of range.chunks) this.#pending.set(index, work)
    work.catch(() => undefined)
    return work
  }

  async #fetchRange(range: PackRange): Promise<void> {
    if (this.#failure) throw this.#failure
    const { limits = chunkFetchLimits, pause, manifest } = this.#options
    const pack = manifest.packs[range.pack]?.sha256 ?? ''
    const fail = (kind: FetchFailure['kind'], reason: string) =>
      new FetchError({ kind, pack, reason: `The pack ${pack} ${reason}.` })
    let timesWrong = 0
    const attempt = async (): Promise<void> => {
      try {
        await this.#fetchOnce(range)
      } catch (error) {
        if (error instanceof GoneError) throw new FetchError(goneFailure(pack))
        if (error instanceof WrongError && ++timesWrong === 2) {
          throw fail('wrong', `differs from what was saved: ${error.message}`)
        }
        if (error instanceof LocalError) throw error
        throw new TransientError(reasonOf(error), { cause: error })
      }
    }
    const limit = AbortSignal.timeout(limits.limitMilliseconds)
    const effects = { note: () => undefined, signal: limit, ...(pause && { pause }) }
    try {
      await untilAborted(limit, retry('fetching', attempt, limits, effects))
    } catch (error) {
      if (error instanceof FetchError) throw error
      if (error instanceof LocalError) throw error.cause
      const reason = limit.aborted
        ? `it took more than ${limits.limitMilliseconds / 1000} s`
        : reasonOf(error)
      throw fail('unavailable', `cannot be fetched: ${reason}`)
    }
  }

  async #fetchOnce(range: PackRange): Promise<void> {
    const opened = this.#opened.get(range.pack) ?? this.#open(range.pack)
    this.#opened.set(range.pack, opened)
    const forget = async (): Promise<void> => {
      // The URL may have expired, so the next attempt requests a new one.
      if (this.#opened.get(range.pack) === opened) this.#opened.delete(range.pack)
      await opened.then((entry) => entry.close()).catch(() => undefined)
    }
    try {
      const bytes = await readRange((await opened).source, range.start, range.end)
      this.#take(range, bytes)
    } catch (error) {
      if (!(error instanceof LocalError)) await forget()
      throw error
    }
  }

  #take(range: PackRange, bytes: Buffer): void {
    const promised = { ...range, key: this.#options.manifest.fingerprintKey }
    try {
      for (const { index, bytes: content } of verifiedChunks(bytes, promised)) {
        this.#merge(index, content)
        freeMemory(content)
        this.#counts.chunks++
      }
    } catch (error) {
      throw error instanceof LocalError ? error : new WrongError(reasonOf(error))
    }
    this.#counts.bytes += bytes.length
    freeMemory(bytes)
  }

  #merge(chunk: number, content: Buffer): void {
    try {
      this.#options.merge(chunk, content)
    } catch (error) {
      throw new LocalError(reasonOf(error), { cause: error })
    }
  }

  async #open(pack: number): Promise<OpenedEntry> {
    const { store, manifest } = this.#options
    const entry = await store.open(packKey(manifest.packs[pack]?.sha256 ?? ''))
    if (!entry) throw new GoneError()
    return entry
  }
}

/** @returns how many chunks directly before this one were used, up to `maxReadAhead` */
function usedBefore(chunk: number, wasUsed: (chunk: number) => boolean): number {
  let count = 0
  while (count < maxReadAhead && count < chunk && wasUsed(chunk - 1 - count)) count++
  return count
}

/** Runs a limited number of tasks at the same time; the others wait in order. */
class ConcurrencyLimit {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async run(task: () => Promise<void>): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      await task()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}

class GoneError extends Error {}
/** The received bytes differ from what was saved. */
class WrongError extends SourceError {}
/** A chunk could not be written to the image. */
class LocalError extends Error {}
