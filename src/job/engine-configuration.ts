import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { jobFolder, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { megabytes } from '../units.ts'
import { engineJson, logsItsStart, readConfiguration } from '../engine/configuration.ts'
import { reasonOf } from '../reason.ts'

/** What the job's engine is configured by. */
export interface JobConfiguration {
  /** An engine.json of ours; undefined where the user's own, if any, is used as it is. */
  readonly file: string | undefined
  /** Whether the engine logs that it serves. */
  readonly logsStart: boolean
}

/**
 * Writes an engine.json by which the engine keeps what a state that is used again needs, and keeps below the job's
 * bound; the user's own file is only read. Where that goes wrong there is a warning, and the user's file is used.
 *
 * @param env of the step
 */
export async function engineConfiguration(job: JobRecord, env: NodeJS.ProcessEnv): Promise<JobConfiguration> {
  const bound = job.bound?.by === 'engine' ? job.bound.maxUsedSpace : undefined
  try {
    const users = await readConfiguration(env)
    // A volume that ends with the machine, or is not ours, is the engine's own to keep small.
    if (!job.volume) return { file: undefined, logsStart: logsItsStart(users) }
    const { text, unbound } = engineJson(users, bound)
    if (bound !== undefined) {
      log.info(
        unbound === undefined
          ? `The engine keeps its cache below ${megabytes(bound)} before compression (max-cache-size).`
          : `The engine.json of this machine's user ${unbound.because}: max-cache-size has no effect on the engine.`,
      )
    }
    if (text === undefined) return { file: undefined, logsStart: logsItsStart(users) }
    return { file: await written(text), logsStart: logsItsStart(text) }
  } catch (error) {
    const without = bound === undefined ? '' : ', and input max-cache-size has no effect on it'
    log.warning(`The engine uses this machine's own engine.json${without}: ${reasonOf(error)}`)
    return { file: undefined, logsStart: true }
  }
}

async function written(text: string): Promise<string> {
  const file = join(jobFolder, 'engine.json')
  await mkdir(dirname(file), { recursive: true })
  // The user's own may be for nobody else's eyes.
  await writeFile(file, text, { mode: 0o600 })
  return file
}
