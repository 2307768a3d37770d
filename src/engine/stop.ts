import { setTimeout } from 'node:timers/promises'
import { attempt, type CommandResult } from '../programs.ts'
import { cleaningUp } from '../deadline.ts'
import { SecondMount, type Disk } from '../disk/second-mount.ts'
import { containerLog, containersOf, inspectContainer, type ContainerRun } from '../docker.ts'
import { disconnectClients, waitForCommands } from './clients.ts'
import { isOfStop, startedAndCutShort, stopComplaint } from './journal.ts'

export interface StopOptions {
  readonly container: string
  /** The engine's first run. */
  readonly run: ContainerRun
  readonly volume: string
  readonly version: string
  readonly disk: Disk
  /** A mount point that does not exist yet. */
  readonly mountPoint: string
  /** Seconds until Docker kills the engine. */
  readonly timeoutSeconds: number
  /** How long another mount namespace may keep the filesystem after the stop. Default: 30 s. */
  readonly releaseMilliseconds?: number
  /** How long to wait before the stop for commands that write to cache volumes. Default: 10 s. */
  readonly commandMilliseconds?: number
  /** Time for clients to disconnect on their own when the engine stops. Default: 3 s. */
  readonly clientMilliseconds?: number
}

/** The result of a stop. */
export interface Stop {
  /** Why the image must not be saved, as a clause; undefined if it may be saved. */
  readonly complaint?: string
  /** Number of client connections that were still open and had to be closed. */
  readonly disconnected: number
}

/**
 * The databases of clients, one for each, with what the engine reported while they were connected. The engine deletes
 * one an hour after its last use, but checks no earlier than a minute after its start, so a short job never reaches
 * that. No client of a stopped engine reconnects, and the next engine creates the folder and the files again.
 *
 * Source: dagger/dagger v0.21.8, engine/clientdb/dbs.go lines 30 and 160, engine/server/server.go lines 245 and 913;
 * the same in v0.20.3, line 906, and v1.0.0-beta.10.
 */
const clientDatabases = 'worker/clientdbs'

/**
 * Whether the engine still runs as it was first started. One that ended in between may have been killed, of which
 * nothing tells afterwards: it empties or repairs its state at its next start, and closes that in order. Docker's own
 * count of restarts begins again with each `docker start`, and with the daemon.
 *
 * @returns undefined if it does; otherwise what is wrong, as a clause
 */
export async function earlierEnd(container: string, first: ContainerRun): Promise<string | undefined> {
  const now = await inspectContainer(container)
  if (!now?.running) return notWhole('the engine was no longer running when the save tried to stop it')
  if (now.id === first.id && now.startedAt === first.startedAt && now.restarts === 0) return undefined
  return notWhole('the engine exited during the job and was started again')
}

/**
 * Stops the engine and checks that its state is complete on disk. A clean exit is not enough: on a full host,
 * writes are lost after the exit, and no program sees an error. Does not stop an engine while a command writes to
 * a cache volume: the command would leave half of the data that others expect there.
 */
export async function stopCleanly(options: StopOptions): Promise<Stop> {
  const { container, run, commandMilliseconds = 10_000 } = options
  const ended = await earlierEnd(container, run)
  if (ended !== undefined) return { complaint: ended, disconnected: 0 }
  const others = (await containersOf(options.volume)).filter((name) => name !== container)
  if (others.length > 0) {
    return { complaint: `the container ${others.join(', ')} also uses the volume`, disconnected: 0 }
  }
  const since = new Date().toISOString()
  const folders = await waitForCommands(container, commandMilliseconds)
  if (folders.length > 0) {
    return {
      complaint: `a command was still running that may write to a cache volume (${[...new Set(folders)].join(', ')}), which would be left half-written`,
      disconnected: 0,
    }
  }
  const secondMount = await SecondMount.mount(options.disk, options.mountPoint)
  try {
    const { stop, disconnected } = await stopContainer(options)
    const complaint = await complaintAfter(stop, since, options, secondMount)
    return { disconnected, ...(complaint !== undefined && { complaint }) }
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
  // The daemon kills the engine after the timeout. If the daemon itself does not answer, we stop waiting for it.
  const stopping = attempt('docker', ['stop', '-t', `${timeoutSeconds}`, '--', container], {
    timeoutSeconds: timeoutSeconds + 60,
  }).finally(() => {
    stopped.abort()
  })
  let disconnected = 0
  while (await isStopping(clientMilliseconds, stopped.signal))
    disconnected += await disconnectClients(container)
  return { stop: await stopping, disconnected }
}

/**
 * Waits until clients had their time, or the engine has stopped.
 *
 * @returns whether the engine is still being stopped
 */
async function isStopping(clientMilliseconds: number, stopped: AbortSignal): Promise<boolean> {
  await setTimeout(clientMilliseconds, undefined, { signal: stopped }).catch(() => undefined)
  return !stopped.aborted
}

/** @param since a time before the stop was requested, RFC 3339 */
async function complaintAfter(
  stop: CommandResult,
  since: string,
  { container, run, version, timeoutSeconds, releaseMilliseconds }: StopOptions,
  secondMount: SecondMount,
): Promise<string | undefined> {
  if (stop.exitCode !== 0) {
    return notWhole(`docker stop failed: ${stop.stderr.trim() || 'the daemon did not answer'}`)
  }
  const after = await inspectContainer(container)
  if (!after || after.running) {
    return notWhole('the engine is still running, or was started again, after its stop')
  }
  if (after.restarts > 0 || after.startedAt !== run.startedAt) {
    return notWhole('the engine restarted while it was being stopped')
  }
  if (after.exitCode === 137)
    return notWhole(`the engine did not stop within ${timeoutSeconds} s and was killed`)
  if (after.exitCode !== 0) return notWhole(`the engine ended with exit code ${after.exitCode}`)
  const log = await containerLog(container, since, isOfStop)
  const logged = stopComplaint(log, version)
  if (logged !== undefined) return notWhole(logged)
  if (startedAndCutShort(log).length > 0) {
    return 'a command began while the engine was being stopped, and may have left a cache volume half-written'
  }
  await secondMount.deleteFilesIn(clientDatabases)
  const onDisk = await secondMount.complaint(releaseMilliseconds)
  return onDisk === undefined ? undefined : notWhole(onDisk)
}

function notWhole(because: string): string {
  return `the engine's state is incomplete: ${because}`
}
