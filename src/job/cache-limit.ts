import type { RestoreInputs } from '../github/inputs.ts'
import { jobFolder, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { stateHomeVariable } from '../dagger/client-id.ts'
import { ownStateHome } from './client-identity.ts'
import type { Version } from '../dagger/version.ts'
import { cliEnvironment } from '../dagger/invoke.ts'
import { prune, totalsOf, type CacheTotals, type LocalCache, type PruneSpace } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration, reservedSpaceOf } from '../engine/configuration.ts'
import { runnerHostVariable } from '../engine/host.ts'
import { boundOf, type Bound } from '../policy/bound.ts'
import { reasonOf } from '../reason.ts'
import { sizeOf, type Snapshot } from '../snapshot/manifest.ts'

/**
 * The bound for the job's engine.
 *
 * @param restored the snapshot that the job starts from
 */
export function settleBound(
  inputs: Pick<RestoreInputs, 'maxCacheSize' | 'prune'>,
  version: Version,
  restored: Snapshot | undefined,
): Bound | undefined {
  const bound = boundOf(inputs, version, restored && sizeOf(restored.manifest))
  if (inputs.prune && bound?.by === 'engine') {
    log.warning(
      `Input prune needs Dagger 0.20 or later, which can prune to a size. The engine of Dagger ${version} keeps below the size while it runs.`,
    )
  }
  return bound
}

/** The size of the engine's cache right before its stop; empty if the engine did not report it. */
export interface CacheAtStop {
  readonly before?: CacheTotals
  /** Set if the cache was pruned. */
  readonly after?: CacheTotals
}

/**
 * Asks the engine for the size of its cache, and prunes the cache if the job's bound requires it. Never throws.
 *
 * @param patience returns the seconds that are left, at least 1
 */
export async function pruneBeforeStop(job: JobRecord, patience: () => number): Promise<CacheAtStop> {
  const cache = localCacheOf(job)
  const before = await totals(cache, patience())
  const known = before ? { before } : {}
  const { bound } = job
  if (bound?.by !== 'prune' || (before && before.bytes <= bound.maxUsedSpace)) return known
  try {
    await prune(cache, await pruneSpace(bound.maxUsedSpace), patience())
  } catch (error) {
    log.warning(`The engine's cache was not pruned: ${reasonOf(error)}`)
    return known
  }
  const after = await totals(cache, patience())
  return { ...known, ...(after && { after }) }
}

/** undefined if the user's own limits apply. */
async function pruneSpace(maxUsedSpace: number): Promise<PruneSpace | undefined> {
  const { unbound } = engineJson(await readConfiguration(process.env), maxUsedSpace)
  if (unbound?.hasLimits) return undefined
  return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace) }
}

async function totals(cache: LocalCache, patience: number): Promise<CacheTotals | undefined> {
  try {
    // A healthy engine answers within a few seconds.
    return await totalsOf(cache, Math.min(30, patience))
  } catch (error) {
    log.debug(`The engine's cache: ${reasonOf(error)}`)
    return undefined
  }
}

function localCacheOf(job: JobRecord): LocalCache {
  return {
    version: job.behavior,
    env: {
      ...cliEnvironment(process.env),
      // Our own queries must not appear as a trace.
      DAGGER_CLOUD_TOKEN: undefined,
      // They must not leave an ID in the user's folder either.
      [stateHomeVariable]: ownStateHome,
      [runnerHostVariable]: job.runnerHost,
    },
    folder: jobFolder,
  }
}
