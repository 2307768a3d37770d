import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attempt, run } from '../src/command.ts'
import { asRoot } from './as-root.ts'

/** A Docker daemon of a test's own, without a network for containers. */
export interface SecondDaemon {
  /** For DOCKER_HOST. */
  readonly address: string
  restart(): Promise<void>
  /** Removes its containers and all that it wrote. */
  remove(): Promise<void>
}

/**
 * @param elsewhere the daemon has a mount table of its own, as one in a virtual machine or in a container has
 * @param image which it is to have, of the default daemon's
 */
export async function startSecondDaemon(
  folder: string,
  elsewhere: boolean,
  image: string,
): Promise<SecondDaemon> {
  const address = `unix://${folder}/docker.sock`
  const env = { DOCKER_HOST: address }
  const [program = '', ...args] = [
    ...(process.getuid?.() === 0 ? [] : ['sudo', '-n']),
    // A network of its own: `--bridge none` removes the bridge that it finds, which is the first daemon's.
    ...['unshare', '--net', ...(elsewhere ? ['--mount', '--propagation', 'private'] : [])],
    ...['dockerd', '--host', address, '--group', String(process.getgid?.() ?? 0)],
    ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ...['--pidfile', join(folder, 'docker.pid'), '--bridge', 'none', '--iptables=false'],
    // On some machines runc alone asks for more than can be had.
    ...['--add-runtime', `less=${resolve(import.meta.dirname, '../rig/runc-without-sys-resource')}`],
    ...['--default-runtime', 'less'],
  ]
  async function start(): Promise<() => Promise<void>> {
    const daemon = spawn(program, args, { stdio: 'ignore' })
    const ended = once(daemon, 'exit')
    while ((await attempt('docker', ['info'], { env })).exitCode !== 0) {
      if (daemon.exitCode !== null) throw new Error(`dockerd ended with exit code ${daemon.exitCode}`)
      await setTimeout(100)
    }
    return async () => {
      daemon.kill('SIGTERM')
      await ended
    }
  }
  let stop = await start()
  const archive = join(folder, 'image.tar')
  await run('docker', ['save', '--output', archive, image])
  await run('docker', ['load', '--quiet', '--input', archive], { env })
  return {
    address,
    restart: async () => {
      await stop()
      stop = await start()
    },
    remove: async () => {
      const containers = (await run('docker', ['ps', '--all', '--quiet'], { env })).trim().split('\n')
      for (const id of containers.filter(Boolean)) await attempt('docker', ['rm', '--force', id], { env })
      await stop()
      await asRoot('rm', '-rf', join(folder, 'data'), join(folder, 'exec'), archive)
    },
  }
}
