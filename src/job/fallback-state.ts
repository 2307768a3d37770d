import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openStore } from '../github/open-store.ts'
import { recordRestoredSnapshot, restoredSnapshot, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { removeVolume } from '../docker.ts'
import { reasonOf } from '../reason.ts'
import { freeBytes, imageSizeWithin, makeImage } from '../disk/image.ts'
import {
  removeOwnVolume,
  discardImage,
  makeFolderOf,
  makeVolume,
  type Volume,
} from '../disk/docker-volume.ts'
import { warnOnFailure } from './clean-up.ts'
import { clientIn } from './client-identity.ts'
import { namespacesIn } from './state-notes.ts'
import { markSnapshots } from './crash-marks.ts'
import { Deadline } from '../deadline.ts'
import { restoreEntry, hitOf } from './restore-snapshot.ts'

/** A failed start of the engine. */
export interface Failure {
  readonly outcome: 'fails'
  readonly what: 'volume' | 'engine'
  /** The rest of a sentence about `what`. */
  readonly because: string
  /** Whether the restored state may be the cause. */
  readonly blamesState: boolean
}

/** The result of one start of the engine. */
export type Attempt =
  /** `serves`: whether the engine was seen serving. If not, it may just be slow. */
  { readonly outcome: 'runs'; readonly serves: boolean } | Failure

type JobWithVolume = JobRecord & { readonly volume: Volume }

/** The job's record for the engine's last start, and the result of that start. */
export interface Started {
  readonly job: JobRecord
  readonly attempt: Attempt
}

/** Seconds reserved for an engine on an empty volume, however long the snapshots before take. */
const emptyVolumeSeconds = 15

/** Minimum seconds to fetch a snapshot: one of a gigabyte takes several. */
const minSnapshotSeconds = 5

/**
 * After an engine failed on the restored state, starts it on earlier snapshots, then on an empty volume, until it
 * runs. Only if it then serves was the state the cause: the state is then marked for later jobs.
 *
 * @param start starts the engine for a job that has another volume than before
 */
export async function startOnFallbackState(
  job: JobWithVolume,
  failure: Failure,
  start: (job: JobRecord) => Promise<Attempt>,
  deadline: Deadline,
): Promise<Started> {
  const restored = await restoredSnapshot(job).catch(() => undefined)
  // A state that was kept on the machine is newer than the snapshot that it was last saved as.
  const unusableSnapshots = restored && job.keptBy === undefined ? [restored.key] : []
  const candidates = restored
    ? [...(unusableSnapshots.length === 0 ? [restored.key] : []), ...restored.manifest.predecessors]
    : []
  const finish = async (started: Started): Promise<Started> => {
    if (started.attempt.outcome === 'fails') return started
    const all = [...unusableSnapshots, ...(job.unusableSnapshots ?? [])]
    if (started.attempt.serves) await mark(job, unusableSnapshots)
    return { ...started, job: { ...started.job, ...(all.length > 0 && { unusableSnapshots: all }) } }
  }
  const imageSize = await stat(job.volume.image).then(
    ({ size }) => size,
    () => undefined,
  )
  let last = failure
  for (const key of candidates) {
    const seconds = deadline.secondsLeft - emptyVolumeSeconds
    if (seconds < minSnapshotSeconds) break
    const other = await onSnapshot(job, key, last, imageSize, new Deadline(seconds))
    if (!other) continue
    const attempt = await start(other)
    if (attempt.outcome === 'runs' || !attempt.blamesState) return await finish({ job: other, attempt })
    last = attempt
    unusableSnapshots.push(key)
  }
  const empty = await onEmptyVolume(job, last, imageSize)
  return await finish({ job: empty, attempt: await start(empty) })
}

/** The job with the snapshot on its volume; undefined if the snapshot cannot be restored. */
async function onSnapshot(
  job: JobWithVolume,
  key: string,
  failure: Failure,
  imageSize: number | undefined,
  deadline: Deadline,
): Promise<JobRecord | undefined> {
  const { volumeName, logicalKey } = job
  const { image } = job.volume
  const store = await openStore(job, log, deadline.signal)
  if (!store) return undefined
  try {
    const note = `${describeFailure(failure, job)}. Trying the previous state.`
    log.warning(note)
    const size = await emptied(job, imageSize)
    const restored = await restoreEntry(key, { store, logicalKey, image, size }, note, deadline.signal)
    if (restored.kind !== 'restored') {
      log.warning(restored.problem)
      return undefined
    }
    const { snapshot } = restored
    const volume = await makeVolume(volumeName, image)
    await recordRestoredSnapshot(snapshot)
    const cacheHit = hitOf(key, logicalKey)
    return {
      ...job,
      volume,
      restoredKey: key,
      cacheHit,
      keptBy: undefined,
      client: clientIn(snapshot.manifest.notes),
      namespaces: namespacesIn(snapshot.manifest.notes, snapshot.manifest.engineVersion, job),
    }
  } catch (error) {
    log.warning(`The state ${key}: ${reasonOf(error)}`)
    return undefined
  }
}

/**
 * The job with an empty volume, whose save replaces the restored state; or without a volume, and with the reason.
 */
async function onEmptyVolume(
  job: JobWithVolume,
  failure: Failure,
  imageSize: number | undefined,
): Promise<JobRecord> {
  const { volumeName } = job
  const { image } = job.volume
  try {
    await makeImage(image, await emptied(job, imageSize))
    const volume = await makeVolume(volumeName, image)
    log.warning(`${describeFailure(failure, job)}: the engine starts cold, on an empty volume.`)
    const forgotten = { restoredKey: undefined, keptBy: undefined, client: undefined, namespaces: undefined }
    return { ...job, volume, cacheHit: '', ...forgotten }
  } catch (error) {
    return await withoutItsVolume(job, `could not be created again (${reasonOf(error)})`)
  }
}

/** A sentence without the final period. */
function describeFailure({ what, because }: Failure, { volumeName }: JobRecord): string {
  return what === 'volume'
    ? `The volume ${volumeName} ${because}`
    : `The engine could not start with the restored state: it ${because}`
}

/**
 * Removes the container, volume and image.
 *
 * @param imageSize of the job's first image in bytes, if known: the one before this may not have been created
 * @returns maximum size of a new image in bytes
 */
async function emptied(
  { volumeName, volume }: JobWithVolume,
  imageSize: number | undefined,
): Promise<number> {
  await removeOwnVolume(volumeName, [volume.image])
  await makeFolderOf(volume.image)
  // Does not simply reuse the old size, which may be the problem.
  const size = imageSizeWithin(await freeBytes(dirname(volume.image)), imageSize)
  if (size === 0) throw new Error('there is no disk space for it')
  return size
}

async function mark(job: JobRecord, snapshots: readonly string[]): Promise<void> {
  const store = await openStore(job, log, AbortSignal.timeout(10_000))
  if (store) await markSnapshots(store, snapshots)
}

/**
 * The job without our volume: Docker gives the engine a plain one.
 *
 * @param because the rest of a sentence about the volume
 */
export async function withoutItsVolume({ volume, ...job }: JobRecord, because: string): Promise<JobRecord> {
  log.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`)
  await removeVolume(job.volumeName)
  await warnOnFailure('Its image could not be removed', async () => {
    if (volume) await discardImage(volume.image)
  })
  return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` }
}
