import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { disposable } from '../dagger/local-cache.ts'
import { hasCode } from '../error-code.ts'
import { isJsonObject, type JsonObject } from '../json.ts'

/**
 * The folder of a user's Dagger configuration. Source: dagger/dagger v0.21.8, engine/client/drivers/container.go
 * line 300.
 */
export function configurationFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'dagger')
}

/**
 * A user's engine.json; undefined if it does not exist.
 *
 * @throws Error if it cannot be read
 */
export async function readConfiguration(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return await readFile(join(configurationFolder(env), 'engine.json'), 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

/** The engine.json for an engine. */
export interface EngineJson {
  /** The text to write; undefined to use the user's own file, if any, unchanged. */
  readonly text: string | undefined
  /** Why the text does not contain the requested limit. */
  readonly ignoredLimit?: IgnoredLimit
}

export interface IgnoredLimit {
  /** The rest of a sentence about the user's file. */
  readonly because: string
  /** Whether the file has limits that a prune can use. */
  readonly hasLimits: boolean
}

/**
 * Settings of a garbage collection that keeps the engine's cache below a size. Sets all three, because the engine
 * reads a missing setting as 0 if another one is set. The reserved space, which takes precedence over the maximum,
 * and the free share of the volume have the proportions of the engine's own defaults: 10%, 75% and 20% of the
 * disk.
 *
 * Source: dagger/dagger v0.20.3, v0.21.8 and v1.0.0-beta.10, engine/server/gc.go, defaultGCPolicy and
 * DetectDefaultGCCap.
 *
 * @param maxUsedSpace bytes
 */
function spaceOf(maxUsedSpace: number) {
  return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace), minFreeSpace: '20%' }
}

/** @param maxUsedSpace bytes */
export function reservedSpaceOf(maxUsedSpace: number): number {
  return Math.floor(maxUsedSpace / 8)
}

/** The space settings of an engine without a limit of ours: the engine's own defaults, see `spaceOf`. */
const defaultSpace = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' }

/**
 * How long to keep unused entries that are easy to recreate, but cost builds the most time when they are missing:
 * cache volumes, uploaded folders, git checkouts and mirrors. The engine's own 48 hours are meant for a machine
 * that is always on: a state that was unused over a weekend would lose these entries one second after the engine's
 * start, before the first command. Two weeks is twice as long as GitHub keeps an unread entry.
 */
const keepUnused = `${14 * 24}h`

/**
 * The first policy removes all results of one field, so that the action can start a garbage collection. It has no limits,
 * so it removes them all (dagger/dagger v0.21.8, dagql/cache_prune.go line 612); a result's description is its field
 * (dagql/cache.go line 4000). No entry of 0.20 has that description.
 *
 * The others are the default policies of 0.20, except that the first of them keeps unused entries longer. Later releases
 * have all of them except the third, which would equal the last.
 *
 * The engine applies the policies one second after its start, after sessions, and when it stops. The names of the types
 * and the form of policies are the same in all versions from 0.18 to 1.0.
 *
 * Source: dagger/dagger v0.21.8, engine/server/gc.go, defaultGCPolicy, and server.go line 416; v1.0.0-beta.10,
 * engine/server/server.go line 453; v0.20.3, internal/buildkit/cmd/buildkitd/config/gcpolicy.go line 66 and
 * engine/server/server.go line 602; engine/config/config.go, GCPolicy, since v0.18.0.
 *
 * @param space settings of the whole cache: `maxUsedSpace` and so on
 */
function policiesWithin(space: JsonObject): readonly JsonObject[] {
  const sweepSize = entryOf(space, 'sweepSize')
  return [
    { filters: [`description==${disposable}`] },
    {
      filters: ['type==source.local,type==exec.cachemount,type==source.git.checkout'],
      keepDuration: keepUnused,
      maxUsedSpace: 512e6,
      ...(sweepSize && { sweepSize: sweepSize[1] }),
    },
    { keepDuration: `${60 * 24}h`, ...space },
    space,
    { all: true, ...space },
  ]
}

/**
 * A user's engine.json with our policies and, if the file has none, a limit on the engine's cache. Keeps every
 * value of the file. Matches names regardless of case, like Go's encoding/json.
 *
 * @param users the file's text; undefined if there is no file
 * @param maxUsedSpace bytes; undefined if no limit is requested
 */
export function engineJson(users: string | undefined, maxUsedSpace: number | undefined): EngineJson {
  const own = (because: string, hasLimits = false): EngineJson => ({
    text: undefined,
    ...(maxUsedSpace !== undefined && { ignoredLimit: { because, hasLimits } }),
  })
  const configuration = parse(users)
  // An engine does not start with such a file and reports why. Do not hide that.
  if (!configuration) return own('is not a JSON object')
  const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}]
  const settings = gc ?? {}
  if (!isJsonObject(settings)) return own('has a gc that is not an object')
  const valueOf = (name: string): unknown => entryOf(settings, name)?.[1]
  if (valueOf('enabled') === false) return own('disables gc')
  const policies = valueOf('policies')
  if (Array.isArray(policies) && policies.length > 0) return own('has gc.policies', true)
  const hasMaximum = valueOf('maxUsedSpace') !== undefined
  const limit = hasMaximum || maxUsedSpace === undefined ? undefined : spaceOf(maxUsedSpace)
  const space = { ...limit, ...usersSpace(settings) }
  const policed = {
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase() !== 'policies')),
    ...Object.fromEntries(Object.entries(limit ?? {}).filter(([name]) => valueOf(name) === undefined)),
    policies: policiesWithin(Object.keys(space).length > 0 ? space : defaultSpace),
  }
  return {
    text: `${JSON.stringify({ ...configuration, [gcName]: policed }, undefined, 2)}\n`,
    ...(hasMaximum &&
      maxUsedSpace !== undefined && {
        ignoredLimit: { because: 'has gc.maxUsedSpace', hasLimits: true },
      }),
  }
}

/** The space settings of a user's gc. If one is set, the engine reads the others as 0. */
function usersSpace(settings: JsonObject): JsonObject {
  const names = ['maxUsedSpace', 'reservedSpace', 'minFreeSpace', 'sweepSize']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = entryOf(settings, name)?.[1]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/**
 * Whether an engine with this engine.json logs its start, which it does at the level info.
 * Source: dagger/dagger v0.21.8, cmd/engine/main.go line 377 and engine/config/config.go line 33.
 */
export function logsItsStart(text: string | undefined): boolean {
  const level = entryOf(parse(text) ?? {}, 'logLevel')?.[1]
  return typeof level !== 'string' || !['warn', 'error'].includes(level.toLowerCase())
}

/** undefined if the text is not a JSON object, such as that of an empty file. */
function parse(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function entryOf(object: JsonObject, name: string): [string, unknown] | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase())
}
