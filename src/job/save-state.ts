import { runContext, type RunContext } from '../github/context.ts'
import { openStore } from '../github/open-store.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { cleaningUp, Deadline, untilAborted, within } from '../deadline.ts'
import { jobLog as log } from '../github/log.ts'
import { excessWarning } from '../policy/cache-limit.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import type { Volume } from '../disk/docker-volume.ts'
import { reasonOf } from '../reason.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { nothingSaved, savedOrNot, withEngine, type SaveOutcome } from '../summary/save.ts'
import { addToSummary, jobSummary } from '../summary/summary.ts'
import { readCacheUsage, bucketSentence, usageSentence } from '../cleaning/cache-usage.ts'
import { cleanCache } from '../cleaning/clean-cache.ts'
import { cleanUpJob } from './clean-up.ts'
import { decideKeep, keepState } from './kept-state.ts'
import { needToSave } from './idle.ts'
import { markUnreadable } from './crash-marks.ts'
import { failureOf } from './on-demand.ts'
import { storePrograms } from '../downloads/program-cache.ts'
import { readJob, restoredSnapshot, writeJobOrWarn, type JobRecord } from '../record/record.ts'
import { stopEngine, type JobWithEngine } from './stop-engine.ts'
import { readTimeline, timed } from '../record/timeline.ts'
import { codeOfJob } from './used-code.ts'
import { coldStartOfKey, uploadState, type Upload } from './upload-state.ts'

/**
 * Saves the job's state, in this order: decides whether the job may save, and whether it changed anything; stops the
 * engine; writes what changed to the store; keeps the state on the machine if requested; cleans up. The input
 * save-timeout limits all of this together. Never fails the job.
 */
export async function saveState(inputs: SaveInputs): Promise<void> {
  const job = await readJob()
  if (job?.saved) {
    log.info('An earlier step of this job already handled the save.')
    return
  }
  const total = new Deadline(inputs.saveTimeoutSeconds)
  const deadline = total.reserving(cleanUpSeconds(inputs))
  const outcome = await within(deadline, () => saveAndLog(inputs, job, deadline))
  await summarize(outcome, job)
  if (!job) return
  await writeJobOrWarn({ ...job, saved: true })
  await within(total, () => cleanUpJob(job))
}

/** The part of input save-timeout that is reserved for cleaning up: 30 s, or a quarter if that is less. */
function cleanUpSeconds({ saveTimeoutSeconds }: SaveInputs): number {
  return Math.min(30, saveTimeoutSeconds / 4)
}

/** Saves, and logs the outcome. Turns an error into a warning. */
async function saveAndLog(
  inputs: SaveInputs,
  job: JobRecord | undefined,
  deadline: Deadline,
): Promise<SaveOutcome> {
  try {
    const outcome = await decideAndSave(inputs, job, deadline)
    log.info(outcome.logLine)
    return outcome
  } catch (error) {
    const logLine = `Nothing was saved: ${reasonOf(error)}`
    log.warning(logLine)
    return { ...nothingSaved(logLine), logLine }
  }
}

async function summarize(outcome: SaveOutcome, job: JobRecord | undefined): Promise<void> {
  const restored = job && (await restoredSnapshot(job).catch(() => undefined))
  await addToSummary(
    jobSummary({
      ...outcome,
      phases: readTimeline(),
      commands: job?.commands ?? [],
      coldStart: restored && coldStartOfKey(restored, job.logicalKey),
    }),
  )
}

/** @throws Error if the save fails or does not finish in time */
async function decideAndSave(
  inputs: SaveInputs,
  job: JobRecord | undefined,
  deadline: Deadline,
): Promise<SaveOutcome> {
  const jobWithEngine = savableJob(job)
  if (typeof jobWithEngine === 'string') return nothingSaved(jobWithEngine)
  const plan = await makePlan(inputs, jobWithEngine, deadline)
  if (!plan.store && plan.keepIn === undefined) return nothingSaved(plan.reason)
  log.info(plan.reason)
  try {
    await assertReadable(jobWithEngine.volume)
    const outcome = await stopAndSave(inputs, jobWithEngine, plan)
    if (plan.store) await storePrograms(jobWithEngine, plan.store, plan.context, deadline)
    return outcome
  } catch (error) {
    // Checks the volume again, because it may have failed only while the save read it.
    const failure = await failureOf(jobWithEngine.volume)
    if (failure) await markUnreadable(jobWithEngine, failure)
    if (deadline.secondsLeft > 0) throw error
    const limit = `${inputs.saveTimeoutSeconds / 60} min, of which ${cleanUpSeconds(inputs)} s are for cleaning up`
    throw new Error(
      `stopping the engine and uploading its state did not finish in time (input save-timeout is ${limit}).`,
      { cause: error },
    )
  }
}

/** @throws Error if what the engine read or wrote may be incomplete */
async function assertReadable(volume: Volume): Promise<void> {
  const failure = await failureOf(volume)
  if (failure) throw new Error(failure.reason)
}

/** The job, if it started an engine on a volume of ours; otherwise why there is nothing to save, as a sentence. */
function savableJob(job: JobRecord | undefined): JobWithEngine | string {
  if (!job) return 'No step of this job restored a volume.'
  const { volume, container, engineRun } = job
  if (!volume) return job.reason ?? 'This action manages no volume for this job.'
  if (container === undefined) return 'No step of this job started an engine.'
  if (!engineRun) {
    return 'The Dagger CLI started the engine, so it is unknown whether the engine ran without interruption.'
  }
  return { ...job, volume, container, engineRun }
}

/** Where a job's state goes. */
interface SavePlan {
  readonly context: RunContext
  /** Where to save the state; undefined if it is not saved. */
  readonly store: Store | undefined
  /** Why it is saved or not, as a sentence. */
  readonly reason: string
  /** The folder to keep the state in for the next job; undefined if it is not kept. */
  readonly keepIn: string | undefined
  readonly deadline: Deadline
}

async function makePlan(inputs: SaveInputs, job: JobWithEngine, deadline: Deadline): Promise<SavePlan> {
  const store = await openStore({ ...job, store: inputs.store ?? job.store }, log, deadline.signal)
  const context = await runContext(await codeOfJob(job))
  const { save, reason } = decide(context, inputs, store)
  const keeps = job.keepIn !== undefined && decideKeep(context, inputs.save, inputs.cancelled).save
  return {
    context,
    store: save ? store : undefined,
    reason,
    keepIn: keeps ? job.keepIn : undefined,
    deadline,
  }
}

function decide(context: RunContext, inputs: SaveInputs, store: Store | undefined): SaveDecision {
  if (!store) return { save: false, reason: 'This job has no store for its state.' }
  return decideSave({
    ...context,
    saveInput: inputs.save,
    isolatesBranches: store.isolatesBranches,
    cancelled: inputs.cancelled,
  })
}

/** Stops the engine and saves its state as planned. If there is nothing to save or keep, does not stop the engine. */
async function stopAndSave(inputs: SaveInputs, job: JobWithEngine, plan: SavePlan): Promise<SaveOutcome> {
  const start = performance.now()
  const { context, deadline, keepIn, store } = plan
  const previous = await baseSnapshot(job)
  const need = store && (await timed('idle check', () => needToSave(job, store, previous)))
  // Where the state is saved; undefined if it is at most kept.
  const target = need?.reason === undefined ? undefined : store
  const whyNot = store ? 'The engine did no new work in this job.' : plan.reason
  if (need?.reason !== undefined) log.info(`Saving the state: ${need.reason}.`)
  else if (keepIn === undefined) return nothingSaved(whyNot)

  const stopped = await stopEngine(job, need?.totals, inputs.stopTimeoutSeconds, deadline)
  let newest = previous
  try {
    if (!target) return withEngine(nothingSaved(whyNot), stopped, start)
    // Stops waiting at the deadline, even if the store ignores the abort signal.
    const upload = await untilAborted(
      deadline.signal,
      uploadState(job, target, previous, stopped.cache.disk, deadline.signal),
    )
    newest = upload.saved ?? previous
    return withEngine(await finishUpload(upload, inputs, job, { ...plan, store: target }), stopped, start)
  } finally {
    // The engine has closed its state, so it can be kept even if the upload failed.
    if (keepIn !== undefined) {
      await cleaningUp(() => keepState(keepIn, job, newest, stopped.closed, context))
    }
  }
}

/** The snapshot that was restored; undefined if there is none, or if the job's record of it is lost. */
async function baseSnapshot(job: JobRecord): Promise<Snapshot | undefined> {
  try {
    return await restoredSnapshot(job)
  } catch (error) {
    log.info(
      `The record of the restored snapshot cannot be read, so a save stores the whole state: ${reasonOf(error)}`,
    )
    return undefined
  }
}

/** Warns if the saved state is too large, and deletes what it makes obsolete. */
async function finishUpload(
  { report, uploadMilliseconds }: Upload,
  inputs: SaveInputs,
  job: JobRecord,
  { context, deadline, reason, store }: SavePlan & { readonly store: Store },
): Promise<SaveOutcome> {
  if (report.outcome !== 'saved') return savedOrNot(report, reason, uploadMilliseconds, '')
  const excess = excessWarning(job.cacheLimit, report.liveBytes)
  if (excess !== undefined) log.warning(excess)
  const usage = await cleanAndMeasureCache(inputs, job, context, store, deadline.signal)
  return savedOrNot(report, reason, uploadMilliseconds, usage)
}

/**
 * Deletes obsolete entries: in a folder always, elsewhere if input clean is true. Deletes nothing if an engine exited
 * with a restored state, because the earlier states are needed if the new one fails as well.
 *
 * @returns the size of the repository's caches: a sentence with a trailing space, or ''
 */
async function cleanAndMeasureCache(
  inputs: SaveInputs,
  job: JobRecord,
  context: RunContext,
  store: Store,
  signal: AbortSignal,
): Promise<string> {
  if (!job.unusableSnapshots) await cleanCache(inputs, context, store, job.folderLimits, log, signal)
  if (store.cleanable.kind === 'bucket') return await bucketSentence(store.cleanable.bucket, log)
  return usageSentence(await readCacheUsage(inputs, store, log, signal))
}
