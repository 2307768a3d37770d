import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { jobFolder, jobId } from './record.ts'

/** What a job spends its time on. Phases of one step may overlap. */
export type PhaseName =
  | 'look up'
  | 'restore'
  | 'volume'
  | 'CLI'
  | 'engine image'
  | 'engine start'
  | 'command'
  /** Asks the engine what its cache contains, before the first command and at the end of the job. */
  | 'idle check'
  /** Makes the engine remove what it must not keep. */
  | 'free space'
  | 'engine stop'
  | 'save'
  | 'clean'

export interface Phase {
  readonly name: PhaseName
  /** Milliseconds since 1970, like `end`: the steps of a job have no other clock in common. */
  readonly start: number
  readonly end: number
}

const file = join(jobFolder, 'timeline')

/** Runs `body`, and records its start and end for the job's later steps, even if it fails. */
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
    // The line break comes first, so that the line after a truncated one is not lost.
    appendFileSync(file, `\n${JSON.stringify({ job: jobId, ...phase })}`)
  } catch {
    // A job must not fail because of its timeline.
  }
}

/** The phases of this job so far, from all its steps, sorted by start. */
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
