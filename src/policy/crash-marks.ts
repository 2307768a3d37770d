import { createHash } from 'node:crypto'
import { markPrefix } from './keys.ts'

/**
 * A mark says that an engine ended on a snapshot instead of serving, and served on another. It is an entry of its own,
 * in the scope of the job that wrote it. Two runs must have marked a snapshot before a third passes it over: one may
 * have run on a machine that is broken. So a snapshot has a first and a second mark, each found by its prefix.
 */
export type MarkNumber = 1 | 2

/** Under which the mark of a snapshot is looked for. @param snapshot the key of its manifest's entry */
export function markSearch(snapshot: string, number: MarkNumber): string {
  return `${markPrefix}${createHash('sha256').update(snapshot).digest('hex')}/${number}@`
}

/** The key of a new mark. @param runId at most 40 letters, digits and -; other characters become - */
export function markKey(snapshot: string, number: MarkNumber, runId: string): string {
  return `${markSearch(snapshot, number)}${runId.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)}@`
}

/**
 * The mark that a run has to write on a snapshot; undefined when there is none to write.
 *
 * @param first the key of the first mark that is there; undefined when there is none
 */
export function nextMark(first: string | undefined, snapshot: string, runId: string): string | undefined {
  const own = markKey(snapshot, 1, runId)
  if (first === undefined) return own
  return first === own ? undefined : markKey(snapshot, 2, runId)
}
