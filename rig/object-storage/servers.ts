import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { installed } from '../installed.ts'
import { until } from '../until.ts'

/** An object storage on loopback, which script/bootstrap installs. It ends with `stop`, or with this process. */
export interface ObjectStorage {
  /** What a job's environment names it by, and credentials that may do everything. */
  readonly env: Readonly<Record<string, string>>
  readonly url: string
  stop(): Promise<void>
}

const tools = resolve(import.meta.dirname, '../../.tools')

/**
 * Versity's gateway to a folder: each bucket is a folder in it, each object a file, whose time is the object's.
 *
 * @param folder is made, with the buckets; in a filesystem with extended attributes
 * @param users the secrets of accounts that may do only what a bucket's policy allows, by their access keys
 */
export async function startVersity(
  folder: string,
  buckets: readonly string[],
  users: Readonly<Record<string, string>> = {},
): Promise<ObjectStorage> {
  await installed('versity')
  for (const bucket of buckets) await mkdir(`${folder}/${bucket}`, { recursive: true })
  const root = 'the secret of root'
  return await start(
    (port) => [`${tools}/bin/versity`, [`127.0.0.1:${port}`, folder]],
    { SECRETS: JSON.stringify({ ...users, root }) },
    { AWS_ACCESS_KEY_ID: 'root', AWS_SECRET_ACCESS_KEY: root },
  )
}

/** Moto's server: a stand-in for all of AWS, for whom every signature is right. */
export async function startMoto(): Promise<ObjectStorage> {
  await installed('moto')
  return await start(
    (port) => [`${tools}/python/bin/moto_server`, ['--host', '127.0.0.1', '--port', String(port)]],
    {},
    { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any secret' },
  )
}

async function start(
  command: (port: number) => [string, string[]],
  env: Readonly<Record<string, string>>,
  credentials: Readonly<Record<string, string>>,
): Promise<ObjectStorage> {
  const port = await freePort()
  const [program, args] = command(port)
  const server = spawn(program, args, {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  })
  const url = `http://127.0.0.1:${port}`
  const end = () => void server.kill('SIGKILL')
  process.on('exit', end)
  await until(`${program} answers`, () => answers(server, url))
  return {
    url,
    env: { ...credentials, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: url },
    stop: async () => {
      process.off('exit', end)
      if (server.exitCode !== null) return
      server.kill()
      await once(server, 'exit')
    },
  }
}

async function answers(server: ChildProcess, url: string): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`it ended with exit code ${server.exitCode}`)
  return await fetch(url).then(
    () => true,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
