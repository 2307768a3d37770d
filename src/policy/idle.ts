import type { PastCommand } from './cold-start.ts'

/** What an engine's cache holds at one moment. Two of one run of the engine can be compared. */
export interface CacheContent {
  /** The set of the entries that the engine would save if it stopped now, as a hash. */
  readonly entries: string
  readonly count: number
  /** Before compression, as the engine counts them. */
  readonly bytes: number
  /** Which run of the engine answered; absent where the release does not say. */
  readonly boot?: string
  /** Clients that were connected, without the one that asked. */
  readonly otherClients: number
}

/** What the engine logged since its start of work that may leave no entry. */
export interface LoggedWork {
  /** A command ran in a container: of a function, a build or a service. */
  readonly ranContainer: boolean
  /** Entries were dropped. */
  readonly collected: boolean
}

/** What the job's snapshot was made from, if a save may leave it as the newest. */
export interface Base {
  /** Milliseconds since 1970; undefined where the snapshot does not say. */
  readonly savedAt: number | undefined
  /** The store still has it, under the job's own key. */
  readonly isNewest: boolean
}

export interface IdleFacts {
  readonly base: Base | undefined
  /** Whether the engine is the one that the job started first, and took over the state. */
  readonly engineCache: string
  /** Commands of ours that began; more than have ended if one was terminated. */
  readonly begun: number
  readonly commands: readonly PastCommand[]
  /** Before the first command; undefined where the engine could not tell. */
  readonly before: CacheContent | undefined
  readonly after: CacheContent | undefined
  readonly logged: LoggedWork | undefined
  /** The cache is larger than the job's limit allows, so it is to be pruned. */
  readonly aboveLimit: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A snapshot that is older is saved again: restores then find recent times of use, and the store a recent entry. */
export const refreshMilliseconds = 24 * 60 * 60 * 1000

/**
 * Why a job is not idle, as a clause; undefined when it is, and so has nothing that a save would keep.
 *
 * To save too often costs seconds. Not to save work costs it again in every job, so that each doubt counts as work.
 * What the engine keeps over a stop is its entries and what they refer to; so a job that leaves the same entries, of
 * the same sizes, has added nothing, with three exceptions that no entry shows:
 *
 * - A command that writes to a cache volume without a change of its size, and whose own result is not kept, as of a
 *   service or a command that failed. Each runs in a container, which the engine logs.
 * - Where entries were dropped, others may have come, as many and as large. The sets then differ, but only as far as
 *   the engine was asked before; so any collection counts.
 * - What another client is about to add.
 */
export function whyNotIdle(facts: IdleFacts): string | undefined {
  const { base, before, after, logged } = facts
  if (!base) return 'the job did not start from the newest state'
  if (!base.isNewest) return "the restored state is not stored under the job's own key"
  if (base.savedAt === undefined) return 'the age of the restored state is unknown'
  const age = facts.now - base.savedAt
  if (!(age >= 0 && age < refreshMilliseconds)) return 'the restored state is older than a day'
  if (facts.engineCache.startsWith('discarded')) return 'the engine did not accept the restored state'
  if (facts.begun > facts.commands.length) return 'a command was terminated'
  if (facts.commands.some(({ succeeded }) => !succeeded)) return 'a command failed'
  if (!before) return "the contents of the engine's cache before the first command are unknown"
  if (!after) return 'the engine did not report what its cache contains'
  if (!logged) return "the engine's log does not show all of its work"
  if (before.boot !== after.boot) return 'the engine was restarted during the job'
  if (before.otherClients > 0 || after.otherClients > 0) return 'another client was connected to the engine'
  if (facts.aboveLimit) return "the engine's cache is above its limit"
  if (logged.collected) return 'the engine removed entries from its cache'
  if (logged.ranContainer) return 'the engine ran commands in containers'
  if (before.count !== after.count || before.entries !== after.entries) {
    return "the entries of the engine's cache changed"
  }
  return before.bytes === after.bytes ? undefined : "the size of the engine's cache changed"
}
