import { AsyncLocalStorage } from 'node:async_hooks'

/** The time that a piece of work may take. What runs `within` it ends with it. */
export class Deadline {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal
  /** What cleaning up after the work may take, if that is longer. */
  readonly cleanUp: Deadline | undefined
  readonly #end: number

  /** @param seconds from now */
  constructor(seconds: number, cleanUp?: Deadline) {
    this.signal = AbortSignal.timeout(Math.round(seconds * 1000))
    this.#end = performance.now() + seconds * 1000
    this.cleanUp = cleanUp
  }

  /** Whole seconds; 0 when the time is over. */
  get secondsLeft(): number {
    return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000))
  }

  /** A deadline that ends earlier, so that `reserveSeconds` of this one are left for cleaning up. */
  before(reserveSeconds: number): Deadline {
    return new Deadline(Math.max(0, (this.#end - performance.now()) / 1000 - reserveSeconds), this)
  }
}

const ambient = new AsyncLocalStorage<Deadline>()

/** Runs `body`, whose commands all end when the deadline's time is over. */
export async function within<T>(deadline: Deadline, body: () => Promise<T>): Promise<T> {
  return await ambient.run(deadline, body)
}

/** Runs `body` with the time that the current deadline leaves for cleaning up. */
export async function cleaningUp<T>(body: () => Promise<T>): Promise<T> {
  const reserve = ambient.getStore()?.cleanUp
  return reserve ? await ambient.run(reserve, body) : await body()
}

/** Aborted when the time of the work under way is over; undefined where it has no deadline. */
export function currentSignal(): AbortSignal | undefined {
  return ambient.getStore()?.signal
}

/**
 * Waits for `work` no longer than until the signal. The work itself is not ended: whatever it still holds may be in
 * use afterwards.
 *
 * @throws the signal's reason when it was first
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
