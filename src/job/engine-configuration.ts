import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { jobFolder, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { megabytes } from '../units.ts'
import { engineJson, logsItsStart, readConfiguration } from '../engine/configuration.ts'
import { reasonOf } from '../reason.ts'

/** The configuration of the job's engine. */
export interface JobConfiguration {
  /** An engine.json that we wrote; undefined to use the user's own, if any, unchanged. */
  readonly file: string | undefined
  /** Whether the engine logs that it serves. */
  readonly logsStart: boolean
}

/**
 * Writes an engine.json that makes the engine keep what a reused state needs, and stay below the job's limit. Only
 * reads the user's own file. If this fails, warns and uses the user's file.
 *
 * @param env of the step
 */
export async function engineConfiguration(job: JobRecord, env: NodeJS.ProcessEnv): Promise<JobConfiguration> {
  const limit = job.cacheLimit?.by === 'engine' ? job.cacheLimit.maxUsedSpace : undefined
  try {
    const users = await readConfiguration(env)
    // The engine's own limits are right for a volume that is not ours, or is discarded with the machine.
    if (!job.volume) return { file: undefined, logsStart: logsItsStart(users) }
    const { text, ignoredLimit } = engineJson(users, limit)
    if (limit !== undefined) {
      log.info(
        ignoredLimit === undefined
          ? `The engine keeps its cache below ${megabytes(limit)} before compression (max-cache-size).`
          : `The engine.json of this machine's user ${ignoredLimit.because}: max-cache-size has no effect on the engine.`,
      )
    }
    if (text === undefined) return { file: undefined, logsStart: logsItsStart(users) }
    return { file: await written(text), logsStart: logsItsStart(text) }
  } catch (error) {
    const without = limit === undefined ? '' : ', and input max-cache-size has no effect on it'
    log.warning(`The engine uses this machine's own engine.json${without}: ${reasonOf(error)}`)
    return { file: undefined, logsStart: true }
  }
}

async function written(text: string): Promise<string> {
  const file = join(jobFolder, 'engine.json')
  await mkdir(dirname(file), { recursive: true })
  // The user's own file may be private.
  await writeFile(file, text, { mode: 0o600 })
  return file
}
