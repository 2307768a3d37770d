import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Texts } from '../runner/surroundings.ts'
import type { Random } from './random.ts'

/** `end`: what is cleared away at the end of a job on a machine that stays. */
export type Phase = 'restore' | 'run' | 'stop' | 'save' | 'end'

/** Where to strike: before the `count`-th thing that our process asks of the world in a phase, see points.js. */
export interface Point {
  readonly phase: Phase
  readonly count: number
  /** Instead of the count: before the first that contains this. */
  readonly before?: string
  /** Not before it, but so many milliseconds after it began. */
  readonly later?: number
}

/** About as many as a job has. A phase that has fewer is struck at its end. */
const points: Readonly<Record<Phase, number>> = { restore: 24, run: 12, stop: 12, save: 14, end: 6 }

/** A phase, at any of its points; or right before what contains a text, such as `docker stop`. */
export type Place = Phase | { readonly phase: Phase; readonly before: string }

export function choosePoint(place: Place, random: Random, exact = false): Point {
  const count = random.integer(1, points[typeof place === 'string' ? place : place.phase])
  const later = !exact && random.chance(0.4) ? { later: random.integer(0, 250) } : {}
  return { ...(typeof place === 'string' ? { phase: place } : place), count, ...later }
}

/** The preloads of a job that is to be struck. */
export const preloads = ['points.js', 'shorter-waits.js'].map((name) => join(import.meta.dirname, name))

/** The campaign's side of points.js. */
export class Stopover {
  readonly #folder: string
  readonly #point: Point
  #over = false

  /** @param folder empty, of the run's own */
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
   * Waits until the point is reached, does what is to be done there, and lets the process go on.
   *
   * @param strike answers by how much the clocks are to jump, ms
   * @returns what the process was about to do; undefined when the job ended without coming by
   */
  async visit(strike: () => Promise<number>): Promise<string | undefined> {
    while (!this.reached) {
      if (this.#over) return undefined
      await setTimeout(5)
    }
    const { label } = JSON.parse(await readFile(join(this.#folder, 'reached'), 'utf8')) as { label: string }
    if (this.#point.later === undefined) {
      let clockJump = 0
      try {
        clockJump = await strike()
      } finally {
        await this.#letGo(clockJump)
      }
    } else {
      await this.#letGo(0)
      await setTimeout(this.#point.later)
      await strike()
    }
    return label
  }

  /** The job is over: whoever waits for the point waits in vain. */
  end(): void {
    this.#over = true
  }

  async #letGo(clockJump: number): Promise<void> {
    const file = join(this.#folder, 'go-on')
    await writeFile(`${file}.new`, JSON.stringify({ clockJump }))
    await rename(`${file}.new`, file)
  }
}
