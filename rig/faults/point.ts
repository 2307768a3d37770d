import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Texts } from '../runner/surroundings.ts'
import type { Random } from './random.ts'

/** `end`: the cleanup at the end of a job on a persistent machine. */
export type Phase = 'restore' | 'run' | 'stop' | 'save' | 'end'

/** Where to strike: before the `count`-th external operation of the process in a phase, see points.js. */
export interface Point {
  readonly phase: Phase
  readonly count: number
  /** Instead of the count: before the first operation that contains this text. */
  readonly before?: string
  /** Strikes this many milliseconds after the operation started, instead of before it. */
  readonly laterMilliseconds?: number
}

/** The approximate number of operations in a job. In a phase with fewer, the fault strikes at the end. */
const points: Readonly<Record<Phase, number>> = { restore: 24, run: 12, stop: 12, save: 14, end: 6 }

/** Any point of a phase, or the point before an operation that contains a text, such as `docker stop`. */
export type Place = Phase | { readonly phase: Phase; readonly before: string }

export function choosePoint(place: Place, random: Random, exact = false): Point {
  const count = random.integer(1, points[typeof place === 'string' ? place : place.phase])
  const later = !exact && random.chance(0.4) ? { laterMilliseconds: random.integer(0, 250) } : {}
  return { ...(typeof place === 'string' ? { phase: place } : place), count, ...later }
}

/** The preloads of a job with a fault. */
export const preloads = ['points.js', 'shorter-waits.js'].map((name) => join(import.meta.dirname, name))

/** Controls points.js from the campaign. */
export class Stopover {
  readonly #folder: string
  readonly #point: Point
  #over = false

  /** @param folder empty, only for this run */
  constructor(folder: string, point: Point) {
    this.#folder = folder
    this.#point = point
  }

  get env(): Texts {
    return { FAULTS_FOLDER: this.#folder, FAULTS_POINT: JSON.stringify(this.#point) }
  }

  get reached(): boolean {
    return existsSync(join(this.#folder, 'reached'))
  }

  /**
   * Waits until the process reaches the point, strikes, and lets the process continue.
   *
   * @param strike returns by how many milliseconds the clocks jump
   * @returns the next operation of the process; undefined if the job ended before the point
   */
  async visit(strike: () => Promise<number>): Promise<string | undefined> {
    while (!this.reached) {
      if (this.#over) return undefined
      await setTimeout(5)
    }
    const { label } = JSON.parse(await readFile(join(this.#folder, 'reached'), 'utf8')) as { label: string }
    if (this.#point.laterMilliseconds === undefined) {
      let clockJump = 0
      try {
        clockJump = await strike()
      } finally {
        await this.#letGo(clockJump)
      }
    } else {
      await this.#letGo(0)
      await setTimeout(this.#point.laterMilliseconds)
      await strike()
    }
    return label
  }

  /** Ends all waiting for the point, because the job has ended. */
  end(): void {
    this.#over = true
  }

  async #letGo(clockJump: number): Promise<void> {
    const file = join(this.#folder, 'go-on')
    await writeFile(`${file}.new`, JSON.stringify({ clockJump }))
    await rename(`${file}.new`, file)
  }
}
