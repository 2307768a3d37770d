import { packKey } from '../src/policy/keys.ts'
import type { Store } from '../src/store/store.ts'
import { encodeManifest, type Snapshot } from '../src/snapshot/manifest.ts'
import { inOnePiece } from '../src/snapshot/pack-writer.ts'
import { forEachConcurrently } from '../src/snapshot/workers.ts'
import { packBytes } from './snapshot.ts'

/**
 * Copies a snapshot as a save writes it: its packs, each checked against its hash, then the manifest. Skips what the
 * other store already has.
 *
 * @throws SnapshotError if a pack is missing or wrong; the copy then does not exist
 */
export async function copySnapshot(snapshot: Snapshot, from: Store, to: Store): Promise<void> {
  await forEachConcurrently(snapshot.manifest.packs, 4, async (pack) => {
    const key = packKey(pack.sha256)
    if (!(await to.has(key))) await to.put(key, packBytes(from, pack))
  })
  await to.put(snapshot.key, inOnePiece(encodeManifest(snapshot.manifest)))
}
