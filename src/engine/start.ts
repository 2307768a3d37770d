import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../command.ts'
import { isAtLeast } from '../dagger/version.ts'
import { createVolume, inspectContainer, inspectVolume, ownLabel, removeContainer } from '../docker.ts'
import { configurationFolder } from './configuration.ts'
import type { EngineName } from './host.ts'
import { firstWithMark } from './journal.ts'

/** Where an engine keeps its state. */
export const stateFolder = '/var/lib/dagger'

export interface EngineStart extends EngineName {
  readonly version: string
  /** '' for none. Goes to docker by its environment, never as an argument. */
  readonly cloudToken: string
  readonly env: NodeJS.ProcessEnv
  /** An engine.json that takes the place of the user's own. */
  readonly configuration?: string | undefined
}

/**
 * How many network namespaces the engine keeps ready for execs. Up to the pool's size it makes them ahead of the
 * execs and deletes them one by one at its stop; beyond it, an exec makes its own, which the engine then uses again.
 *
 * The engine's default is 128, 16 up to 0.20.3, and each costs a stop 125 ms. 12 execs at once took as long with 2 to
 * 16, and longer with 128, which are being made meanwhile; docs/how-it-works.md has the figures.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 194, and v1.0.0-beta.10, line 259, for the flag; v0.20.3
 * and v0.21.8, cmd/engine/config.go line 86; v0.21.8, internal/buildkit/util/network/cniprovider/cni.go, fillPool,
 * get and close.
 */
export const namespacePool = 4

/** The container's name is taken by somebody else's. */
export class NameTakenError extends Error {}

/**
 * Starts the engine as the CLI would, so that the CLI, which reuses a container by its name alone, takes it. One
 * of that name that runs on our volume is left as it is; one that does not is removed if it is ours.
 *
 * Unlike the CLI's, ours is not restarted by Docker: an engine that ended is to be seen, and a daemon that starts
 * after a reboot must not start one on whatever disk has the number of ours by then. The CLI itself starts a container
 * that has ended.
 *
 * Source of the arguments: dagger/dagger v0.20.3 and v0.21.8, engine/client/drivers/docker.go line 68 and on,
 * container.go line 284 and on.
 *
 * @returns since when what the container logs is of this start, RFC 3339; undefined: all of it is
 * @throws CommandError; NameTakenError
 */
export async function startEngine(start: EngineStart): Promise<string | undefined> {
  const { container, volume, version } = start
  const existing = await inspectContainer(container)
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
  // One that Docker makes by itself has no label: what an interrupted job left would count as somebody else's.
  if (!(await inspectVolume(volume))) await createVolume(volume)
  const hasMark = isAtLeast(version, firstWithMark)
  await run(
    'docker',
    [
      ...['run', '--name', container, '--detach', '--label', ownLabel],
      ...(hasMark ? [] : ['--init']),
      // A daemon that restarts does not start it: what its disk's number stands for by then is not known.
      ...['--restart', 'no', '--volume', `${volume}:${stateFolder}`],
      ...configurationMounts(start),
      ...(start.cloudToken === '' ? [] : ['--env', 'DAGGER_CLOUD_TOKEN']),
      ...['--privileged', start.image, '--debug'],
      ...(hasMark ? ['--debugaddr', '127.0.0.1:6060'] : []),
      `--oci-cni-pool-size=${namespacePool}`,
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
