import {
  blacksmithLabel,
  depotLabel,
  githubLabel,
  kubernetesLabel,
  namespaceLabel,
  runsOnLabel,
  ubicloudLabel,
  warpbuildLabel,
} from './labels.ts'
import type { Pin, Provider, RunnerRequest } from './request.ts'

/** What is known about the job that needs a runner. */
export interface JobFacts {
  /** Why the job may run untrusted code, as the end of a sentence; undefined if it does not. */
  readonly untrustedCodeReason: string | undefined
  /** The type of the account that owns the repository; undefined if it is unknown. */
  readonly owner: 'Organization' | 'User' | undefined
  /** GITHUB_RUN_ID. */
  readonly runId: string
}

/** The engine version that the job will use. */
export interface EngineVersion {
  /** Full, without `v`. */
  readonly full: string
  /** Whether the newest version was requested, which may be another one tomorrow. */
  readonly isNewest: boolean
}

export interface Selection {
  /** The value for `jobs.<id>.runs-on`, which accepts three forms. */
  readonly runsOn: string | readonly string[] | RunnerGroup
  /** `runsOn` for display. */
  readonly label: string
  readonly provider: Provider
  readonly version: string
  /** One sentence. */
  readonly reason: string
  /** What the user should know although nothing failed. */
  readonly notices: readonly string[]
}

/** Runners of a group: all of them, or those with the labels. */
export interface RunnerGroup {
  readonly group: string
  readonly labels?: readonly string[]
}

/** The requested runner is not available, and the input fallback is `error`. */
export class NoSuchRunner extends Error {}

/**
 * Turns a request into a label. Selects a GitHub-hosted runner if the requested one is not available.
 *
 * @throws NoSuchRunner if the requested runner is not available and `fallback` is `error`
 */
export function selectRunner(request: RunnerRequest, version: EngineVersion, job: JobFacts): Selection {
  const obstacle = obstacleTo(request, job)
  if (obstacle === undefined) return selectionOf(request, version, job)
  if (request.fallback === 'error') {
    throw new NoSuchRunner(
      `Input provider is ${request.provider}, but ${obstacle.why}: ${obstacle.remedy}, or give provider: github or fallback: github.`,
    )
  }
  const label = githubLabel({ ...request, size: '' })
  return {
    runsOn: label,
    label,
    provider: 'github',
    version: version.full,
    reason: `${request.provider} was requested, but ${obstacle.why}, so the job runs on GitHub's ${label}.`,
    notices:
      request.size === ''
        ? []
        : [`Size ${request.size} belongs to ${request.provider}: ${label} has the size GitHub gives it.`],
  }
}

interface Obstacle {
  readonly why: string
  readonly remedy: string
}

function obstacleTo({ provider, allowForks }: RunnerRequest, job: JobFacts): Obstacle | undefined {
  if (provider === 'github') return undefined
  if (job.untrustedCodeReason !== undefined && !allowForks) {
    return {
      why: job.untrustedCodeReason,
      remedy: 'set allow-forks: true if you trust everyone who can start it',
    }
  }
  if (provider !== 'depot' || job.owner === 'Organization') return undefined
  return job.owner === 'User'
    ? {
        why: 'the repository belongs to a person and Depot serves organizations only',
        remedy: 'move the repository to an organization',
      }
    : {
        why: 'Depot serves only organizations, and whether this repository belongs to one is unknown',
        remedy: 'give input token a token that can read the repository',
      }
}

function selectionOf(request: RunnerRequest, version: EngineVersion, job: JobFacts): Selection {
  const asked = request.providerIsGiven
    ? `Input provider is ${request.provider}`
    : 'No provider was requested'
  const { runsOn, notices } = machineOf(request, version, job)
  const label = inWords(runsOn)
  return {
    runsOn,
    label,
    provider: request.provider,
    version: version.full,
    reason: `${asked}, so the job runs on ${label}.`,
    notices,
  }
}

/** Whether the label contains the engine's version. If not, the version need not be resolved. */
export function namesVersion({ provider, dagger }: RunnerRequest): boolean {
  return provider === 'kubernetes' || (provider === 'depot' && dagger)
}

function inWords(runsOn: Selection['runsOn']): string {
  if (typeof runsOn === 'string') return runsOn
  if (!('group' in runsOn)) return runsOn.join(', ')
  const { group, labels } = runsOn
  return labels ? `group ${group}: ${labels.join(', ')}` : `group ${group}`
}

function machineOf(
  request: RunnerRequest,
  version: EngineVersion,
  job: JobFacts,
): Pick<Selection, 'runsOn' | 'notices'> {
  switch (request.provider) {
    case 'github':
      return { runsOn: githubLabel(request), notices: largerRunnerNotices(request) }
    case 'depot': {
      const runsOn = depotLabel(request, request.dagger ? version.full : undefined)
      return { runsOn, notices: request.dagger ? [depotDeprecation] : [] }
    }
    case 'kubernetes': {
      const pin = pinOf(request, version)
      const runsOn = kubernetesLabel(request.labelPrefix, request.size, version.full, pin)
      return { runsOn, notices: podNotices(request) }
    }
    case 'self-hosted':
      return { runsOn: ownMachines(request), notices: ownMachineNotices(request) }
    case 'namespace':
      return { runsOn: namespaceLabel(request), notices: [] }
    case 'blacksmith':
      return { runsOn: blacksmithLabel(request), notices: [] }
    case 'runs-on':
      return { runsOn: runsOnLabel(request, job.runId), notices: [] }
    case 'warpbuild':
      return { runsOn: warpbuildLabel(request), notices: [] }
    case 'ubicloud':
      return { runsOn: ubicloudLabel(request), notices: [] }
  }
}

/** A single label stays a string: the label of a runner scale set must not be in a list. */
function ownMachines({ labels, group }: RunnerRequest): Selection['runsOn'] {
  if (group !== '') return labels.length > 0 ? { group, labels } : { group }
  const [first = '', ...others] = labels
  return others.length > 0 ? labels : first
}

function ownMachineNotices({ size, arch, osVersion }: RunnerRequest): readonly string[] {
  if (size === '' && arch === undefined && osVersion === undefined) return []
  return ['Inputs size, arch and os-version have no effect on your own machines: their labels decide.']
}

// depot.dev/docs, "Dagger" under GitHub Actions integrations.
const depotDeprecation =
  'Depot has deprecated dagger= in its labels and will remove it. With dagger: false, the job gets a plain Depot runner, where this action keeps the engine warm as on GitHub.'

function largerRunnerNotices({ size, arch, osVersion }: RunnerRequest): readonly string[] {
  if (size === '' || (arch === undefined && osVersion === undefined)) return []
  return [
    `Inputs arch and os-version have no effect together with size: ${size} is the whole label of a larger runner.`,
  ]
}

function podNotices({ osVersion }: RunnerRequest): readonly string[] {
  if (osVersion === undefined) return []
  return ["Input os-version has no effect on Kubernetes: the image of the runner's pod decides."]
}

/** As exact as the requested version. `latest` stays `latest`: a cluster may not offer today's newest version. */
function pinOf(request: RunnerRequest, version: EngineVersion): Pin {
  if (request.pin !== undefined) return request.pin
  const { version: asked } = request
  if (version.isNewest) return 'latest'
  return asked.kind === 'pointer' && /^\d+\.\d+$/.test(asked.pointer) ? 'minor' : 'exact'
}
