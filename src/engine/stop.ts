import { attempt } from '../command.ts'
import { Witness, type Disk } from '../disk/second-mount.ts'
import { containerLog, containersOf, inspectContainer, type ContainerRun } from '../docker.ts'
import { isTelling, stopComplaint } from './journal.ts'

/** Seconds that Docker gets to tell what the engine logged. */
const logPatience = 120

export interface StopOptions {
  readonly container: string
  /** From the engine's first start on. */
  readonly run: ContainerRun
  readonly volume: string
  readonly version: string
  readonly disk: Disk
  /** A folder that does not exist yet, for a mount. */
  readonly mountPoint: string
  /** Seconds that the engine gets before it is killed. */
  readonly timeout: number
  /** How long another mount namespace may hold the filesystem after the stop, ms. Default: 30 s. */
  readonly releasePatience?: number
}

/**
 * Whether the engine still runs as it was first started. One that ended in between may have been killed, of which
 * nothing tells afterwards: it empties or repairs its state at its next start, and closes that in order. Docker's own
 * count of restarts begins anew with each `docker start`, and with the daemon.
 *
 * @returns undefined when it does; else what is wrong
 */
export async function earlierEnd(container: string, first: ContainerRun): Promise<string | undefined> {
  const now = await inspectContainer(container)
  if (!now?.running) return 'the engine was not running any more when it was to be stopped'
  if (now.id === first.id && now.startedAt === first.startedAt && now.restarts === 0) return undefined
  return 'the engine ended during the job and was started again'
}

/**
 * Stops the engine and makes sure that its state is whole on disk. That it ended in order is not enough: on a full
 * host its writes are lost after it ended, without an error to anyone.
 *
 * @returns undefined when the image may be saved; else what is wrong, to follow "the state is not saved:"
 */
export async function stopCleanly(options: StopOptions): Promise<string | undefined> {
  const { container, run, disk } = options
  const ended = await earlierEnd(container, run)
  if (ended !== undefined) return ended
  const others = (await containersOf(options.volume)).filter((name) => name !== container)
  if (others.length > 0) return `the container ${others.join(', ')} uses the volume too`

  const witness = await Witness.mount(disk, options.mountPoint)
  try {
    // The daemon kills it after `timeout`; should the daemon itself not answer, we do not wait for ever.
    const stop = await attempt('docker', ['stop', '-t', `${options.timeout}`, '--', container], {
      timeout: options.timeout + 60,
    })
    if (stop.exitCode !== 0) return `docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`
    const after = await inspectContainer(container)
    if (!after || after.running) return 'the engine is still running, or was started again, after its stop'
    if (after.restarts > 0 || after.startedAt !== run.startedAt) {
      return 'the engine restarted while it was being stopped'
    }
    if (after.exitCode === 137) return `the engine was killed, having ${options.timeout} s to stop`
    if (after.exitCode !== 0) return `the engine ended with exit code ${after.exitCode}`
    const log = await containerLog(container, run.startedAt, isTelling, logPatience)
    const complaint = stopComplaint(log, options.version)
    return complaint ?? (await witness.complaint(options.releasePatience))
  } finally {
    await witness.release()
  }
}
