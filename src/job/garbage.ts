import { usedBytes } from '../disk/docker-volume.ts'
import { collect, type LocalCache } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration } from '../engine/configuration.ts'
import { jobLog as log } from '../github/log.ts'
import { hasGarbage, type EngineUsage } from '../policy/cache-limit.ts'
import { reasonOf } from '../reason.ts'
import { megabytes } from '../units.ts'
import type { JobRecord } from './record.ts'

/** Bytes that the state uses on its disk; undefined if it has none of ours, or they cannot be read. */
export async function diskBytes({ volume }: Pick<JobRecord, 'volume'>): Promise<number | undefined> {
  return volume && (await usedBytes(volume).catch(() => undefined))
}

/**
 * Makes the engine free what it no longer refers to, if that is much. Never throws.
 *
 * @param timeoutSeconds for each question to the engine
 * @returns bytes that the state uses on its disk afterwards
 */
export async function collectGarbage(
  job: Pick<JobRecord, 'volume'>,
  cache: LocalCache,
  usage: EngineUsage,
  timeoutSeconds: number,
): Promise<number> {
  if (!hasGarbage(usage)) return usage.disk
  try {
    // An engine without policies, asked to apply them, drops all that it holds (v0.21.8, engine/server/gc.go line 101).
    if (engineJson(await readConfiguration(process.env), undefined).text === undefined) {
      log.debug(
        'Unused data was not freed: your engine.json has its own policies or disables garbage collection.',
      )
      return usage.disk
    }
    await collect(cache, timeoutSeconds)
  } catch (error) {
    log.debug(`Unused data was not freed: ${reasonOf(error)}`)
  }
  const disk = (await diskBytes(job)) ?? usage.disk
  if (disk < usage.disk) {
    log.info(`The engine freed ${megabytes(usage.disk - disk)} that nothing in its cache refers to.`)
  }
  return disk
}
