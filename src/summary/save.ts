import { chunkSize } from '../snapshot/manifest.ts'
import type { SaveReport } from '../snapshot/write-snapshot.ts'
import { counted, megabytes, seconds, secondsSince } from '../units.ts'
import { line, type Row } from './markdown.ts'
import type { JobEnd } from './summary.ts'

/** The result of the save: for the job's summary and, as `logLine`, for its log. */
export type SaveOutcome = Pick<JobEnd, 'saved' | 'reason' | 'rows'> & { readonly logLine: string }

/** @param reason one or more complete sentences */
export function nothingSaved(reason: string): SaveOutcome {
  return { saved: false, reason, rows: [], logLine: `Nothing is saved. ${reason}` }
}

/**
 * @param decision why the job saves
 * @param usage size of the repository's caches: a sentence with a trailing space, or ''
 */
export function savedOrNot(
  report: SaveReport,
  decision: string,
  uploadMilliseconds: number,
  usage: string,
): SaveOutcome {
  switch (report.outcome) {
    case 'refused':
      return nothingSaved(
        'The cache refused the write: this job has read-only access, or another job is writing the same entry.',
      )
    case 'saved': {
      const { fresh, written, state } = amounts(report)
      return {
        saved: true,
        reason: decision,
        rows: saveRows(report, uploadMilliseconds, usage),
        logLine:
          `Saved ${fresh} of new or changed data, ${written} compressed; the state holds ${state}. ${usage}`.trimEnd(),
      }
    }
  }
}

/** What a save wrote and how long it took. */
function saveRows(report: SaveReport, uploadMilliseconds: number, usage: string): Row[] {
  const { removedChunks, writtenBytes, rewrittenBytes, liveBytes, packs } = report
  const { fresh, written, state } = amounts(report)
  const again = rewrittenBytes === 0 ? '' : `, of which ${megabytes(rewrittenBytes)} to replace old packs`
  const removed = removedChunks === 0 ? '' : `; ${megabytes(removedChunks * chunkSize)} were removed`
  const reused = liveBytes === 0 ? 0 : 1 - (writtenBytes - rewrittenBytes) / liveBytes
  return [
    [line`New or changed`, line`${fresh}, in chunks of 1 MiB${removed}`],
    [line`Written`, line`${written} compressed in ${seconds(uploadMilliseconds)}${again}`],
    [line`Reused`, line`${(100 * reused).toFixed(1)} % of the state, which the cache already had`],
    [line`State`, line`${state}, ${megabytes(liveBytes)} compressed in ${counted(packs, 'pack')}`],
    ...(usage === '' ? [] : [[line`Caches`, line`${usage}`] as const]),
  ]
}

function amounts({ chunks, changedChunks, writtenBytes }: SaveReport): {
  readonly fresh: string
  readonly written: string
  readonly state: string
} {
  return {
    fresh: megabytes(changedChunks * chunkSize),
    written: megabytes(writtenBytes),
    state: megabytes(chunks * chunkSize),
  }
}

/** The stop of the job's engine. */
export interface EngineStop {
  /** The size of the engine's cache before the stop, if it is known, and after it was pruned, if it was pruned. */
  readonly cache: { readonly before?: CacheSize; readonly after?: CacheSize }
  /** Number of client connections that were still open and had to be closed. */
  readonly disconnected: number
  readonly stopMilliseconds: number
}

interface CacheSize {
  readonly bytes: number
}

/** @param start of the save, from performance.now() */
export function withEngine(outcome: SaveOutcome, engine: EngineStop, start: number): SaveOutcome {
  const { cache, disconnected, stopMilliseconds } = engine
  const stopped = seconds(stopMilliseconds)
  const pruned = pruning(cache)
  const clients =
    disconnected === 0 ? '' : `${counted(disconnected, 'connection')} of clients that were still attached`
  return {
    ...outcome,
    rows: [
      ...outcome.rows,
      [line`Engine`, line`stopped in ${stopped}`],
      ...(pruned === '' ? [] : [[line`Pruned`, line`${pruned}`] as const]),
      ...(clients === '' ? [] : [[line`Disconnected`, line`${clients}`] as const]),
    ],
    logLine: [
      outcome.logLine,
      ...(pruned === '' ? [] : [`Pruned the engine's cache ${pruned}.`]),
      ...(clients === '' ? [] : [`Closed ${clients}.`]),
      `Stopped the engine in ${stopped}; the whole save took ${secondsSince(start)}.`,
    ].join(' '),
  }
}

/**
 * The engine's size before its stop differs from the size after it, so this reports only a cache that we pruned.
 */
function pruning({ before, after }: EngineStop['cache']): string {
  if (!after) return ''
  return before
    ? `from ${megabytes(before.bytes)} to ${megabytes(after.bytes)}`
    : `to ${megabytes(after.bytes)}`
}
