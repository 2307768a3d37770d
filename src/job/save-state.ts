import { openStore, runContext, type RunContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { cleaningUp, Deadline, untilAborted, within } from '../deadline.ts'
import { jobLog as log } from '../github/log.ts'
import { excessOf } from '../policy/bound.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import type { Volume } from '../disk/docker-volume.ts'
import { reasonOf } from '../reason.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { nothingSaved, savedOrNot, withEngine, type SaveOutcome } from '../summary/save.ts'
import { addToSummary, jobSummary } from '../summary/summary.ts'
import { readCacheUsage, bucketSentence, usageSentence } from './cache-usage.ts'
import { cleanCache } from './clean-cache.ts'
import { cleanUpJob } from './clean-up.ts'
import { decideKeep, keepState } from './kept-state.ts'
import { whyToSave } from './idle.ts'
import { markUnreadable } from './crash-marks.ts'
import { failureOf } from './on-demand.ts'
import { readJob, restoredSnapshot, writeJobOrWarn, type JobRecord } from './record.ts'
import { stopEngine, type JobWithEngine } from './stop-engine.ts'
import { readTimeline } from './timeline.ts'
import { codeOfJob } from './used-code.ts'
import { coldStartOfKey, uploadState } from './upload-state.ts'

/**
 * Decides whether to save the job's state. If so, stops the engine and saves what it left. Then cleans up.
 * Everything together has the time of the input save-timeout. Never fails the job.
 */
export async function saveVolume(inputs: SaveInputs): Promise<void> {
  const job = await readJob()
  if (job?.saved) {
    log.info('An earlier step of this job already handled the save.')
    return
  }
  const whole = new Deadline(inputs.saveTimeoutSeconds)
  const deadline = whole.before(Math.min(mostCleanUpSeconds, inputs.saveTimeoutSeconds / 4))
  const outcome = await within(deadline, () => decideAndSave(inputs, job, deadline)).then(
    (it) => {
      log.info(it.said)
      return it
    },
    (error: unknown) => {
      const said = `Nothing was saved: ${reasonOf(error)}`
      log.warning(said)
      return { ...nothingSaved(said), said }
    },
  )
  await summarize(outcome, job)
  if (!job) return
  await writeJobOrWarn({ ...job, saved: true })
  await within(whole, () => cleanUpJob(job))
}

/** Seconds reserved for cleaning up; a quarter of the time if that is less. */
const mostCleanUpSeconds = 30

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

async function decideAndSave(
  inputs: SaveInputs,
  job: JobRecord | undefined,
  deadline: Deadline,
): Promise<SaveOutcome> {
  if (!job) return nothingSaved('No step of this job restored a volume.')
  const { volume, container, engineRun } = job
  if (!volume) return nothingSaved(job.reason ?? 'The job has no volume of this action.')
  if (container === undefined) return nothingSaved('No step of this job started an engine.')
  if (!engineRun)
    return nothingSaved(
      'The CLI started the engine, because this action could not, so its start time is unknown.',
    )
  const store = await openStore({ ...job, store: inputs.store ?? job.store }, log, deadline.signal)
  const context = await runContext(await codeOfJob(job))
  const keeps = job.keepIn !== undefined && decideKeep(context, inputs.save, inputs.cancelled).save
  const decision = decide(context, inputs, store)
  if (!decision.save && !keeps) return nothingSaved(decision.reason)
  log.info(decision.reason)
  const plan: Plan = { context, decision, store, keepIn: keeps ? job.keepIn : undefined, deadline }
  try {
    await assertReadable(volume)
    return await stopAndSave(inputs, { ...job, volume, container, engineRun }, plan)
  } catch (error) {
    // Also one that only the save has found.
    const failure = await failureOf(volume)
    if (failure) await markUnreadable(job, failure)
    if (deadline.secondsLeft > 0) throw error
    const minutes = inputs.saveTimeoutSeconds / 60
    throw new Error(`the stop and the upload did not finish within ${minutes} min (input save-timeout).`, {
      cause: error,
    })
  }
}

/** @throws Error if what the engine read or wrote may be incomplete */
async function assertReadable(volume: Volume): Promise<void> {
  const failure = await failureOf(volume)
  if (failure) throw new Error(failure.reason)
}

function decide(context: RunContext, inputs: SaveInputs, store: Store | undefined): SaveDecision {
  if (!store) return { save: false, reason: 'This job has no cache.' }
  return decideSave({
    ...context,
    saveInput: inputs.save,
    isolatesBranches: store.isolatesBranches,
    cancelled: inputs.cancelled,
    volumeIsOurs: true,
  })
}

interface Plan {
  readonly context: RunContext
  readonly decision: SaveDecision
  readonly store: Store | undefined
  /** The folder to keep the state in for the next job; undefined if it is not kept. */
  readonly keepIn: string | undefined
  readonly deadline: Deadline
}

async function stopAndSave(inputs: SaveInputs, job: JobWithEngine, plan: Plan): Promise<SaveOutcome> {
  const start = performance.now()
  const { context, decision, deadline, keepIn, store } = plan
  let snapshot = await snapshotToSaveFrom(job)
  const because = store && decision.save ? await whyToSave(job, store, snapshot) : undefined
  if (because !== undefined) log.info(`Saving the state: ${because}.`)
  else if (keepIn === undefined) return nothingSaved(idleReason)
  const engine = await stopEngine(job, inputs.stopTimeoutSeconds, deadline)
  try {
    if (!store || !decision.save || because === undefined) {
      return withEngine(nothingSaved(decision.save ? idleReason : decision.reason), engine, start)
    }
    // A store may not answer even when it is asked to give up.
    const { report, uploadMilliseconds, saved } = await untilAborted(
      deadline.signal,
      uploadState(job, store, snapshot, engine.cache.disk, deadline.signal),
    )
    snapshot = saved ?? snapshot
    const excess = report.outcome === 'saved' ? excessOf(job.bound, report.liveBytes) : undefined
    if (excess !== undefined) log.warning(excess)
    const usage =
      report.outcome === 'saved' ? await tidyCache(inputs, job, context, store, deadline.signal) : ''
    return withEngine(savedOrNot(report, decision.reason, uploadMilliseconds, usage), engine, start)
  } finally {
    // Whether or not the upload succeeded, the engine has closed its state.
    if (keepIn !== undefined) {
      await cleaningUp(() => keepState(keepIn, job, snapshot, engine.closed, context))
    }
  }
}

const idleReason = 'The engine did no new work in this job.'

/** What was restored; undefined, too, where the job's record of it is lost: then all of the state is saved. */
async function snapshotToSaveFrom(job: JobRecord): Promise<Snapshot | undefined> {
  try {
    return await restoredSnapshot(job)
  } catch (error) {
    log.info(`The restored snapshot is unknown, so the whole state is saved: ${reasonOf(error)}`)
    return undefined
  }
}

/**
 * After a save: deletes what no job will restore, in a folder or where asked to, but nothing after an engine ended on a state: that
 * and those before it are then what is left if this one is no better.
 *
 * @returns the size of the repository's caches: a sentence with a trailing space, or ''
 */
async function tidyCache(
  inputs: SaveInputs,
  job: JobRecord,
  context: RunContext,
  store: Store,
  signal: AbortSignal,
): Promise<string> {
  if (!job.crashedOn) await cleanCache(inputs, context, store, job.folderLimits, log, signal)
  if (store.cleanable.kind === 'bucket') return await bucketSentence(store.cleanable.bucket, log)
  return usageSentence(await readCacheUsage(inputs, store, log, signal))
}
