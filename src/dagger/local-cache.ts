import { run, type CommandOptions } from '../command.ts'
import { hasApiVerbs } from './command.ts'
import type { Version } from './version.ts'

/** Access to the engine's cache through the CLI. */
export interface LocalCache {
  /** Version of the CLI and the engine. */
  readonly version: Version
  /** The complete environment of the CLI, with the engine's address and the CLI on its PATH. */
  readonly env: NodeJS.ProcessEnv
  /** A folder without a module, because the CLI would load one. */
  readonly folder: string
}

/** Totals of all entries in an engine's cache. */
export interface CacheTotals {
  /** Before compression. */
  readonly bytes: number
  readonly entries: number
}

/**
 * Reads both totals with one query; `core engine local-cache entry-set` would need one session for each.
 *
 * Source: dagger/dagger v0.20.3, core/engine.go line 51 and cmd/dagger/query.go line 71; v1.0.0-beta.10,
 * core/engine.go line 52 and internal/cmd/dagger/module.go lines 64 to 73 for `-M`.
 *
 * @param timeout seconds
 * @throws Error if the CLI does not report the totals
 */
export async function totalsOf(cache: LocalCache, timeout: number): Promise<CacheTotals> {
  const verb = hasApiVerbs(cache.version) ? ['api', 'query'] : ['query']
  const stdout = await invoke(cache, [...verb, '-M'], {
    input: '{engine{localCache{entrySet{diskSpaceBytes entryCount}}}}',
    timeoutSeconds: timeout,
  })
  const answer = JSON.parse(stdout) as {
    engine?: { localCache?: { entrySet?: { diskSpaceBytes?: unknown; entryCount?: unknown } } }
  }
  const { diskSpaceBytes: bytes, entryCount: entries } = answer.engine?.localCache?.entrySet ?? {}
  if (typeof bytes !== 'number' || typeof entries !== 'number') throw new Error('the answer has no totals')
  return { bytes, entries }
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
 * @param timeout seconds
 * @throws Error with the end of the CLI's output
 */
export async function prune(
  cache: LocalCache,
  space: PruneSpace | undefined,
  timeout: number,
): Promise<void> {
  await invoke(cache, pruneArguments(cache.version, space), { timeoutSeconds: timeout })
}

async function invoke(
  { env, folder }: LocalCache,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  return await run('dagger', ['--silent', ...args], { ...options, inherit: env, cwd: folder })
}
