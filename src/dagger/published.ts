import type { DownloadOptions } from './download.ts'
import { resolvePointer } from './releases.ts'
import { baseOf, compareVersions, isAtLeast, loadsModule, type Version } from './version.ts'
import { reasonOf } from '../reason.ts'

/**
 * The releases from 0.18 on that existed when this was built. Used for versions that need no lookup, and if
 * Dagger's site does not answer. `script/known-versions` compares the list with that site and runs before each
 * release.
 */
export const known = {
  /** The date of the last comparison. */
  on: '2026-08-20',
  /** The newest patch of each minor. All patches before it were published too. */
  stable: ['0.18.19', '0.19.11', '0.20.8', '0.21.8'],
  /** The newest of each prerelease series. Each series counts from 1. */
  prereleases: ['1.0.0-beta.10'],
} as const

/** Where to read the published versions. */
export interface ReleaseSite {
  /** The result of `downloadSite`. */
  readonly site: string
  readonly downloadOptions: DownloadOptions
}

/**
 * The release for a module whose `engineVersion` is `required`: that version if it was published, otherwise the
 * newest one that loads the module, a stable one before a prerelease of the required version. undefined if there
 * is none.
 *
 * The published versions are what the names below `versions/` on Dagger's download site point to: `latest`,
 * `0.20`, `X.Y.Z-beta` and so on (dagger/dagger, v1.0.0-beta.10, .dagger/modules/cli-dev/publish.go lines 137 to
 * 149). The patches of a minor have consecutive numbers, so the newest one implies the others. If the site does
 * not answer within a few seconds, or has no such names, as on a mirror, the versions known at build time are
 * used.
 */
export async function releaseFor(required: Version, site: ReleaseSite): Promise<Version | undefined> {
  if (isAmong(known.stable, required)) return required
  const base = baseOf(required)
  const series = ['rc', 'beta', 'alpha'].map((name) => `${base}-${name}`)
  const published = (await pointedTo([minorOf(base), 'latest', ...series], site)) ?? []
  if (isAmong(published, required)) return required
  return newestOf(published, required) ?? newestOf([...known.stable, ...known.prereleases], required)
}

/** Whether a stable version is one of the patches up to the newest of its minor. */
function isAmong(newest: readonly Version[], version: Version): boolean {
  return (
    isStable(version) &&
    newest.some(
      (other) => isStable(other) && minorOf(other) === minorOf(version) && isAtLeast(other, version),
    )
  )
}

function newestOf(published: readonly Version[], required: Version): Version | undefined {
  return published
    .filter((version) => isStable(version) || baseOf(version) === baseOf(required))
    .filter((version) => loadsModule(version, required))
    .toSorted((a, b) => Number(isStable(b)) - Number(isStable(a)) || compareVersions(b, a))[0]
}

function minorOf(version: Version): string {
  return version.replace(/\.\d+$/, '')
}

/** The newest stable release. */
export async function newestStable(site: ReleaseSite): Promise<Version> {
  const [latest] = (await pointedTo(['latest'], site)) ?? []
  return latest ?? known.stable.at(-1) ?? ''
}

function isStable(version: Version): boolean {
  return baseOf(version) === version
}

/** The options for a file of a few bytes that is not needed: one attempt, and a short time limit. */
export function withOneAttempt(downloadOptions: DownloadOptions): DownloadOptions {
  return { ...downloadOptions, totalTimeoutMilliseconds: 5000 }
}

/** The versions of the names that exist; undefined if the site does not answer. */
async function pointedTo(
  names: readonly string[],
  { site, downloadOptions }: ReleaseSite,
): Promise<Version[] | undefined> {
  const oneAttempt = withOneAttempt(downloadOptions)
  try {
    const found = await Promise.all(names.map((name) => resolvePointer(site, name, oneAttempt)))
    return found.filter((version) => version !== undefined)
  } catch (error) {
    downloadOptions.log.info(
      `The published versions of Dagger could not be read, so the versions known on ${known.on} are used: ${reasonOf(error)}`,
    )
    return undefined
  }
}
