import { counted, megabytes } from '../src/units.ts'
import { commonPrefix, isManifest, isOurs } from '../src/policy/keys.ts'
import type { ListedCache } from '../src/github/caches-api.ts'
import type { ListingStore } from '../src/store/store.ts'

/** An entry of Warm Dagger that can be removed. */
export interface Removable {
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** @returns false if it no longer existed */
  remove(): Promise<boolean>
}

/** Everything of ours in a folder, or of a ref in a bucket. */
export async function oursInFolder(store: ListingStore): Promise<readonly Removable[]> {
  return inOrder(
    (await store.list()).map(({ key, size }) => ({ key, size, remove: () => store.remove(key) })),
  )
}

/** All entries of Warm Dagger in a repository's caches, of all branches and pull requests. */
export async function oursOnGitHub(caches: ListedCache): Promise<readonly Removable[]> {
  const { entries } = await caches.list(undefined, commonPrefix)
  return inOrder(entries.map(({ id, key, size }) => ({ key, size, remove: () => caches.remove(id) })))
}

/** Sorts snapshots first, so that no job finds a snapshot whose packs are already removed. */
function inOrder(entries: readonly Removable[]): readonly Removable[] {
  return entries
    .filter(({ key }) => isOurs(key))
    .toSorted((a, b) => Number(isManifest(b.key)) - Number(isManifest(a.key)))
}

/** Such as `2 snapshots and 5 packs, 210.4 MB`. */
export function countOf(entries: readonly Pick<Removable, 'key' | 'size'>[]): string {
  const snapshots = entries.filter(({ key }) => isManifest(key)).length
  const bytes = entries.reduce((sum, { size }) => sum + size, 0)
  return `${counted(snapshots, 'snapshot')} and ${counted(entries.length - snapshots, 'pack')}, ${megabytes(bytes)}`
}
