import { restoredSnapshot, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { containerLog, inspectContainer } from '../docker.ts'
import { isOfStart, stateVerdict, type GivenState, type StateVerdict } from '../engine/journal.ts'
import { reasonOf } from '../reason.ts'
import type { ProvidedEngine } from './start-engine.ts'
import { behaviorOfWriter } from './version.ts'

/** What the engine made of its state; asked for after the command, when it has surely read it. */
export async function readVerdict({ job }: ProvidedEngine): Promise<StateVerdict> {
  if (job?.container === undefined) {
    log.info("The engine's cache: unknown, as the engine is not ours.")
    return 'unknown'
  }
  const container = await inspectContainer(job.container)
  if (!container?.running) {
    log.info("The engine's cache: unknown, as the engine does not run any more.")
    return 'unknown'
  }
  try {
    const written = await containerLog(job.container, container.logsFrom, isOfStart)
    const given = await givenState(job)
    const verdict = stateVerdict(written, job.behavior, given)
    log.info(`The engine's cache: ${verdict}.`)
    if (verdict.startsWith('discarded')) {
      log.warning(
        given === 'none'
          ? `The engine ended in the middle of the job and was started again: what it held is lost (${verdict}).`
          : `The engine did not accept the restored state (${verdict}) and started cold.`,
      )
    }
    return verdict
  } catch (error) {
    log.debug(reasonOf(error))
    return 'unknown'
  }
}

async function givenState(job: JobRecord): Promise<GivenState> {
  if (job.volumeOfOthers) return 'of others'
  if (!job.volume) return 'none'
  const writer = job.keptBy ?? (await restoredSnapshot(job))?.manifest.engineVersion
  return writer === undefined ? 'none' : { writtenBy: behaviorOfWriter(writer, job) }
}
