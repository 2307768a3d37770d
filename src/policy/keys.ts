import { createHash } from 'node:crypto'

/** What distinguishes one job's state from another's. */
export interface JobIdentity {
  readonly os: string
  readonly arch: string
  /** The engine's full version, with or without `v`; a commit hash for a build without a version. */
  readonly version: string
  /** The workflow file without `.github/workflows/`; the workflow's name if the file is unknown. */
  readonly workflow: string
  readonly job: string
  /** The text of `toJSON(matrix)`: `null` if the job has no matrix. */
  readonly matrix: string
}

/** What makes the key of each save's entry unique. */
export interface SaveIdentity {
  readonly runId: string
  readonly attempt: string
  /** At most 16 letters and digits. */
  readonly random: string
}

/** Every manifest's entry begins with this, even if the user sets a key. */
export const snapshotPrefix = 'warm-dagger-snapshot/'
/** Every pack's entry begins with this. */
export const packPrefix = 'warm-dagger-pack/'

/** The entry of every mark on a snapshot begins with this. */
export const markPrefix = 'warm-dagger-mark/'

/** The entry of every archive of Dagger's CLI begins with this. */
export const cliPrefix = 'warm-dagger-cli/'

/** The entry of every answer to a pointer, such as `latest`, begins with this. */
export const pointerPrefix = 'warm-dagger-version/'

/** The manifest of every snapshot of an engine image begins with this. */
export const engineImagePrefix = 'warm-dagger-engine/'

/** The entry of every job that started to store an engine image begins with this. */
export const imageClaimPrefix = 'warm-dagger-engine-claim/'

/** What the keys of all entries begin with, for a listing; `isOurs` decides. */
export const commonPrefix = 'warm-dagger-'

/** What the keys of all entries that this action creates begin with, by kind. */
const ourPrefixes = [
  snapshotPrefix,
  packPrefix,
  markPrefix,
  cliPrefix,
  pointerPrefix,
  engineImagePrefix,
  imageClaimPrefix,
]

/** Whether this action created an entry of a shared cache. */
export function isOurs(key: string): boolean {
  return ourPrefixes.some((prefix) => key.startsWith(prefix))
}

/** Whether an entry is a manifest, which names packs: of an engine's state, or of an engine's image. */
export function isManifest(key: string): boolean {
  return key.startsWith(snapshotPrefix) || key.startsWith(engineImagePrefix)
}

// Does not occur in an encoded key, so a key followed by it is a prefix of that key's own entries only.
const separator = '@'
// @actions/cache 6.3.0, lib/cache.js:89 (length) and :91 (commas): rejects longer keys.
const maxEntryKeyLength = 512
const maxSuffixLength = 64
const maxKeyLength = maxEntryKeyLength - snapshotPrefix.length - maxSuffixLength
// @actions/cache 6.3.0, lib/cache.js:163: rejects more keys in one lookup.
const maxSearchKeys = 10

/**
 * The default logical key of a job: `warm-dagger-<os>-<arch>-v<minor>/<workflow>/<job>/<hash>/<version>`. At most
 * 300 characters: letters, digits, `.`, `_`, `-` and `/`.
 */
export function defaultKey(job: JobIdentity): string {
  return `${jobAndMatrix(job)}${keySegment(withoutV(job.version), 40)}`
}

/**
 * The restore keys of a job without the input key, best first, if its default key has no entry: the same job
 * and matrix with any patch version of the same minor; the same job with any matrix; any job of the same workflow
 * file. Never a job of another workflow: `release` must not start from the state of `lint` unless the input
 * restore-keys says so.
 */
export function restorePrefixes(job: JobIdentity): readonly string[] {
  return [jobAndMatrix(job), anyMatrix(job), anyJob(job)]
}

function anyJob(job: JobIdentity): string {
  const platform = `warm-dagger-${keySegment(job.os, 20)}-${keySegment(job.arch, 20)}-${minor(job.version)}`
  return `${platform}/${keySegment(job.workflow, 80)}/`
}

function anyMatrix(job: JobIdentity): string {
  return `${anyJob(job)}${keySegment(job.job, 80)}/`
}

function jobAndMatrix(job: JobIdentity): string {
  // The hash includes the names: GitHub's lookup ignores case, but `CI.yml` and `ci.yml` are two files.
  return `${anyMatrix(job)}${shortHash(JSON.stringify([job.workflow, job.job, withSortedProperties(job.matrix)]), 16)}/`
}

function minor(version: string): string {
  const release = /^(\d{1,6})\.(\d{1,6})\./.exec(withoutV(version))
  return release ? `v${release[1] ?? ''}.${release[2] ?? ''}` : 'dev'
}

function withoutV(version: string): string {
  return version.replace(/^v(?=\d)/, '')
}

/**
 * Replaces unsafe characters of a name and shortens it to `maxLength`. Appends a hash to a changed name, so that
 * different names stay different.
 */
function keySegment(name: string, maxLength: number): string {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, '-')
  if (safe === name && name !== '' && name.length <= maxLength) return name
  return `${safe.slice(0, maxLength - 9)}-${shortHash(name, 8)}`
}

/** The first hexadecimal digits of the text's SHA-256. */
export function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits)
}

/** Sorts the matrix's properties at every depth; returns text that is not JSON unchanged. */
function withSortedProperties(matrix: string): unknown {
  try {
    const value: unknown = JSON.parse(matrix === '' ? 'null' : matrix)
    return sorted(value)
  } catch {
    return matrix
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.entries(value).map(([name, one]): [string, unknown] => [name, sorted(one)])
  return Object.fromEntries(inner.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * The problems of the user's keys, one sentence each; empty if there are none. `key` is undefined if the default
 * key is used.
 */
export function keyProblems(key: string | undefined, restoreKeys: readonly string[]): readonly string[] {
  const problems: string[] = []
  if (key !== undefined) problems.push(...problemsOfKey('key', key))
  for (const restoreKey of restoreKeys) problems.push(...problemsOfKey('restore-keys', restoreKey))
  if (restoreKeys.length > maxSearchKeys - 1) {
    problems.push(
      `Input restore-keys has ${restoreKeys.length} keys. Set at most ${maxSearchKeys - 1}, one per line: GitHub searches for at most ${maxSearchKeys} keys at once, including the key itself.`,
    )
  }
  return problems
}

function problemsOfKey(input: string, key: string): readonly string[] {
  if (key.trim() === '')
    return [`Input ${input} has an empty key. Set at least one character, or remove the input.`]
  const length = encoded(key).length
  if (length <= maxKeyLength) return []
  return [
    `Input ${input} "${key.slice(0, 60)}…" has ${length} characters after encoding. The maximum is ${maxKeyLength}. A comma, \`%\`, \`@\` and each character outside ASCII count as 3 or more.`,
  ]
}

/** The key of a new manifest entry: unique, and found by its logical key. */
export function entryKey(logicalKey: string, save: SaveIdentity): string {
  const suffix = [save.runId, save.attempt, save.random].map((text) => keySegment(text, 20)).join('-')
  return `${ownPrefix(logicalKey)}${suffix}${separator}`
}

/** The key of the pack with these contents. */
export function packKey(sha256: string): string {
  return `${packPrefix}${sha256}`
}

/**
 * The prefixes that a job searches in a store for a state to start from, best first, at most 10: entries of the
 * logical key itself, then entries of every key that begins with a restore key.
 */
export function searchKeys(logicalKey: string, restoreKeys: readonly string[]): readonly string[] {
  const restore = restoreKeys.map((restoreKey) => `${snapshotPrefix}${encoded(restoreKey)}`)
  return [ownPrefix(logicalKey), ...restore].slice(0, maxSearchKeys)
}

/** The ID of the workflow run that saved a manifest's entry; undefined if it was saved outside GitHub Actions. */
export function savingRun(entry: string): string | undefined {
  return /@(\d{1,20})-\d+-[^@]*@$/.exec(entry)?.[1]
}

/** The logical key that a manifest's entry was saved under; undefined if the entry is not one of our manifests. */
export function matchedLogicalKey(entry: string): string | undefined {
  if (!entry.startsWith(snapshotPrefix) || !entry.endsWith(separator)) return undefined
  const [key, suffix, ...rest] = entry.slice(snapshotPrefix.length).split(separator)
  if (!key || !suffix || rest.length !== 1) return undefined
  try {
    return decodeURIComponent(key)
  } catch {
    return undefined
  }
}

/** Whether an entry is of this key itself, not of a restore key. */
export function isExactHit(entry: string, logicalKey: string): boolean {
  return matchKind(entry, logicalKey, []) === 'exact'
}

/**
 * How an entry matches a request: by the requested key, by a restore key, or (undefined) not at all. Ignores case,
 * like GitHub's lookup and actions/cache (v4, src/utils/actionUtils.ts, isExactKeyMatch).
 */
export function matchKind(
  entry: string,
  logicalKey: string,
  restoreKeys: readonly string[],
): 'exact' | 'restore' | undefined {
  const matched = matchedLogicalKey(entry)
  if (matched === undefined) return undefined
  const stored = encoded(matched).toLowerCase()
  if (stored === encoded(logicalKey).toLowerCase()) return 'exact'
  return restoreKeys.some((restoreKey) => stored.startsWith(encoded(restoreKey).toLowerCase()))
    ? 'restore'
    : undefined
}

/** An engine's image, of which a snapshot holds the files. */
export interface EngineImageName {
  /** Of the release, without `v`. */
  readonly version: string
  /** Such as `linux-amd64`. */
  readonly platform: string
}

/** What the keys of all snapshots of an engine's image begin with. */
export function engineImageSearchKey({ version, platform }: EngineImageName): string {
  return `${engineImagePrefix}v${version}-${platform}${separator}`
}

/**
 * The key of a snapshot of an engine's image.
 *
 * @param id the image's ID in Docker: `sha256:` and 64 hexadecimal digits
 * @param replacement digits, for another snapshot after the first one turned out to be damaged
 */
export function engineImageKey(image: EngineImageName, id: string, replacement?: string): string {
  const suffix = replacement === undefined ? '' : `-${replacement}`
  return `${engineImageSearchKey(image)}${id.replace('sha256:', '')}${suffix}${separator}`
}

/** Milliseconds in which one job stores an engine's image. If it fails, another job can try after that. */
export const imageClaimPeriod = 10 * 60_000

/**
 * The key of the entry that a job writes before it stores an engine's image. Entries are immutable, so only one of
 * several jobs that finish in the same period can write it. The entry's content does not matter.
 *
 * @param now milliseconds since 1970
 * @param replaced the key of the snapshot to replace
 */
export function imageClaimKey({ version, platform }: EngineImageName, now: number, replaced = ''): string {
  const claim = [Math.floor(now / imageClaimPeriod), shortHash(replaced, 8)].join('-')
  return `${imageClaimPrefix}v${version}-${platform}${separator}${claim}${separator}`
}

/** What a manifest shares with those that it replaces: its logical key, or the version and platform of its image. */
export function manifestGroup(entry: string): string {
  if (entry.startsWith(engineImagePrefix)) return entry.split(separator, 1).join()
  return matchedLogicalKey(entry) ?? entry
}

function ownPrefix(logicalKey: string): string {
  return `${snapshotPrefix}${encoded(logicalKey)}${separator}`
}

/**
 * Printable ASCII without `%`, `,` and the separator. Encodes each character on its own, so that prefixes stay
 * prefixes.
 */
function encoded(key: string): string {
  return key.toWellFormed().replace(/[%,@]|[^\x20-\x7e]/gu, encodeURIComponent)
}
