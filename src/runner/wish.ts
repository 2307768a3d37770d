import { shown } from '../shown.ts'
import { parseVersionWish, type VersionWish } from '../dagger/version.ts'

/** The inputs of select-runner as they were written; an input that was left out is an empty string. */
export interface RunnerWords {
  readonly provider: string
  readonly version: string
  readonly pin: string
  readonly size: string
  readonly arch: string
  readonly osVersion: string
  readonly dagger: string
  readonly fallback: string
  readonly allowForks: string
}

export type Provider = 'github' | 'depot' | 'kubernetes'
export type Pin = 'exact' | 'minor' | 'latest'

/** A runner that somebody wants, free of contradictions. */
export interface RunnerWish {
  readonly provider: Provider
  /** Whether the wish names the provider, or leaves it to us. */
  readonly providerIsGiven: boolean
  readonly version: VersionWish
  /** undefined: as exact as the version is. */
  readonly pin: Pin | undefined
  /** Empty for the provider's own default. */
  readonly size: string
  readonly arch: 'amd64' | 'arm64' | undefined
  readonly osVersion: '22.04' | '24.04' | 'latest' | undefined
  /** Whether a Depot label asks for an engine beside the runner. */
  readonly dagger: boolean
  readonly fallback: 'github' | 'error'
  readonly allowForks: boolean
}

export type ReadWish =
  | { readonly wish: RunnerWish; readonly complaints?: never }
  | { readonly wish?: never; readonly complaints: readonly string[] }

const providers = ['github', 'depot', 'kubernetes', 'auto'] as const
const pins = ['exact', 'minor', 'latest'] as const
const archs = ['amd64', 'arm64'] as const
const osVersions = ['latest', '24.04', '22.04'] as const
const fallbacks = ['github', 'error'] as const
const depotSizes = ['4', '8', '16', '32', '64'] as const

/** Reads a wish; or says all that is wrong with it, each complaint naming the input, its value and what is accepted. */
export function readWish(words: RunnerWords): ReadWish {
  const complaints: string[] = []
  const complain: Complain = (input, value, accepted) => {
    complaints.push(`Input ${input} is "${shown(value)}": ${accepted}.`)
  }
  const given = oneOf('provider', words.provider, providers, complain)
  const provider = given === undefined || given === 'auto' ? 'github' : given
  const wish: RunnerWish = {
    provider,
    providerIsGiven: given !== undefined && given !== 'auto',
    version: versionWish(words.version, complain),
    pin: oneOf('pin', words.pin, pins, complain),
    size: words.size,
    arch: oneOf('arch', words.arch, archs, complain),
    osVersion: oneOf('os-version', words.osVersion, osVersions, complain),
    dagger: yesOrNo('dagger', words.dagger, complain) ?? true,
    fallback: oneOf('fallback', words.fallback, fallbacks, complain) ?? 'github',
    allowForks: yesOrNo('allow-forks', words.allowForks, complain) ?? false,
  }
  const wrongPin = pinComplaint(wish)
  if (wrongPin !== undefined) complain('pin', words.pin, wrongPin)
  // What sizes there are depends on the provider, which an unknown word does not tell.
  if (given !== undefined || words.provider === '') {
    const wrongSize = sizeComplaint(wish)
    if (wrongSize !== undefined) complain('size', words.size, wrongSize)
    if (provider === 'kubernetes' && wish.arch === 'arm64') {
      complain('arch', words.arch, 'no Kubernetes label says it, so name a size whose pods run on such nodes')
    }
  }
  return complaints.length > 0 ? { complaints } : { wish }
}

type Complain = (input: string, value: string, accepted: string) => void

function oneOf<T extends string>(
  input: string,
  value: string,
  accepted: readonly T[],
  complain: Complain,
): T | undefined {
  const word = accepted.find((one) => one === value)
  if (word === undefined && value !== '') complain(input, value, `give ${list(accepted)}`)
  return word
}

function yesOrNo(input: string, value: string, complain: Complain): boolean | undefined {
  const word = oneOf(input, value.toLowerCase(), ['true', 'false'], complain)
  return word === undefined ? undefined : word === 'true'
}

function versionWish(value: string, complain: Complain): VersionWish {
  try {
    return parseVersionWish(value)
  } catch {
    const accepted = value.includes('dagger=')
      ? 'give the number alone, such as 0.20.3; the label is put together here'
      : 'give a full version such as 0.20.3, a minor such as 0.20, latest or auto'
    complain('version', value, accepted)
    return { kind: 'auto' }
  }
}

function pinComplaint({ pin, version }: RunnerWish): string | undefined {
  if (version.kind !== 'pointer') return undefined
  if (pin === 'exact')
    return `version ${version.pointer} is no full version such as 0.20.3: give one, or another pin`
  if (pin === 'minor' && version.pointer === 'latest') {
    return 'version latest has no minor: give a version such as 0.20, or pin: latest'
  }
  return undefined
}

function sizeComplaint({ provider, size }: RunnerWish): string | undefined {
  if (size === '') return undefined
  switch (provider) {
    case 'github':
      if (/^\d+$/.test(size)) {
        return "GitHub's larger runners have names: give the label of one, or no size for a standard runner"
      }
      return /^[^\s,"\\\p{C}]{1,256}$/u.test(size)
        ? undefined
        : 'give one label of a larger runner, without spaces, commas and quotes'
    case 'depot':
      return depotSizes.some((known) => known === size)
        ? undefined
        : `Depot has ${list(depotSizes)}; give no size for 2 CPUs`
    case 'kubernetes':
      return /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(size)
        ? undefined
        : "give the name of one of the cluster's size templates: lower-case letters, digits and dashes"
  }
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}
