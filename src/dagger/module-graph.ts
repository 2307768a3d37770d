import { existsSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { Log } from '../log.ts'
import { isFolder, isInside } from './folder.ts'
import { printable } from '../printable.ts'
import { parseVersion, type Version } from './version.ts'

/**
 * The files of modules and workspaces, in the order in which Dagger searches for them in a folder (dagger/dagger,
 * v1.0.0-beta.10, core/modules/config.go lines 16 to 54 and core/workspace/detect.go lines 10 to 19).
 */
const moduleFiles = ['dagger-module.toml', 'dagger.json'] as const
const workspaceFile = 'dagger.toml'

/** The first version that reads the TOML files: in v1.0.0-beta.3, core/workspace/detect.go has neither name. */
const firstWithToml = '1.0.0-beta.4'

// Limits for the content of a repository, whose author may be anyone.
const maxFileBytes = 1024 * 1024
const maxReferences = 5000

/** The Dagger version that a file requires. */
export type Requirement = Minimum | { readonly kind: 'latest'; readonly file: string }

export interface Minimum {
  /** Whether the file states the version as its `engineVersion`, or has a format that this version introduced. */
  readonly kind: 'stated' | 'format'
  readonly version: Version
  /** Path relative to the repository's root. */
  readonly file: string
  /** What the file states, if it is not a version. Dagger reads it as `version`. */
  readonly readFrom?: string
}

/** Where the CLI searches for the module. */
export interface ModulePlace {
  /** Absolute path. */
  readonly workdir: string
  /** The input: a local path, a git reference, the name of a dependency, or ''. */
  readonly module: string
  /** The checkout's folder, which limits the search if there is no `.git`. */
  readonly workspace: string | undefined
}

/**
 * The requirements of the module and of everything that it refers to inside the repository, one entry for each
 * file with a requirement; undefined if there is no local module. Does not follow references to git repositories,
 * or paths that leave this repository, which are logged.
 *
 * @throws Error that names the file: unreadable, not JSON or TOML, too large, or without a valid version; or if
 *   there are too many references
 */
export async function moduleRequirements(
  place: ModulePlace,
  log: Log,
): Promise<readonly Requirement[] | undefined> {
  const root = await repositoryRoot(place)
  const waiting = await startingFiles(place, root)
  if (waiting.length === 0) return undefined

  const seen = new Set<string>()
  const requirements: Requirement[] = []
  let references = 0
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const name = printable(path.relative(root, file))
    if (!isInside(root, await realpath(file))) {
      log.info(`${name} is outside this repository, so its required Dagger version is ignored.`)
      continue
    }
    const config = await readConfig(file, name)
    requirements.push(...requirementsOf(config, name))
    for (const reference of referencesOf(config)) {
      references += 1
      if (references > maxReferences) throw tooMany(name)
      const next = await follow(reference, path.dirname(file), root)
      if (next === undefined)
        log.debug(`${name} refers to ${printable(reference.source)}, no module of this repository.`)
      else waiting.push(next)
    }
  }
  return requirements
}

function tooMany(name: string): Error {
  return new Error(
    `${name} and the modules before it refer to more than ${maxReferences} others. ` +
      `Name the version of Dagger in the input \`version\` instead.`,
  )
}

async function repositoryRoot({ workdir, workspace }: ModulePlace): Promise<string> {
  const start = await realpath(workdir)
  const repository = findUp(start, path.parse(start).root, ['.git'])
  if (repository !== undefined) return path.dirname(repository)
  const checkout = workspace === undefined ? start : await realpath(workspace).catch(() => start)
  return isInside(checkout, start) ? checkout : start
}

async function startingFiles(place: ModulePlace, root: string): Promise<string[]> {
  const workdir = await realpath(place.workdir)
  const named = place.module === '' ? undefined : path.resolve(workdir, place.module)
  if (named !== undefined && (await isFolder(named))) {
    return [findUp(await realpath(named), root, moduleFiles)].filter((file) => file !== undefined)
  }
  // A word without a dot that is not a folder is `core` or the name of one of the module's dependencies
  // (dagger/dagger, v0.21.8, core/schema/modulesource.go line 346).
  if (place.module.includes('.') || place.module.includes(':')) return []
  return [findUp(workdir, root, [workspaceFile]), findUp(workdir, root, moduleFiles)].filter(
    (file) => file !== undefined,
  )
}

/** The nearest of `names` from `start` up to `end`; undefined if `start` is not inside `end`. */
function findUp(start: string, end: string, names: readonly string[]): string | undefined {
  for (let folder = start; isInside(end, folder); folder = path.dirname(folder)) {
    const file = names.map((name) => path.join(folder, name)).find((candidate) => existsSync(candidate))
    if (file !== undefined) return file
    if (folder === path.dirname(folder)) return undefined
  }
  return undefined
}

interface Config {
  readonly kind: 'module' | 'workspace'
  readonly toml: boolean
  readonly content: JsonObject
}

async function readConfig(file: string, name: string): Promise<Config> {
  const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }))
  if (!isFile) throw new Error(`${name} is not a file.`)
  if (size > maxFileBytes)
    throw new Error(`${name} is larger than ${maxFileBytes} bytes, so it is not a file that Dagger wrote.`)
  const text = await readFile(file, 'utf8')
  const toml = file.endsWith('.toml')
  try {
    const content: unknown = toml ? parseToml(text) : JSON.parse(text)
    return {
      kind: path.basename(file) === workspaceFile ? 'workspace' : 'module',
      toml,
      content: fields(content),
    }
  } catch (error) {
    const reason = error instanceof Error ? printable(error.message) : ''
    throw new Error(`${name} is not valid ${toml ? 'TOML' : 'JSON'}: ${reason}`, { cause: error })
  }
}

function requirementsOf({ toml, content }: Config, file: string): Requirement[] {
  const byFormat: Requirement[] = toml ? [{ kind: 'format', version: firstWithToml, file }] : []
  const engineVersion = content['engineVersion']
  if (engineVersion === undefined || engineVersion === null || engineVersion === '') return byFormat
  if (engineVersion === 'latest') return [...byFormat, { kind: 'latest', file }]
  return [...byFormat, { kind: 'stated', ...statedVersion(engineVersion, file), file }]
}

/**
 * How Dagger reads an `engineVersion` that is not a version, such as `dev-4f1c2a` or `v` (dagger/dagger, v0.21.8,
 * engine/version.go, presemverModuleVersion).
 */
const ofNoVersion = '0.11.9'

// These files may contain short versions (golang.org/x/mod/semver reads v0.20 as v0.20.0, and v1 as v1.0.0).
function statedVersion(stated: unknown, file: string): Pick<Minimum, 'version' | 'readFrom'> {
  if (typeof stated === 'string') {
    const full = stated.replace(/^v?(\d+)(\.\d+)?$/, (_, major: string, minor = '.0') => `${major}${minor}.0`)
    const version = parseVersion(full)
    if (version !== undefined) return { version }
    // Dagger accepts numbers that are too large for us. No release reaches them.
    if (!/^v?\d{10}/.test(stated)) return { version: ofNoVersion, readFrom: stated }
  }
  throw new Error(
    `${file} has the engineVersion ${printable(JSON.stringify(stated))}. Accepted are latest and a version such as ` +
      `"v0.20.3". Correct it there, or name a version in the input \`version\`.`,
  )
}

/** A module that a file refers to, by a path or in another repository. */
interface Reference {
  readonly source: string
  /** Whether a leading `/` means the repository's root. */
  readonly anchored: boolean
}

function referencesOf({ kind, content }: Config): Reference[] {
  return (kind === 'workspace' ? workspaceReferences(content) : moduleReferences(content)).filter(
    (reference) => reference.source !== '',
  )
}

/** Source: dagger/dagger, v0.21.8, core/modules/config.go, ModuleConfig. 1.0 renames `sdk` to `runtime`. */
function moduleReferences(content: JsonObject): Reference[] {
  const modules = [...list(content['dependencies']), ...list(content['toolchains']), content['blueprint']]
  // The names of built-in SDKs are plain words, and a folder may have the same name.
  const sdks = [content['sdk'], content['runtime']].filter((sdk) => /[./]/.test(reference(sdk).source))
  return [...modules, ...sdks].map((entry) => reference(entry))
}

/** Source: dagger/dagger, v1.0.0-beta.10, core/workspace/config.go, Config. */
function workspaceReferences(content: JsonObject): Reference[] {
  const installed = Object.values(fields(content['modules']))
  const environments = Object.values(fields(content['env'])).flatMap((environment) =>
    Object.values(fields(fields(environment)['modules'])),
  )
  const authored = installed.flatMap((entry) => list(fields(fields(entry)['as-sdk'])['modules']))
  return [
    ...[...installed, ...environments].map((entry) => reference(entry)),
    ...authored.map((entry) => ({ source: text(fields(entry)['path']), anchored: true })),
  ]
}

/** An entry is a reference, or a table with one. A pin marks a reference to a git repository. */
function reference(entry: unknown): Reference {
  if (typeof entry === 'string') return { source: entry, anchored: false }
  const { source, pin } = fields(entry)
  return { source: text(pin) === '' ? text(source) : '', anchored: false }
}

/** The file of the referenced module; undefined if there is none, or if it is in another repository. */
async function follow(
  { source, anchored }: Reference,
  from: string,
  root: string,
): Promise<string | undefined> {
  if (source.includes('://')) return undefined
  const target = anchored && source.startsWith('/') ? path.join(root, source) : path.resolve(from, source)
  if (!(await isFolder(target))) return undefined
  const folder = await realpath(target)
  return findUp(folder, folder, moduleFiles)
}

function fields(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
