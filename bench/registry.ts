import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attempt, run } from '../src/programs.ts'
import { Bandwidth, ThrottledSocket } from '../rig/cache-service/throttle.ts'

/** A program that runs until it is stopped. */
export interface Running {
  stop(): Promise<void>
}

/** Debian's docker-registry on loopback, which stores its data in a folder. */
export async function startRegistry(program: string, folder: string, port: number): Promise<Running> {
  await mkdir(folder, { recursive: true })
  const configuration = {
    version: '0.1',
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: folder }, maintenance: { uploadpurging: { enabled: false } } },
    http: { addr: `127.0.0.1:${port}` },
  }
  // JSON is YAML.
  const file = join(folder, 'configuration.yml')
  await writeFile(file, JSON.stringify(configuration))
  const registry = spawn(program, ['serve', file], { stdio: 'ignore' })
  await until(registry, async () => (await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined))?.ok)
  return { stop: () => stop(registry) }
}

/** Forwards a port with a limited bandwidth. */
export async function throttle(port: number, from: number, bytesPerSecond: number): Promise<void> {
  const [incoming, outgoing] = [new Bandwidth(bytesPerSecond), new Bandwidth(bytesPerSecond)]
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const client = new ThrottledSocket(socket, incoming, outgoing)
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    client.pipe(upstream).pipe(client)
    for (const side of [client, upstream])
      side.on('error', () => [client, upstream].map((end) => end.destroy()))
  })
  server.listen(from, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
}

export interface DaemonOptions {
  /** The number of layers that it downloads at a time; Docker's default is 3. */
  readonly downloads?: number
  /** Whether unpigz is on its PATH, which is faster than the built-in gunzip. GitHub-hosted runners have it. */
  readonly pigz: boolean
}

/** A separate Docker daemon without images and without a network for containers. */
export class Daemon implements Running {
  readonly env: Readonly<Record<string, string>>
  readonly #process: ChildProcess
  readonly #data: string

  private constructor(process: ChildProcess, address: string, data: string) {
    this.#process = process
    this.env = { DOCKER_HOST: address, DOCKER_BUILDKIT: '0' }
    this.#data = data
  }

  static async start(folder: string, pigz: string, options: DaemonOptions): Promise<Daemon> {
    const data = join(folder, 'data')
    const programs = join(folder, 'programs')
    await rm(programs, { recursive: true, force: true })
    await mkdir(programs, { recursive: true })
    if (options.pigz) await symlink(pigz, join(programs, 'unpigz'))
    const address = `unix://${folder}/docker.sock`
    const child = spawn(
      'dockerd',
      [
        ...['--host', address, '--data-root', data, '--exec-root', join(folder, 'exec')],
        ...['--pidfile', join(folder, 'docker.pid'), '--bridge', 'none', '--iptables=false'],
        ...['--max-concurrent-downloads', String(options.downloads ?? 3)],
        ...['--add-runtime', `less=${resolve(import.meta.dirname, '../rig/runc-without-sys-resource')}`],
        ...['--default-runtime', 'less'],
      ],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
          ...(!options.pigz && { MOBY_DISABLE_PIGZ: '1' }),
        },
      },
    )
    const daemon = new Daemon(child, address, data)
    await until(child, async () => (await attempt('docker', ['info'], { env: daemon.env })).exitCode === 0)
    return daemon
  }

  /** Of the daemon and of the children that it has waited for. */
  cpuSeconds(): number {
    // After the name, which ends with the last parenthesis: utime to cstime are the 12th to 15th (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${this.#process.pid ?? 0}/stat`, 'utf8').replace(/^.*\)\s/s, '')
    return (
      fields
        .split(' ')
        .slice(11, 15)
        .map(Number)
        .reduce((sum, ticks) => sum + ticks, 0) / 100
    )
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    await stop(this.#process)
    await run('rm', ['-rf', this.#data])
  }
}

async function until(process: ChildProcess, ready: () => Promise<boolean | undefined>): Promise<void> {
  while (!(await ready())) {
    if (process.exitCode !== null) throw new Error(`${process.spawnfile} ended with ${process.exitCode}`)
    await setTimeout(100)
  }
}

async function stop(process: ChildProcess): Promise<void> {
  const ended = once(process, 'exit')
  process.kill('SIGTERM')
  await ended
}
