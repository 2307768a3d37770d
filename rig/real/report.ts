import { availableParallelism, loadavg } from 'node:os'
import { spread } from '../../bench/results.ts'
import type { Phase, PhaseName } from '../../src/record/timeline.ts'
import { reasonOf } from '../../src/reason.ts'

/**
 * What a job's time went into, in the order of the table; `connect` is part of `command`, and `between` is what no phase
 * covers.
 */
const rows = [
  'look up',
  'restore',
  'volume',
  'CLI',
  'engine image',
  'engine start',
  'connect',
  'command',
  'idle check',
  'free space',
  'engine stop',
  'save',
  'between',
  'whole job',
] as const
export type RowName = (typeof rows)[number]

/** Seconds of each phase of one job; those that it did not have are absent. */
export type Seconds = Partial<Record<RowName, number>>

/** Adds up the phases of a job by name. */
export function secondsOf(phases: readonly Phase[]): Seconds {
  const seconds: Partial<Record<PhaseName, number>> = {}
  for (const { name, start, end } of phases) seconds[name] = (seconds[name] ?? 0) + (end - start) / 1000
  return seconds
}

/** Seconds from `start` to `end` during which no phase was running. */
export function secondsBetween(phases: readonly Phase[], start: number, end: number): number {
  let covered = 0
  let until = start
  for (const phase of phases.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(until, phase.start)
    const to = Math.min(end, phase.end)
    if (to > from) covered += to - from
    until = Math.max(until, to)
  }
  return (end - start - covered) / 1000
}

/** What was asserted of the real Dagger and what was measured, for all versions. */
export class Report {
  passed = 0
  failed = 0
  readonly #columns = new Map<string, Seconds[]>()
  readonly #say: (line: string) => void
  #version = ''

  /** @param say takes a line at a time */
  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /** What follows is of this version. */
  begin(version: string): void {
    this.#version = version
    this.#say(`\nDagger ${version}`)
  }

  note(line: string): void {
    this.#say(`        ${line}`)
  }

  /**
   * Asserts one requirement; one that does not hold does not end the run.
   *
   * @param sentence what must be true
   * @param found what was seen, which is always shown
   */
  check(sentence: string, holds: boolean, found: string): void {
    if (holds) this.passed++
    else this.failed++
    this.#say(`  ${holds ? 'passed' : 'FAILED'}  ${sentence} (${found})`)
  }

  /** Runs requirements that belong together; an error in the middle counts as one that failed. */
  async group(name: string, body: () => Promise<void>): Promise<void> {
    const [load = 0] = loadavg()
    this.#say(` ${name} (load ${load.toFixed(1)} on ${availableParallelism()} cores)`)
    try {
      await body()
    } catch (error) {
      this.check('The requirements of this group can be tested to their end', false, reasonOf(error))
    }
  }

  /** @param kind of a job, as the head of a column of the table of phases */
  measured(kind: string, seconds: Seconds): void {
    const column = `${this.#version} ${kind}`
    this.#columns.set(column, [...(this.#columns.get(column) ?? []), seconds])
  }

  /** Seconds of each phase, the median of the jobs of one kind, versions side by side. */
  table(): string {
    const names = [...this.#columns.keys()]
    const line = (first: string, cells: readonly string[]) =>
      first.padEnd(13) + cells.map((cell, at) => cell.padStart((names[at]?.length ?? 0) + 2)).join('')
    const lines = rows.flatMap((row) => {
      const cells = names.map((name) => medianOf(this.#columns.get(name) ?? [], row))
      return cells.some((cell) => cell !== '') ? [line(row, cells)] : []
    })
    return [line('seconds', names), ...lines].join('\n')
  }

  summary(): string {
    return `${this.passed} passed, ${this.failed} failed`
  }
}

function medianOf(jobs: readonly Seconds[], row: RowName): string {
  const values = jobs.flatMap((job) => job[row] ?? [])
  return values.length === 0 ? '' : spread(values).median.toFixed(1)
}

/** For what was found: the median and the range. */
export function inSeconds(values: readonly number[]): string {
  const { median, least, most } = spread(values)
  return `median ${median.toFixed(2)} s, ${least.toFixed(2)} to ${most.toFixed(2)} s`
}
