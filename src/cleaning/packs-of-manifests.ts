import type { Log } from '../log.ts'
import { reasonOf } from '../reason.ts'
import { forEachConcurrently } from '../snapshot/workers.ts'

/** How to list a store's entries, and to read the manifests among them. */
export interface ManifestReading<Listing, Manifest> {
  readonly list: () => Promise<Listing>
  readonly manifestsOf: (listing: Listing) => readonly Manifest[]
  /** Unique among the entries. */
  readonly nameOf: (manifest: Manifest) => string
  /** Returns the hashes of the packs that a manifest names. Throws if it cannot be read. */
  readonly readPacks: (manifest: Manifest) => Promise<readonly string[]>
}

/**
 * Reads the manifests of a listing. The decision needs a listing that is newer than the reading, which takes a while. So
 * this lists again and reads the new manifests, at most three times.
 *
 * @returns the last listing, and the packs of each manifest by its name; those that cannot be read are absent
 * @throws the error of `list`
 */
export async function packsOfManifests<Listing, Manifest>(
  first: Listing,
  { list, manifestsOf, nameOf, readPacks }: ManifestReading<Listing, Manifest>,
  log: Log,
): Promise<{ listing: Listing; packsOf: ReadonlyMap<string, readonly string[]> }> {
  const packsOf = new Map<string, readonly string[]>()
  const tried = new Set<string>()
  let listing = first
  const unread = (): Manifest[] => manifestsOf(listing).filter((manifest) => !tried.has(nameOf(manifest)))
  for (let round = 1; unread().length > 0 && round <= 3; round++) {
    await forEachConcurrently(unread(), 8, async (manifest) => {
      tried.add(nameOf(manifest))
      try {
        packsOf.set(nameOf(manifest), await readPacks(manifest))
      } catch (error) {
        log.debug(reasonOf(error))
      }
    })
    listing = await list()
  }
  return { listing, packsOf }
}
