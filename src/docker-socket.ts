import { request, type IncomingMessage } from 'node:http'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { currentSignal } from './deadline.ts'

/**
 * Sends a GET request to the Docker daemon on its socket. The answer usually comes within milliseconds, and a `docker`
 * command takes ten times as long. `path` contains no API version, so the daemon uses its newest.
 *
 * @returns the answer; `absent` if what was asked for does not exist; undefined if the caller has to use the `docker`
 *   command instead: `daemonSocket` knows no socket, the connection fails, or the daemon refuses the request
 * @throws Error if the daemon does not answer in time
 */
export async function askDaemon(path: string): Promise<{ readonly content: unknown } | 'absent' | undefined> {
  const signal = timeLimit()
  try {
    const response = await openAnswer(path, signal)
    if (response?.statusCode === 200) return { content: await json(response) }
    response?.destroy()
    return response?.statusCode === 404 ? 'absent' : undefined
  } catch {
    if (signal.aborted) throw new Error(`the Docker daemon did not answer in time (GET ${path})`)
    return undefined
  }
}

/**
 * The same, for an answer of any size. The signal ends the reading too.
 *
 * @returns undefined if `daemonSocket` knows no socket
 * @throws Error if the connection fails, or the signal is aborted before the answer begins
 */
export async function openAnswer(path: string, signal: AbortSignal): Promise<IncomingMessage | undefined> {
  const socketPath = await daemonSocket(process.env)
  if (socketPath === undefined) return undefined
  return await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path, agent: false, signal }, resolve).on('error', reject).end()
  })
}

/** Far more than a healthy daemon needs, even on a busy machine. */
const timeoutMilliseconds = 120_000

/** Aborted when a healthy daemon would have answered, or the time of the current work is up. */
export function timeLimit(): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMilliseconds)
  const deadline = currentSignal()
  return deadline ? AbortSignal.any([timeout, deadline]) : timeout
}

/**
 * The path of the daemon's socket, if DOCKER_HOST or the default context names a socket of this machine. undefined for
 * any other context, even one with a local socket.
 *
 * Source: docker/cli v28.2.2, cli/command/cli.go, resolveContextName, and opts/hosts.go, for the order and the default.
 */
export async function daemonSocket(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { DOCKER_HOST: host, DOCKER_CONTEXT: context } = env
  if (host) return /^unix:\/\/(.+)$/.exec(host)?.[1]
  const isDefault = [undefined, '', 'default'].includes(context || (await configuredContext(env)))
  return isDefault ? '/var/run/docker.sock' : undefined
}

async function configuredContext(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = join(env['DOCKER_CONFIG'] || join(homedir(), '.docker'), 'config.json')
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { readonly currentContext?: string }).currentContext
  } catch {
    // The docker command ignores a file that it cannot read.
    return undefined
  }
}
