import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { verbOf } from '../dagger/uploads.ts'
import { runnerHostVariable } from './host.ts'

/** Where the engine's container has the folder of the socket. */
const mountedAt = '/run/warm-dagger'
const fileName = 'engine.sock'

/** Of a socket's path, without the final zero: unix(7). */
const maxPathLength = 107

/** Arguments of `docker run` and of the engine. */
interface SocketArguments {
  readonly docker: readonly string[]
  readonly engine: readonly string[]
}

export const noSocket: SocketArguments = { docker: [], engine: [] }

/**
 * Makes an engine listen on a socket that this machine's programs reach, too. Through `docker exec`, which the CLI uses
 * otherwise, each of its four connections takes a tenth of a second: with 0.21.8, a query took 0.56 s, and 0.14 s through
 * the socket. The engine listens on its own sockets as well.
 *
 * Source: dagger/dagger v0.18.0, cmd/engine/main.go line 555 and config.go line 46; v0.20.3, main.go line 649; v0.21.8,
 * line 662; v1.0.0-beta.10, line 680.
 *
 * @param folder on this machine. Only its owner may enter it: who reaches the engine has the rights of root
 */
export function socketArguments(folder: string): SocketArguments {
  const group = process.getgid?.()
  if (group === undefined || join(folder, fileName).length > maxPathLength) return noSocket
  return {
    docker: ['--volume', `${folder}:${mountedAt}`],
    engine: ['--addr', `unix://${mountedAt}/${fileName}`, `--group=${group}`],
  }
}

/** Whether an engine ended because it could not listen on its socket. @param because its last log line */
export function becauseOfSocket(because: string): boolean {
  return because.includes(`${mountedAt}/${fileName}`)
}

/** Creates the folder for the socket of an engine that is about to start, without the socket of one that has exited. */
export async function makeSocketFolder(folder: string): Promise<void> {
  await removeSocket(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

export async function removeSocket(folder: string): Promise<void> {
  await rm(join(folder, fileName), { force: true })
}

/** Removes what `makeSocketFolder` created, once the engine has ended. */
export async function removeSocketFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/**
 * The CLI's address of an engine that runs; undefined if it has no socket on this machine, because Docker's daemon has
 * other folders.
 *
 * @param folder as for `socketArguments`
 */
export function socketHostOf(folder: string): string | undefined {
  const path = join(folder, fileName)
  return existsSync(path) ? `unix://${path}` : undefined
}

const imageStoreVariable = '_EXPERIMENTAL_DAGGER_RUNNER_IMAGESTORE'

/** Verbs with which the CLI starts no programs of the user. */
const withoutPrograms = new Set(['call', 'check', 'checks', 'core', 'functions', 'generate', 'query'])

/**
 * The variables with which the CLI reaches the engine through its socket, and loads and reads Docker's images as if it
 * had reached it through Docker. None for a command that may leave a CLI behind: when the engine stops, clients can only
 * be disconnected that came through `docker exec`.
 *
 * Source: dagger/dagger v0.18.19, cmd/dagger/engine.go line 26; v0.20.3, v0.21.8, engine/client/drivers/dial.go line 38
 * and engine/client/imageload/docker.go line 18; v1.0.0-beta.10, internal/cmd/dagger/engine.go line 30.
 *
 * @param socket as returned by `socketHostOf`
 * @param env of the command otherwise
 */
export function viaSocket(
  argv: readonly string[],
  socket: string,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  if (!withoutPrograms.has(verbOf(argv) ?? '')) return {}
  return {
    [runnerHostVariable]: socket,
    [imageStoreVariable]: env[imageStoreVariable] ?? 'docker-image',
  }
}
