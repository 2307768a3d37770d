import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'
import { shown } from '../shown.ts'

/** A version as `X.Y.Z`, with `-prerelease` after it where it is one; never a `v` before it. */
export type Version = string

/** Reads a version with or without its `v`; undefined when the text is none. Build metadata falls away. */
export function parseVersion(text: string): Version | undefined {
  // semver itself forgives spaces and an `=` before the version.
  return /^v?\d/.test(text) ? parse(text)?.version : undefined
}

/** Negative when `a` is the older one, by semantic versioning: 1.0.0-beta.9, 1.0.0-beta.10, 1.0.0. */
export function compareVersions(a: Version, b: Version): number {
  return compare(a, b)
}

export function isAtLeast(version: Version, minimum: Version): boolean {
  return compare(version, minimum) >= 0
}

/** Whether a version of this form is published: a release or alpha, beta or candidate, not a build of a commit. */
export function isRelease(version: Version): boolean {
  return /^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version)
}

/** `X.Y.Z` of a version, without what comes after it. */
export function baseOf(version: Version): Version {
  return version.replace(/-.*$/, '')
}

/** The oldest `engineVersion` that any release from 0.18 on loads (dagger/dagger, MinimumModuleVersion). */
const oldestModule: Version = '0.9.9'

/**
 * Whether an engine loads a module whose `engineVersion` is `required`. Dagger compares with the base of its own
 * version, so that a beta loads what needs the release, and what needs a later beta.
 *
 * Source: dagger/dagger, engine/version.go, CheckVersionCompatibility and CheckMaxVersionCompatibility, and their
 * callers: v0.18.0 core/schema/modulesource.go lines 1732 to 1735, v0.20.3 lines 2385 to 2388, v0.21.8 lines 2242 to
 * 2245, v1.0.0-beta.10 lines 2493 to 2496. Since v1.0.0-beta.7, the base of `required` counts, with the same result.
 */
export function loadsModule(engine: Version, required: Version): boolean {
  return isModuleVersion(required) && compare(baseOf(required), baseOf(engine)) <= 0
}

/** Whether a module of this `engineVersion` can be loaded by any release from 0.18 on. */
export function isModuleVersion(required: Version): boolean {
  return isAtLeast(required, oldestModule)
}

/** What the input `version` asks for. A pointer is a name that Dagger's download site resolves to a version. */
export type VersionWish =
  | { readonly kind: 'auto' }
  | { readonly kind: 'pointer'; readonly pointer: string }
  | { readonly kind: 'version'; readonly version: Version }

/**
 * @param value '' counts as `auto`
 * @throws Error that names the input, the value and what is accepted
 */
export function parseVersionWish(value: string): VersionWish {
  const text = value.trim()
  if (text === '' || text === 'auto') return { kind: 'auto' }
  if (text === 'latest') return { kind: 'pointer', pointer: text }

  // Dagger 0.1 to 0.8 knew no modules, and 0.10 to 0.80 are what YAML shortens to them.
  if (/^0\.[1-8]$/.test(text)) throw notAccepted(value, `${text}0`)
  const minor = /^v?((0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4}))$/.exec(text)?.[1]
  if (minor !== undefined) return { kind: 'pointer', pointer: minor }

  const version = text.includes('+') ? undefined : parseVersion(text)
  if (version === undefined) throw notAccepted(value, /^[1-9]\d?$/.test(text) ? `${text}.0` : undefined)
  // 1.0.0-beta is what points to the newest 1.0.0-beta.N (dagger/dagger, v1.0.0-beta.10,
  // .dagger/modules/cli-dev/publish.go lines 144 to 147); no release has such a name.
  const series = /^\d+\.\d+\.\d+-[a-z]+$/.test(version)
  return series ? { kind: 'pointer', pointer: version } : { kind: 'version', version }
}

/** @param unquoted what YAML makes such a value of, where it takes it for a number */
function notAccepted(value: string, unquoted: string | undefined): Error {
  return new Error(
    `The input \`version\` is "${shown(value)}". Accepted are auto, latest, a minor version such as 0.20, ` +
      `and a version such as 0.20.3, v0.20.3 or 1.0.0-beta.10.` +
      (unquoted === undefined
        ? ''
        : ` Without quotes, YAML reads ${unquoted} as a number: ${quoteIt(unquoted)}.`),
  )
}

/** What to do with a version that YAML may have shortened. */
export function quoteIt(version: string): string {
  return `quote it: '${version}'`
}

/**
 * The version that `dagger version` printed: `dagger v0.20.3 (…) linux/amd64` before 1.0 (dagger/dagger,
 * v0.21.8, cmd/dagger/version.go line 58), a line `version:     v1.0.0-beta.10` since (v1.0.0-beta.10,
 * internal/cmd/dagger/version.go line 77).
 */
export function parseVersionOutput(output: string): Version | undefined {
  const printed = /^(?:dagger|version:)\s+(\S+)/m.exec(output)?.[1]
  return printed === undefined ? undefined : parseVersion(printed)
}
