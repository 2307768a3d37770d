import { usedBytes } from '../disk/docker-volume.ts'
import { collect, collectByStop, type LocalCache } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration } from '../engine/configuration.ts'
import { jobLog as log } from '../github/log.ts'
import { hasGarbage, type EngineUsage } from '../policy/cache-limit.ts'
import { reasonOf } from '../reason.ts'
import { megabytes } from '../units.ts'
import type { JobRecord } from '../record/record.ts'

/** Bytes that the state uses on its disk; undefined if it has none of ours, or they cannot be read. */
export async function diskBytes({ volume }: Pick<JobRecord, 'volume'>): Promise<number | undefined> {
  return volume && (await usedBytes(volume).catch(() => undefined))
}

/**
 * Makes the engine free what it no longer refers to, if that is much. Never throws.
 *
 * @param timeoutSeconds for each query to the engine
 * @returns bytes that the state uses on its disk afterwards
 */
export async function collectGarbage(
  job: Pick<JobRecord, 'volume'>,
  cache: LocalCache,
  usage: EngineUsage,
  timeoutSeconds: number,
): Promise<number> {
  if (!hasGarbage(usage) || !(await withOwnPolicies(() => collect(cache, timeoutSeconds)))) return usage.disk
  const disk = (await diskBytes(job)) ?? usage.disk
  logFreed(usage.disk, disk)
  return disk
}

/**
 * Makes the engine free what it no longer refers to, at the latest when it stops. Never throws.
 *
 * @param timeoutSeconds for the query to the engine
 * @returns whether the engine will do so
 */
export async function collectGarbageByStop(cache: LocalCache, timeoutSeconds: number): Promise<boolean> {
  return await withOwnPolicies(() => collectByStop(cache, timeoutSeconds))
}

/**
 * Calls `body`, unless the engine has no policies of ours: an engine without policies that is asked to apply them drops
 * all that it holds (v0.21.8, engine/server/gc.go line 101).
 *
 * @returns whether it was called and did not fail
 */
async function withOwnPolicies(body: () => Promise<void>): Promise<boolean> {
  try {
    if (engineJson(await readConfiguration(process.env), undefined).text === undefined) {
      log.debug(
        'Unused data was not freed: your engine.json has its own policies or disables garbage collection.',
      )
      return false
    }
    await body()
    return true
  } catch (error) {
    log.debug(`Unused data was not freed: ${reasonOf(error)}`)
    return false
  }
}

/** @param before bytes that the state used on its disk, like `after` */
export function logFreed(before: number, after: number): void {
  if (after >= before) return
  log.info(`The engine freed ${megabytes(before - after)} that nothing in its cache refers to.`)
}
