import { createHash } from 'node:crypto'
import { containerLog } from '../docker-log.ts'
import { inspectContainer, type Container, type ContainerRun } from '../docker.ts'
import { isStillIn } from '../engine/stop.ts'
import { isWorkLine, loggedWork } from '../engine/log-lines.ts'
import { cachedResults } from '../engine/results.ts'
import { askCache, hasResults, type CacheTotals } from '../dagger/local-cache.ts'
import { runContext } from '../github/context.ts'
import type { SaveInputs } from '../github/inputs.ts'
import { jobLog as log } from '../github/log.ts'
import { reasonNotIdle, knownWork, type Base, type CacheContent, type LoggedWork } from '../policy/idle.ts'
import { isExactHit } from '../policy/keys.ts'
import { couldSave } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { localCacheOf, type JobWithContainer } from './cache-limit.ts'
import { readJob, writeJobOrWarn, type JobRecord } from '../record/record.ts'
import type { JobWithEngine } from './stop-engine.ts'
import { timed } from '../record/timeline.ts'

/** Time limit in seconds for a question to the engine. A healthy engine answers within a second. */
const questionSeconds = 30

/**
 * Records what the engine's cache contains, if the job may turn out to be idle. Call it once, when the engine serves
 * and before the job's first command. If it fails, the job saves its state even if it does nothing new.
 *
 * @param saveInput the input save, if it is already known
 */
export async function recordCacheContent(job: JobRecord, saveInput?: SaveInputs['save']): Promise<void> {
  const { restoredKey, volume, container, engineRun } = job
  if (!volume || !engineRun || container === undefined || restoredKey === undefined) return
  if (!isExactHit(restoredKey, job.logicalKey) || job.unusableSnapshots) return
  try {
    if (saveInput !== undefined && job.keepIn === undefined && !couldSave(await runContext([]), saveInput)) {
      return
    }
    const { content: cacheBefore } = await timed('idle check', () =>
      askEngine({ ...job, container }, engineRun),
    )
    await writeJobOrWarn({ ...((await readJob()) ?? job), cacheBefore })
  } catch (error) {
    log.info(`The job will be saved even if it does nothing new: ${reasonOf(error)}.`)
  }
}

/** What the engine's cache contains, and what the engine itself counts. */
async function askEngine(
  job: JobWithContainer,
  run: ContainerRun,
): Promise<{ content: CacheContent; totals: CacheTotals }> {
  const cache = localCacheOf(job)
  const questions = [
    askCache(cache, questionSeconds),
    hasResults(cache.version) ? cachedResults(run) : Promise.resolve(undefined),
  ] as const
  // If one fails, the other must not still be open when the engine is stopped.
  await Promise.allSettled(questions)
  const [{ bytes, entries, clients, list }, results] = await Promise.all(questions)
  const { hash, ...counted } = results ?? { count: entries, hash: hashOf(list) }
  return {
    totals: { bytes, entries },
    content: { ...counted, entries: hash, bytes, otherClients: clients - 1 },
  }
}

/** @throws Error if there is no list */
function hashOf(list: readonly string[] | undefined): string {
  if (!list) throw new Error('the engine did not list its entries')
  return createHash('sha256').update(list.join('\n')).digest('hex')
}

/** Whether a job's state must be saved. */
export interface SaveNeed {
  /** Why, as a clause; undefined if the job was idle. */
  readonly reason: string | undefined
  /** What the engine counts now; undefined if it was not asked. */
  readonly totals?: CacheTotals
}

/**
 * Whether the job was idle. Never throws.
 *
 * @param previous what the state was restored from
 */
export async function needToSave(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
): Promise<SaveNeed> {
  try {
    const engine = await inspectContainer(job.container)
    // The stop reports the details.
    if (!engine || !isStillIn(job.engineRun, engine)) return { reason: 'the engine exited during the job' }
    const base = await baseOf(job, store, previous)
    const facts = {
      base,
      engineCache: job.commands?.[0]?.engineCache ?? 'unknown',
      commandsStarted: job.commandsStarted ?? 0,
      commands: job.commands ?? [],
      before: job.cacheBefore,
      now: Date.now(),
    }
    // Each question to the engine takes half a second, and the log already shows the work of most jobs.
    const known = knownWork({ ...facts, logged: await workIn(job.container, engine) })
    if (known !== undefined) return { reason: known }
    const { content: after, totals } = await askEngine(job, engine)
    const aboveLimit = job.cacheLimit !== undefined && after.bytes > job.cacheLimit.maxUsedSpace
    // The log once more, because a client may have worked until the engine answered.
    const logged = await workIn(job.container, engine)
    return { reason: reasonNotIdle({ ...facts, after, aboveLimit, logged }), totals }
  } catch (error) {
    return { reason: `it is unknown what the job changed (${reasonOf(error)})` }
  }
}

async function baseOf(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
): Promise<Base | undefined> {
  // An engine exited on a newer snapshot: the job's state must become the newest one, even if it is unchanged.
  if (!previous || job.unusableSnapshots) return undefined
  // The store may no longer have the snapshot of a kept state: GitHub's cache evicts what is unread for a week.
  const isStoredUnderOwnKey =
    isExactHit(previous.key, job.logicalKey) && (job.keptBy === undefined || (await store.has(previous.key)))
  return { savedAt: previous.manifest.savedAt, isStoredUnderOwnKey }
}

async function workIn(container: string, { logsFrom }: Container): Promise<LoggedWork | undefined> {
  return loggedWork(await containerLog(container, logsFrom, isWorkLine))
}
