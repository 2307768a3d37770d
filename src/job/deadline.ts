/** By when a save has to be done. */
export class Deadline {
  /** Given when it has passed. */
  readonly signal: AbortSignal
  readonly #end: number

  /** @param seconds from now */
  constructor(seconds: number) {
    this.signal = AbortSignal.timeout(seconds * 1000)
    this.#end = performance.now() + seconds * 1000
  }

  /** Whole ones; 0 when it has passed. */
  get secondsLeft(): number {
    return this.signal.aborted ? 0 : Math.max(0, Math.floor((this.#end - performance.now()) / 1000))
  }
}
