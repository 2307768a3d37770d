import { parseVersion } from '../dagger/version.ts'

/** Where the CLI finds its engine. */
export type RunnerHost =
  /** A container on this machine, with our volume if one can be made. */
  | { readonly kind: 'docker' }
  /** Somebody else's engine: its state is theirs. */
  | { readonly kind: 'preset'; readonly address: string }
  /** Dagger Cloud. */
  | { readonly kind: 'cloud' }

/** The CLI's variable for the engine's address. */
export const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST'

/** What says where the engine of a step is. */
export interface RunnerHostFacts {
  /** The step's environment, with the variables of its input env. */
  readonly env: NodeJS.ProcessEnv
  /** Whether the step's flags ask for an engine in Dagger Cloud. */
  readonly asksForCloud: boolean
  /** What an earlier step of ours exported, which is not somebody else's wish. */
  readonly exported: string | undefined
  /** What the job's first step settled. */
  readonly settled: RunnerHost | undefined
}

/**
 * Where the engine of a step is: where the step itself says, else where the job's first step found it. That a flag
 * of an earlier step asked for Dagger Cloud does not send this step's command there.
 */
export function findRunnerHost({ env, asksForCloud, exported, settled }: RunnerHostFacts): RunnerHost {
  const address = env[runnerHostVariable] ?? ''
  if (address !== '' && address !== exported) return { kind: 'preset', address }
  // Set at all, the CLI takes it for yes: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
  if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined) return { kind: 'cloud' }
  return settled?.kind === 'preset' ? settled : { kind: 'docker' }
}

/** For a person: the end of a sentence about the engine. */
export function placeOf(host: Exclude<RunnerHost, { kind: 'docker' }>): string {
  return host.kind === 'cloud' ? 'in Dagger Cloud' : `at ${host.address}`
}

export interface EngineName {
  readonly image: string
  readonly container: string
  readonly volume: string
}

/**
 * The image of a release, a commit's build or `head`. Source of the tags of builds: dagger/dagger v0.21.8,
 * toolchains/release/main.go line 153, by publish.yml.
 *
 * @param version as a job has settled it: a full one without v, a commit's hash, or `head`
 */
export function engineImage(version: string): string {
  const tag = parseVersion(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`
  return `registry.dagger.io/engine:${tag}`
}

/**
 * The address of a container of ours. Its name is outside the prefix that other versions of the CLI clean up, and
 * `cleanup=false` keeps this one from removing others'. The scheme is the one that all of 0.18 to 1.0 know.
 */
export function runnerHostOf({ image, container, volume }: EngineName): string {
  const query = new URLSearchParams({ container, volume, cleanup: 'false' })
  return `docker-image://${image}?${query.toString()}`
}

/** Why the engine's state is not ours to keep. */
export function stateElsewhere(host: Exclude<RunnerHost, { kind: 'docker' }>): string {
  return host.kind === 'cloud'
    ? 'The engine is in Dagger Cloud, which keeps its state.'
    : `The engine is at ${host.address}, which this action did not set, and keeps its own state.`
}
