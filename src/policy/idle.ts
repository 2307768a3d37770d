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
  readonly removedEntries: boolean
}

/** The snapshot that the job started from. */
export interface Base {
  /** Milliseconds since 1970; undefined if the snapshot does not record it. */
  readonly savedAt: number | undefined
  /** Whether the store still has the snapshot, under the job's own key. */
  readonly isStoredUnderOwnKey: boolean
}

export interface IdleFacts {
  /** undefined if the job's state must be saved in any case: the job started without a state, or on an older one. */
  readonly base: Base | undefined
  /** The output engine-cache of the job's first command. */
  readonly engineCache: string
  /** Number of commands that this action started. A terminated command is missing from `commands`. */
  readonly commandsStarted: number
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

/** An older snapshot is saved again to renew the last-used times in the engine and the entry in the store. */
export const refreshMilliseconds = 24 * 60 * 60 * 1000

/**
 * Why a job is not idle, as a clause; undefined if it is idle: it added nothing that a save would keep.
 *
 * Any doubt counts as work: an unnecessary save costs seconds, but work that is not saved is repeated in every job.
 *
 * When an engine stops, it saves its cache entries and what they refer to. So a job that leaves the same entries with
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

/** Like `reasonNotIdle`, but uses only what is known before the engine reports its cache at the end of the job. */
export function knownWork(facts: Omit<IdleFacts, 'after' | 'aboveLimit'>): string | undefined {
  const { base, logged } = facts
  if (!base) return 'the job did not start from the newest state'
  if (!base.isStoredUnderOwnKey) return "the restored state is not stored under the job's own key"
  if (base.savedAt === undefined) return 'the age of the restored state is unknown'
  const age = facts.now - base.savedAt
  if (!(age >= 0 && age < refreshMilliseconds)) return 'the restored state is older than a day'
  if (facts.engineCache.startsWith('discarded')) return 'the engine did not accept the restored state'
  if (facts.commandsStarted > facts.commands.length) return 'a command was terminated'
  if (facts.commands.some(({ succeeded }) => !succeeded)) return 'a command failed'
  if (!facts.before) return "the contents of the engine's cache before the first command are unknown"
  if (!logged) return "the engine's log does not show all of its work"
  if (logged.removedEntries) return 'the engine removed entries from its cache'
  return logged.ranContainer ? 'the engine ran commands in containers' : undefined
}

/**
 * Whether the size of the cache shows work. Engines from 0.21 report the ID of their run (`boot`). For them, only a
 * larger size shows work, because their log shows removed entries and containers that delete files. Right after an
 * upload, they report too small a size: with v0.21.8 and an unchanged folder of 150 MB, 412 MB instead of 426 MB.
 */
function sizeChanged(before: CacheContent, after: CacheContent): boolean {
  return after.boot === undefined ? before.bytes !== after.bytes : before.bytes < after.bytes
}
