import { join } from 'node:path'
import { temporary } from '../github/context.ts'
import { jobLog as log } from '../github/log.ts'
import type { Deadline } from '../deadline.ts'
import type { ContainerRun } from '../docker.ts'
import { findInterruption, stopCleanly } from '../engine/stop.ts'
import { isAttached, type Volume } from '../disk/docker-volume.ts'
import { ownMountPoint } from '../disk/second-mount.ts'
import { readSuperblock, type Superblock } from '../disk/superblock.ts'
import type { CacheTotals } from '../dagger/local-cache.ts'
import { pruneBeforeStop, type CacheAtStop } from './cache-limit.ts'
import { logFreed } from './garbage.ts'
import { aroundTrim } from './on-demand.ts'
import type { JobRecord } from '../record/record.ts'
import { timed } from '../record/timeline.ts'

/** A job whose engine one of our steps started on our volume. */
export type JobWithEngine = JobRecord & {
  readonly volume: Volume
  readonly container: string
  readonly engineRun: ContainerRun
}

/** An engine that closed its state cleanly. */
export interface StoppedEngine {
  /** The state's superblock, as the engine left it. */
  readonly closed: Superblock | undefined
  readonly cache: CacheAtStop
  /** Number of client connections that were still open and had to be closed. */
  readonly disconnected: number
  readonly stopMilliseconds: number
}

/**
 * Stops the job's engine.
 *
 * @param asked what the engine answered about its cache, if it was asked a moment ago
 * @param stopTimeoutSeconds time for the engine to stop, if the deadline allows it
 * @throws Error if the state that it leaves must not be saved
 */
export async function stopEngine(
  job: JobWithEngine,
  asked: CacheTotals | undefined,
  stopTimeoutSeconds: number,
  deadline: Deadline,
): Promise<StoppedEngine> {
  const start = performance.now()
  // Check this first, because a question to an engine that has exited ends only with its time limit.
  refuse(await findInterruption(job.container, job.engineRun))
  if (!(await isAttached(job.volume))) {
    throw new Error(`the volume ${job.volumeName} was replaced after this job created it.`)
  }
  const secondsLeft = (): number => Math.max(1, Math.min(stopTimeoutSeconds, deadline.secondsLeft))
  const cache = await timed('free space', () => pruneBeforeStop(job, asked, secondsLeft))
  // Docker would kill the engine at once.
  if (deadline.secondsLeft === 0) throw new Error('no time is left to stop the engine.')
  const { problem, disconnected, usedBytes } = await log.group('Stop the engine', () =>
    timed('engine stop', () =>
      stopCleanly({
        container: job.container,
        run: job.engineRun,
        volume: job.volumeName,
        version: job.engineRelease,
        disk: job.volume,
        mountPoint: ownMountPoint(join(temporary, 'warm-dagger'), 'check'),
        timeoutSeconds: secondsLeft(),
        aroundTrim: (trim) => aroundTrim(job.volume, trim),
      }),
    ),
  )
  refuse(problem)
  const stopMilliseconds = performance.now() - start
  const disk = usedBytes ?? cache.disk
  if (cache.collects && cache.disk !== undefined && disk !== undefined) logFreed(cache.disk, disk)
  return {
    closed: await readSuperblock(job.volume.image),
    cache: { ...cache, ...(disk !== undefined && { disk }) },
    disconnected,
    stopMilliseconds,
  }
}

/** @param problem why the state that the engine leaves must not be saved, if there is a reason */
function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(`${problem}.`)
}
