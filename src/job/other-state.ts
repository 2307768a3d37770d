import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openStore } from '../github/context.ts'
import { keepSnapshot, restoredSnapshot, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { removeVolume } from '../docker.ts'
import { reasonOf } from '../reason.ts'
import { freeBytes, imageSizeWithin, makeImage } from '../disk/image.ts'
import { clearAway, discardImage, makeFolderOf, makeVolume, type Volume } from '../disk/docker-volume.ts'
import { SnapshotError } from '../snapshot/read-snapshot.ts'
import { withoutFailing } from './clean-up.ts'
import { clientIn } from './client-identity.ts'
import { namespacesIn } from './state-notes.ts'
import { markSnapshots } from './crash-marks.ts'
import { Deadline } from '../deadline.ts'
import { fillFromEntry, hitOf } from './restore-snapshot.ts'

/** A start of the engine that came to nothing. */
export interface Failure {
  readonly outcome: 'fails'
  readonly what: 'volume' | 'engine'
  /** The rest of a sentence about `what`. */
  readonly because: string
  /** Whether it may be what was restored that it failed for. */
  readonly blamesState: boolean
}

/** What came of one start of the engine. */
export type Attempt =
  /** `serves`: it was seen to; else it may be slow. */
  { readonly outcome: 'runs'; readonly serves: boolean } | Failure

type JobWithVolume = JobRecord & { readonly volume: Volume }

/** A job as it was when the engine was started last, and what came of that. */
export interface Started {
  readonly job: JobRecord
  readonly attempt: Attempt
}

/** Seconds that are left for an engine on an empty volume, whatever a snapshot takes that is tried before. */
const forEmptyVolume = 15

/** Seconds below which no snapshot is fetched: one of a gigabyte takes several. */
const leastForSnapshot = 5

/**
 * After an engine failed on what was restored: starts it on the snapshots before that, then on an empty volume, until
 * it runs. Only if it then serves was it the state, which is marked for later jobs.
 *
 * @param start starts the engine for a job that has another volume than before
 */
export async function startOnOtherState(
  job: JobWithVolume,
  failure: Failure,
  start: (job: JobRecord) => Promise<Attempt>,
  deadline: Deadline,
): Promise<Started> {
  const restored = await restoredSnapshot(job).catch(() => undefined)
  // What was kept on the machine is newer than the snapshot that it was last saved as.
  const crashedOn = restored && job.keptBy === undefined ? [restored.key] : []
  const candidates = restored
    ? [...(crashedOn.length === 0 ? [restored.key] : []), ...restored.manifest.predecessors]
    : []
  const settle = async (started: Started): Promise<Started> => {
    if (started.attempt.outcome === 'fails') return started
    const all = [...crashedOn, ...(job.crashedOn ?? [])]
    if (started.attempt.serves) await mark(job, crashedOn)
    return { ...started, job: { ...started.job, ...(all.length > 0 && { crashedOn: all }) } }
  }
  let last = failure
  for (const key of candidates) {
    const seconds = deadline.secondsLeft - forEmptyVolume
    if (seconds < leastForSnapshot) break
    const other = await onSnapshot(job, key, last, new Deadline(seconds))
    if (!other) continue
    const attempt = await start(other)
    if (attempt.outcome === 'runs' || !attempt.blamesState) return await settle({ job: other, attempt })
    last = attempt
    crashedOn.push(key)
  }
  const empty = await onEmptyVolume(job, last)
  return await settle({ job: empty, attempt: await start(empty) })
}

/** The job with the snapshot on its volume; undefined where that cannot be restored. */
async function onSnapshot(
  job: JobWithVolume,
  key: string,
  failure: Failure,
  deadline: Deadline,
): Promise<JobRecord | undefined> {
  const { volumeName, logicalKey } = job
  const { image } = job.volume
  const store = await openStore(job, log, deadline.signal)
  if (!store) return undefined
  try {
    const note = `${said(failure, job)}: the state before it is tried.`
    log.warning(note)
    const size = await emptied(job)
    const snapshot = await fillFromEntry(key, { store, logicalKey, image, size }, note, deadline.signal)
    const volume = await makeVolume(volumeName, image)
    await keepSnapshot(snapshot)
    const cacheHit = hitOf(key, logicalKey)
    return {
      ...job,
      ...{ volume, restoredKey: key, cacheHit, keptBy: undefined },
      client: clientIn(snapshot.manifest.notes),
      namespaces: namespacesIn(snapshot.manifest.notes, snapshot.manifest.engineVersion, job),
    }
  } catch (error) {
    log.warning(error instanceof SnapshotError ? error.message : `The state ${key}: ${reasonOf(error)}`)
    return undefined
  }
}

/** The job with an empty volume, whose save takes the place of what was restored; or without one, and why. */
async function onEmptyVolume(job: JobWithVolume, failure: Failure): Promise<JobRecord> {
  const { volumeName } = job
  const { image } = job.volume
  try {
    await makeImage(image, await emptied(job))
    const volume = await makeVolume(volumeName, image)
    log.warning(`${said(failure, job)}: the engine starts cold, on an empty volume.`)
    const forgotten = { restoredKey: undefined, keptBy: undefined, client: undefined, namespaces: undefined }
    return { ...job, volume, cacheHit: '', ...forgotten }
  } catch (error) {
    return await withoutItsVolume(job, `could not be created again (${reasonOf(error)})`)
  }
}

/** A sentence without its full stop. */
function said({ what, because }: Failure, { volumeName }: JobRecord): string {
  return what === 'volume'
    ? `The volume ${volumeName} ${because}`
    : `The engine does not serve on the restored state: it ${because}`
}

/** Takes container, volume and image away. @returns bytes that an image in its place may have */
async function emptied({ volumeName, volume }: JobWithVolume): Promise<number> {
  const before = await stat(volume.image).then(
    ({ size }) => size,
    () => undefined,
  )
  await clearAway(volumeName, [volume.image])
  await makeFolderOf(volume.image)
  // Not simply as large: that may be what is wrong with it.
  const size = imageSizeWithin(await freeBytes(dirname(volume.image)), before)
  if (size === 0) throw new Error('there is no disk space for it')
  return size
}

async function mark(job: JobRecord, snapshots: readonly string[]): Promise<void> {
  const store = await openStore(job, log, AbortSignal.timeout(10_000))
  if (store) await markSnapshots(store, snapshots)
}

/** The job without a volume of ours: Docker gives the engine a plain one. @param because the rest of a sentence about it */
export async function withoutItsVolume({ volume, ...job }: JobRecord, because: string): Promise<JobRecord> {
  log.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`)
  await removeVolume(job.volumeName)
  await withoutFailing('Its disk could not be removed', async () => {
    if (volume) await discardImage(volume.image)
  })
  return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` }
}
