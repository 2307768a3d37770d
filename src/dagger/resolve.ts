import type { DownloadOptions } from './download.ts'
import type { InstalledCli } from './installed.ts'
import { moduleRequirements, type Minimum, type ModulePlace, type Requirement } from './module-graph.ts'
import { resolvePointer } from './releases.ts'
import { printable } from '../printable.ts'
import { newestStable, releaseFor, withOneAttempt } from './published.ts'
import { reasonOf } from '../reason.ts'
import {
  baseOf,
  compareVersions,
  isAtLeast,
  isModuleVersion,
  isRelease,
  loadsModule,
  parseVersionRequest,
  quotingAdvice,
  type Version,
} from './version.ts'

/** The oldest version with the runner host keys `container` and `volume`, which are needed to keep a state. */
export const oldestSupported: Version = '0.18.0'

export interface ResolvedVersion {
  readonly version: Version
  /** Where the version came from, as the end of a sentence. */
  readonly origin: string
  /** A sentence for the workflow's author if the version differs from the one that a module states. */
  readonly notice?: string
}

/** Keeps the answers to pointers, such as `latest`, between jobs. Its methods never throw. */
export interface PointerAnswers {
  /** The last answer; undefined if it is unknown. */
  last(pointer: string): Promise<Version | undefined>
  /** Records that a pointer was answered. */
  recordAnswer(pointer: string): Promise<void>
}

export interface VersionQuestion extends ModulePlace {
  /** The input `version`. */
  readonly version: string
  /** The version of an engine that someone else started, if it is known: `auto` uses it. */
  readonly engineVersion: Version | undefined
  readonly cliOnPath: () => Promise<InstalledCli | undefined>
  /**
   * Whether no engine state of ours depends on the version: `run` is used alone, or someone else started the
   * engine. A CLI on the PATH may then serve a module that is too old for a state.
   */
  readonly withoutState?: boolean
  /** Where to look up pointers. */
  readonly site: string
  readonly downloadOptions: DownloadOptions
  /** With them, a pointer that is not answered within seconds has its last answer. */
  readonly answers?: PointerAnswers | undefined
}

/**
 * Resolves the full version of Dagger to use. `auto` means, in this order: the version of an engine that is
 * already running; the highest version that the module and its references in this repository need, as each
 * `engineVersion` is a minimum (dagger/dagger, v0.21.8, core/modules/config.go lines 20 to 35); a CLI on the PATH;
 * the latest.
 *
 * @throws Error that names the input or the file and what is accepted; DownloadError
 */
export async function resolveVersion(question: VersionQuestion): Promise<ResolvedVersion> {
  const request = parseVersionRequest(question.version)
  if (request.kind === 'version') return { version: request.version, origin: 'set by the input `version`' }
  if (request.kind === 'pointer') {
    const version = await pointedTo(request.pointer, question)
    return { version, origin: `the current release for \`version: ${request.pointer}\`` }
  }
  if (question.engineVersion !== undefined) {
    return { version: question.engineVersion, origin: 'the version of the engine that is already running' }
  }
  const requirements = await moduleRequirements(question, question.downloadOptions.log)
  if (requirements !== undefined) return await satisfying(requirements, question)
  const cli = await question.cliOnPath()
  if (cli !== undefined) {
    return {
      version: cli.version,
      origin: `the version of the CLI at ${cli.path}, because no module here names a version`,
    }
  }
  return {
    version: await pointedTo('latest', question),
    origin: 'the latest version, because no module here names a version and no CLI is on the PATH',
  }
}

async function satisfying(
  requirements: readonly Requirement[],
  question: VersionQuestion,
): Promise<ResolvedVersion> {
  const { highest, latest } = weigh(requirements)
  if (highest === undefined || latest !== undefined) {
    const newest = await newestStable(question)
    if (highest === undefined || loadsModule(newest, highest.version)) {
      const origin =
        latest === undefined
          ? 'the latest version, because the module names none'
          : `the latest version, because ${latest} requests it`
      return { version: newest, origin }
    }
  }
  if (!isModuleVersion(highest.version)) {
    throw new Error(
      `${highest.file} has the engineVersion ${highest.version}, and no release of Dagger loads a module from before ` +
        '0.9.9. Update the module with `dagger develop`, or name a version in the input `version`.',
    )
  }
  if (!isAtLeast(highest.version, oldestSupported)) return await forOldModule(highest, question)
  return await forMinimum(highest, question)
}

/**
 * For a module older than the oldest engine whose state can be kept. All later engines load it, so this uses the
 * newest, which is also the default of dagger-for-github.
 */
async function forOldModule(minimum: Minimum, question: VersionQuestion): Promise<ResolvedVersion> {
  const { version: needed, file, readFrom } = minimum
  const cli = question.withoutState === true ? await question.cliOnPath() : undefined
  if (cli !== undefined && loadsModule(cli.version, needed)) {
    return {
      version: cli.version,
      origin: `the version of the CLI at ${cli.path}, because ${file} needs ${needed} or newer`,
    }
  }
  const version = await newestStable(question)
  const stated = readFrom === undefined ? needed : `${printable(readFrom)}, which Dagger reads as ${needed}`
  return {
    version,
    origin: `the newest release, because ${file} needs ${needed} or newer`,
    notice:
      `${file} has the engineVersion ${stated}. That is a minimum, and the state of an engine before ` +
      `${oldestSupported} cannot be kept: Dagger ${version}, the newest release, is used. To choose the version, run ` +
      '`dagger develop` or set the input `version`.',
  }
}

/** The highest version that any file needs, and a file that requests the latest. */
function weigh(requirements: readonly Requirement[]): {
  readonly highest: Minimum | undefined
  readonly latest: string | undefined
} {
  const minima = requirements.filter((requirement) => requirement.kind !== 'latest')
  const highest = minima.toSorted((a, b) => compareVersions(b.version, a.version))[0]
  return { highest, latest: requirements.find(({ kind }) => kind === 'latest')?.file }
}

// An unpublished minimum, such as a development build, 1.0.0 before its release, or a file format's first version,
// does not show which release the module was last used with. The newest is the best guess.
async function forMinimum(
  { version, file, kind }: Minimum,
  question: VersionQuestion,
): Promise<ResolvedVersion> {
  const asStated = { version, origin: `the highest engineVersion that a module here requires, in ${file}` }
  const isStatedRelease = kind === 'stated' && isRelease(version)
  // A module that names a beta or a release candidate was last used with it.
  if (isStatedRelease && baseOf(version) !== version) return asStated
  const release = await releaseFor(version, question)
  if (isStatedRelease && release === version) return asStated
  if (release !== undefined && (kind === 'stated' || isAtLeast(release, version))) {
    const need = kind === 'format' ? `reads ${file}` : `meets engineVersion ${version} of ${file}`
    return { version: release, origin: `the newest release that ${need}` }
  }
  // The version is newer than all known ones. The download shows whether it exists.
  if (isStatedRelease) return asStated
  throw new Error(
    `${file} needs Dagger ${version} or newer, and no such release was found. Name one in the input \`version\`.`,
  )
}

async function pointedTo(pointer: string, question: VersionQuestion): Promise<Version> {
  const { site } = question
  const version = await answerTo(pointer, question)
  if (version !== undefined) return version
  const shortened = /^\d+\.[1-9]$/.test(pointer)
    ? ` If \`version\` is ${pointer}0 without quotes, ${quotingAdvice(`${pointer}0`)}.`
    : ''
  throw new Error(
    `There is no Dagger ${pointer}: ${site}/versions/${pointer} does not exist. ` +
      `See https://github.com/dagger/dagger/releases for the available versions.${shortened}`,
  )
}

/**
 * Looks up a pointer. If there may be an earlier answer, once and within a few seconds, and then uses that answer;
 * without one, as often as any download.
 */
async function answerTo(
  pointer: string,
  { site, downloadOptions, answers }: VersionQuestion,
): Promise<Version | undefined> {
  if (!answers) return await resolvePointer(site, pointer, downloadOptions)
  try {
    const answer = await resolvePointer(site, pointer, withOneAttempt(downloadOptions))
    if (answer !== undefined) await answers.recordAnswer(pointer)
    return answer
  } catch (error) {
    const last = await answers.last(pointer)
    if (last === undefined) return await resolvePointer(site, pointer, downloadOptions)
    downloadOptions.log.info(
      `The version that ${pointer} refers to could not be looked up, so its last known answer is used: ${reasonOf(error)}`,
    )
    return last
  }
}
