import { setTimeout } from 'node:timers/promises'
import { attempt, type CommandResult } from '../programs.ts'
import { cleaningUp } from '../deadline.ts'
import { SecondMount, type AroundTrim, type Disk } from '../disk/second-mount.ts'
import { containerLog } from '../docker-log.ts'
import { containersOf, inspectContainer, type Container, type ContainerRun } from '../docker.ts'
import { disconnectClients, waitForCommands } from './clients.ts'
import { isStopLine, startedAndCutShort, stopProblem } from './log-lines.ts'

export interface StopOptions {
  readonly container: string
  /** The ID and start time of the container when the job started the engine. */
  readonly run: ContainerRun
  readonly volume: string
  readonly version: string
  readonly disk: Disk
  /** The mount point for a second mount of the disk; does not exist yet. */
  readonly mountPoint: string
  /** Seconds until Docker kills the engine. */
  readonly timeoutSeconds: number
  /** How long another mount namespace may keep the filesystem mounted after the stop. Default: 30 s. */
  readonly releaseMilliseconds?: number
  /** Runs the trim of the disk. */
  readonly aroundTrim?: AroundTrim
  /** How long to wait before the stop for commands that write to cache volumes. Default: 10 s. */
  readonly commandMilliseconds?: number
  /** Time for clients to disconnect on their own when the engine stops. Default: 3 s. */
  readonly clientMilliseconds?: number
}

/** The result of a stop. */
export interface Stop {
  /** Why the image must not be saved, as a clause; undefined if it may be saved. */
  readonly problem?: string
  /** Number of client connections that were still open and had to be closed. */
  readonly disconnected: number
  /** Bytes that the state uses on its disk; absent if the engine did not end as it should. */
  readonly usedBytes?: number
}

/**
 * The folder with a database for each client, which contains what the engine reported to the client. We delete the
 * files, because no client of a stopped engine reconnects. The engine itself deletes a database an hour after its last
 * use, which in short jobs never happens. The next engine creates the files again.
 *
 * Source: dagger/dagger v0.21.8, engine/clientdb/dbs.go lines 30 and 160, engine/server/server.go lines 245 and 913;
 * the same in v0.20.3, line 906, and v1.0.0-beta.10.
 */
const clientDatabases = 'worker/clientdbs'

/**
 * Whether a container is still in the run in which the job started it. If the engine was killed and started again in
 * between, no later check would notice: at its start, the engine empties or repairs its state, and then closes it
 * cleanly. Docker's restart count alone is not enough, because `docker start` and a restart of the daemon reset it.
 *
 * @param first the engine's run as the job started it
 */
export function isStillIn(first: ContainerRun, { id, startedAt, restarts, running }: Container): boolean {
  return running && id === first.id && startedAt === first.startedAt && restarts === 0
}

/** What interrupted the engine since the job started it, as a clause; undefined if nothing did. */
export async function findInterruption(container: string, first: ContainerRun): Promise<string | undefined> {
  const now = await inspectContainer(container)
  if (!now?.running) return incomplete('the engine was no longer running when the save tried to stop it')
  if (isStillIn(first, now)) return undefined
  return incomplete('the engine exited during the job and was started again')
}

/**
 * Stops the engine and checks that its state is complete on disk. A clean exit does not prove that: if the host's disk
 * is full, the kernel loses writes after the exit, and no program sees an error. Does not stop the engine while a
 * command can write to a cache volume, because the volume would be left half-written.
 */
export async function stopCleanly(options: StopOptions): Promise<Stop> {
  const { container, run, volume, commandMilliseconds = 10_000 } = options
  const [interruption, users] = await Promise.all([findInterruption(container, run), containersOf(volume)])
  if (interruption !== undefined) return { problem: interruption, disconnected: 0 }
  const others = users.filter((name) => name !== container)
  if (others.length > 0) {
    return { problem: `another container also uses the volume: ${others.join(', ')}`, disconnected: 0 }
  }
  const since = new Date().toISOString()
  const folders = await waitForCommands(container, commandMilliseconds)
  if (folders.length > 0) {
    return {
      problem: `a command was still running that may write to a cache volume (${[...new Set(folders)].join(', ')}), which would be left half-written`,
      disconnected: 0,
    }
  }
  const secondMount = await SecondMount.mount(options.disk, options.mountPoint)
  try {
    const { stop, disconnected } = await stopContainer(options)
    const problem = await findEndProblem(stop, since, options)
    if (problem !== undefined) return { disconnected, problem }
    await secondMount.deleteFilesIn(clientDatabases)
    const usedBytes = await secondMount.usedBytes()
    const onDisk = await secondMount.findProblem(options.releaseMilliseconds, options.aroundTrim)
    return { disconnected, usedBytes, ...(onDisk !== undefined && { problem: incomplete(onDisk) }) }
  } finally {
    await cleaningUp(() => secondMount.release())
  }
}

/** Asks Docker to stop the engine, and disconnects clients that delay the stop. */
async function stopContainer({
  container,
  timeoutSeconds,
  clientMilliseconds = 3000,
}: StopOptions): Promise<{ stop: CommandResult; disconnected: number }> {
  const stopped = new AbortController()
  // Docker kills the engine after the timeout. If the daemon does not answer either, stop waiting a minute later.
  const stopping = attempt('docker', ['stop', '-t', `${timeoutSeconds}`, '--', container], {
    timeoutSeconds: timeoutSeconds + 60,
  }).finally(() => {
    stopped.abort()
  })
  let disconnected = 0
  while (await isStopping(clientMilliseconds, stopped.signal)) {
    disconnected += await disconnectClients(container)
  }
  return { stop: await stopping, disconnected }
}

/**
 * Waits until the clients' time to disconnect is over or the engine has stopped.
 *
 * @returns whether the engine is still being stopped
 */
async function isStopping(clientMilliseconds: number, stopped: AbortSignal): Promise<boolean> {
  await setTimeout(clientMilliseconds, undefined, { signal: stopped }).catch(() => undefined)
  return !stopped.aborted
}

/**
 * Checks how the engine ended: the result of `docker stop`, the container, and the engine's log.
 *
 * @param since a time before the stop was requested, RFC 3339
 * @returns why the image must not be saved, as a clause; undefined if the disk decides
 */
async function findEndProblem(
  stop: CommandResult,
  since: string,
  { container, run, version, timeoutSeconds }: StopOptions,
): Promise<string | undefined> {
  if (stop.exitCode !== 0) {
    return incomplete(`docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`)
  }
  const after = await inspectContainer(container)
  if (!after || after.running) {
    return incomplete('the engine is still running, or was started again, after its stop')
  }
  if (after.restarts > 0 || after.startedAt !== run.startedAt) {
    return incomplete('the engine restarted while it was being stopped')
  }
  if (after.exitCode === 137) {
    return incomplete(`the engine did not stop within ${timeoutSeconds} s and was killed`)
  }
  if (after.exitCode !== 0) return incomplete(`the engine ended with exit code ${after.exitCode}`)
  const log = await containerLog(container, since, isStopLine)
  const logged = stopProblem(log, version)
  if (logged !== undefined) return incomplete(logged)
  if (startedAndCutShort(log).length > 0) {
    return 'a command began while the engine was being stopped, and may have left a cache volume half-written'
  }
  return undefined
}

function incomplete(because: string): string {
  return `the engine's state is incomplete: ${because}`
}
