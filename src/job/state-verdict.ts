import { restoredSnapshot, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { containerLog } from '../docker-log.ts'
import { inspectContainer, type ContainerRun } from '../docker.ts'
import {
  isServingLine,
  isStartLine,
  stateVerdict,
  type GivenState,
  type StateVerdict,
} from '../engine/log-lines.ts'
import { reasonOf } from '../reason.ts'
import { forgetNamespaces } from './state-notes.ts'
import type { ProvidedEngine } from './start-engine.ts'
import { releaseOfWriter } from '../downloads/version-of-job.ts'

/** What the engine did with its state. Called after the command, when the engine has certainly read the state. */
export async function readVerdict({ job }: ProvidedEngine): Promise<StateVerdict> {
  if (job?.container === undefined) {
    log.info("The engine's cache: unknown, because this action did not start the engine.")
    return 'unknown'
  }
  const container = await inspectContainer(job.container)
  if (!container?.running) {
    log.info("The engine's cache: unknown, because the engine is no longer running.")
    return 'unknown'
  }
  try {
    const written = await containerLog(job.container, container.logsFrom, isStartLine, isServingLine)
    const given = await givenState(job)
    const verdict = stateVerdict(written, job.engineRelease, given)
    log.info(`The engine's cache: ${verdict}.`)
    if (wasReset(verdict)) await forgetNamespaces()
    if (verdict.startsWith('discarded:')) {
      log.warning(
        wasReset(verdict) && (given === 'none' || isAnotherRun(container, job))
          ? `The engine exited during the job and was started again: its cache was lost (${verdict}).`
          : `The engine did not accept the restored state (${verdict}) and started cold.`,
      )
    }
    return verdict
  } catch (error) {
    log.debug(reasonOf(error))
    return 'unknown'
  }
}

/** Whether the engine discarded an existing state, instead of just finding none. */
function wasReset(verdict: StateVerdict): boolean {
  return verdict.startsWith('discarded:') && !verdict.startsWith('discarded:written_by_')
}

/**
 * Whether the engine was started again after the job first started it. If so, its state is no longer only what was
 * restored.
 */
function isAnotherRun({ id, startedAt }: ContainerRun, { engineRun }: JobRecord): boolean {
  return engineRun !== undefined && (id !== engineRun.id || startedAt !== engineRun.startedAt)
}

async function givenState(job: JobRecord): Promise<GivenState> {
  if (job.volumeOfOthers) return 'of others'
  if (!job.volume) return 'none'
  const writer = job.keptBy ?? (await restoredSnapshot(job))?.manifest.engineVersion
  if (writer === undefined) return 'none'
  return { writtenBy: releaseOfWriter(writer, job), namespaces: job.namespaces }
}
