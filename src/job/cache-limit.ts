import type { RestoreInputs } from '../github/inputs.ts'
import { jobFolder, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { stateHomeVariable } from '../dagger/client-id.ts'
import { ownStateHome } from './client-identity.ts'
import type { Version } from '../dagger/version.ts'
import { cliEnvironment } from '../dagger/invoke.ts'
import { askCache, prune, type CacheTotals, type LocalCache, type PruneSpace } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration, reservedSpaceOf } from '../engine/configuration.ts'
import { runnerHostVariable } from '../engine/host.ts'
import { boundOf, type Bound } from '../policy/bound.ts'
import { reasonOf } from '../reason.ts'
import { sizeOf, type Snapshot } from '../snapshot/manifest.ts'

/** How large the job's state may become. @param restored what it begins from */
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

/** What the engine said of its cache right before it was stopped; nothing where it could not tell. */
export interface CacheAtStop {
  readonly before?: CacheTotals
  /** Where it was pruned. */
  readonly after?: CacheTotals
}

/**
 * Asks the engine how much it holds and, where the job's bound is to be kept so, prunes it. Never throws.
 *
 * @param patience tells for how much longer, seconds, at least 1
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

/** undefined where the user's own limits hold. */
async function pruneSpace(maxUsedSpace: number): Promise<PruneSpace | undefined> {
  const { unbound } = engineJson(await readConfiguration(process.env), maxUsedSpace)
  if (unbound?.hasLimits) return undefined
  return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace) }
}

async function totals(cache: LocalCache, patience: number): Promise<CacheTotals | undefined> {
  try {
    // A few seconds of an engine that is well.
    return await askCache(cache, Math.min(30, patience))
  } catch (error) {
    log.debug(`The engine's cache: ${reasonOf(error)}`)
    return undefined
  }
}

/** How to ask the engine of a job. */
export function localCacheOf(job: JobRecord): LocalCache {
  return {
    version: job.behavior,
    env: {
      ...cliEnvironment(process.env),
      // What we ask for ourselves is nobody's trace.
      DAGGER_CLOUD_TOKEN: undefined,
      // Nor does it leave an ID in the user's folder.
      [stateHomeVariable]: ownStateHome,
      [runnerHostVariable]: job.runnerHost,
    },
    folder: jobFolder,
  }
}
