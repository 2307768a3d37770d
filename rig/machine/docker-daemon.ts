import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { attempt, run } from '../../src/programs.ts'
import { until } from '../until.ts'

/**
 * An additional Docker daemon. It runs in a separate network namespace, without a network for its containers, so that
 * the machine's bridges and firewall do not change. It ends with this process, which then removes everything it wrote.
 */
export interface DockerDaemon {
  /** For DOCKER_HOST. */
  readonly address: string
  restart(): Promise<void>
  /** Removes its containers and its folder. */
  remove(): Promise<void>
}

export interface DaemonOptions {
  /** Whether the daemon has a separate mount table, as in a virtual machine or a container. */
  readonly ownMounts?: boolean
  /** Whether its images, containers and plain volumes are in memory: only for images of a few MB. */
  readonly inMemory?: boolean
}

/** @param folder created; everything below it, including mounts and loop devices, is removed with the daemon */
export async function startDaemon(
  folder: string,
  { ownMounts = false, inMemory = false }: DaemonOptions = {},
): Promise<DockerDaemon> {
  const address = `unix://${folder}/docker.sock`
  const env = { DOCKER_HOST: address }
  const [program = '', ...args] = [
    ...(process.getuid?.() === 0 ? [] : ['sudo', '-n']),
    // In a separate network namespace, because `--bridge none` would remove the bridge of the machine's daemon.
    ...['unshare', '--net', ...(ownMounts ? ['--mount', '--propagation', 'private'] : [])],
    ...[resolve(import.meta.dirname, 'docker-daemon.sh'), folder, inMemory ? 'in-memory' : 'on-disk'],
    ...['--host', address, '--group', String(process.getgid?.() ?? 0)],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'docker.pid'), '--bridge', 'none', '--iptables=false'],
    // Some machines lack a capability that a privileged container requests.
    ...['--add-runtime', `less=${resolve(import.meta.dirname, '../runc-without-sys-resource')}`],
    ...['--default-runtime', 'less'],
  ]

  /** @returns what stops the daemon, and leaves or removes its folder */
  async function start(): Promise<(what: 'stop' | 'remove') => Promise<void>> {
    // Detached, so that an interrupt in the terminal ends only this process, which then ends the daemon.
    const guard = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
    const ended = once(guard, 'exit')
    guard.stdin.on('error', () => undefined)
    // The daemon does not keep a program alive that ends without `remove`.
    guard.unref()
    try {
      await until(`dockerd answers at ${address}`, async () => {
        if (guard.exitCode !== null) throw new Error(`dockerd ended with exit code ${guard.exitCode}`)
        return (await attempt('docker', ['version'], { env })).exitCode === 0
      })
    } catch (error) {
      guard.stdin.end('stop\n')
      const log = await readFile(join(folder, 'dockerd.log'), 'utf8').catch(() => '')
      throw new Error(log.slice(-2000), { cause: error })
    }
    return async (what) => {
      guard.ref()
      guard.stdin.end(what === 'stop' ? 'stop\n' : '')
      await ended
    }
  }

  await mkdir(folder, { recursive: true })
  let end = await start()
  return {
    address,
    restart: async () => {
      await end('stop')
      end = await start()
    },
    remove: async () => {
      const containers = (await run('docker', ['ps', '--all', '--quiet'], { env })).trim().split('\n')
      for (const id of containers.filter(Boolean)) await attempt('docker', ['rm', '--force', id], { env })
      await end('remove')
    },
  }
}

/** A daemon with an image of the default daemon. */
export async function startSecondDaemon(
  folder: string,
  ownMounts: boolean,
  image: string,
): Promise<DockerDaemon> {
  const daemon = await startDaemon(join(folder, 'daemon'), { ownMounts })
  const archive = join(folder, 'daemon', 'image.tar')
  await run('docker', ['save', '--output', archive, image])
  await run('docker', ['load', '--quiet', '--input', archive], { env: { DOCKER_HOST: daemon.address } })
  return daemon
}

/** The network namespace of a daemon that `startDaemon` started, as nsenter takes it. */
export async function networkOf(address: string): Promise<string> {
  const pid = await readFile(address.replace('unix://', '').replace(/docker\.sock$/, 'docker.pid'), 'utf8')
  return `/proc/${pid.trim()}/ns/net`
}
