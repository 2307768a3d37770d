import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { disposable } from '../dagger/local-cache.ts'

/** The folder of a user's own settings of Dagger. Source: dagger/dagger v0.21.8, engine/client/drivers/container.go line 300. */
export function configurationFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'dagger')
}

/** A user's engine.json; undefined where there is none. @throws what reading it throws */
export async function readConfiguration(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return await readFile(join(configurationFolder(env), 'engine.json'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
}

/** What an engine is to be given as its engine.json. */
export interface EngineJson {
  /** To be written; undefined where the user's own file, if any, is to be used as it is. */
  readonly text: string | undefined
  /** Why the bound that was asked for is not in it. */
  readonly unbound?: Unbound
}

export interface Unbound {
  /** The rest of a sentence about the user's file. */
  readonly because: string
  /** Whether the file has limits to prune to. */
  readonly hasLimits: boolean
}

/**
 * The settings of a garbage collection that keeps the engine's cache below a size. All three are given, since the
 * engine takes 0 for one that is missing beside others. The reserve, which counts for more than the maximum, and the
 * free share of the volume are in the proportion of the engine's own defaults: 10%, 75% and 20% of the disk.
 *
 * Source: dagger/dagger v0.20.3, v0.21.8 and v1.0.0-beta.10, engine/server/gc.go, defaultGCPolicy and
 * DetectDefaultGCCap.
 *
 * @param maxUsedSpace bytes
 */
export function spaceOf(maxUsedSpace: number) {
  return { maxUsedSpace, reservedSpace: reservedSpaceOf(maxUsedSpace), minFreeSpace: '20%' }
}

/** @param maxUsedSpace bytes */
export function reservedSpaceOf(maxUsedSpace: number): number {
  return Math.floor(maxUsedSpace / 8)
}

/** The space values of an engine without a bound of ours: the engine's own defaults, see `spaceOf`. */
const defaultSpace = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' }

/**
 * How long what is made again most easily, yet costs builds the most time, is kept unused: cache volumes, uploaded
 * folders, git checkouts and mirrors. The engine's own 48 hours are made for a machine that is always on: a state
 * that nobody used over a weekend would lose them one second after the engine's start, before the first command.
 * Two weeks is twice what GitHub keeps an entry that nobody reads.
 */
const keepUnused = `${14 * 24}h`

/**
 * First, all results of one field, so that the engine can be made to collect. It has no limits, and so drops them all
 * (dagger/dagger v0.21.8, dagql/cache_prune.go line 612); a result's description is its field (dagql/cache.go line 4000).
 * No entry of 0.20 has that description.
 *
 * Then the default policies of 0.20, but for how long the first keeps what is unused. Later releases have all of them but
 * the third, which there is the same as the last.
 *
 * They are applied one second after the start, after sessions, and at the stop. The types' names are the same in all
 * of 0.18 to 1.0, as is the form of policies.
 *
 * Source: dagger/dagger v0.21.8, engine/server/gc.go, defaultGCPolicy, and server.go line 416; v1.0.0-beta.10,
 * engine/server/server.go line 453; v0.20.3, internal/buildkit/cmd/buildkitd/config/gcpolicy.go line 66 and
 * engine/server/server.go line 602; engine/config/config.go, GCPolicy, since v0.18.0.
 *
 * @param space of the whole cache, `maxUsedSpace` and so on
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
 * A user's engine.json with our policies in it, and a bound on the engine's cache, where the file has none of its
 * own. Each value that the file has stays. Names are matched as Go's encoding/json does, whatever their case.
 *
 * @param users the file's text; undefined where there is none
 * @param maxUsedSpace bytes; undefined where no bound is asked for
 */
export function engineJson(users: string | undefined, maxUsedSpace: number | undefined): EngineJson {
  const own = (because: string, hasLimits = false): EngineJson => ({
    text: undefined,
    ...(maxUsedSpace !== undefined && { unbound: { because, hasLimits } }),
  })
  const configuration = parse(users)
  // An engine does not start with such a file, and says why; it is not ours to hide that.
  if (!configuration) return own('is not a JSON object')
  const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}]
  const settings = gc ?? {}
  if (!isObject(settings)) return own('has a gc that is not an object')
  const valueOf = (name: string): unknown => entryOf(settings, name)?.[1]
  if (valueOf('enabled') === false) return own('switches gc off')
  const policies = valueOf('policies')
  if (Array.isArray(policies) && policies.length > 0) return own('has gc.policies', true)
  const hasMaximum = valueOf('maxUsedSpace') !== undefined
  const bound = hasMaximum || maxUsedSpace === undefined ? undefined : spaceOf(maxUsedSpace)
  const space = { ...bound, ...usersSpace(settings) }
  const policed = {
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => name.toLowerCase() !== 'policies')),
    ...Object.fromEntries(Object.entries(bound ?? {}).filter(([name]) => valueOf(name) === undefined)),
    policies: policiesWithin(Object.keys(space).length > 0 ? space : defaultSpace),
  }
  return {
    text: `${JSON.stringify({ ...configuration, [gcName]: policed }, undefined, 2)}\n`,
    ...(hasMaximum &&
      maxUsedSpace !== undefined && {
        unbound: { because: 'has gc.maxUsedSpace', hasLimits: true },
      }),
  }
}

/** The space values that a user's gc has. Beside one of them, the engine takes 0 for the others. */
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
 * Whether an engine with this engine.json logs what it does at its start: lines of the level info.
 * Source: dagger/dagger v0.21.8, cmd/engine/main.go line 377 and engine/config/config.go line 33.
 */
export function logsItsStart(text: string | undefined): boolean {
  const level = entryOf(parse(text) ?? {}, 'logLevel')?.[1]
  return typeof level !== 'string' || !['warn', 'error'].includes(level.toLowerCase())
}

type JsonObject = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** undefined for what is no JSON object, an empty file among it. */
function parse(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function entryOf(object: JsonObject, name: string): [string, unknown] | undefined {
  return Object.entries(object).find(([key]) => key.toLowerCase() === name.toLowerCase())
}
