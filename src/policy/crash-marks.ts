import { createHash } from 'node:crypto'
import { markPrefix } from './keys.ts'

/**
 * A mark records that a run could not use a snapshot: an engine could not start with it, but started with another; or
 * a pack was missing, or a chunk was corrupt twice. It is an entry in the scope of the job that wrote it. A third run
 * skips a snapshot only after two runs have marked it: the machine of a single run may be broken. So a snapshot has a
 * first and a second mark, each found by its prefix.
 */
export type MarkNumber = 1 | 2

/**
 * The prefix to search for a snapshot's mark.
 *
 * @param snapshot the key of its manifest's entry
 */
export function markSearch(snapshot: string, number: MarkNumber): string {
  return `${markPrefix}${createHash('sha256').update(snapshot).digest('hex')}/${number}@`
}

/**
 * The key of a new mark.
 *
 * @param runId shortened to 40 characters; anything other than letters, digits and - becomes -
 */
export function markKey(snapshot: string, number: MarkNumber, runId: string): string {
  return `${markSearch(snapshot, number)}${runId.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)}@`
}

/**
 * The mark that a run should write for a snapshot; undefined if there is none to write.
 *
 * @param first the key of the existing first mark; undefined if there is none
 */
export function nextMark(first: string | undefined, snapshot: string, runId: string): string | undefined {
  const own = markKey(snapshot, 1, runId)
  if (first === undefined) return own
  return first === own ? undefined : markKey(snapshot, 2, runId)
}
