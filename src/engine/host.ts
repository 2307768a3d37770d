import { parseVersion } from '../dagger/version.ts'

/** Where the CLI finds its engine. */
export type RunnerHost =
  /** A container on this machine, with our volume if it can be created. */
  | { readonly kind: 'docker' }
  /** An engine that someone else started. Its state belongs to them. */
  | { readonly kind: 'preset'; readonly address: string }
  /** Dagger Cloud. */
  | { readonly kind: 'cloud' }

/** The CLI's variable for the engine's address. */
export const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST'

/** The facts that determine where a step's engine is. */
export interface RunnerHostFacts {
  /** The step's environment, with the variables of its input env. */
  readonly env: NodeJS.ProcessEnv
  /** Whether the step's flags request an engine in Dagger Cloud. */
  readonly asksForCloud: boolean
  /** The address that an earlier step of ours exported, which is not a user's choice. */
  readonly exported: string | undefined
  /** The result of the job's first step. */
  readonly ofEarlierStep: RunnerHost | undefined
}

/**
 * Where a step's engine is: where the step itself says, otherwise where the job's first step found it. If a flag
 * of an earlier step requested Dagger Cloud, this step's command still does not run there.
 */
export function findRunnerHost({ env, asksForCloud, exported, ofEarlierStep }: RunnerHostFacts): RunnerHost {
  const address = env[runnerHostVariable] ?? ''
  if (address !== '' && address !== exported) return { kind: 'preset', address }
  // The CLI only checks whether it is set: dagger/dagger v0.21.8, cmd/dagger/main.go line 78.
  if (asksForCloud || env['DAGGER_CLOUD_ENGINE'] !== undefined) return { kind: 'cloud' }
  return ofEarlierStep?.kind === 'preset' ? ofEarlierStep : { kind: 'docker' }
}

/** For display: the end of a sentence about the engine. */
export function placeOf(host: Exclude<RunnerHost, { kind: 'docker' }>): string {
  return host.kind === 'cloud' ? 'in Dagger Cloud' : `at ${host.address}`
}

export interface EngineName {
  readonly image: string
  readonly container: string
  readonly volume: string
}

/**
 * The image of a release, of a commit's build, or of `head`. Source of the tags of builds: dagger/dagger v0.21.8,
 * toolchains/release/main.go line 153, run by publish.yml.
 *
 * @param version as resolved for the job: a full version without v, a commit hash, or `head`
 */
export function engineImage(version: string): string {
  const tag = parseVersion(version) === undefined ? version.replace(/^head$/, 'main') : `v${version}`
  return `registry.dagger.io/engine:${tag}`
}

/**
 * The CLI's address for our container. The container's name does not have the prefix that other CLI versions clean
 * up, and `cleanup=false` keeps this CLI from removing other containers. All versions from 0.18 to 1.0 support the
 * scheme.
 */
export function runnerHostOf({ image, container, volume }: EngineName): string {
  const query = new URLSearchParams({ container, volume, cleanup: 'false' })
  return `docker-image://${image}?${query.toString()}`
}

/**
 * The CLI's address for a container that runs. Unlike with `runnerHostOf`, the CLI neither starts nor creates a
 * container, which saves two calls of docker.
 *
 * Source: dagger/dagger v0.18.0, engine/client/drivers/dial.go line 21; v0.20.3, v0.21.8 and v1.0.0-beta.10,
 * engine/client/drivers/container.go line 28.
 */
export function runningHostOf(container: string): string {
  return `docker-container://${container}`
}

/** Why this action does not keep the engine's state, as a sentence. */
export function stateElsewhere(host: Exclude<RunnerHost, { kind: 'docker' }>): string {
  return host.kind === 'cloud'
    ? 'The engine is in Dagger Cloud, which keeps its state.'
    : `The engine is at ${host.address}, which this action did not set, and keeps its own state.`
}
