// A container registry for one image of the local daemon, with the part of the distribution protocol that a pull needs.
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { run } from '../../src/programs.ts'

export interface Registry {
  /** The reference of the image for a pull. Docker accepts registries on 127.0.0.1 without TLS. */
  readonly image: string
  close(): Promise<void>
}

interface Blob {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly bytes: Buffer
}

const types = 'application/vnd.docker'

/** @param name of an image of the local daemon */
export async function serveImage(name: string): Promise<Registry> {
  const { config, layers } = await blobsOf(name)
  const describe = ({ mediaType, digest, size }: Blob) => ({ mediaType, digest, size })
  const manifest = blob(
    `${types}.distribution.manifest.v2+json`,
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: `${types}.distribution.manifest.v2+json`,
        config: describe(config),
        layers: layers.map(describe),
      }),
    ),
  )
  const blobs = new Map([manifest, config, ...layers].map((one) => [one.digest, one]))
  const server = http.createServer(({ method, url = '' }, response) => {
    if (url === '/v2/') return void response.end('{}')
    const [, kind, reference = ''] = /^\/v2\/engine\/(manifests|blobs)\/(.+)$/.exec(url) ?? []
    const found = blobs.get(reference) ?? (kind === 'manifests' ? manifest : undefined)
    if (!found) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': found.mediaType,
      'content-length': found.size,
      'docker-content-digest': found.digest,
    })
    response.end(method === 'HEAD' ? undefined : found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    image: `127.0.0.1:${port}/engine:latest`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function blobsOf(name: string): Promise<{ config: Blob; layers: Blob[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-'))
  try {
    await run('docker', ['save', '--output', path.join(folder, 'image.tar'), name])
    await run('tar', ['-xf', path.join(folder, 'image.tar'), '-C', folder])
    const read = (file: string): Promise<Buffer> => readFile(path.join(folder, file))
    const [saved] = JSON.parse((await read('manifest.json')).toString()) as {
      Config: string
      Layers: string[]
    }[]
    if (!saved) throw new Error(`docker save gave no image for ${name}`)
    const layers = await Promise.all(saved.Layers.map(read))
    return {
      config: blob(`${types}.container.image.v1+json`, await read(saved.Config)),
      layers: layers.map((tar) => blob(`${types}.image.rootfs.diff.tar.gzip`, gzipSync(tar))),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function blob(mediaType: string, bytes: Buffer): Blob {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  return { mediaType, digest, size: bytes.length, bytes }
}
