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
 * Whether the entries of a release are all of its results, in one graph. Those of earlier releases are its snapshots.
 * Source: dagger/dagger v0.21.0, engine/server/gc.go, EngineLocalCacheEntries.
 */
export function hasResults(version: Version): boolean {
  return isAtLeast(version, '0.21.0')
}

/** The totals of all entries of an engine's cache. */
export interface CacheTotals {
  /** Before compression. */
  readonly bytes: number
  readonly entries: number
}

/** What the engine reports about its cache and its clients. */
export interface CacheAnswer extends CacheTotals {
  /** Number of connected clients, including the one that asks. */
  readonly clients: number
  /** A text that identifies each entry, sorted; only before 0.21. */
  readonly list?: readonly string[]
}

/**
 * Sends one query for all figures, because `core engine local-cache entry-set` would need a session for each. The engine
 * records each field of each entry as a call, which takes about a millisecond. On 0.20, whose entries are its snapshots,
 * a list takes at most a hundred milliseconds. From 0.21 on, the entries are all results, including thousands of type
 * definitions, and a list would take half a minute: `cachedResults` lists them instead.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51, core/schema/engine.go line 23 and cmd/dagger/query.go line 71;
 * v1.0.0-beta.10, core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`; core/telemetry.go,
 * AroundFunc and logResult, for what a field costs.
 *
 * @param timeoutSeconds
 * @throws Error if the CLI does not report the totals
 */
export async function askCache(cache: LocalCache, timeoutSeconds: number): Promise<CacheAnswer> {
  const lists = !hasResults(cache.version)
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
  if (!Array.isArray(list) || list.length !== entries) throw new Error('the answer does not list all entries')
  return {
    bytes,
    entries,
    clients: clients.length,
    list: list.map((entry) => JSON.stringify(entry)).toSorted(),
  }
}

/**
 * The fields that identify an entry of 0.20, which has no ID. Entries that are equal in all of them are counted. The time
 * of the last use is not among them, because each use of an entry changes it.
 */
const entryFields = ['recordType', 'description', 'createdTimeUnixNano', 'diskSpaceBytes']

/**
 * Asks the engine's API.
 *
 * @param timeoutSeconds
 * @returns the data as JSON
 * @throws Error with the end of the CLI's output
 */
async function query(cache: LocalCache, document: string, timeoutSeconds: number): Promise<string> {
  const verb = hasApiVerbs(cache.version) ? ['api', 'query'] : ['query']
  return await invoke(cache, [...verb, '-M'], { input: document, timeoutSeconds })
}

/**
 * A field of the API whose results a policy of the job's engine removes at every garbage collection (`policiesWithin`).
 * Creating such a result lets the next collection free what is unreferenced. Builds hardly use this field; if one does,
 * it loses only results that no other result needs and that are quick to recreate.
 */
export const disposable = 'withTimestamps'

/**
 * Makes the engine apply its policies, and free what it no longer refers to. 0.20 frees that at each prune, also of
 * nothing (dagger/dagger v0.20.3, internal/buildkit/cache/manager.go line 1037). Later releases do it only after they
 * have dropped an entry (v0.21.8, dagql/cache_prune.go line 156; v1.0.0-beta.10, line 361), so they get one to drop,
 * which is in use until its client is gone.
 *
 * @param timeoutSeconds for each of two queries
 * @throws Error if the engine does not do it
 */
export async function collect(cache: LocalCache, timeoutSeconds: number): Promise<void> {
  if (hasResults(cache.version)) await makeDisposable(cache, timeoutSeconds)
  await applyPolicies(cache, timeoutSeconds)
}

/**
 * Like `collect`, but the engine may do it as late as in its stop, which saves a query: from 0.21 on, a stopping engine
 * applies its policies after all clients are gone (dagger/dagger v0.21.8, engine/server/server.go line 752;
 * v1.0.0-beta.10, line 834). 0.20 does not, so it collects now.
 *
 * @param timeoutSeconds for one query
 * @throws Error if the engine will not do it
 */
export async function collectByStop(cache: LocalCache, timeoutSeconds: number): Promise<void> {
  if (hasResults(cache.version)) await makeDisposable(cache, timeoutSeconds)
  else await applyPolicies(cache, timeoutSeconds)
}

async function makeDisposable(cache: LocalCache, timeoutSeconds: number): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000)
  await query(cache, `{directory{${disposable}(timestamp:${seconds}){sync}}}`, timeoutSeconds)
}

async function applyPolicies(cache: LocalCache, timeoutSeconds: number): Promise<void> {
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
