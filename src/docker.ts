import { which } from '@actions/io'
import { cleaningUp } from './deadline.ts'
import { askDaemon, daemonSocket } from './docker-socket.ts'
import type { ImageSettings } from './engine/image-files.ts'
import { attempt, CommandError, run } from './programs.ts'
import { reasonOf } from './reason.ts'

/** Distinguishes our containers and volumes from those that the CLI or a user created. */
export const ownLabel = 'warm-dagger'

/** Docker's rule: moby v20.10, volume/local/local.go, volumeNameRegex. */
export const volumeNamePattern = /^[a-zA-Z0-9][\w.-]{1,100}$/
/** `volumeNamePattern` in words, for error messages. */
export const volumeNameRule = "a Docker volume's name: letters, digits and _.- , at least two, at most 101"

/** One run of a container, from a start to the next exit. */
export interface ContainerRun {
  readonly id: string
  /** RFC 3339. */
  readonly startedAt: string
  /** ID of its first process on this machine. */
  readonly pid: number
}

/** Name of the container of a job's engine. */
export function jobContainer(version: string, runnerSuffix: string): string {
  return `warm-dagger-${version}${runnerSuffix}`
}

/**
 * Decides only by the name, because the CLI sets no label on a container that it creates. Names with `on-` belong
 * to shells, not to jobs.
 */
export function isJobContainer(name: string): boolean {
  return /^warm-dagger-(?!on-)/.test(name)
}

/** The properties of a container that show whether it is ours and how it ended. */
export interface Container extends ContainerRun {
  readonly running: boolean
  readonly exitCode: number
  /** Whether the kernel killed a process in it because it ran out of memory. */
  readonly outOfMemory: boolean
  /** How often Docker restarted it since someone last started it. */
  readonly restarts: number
  /**
   * RFC 3339. All logs after this time belong to the current run. Not `startedAt`, which Docker sets shortly after
   * the program has started (moby at 0137446, daemon/start.go, containerStart).
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
 * Why Docker cannot mount a device of this machine, as a sentence; undefined if it can. Only a local unix socket
 * is trusted: any other daemon may run on another machine, which has other loop devices.
 */
export async function dockerProblem(): Promise<string | undefined> {
  if ((await daemonSocket(process.env)) === undefined) {
    const endpoint =
      process.env['DOCKER_HOST'] ??
      (
        await attempt('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'])
      ).stdout.trim()
    if (endpoint !== '' && !endpoint.startsWith('unix://')) {
      return `The Docker daemon is at ${endpoint}, possibly another machine, which cannot use this machine's disks.`
    }
  }
  return await dockerMissing()
}

/** Why no Docker daemon can be used, local or remote, as a sentence; undefined if one responds. */
export async function dockerMissing(): Promise<string | undefined> {
  try {
    if ((await which('docker')) !== '' && (await askDaemon('/version'))) return undefined
  } catch (error) {
    return `The Docker daemon does not respond: ${reasonOf(error)}.`
  }
  const version = await attempt('docker', ['version', '--format', '{{.Server.Version}}'])
  if (version.exitCode === 0) return undefined
  return version.exitCode === undefined
    ? 'The docker command is not on the PATH.'
    : `The Docker daemon does not respond: ${lastLine(version.stderr)}.`
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '')
}

/** undefined if the container does not exist. */
export async function inspectContainer(name: string): Promise<Container | undefined> {
  const found = await inspect('container', name)
  if (!found) return undefined
  const { Id, Created, State, RestartCount, Config, Mounts } = found as {
    Id: string
    Created: string
    State: {
      Running: boolean
      Pid: number
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
    pid: State.Pid,
    // The year 1 means never.
    logsFrom: State.FinishedAt.startsWith('0001-') ? Created : State.FinishedAt,
    labels: Config.Labels ?? {},
    volumes: Object.fromEntries(
      Mounts.flatMap(({ Name, Destination }) => (Name ? [[Destination, Name]] : [])),
    ),
  }
}

/** undefined if the volume does not exist. */
export async function inspectVolume(name: string): Promise<DockerVolume | undefined> {
  const found = await inspect('volume', name)
  if (!found) return undefined
  const { Options, Labels } = found as Record<'Options' | 'Labels', Record<string, string> | null>
  return { options: Options ?? {}, labels: Labels ?? {} }
}

/** An image of the local daemon. */
export interface LocalImage {
  /** `sha256:` and 64 hexadecimal digits, which depend on everything in the image. */
  readonly id: string
  /** Such as `linux-amd64`. */
  readonly platform: string
  readonly settings: ImageSettings
}

/** undefined if the image does not exist. */
export async function inspectImage(name: string): Promise<LocalImage | undefined> {
  const found = await inspect('image', name)
  if (!found) return undefined
  const { Id, Os, Architecture, Config } = found as {
    Id: string
    Os: string
    Architecture: string
    Config: Partial<Record<'Env' | 'Entrypoint', string[] | null> & Record<'WorkingDir' | 'User', string>>
  }
  return {
    id: Id,
    platform: `${Os}-${Architecture}`,
    settings: {
      env: Config.Env ?? [],
      entrypoint: Config.Entrypoint ?? [],
      workingDir: Config.WorkingDir ?? '',
      user: Config.User ?? '',
    },
  }
}

/** Seconds; enough for an image of some hundred megabytes on a slow disk. */
const maxCopySeconds = 300

/**
 * Writes all files of an image into a tar archive.
 *
 * @throws CommandError
 */
export async function exportImage(name: string, archive: string): Promise<void> {
  const container = (await run('docker', ['create', '--label', ownLabel, '--', name])).trim()
  try {
    await run('docker', ['export', '--output', archive, '--', container], { timeoutSeconds: maxCopySeconds })
  } finally {
    await cleaningUp(() => attempt('docker', ['rm', '--volumes', '--', container]))
  }
}

/**
 * Makes an image without a name and settings of the files in a tar archive.
 *
 * @returns its ID
 * @throws CommandError
 */
export async function importImage(archive: string): Promise<string> {
  return (await run('docker', ['import', '--', archive])).trim()
}

/** Removes an image that no container uses. Never throws. */
export async function removeImage(id: string): Promise<void> {
  await attempt('docker', ['image', 'rm', '--', id])
}

export async function hasImage(name: string): Promise<boolean> {
  return (await inspect('image', name)) !== undefined
}

/** Seconds; enough for an image of some hundred megabytes over a slow connection. */
const maxPullSeconds = 1200

/** @throws CommandError */
export async function pullImage(name: string): Promise<void> {
  await run('docker', ['pull', '--quiet', '--', name], { timeoutSeconds: maxPullSeconds })
}

/** @throws Error if the daemon does not report whether it exists */
async function inspect(kind: 'container' | 'volume' | 'image', name: string): Promise<unknown> {
  // The name of an image has slashes of its own.
  const encoded = name.split('/').map(encodeURIComponent).join('/')
  const answer = await askDaemon(`/${kind}s/${encoded}${kind === 'volume' ? '' : '/json'}`)
  if (answer) return answer === 'absent' ? undefined : answer.content
  const args = [kind, 'inspect', '--', name]
  const { exitCode, stdout, stderr } = await attempt('docker', args)
  if (exitCode === 0) return (JSON.parse(stdout) as unknown[])[0]
  if (exitCode === undefined || /no such/i.test(stderr)) return undefined
  throw new CommandError(['docker', ...args].join(' '), exitCode, stderr)
}

/** The names of all containers that use the volume, running or not. */
export async function containersOf(volume: string): Promise<string[]> {
  const filters = encodeURIComponent(JSON.stringify({ volume: [volume] }))
  const answer = await askDaemon(`/containers/json?all=true&filters=${filters}`)
  if (answer && answer !== 'absent') {
    // Those with a second slash are links.
    const all = (answer.content as { Names: string[] }[]).flatMap(({ Names }) => Names)
    return all.filter((name) => !name.includes('/', 1)).map((name) => name.slice(1))
  }
  const names = await run('docker', [
    ...['ps', '--all', '--no-trunc', '--filter', `volume=${volume}`],
    ...['--format', '{{.Names}}'],
  ])
  return names.split('\n').filter((name) => name !== '')
}

/** @throws CommandError if the container may still exist, and so use its volumes */
export async function removeContainer(name: string): Promise<void> {
  const args = ['rm', '--force', '--', name]
  const { exitCode, stderr } = await attempt('docker', args)
  if (exitCode === 0 || !(await inspectContainer(name))) return
  throw new CommandError(['docker', ...args].join(' '), exitCode, stderr)
}

/** Like `removeContainer`, but keeps a container that is not ours. */
export async function removeOwnContainer(name: string): Promise<void> {
  const container = await inspectContainer(name)
  if (container && ownLabel in container.labels) await removeContainer(name)
}

/**
 * Creates a volume with our label. If the volume exists, Docker returns it without an error.
 *
 * @throws CommandError
 */
export async function createVolume(name: string, options: readonly string[] = []): Promise<void> {
  await run('docker', ['volume', 'create', ...options, '--label', ownLabel, '--', name])
}

/**
 * Removes a volume with our label; keeps any other volume.
 *
 * @throws CommandError if it still exists, and so may be mounted
 */
export async function removeVolume(name: string): Promise<void> {
  const volume = await inspectVolume(name)
  if (!volume || !(ownLabel in volume.labels)) return
  await run('docker', ['volume', 'rm', '--force', '--', name])
}
