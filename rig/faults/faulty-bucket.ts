import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { keyOfObject, objectName } from '../../src/store/s3-address.ts'
import type { StoredContent } from '../cache-service/service.ts'
import { startProxy, type Proxy } from '../object-storage/proxy.ts'
import { startVersity } from '../object-storage/servers.ts'
import type { Texts } from '../runner/surroundings.ts'
import { Gate } from './gate.ts'

/**
 * A bucket of Versity's gateway, which a job reaches through a port that can be closed and a proxy that disturbs
 * requests. Its objects are files, so that the campaign reads and damages them without the product's code.
 */
export interface FaultyBucket {
  /** Of a job that uses it. */
  readonly env: Texts
  /** The input store. */
  readonly store: string
  readonly gate: Gate
  readonly proxy: Proxy
  /** Adds entries of the default branch, the oldest first. */
  fill(entries: readonly Pick<StoredContent, 'key' | 'bytes'>[]): Promise<void>
  /** The entries of the default branch, the oldest first, in the order that a listing shows. */
  contents(): Promise<readonly StoredContent[]>
  /** Keys, in their own order. */
  keys(): Promise<readonly string[]>
  remove(key: string): Promise<void>
  /** Inverts a byte, or truncates. */
  damage(key: string, random: { readonly flip: number } | { readonly cut: number }): Promise<void>
  /** Ends all faults and deletes everything. */
  reset(): Promise<void>
  stop(): Promise<void>
}

const day = 24 * 3600

/** @param folder is made */
export async function startFaultyBucket(folder: string): Promise<FaultyBucket> {
  await mkdir(folder)
  const storage = await startVersity(folder, ['states'])
  const proxy = await startProxy(storage.url)
  const gate = await Gate.to(proxy.url)
  const top = join(folder, 'states/faults')
  const scope = join(top, 'github.com/1/refs:heads:main')
  const fileOf = (key: string) => join(scope, objectName(key))

  async function files(): Promise<readonly string[]> {
    if (!existsSync(scope)) return []
    const all = await readdir(scope, { recursive: true, withFileTypes: true })
    return all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  }

  return {
    env: { ...storage.env, AWS_ENDPOINT_URL: gate.url },
    store: 's3://states/faults',
    gate,
    proxy,
    fill: async (entries) => {
      // Older than a day: a cleanup spares what is younger.
      const first = Date.now() / 1000 - 2 * day
      for (const [at, { key, bytes }] of entries.entries()) {
        await mkdir(dirname(fileOf(key)), { recursive: true })
        await writeFile(fileOf(key), bytes)
        await utimes(fileOf(key), first + at, first + at)
      }
    },
    contents: async () => {
      const found = await Promise.all(
        (await files()).map(async (file) => ({
          file,
          second: Math.floor((await stat(file)).mtimeMs / 1000),
          bytes: await readFile(file),
        })),
      )
      return found
        .toSorted((a, b) => a.second - b.second || (a.file < b.file ? -1 : 1))
        .flatMap(({ file, bytes }) => {
          const key = keyOfObject(relative(scope, file))
          return key === undefined ? [] : [{ scope: '', version: '', key, bytes }]
        })
    },
    keys: async () => (await files()).flatMap((file) => keyOfObject(relative(scope, file)) ?? []).toSorted(),
    remove: (key) => rm(fileOf(key)),
    damage: async (key, how) => {
      if ('cut' in how) {
        await truncate(fileOf(key), (await stat(fileOf(key))).size - how.cut)
        return
      }
      const file = await open(fileOf(key), 'r+')
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, how.flip)
      buffer.writeUInt8(buffer.readUInt8(0) ^ 0xff, 0)
      await file.write(buffer, 0, 1, how.flip)
      await file.close()
    },
    reset: async () => {
      proxy.fault = () => undefined
      gate.limit(undefined)
      await gate.open()
      await rm(top, { recursive: true, force: true })
    },
    stop: async () => {
      gate.close()
      proxy.close()
      await storage.stop()
    },
  }
}
