// Restores or saves with Warm Dagger, in a separate process. It is bundled like a release, because a bundle starts
// faster and takes less memory.
import { actionsStore } from '../src/store/actions.ts'
import { openBucket } from '../src/store/s3-bucket.ts'
import { S3Store } from '../src/store/s3.ts'
import type { Store } from '../src/store/store.ts'
import { silent } from '../src/log.ts'
import { readManifest, writeImage } from '../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../src/snapshot/write-snapshot.ts'
import { work } from '../src/snapshot/worker.ts'
import { measured } from './yardstick.ts'

const separator = '/_/'

/** `restore IMAGE KEY` or `save IMAGE KEY NEW-NAME [PREVIOUS-KEY]`; `KEY` is a logical key. */
export async function main(): Promise<void> {
  const [step, image = '', key = '', name = '', previousKey = ''] = process.argv.slice(2)
  const store = await openStore(`${image}.staging`)
  if (!store) throw new Error('there is no cache service')
  if (step === 'restore') {
    await measured(async () => {
      const entry = await store.find([key + separator])
      if (!entry) throw new Error(`nothing is stored for ${key}`)
      const manifest = await readManifest(store, entry.key)
      await writeImage(store, { key: entry.key, manifest }, image)
      return { entry: entry.key, packs: manifest.packs.length, chunks: manifest.chunks.length }
    })
  } else {
    // A job has the manifest on disk since its restore.
    const previous =
      previousKey === '' ? undefined : { key: previousKey, manifest: await readManifest(store, previousKey) }
    const entryKey = key + separator + name
    await measured(async () => {
      const report = await saveSnapshot({
        image,
        store,
        entryKey,
        engineVersion: '0.21.8',
        previous,
      })
      return { entry: entryKey, ...report }
    })
  }
}

/** A bucket where the variable names one, else the cache service. */
async function openStore(stagingFolder: string): Promise<Store | undefined> {
  const name = process.env['WARM_DAGGER_BENCH_BUCKET']
  if (name === undefined) return actionsStore(process.env, silent, stagingFolder)
  const bucket = await openBucket(name, process.env, silent)
  const where = { repository: 'bench/', scopes: ['refs:heads:main'] } as const
  return new S3Store(`s3://${name}`, bucket, where, silent)
}

/** The body of a worker thread. */
export function thread(): void {
  work()
}
