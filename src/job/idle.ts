import { createHash } from 'node:crypto'
import { containerLog, inspectContainer } from '../docker.ts'
import { findInterruption } from '../engine/stop.ts'
import { isWorkLine, loggedWork } from '../engine/log-lines.ts'
import { cachedResults } from '../engine/results.ts'
import { askCache } from '../dagger/local-cache.ts'
import { jobLog as log } from '../github/log.ts'
import { reasonNotIdle, knownWork, type Base, type CacheContent, type LoggedWork } from '../policy/idle.ts'
import { matchKind } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { localCacheOf } from './cache-limit.ts'
import { readJob, writeJobOrWarn, type JobRecord } from './record.ts'
import type { JobWithEngine } from './stop-engine.ts'

/** Time limit in seconds for a question to the engine. A healthy engine answers within a second. */
const questionSeconds = 30

/**
 * Records what the engine's cache contains, if the job may turn out to be idle. Call it once, when the engine serves
 * and before the job's first command. If it fails, the job saves its state even if it does nothing new.
 */
export async function recordCacheContent(job: JobRecord): Promise<void> {
  const { restoredKey } = job
  if (!job.volume || !job.engineRun || job.container === undefined || restoredKey === undefined) return
  if (matchKind(restoredKey, job.logicalKey, []) !== 'exact' || job.crashedOn) return
  try {
    const cacheBefore = await contentOf(job, job.container)
    await writeJobOrWarn({ ...((await readJob()) ?? job), cacheBefore })
  } catch (error) {
    log.info(`The job will be saved even if it does nothing new: ${reasonOf(error)}.`)
  }
}

async function contentOf(job: JobRecord, container: string): Promise<CacheContent> {
  const { bytes, entries, clients, list } = await askCache(localCacheOf(job), questionSeconds)
  const otherClients = clients - 1
  if (list) {
    const hash = createHash('sha256').update(list.join('\n')).digest('hex')
    return { entries: hash, count: entries, bytes, otherClients }
  }
  const { boot, count, hash } = await cachedResults(container)
  return { entries: hash, count, bytes, boot, otherClients }
}

/**
 * Why to save the job's state, as a clause; undefined if the job was idle. Never throws.
 *
 * @param previous what the state was restored from
 */
export async function reasonToSave(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
): Promise<string | undefined> {
  try {
    // The stop reports the details.
    if ((await findInterruption(job.container, job.engineRun)) !== undefined) {
      return 'the engine exited during the job'
    }
    const base = await baseOf(job, store, previous)
    const facts = {
      base,
      engineCache: job.commands?.[0]?.engineCache ?? 'unknown',
      begun: job.commandsStarted ?? 0,
      commands: job.commands ?? [],
      before: job.cacheBefore,
      now: Date.now(),
    }
    // Each question to the engine takes half a second, and the log already shows the work of most jobs.
    const known = knownWork({ ...facts, logged: await workIn(job.container) })
    if (known !== undefined) return known
    const after = await contentOf(job, job.container)
    const aboveLimit = job.cacheLimit !== undefined && after.bytes > job.cacheLimit.maxUsedSpace
    // The log once more, because a client may have worked until the engine answered.
    return reasonNotIdle({ ...facts, after, aboveLimit, logged: await workIn(job.container) })
  } catch (error) {
    return `it is unknown what the job changed (${reasonOf(error)})`
  }
}

async function baseOf(
  job: JobWithEngine,
  store: Store,
  previous: Snapshot | undefined,
): Promise<Base | undefined> {
  // An engine exited on a newer snapshot: the job's state must become the newest one, even if it is unchanged.
  if (!previous || job.crashedOn) return undefined
  // The store may no longer have the snapshot of a kept state: GitHub's cache evicts what is unread for a week.
  const isNewest =
    matchKind(previous.key, job.logicalKey, []) === 'exact' &&
    (job.keptBy === undefined || (await store.has(previous.key)))
  return { savedAt: previous.manifest.savedAt, isNewest }
}

async function workIn(container: string): Promise<LoggedWork | undefined> {
  const found = await inspectContainer(container)
  return found && loggedWork(await containerLog(container, found.logsFrom, isWorkLine))
}
