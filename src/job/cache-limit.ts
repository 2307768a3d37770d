import type { RestoreInputs } from '../github/inputs.ts'
import { jobFolder, socketFolder, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { stateHomeVariable } from '../dagger/client-id.ts'
import { ownStateHome } from './client-identity.ts'
import type { Version } from '../dagger/version.ts'
import { askCache, prune, type CacheTotals, type LocalCache, type PruneSpace } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration, reservedSpaceOf } from '../engine/configuration.ts'
import { runnerHostVariable, runningHostOf } from '../engine/host.ts'
import { socketHostOf } from '../engine/socket.ts'
import {
  cacheLimitOf,
  canPruneTo,
  hasGarbage,
  isWithinLimit,
  sizeToPruneTo,
  type CacheLimit,
  type EngineUsage,
  type StateSize,
} from '../policy/cache-limit.ts'
import { reasonOf } from '../reason.ts'
import { sizeOf, type Snapshot } from '../snapshot/manifest.ts'
import { collectGarbage, collectGarbageByStop, diskBytes } from './garbage.ts'
import { diskBytesIn } from './state-notes.ts'

/**
 * The limit for the job's engine.
 *
 * @param restored the snapshot that the job starts from
 */
export function chooseCacheLimit(
  inputs: Pick<RestoreInputs, 'maxCacheSize' | 'prune'>,
  version: Version,
  restored: Snapshot | undefined,
): CacheLimit | undefined {
  const cacheLimit = cacheLimitOf(inputs, version, restored && sizeOfState(restored))
  if (inputs.prune && cacheLimit?.by === 'engine') {
    log.warning(
      `Input prune needs Dagger 0.20 or later, which can prune to a size. The engine of Dagger ${version} keeps below the size while it runs.`,
    )
  }
  return cacheLimit
}

/** A snapshot counts whole chunks, even if a chunk holds little data, but the limit applies to the data on the disk. */
function sizeOfState({ manifest }: Snapshot): StateSize {
  const { compressed, uncompressed } = sizeOf(manifest)
  return { compressed, uncompressed: diskBytesIn(manifest.notes) ?? uncompressed }
}

/** A job whose engine runs in a container of its own. */
export type JobWithContainer = JobRecord & { readonly container: string }

/** The size of the engine's cache right before its stop. Each figure is absent if it is unknown. */
export interface CacheAtStop {
  readonly before?: CacheTotals
  /** Set if the cache was pruned. */
  readonly after?: CacheTotals
  /** Bytes that the state uses on its disk. */
  readonly disk?: number
  /** Whether the engine frees what it no longer refers to when it stops, at the latest. */
  readonly collects?: boolean
}

/**
 * Makes the engine free what it no longer refers to. If the disk holds more than the job's limit, also prunes the
 * cache: an engine that keeps to the limit may not have checked it in the last minute. A snapshot stores what is on
 * the disk, whatever the engine counts, so the disk decides. Never throws.
 *
 * If the disk is within the limit, what the engine counted before the first command stands in for what it counts now,
 * which saves a query: a job that adds much makes the engine collect for nothing, which takes no longer than a query. If
 * the engine dropped entries without freeing them, the next job finds out.
 *
 * @param asked the engine's answer, if it was asked a moment ago
 * @param secondsLeft returns the seconds until the deadline, at least 1
 */
export async function pruneBeforeStop(
  job: JobWithContainer,
  asked: CacheTotals | undefined,
  secondsLeft: () => number,
): Promise<CacheAtStop> {
  const cache = localCacheOf(job)
  let disk = await diskBytes(job)
  const isWithin = disk !== undefined && isWithinLimit(job.cacheLimit, disk)
  const before = asked ?? (isWithin ? totalsBefore(job) : undefined) ?? (await totals(cache, secondsLeft()))
  if (before && disk !== undefined && isWithin) {
    const collects = hasGarbage({ disk, ...before }) && (await collectGarbageByStop(cache, secondsLeft()))
    return { disk, collects }
  }
  if (before && disk !== undefined) {
    disk = await collectGarbage(job, cache, { disk, ...before }, secondsLeft())
  }
  let after: CacheTotals | undefined
  if (await pruneToLimit(job, cache, before && { disk: disk ?? before.bytes, ...before }, secondsLeft)) {
    after = await totals(cache, secondsLeft())
    disk = await diskBytes(job)
  }
  return { ...(before && { before }), ...(after && { after }), ...(disk !== undefined && { disk }) }
}

/** @returns whether the cache was pruned */
async function pruneToLimit(
  job: JobRecord,
  cache: LocalCache,
  usage: EngineUsage | undefined,
  secondsLeft: () => number,
): Promise<boolean> {
  const { cacheLimit } = job
  if (!cacheLimit || !canPruneTo(job.engineRelease)) return false
  try {
    const space = usage ? spaceWithin(job, cacheLimit, usage) : cacheLimit.maxUsedSpace
    if (space === undefined) return false
    await prune(cache, await pruneSpace(space), secondsLeft())
    return true
  } catch (error) {
    log.warning(`The engine's cache was not pruned: ${reasonOf(error)}`)
    return false
  }
}

/** The size to prune to; undefined if there is nothing to prune. */
function spaceWithin(job: JobRecord, cacheLimit: CacheLimit, usage: EngineUsage): number | undefined {
  const isNew = job.restoredKey === undefined && job.keptBy === undefined
  const added = isNew ? usage.bytes : usage.bytes - (job.cacheBefore?.bytes ?? usage.bytes)
  return sizeToPruneTo(cacheLimit, usage, added)
}

/** undefined where the user's own limits hold. */
async function pruneSpace(maxUsedSpace: number): Promise<PruneSpace | undefined> {
  const { ignoredLimit } = engineJson(await readConfiguration(process.env), maxUsedSpace)
  if (ignoredLimit?.hasLimits) return undefined
  return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace) }
}

/** What the engine counted before the job's first command; undefined if it is unknown. */
function totalsBefore({ cacheBefore }: JobRecord): CacheTotals | undefined {
  return cacheBefore && { bytes: cacheBefore.bytes, entries: cacheBefore.count }
}

async function totals(cache: LocalCache, timeoutSeconds: number): Promise<CacheTotals | undefined> {
  try {
    // A few seconds of an engine that is well.
    return await askCache(cache, Math.min(30, timeoutSeconds))
  } catch (error) {
    log.debug(`The engine's cache: ${reasonOf(error)}`)
    return undefined
  }
}

/** How to ask the engine of a job. A question never starts an engine that has exited. */
export function localCacheOf(job: JobWithContainer): LocalCache {
  return {
    version: job.engineRelease,
    env: {
      ...process.env,
      // Our own queries must not appear in a trace.
      DAGGER_CLOUD_TOKEN: undefined,
      // They must not leave an ID in the user's folder either.
      [stateHomeVariable]: ownStateHome,
      [runnerHostVariable]: socketHostOf(socketFolder) ?? runningHostOf(job.container),
    },
    folder: jobFolder,
  }
}
