/** A registry on port 5000 of this network, with the image of an unpacked OCI archive: `node registry-main.ts FOLDER`. */
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const folder = process.argv[2] ?? ''
const { manifests } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
  manifests: { digest: string; mediaType: string }[]
}
const [manifest] = manifests
if (!manifest) throw new Error(`${folder} holds no image`)

createServer(({ method, url = '' }, response) => {
  if (url === '/v2/') return void response.end('{}')
  const [, kind, reference = ''] = /^\/v2\/[\w-]+\/(manifests|blobs)\/([\w:]+)$/.exec(url) ?? []
  const digest = reference.startsWith('sha256:') ? reference : manifest.digest
  const file = join(folder, 'blobs/sha256', digest.replace('sha256:', ''))
  if (kind === undefined || !existsSync(file)) return void response.writeHead(404).end()
  const bytes = readFileSync(file)
  response.writeHead(200, {
    'content-type': kind === 'manifests' ? manifest.mediaType : 'application/octet-stream',
    'content-length': bytes.length,
    'docker-content-digest': digest,
  })
  response.end(method === 'HEAD' ? undefined : bytes)
}).listen(5000, '127.0.0.1', () => {
  console.log('ready')
})
