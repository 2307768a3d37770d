import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openStore, runContext, storeHasScopes, temporary, type RunContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { readJob, restoredSnapshot, tellLaterSteps, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { progressIn } from '../github/progress.ts'
import { line, type Row } from '../summary/markdown.ts'
import { addToSummary, changedShare, jobSummary, saveRows, type JobEnd } from '../summary/summary.ts'
import { readTimeline, timed } from './timeline.ts'
import { counted, megabytes, secondsSince } from '../units.ts'
import type { ContainerRun } from '../docker.ts'
import { earlierEnd, stopCleanly } from '../engine/stop.ts'
import { coldStartOf, type ColdStart } from '../policy/cold-start.ts'
import { entryKey, matchKind } from '../policy/keys.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import type { Store } from '../store/store.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { saveSnapshot, type SaveReport } from '../snapshot/write-snapshot.ts'
import { readSuperblock, type Superblock } from '../disk/superblock.ts'
import { isAttached, type Volume } from '../disk/docker-volume.ts'
import { pruneBeforeStop, sayCacheAtStop } from './cache-limit.ts'
import { lookAtUsage, sayUsage } from './cache-usage.ts'
import { cleanCache } from './clean-cache.ts'
import { Deadline } from './deadline.ts'
import { behaviourOf } from './version.ts'
import { decideKeep, keepState } from './kept-state.ts'
import { leaveNothing } from './clean-up.ts'
import { reasonOf } from '../reason.ts'

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

/** What became of the save, for the page of the job and, as `said`, for its log. */
type Outcome = Pick<JobEnd, 'saved' | 'reason' | 'rows'> & { readonly said: string }

function nothingSaved(reason: string): Outcome {
  return { saved: false, reason, rows: [], said: `Nothing is saved. ${reason}` }
}

async function summarize(outcome: Outcome, job: JobRecord | undefined): Promise<void> {
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

function coldStartOfKey({ key, manifest }: Snapshot, logicalKey: string): ColdStart | undefined {
  return matchKind(key, logicalKey, []) === 'exact' ? manifest.coldStart : undefined
}

async function decideAndSave(inputs: SaveInputs, job: JobRecord | undefined): Promise<Outcome> {
  if (!job) return nothingSaved('No step of this job restored a volume.')
  const { volume, container, engineRun } = job
  if (!volume) return nothingSaved(job.reason ?? 'The job has no volume of ours.')
  if (container === undefined) return nothingSaved('No step of this job started an engine.')
  if (!engineRun)
    return nothingSaved('The CLI started the engine, since we could not, and it is not known when.')
  const deadline = new Deadline(inputs.saveTimeout)
  const store = openStore(job.cacheDir, log, deadline.signal)
  const context = await runContext()
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
  readonly deadline: Deadline
}

type JobWithEngine = JobRecord & {
  readonly volume: Volume
  readonly container: string
  readonly engineRun: ContainerRun
}

async function stopAndSave(inputs: SaveInputs, job: JobWithEngine, plan: Plan): Promise<Outcome> {
  const start = performance.now()
  const engine = await stopEngine(inputs, job, plan.deadline)
  let snapshot = await snapshotToSaveFrom(job)
  try {
    if (!plan.store || !plan.decision.save) {
      const outcome = nothingSaved(plan.decision.reason)
      return { ...outcome, rows: engine.rows, said: `${outcome.said} ${engine.said}.` }
    }
    const uploadStart = performance.now()
    const { store } = plan
    const { signal } = plan.deadline
    const { report, saved } = await log.group('Save the state', () =>
      timed('save', () => upload(job, store, snapshot, signal)),
    )
    snapshot = saved ?? snapshot
    const rows = [...saveRows(report, performance.now() - uploadStart), ...engine.rows]
    const usage = report.outcome === 'saved' ? await tidyCache(inputs, plan.context, store, signal) : ''
    if (usage !== '') rows.push([line`Caches`, line`${usage}`])
    const outcome = describe(report, plan.decision.reason)
    const said = `${outcome.said} ${usage}${engine.said}, all of it ${secondsSince(start)}.`
    return { ...outcome, rows, said }
  } finally {
    // Whatever became of the upload, the engine has closed its state.
    if (plan.keepIn !== undefined) await keepState(plan.keepIn, job, snapshot, engine.closed, plan.context)
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

/** An engine that closed its state in order. */
interface StoppedEngine {
  /** The state's superblock, as the engine left it. */
  readonly closed: Superblock | undefined
  readonly rows: readonly Row[]
  /** What its cache held and how long it took: the beginning of a sentence. */
  readonly said: string
}

/** @throws Error when the state that it leaves is not whole */
async function stopEngine(
  inputs: SaveInputs,
  job: JobWithEngine,
  deadline: Deadline,
): Promise<StoppedEngine> {
  const start = performance.now()
  if (!(await isAttached(job.volume))) {
    throw new Error(`the volume ${job.volumeName} is not what it was when this job made it.`)
  }
  // The CLI, asked for anything, starts an engine that has ended.
  refuse(await earlierEnd(job.container, job.engineRun))
  const patience = (): number => Math.max(1, Math.min(inputs.stopTimeout, deadline.secondsLeft))
  const cache = sayCacheAtStop(await pruneBeforeStop(job, patience))
  // An engine that there is no time to wait for would only be killed.
  if (deadline.secondsLeft === 0) throw new Error('no time is left to stop the engine.')
  const complaint = await log.group('Stop the engine', () =>
    timed('engine stop', () =>
      stopCleanly({
        container: job.container,
        run: job.engineRun,
        volume: job.volumeName,
        version: behaviourOf(job.version),
        disk: job.volume,
        mountPoint: join(temporary, 'warm-dagger', `witness-${randomBytes(4).toString('hex')}`),
        timeout: patience(),
      }),
    ),
  )
  refuse(complaint)
  const stopped = secondsSince(start)
  const rows: Row[] = [[line`Engine`, line`took ${stopped} to stop`]]
  if (cache !== '') rows.push([line`Its cache`, line`${cache}`])
  const closed = await readSuperblock(job.volume.image)
  return { closed, rows, said: `${cache}The engine took ${stopped} to stop` }
}

/** @param complaint what is wrong with the state that the engine leaves, if anything */
function refuse(complaint: string | undefined): void {
  if (complaint !== undefined) throw new Error(`the engine's state is not whole: ${complaint}.`)
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
  const coldStart = coldStartOf(job.commands?.[0], previous && coldStartOfKey(previous, job.logicalKey))
  const report = await saveSnapshot({
    image: job.volume.image,
    store,
    entryKey: key,
    engineVersion: job.version,
    previous,
    toTell: { savedAt: Date.now(), ...(coldStart && { coldStart }) },
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

/** @param decision why it was to be saved */
function describe(report: SaveReport, decision: string): Outcome {
  const { writtenBytes, liveBytes, packs } = report
  switch (report.outcome) {
    case 'idle':
      return nothingSaved(`Only ${changedShare(report)} differ, which an idle engine changes by itself.`)
    case 'refused':
      return nothingSaved(
        'The cache did not take it: this job may only read, or another is writing the same.',
      )
    case 'saved':
      return {
        ...{ saved: true, reason: decision, rows: [] },
        said: `Saved ${changedShare(report)}, which had changed, as ${megabytes(writtenBytes)}; the state is ${megabytes(liveBytes)} in ${counted(packs, 'pack')}.`,
      }
  }
}
