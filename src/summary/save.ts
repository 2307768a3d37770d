import { sayCacheAtStop } from '../job/cache-limit.ts'
import type { StoppedEngine } from '../job/stop-engine.ts'
import type { SaveReport } from '../snapshot/write-snapshot.ts'
import { counted, megabytes, seconds } from '../units.ts'
import { line, type Row } from './markdown.ts'
import { changedShare, type JobEnd } from './summary.ts'

/** What became of the save, for the page of the job and, as `said`, for its log. */
export type SaveOutcome = Pick<JobEnd, 'saved' | 'reason' | 'rows'> & { readonly said: string }

export function nothingSaved(reason: string): SaveOutcome {
  return { saved: false, reason, rows: [], said: `Nothing is saved. ${reason}` }
}

/** @param decision why it was to be saved */
export function savedOrNot(report: SaveReport, decision: string): SaveOutcome {
  const { writtenBytes, liveBytes, packs } = report
  switch (report.outcome) {
    case 'idle':
      return nothingSaved(`Only ${changedShare(report)} differ, which an idle engine changes by itself.`)
    case 'refused':
      return nothingSaved(
        'The cache did not take it: this job may only read, or another is writing the same.',
      )
    case 'saved':
      return {
        ...{ saved: true, reason: decision, rows: [] },
        said: `Saved ${changedShare(report)}, which had changed, as ${megabytes(writtenBytes)}; the state is ${megabytes(liveBytes)} in ${counted(packs, 'pack')}.`,
      }
  }
}

/** What the engine's cache held and how long the stop took: the beginning of a sentence. */
export function saidOfEngine({ cache, stopMilliseconds }: StoppedEngine): string {
  return `${sayCacheAtStop(cache)}The engine took ${seconds(stopMilliseconds)} to stop`
}

export function engineRows({ cache, stopMilliseconds }: StoppedEngine): Row[] {
  const held = sayCacheAtStop(cache)
  return [
    [line`Engine`, line`took ${seconds(stopMilliseconds)} to stop`],
    ...(held === '' ? [] : [[line`Its cache`, line`${held}`] as const]),
  ]
}
