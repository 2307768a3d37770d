import { randomBytes } from 'node:crypto'
import { jobLog as log } from '../github/log.ts'
import { progressIn } from '../github/progress.ts'
import { coldStartOf, type ColdStart } from '../policy/cold-start.ts'
import { entryKey, isExactHit } from '../policy/keys.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { saveSnapshot, type SaveReport } from '../snapshot/write-snapshot.ts'
import type { Store } from '../store/store.ts'
import { flushImage } from './on-demand.ts'
import { stateNotes } from './state-notes.ts'
import { timed } from '../record/timeline.ts'
import type { JobWithEngine } from './stop-engine.ts'

export interface Upload {
  readonly report: SaveReport
  readonly uploadMilliseconds: number
  /** The new snapshot, if the state is also kept on the machine. */
  readonly saved?: Snapshot
}

/**
 * Saves the state of the stopped engine as a snapshot that names the previous one as its predecessor.
 *
 * @param diskBytes that the state uses on its disk; undefined if unknown
 */
export async function uploadState(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
  diskBytes: number | undefined,
  signal: AbortSignal,
): Promise<Upload> {
  const start = performance.now()
  const partial = await flushImage(job.volume)
  const key = entryKey(job.logicalKey, {
    runId: process.env['GITHUB_RUN_ID'] ?? 'local',
    attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
    random: randomBytes(6).toString('hex'),
  })
  const coldStart = coldStartOf(job.commands?.[0], previous && coldStartOfKey(previous, job.logicalKey))
  const savedAt = Date.now()
  const notes = stateNotes(job, savedAt, diskBytes)
  const report = await log.group('Save the state', () =>
    timed('save', () =>
      saveSnapshot({
        store,
        previous,
        signal,
        ...(partial && { partial }),
        image: job.volume.image,
        entryKey: key,
        engineVersion: job.version,
        ...(job.unusableSnapshots && { replaces: job.unusableSnapshots }),
        metadata: { savedAt, ...(coldStart && { coldStart }), notes },
        onProgress: progressIn(log, 'Saving'),
      }),
    ),
  )
  const uploadMilliseconds = performance.now() - start
  if (job.keepIn === undefined || report.outcome !== 'saved') return { report, uploadMilliseconds }
  // Without it, the next save starts from the previous snapshot, which does no harm.
  const manifest = await readManifest(store, key).catch(() => undefined)
  return { report, uploadMilliseconds, ...(manifest && { saved: { key, manifest } }) }
}

/** What a cold start of the job's own key took, as the restored snapshot recorded it. */
export function coldStartOfKey({ key, manifest }: Snapshot, logicalKey: string): ColdStart | undefined {
  return isExactHit(key, logicalKey) ? manifest.coldStart : undefined
}
