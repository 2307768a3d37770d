import { printable } from '../printable.ts'
import { parseVersionRequest, type VersionRequest } from '../dagger/version.ts'

/** The inputs of select-runner as written; an omitted input is an empty string. */
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
  readonly labels: string
  readonly group: string
  readonly labelPrefix: string
}

export type Provider = Exclude<(typeof providers)[number], 'auto'>
export type Pin = 'exact' | 'minor' | 'latest'

/** The runner that the inputs request, validated. */
export interface RunnerRequest {
  readonly provider: Provider
  /** Whether the inputs name a provider, instead of leaving the choice to this action. */
  readonly providerIsGiven: boolean
  readonly version: VersionRequest
  /** undefined: as exact as the requested version. */
  readonly pin: Pin | undefined
  /** Empty: the provider's default. */
  readonly size: string
  readonly arch: 'amd64' | 'arm64' | undefined
  /** `latest`, or a version of Ubuntu such as `24.04`. */
  readonly osVersion: string | undefined
  /** Whether a Depot label requests an engine next to the runner. */
  readonly dagger: boolean
  readonly fallback: 'github' | 'error'
  readonly allowForks: boolean
  /** Labels of self-hosted machines; empty for other providers, or if the group is enough. */
  readonly labels: readonly string[]
  /** The runner group of self-hosted machines; empty if none is requested. */
  readonly group: string
  /** Prefix of the labels of runner scale sets. */
  readonly labelPrefix: string
}

export type ParsedRunnerRequest =
  | { readonly request: RunnerRequest; readonly problems?: never }
  | { readonly request?: never; readonly problems: readonly string[] }

const providers = [
  'github',
  'depot',
  'kubernetes',
  'self-hosted',
  'namespace',
  'blacksmith',
  'runs-on',
  'warpbuild',
  'ubicloud',
  'auto',
] as const
const pins = ['exact', 'minor', 'latest'] as const
const archs = ['amd64', 'arm64'] as const
const fallbacks = ['github', 'error'] as const
const depotSizes = ['4', '8', '16', '32', '64'] as const

/** Reads the inputs. Collects all problems; each names the input, its value and what is accepted. */
export function parseRunnerRequest(words: RunnerWords): ParsedRunnerRequest {
  const problems: string[] = []
  const reportProblem: ReportProblem = (input, value, rule) => {
    problems.push(`Input ${input} is "${printable(value)}"; ${rule}.`)
  }
  const given = oneOf('provider', words.provider, providers, reportProblem)
  const provider = given === undefined || given === 'auto' ? 'github' : given
  const request: RunnerRequest = {
    provider,
    providerIsGiven: given !== undefined && given !== 'auto',
    version: versionRequest(words.version, reportProblem),
    pin: oneOf('pin', words.pin, pins, reportProblem),
    size: words.size,
    arch: oneOf('arch', words.arch, archs, reportProblem),
    osVersion: osVersion(words.osVersion, reportProblem),
    dagger: yesOrNo('dagger', words.dagger, reportProblem) ?? true,
    fallback: oneOf('fallback', words.fallback, fallbacks, reportProblem) ?? 'github',
    allowForks: yesOrNo('allow-forks', words.allowForks, reportProblem) ?? false,
    labels: labels(words.labels, reportProblem),
    group: group(words.group, reportProblem),
    labelPrefix: labelPrefix(words.labelPrefix, reportProblem),
  }
  if (provider === 'self-hosted' && words.labels.trim() === '' && request.group === '') {
    reportProblem('labels', words.labels, 'set the labels of your machines, or their group in input group')
  }
  const wrongPin = pinProblem(request)
  if (wrongPin !== undefined) reportProblem('pin', words.pin, wrongPin)
  // The accepted sizes depend on the provider, so an unknown provider skips these checks.
  if (given !== undefined || words.provider === '') {
    const wrongSize = sizeProblem(request)
    if (wrongSize !== undefined) reportProblem('size', words.size, wrongSize)
    if (provider === 'kubernetes' && request.arch === 'arm64') {
      reportProblem(
        'arch',
        words.arch,
        'no Kubernetes label expresses it, so set a size whose pods run on such nodes',
      )
    }
  }
  return problems.length > 0 ? { problems } : { request }
}

/** @param rule begins with `accepted:`, or explains why the value is not accepted */
type ReportProblem = (input: string, value: string, rule: string) => void

function oneOf<T extends string>(
  input: string,
  value: string,
  accepted: readonly T[],
  reportProblem: ReportProblem,
): T | undefined {
  const word = accepted.find((one) => one === value)
  if (word === undefined && value !== '') reportProblem(input, value, `accepted: ${list(accepted)}`)
  return word
}

function yesOrNo(input: string, value: string, reportProblem: ReportProblem): boolean | undefined {
  const word = oneOf(input, value.toLowerCase(), ['true', 'false'], reportProblem)
  return word === undefined ? undefined : word === 'true'
}

/** Ubuntu releases versions in April and October: YY.04 and YY.10. */
function osVersion(value: string, reportProblem: ReportProblem): string | undefined {
  if (value === '') return undefined
  if (value === 'latest' || /^\d\d\.(?:04|10)$/.test(value)) return value
  const quoted = /^\d\d\.1$/.test(value) ? `, and quote it, since YAML reads ${value}0 as ${value}` : ''
  reportProblem('os-version', value, `accepted: latest or a version of Ubuntu such as 24.04${quoted}`)
  return undefined
}

/**
 * One label or several: separated by commas, one per line, or as a JSON list. Labels with commas or spaces need a
 * JSON list.
 */
function labels(value: string, reportProblem: ReportProblem): readonly string[] {
  const text = value.trim()
  const list = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/).map((label) => label.trim())
  const form = text.startsWith('[') ? /^[^\p{C}]{1,256}$/u : /^[^\s,"'\\\p{C}]{1,256}$/u
  const given = list?.filter((label) => label !== '')
  if (given?.every((label) => form.test(label)) === true) return given
  reportProblem(
    'labels',
    value,
    'accepted: one label, or several with commas between, one a line, or as a JSON list',
  )
  return []
}

function jsonList(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((label) => typeof label === 'string') ? value : undefined
  } catch {
    return undefined
  }
}

function group(value: string, reportProblem: ReportProblem): string {
  const name = value.trim()
  if (/^[^\p{C}]{0,256}$/u.test(name)) return name
  reportProblem('group', value, 'accepted: the name of one runner group')
  return ''
}

function labelPrefix(value: string, reportProblem: ReportProblem): string {
  if (value === '') return 'dagger'
  if (kubernetesName.test(value)) return value
  reportProblem(
    'label-prefix',
    value,
    'accepted: what comes before -v0.20.3: lower-case letters, digits and dashes',
  )
  return 'dagger'
}

const kubernetesName = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/

function versionRequest(value: string, reportProblem: ReportProblem): VersionRequest {
  try {
    return parseVersionRequest(value)
  } catch {
    const accepted = value.includes('dagger=')
      ? 'accepted: the number alone, such as 0.20.3; this action builds the label'
      : 'accepted: a full version such as 0.20.3, a minor such as 0.20, latest or auto'
    reportProblem('version', value, accepted)
    return { kind: 'auto' }
  }
}

function pinProblem({ pin, version }: RunnerRequest): string | undefined {
  if (version.kind !== 'pointer') return undefined
  if (pin === 'exact')
    return `version ${version.pointer} is not a full version such as 0.20.3: set one, or another pin`
  if (pin === 'minor' && version.pointer === 'latest') {
    return 'version latest has no minor: set a version such as 0.20, or pin: latest'
  }
  return undefined
}

function sizeProblem({ provider, size }: RunnerRequest): string | undefined {
  if (size === '') return undefined
  switch (provider) {
    case 'github':
      if (/^\d+$/.test(size)) {
        return "GitHub's larger runners have names: give the label of one, or no size for a standard runner"
      }
      return /^[^\s,"\\\p{C}]{1,256}$/u.test(size)
        ? undefined
        : 'accepted: one label of a larger runner, without spaces, commas and quotes'
    case 'depot':
      return depotSizes.some((known) => known === size)
        ? undefined
        : `accepted for Depot: ${list(depotSizes)}, or no size for 2 CPUs`
    case 'kubernetes':
      return kubernetesName.test(size)
        ? undefined
        : "accepted: the name of one of the cluster's size templates: lower-case letters, digits and dashes"
    case 'namespace':
      return /^\d{1,3}x\d{1,4}$/.test(size) ? undefined : 'accepted: vCPUs and GB of memory, such as 4x16'
    case 'blacksmith':
    case 'runs-on':
    case 'warpbuild':
    case 'ubicloud':
      return /^[1-9]\d{0,2}$/.test(size) ? undefined : 'accepted: a number of vCPUs, such as 4'
    case 'self-hosted':
      return undefined
  }
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}
