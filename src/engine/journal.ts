import { isAtLeast } from '../dagger/version.ts'

/** What became of the state that an engine was started with. */
export type StateVerdict = 'warm' | 'cold' | 'unknown' | `discarded:${string}`

/** From this version on an engine marks a state that it closed, and discards one without the mark. */
export const firstWithMark = '0.21.0'

const resets = ['local cache state invalid; resetting', 'resetting all local cache state']
const serving = 'running server on'

/** Whether a line of an engine's log is one that `stateVerdict` looks for. */
export function isOfStart(line: string): boolean {
  return [...resets, serving].some((text) => line.includes(text))
}

/** Where engines keep what they know of a state. Those of one namespace find nothing of the other's, and leave it. */
export const namespaces = ['buildkit', 'dagger'] as const
export type Namespace = (typeof namespaces)[number]

/**
 * The namespace of a version's engines.
 *
 * Source: dagger/dagger v0.20.3, engine/server/server.go line 314, and v0.21.8, line 498.
 */
export function namespaceOf(version: string): Namespace {
  return isAtLeast(version, firstWithMark) ? 'dagger' : 'buildkit'
}

/** The state that an engine was started on: none, one of whoever used the volume before, or one that we restored. */
export type GivenState =
  | 'none'
  | 'of others'
  | {
      /** The release whose behavior the engine had that closed it; undefined where that is not known. */
      readonly writtenBy: string | undefined
      /** In which engines have worked on it; undefined where that is not known. */
      readonly namespaces: readonly Namespace[] | undefined
    }

/**
 * What an engine's log, since its start, says of the state it was given. An engine that accepts a state says
 * nothing of it: it counts as accepted when the engine serves and has not reset it. Before 0.21 nothing is
 * checked, so nothing can be concluded. Where no engine has worked on the state in this one's namespace, it accepts the
 * state and finds nothing in it.
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

/** With this message, an error in all versions, every stop begins: cmd/engine/main.go, line 531, 549 and 567. */
const stopBegins = 'server context canceled'

/**
 * Messages of a stop that left a state which is not whole. The engine logs many others in normal operation that begin
 * or end like these, so they count only as a whole.
 *
 * Source: dagger/dagger v0.21.8, dagql/cache.go lines 3030 to 3062, engine/server/server.go line 761,
 * cmd/engine/main.go lines 486 and 491; the same in v1.0.0-beta.10, dagql/cache.go lines 3217 to 3249. Of these,
 * v0.20.3 has `server graceful stop` alone (cmd/engine/main.go line 551).
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
const mark = 'successfully marked clean shutdown in persistence metadata'

/** Of the executor (v0.21.8, engine/engineutil/executor_spec.go lines 1201 and 1203; the same in the others). */
const commandStarts = 'starting container'
const commandEnds = 'container done'

/** Whether a line of an engine's log is one that `stopComplaint` or `startedAndCutShort` looks for. */
export function isOfStop(line: string): boolean {
  const message = messageOf(line)
  if (message === undefined) return false
  return [stopBegins, mark, commandStarts, commandEnds].includes(message) || stopFailures.has(message)
}

/** Of the cache (v0.21.8, dagql/cache_prune.go line 124, engine/server/gc.go line 235; v0.20.3, line 226). */
const drops = /^(?:dagql pruned result|gc cleaned up \d+ bytes)$/

/** Whether a line of an engine's log is one that `loggedWork` looks for. */
export function isOfWork(line: string): boolean {
  const message = messageOf(line)
  return (
    message !== undefined && (message === commandStarts || message.startsWith(serving) || drops.test(message))
  )
}

/**
 * What an engine's log, since its start, says of work that may leave no entry in its cache; undefined where it does not
 * even say that the engine serves, and so leaves out what it would say at the same level.
 */
export function loggedWork(log: string): { ranContainer: boolean; collected: boolean } | undefined {
  const messages = log.split('\n').flatMap((line) => messageOf(line) ?? [])
  if (!messages.some((message) => message.startsWith(serving))) return undefined
  return {
    ranContainer: messages.includes(commandStarts),
    collected: messages.some((message) => drops.test(message)),
  }
}

/**
 * The message of a line, as logrus (`time="…" level=error msg="…" key=value`) and Go's slog (`time=… level=ERROR
 * msg=…`) write it. What a build or a user named comes after it, or is escaped.
 */
function messageOf(line: string): string | undefined {
  const found = /^time=\S+ level=\S+ msg=(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.trim())
  return found?.[1] ?? found?.[2]
}

/**
 * What in the log of an engine that has ended tells that its state is not whole; undefined when nothing does. Only
 * what it logged from its stop on counts. The mark is logged even after some failures, so both are looked for.
 */
export function stopComplaint(log: string, version: string): string | undefined {
  const lines = log.split('\n')
  const start = lines.findIndex((line) => messageOf(line) === stopBegins)
  if (start < 0) return `the engine did not log "${stopBegins}", with which its stop begins`
  const stop = lines.slice(start)
  const failure = stop.find((line) => stopFailures.has(messageOf(line) ?? ''))
  if (failure !== undefined) return `the engine logged: ${failure.trim().slice(0, 500)}`
  if (isAtLeast(version, firstWithMark) && !stop.some((line) => messageOf(line) === mark)) {
    return `the engine did not log "${mark}", so the next one would discard its state`
  }
  return undefined
}

/**
 * The commands of builds that began in a part of an engine's log and did not end well in it, by the engine's own IDs
 * for them.
 */
export function startedAndCutShort(log: string): string[] {
  const running = new Set<string>()
  for (const line of log.split('\n')) {
    const message = messageOf(line)
    // Without what is quoted: a command's arguments may look like the fields after them.
    const fields = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    const id = / id=(\S+)/.exec(fields)?.[1]
    if (id === undefined) continue
    if (message === commandStarts) running.add(id)
    else if (message === commandEnds && !/ error=/.test(fields)) running.delete(id)
  }
  return [...running]
}
