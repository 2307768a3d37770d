import { createHash } from 'node:crypto'
import { engineImagePrefix, packKey, snapshotPrefix } from '../src/policy/keys.ts'
import { reasonOf } from '../src/reason.ts'
import { readRange, SourceError } from '../src/store/source.ts'
import type { Store } from '../src/store/store.ts'
import type { Pack, Snapshot } from '../src/snapshot/manifest.ts'
import { readManifest, SnapshotError } from '../src/snapshot/read-snapshot.ts'

/** A snapshot's key as users see and enter it: that of a state is without the common prefix. */
export function shownKey(key: string): string {
  return key.startsWith(snapshotPrefix) ? key.slice(snapshotPrefix.length) : key
}

/**
 * The newest snapshot whose key begins with `key`.
 *
 * @param key with or without the common prefix; '' for the newest state of all
 * @throws Error if there is none; SnapshotError if it cannot be read
 */
export async function findSnapshot(store: Store, key: string): Promise<Snapshot> {
  const wanted = shownKey(key)
  const prefix = isOfEngineImage(wanted) ? '' : snapshotPrefix
  const entry = await store.find([`${prefix}${wanted}`])
  if (!entry) {
    throw new Error(
      `There is no snapshot in ${store.name}${wanted === '' ? '' : ` whose key begins with ${wanted}`}.`,
    )
  }
  return { key: entry.key, manifest: await readManifest(store, entry.key) }
}

/** Whether a snapshot holds the files of an engine's image, and no state. */
export function isOfEngineImage(key: string): boolean {
  return key.startsWith(engineImagePrefix)
}

/** Bytes in memory at a time for each pack that is read. */
const pieceSize = 8 * 2 ** 20

/**
 * A pack's bytes, in order. The hash is checked only after the last one.
 *
 * @throws SnapshotError if the hash is not the one in the pack's name, or bytes are missing
 */
export async function* packBytes(store: Store, { sha256, size }: Pack): AsyncGenerator<Buffer> {
  const entry = await store.open(packKey(sha256))
  if (!entry) throw new SnapshotError(`The pack ${sha256} is missing.`)
  const digest = createHash('sha256')
  try {
    if (entry.size !== size) {
      throw new SnapshotError(`The pack ${sha256} has ${entry.size} bytes, and should have ${size}.`)
    }
    for (let start = 0; start < size; start += pieceSize) {
      const bytes = await readRange(entry.source, start, Math.min(start + pieceSize, size))
      digest.update(bytes)
      yield bytes
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new SnapshotError(`The pack ${sha256} cannot be read: ${reasonOf(error)}.`)
  } finally {
    await entry.close()
  }
  if (digest.digest('hex') !== sha256) {
    throw new SnapshotError(`The pack ${sha256} does not match its hash.`)
  }
}
