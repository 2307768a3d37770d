import { run, type CommandOptions } from '../programs.ts'
import { hasApiVerbs } from './command.ts'
import { isAtLeast, type Version } from './version.ts'

/** Access to the engine's cache through the CLI. */
export interface LocalCache {
  /** Version of the CLI and the engine. */
  readonly version: Version
  /** The complete environment of the CLI, with the engine's address and the CLI on its PATH. */
  readonly env: NodeJS.ProcessEnv
  /** A folder without a module, because the CLI would load one. */
  readonly folder: string
}

/**
 * The first release whose entries are all of its results, in one graph. Those of earlier releases are its snapshots.
 * Source: dagger/dagger v0.21.0, engine/server/gc.go, EngineLocalCacheEntries.
 */
export const firstWithResults = '0.21.0'

/** What all entries of an engine's cache come to. */
export interface CacheTotals {
  /** Before compression. */
  readonly bytes: number
  readonly entries: number
}

/** What the engine tells a client of its cache and of who is connected. */
export interface CacheAnswer extends CacheTotals {
  /** Connected clients, the one that asks among them. */
  readonly clients: number
  /** What identifies each entry, sorted; where it was asked for. */
  readonly list?: readonly string[]
}

/**
 * One query for all figures, where `core engine local-cache entry-set` would need a session for each. Each field of
 * each entry is a call that the engine records, about a millisecond of its time. That is no more than a hundred
 * milliseconds on 0.20, whose entries are its snapshots, but half a minute from 0.21 on, whose entries are all of its
 * results, thousands of type definitions among them: there, `cachedResults` lists them.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51, core/schema/engine.go line 23 and cmd/dagger/query.go line 71;
 * v1.0.0-beta.10, core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`; core/telemetry.go,
 * AroundFunc and logResult, for what a field costs.
 *
 * @param timeoutSeconds
 * @throws Error if the CLI does not report the totals
 */
export async function askCache(cache: LocalCache, timeoutSeconds: number): Promise<CacheAnswer> {
  const lists = !isAtLeast(cache.version, firstWithResults)
  const fields = ['diskSpaceBytes', 'entryCount', ...(lists ? [`entries{${entryFields.join(' ')}}`] : [])]
  const stdout = await query(
    cache,
    `{engine{clients localCache{entrySet{${fields.join(' ')}}}}}`,
    timeoutSeconds,
  )
  const answer = JSON.parse(stdout) as {
    engine?: {
      clients?: unknown
      localCache?: { entrySet?: { diskSpaceBytes?: unknown; entryCount?: unknown; entries?: unknown } }
    }
  }
  const {
    diskSpaceBytes: bytes,
    entryCount: entries,
    entries: list,
  } = answer.engine?.localCache?.entrySet ?? {}
  const clients = answer.engine?.clients
  if (typeof bytes !== 'number' || typeof entries !== 'number') throw new Error('the answer has no totals')
  if (!Array.isArray(clients)) throw new Error('the answer has no clients')
  if (!lists) return { bytes, entries, clients: clients.length }
  if (!Array.isArray(list) || list.length !== entries) throw new Error('the answer has not all entries')
  return {
    bytes,
    entries,
    clients: clients.length,
    list: list.map((entry) => JSON.stringify(entry)).toSorted(),
  }
}

/**
 * What tells one entry of 0.20 from another, which has no ID: two with the same of all these are counted. Not the time
 * of the last use, which changes whenever an entry is found.
 */
const entryFields = ['recordType', 'description', 'createdTimeUnixNano', 'diskSpaceBytes']

/**
 * Asks the engine's API.
 *
 * @param timeoutSeconds
 * @returns the data as JSON
 * @throws Error with the end of what the CLI said
 */
async function query(cache: LocalCache, document: string, timeoutSeconds: number): Promise<string> {
  const verb = hasApiVerbs(cache.version) ? ['api', 'query'] : ['query']
  return await invoke(cache, [...verb, '-M'], { input: document, timeoutSeconds })
}

/**
 * A field of the API whose results the job's engine drops at every collection (`policiesWithin`), so that one that is
 * made for it has the engine collect. Builds hardly use it. Where one does, only a result that no other result needs is
 * lost, and made again in no time.
 */
export const disposable = 'withTimestamps'

/**
 * Has the engine apply its policies, and free what it no longer refers to. 0.20 frees that at each prune, also of
 * nothing (dagger/dagger v0.20.3, internal/buildkit/cache/manager.go line 1037). Later releases do it only after they
 * have dropped an entry (v0.21.8, dagql/cache_prune.go line 156; v1.0.0-beta.10, line 361), so they are given one to
 * drop, which is in use until its client is gone.
 *
 * @param timeoutSeconds for each of two questions
 * @throws Error where the engine does not do it
 */
export async function collect(cache: LocalCache, timeoutSeconds: number): Promise<void> {
  if (isAtLeast(cache.version, firstWithResults)) {
    const seconds = Math.floor(Date.now() / 1000)
    await query(cache, `{directory{${disposable}(timestamp:${seconds}){sync}}}`, timeoutSeconds)
  }
  await query(cache, '{engine{localCache{prune(useDefaultPolicy:true)}}}', timeoutSeconds)
}

/** Overrides the values of the engine's own policies; bytes. */
export interface PruneSpace {
  readonly maxUsedSpace: number
  readonly reservedSpace: number
}

/**
 * Source: dagger/dagger v0.20.3, core/schema/engine.go lines 36 to 44; v1.0.0-beta.10,
 * docs/current_docs/reference/configuration/cache.mdx line 56, where `core` is deprecated.
 *
 * @param space undefined: use the engine's policies
 */
export function pruneArguments(version: Version, space: PruneSpace | undefined): readonly string[] {
  const core = hasApiVerbs(version) ? ['-m', 'core', 'api', 'call'] : ['core']
  return [
    ...core,
    ...['engine', 'local-cache', 'prune', '--use-default-policy'],
    ...(space ? [`--max-used-space=${space.maxUsedSpace}`, `--reserved-space=${space.reservedSpace}`] : []),
  ]
}

/**
 * Prunes entries that no client uses, least recently used first.
 *
 * @param timeoutSeconds
 * @throws Error with the end of the CLI's output
 */
export async function prune(
  cache: LocalCache,
  space: PruneSpace | undefined,
  timeoutSeconds: number,
): Promise<void> {
  await invoke(cache, pruneArguments(cache.version, space), { timeoutSeconds })
}

async function invoke(
  { env, folder }: LocalCache,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  return await run('dagger', ['--silent', ...args], { ...options, inherit: env, cwd: folder })
}
