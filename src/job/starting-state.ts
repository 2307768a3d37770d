import type { SaveInputs } from '../github/inputs.ts'
import type { JobRecord } from './record.ts'
import { timed } from './timeline.ts'
import type { Store } from '../store/store.ts'
import { makeImage } from '../disk/image.ts'
import type { Notes, Snapshot } from '../snapshot/manifest.ts'
import { fillImage, findEntry, hitOf, type Search } from './restore-snapshot.ts'
import { findKept, startFromKept } from './kept-state.ts'

/** What a job asks for, before anything is looked for. */
export interface Wanted {
  readonly job: JobRecord
  readonly restoreKeys: readonly string[]
  /** Bytes; undefined: as large as the machine allows. */
  readonly volumeSize: number | undefined
  /** The input save, where it is known by now. */
  readonly save: SaveInputs['save']
}

/** Where states are kept. */
export interface Sources {
  readonly store: Store | undefined
  /** A folder of this machine that outlives the job. */
  readonly keepIn: string | undefined
}

/** What is in an image that is ready for the engine. */
export interface StartingState {
  readonly cacheHit: JobRecord['cacheHit']
  /** The version of the engine that closed the state, where it was kept on the machine. */
  readonly keptBy?: string
  readonly snapshot?: Snapshot
  /** What the state's last job noted about it. */
  readonly notes?: Notes
  /** Newer snapshots that were passed over, since engines of other runs ended on them. */
  readonly crashedOn?: readonly string[]
}

/** Makes the image out of the best state there is, else empty. @param size bytes that it may hold */
export async function makeStartingState(
  image: string,
  size: number,
  wanted: Wanted,
  { store, keepIn }: Sources,
): Promise<StartingState> {
  const { job, restoreKeys, volumeSize, save } = wanted
  const kept = keepIn === undefined ? undefined : await findKept(keepIn, job, restoreKeys, save)
  const takeKept = () => kept && timed('restore', () => startFromKept(kept, image, volumeSize))
  let taken = kept?.kind === 'exact' ? await takeKept() : undefined
  const search: Search = taken || !store ? {} : await findEntry(store, job.logicalKey, restoreKeys)
  // What the machine has is there at once; only a state of the job's own key is worth fetching instead.
  if (kept?.kind === 'restore' && search.found?.hit !== 'true') taken = await takeKept()
  if (kept && taken) {
    const cacheHit = kept.kind === 'exact' ? 'true' : 'false'
    const { engineVersion: keptBy, snapshot, notes } = taken
    return { cacheHit, keptBy, ...(snapshot && { snapshot }), ...(notes && { notes }) }
  }
  const { logicalKey } = job
  const filled = store && (await fillImage(search, { store, logicalKey, image, size }))
  const crashes = filled && filled.crashedOn.length > 0 ? { crashedOn: filled.crashedOn } : {}
  if (filled?.snapshot) {
    const { snapshot } = filled
    const { notes } = snapshot.manifest
    return { cacheHit: hitOf(snapshot.key, logicalKey), snapshot, ...(notes && { notes }), ...crashes }
  }
  await timed('volume', () => makeImage(image, size))
  return { cacheHit: '', ...crashes }
}
