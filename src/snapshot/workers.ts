import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { SourceError } from '../store/source.ts'
import { scan, type ScannedChunk, type ScanTask, type WriteTask } from './worker-tasks.ts'
import type { Answer } from './worker.ts'

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/**
 * The script of a thread: next to the bundle that contains this module or, if run from source, next to this file.
 * The path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function threadEntry(): URL {
  const fromSource = import.meta.url.endsWith('.ts')
  return new URL(['.', fromSource ? 'worker-thread.ts' : 'worker.js'].join('/'), import.meta.url)
}

/** Uncompressed bytes that a thread reads or writes in about the time that its start takes, some 50 ms of a core. */
const bytesPerStart = 32 * 2 ** 20

/**
 * How many threads to start for a number of bytes.
 *
 * @param bytes uncompressed
 * @param max for any number of bytes
 */
export function threadsFor(bytes: number, max: number): number {
  return Math.max(1, Math.min(max, Math.ceil(bytes / bytesPerStart)))
}

/** What scans chunks. */
export type Scanners = Pick<Workers, 'size' | 'scan' | 'close'>

/** Scans in this thread: for few bytes, this takes less time than the start of another thread. */
const thisThread: Scanners = {
  size: 1,
  scan: async (task) => {
    // Lets uploads and time limits proceed between two tasks.
    await setImmediate()
    return scan(task)
  },
  close: () => Promise.resolve(),
}

/**
 * What to scan a number of bytes with: this thread, or up to `max` others.
 *
 * @param bytes uncompressed
 */
export function scannersFor(bytes: number, max: number): Scanners {
  return bytes <= bytesPerStart ? thisThread : new Workers(threadsFor(bytes, max))
}

/** A few threads that share the hashing, compressing and writing. Close it, or the process does not exit. */
export class Workers {
  readonly size: number
  readonly #threads: { readonly worker: Worker; readonly waiting: Map<number, Waiting> }[] = []
  /** Set once a thread has ended: it never answers, so no further task is sent. */
  #failure: Error | undefined
  #nextId = 0

  constructor(size: number) {
    this.size = size
    for (let n = 0; n < size; n++) {
      const waiting = new Map<number, Waiting>()
      const worker = new Worker(threadEntry())
      worker.on('message', (answer: Answer) => {
        waiting.get(answer.id)?.resolve(answer)
        waiting.delete(answer.id)
      })
      const fail = (error: Error) => {
        this.#failure ??= error
        for (const { reject } of waiting.values()) reject(error)
        waiting.clear()
      }
      worker.on('error', fail)
      worker.on('exit', (code) => {
        fail(new Error(`a worker thread ended with code ${code}`))
      })
      this.#threads.push({ worker, waiting })
    }
  }

  async scan(task: ScanTask): Promise<ScannedChunk[]> {
    return (await this.#ask(task)) ?? []
  }

  async write(task: WriteTask): Promise<void> {
    await this.#ask(task)
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }

  async #ask(task: ScanTask | WriteTask): Promise<ScannedChunk[] | undefined> {
    if (this.#failure) throw this.#failure
    const thread = this.#threads.reduce((least, other) =>
      other.waiting.size < least.waiting.size ? other : least,
    )
    const id = this.#nextId++
    const answer = await new Promise<Answer>((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject })
      thread.worker.postMessage({ id, task })
    })
    if (answer.error !== undefined) throw new (answer.ofSource ? SourceError : Error)(answer.error)
    return answer.result
  }
}

/**
 * Runs `job` for every item, `concurrency` at a time, and starts the items in order. After the first failure, starts no
 * further items, waits for those in progress, and throws the failure.
 */
export async function forEachConcurrently<T>(
  items: Iterable<T>,
  concurrency: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  const failures: unknown[] = []
  const runRemaining = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done && failures.length === 0; next = iterator.next()) {
      try {
        await job(next.value)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, runRemaining))
  if (failures.length > 0) throw failures[0]
}
