// Measures the lower bound of a restore on this machine: only downloading the bytes, and only decoding and writing them.
import { appendFile, mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { zstdDecompressSync } from 'node:zlib'
import { silent } from '../src/log.ts'
import { packKey } from '../src/policy/keys.ts'
import { actionsStore } from '../src/store/actions.ts'
import { readRange } from '../src/store/source.ts'
import { chunkSize, type StoredChunk } from '../src/snapshot/manifest.ts'
import { readManifest } from '../src/snapshot/read-snapshot.ts'
import { forEachConcurrently } from '../src/snapshot/workers.ts'
import { measured } from './yardstick.ts'

const threads = 2
const connections = 8
const requestBytes = 8 * 2 ** 20

interface Share {
  readonly image: string
  readonly packs: readonly string[]
  readonly chunks: readonly StoredChunk[]
}

/** `fetch FOLDER ENTRY-KEY`, `keep FOLDER ENTRY-KEY`, or `write FOLDER ENTRY-KEY` after `keep`. */
async function main([step, folder = '', entryKey = '']: readonly string[]): Promise<void> {
  const store = actionsStore(process.env, silent, folder)
  if (!store) throw new Error('there is no cache service')
  const manifest = await readManifest(store, entryKey)
  const packFile = (sha256: string) => join(folder, sha256)
  if (step === 'fetch') {
    await measured(async () => {
      const requests: { url: string; start: number; end: number }[] = []
      for (const { sha256, size } of manifest.packs) {
        const opened = await store.open(packKey(sha256))
        if (opened?.source.kind !== 'url') throw new Error(`${sha256} is not there`)
        for (let start = 0; start < size; start += requestBytes) {
          requests.push({ url: opened.source.url, start, end: Math.min(size, start + requestBytes) })
        }
      }
      await forEachConcurrently(requests, connections, async ({ url, start, end }) => {
        await discard(url, start, end)
      })
      agent.destroy()
      return undefined
    })
  } else if (step === 'keep') {
    await measured(async () => {
      await mkdir(folder, { recursive: true })
      for (const { sha256, size } of manifest.packs) {
        const opened = await store.open(packKey(sha256))
        if (!opened) throw new Error(`${sha256} is not there`)
        for (let start = 0; start < size; start += requestBytes) {
          const bytes = await readRange(opened.source, start, Math.min(size, start + requestBytes))
          await appendFile(packFile(sha256), bytes)
        }
      }
      return undefined
    })
  } else {
    const image = join(folder, 'floor.img')
    for (const { sha256 } of manifest.packs) await readFile(packFile(sha256))
    await measured(async () => {
      await writeFile(image, '')
      await truncate(image, manifest.imageSize)
      const chunks = manifest.chunks.toSorted((a, b) => a.pack - b.pack || a.offset - b.offset)
      await Promise.all(
        Array.from({ length: threads }, async (_, thread) => {
          const share: Share = {
            image,
            packs: manifest.packs.map(({ sha256 }) => packFile(sha256)),
            chunks: chunks.slice(
              (chunks.length * thread) / threads,
              (chunks.length * (thread + 1)) / threads,
            ),
          }
          await new Promise((resolve, reject) => {
            const worker = new Worker(new URL(import.meta.url), { workerData: share })
            worker.on('error', reject)
            worker.on('exit', resolve)
          })
        }),
      )
      return undefined
    })
    await rm(image)
  }
}

const agent = new http.Agent({ keepAlive: true })

async function discard(url: string, start: number, end: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = http.get(url, { agent, headers: { range: `bytes=${start}-${end - 1}` } }, (response) => {
      response.on('end', resolve)
      response.on('error', reject)
      response.resume()
    })
    request.on('error', reject)
  })
}

async function writeShare({ image, packs, chunks }: Share): Promise<void> {
  const target = await open(image, 'r+')
  const sources = await Promise.all(packs.map((path) => open(path, 'r')))
  for (const { pack, offset, length, index } of chunks) {
    const bytes = Buffer.allocUnsafeSlow(length)
    await sources[pack]?.read(bytes, 0, length, offset)
    const chunk = zstdDecompressSync(bytes, { chunkSize })
    await target.write(chunk, 0, chunk.length, index * chunkSize)
  }
  await Promise.all([...sources, target].map((file) => file.close()))
}

if (isMainThread) await main(process.argv.slice(2))
else if (parentPort) await writeShare(workerData as Share)
