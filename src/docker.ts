import { attempt, CommandError, pickLines, run } from './command.ts'
import { reasonOf } from './reason.ts'

/** Tells containers and volumes of ours from those that the CLI or a user made. */
export const ownLabel = 'warm-dagger'

/** Docker's own rule: moby v20.10, volume/local/local.go, volumeNameRegex. */
export const volumeNamePattern = /^[a-zA-Z0-9][\w.-]{1,100}$/
/** For a person. */
export const volumeNameRule = "a Docker volume's name: letters, digits and _.- , at least two, at most 101"

/** A container from one start to the end that follows. */
export interface ContainerRun {
  readonly id: string
  /** RFC 3339. */
  readonly startedAt: string
}

/** The container of a job's engine. */
export function jobContainer(version: string, runnerSuffix: string): string {
  return `warm-dagger-${version}${runnerSuffix}`
}

/** By its name alone: the CLI, where it has to make it, sets no label. Those `on` a volume are shells', not jobs'. */
export function isJobContainer(name: string): boolean {
  return /^warm-dagger-(?!on-)/.test(name)
}

/** What of a container decides whether it is ours and how it ended. */
export interface Container extends ContainerRun {
  readonly running: boolean
  readonly exitCode: number
  /** Whether the kernel ended a program in it for lack of memory. */
  readonly outOfMemory: boolean
  /** How often Docker itself has brought it back, since somebody last started it. */
  readonly restarts: number
  /**
   * RFC 3339. What it logged since then is of this run. Not `startedAt`: Docker notes that when the program has
   * been running for a moment (moby at 0137446, daemon/start.go, containerStart).
   */
  readonly logsFrom: string
  readonly labels: Readonly<Record<string, string>>
  /** The named volume at each mount point. */
  readonly volumes: Readonly<Record<string, string>>
}

export interface DockerVolume {
  readonly options: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Why Docker here cannot mount a device of this machine, as a sentence; undefined when it can. Only a local unix
 * socket is trusted: any other daemon may live on another machine, whose loop devices are others.
 */
export async function dockerProblem(): Promise<string | undefined> {
  const endpoint =
    process.env['DOCKER_HOST'] ??
    (await attempt('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])).stdout.trim()
  if (endpoint !== '' && !endpoint.startsWith('unix://')) {
    return `The Docker daemon is at ${endpoint}, possibly another machine, which cannot use this machine's disks.`
  }
  return await dockerMissing()
}

/** Why no Docker daemon can be used at all, here or elsewhere, as a sentence; undefined when one answers. */
export async function dockerMissing(): Promise<string | undefined> {
  const version = await attempt('docker', ['version', '--format', '{{.Server.Version}}'])
  if (version.exitCode === 0) return undefined
  return version.exitCode === undefined
    ? 'The docker command is not on the PATH.'
    : `The Docker daemon does not respond: ${lastLine(version.stderr)}.`
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '')
}

/** undefined when there is no such container. */
export async function inspectContainer(name: string): Promise<Container | undefined> {
  const found = await inspect('container', name)
  if (!found) return undefined
  const { Id, Created, State, RestartCount, Config, Mounts } = found as {
    Id: string
    Created: string
    State: {
      Running: boolean
      ExitCode: number
      OOMKilled: boolean
      StartedAt: string
      FinishedAt: string
    }
    RestartCount: number
    Config: { Labels: Record<string, string> | null }
    Mounts: { Type: string; Name?: string; Destination: string }[]
  }
  return {
    id: Id,
    running: State.Running,
    exitCode: State.ExitCode,
    outOfMemory: State.OOMKilled,
    restarts: RestartCount,
    startedAt: State.StartedAt,
    // The year 1 stands for never.
    logsFrom: State.FinishedAt.startsWith('0001-') ? Created : State.FinishedAt,
    labels: Config.Labels ?? {},
    volumes: Object.fromEntries(
      Mounts.flatMap(({ Name, Destination }) => (Name ? [[Destination, Name]] : [])),
    ),
  }
}

/** undefined when there is no such volume. */
export async function inspectVolume(name: string): Promise<DockerVolume | undefined> {
  const found = await inspect('volume', name)
  if (!found) return undefined
  const { Options, Labels } = found as Record<'Options' | 'Labels', Record<string, string> | null>
  return { options: Options ?? {}, labels: Labels ?? {} }
}

export async function hasImage(name: string): Promise<boolean> {
  return (await inspect('image', name)) !== undefined
}

/** Seconds in which an image of some hundred megabytes arrives, also over a slow line. */
const longestPullSeconds = 1200

/** @throws CommandError */
export async function pullImage(name: string): Promise<void> {
  await run('docker', ['pull', '--quiet', '--', name], { timeoutSeconds: longestPullSeconds })
}

/** @throws CommandError when the daemon does not say whether there is one */
async function inspect(kind: 'container' | 'volume' | 'image', name: string): Promise<unknown> {
  const args = [kind, 'inspect', '--', name]
  const { exitCode, stdout, stderr } = await attempt('docker', args)
  if (exitCode === 0) return (JSON.parse(stdout) as unknown[])[0]
  if (exitCode === undefined || /no such/i.test(stderr)) return undefined
  throw new CommandError(['docker', ...args].join(' '), exitCode, stderr)
}

/** The names of all containers, running or not, that have the volume. */
export async function containersOf(volume: string): Promise<string[]> {
  const names = await run('docker', [
    ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
    ...['--format', '{{.Names}}'],
  ])
  return names.split('\n').filter((name) => name !== '')
}

/** @throws CommandError when the container may still be there, and so use its volumes */
export async function removeContainer(name: string): Promise<void> {
  const args = ['rm', '--force', '--', name]
  const { exitCode, stderr } = await attempt('docker', args)
  if (exitCode === 0 || !(await inspectContainer(name))) return
  throw new CommandError(['docker', ...args].join(' '), exitCode, stderr)
}

/** Like `removeContainer`, but leaves one that is not ours. */
export async function removeOwnContainer(name: string): Promise<void> {
  const container = await inspectContainer(name)
  if (container && ownLabel in container.labels) await removeContainer(name)
}

/**
 * Makes a volume of ours. Docker answers with the one that is there, if there is one, without an error.
 *
 * @throws CommandError
 */
export async function createVolume(name: string, options: readonly string[] = []): Promise<void> {
  await run('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name])
}

/**
 * Removes a volume of ours; one that is not stays, whatever its name.
 *
 * @throws CommandError when it is still there, and so may be mounted
 */
export async function removeVolume(name: string): Promise<void> {
  const volume = await inspectVolume(name)
  if (!volume || !(ownLabel in volume.labels)) return
  await run('docker', ['volume', 'rm', '--force', '--', name])
}

/**
 * The lines that `wanted` picks of what a container wrote since it was last started, both streams. A build's log can
 * be larger than memory, so no other line is kept.
 */
export async function containerLog(
  name: string,
  since: string,
  wanted: (line: string) => boolean,
): Promise<string> {
  try {
    return (await pickLines('docker', ['logs', '--since', since, '--', name], wanted)).join('\n')
  } catch (error) {
    throw new Error(`the engine's log cannot be read: ${reasonOf(error)}`, { cause: error })
  }
}
