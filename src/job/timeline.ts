import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobFolder, jobId } from './record.ts'

/** What a job's time goes into. Phases of one step may lie over each other. */
export type PhaseName =
  | 'look up'
  | 'restore'
  | 'volume'
  | 'CLI'
  | 'engine image'
  | 'engine start'
  | 'command'
  | 'engine stop'
  | 'save'
  | 'clean'

export interface Phase {
  readonly name: PhaseName
  /** Milliseconds since 1970, as `end`: the steps of a job have no other clock in common. */
  readonly start: number
  readonly end: number
}

const file = join(jobFolder, 'timeline')

/** Does `body`, and notes for the later steps of the job when it began and ended, however it did. */
export async function timed<T>(name: PhaseName, body: () => Promise<T>, now = Date.now): Promise<T> {
  const start = now()
  try {
    return await body()
  } finally {
    note({ name, start, end: now() })
  }
}

function note(phase: Phase): void {
  try {
    mkdirSync(jobFolder, { recursive: true })
    // The line's end comes first: what follows a line that was cut short is then not lost with it.
    appendFileSync(file, `\n${JSON.stringify({ job: jobId, ...phase })}`)
  } catch {
    // No job is to fail for want of its timeline.
  }
}

/** The phases of this job so far, of all its steps, in the order in which they began. */
export function readTimeline(): Phase[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return text
    .split('\n')
    .flatMap(readLine)
    .toSorted((a, b) => a.start - b.start)
}

function readLine(line: string): Phase[] {
  try {
    const { job, name, start, end } = JSON.parse(line) as Phase & { readonly job: string }
    return job === jobId ? [{ name, start, end }] : []
  } catch {
    return []
  }
}
