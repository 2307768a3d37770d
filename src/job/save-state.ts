import { openStore, runContext, type RunContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { Deadline } from '../deadline.ts'
import { jobLog as log } from '../github/log.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { line } from '../summary/markdown.ts'
import { engineRows, nothingSaved, saidOfEngine, savedOrNot, type SaveOutcome } from '../summary/save.ts'
import { addToSummary, jobSummary, saveRows } from '../summary/summary.ts'
import { secondsSince } from '../units.ts'
import { lookAtUsage, sayUsage } from './cache-usage.ts'
import { cleanCache } from './clean-cache.ts'
import { leaveNothing } from './clean-up.ts'
import { decideKeep, keepState } from './kept-state.ts'
import { readJob, restoredSnapshot, tellLaterSteps, type JobRecord } from './record.ts'
import { stopEngine, type JobWithEngine } from './stop-engine.ts'
import { readTimeline } from './timeline.ts'
import { codeOfJob } from './used-code.ts'
import { coldStartOfKey, uploadState } from './upload-state.ts'

/** Decides whether the job's state is saved, stops the engine if so, and saves what it left. Never fails the job. */
export async function saveVolume(inputs: SaveInputs): Promise<void> {
  const job = await readJob()
  if (job?.saved) {
    log.info('An earlier step of this job has dealt with the save.')
    return
  }
  const outcome = await decideAndSave(inputs, job).then(
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
  await tellLaterSteps({ ...job, saved: true })
  await leaveNothing(job)
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

async function decideAndSave(inputs: SaveInputs, job: JobRecord | undefined): Promise<SaveOutcome> {
  if (!job) return nothingSaved('No step of this job restored a volume.')
  const { volume, container, engineRun } = job
  if (!volume) return nothingSaved(job.reason ?? 'The job has no volume of ours.')
  if (container === undefined) return nothingSaved('No step of this job started an engine.')
  if (!engineRun)
    return nothingSaved('The CLI started the engine, since we could not, and it is not known when.')
  const deadline = new Deadline(inputs.saveTimeout)
  const store = openStore(job.cacheDir, log, deadline.signal)
  const context = await runContext(await codeOfJob(job))
  const keeps = job.keepIn !== undefined && decideKeep(context, inputs.save).save
  const decision = decide(context, inputs, store)
  if (!decision.save && !keeps) return nothingSaved(decision.reason)
  log.info(decision.reason)
  const plan: Plan = { context, decision, store, keepIn: keeps ? job.keepIn : undefined, deadline }
  try {
    return await stopAndSave(inputs, { ...job, volume, container, engineRun }, plan)
  } catch (error) {
    if (deadline.secondsLeft > 0) throw error
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
    isolatesBranches: store.isolatesBranches,
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
  readonly deadline: Deadline
}

async function stopAndSave(inputs: SaveInputs, job: JobWithEngine, plan: Plan): Promise<SaveOutcome> {
  const start = performance.now()
  const { context, decision, deadline, keepIn, store } = plan
  const engine = await stopEngine(job, inputs.stopTimeout, deadline)
  let snapshot = await snapshotToSaveFrom(job)
  try {
    if (!store || !decision.save) {
      const outcome = nothingSaved(decision.reason)
      return { ...outcome, rows: engineRows(engine), said: `${outcome.said} ${saidOfEngine(engine)}.` }
    }
    const { report, uploadMilliseconds, saved } = await uploadState(job, store, snapshot, deadline.signal)
    snapshot = saved ?? snapshot
    const rows = [...saveRows(report, uploadMilliseconds), ...engineRows(engine)]
    const usage = report.outcome === 'saved' ? await tidyCache(inputs, context, store, deadline.signal) : ''
    if (usage !== '') rows.push([line`Caches`, line`${usage}`])
    const outcome = savedOrNot(report, decision.reason)
    const said = `${outcome.said} ${usage}${saidOfEngine(engine)}, all of it ${secondsSince(start)}.`
    return { ...outcome, rows, said }
  } finally {
    // Whatever became of the upload, the engine has closed its state.
    if (keepIn !== undefined) await keepState(keepIn, job, snapshot, engine.closed, context)
  }
}

/** What was restored; undefined, too, where the job's record of it is lost: then all of the state is saved. */
async function snapshotToSaveFrom(job: JobRecord): Promise<Snapshot | undefined> {
  try {
    return await restoredSnapshot(job)
  } catch (error) {
    log.info(`What was restored is not known any more, so all of the state is saved: ${reasonOf(error)}`)
    return undefined
  }
}

/** After a save: deletes what no job will restore, where asked to. @returns how full the repository's caches are */
async function tidyCache(
  inputs: SaveInputs,
  context: RunContext,
  store: Store,
  signal: AbortSignal,
): Promise<string> {
  await cleanCache(inputs, context, store, log, signal)
  return sayUsage(await lookAtUsage(inputs, store, log, signal))
}
