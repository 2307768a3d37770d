import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

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

export type BoundedConfiguration =
  /** With our bound in it; all else as the user has it. */
  | { readonly kind: 'bounded'; readonly text: string }
  /** To be left alone, why, as the rest of a sentence about the file, and whether it has limits to prune to. */
  | { readonly kind: 'own'; readonly because: string; readonly hasLimits: boolean }

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

/**
 * A user's engine.json with a bound on the engine's cache, where the file has none of its own. Each value that the
 * file has stays. Names are matched as Go's encoding/json does, whatever their case.
 *
 * @param users the file's text; undefined where there is none
 * @param maxUsedSpace bytes
 */
export function boundConfiguration(users: string | undefined, maxUsedSpace: number): BoundedConfiguration {
  const configuration = parse(users)
  // An engine does not start with such a file, and says why; it is not ours to hide that.
  if (!configuration) return own('is not a JSON object')
  const [gcName, gc] = entryOf(configuration, 'gc') ?? ['gc', {}]
  const settings = gc ?? {}
  if (!isObject(settings)) return own('has a gc that is no object')
  const valueOf = (name: string): unknown => entryOf(settings, name)?.[1]
  if (valueOf('enabled') === false) return own('switches gc off')
  const policies = valueOf('policies')
  if (Array.isArray(policies) && policies.length > 0) return own('has gc.policies', true)
  if (valueOf('maxUsedSpace') !== undefined) return own('has gc.maxUsedSpace', true)
  const missing = Object.entries(spaceOf(maxUsedSpace)).filter(([name]) => valueOf(name) === undefined)
  const merged = { ...configuration, [gcName]: { ...settings, ...Object.fromEntries(missing) } }
  return { kind: 'bounded', text: `${JSON.stringify(merged, undefined, 2)}\n` }
}

function own(because: string, hasLimits = false): BoundedConfiguration {
  return { kind: 'own', because, hasLimits }
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

/**
 * Writes engine.json with the bound to `file`, if the user's own leaves that to us; the user's is only read.
 *
 * @returns why there is no bound, as the rest of a sentence about the user's file; undefined when there is one
 */
export async function writeBounded(
  file: string,
  env: NodeJS.ProcessEnv,
  maxUsedSpace: number,
): Promise<string | undefined> {
  const configuration = boundConfiguration(await readConfiguration(env), maxUsedSpace)
  if (configuration.kind === 'own') return configuration.because
  await mkdir(dirname(file), { recursive: true })
  // The user's own may be for nobody else's eyes.
  await writeFile(file, configuration.text, { mode: 0o600 })
  return undefined
}
