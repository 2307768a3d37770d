/** A random number generator with the same results on every machine: Marsaglia's xorshift, 32 bits. */
export class Random {
  #state: number

  constructor(seed: number) {
    // Spreads similar seeds. Zero is invalid, because xorshift never leaves it.
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1
    for (let n = 0; n < 8; n++) this.next()
  }

  /** A signed integer of 32 bits, never 0. */
  next(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return state
  }

  /** From 0 to less than 1. */
  fraction(): number {
    return (this.next() >>> 0) / 2 ** 32
  }

  /** From 0 to less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  /** Exponentially distributed: mostly small, rarely far above the mean. */
  aroundMean(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean
  }
}
