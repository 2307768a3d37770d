import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../programs.ts'
import { isAtLeast } from '../dagger/version.ts'
import { createVolume, inspectContainer, inspectVolume, ownLabel, removeContainer } from '../docker.ts'
import { configurationFolder } from './configuration.ts'
import type { EngineName } from './host.ts'
import { argumentsFor, type ImageArguments, type ImageFiles } from './image-files.ts'
import { firstWithCleanShutdown } from './log-lines.ts'
import { noSocket, socketArguments } from './socket.ts'

/** Where an engine keeps its state. */
export const stateFolder = '/var/lib/dagger'

export interface EngineStart extends EngineName {
  readonly version: string
  /** '' for none. Passed to docker in its environment, never as an argument. */
  readonly cloudToken: string
  readonly env: NodeJS.ProcessEnv
  /** For its socket, see `socketArguments`; absent if it needs none. */
  readonly socketFolder?: string
  /** Path of an engine.json that replaces the user's own. */
  readonly configuration?: string | undefined
  /** Where the files of the image are, if Docker does not have the image. */
  readonly files?: ImageFiles | undefined
}

/**
 * Number of network namespaces that the engine keeps ready for execs. The engine creates them in advance, and
 * deletes them one by one when it stops. If they are all in use, an exec creates another one, which the engine
 * then reuses.
 *
 * The engine's default is 128, or 16 up to 0.20.3, and each one adds 125 ms to the stop. 12 execs at once took as
 * long with 2 to 16 of them, and longer with 128, which are created at the same time; docs/how-it-works.md has the
 * figures.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 194, and v1.0.0-beta.10, line 259, for the flag; v0.20.3
 * and v0.21.8, cmd/engine/config.go line 86; v0.21.8, internal/buildkit/util/network/cniprovider/cni.go, fillPool,
 * get and close.
 */
export const namespacePool = 4

/** Someone else's container already has the name. */
export class NameTakenError extends Error {}

/**
 * Starts the engine like the CLI does, so that the CLI uses it: the CLI reuses a container by its name alone. If a
 * container with the name exists, this starts it if it uses our volume, and otherwise removes it if it is ours.
 *
 * Unlike the CLI's container, Docker never restarts ours: an engine's exit must stay visible, and after a reboot
 * the daemon must not start an engine on whatever disk has our device number by then. The CLI itself starts a
 * container that has exited.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @returns the start of this run's log, RFC 3339; undefined if the container's whole log belongs to this run
 * @throws CommandError; NameTakenError
 */
export async function startEngine(start: EngineStart): Promise<string | undefined> {
  const { container, volume, version } = start
  const [existing, existingVolume] = await Promise.all([inspectContainer(container), inspectVolume(volume)])
  if (existing?.volumes[stateFolder] === volume) {
    await run('docker', ['start', '--', container])
    return existing.logsFrom
  }
  if (existing && !(ownLabel in existing.labels)) {
    throw new NameTakenError(
      `A container named ${container} exists that this action did not create and that does not use the volume ${volume}.`,
    )
  }
  if (existing) await removeContainer(container)
  // A volume that Docker creates implicitly has no label: after an interrupted job, it would count as someone
  // else's.
  if (!existingVolume) await createVolume(volume)
  const logsCleanShutdown = isAtLeast(version, firstWithCleanShutdown)
  const socket = start.socketFolder === undefined ? noSocket : socketArguments(start.socketFolder)
  const { options, command }: ImageArguments = start.files
    ? argumentsFor(start.files)
    : { options: [], command: [start.image] }
  await run(
    'docker',
    [
      ...['run', '--name', container, '--detach', '--label', ownLabel],
      ...(logsCleanShutdown ? [] : ['--init']),
      // A restarted daemon must not start it, because the disk's number may refer to another disk by then.
      ...['--restart', 'no', '--volume', `${volume}:${stateFolder}`],
      ...configurationMounts(start),
      ...socket.docker,
      ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
      ...options,
      ...['--privileged', ...command, '--debug'],
      ...(logsCleanShutdown ? ['--debugaddr', '127.0.0.1:6060'] : []),
      `--oci-cni-pool-size=${namespacePool}`,
      ...socket.engine,
    ],
    start.cloudToken === '' ? {} : { env: { DAGGER_CLOUD_TOKEN: start.cloudToken } },
  )
  return undefined
}

function configurationMounts({ env, configuration }: EngineStart): string[] {
  const folder = configurationFolder(env)
  const mounts = [
    [configuration ?? join(folder, 'engine.json'), '/etc/dagger/engine.json'],
    [join(folder, 'ca-certificates'), '/usr/local/share/ca-certificates'],
  ] as const
  return mounts.flatMap(([from, to]) => (existsSync(from) ? ['--volume', `${from}:${to}`] : []))
}
