import { usedBytes } from '../disk/docker-volume.ts'
import { collect, type CacheTotals, type LocalCache } from '../dagger/local-cache.ts'
import { engineJson, readConfiguration } from '../engine/configuration.ts'
import { jobLog as log } from '../github/log.ts'
import { hasGarbage } from '../policy/bound.ts'
import { reasonOf } from '../reason.ts'
import { megabytes } from '../units.ts'
import type { JobRecord } from './record.ts'

/**
 * Frees what the engine no longer refers to, where that is much. Never throws.
 *
 * @param timeout seconds for each question to the engine
 */
export async function collectGarbage(
  { volume }: Pick<JobRecord, 'volume'>,
  cache: LocalCache,
  totals: CacheTotals,
  timeout: number,
): Promise<void> {
  try {
    const disk = volume && (await usedBytes(volume))
    if (disk === undefined || !hasGarbage({ disk, ...totals })) return
    // An engine without policies, asked to apply them, drops all that it holds (v0.21.8, engine/server/gc.go line 101).
    if (engineJson(await readConfiguration(process.env), undefined).text === undefined) {
      log.debug(
        'What the engine no longer refers to is not freed: the user has policies, or none are wanted.',
      )
      return
    }
    await collect(cache, timeout)
    const after = (volume && (await usedBytes(volume))) ?? disk
    if (after < disk) {
      log.info(`The engine freed ${megabytes(disk - after)} that nothing in its cache refers to.`)
    }
  } catch (error) {
    log.debug(`What the engine no longer refers to was not freed: ${reasonOf(error)}`)
  }
}
