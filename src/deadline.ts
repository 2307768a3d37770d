import { AsyncLocalStorage } from 'node:async_hooks'

/** A time limit for a piece of work. Commands that run `within` it are stopped when it is reached. */
export class Deadline {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal
  /** The time limit for cleaning up after the work, if it is longer. */
  readonly cleanUp: Deadline | undefined
  readonly #end: number

  /** @param seconds from now */
  constructor(seconds: number, cleanUp?: Deadline) {
    this.signal = AbortSignal.timeout(Math.round(seconds * 1000))
    this.#end = performance.now() + seconds * 1000
    this.cleanUp = cleanUp
  }

  /** Whole seconds; 0 if the time is up. */
  get secondsLeft(): number {
    return this.signal.aborted ? 0 : Math.floor(this.#remaining)
  }

  /** A deadline that ends earlier, so that `reserveSeconds` of this one remain for cleaning up. */
  reserving(reserveSeconds: number): Deadline {
    return new Deadline(Math.max(0, this.#remaining - reserveSeconds), this)
  }

  /** A deadline in `seconds`, or this one if it is earlier. The time for cleaning up is the same. */
  atMost(seconds: number): Deadline {
    return new Deadline(Math.min(seconds, this.#remaining), this.cleanUp)
  }

  /** Seconds; 0 if the time is up. */
  get #remaining(): number {
    return Math.max(0, (this.#end - performance.now()) / 1000)
  }
}

const ambient = new AsyncLocalStorage<Deadline>()

/** Runs `body`. All its commands are stopped when the deadline is reached. */
export async function within<T>(deadline: Deadline, body: () => Promise<T>): Promise<T> {
  return await ambient.run(deadline, body)
}

/** Runs `body` with the time that the current deadline reserves for cleaning up. */
export async function cleaningUp<T>(body: () => Promise<T>): Promise<T> {
  const reserve = ambient.getStore()?.cleanUp
  return reserve ? await ambient.run(reserve, body) : await body()
}

/** Aborted when the time of the current work is up; undefined if it has no deadline. */
export function currentSignal(): AbortSignal | undefined {
  return ambient.getStore()?.signal
}

/**
 * Waits for `work` until the signal is aborted. Does not stop the work, which may continue to use its resources.
 *
 * @throws the signal's reason if it is aborted first
 */
export async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return await new Promise<T>((resolve, reject) => {
    const abandon = (): void => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) abandon()
    signal.addEventListener('abort', abandon, { once: true })
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abandon)
    })
  })
}
