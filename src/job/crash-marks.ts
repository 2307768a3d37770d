import { randomBytes } from 'node:crypto'
import type { VolumeFailure } from '../demand/control.ts'
import { runContext } from '../github/context.ts'
import { openStore } from '../github/open-store.ts'
import { jobLog as log } from '../github/log.ts'
import { markSearch, nextMark } from '../policy/crash-marks.ts'
import { decideSave, type UsedCode } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import { inOnePiece } from '../snapshot/pack-writer.ts'
import type { Store } from '../store/store.ts'
import { isSnapshotFault } from './on-demand.ts'
import { readJob, type JobRecord } from '../record/record.ts'
import { codeOfJob } from './used-code.ts'

/** Whether two runs could not use a snapshot. false if the store does not answer. */
export async function isMarked(store: Store, snapshot: string): Promise<boolean> {
  try {
    return (await store.find([markSearch(snapshot, 2)])) !== undefined
  } catch (error) {
    log.debug(`The crash marks of ${snapshot} could not be read: ${reasonOf(error)}`)
    return false
  }
}

/**
 * Marks snapshots that the engine could not use, for later jobs. Only if this job may write entries that those jobs
 * read. Never throws.
 *
 * @param code that the job's commands used so far
 */
export async function markSnapshots(
  store: Store,
  snapshots: readonly string[],
  code: readonly UsedCode[] = [{ kind: 'empty' }],
): Promise<void> {
  try {
    if (snapshots.length === 0 || !(await mayMark(store, code))) return
    // Outside GitHub, every call counts as a run.
    const runId = process.env['GITHUB_RUN_ID'] || randomBytes(8).toString('hex')
    for (const snapshot of snapshots) await mark(store, snapshot, runId)
  } catch (error) {
    log.info(`The state could not be marked for later jobs: ${reasonOf(error)}`)
  }
}

/** Marks the snapshot of a job whose volume could not be read, if the snapshot is the cause. Never throws. */
export async function markUnreadable(job: JobRecord, failure: VolumeFailure): Promise<void> {
  if (job.restoredKey === undefined || !isSnapshotFault(failure)) return
  try {
    const store = await openStore(job, log, AbortSignal.timeout(10_000))
    if (store) await markSnapshots(store, [job.restoredKey], await codeOfJob((await readJob()) ?? job))
  } catch (error) {
    log.info(`The state could not be marked for later jobs: ${reasonOf(error)}`)
  }
}

/** Whether other jobs would restore a state that this job saves: only then may it write a mark that they read. */
async function mayMark({ isolatesBranches }: Store, code: readonly UsedCode[]): Promise<boolean> {
  const context = await runContext(code)
  const saveInput = isolatesBranches ? 'always' : 'auto'
  return decideSave({ ...context, isolatesBranches, saveInput, cancelled: false }).save
}

async function mark(store: Store, snapshot: string, runId: string): Promise<void> {
  const first = await store.find([markSearch(snapshot, 1)])
  const key = nextMark(first?.key, snapshot, runId)
  if (key === undefined || !(await store.put(key, inOnePiece(noteOf(snapshot))))) return
  log.info(
    first === undefined
      ? `The state ${snapshot} is marked. If another run cannot use it either, later jobs skip it.`
      : `The state ${snapshot} is marked for the second time: later jobs skip it.`,
  )
}

/** Explains the entry to a person who inspects the store. */
function noteOf(snapshot: string): Buffer {
  return Buffer.from(
    `An engine exited on ${snapshot} and served on another state, or a part of it is missing or wrong.\n`,
  )
}
