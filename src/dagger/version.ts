import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'
import { printable } from '../printable.ts'

/** A version as `X.Y.Z`, with `-prerelease` if it is one, and without `v`. */
export type Version = string

/** Parses a version with or without `v`; undefined if the text is not a version. Drops build metadata. */
export function parseVersion(text: string): Version | undefined {
  // semver itself accepts spaces and `=` before the version.
  return /^v?\d/.test(text) ? parse(text)?.version : undefined
}

/** Negative if `a` is older, by semantic versioning: 1.0.0-beta.9, 1.0.0-beta.10, 1.0.0. */
export function compareVersions(a: Version, b: Version): number {
  return compare(a, b)
}

export function isAtLeast(version: Version, minimum: Version): boolean {
  return compare(version, minimum) >= 0
}

/**
 * Whether Dagger publishes versions of this form: a release, alpha, beta or candidate, not a build of a commit.
 */
export function isRelease(version: Version): boolean {
  return /^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version)
}

/** The `X.Y.Z` of a version, without a prerelease. */
export function baseOf(version: Version): Version {
  return version.replace(/-.*$/, '')
}

/** The oldest `engineVersion` that releases from 0.18 on load (dagger/dagger, MinimumModuleVersion). */
const oldestModule: Version = '0.9.9'

/**
 * Whether an engine loads a module whose `engineVersion` is `required`. Dagger compares with the base of its own
 * version, so a beta loads modules that need the release or a later beta.
 *
 * Source: dagger/dagger, engine/version.go, CheckVersionCompatibility and CheckMaxVersionCompatibility, and their
 * callers: v0.18.0 core/schema/modulesource.go lines 1732 to 1735, v0.20.3 lines 2385 to 2388, v0.21.8 lines 2242
 * to 2245, v1.0.0-beta.10 lines 2493 to 2496. Since v1.0.0-beta.7, Dagger compares the base of `required`, with
 * the same result.
 */
export function loadsModule(engine: Version, required: Version): boolean {
  return isModuleVersion(required) && compare(baseOf(required), baseOf(engine)) <= 0
}

/** Whether any release from 0.18 on can load a module with this `engineVersion`. */
export function isModuleVersion(required: Version): boolean {
  return isAtLeast(required, oldestModule)
}

/** What the input `version` requests. A pointer is a name that Dagger's download site resolves to a version. */
export type VersionRequest =
  | { readonly kind: 'auto' }
  | { readonly kind: 'pointer'; readonly pointer: string }
  | { readonly kind: 'version'; readonly version: Version }

/**
 * @param value '' counts as `auto`
 * @throws Error that names the input, the value and what is accepted
 */
export function parseVersionRequest(value: string): VersionRequest {
  const text = value.trim()
  if (text === '' || text === 'auto') return { kind: 'auto' }
  if (text === 'latest') return { kind: 'pointer', pointer: text }

  // Dagger 0.1 to 0.8 had no modules, and YAML shortens 0.10 to 0.80 to these numbers.
  if (/^0\.[1-8]$/.test(text)) throw notAccepted(value, `${text}0`)
  const minor = /^v?((0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4}))$/.exec(text)?.[1]
  if (minor !== undefined) return { kind: 'pointer', pointer: minor }

  const version = text.includes('+') ? undefined : parseVersion(text)
  if (version === undefined) throw notAccepted(value, /^[1-9]\d?$/.test(text) ? `${text}.0` : undefined)
  // 1.0.0-beta points to the newest 1.0.0-beta.N (dagger/dagger, v1.0.0-beta.10,
  // .dagger/modules/cli-dev/publish.go lines 144 to 147); no release has such a name.
  const series = /^\d+\.\d+\.\d+-[a-z]+$/.test(version)
  return series ? { kind: 'pointer', pointer: version } : { kind: 'version', version }
}

/** @param unquoted the version that YAML shortens to this value when it reads a number */
function notAccepted(value: string, unquoted: string | undefined): Error {
  return new Error(
    `The input \`version\` is "${printable(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
      `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.` +
      (unquoted === undefined
        ? ''
        : ` Without quotes, YAML reads ${unquoted} as a number: ${quotingAdvice(unquoted)}.`),
  )
}

/** Advice for a version that YAML may have shortened. */
export function quotingAdvice(version: string): string {
  return `quote it: '${version}'`
}

/**
 * Reads the version from the output of `dagger version`: `dagger v0.20.3 (…) linux/amd64` before 1.0
 * (dagger/dagger, v0.21.8, cmd/dagger/version.go line 58), a line `version:     v1.0.0-beta.10` since then
 * (v1.0.0-beta.10, internal/cmd/dagger/version.go line 77).
 */
export function parseVersionOutput(output: string): Version | undefined {
  const printed = /^(?:dagger|version:)\s+(\S+)/m.exec(output)?.[1]
  return printed === undefined ? undefined : parseVersion(printed)
}
