import { createHash } from 'node:crypto'
import type { ContainerRun } from '../docker.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { attemptAsRoot } from '../privileged.ts'

/** The results that an engine would keep if it stopped now. */
export interface CachedResults {
  /** One value for each run of an engine. */
  readonly boot: string
  readonly count: number
  /** Hash of the set of results. */
  readonly hash: string
}

/**
 * Where the engine serves its graph of results. `/debug/dagql/cache` contains more, but can deadlock the engine: it takes
 * a read lock twice, and a write in between blocks forever (dagger/dagger v0.21.8, dagql/cache_debug.go line 1066, where
 * deriveRecipeDigest locks again what WriteDebugCacheSnapshot holds).
 *
 * Source: dagger/dagger v0.21.8, cmd/engine/debug.go line 55; v1.0.0-beta.10, line 58.
 */
const address = 'http://127.0.0.1:6060/debug/dagql/egraph'

/** Copies the response to stdout. It is a constant on one line, because `sudo` logs the commands that it runs. */
const program = [
  `const request = require('node:http').get('${address}', { timeout: 20000 }, (response) => {`,
  'if (response.statusCode === 200) response.pipe(process.stdout); else process.exit(1) });',
  "request.on('error', () => process.exit(1)).on('timeout', () => process.exit(1))",
].join(' ')

/**
 * Reads the results of a running engine, from inside its network namespace, because it serves the address only there.
 * This needs no client, which would leave entries and a database of its own. It takes a hundredth of the time that the
 * API needs to list entries, because the engine records each field that the API returns as a call.
 *
 * @param run of the engine's container
 * @throws Error if the engine does not answer, or the answer is not a graph
 */
export async function cachedResults({ pid }: Pick<ContainerRun, 'pid'>): Promise<CachedResults> {
  // Docker reports 0 for a container that does not run.
  if (!Number.isSafeInteger(pid) || pid <= 0) throw new Error('the engine does not run')
  const { exitCode, stdout } = await attemptAsRoot(
    'nsenter',
    [`--net=/proc/${pid}/ns/net`, '--', process.execPath, '-e', program],
    { timeoutSeconds: 30 },
  )
  if (exitCode !== 0) throw new Error('the engine does not list its results')
  return parseResults(stdout)
}

interface Result {
  readonly id: number
  readonly isRoot: boolean
  readonly dependencies: readonly number[]
  /** Identifies the result and its content within a run of the engine. */
  readonly line: string
}

/**
 * The results that stay when all sessions have ended: those with a persisted edge, and their dependencies. The end of a
 * session releases the results that only this session holds (dagger/dagger v0.21.8, dagql/cache.go, ReleaseSession and
 * persistCurrentState). The engine does not reuse the ID of a result within a run. The links of a result name the
 * snapshots that it refers to: a result that was kept without its content gets more of them when it is evaluated.
 *
 * @throws Error if the text is not such a graph
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
