import { isAtLeast } from '../dagger/version.ts'

/** What an engine did with the state that it was started with. */
export type StateVerdict = 'warm' | 'cold' | 'unknown' | `discarded:${string}`

/** From this version on, an engine records a clean shutdown in its state, and discards a state without that record. */
export const firstWithCleanShutdown = '0.21.0'

const resets = ['local cache state invalid; resetting', 'resetting all local cache state']
const serving = 'running server on'

/** Whether a line of an engine's log is one that `stateVerdict` searches for. */
export function isStartLine(line: string): boolean {
  return [...resets, serving].some((text) => line.includes(text))
}

/** Whether a line is one with which an engine begins to serve. It has accepted or reset its state before. */
export function isServingLine(line: string): boolean {
  return messageOf(line)?.startsWith(serving) ?? false
}

/** Where engines store what they know about a state. Engines of one namespace do not read or change the other. */
export const namespaces = ['buildkit', 'dagger'] as const
export type Namespace = (typeof namespaces)[number]

/**
 * The namespace of a version's engines.
 *
 * Source: dagger/dagger v0.20.3, engine/server/server.go line 314, and v0.21.8, line 498.
 */
export function namespaceOf(version: string): Namespace {
  return isAtLeast(version, firstWithCleanShutdown) ? 'dagger' : 'buildkit'
}

/**
 * The state that an engine was started with: none, one that someone else left in the volume, or one that we
 * restored.
 */
export type GivenState =
  | 'none'
  | 'of others'
  | {
      /** The release whose behavior the engine had that closed the state; undefined if it is unknown. */
      readonly writtenBy: string | undefined
      /** The namespaces in which engines have worked on the state; undefined if they are unknown. */
      readonly namespaces: readonly Namespace[] | undefined
    }

/**
 * What an engine's log, since its start, shows about its state. An engine does not log that it accepts a state:
 * the state counts as accepted if the engine serves and has not reset it. Before 0.21, engines check nothing, so
 * the log shows nothing. If no engine has worked on the state in this engine's namespace, the engine accepts the
 * state but finds nothing in it.
 *
 * Source: dagger/dagger v0.21.8, engine/server/server.go lines 460 and 583; v0.20.3, engine/server/server.go line
 * 273; cmd/engine/main.go line 621 for "running server".
 *
 * @param version of the engine
 */
export function stateVerdict(log: string, version: string, given: GivenState): StateVerdict {
  const reset = log.split('\n').find((line) => resets.some((text) => line.includes(text)))
  if (reset !== undefined)
    return `discarded:${/\breason="?([\w-]+)/.exec(reset)?.[1] ?? 'boltdb_init_failed'}`
  if (given === 'none') return 'cold'
  if (given === 'of others' || !given.namespaces) return 'unknown'
  const own = namespaceOf(version)
  if (!given.namespaces.includes(own)) {
    return given.writtenBy === undefined ? 'unknown' : `discarded:written_by_${given.writtenBy}`
  }
  return own === 'dagger' && log.includes(serving) ? 'warm' : 'unknown'
}

/** Every stop begins with this message, an error in all versions: cmd/engine/main.go, line 531, 549 and 567. */
const stopBegins = 'server context canceled'

/**
 * Messages of a stop that left an incomplete state. In normal operation, the engine logs many others with the same
 * beginning or end, so only the whole message counts.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, engine/server/server.go line 761,
 * cmd/engine/main.go lines 486 and 491; the same in v1.0.0-beta.10, dagql/cache.go lines 3217 to 3249. Of these,
 * v0.20.3 has only `server graceful stop` (cmd/engine/main.go line 551).
 */
const stopFailures = new Set([
  'server graceful stop',
  'http server shutdown',
  'failed to persist dagql cache during close',
  'failed to close dagql persistence databases after cache close error',
  'dagql cache close exiting with error',
  'failed to mark clean shutdown in persistence metadata',
  'failed to close dagql persistence databases',
  'failed to close base dagql cache',
])
const cleanShutdown = 'successfully marked clean shutdown in persistence metadata'

/**
 * Messages of the executor (v0.21.8, engine/engineutil/executor_spec.go lines 1201 and 1203; the same in the other
 * versions).
 */
const commandStarts = 'starting container'
const commandEnds = 'container done'

/** Whether a line of an engine's log is one that `stopProblem` or `startedAndCutShort` searches for. */
export function isStopLine(line: string): boolean {
  const message = messageOf(line)
  if (message === undefined) return false
  return (
    [stopBegins, cleanShutdown, commandStarts, commandEnds].includes(message) || stopFailures.has(message)
  )
}

/** Messages about removed entries (v0.21.8, dagql/cache_prune.go line 124, engine/server/gc.go line 235; v0.20.3, line 226). */
const drops = /^(?:dagql pruned result|gc cleaned up \d+ bytes)$/

/** Whether a line of an engine's log is one that `loggedWork` looks for. */
export function isWorkLine(line: string): boolean {
  const message = messageOf(line)
  return (
    message !== undefined && (message === commandStarts || message.startsWith(serving) || drops.test(message))
  )
}

/**
 * What an engine's log, since its start, shows about work that may leave no entry in its cache; undefined if the log does
 * not even contain the message that the engine serves, because it then lacks all messages of that level.
 */
export function loggedWork(log: string): { ranContainer: boolean; removedEntries: boolean } | undefined {
  const messages = log.split('\n').flatMap((line) => messageOf(line) ?? [])
  if (!messages.some((message) => message.startsWith(serving))) return undefined
  return {
    ranContainer: messages.includes(commandStarts),
    removedEntries: messages.some((message) => drops.test(message)),
  }
}

/**
 * The message of a line in the format of logrus (`time="…" level=error msg="…" key=value`) or of Go's slog
 * (`time=… level=ERROR msg=…`). Names from a build or a user come after it, or are escaped.
 */
function messageOf(line: string): string | undefined {
  const found = /^time=\S+ level=\S+ msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.trim())
  return found?.[1] ?? found?.[2]
}

/**
 * What in the log of an exited engine shows that its state is incomplete; undefined if nothing does. Checks only
 * the lines from the start of its stop. The engine logs a clean shutdown even after some failures, so this checks
 * both.
 */
export function stopProblem(log: string, version: string): string | undefined {
  const lines = log.split('\n')
  const start = lines.findIndex((line) => messageOf(line) === stopBegins)
  if (start < 0) return `the engine did not log "${stopBegins}", with which its stop begins`
  const stop = lines.slice(start)
  const failure = stop.find((line) => stopFailures.has(messageOf(line) ?? ''))
  if (failure !== undefined) return `the engine logged: ${failure.trim().slice(0, 500)}`
  if (isAtLeast(version, firstWithCleanShutdown) && !stop.some((line) => messageOf(line) === cleanShutdown)) {
    return `the engine did not log "${cleanShutdown}", so the next one would discard its state`
  }
  return undefined
}

/**
 * The build commands that started in a part of an engine's log but did not end successfully in it, as the engine's
 * IDs.
 */
export function startedAndCutShort(log: string): string[] {
  const running = new Set<string>()
  for (const line of log.split('\n')) {
    const message = messageOf(line)
    // Removes quoted text: a command's arguments may look like the fields after them.
    const fields = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    const id = / id=(\S+)/.exec(fields)?.[1]
    if (id === undefined) continue
    if (message === commandStarts) running.add(id)
    else if (message === commandEnds && !/ error=/.test(fields)) running.delete(id)
  }
  return [...running]
}
