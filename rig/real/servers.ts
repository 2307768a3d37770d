import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'
import { unpackArchive, writeArchive } from './archive.ts'
import { commitAll, type RealMachine } from './machine.ts'

/** Servers that an engine can reach without any other network. */
export interface Servers {
  /** The address of a git repository with one file `file` on its branch main. */
  readonly git: string
  /** The address of an image in a registry. */
  readonly image: string
  /** Adds a commit to the repository. */
  commit(): Promise<void>
  stop(): Promise<void>
}

/** The served content, shared by several `Servers`. */
export interface Served {
  readonly repositories: string
  readonly layout: string
}

/** Creates a repository and an image to serve. */
export async function makeServed(machine: RealMachine): Promise<Served> {
  const folder = await mkdtemp(join(machine.folder, 'served-'))
  const repository = join(folder, 'repositories/app')
  await mkdir(repository, { recursive: true })
  await writeFile(join(repository, 'file'), 'one\n')
  await commitAll(repository)
  await writeArchive(join(folder, 'image.tar'), folder)
  await unpackArchive(join(folder, 'image.tar'), join(folder, 'layout'))
  return { repositories: join(folder, 'repositories'), layout: join(folder, 'layout') }
}

/**
 * Starts a git server and a registry in the network of an engine, where both are on loopback. Needs root.
 *
 * @param container the running engine's
 */
export async function startServers(container: string, served: Served): Promise<Servers> {
  const pid = (await run('docker', ['inspect', '--format', '{{.State.Pid}}', '--', container])).trim()
  const serve = async (ready: string, ...command: string[]): Promise<ChildProcess> => {
    const server = spawn('nsenter', ['--target', pid, '--net', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // The git server starts a child process.
      detached: true,
    })
    await said(server, ready)
    return server
  }
  const git = await serve(
    'Ready to rumble',
    ...['git', 'daemon', '--verbose', '--export-all', '--reuseaddr', '--listen=127.0.0.1'],
    `--base-path=${served.repositories}`,
  )
  const registry = await serve(
    'ready',
    ...[process.execPath, join(import.meta.dirname, 'registry-main.ts'), served.layout],
  )
  const repository = join(served.repositories, 'app')
  return {
    git: 'git://127.0.0.1/app',
    image: '127.0.0.1:5000/app:latest',
    commit: async () => {
      await writeFile(join(repository, 'file'), `${await run('cat', [join(repository, 'file')])}more\n`)
      await commitAll(repository)
    },
    stop: async () => {
      for (const server of [git, registry]) {
        const ended = once(server, 'exit')
        if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
        await ended
      }
    },
  }
}

/** @throws Error if the program ends before it is ready, or is not ready within ten seconds */
async function said(server: ChildProcess, ready: string): Promise<void> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => {
      reject(new Error(`${server.spawnargs.join(' ')} is not ready: ${output}`))
    }
    const timer = setTimeout(giveUp, 10_000)
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (data: Buffer) => {
        output += data.toString()
        if (!output.includes(ready)) return
        clearTimeout(timer)
        resolve()
      })
    }
    server.on('exit', giveUp)
  })
}
