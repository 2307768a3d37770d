import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { machineStays, openStore, saveContext, storeHasScopes, temporary } from '../action/context.ts'
import { readSaveInputs, type SaveInputs } from '../action/inputs.ts'
import { readJob, restoredSnapshot, writeJob, type JobRecord } from '../action/job.ts'
import { jobLog as log } from '../action/log.ts'
import { addToSummary } from '../action/summary.ts'
import { megabytes, secondsSince } from '../action/units.ts'
import { stopCleanly } from '../engine/stop.ts'
import { entryKey, matchKind } from '../policy/keys.ts'
import { decideSave } from '../policy/saving.ts'
import type { Store } from '../store/store.ts'
import { saveSnapshot, type SaveReport } from '../volume/save.ts'
import { clearAway, isAttached, type Volume } from '../volume/volume.ts'
import { cleanCache } from './clean.ts'
import { behaviourOf } from './engine-version.ts'

/** The action save. */
export async function save(): Promise<void> {
  await saveVolume(readSaveInputs())
}

/** Decides whether the job's state is saved, stops the engine if so, and saves what it left. Never fails the job. */
export async function saveVolume(inputs: SaveInputs): Promise<void> {
  const job = await readJob()
  if (job?.saved) {
    log.info('An earlier step of this job has dealt with the save.')
    return
  }
  try {
    const said = await decideAndSave(inputs, job)
    log.info(said)
    await addToSummary(`Save: ${said}`)
  } catch (error) {
    log.warning(`Nothing was saved: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (job) await writeJob({ ...job, saved: true })
  if (machineStays && job?.volume) await clearAway(job.volume.name)
}

async function decideAndSave(inputs: SaveInputs, job: JobRecord | undefined): Promise<string> {
  if (!job) return 'Nothing is saved: no step of this job restored a volume.'
  const { volume, container } = job
  if (!volume) return `Nothing is saved. ${job.reason ?? 'The job has no volume of ours.'}`
  if (container === undefined) return 'Nothing is saved: no step of this job started an engine.'
  const deadline = AbortSignal.timeout(inputs.saveTimeout * 1000)
  const store = openStore(job.cacheDir, log, deadline)
  if (!store) return 'Nothing is saved: this job has no cache.'
  const decision = decideSave({
    ...(await saveContext()),
    wish: inputs.save,
    storeHasScopes: storeHasScopes(store),
    // A cancelled job does not get this far: the posts say `!cancelled()`, and a step's own condition is its user's.
    cancelled: false,
    volumeIsOurs: true,
  })
  if (!decision.save) return `Nothing is saved. ${decision.reason}`
  log.info(decision.reason)
  try {
    return await stopAndSave(inputs, { ...job, volume, container }, store, deadline)
  } catch (error) {
    if (!deadline.aborted) throw error
    const minutes = inputs.saveTimeout / 60
    throw new Error(`stop and upload were not done in the ${minutes} min that input save-timeout allows.`, {
      cause: error,
    })
  }
}

type JobWithEngine = JobRecord & { readonly volume: Volume; readonly container: string }

async function stopAndSave(
  inputs: SaveInputs,
  job: JobWithEngine,
  store: Store,
  deadline: AbortSignal,
): Promise<string> {
  const start = performance.now()
  if (!(await isAttached(job.volume))) {
    throw new Error(`the volume ${job.volumeName} is not what it was when this job made it.`)
  }
  const complaint = await log.group('Stop the engine', () =>
    stopCleanly({
      container: job.container,
      volume: job.volumeName,
      version: behaviourOf(job.version),
      disk: job.volume,
      mountPoint: join(temporary, 'warm-dagger', `witness-${randomBytes(4).toString('hex')}`),
      timeout: Math.min(inputs.stopTimeout, inputs.saveTimeout),
    }),
  )
  if (complaint !== undefined) throw new Error(`the engine's state is not whole: ${complaint}.`)
  const stopped = secondsSince(start)

  const previous = await restoredSnapshot(job)
  const report = await saveSnapshot({
    image: job.volume.image,
    store,
    entryKey: entryKey(job.logicalKey, {
      runId: process.env['GITHUB_RUN_ID'] ?? 'local',
      attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
      random: randomBytes(6).toString('hex'),
    }),
    engineVersion: job.version,
    previous,
    // A state that came from another key has no entry of its own yet, however little changed.
    skipIdle: previous !== undefined && matchKind(previous.key, job.logicalKey, []) === 'exact',
    signal: deadline,
  })
  if (report.outcome === 'saved') await cleanCache(inputs, store, log, deadline)
  return `${describe(report)} The engine took ${stopped} to stop, all of it ${secondsSince(start)}.`
}

function describe(report: SaveReport): string {
  const { chunks, changedChunks, writtenBytes, liveBytes, packs } = report
  switch (report.outcome) {
    case 'idle':
      return `Nothing is saved: ${changedChunks} of ${chunks} MiB differ, which an idle engine changes by itself.`
    case 'refused':
      return 'Nothing is saved: this job may read the cache, but not write to it.'
    case 'saved':
      return `Saved ${changedChunks} changed MiB of ${chunks} as ${megabytes(writtenBytes)}; the state is ${megabytes(liveBytes)} in ${packs} packs.`
  }
}
