import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zip } from './zip.ts'

/** A fault in one request. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** Responds with 200 and this body. Default: a login page. */
  | { readonly kind: 'page'; readonly contentType: string; readonly body?: string | Buffer }
  /** Flips one bit of the body. */
  | { readonly kind: 'flip' }
  /** Closes the connection after this many bytes of the body. */
  | { readonly kind: 'reset'; readonly after: number }
  /** Stops sending after this many bytes of the body, and keeps the connection open. */
  | { readonly kind: 'stall'; readonly after: number }

export interface ReleaseServerOptions {
  /** The CLI's file by version, without a `v`. */
  readonly releases?: Readonly<Record<string, string>>
  /** The CLI's file by a commit's full hash, or `head`. */
  readonly commits?: Readonly<Record<string, string>>
  /** A version, without a `v`, by pointer such as `latest` or `0.20`. */
  readonly pointers?: Readonly<Record<string, string>>
}

/** A stand-in for dl.dagger.io/dagger on loopback. */
export interface ReleaseServer {
  /** For `WARM_DAGGER_DOWNLOAD_URL`. */
  readonly url: string
  /** The requested paths so far, in order. */
  requests(): readonly string[]
  /** Calls the hook before each response from now on, with the path and the number of requests for it. */
  injectFaults(hook: ((path: string, count: number) => Fault | undefined) | undefined): void
  close(): Promise<void>
}

const names = ['linux', 'darwin', 'windows'].flatMap((os) => [`${os}_amd64`, `${os}_arm64`])

/**
 * Serves archives, `checksums.txt` and pointers as Dagger publishes them (dagger/dagger, v0.21.8,
 * .goreleaser.common.yml, .goreleaser.yml, .goreleaser.nightly.yml); every other path is 404.
 */
export async function startReleaseServer(options: ReleaseServerOptions): Promise<ReleaseServer> {
  const files = new Map<string, () => Promise<Buffer>>()
  for (const [version, cli] of Object.entries(options.releases ?? {})) {
    publish(files, `/releases/${version}`, `dagger_v${version}`, cli)
  }
  for (const [commit, cli] of Object.entries(options.commits ?? {})) {
    publish(files, `/main/${commit}`, `dagger_${commit}`, cli)
  }
  for (const [pointer, version] of Object.entries(options.pointers ?? {})) {
    files.set(`/versions/${pointer}`, () => Promise.resolve(Buffer.from(version)))
  }

  const requests: string[] = []
  let faults: ((path: string, count: number) => Fault | undefined) | undefined
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const fault = faults?.(path, requests.filter((other) => other === path).length)
    void answer(response, files.get(path), fault)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    injectFaults(hook) {
      faults = hook
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function publish(files: Map<string, () => Promise<Buffer>>, folder: string, stem: string, cli: string): void {
  const archives = names.map((name) => {
    const windows = name.startsWith('windows')
    const build = (): Promise<Buffer> => (windows ? zipped(cli) : tarred(cli))
    return { file: `${stem}_${name}.${windows ? 'zip' : 'tar.gz'}`, content: oncePer(build) }
  })
  for (const { file, content } of archives) files.set(`${folder}/${file}`, content)
  files.set(`${folder}/checksums.txt`, async () => {
    const lines = archives.map(async ({ file, content }) => `${hash('sha256', await content())}  ${file}\n`)
    return Buffer.from((await Promise.all(lines)).join(''))
  })
}

function oncePer<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

async function zipped(cli: string): Promise<Buffer> {
  return zip('dagger.exe', await readFile(cli))
}

async function tarred(cli: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'))
  try {
    await copyFile(cli, join(folder, 'dagger'))
    await writeFile(join(folder, 'LICENSE'), 'Apache License 2.0\n')
    const { stdout, status, stderr } = spawnSync('tar', ['-czf', '-', '-C', folder, 'LICENSE', 'dagger'], {
      maxBuffer: 1024 ** 3,
    })
    if (status !== 0) throw new Error(`tar failed: ${stderr.toString()}`)
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function answer(
  response: ServerResponse,
  content: (() => Promise<Buffer>) | undefined,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === 'status') {
    response.writeHead(fault.status, fault.headers).end()
    return
  }
  if (fault?.kind === 'page') {
    response
      .writeHead(200, { 'content-type': fault.contentType })
      .end(fault.body ?? '<!DOCTYPE html><html>Sign in</html>\n')
    return
  }
  if (content === undefined) {
    response
      .writeHead(404, { 'content-type': 'application/xml' })
      .end('<Error><Code>NoSuchKey</Code></Error>')
    return
  }
  const body = Buffer.from(await content())
  if (fault?.kind === 'flip') body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length })
  if (fault?.kind !== 'reset' && fault?.kind !== 'stall') {
    response.end(body)
    return
  }
  response.write(body.subarray(0, fault.after), () => {
    if (fault.kind === 'reset') response.destroy()
  })
}
