import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openStore, runContext, storeHasScopes, temporary, type RunContext } from '../action/context.ts'
import { readSaveInputs, type SaveInputs } from '../action/inputs.ts'
import { readJob, restoredSnapshot, writeJob, type JobRecord } from '../action/job.ts'
import { jobLog as log } from '../action/log.ts'
import { progressIn } from '../action/progress.ts'
import { addToSummary } from '../action/summary.ts'
import { timed } from '../action/timeline.ts'
import { megabytes, secondsSince } from '../action/units.ts'
import { stopCleanly } from '../engine/stop.ts'
import { entryKey, matchKind } from '../policy/keys.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import type { Store } from '../store/store.ts'
import type { Snapshot } from '../volume/manifest.ts'
import { readManifest } from '../volume/restore.ts'
import { saveSnapshot, type SaveReport } from '../volume/save.ts'
import { readSuperblock } from '../volume/superblock.ts'
import { isAttached, type Volume } from '../volume/volume.ts'
import { pruneBeforeStop, sayCacheAtStop } from './bound.ts'
import { lookAtUsage, sayUsage } from './cache-usage.ts'
import { cleanCache } from './clean.ts'
import { behaviourOf } from './engine-version.ts'
import { decideKeep, keepState } from './keeping.ts'
import { leaveNothing } from './clear-away.ts'
import { reasonOf } from '../reason.ts'

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
    log.warning(`Nothing was saved: ${reasonOf(error)}`)
  }
  if (job) await writeJob({ ...job, saved: true })
  if (job) await leaveNothing(job)
}

async function decideAndSave(inputs: SaveInputs, job: JobRecord | undefined): Promise<string> {
  if (!job) return 'Nothing is saved: no step of this job restored a volume.'
  const { volume, container } = job
  if (!volume) return `Nothing is saved. ${job.reason ?? 'The job has no volume of ours.'}`
  if (container === undefined) return 'Nothing is saved: no step of this job started an engine.'
  const deadline = AbortSignal.timeout(inputs.saveTimeout * 1000)
  const store = openStore(job.cacheDir, log, deadline)
  const context = await runContext()
  const keeps = job.keepIn !== undefined && decideKeep(context, inputs.save).save
  const decision = decide(context, inputs, store)
  if (!decision.save && !keeps) return `Nothing is saved. ${decision.reason}`
  log.info(decision.reason)
  const plan: Plan = { context, decision, store, keepIn: keeps ? job.keepIn : undefined, deadline }
  try {
    return await stopAndSave(inputs, { ...job, volume, container }, plan)
  } catch (error) {
    if (!deadline.aborted) throw error
    const minutes = inputs.saveTimeout / 60
    throw new Error(`stop and upload were not done in the ${minutes} min that input save-timeout allows.`, {
      cause: error,
    })
  }
}

function decide(context: RunContext, inputs: SaveInputs, store: Store | undefined): SaveDecision {
  if (!store) return { save: false, reason: 'This job has no cache.' }
  return decideSave({
    ...context,
    wish: inputs.save,
    storeHasScopes: storeHasScopes(store),
    // A cancelled job does not get this far: the posts say `!cancelled()`, and a step's own condition is its user's.
    cancelled: false,
    volumeIsOurs: true,
  })
}

interface Plan {
  readonly context: RunContext
  readonly decision: SaveDecision
  readonly store: Store | undefined
  /** Where the state is to stay for the next job; undefined where it is not. */
  readonly keepIn: string | undefined
  readonly deadline: AbortSignal
}

type JobWithEngine = JobRecord & { readonly volume: Volume; readonly container: string }

async function stopAndSave(inputs: SaveInputs, job: JobWithEngine, plan: Plan): Promise<string> {
  const start = performance.now()
  if (!(await isAttached(job.volume))) {
    throw new Error(`the volume ${job.volumeName} is not what it was when this job made it.`)
  }
  const timeout = Math.min(inputs.stopTimeout, inputs.saveTimeout)
  const cache = sayCacheAtStop(await pruneBeforeStop(job, timeout))
  const complaint = await log.group('Stop the engine', () =>
    timed('engine stop', () =>
      stopCleanly({
        container: job.container,
        volume: job.volumeName,
        version: behaviourOf(job.version),
        disk: job.volume,
        mountPoint: join(temporary, 'warm-dagger', `witness-${randomBytes(4).toString('hex')}`),
        timeout,
      }),
    ),
  )
  if (complaint !== undefined) throw new Error(`the engine's state is not whole: ${complaint}.`)
  const stopped = secondsSince(start)
  const closed = await readSuperblock(job.volume.image)

  let snapshot = await restoredSnapshot(job)
  try {
    if (!plan.store || !plan.decision.save) {
      return `Nothing is saved. ${plan.decision.reason} ${cache}The engine took ${stopped} to stop.`
    }
    const { store, deadline } = plan
    const { report, saved } = await log.group('Save the state', () =>
      timed('upload', () => upload(job, store, snapshot, deadline)),
    )
    snapshot = saved ?? snapshot
    const hasSaved = report.outcome === 'saved'
    if (hasSaved) await cleanCache(inputs, plan.context, store, log, deadline)
    const usage = hasSaved ? sayUsage(await lookAtUsage(inputs, store, log, deadline)) : ''
    return `${describe(report)} ${cache}${usage}The engine took ${stopped} to stop, all of it ${secondsSince(start)}.`
  } finally {
    // Whatever became of the upload, the engine has closed its state.
    if (plan.keepIn !== undefined) await keepState(plan.keepIn, job, snapshot, closed, plan.context)
  }
}

interface Upload {
  readonly report: SaveReport
  /** The new snapshot, where one is to be kept beside the state. */
  readonly saved?: Snapshot
}

async function upload(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
  signal: AbortSignal,
): Promise<Upload> {
  const key = entryKey(job.logicalKey, {
    runId: process.env['GITHUB_RUN_ID'] ?? 'local',
    attempt: process.env['GITHUB_RUN_ATTEMPT'] ?? '1',
    random: randomBytes(6).toString('hex'),
  })
  const report = await saveSnapshot({
    image: job.volume.image,
    store,
    entryKey: key,
    engineVersion: job.version,
    previous,
    // A state that came from another key has no entry of its own yet, however little changed. Nor may one have that
    // was kept here: unread for a week, the cache drops it.
    skipIdle:
      previous !== undefined &&
      matchKind(previous.key, job.logicalKey, []) === 'exact' &&
      (job.keptBy === undefined || (await store.has(previous.key))),
    signal,
    onProgress: progressIn(log, 'Saving'),
  })
  if (job.keepIn === undefined || report.outcome !== 'saved') return { report }
  // Without it the next save begins from the snapshot before, which is no harm.
  const manifest = await readManifest(store, key).catch(() => undefined)
  return { report, ...(manifest && { saved: { key, manifest } }) }
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
