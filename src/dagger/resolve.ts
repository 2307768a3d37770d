import type { Network } from './download.ts'
import type { InstalledCli } from './installed.ts'
import { moduleRequirements, type Minimum, type ModulePlace, type Requirement } from './module-graph.ts'
import { resolvePointer } from './releases.ts'
import { compareVersions, isAtLeast, isRelease, parseVersionWish, type Version } from './version.ts'

/** The oldest that knows the runner host's keys `container` and `volume`, without which a state is not kept. */
export const oldestSupported: Version = '0.18.0'

export interface ResolvedVersion {
  readonly version: Version
  /** Where the version came from, to be put after it in a sentence. */
  readonly origin: string
}

export interface VersionQuestion extends ModulePlace {
  /** The input. */
  readonly version: string
  /** The version of an engine that somebody else started, where it can be known: `auto` follows it. */
  readonly engineVersion: Version | undefined
  readonly cliOnPath: () => Promise<InstalledCli | undefined>
  /** Where pointers are looked up. */
  readonly site: string
  readonly network: Network
}

/**
 * The full version of Dagger to use. `auto` is, in this order: the preset engine's; the highest that the module
 * and what it reaches in this repository need, as each `engineVersion` is a minimum (dagger/dagger, v0.21.8,
 * core/modules/config.go lines 20 to 35); a CLI on the PATH; the latest.
 *
 * @throws Error that names the input or the file and what is accepted; DownloadError
 */
export async function resolveVersion(question: VersionQuestion): Promise<ResolvedVersion> {
  const wish = parseVersionWish(question.version)
  if (wish.kind === 'version') return { version: wish.version, origin: 'as the input `version` says' }
  if (wish.kind === 'pointer') {
    const version = await pointedTo(wish.pointer, question)
    return { version, origin: `to which the input \`version\`, ${wish.pointer}, points today` }
  }
  if (question.engineVersion !== undefined) {
    return { version: question.engineVersion, origin: 'as the engine that is already there' }
  }
  const requirements = await moduleRequirements(question, question.network.log)
  if (requirements !== undefined) return await satisfying(requirements, question)
  const cli = await question.cliOnPath()
  if (cli !== undefined)
    return { version: cli.version, origin: `as no module here names one: the CLI at ${cli.path}` }
  return {
    version: await pointedTo('latest', question),
    origin: 'as no module here names one and no CLI is on the PATH: the latest',
  }
}

async function satisfying(
  requirements: readonly Requirement[],
  question: VersionQuestion,
): Promise<ResolvedVersion> {
  const { highest, latest } = weigh(requirements)
  if (highest === undefined || latest !== undefined) {
    const pointed = await pointedTo('latest', question)
    if (highest === undefined || isAtLeast(pointed, highest.version)) {
      const origin =
        latest === undefined ? 'as the module names none: the latest' : `the latest, as ${latest} says`
      return { version: pointed, origin }
    }
  }
  if (!isAtLeast(highest.version, oldestSupported)) {
    throw new Error(
      `${highest.file} has the engineVersion ${highest.version}, and Dagger before ${oldestSupported} cannot keep ` +
        `its state. Update the module with \`dagger develop\`, or name a version in the input \`version\`.`,
    )
  }
  if (highest.kind === 'stated' && isRelease(highest.version)) {
    return { version: highest.version, origin: `the highest engineVersion needed, by ${highest.file}` }
  }
  return await newestWith(highest, question)
}

/** The highest version that any file needs, and a file that wants the latest. */
function weigh(requirements: readonly Requirement[]): {
  readonly highest: Minimum | undefined
  readonly latest: string | undefined
} {
  const minima = requirements.filter((requirement) => requirement.kind !== 'latest')
  const highest = minima.toSorted((a, b) => compareVersions(b.version, a.version))[0]
  return { highest, latest: requirements.find(({ kind }) => kind === 'latest')?.file }
}

// A minimum that was never published, such as a development build, 1.0.0-0 or a file format's first version, says
// nothing about which release the module was last used with: the newest is the best guess.
async function newestWith(
  { version, file, kind }: Minimum,
  question: VersionQuestion,
): Promise<ResolvedVersion> {
  const base = version.replace(/-.*$/, '')
  for (const pointer of ['latest', `${base}-beta`]) {
    const pointed = await resolvePointer(question.site, pointer, question.network)
    if (pointed === undefined || !isAtLeast(pointed, version)) continue
    const need = kind === 'format' ? `${file} is read` : `engineVersion ${version} of ${file} is met`
    return { version: pointed, origin: `the newest with which ${need}` }
  }
  throw new Error(
    `${file} needs Dagger ${version} or newer, and no such release was found. Name one in the input \`version\`.`,
  )
}

async function pointedTo(pointer: string, { site, network }: VersionQuestion): Promise<Version> {
  const version = await resolvePointer(site, pointer, network)
  if (version !== undefined) return version
  throw new Error(
    `There is no Dagger ${pointer}: ${site}/versions/${pointer} does not exist. ` +
      `See https://github.com/dagger/dagger/releases for the versions there are.`,
  )
}
