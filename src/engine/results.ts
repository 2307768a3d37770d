import { createHash } from 'node:crypto'
import type { ContainerRun } from '../docker.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { attemptAsRoot } from '../privileged.ts'

/** What an engine would keep if it stopped now. */
export interface CachedResults {
  /** One value for each run of an engine. */
  readonly boot: string
  readonly count: number
  /** Of the set; equal sets have equal hashes. */
  readonly hash: string
}

/**
 * Where the engine serves its graph of results. `/debug/dagql/cache` says more, but takes a lock twice, and an engine
 * that writes in between never goes on: dagger/dagger v0.21.8, dagql/cache_debug.go line 1066, where deriveRecipeDigest
 * locks again what WriteDebugCacheSnapshot holds.
 *
 * Source: dagger/dagger v0.21.8, cmd/engine/debug.go line 55; v1.0.0-beta.10, line 58.
 */
const address = 'http://127.0.0.1:6060/debug/dagql/egraph'

/** Copies the response to stdout. A constant, and one line, because `sudo` logs what it runs. */
const program = [
  `const request = require('node:http').get('${address}', { timeout: 20000 }, (response) => {`,
  'if (response.statusCode === 200) response.pipe(process.stdout); else process.exit(1) });',
  "request.on('error', () => process.exit(1)).on('timeout', () => process.exit(1))",
].join(' ')

/**
 * Asks a running engine, in its own network namespace, where alone it answers. That needs no client, which would leave
 * entries and a database of its own; and it takes a hundredth of the time that the API takes for a list of entries,
 * each field of which is a call that the engine records.
 *
 * @param run of the engine's container
 * @throws Error where the engine does not answer, or with something else than a graph
 */
export async function cachedResults({ pid }: Pick<ContainerRun, 'pid'>): Promise<CachedResults> {
  // Docker reports 0 for a container that does not run.
  if (!Number.isSafeInteger(pid) || pid <= 0) throw new Error('the engine does not run')
  const { exitCode, stdout } = await attemptAsRoot(
    'nsenter',
    [`--net=/proc/${pid}/ns/net`, '--', process.execPath, '-e', program],
    { timeoutSeconds: 30 },
  )
  if (exitCode !== 0) throw new Error('the engine does not say what it keeps')
  return parseResults(stdout)
}

interface Result {
  readonly id: number
  readonly isRoot: boolean
  readonly dependencies: readonly number[]
  /** What identifies it and its content, within a run of the engine. */
  readonly line: string
}

/**
 * The results that stay when all sessions are over: those with a persisted edge, and what they depend on. What a
 * session alone holds, as that of a client that asks, is released at its end (dagger/dagger v0.21.8, dagql/cache.go,
 * ReleaseSession and persistCurrentState). A result's ID is never given to another within a run. Its links name the
 * snapshots that it refers to: there are more once a result that was kept without its content has been evaluated.
 *
 * @throws Error where the text is not such a graph
 */
export function parseResults(text: string): CachedResults {
  const graph = object(JSON.parse(text))
  const { trace_format_version: version, boot_id: boot, results } = graph
  if (version !== 1 || typeof boot !== 'string' || boot === '' || !Array.isArray(results)) {
    throw new Error("the engine's graph of results has an unexpected format")
  }
  const byId = new Map(results.map(resultFrom).map((result) => [result.id, result]))
  const kept = new Map<number, Result>()
  const next = [...byId.values()].filter(({ isRoot }) => isRoot)
  for (let result = next.pop(); result; result = next.pop()) {
    if (kept.has(result.id)) continue
    kept.set(result.id, result)
    for (const id of result.dependencies) {
      const dependency = byId.get(id)
      if (dependency) next.push(dependency)
    }
  }
  const lines = [...kept.values()].toSorted((a, b) => a.id - b.id).map(({ line }) => line)
  return {
    boot,
    count: lines.length,
    hash: createHash('sha256').update(lines.join('\n')).digest('hex'),
  }
}

function resultFrom(value: unknown): Result {
  const result = object(value)
  const { shared_result_id: id, has_persisted_edge: isRoot } = result
  const dependencies: unknown = result['explicit_dep_ids'] ?? []
  const links: unknown = result['snapshot_links'] ?? []
  if (
    typeof id !== 'number' ||
    typeof isRoot !== 'boolean' ||
    !Array.isArray(dependencies) ||
    !dependencies.every((dependency) => typeof dependency === 'number') ||
    !Array.isArray(links)
  ) {
    throw new Error('a result of the engine has an unexpected format')
  }
  return { id, isRoot, dependencies, line: JSON.stringify([id, isRoot, dependencies, links]) }
}

function object(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Error("the engine's graph of results has an unexpected format")
  return value
}
