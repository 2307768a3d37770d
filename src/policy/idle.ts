import type { PastCommand } from './cold-start.ts'

/** What an engine's cache contains at one moment. Comparable only within one run of the engine. */
export interface CacheContent {
  /** Hash of the set of entries that the engine would save if it stopped now. */
  readonly entries: string
  /** Number of these entries. */
  readonly count: number
  /** Their bytes before compression, as the engine counts them. */
  readonly bytes: number
  /** ID of the engine's run; absent if the release does not report it. */
  readonly boot?: string
  /** Number of connected clients, except the one that asked. */
  readonly otherClients: number
}

/** Work that may leave no entry in the cache, according to the engine's log since its start. */
export interface LoggedWork {
  /** A command ran in a container: of a function, a build or a service. */
  readonly ranContainer: boolean
  /** The engine removed entries. */
  readonly collected: boolean
}

/** The snapshot that the job started from. */
export interface Base {
  /** Milliseconds since 1970; undefined if the snapshot does not record it. */
  readonly savedAt: number | undefined
  /** Whether it has the job's own key, and the store still has it. */
  readonly isNewest: boolean
}

export interface IdleFacts {
  /** undefined if the job must become the newest state in any case: it started without one, or on an older one. */
  readonly base: Base | undefined
  /** The output engine-cache of the job's first command. */
  readonly engineCache: string
  /** Number of our commands that started. If one was terminated, `commands` has fewer. */
  readonly begun: number
  readonly commands: readonly PastCommand[]
  /** Before the first command; undefined if the engine did not answer. */
  readonly before: CacheContent | undefined
  readonly after: CacheContent | undefined
  readonly logged: LoggedWork | undefined
  /** The cache exceeds the job's limit, so it must be pruned. */
  readonly aboveLimit: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** An older snapshot is saved again, so that the engine's times of use and the store's entry stay recent. */
export const refreshMilliseconds = 24 * 60 * 60 * 1000

/**
 * Why a job is not idle, as a clause; undefined if it is idle: it added nothing that a save would keep.
 *
 * Any doubt counts as work: an unnecessary save costs seconds, but work that is not saved is repeated in every job.
 *
 * Across a stop, an engine keeps its cache's entries and what they refer to. So a job that leaves the same entries with
 * the same sizes has added nothing, with three exceptions that the entries do not show:
 *
 * - A command wrote to a cache volume without changing its size, and its own result is not kept, as with services and
 *   failed commands. Such a command runs in a container, which the engine logs.
 * - The engine removed entries before the job first asked for its contents. So any removal in the engine's log counts.
 * - Another client is still connected, and may add something.
 */
export function reasonNotIdle(facts: IdleFacts): string | undefined {
  const known = knownWork(facts)
  if (known !== undefined) return known
  const { before, after } = facts
  if (!before || !after) return 'the engine did not report what its cache contains'
  if (before.boot !== after.boot) return 'the engine was restarted during the job'
  if (before.otherClients > 0 || after.otherClients > 0) return 'another client was connected to the engine'
  if (facts.aboveLimit) return "the engine's cache is above its limit"
  if (before.count !== after.count || before.entries !== after.entries) {
    return "the entries of the engine's cache changed"
  }
  return sizeChanged(before, after) ? "the size of the engine's cache changed" : undefined
}

/** Why a job is not idle, as far as that is known before the engine is asked at its end. */
export function knownWork(facts: Omit<IdleFacts, 'after' | 'aboveLimit'>): string | undefined {
  const { base, logged } = facts
  if (!base) return 'the job did not start from the newest state'
  if (!base.isNewest) return "the restored state is not stored under the job's own key"
  if (base.savedAt === undefined) return 'the age of the restored state is unknown'
  const age = facts.now - base.savedAt
  if (!(age >= 0 && age < refreshMilliseconds)) return 'the restored state is older than a day'
  if (facts.engineCache.startsWith('discarded')) return 'the engine did not accept the restored state'
  if (facts.begun > facts.commands.length) return 'a command was terminated'
  if (facts.commands.some(({ succeeded }) => !succeeded)) return 'a command failed'
  if (!facts.before) return "the contents of the engine's cache before the first command are unknown"
  if (!logged) return "the engine's log does not show all of its work"
  if (logged.collected) return 'the engine removed entries from its cache'
  return logged.ranContainer ? 'the engine ran commands in containers' : undefined
}

/**
 * From 0.21 on, which name their run, a smaller size is not work: dropped entries are logged and a container that
 * deletes files too. Right after an upload, those engines measure their copy of the uploaded folder too small: 412 of
 * 426 MB after an unchanged tree of 150 MB, and a moment later 426 MB again (measured on v0.21.8).
 */
function sizeChanged(before: CacheContent, after: CacheContent): boolean {
  return after.boot === undefined ? before.bytes !== after.bytes : before.bytes < after.bytes
}
