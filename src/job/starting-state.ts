import type { RestoreInputs, SaveInputs } from '../github/inputs.ts'
import type { JobRecord } from './record.ts'
import { timed } from './timeline.ts'
import type { Store } from '../store/store.ts'
import { makeImage } from '../disk/image.ts'
import type { Notes, Snapshot } from '../snapshot/manifest.ts'
import { restoreImage, findEntry, hitOf, type SearchResult } from './restore-snapshot.ts'
import { findKept, startFromKept } from './kept-state.ts'

/** What a job requests, before any search. */
export interface RestoreRequest {
  readonly job: JobRecord
  readonly restoreKeys: readonly string[]
  /** Bytes; undefined: as large as the machine allows. */
  readonly volumeSize: number | undefined
  /** The input save, if it is already known. */
  readonly save: SaveInputs['save']
  readonly fetch: RestoreInputs['fetch']
}

/** Where states are stored. */
export interface StateSources {
  readonly store: Store | undefined
  /** A folder of this machine that outlives the job. */
  readonly keepIn: string | undefined
}

/** The content of an image that is ready for the engine. */
export interface StartingState {
  readonly cacheHit: JobRecord['cacheHit']
  /** The version of the engine that closed the state, if it was kept on the machine. */
  readonly keptBy?: string
  readonly snapshot?: Snapshot
  /** The file that represents the image, if the snapshot is fetched on demand. */
  readonly served?: string
  /** The notes of the job that last used the state. */
  readonly notes?: Notes
  /** Newer snapshots that were skipped, because other runs could not use them. */
  readonly crashedOn?: readonly string[]
}

/**
 * Creates the image from the best available state, or an empty one. `restoreState` documents the order.
 *
 * @param size maximum size in bytes
 */
export async function makeStartingState(
  image: string,
  size: number,
  request: RestoreRequest,
  { store, keepIn }: StateSources,
): Promise<StartingState> {
  const { job, restoreKeys, volumeSize, save } = request
  const kept = keepIn === undefined ? undefined : await findKept(keepIn, job, restoreKeys, save)
  const takeKept = () => kept && timed('restore', () => startFromKept(kept, image, volumeSize))
  let taken = kept?.kind === 'exact' ? await takeKept() : undefined
  const search: SearchResult = taken || !store ? {} : await findEntry(store, job.logicalKey, restoreKeys)
  // A state on this machine is available at once. Only a stored state of the job's own key is preferred to it.
  if (kept?.kind === 'restore' && search.found?.hit !== 'true') taken = await takeKept()
  if (kept && taken) {
    const cacheHit = kept.kind === 'exact' ? 'true' : 'false'
    const { engineVersion: keptBy, snapshot, notes } = taken
    return { cacheHit, keptBy, ...(snapshot && { snapshot }), ...(notes && { notes }) }
  }
  const { logicalKey } = job
  const { cacheDir, store: address } = job
  const onDemand = request.fetch === 'on-demand' && { onDemand: { cacheDir, store: address } }
  const restored = store && (await restoreImage(search, { store, logicalKey, image, size, ...onDemand }))
  const crashes = restored && restored.crashedOn.length > 0 ? { crashedOn: restored.crashedOn } : {}
  if (restored?.snapshot) {
    const { snapshot, served } = restored
    const { notes } = snapshot.manifest
    const cacheHit = hitOf(snapshot.key, logicalKey)
    return {
      cacheHit,
      snapshot,
      ...(served !== undefined && { served }),
      ...(notes && { notes }),
      ...crashes,
    }
  }
  await timed('volume', () => makeImage(image, size))
  return { cacheHit: '', ...crashes }
}
