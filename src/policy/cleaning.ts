import { engineImagePrefix, isManifest, isOurs, manifestGroup, packPrefix } from './keys.ts'

/** An entry of one ref, as GitHub's REST API lists it. */
export interface ListedEntry {
  readonly id: number
  readonly key: string
  /** Milliseconds since 1970, like `lastAccessedAt`. */
  readonly createdAt: number
  readonly lastAccessedAt: number
  /** Bytes. */
  readonly size: number
}

export interface Deletion {
  readonly entry: ListedEntry
  /** The end of a sentence. */
  readonly reason: string
}

export interface CleaningPlan {
  readonly deletions: readonly Deletion[]
  /** Keys of manifests that could not be read. If there are any, nothing is deleted. */
  readonly unreadable: readonly string[]
}

/** Number of newest manifests to keep for each logical key. A restore falls back to the second. */
const manifestsKept = 2
/** The same for each engine image: a job falls back to `docker pull`. */
const imagesKept = 1
const day = 24 * 3600 * 1000

/**
 * Decides which entries of one ref are obsolete.
 *
 * A manifest is deleted if its logical key has two newer ones (or one newer, for an engine's image), or if it is at
 * least a day old and one of its packs is missing, so that no job can restore it. A manifest that is deleted for a
 * missing pack does not count as newer. A pack is deleted if no listed manifest names it and it was neither created nor
 * used in the last 24 hours. A manifest that is deleted now still protects its packs until the next cleaning. If one
 * manifest cannot be read, nothing is deleted, because it may name any pack.
 *
 * Other jobs save, restore and clean at the same time, without locks. This is safe because:
 * - A save names only packs that it wrote itself and packs of the manifest that its job restored. The restore
 *   looked up those packs right after it read the manifest, and a lookup counts as a use. In a job of less than 24
 *   hours, each pack of the new manifest was therefore created or used within 24 hours of every listing until the
 *   manifest exists, so cleaning does not delete it as unnamed.
 * - Right before a save writes its manifest, it looks up the old packs again. It writes a missing pack again, and
 *   the lookup counts as a use of the others, which protects them for the next job.
 * - A restore also looks up every pack before it fetches the first one, so it has a day to fetch all of them.
 * - Two cleanings may delete the same entries: neither needs what the other deletes.
 *
 * @param packsOf the hashes of the packs that a manifest names, by its entry's key; lacks unreadable manifests
 * @param now milliseconds since 1970, by the clock that set the entries' times
 */
export function planCleaning(
  entries: readonly ListedEntry[],
  packsOf: ReadonlyMap<string, readonly string[]>,
  now: number,
): CleaningPlan {
  const manifests = manifestsOf(entries)
  const unreadable = manifests.map(({ key }) => key).filter((key) => !packsOf.has(key))
  if (unreadable.length > 0) return { deletions: [], unreadable }

  const packs = new Map(entries.filter(isPack).map((entry) => [entry.key.slice(packPrefix.length), entry]))
  const named = new Set(manifests.flatMap(({ key }) => packsOf.get(key) ?? []))
  const broken = manifests.filter((entry) => {
    return entry.createdAt <= now - day && packsOf.get(entry.key)?.some((sha256) => !packs.has(sha256))
  })
  const superseded = [
    ...Map.groupBy(
      manifests.filter((entry) => !broken.includes(entry)),
      ({ key }) => manifestGroup(key),
    ).values(),
  ].flatMap((ofOneKey) => {
    const kept = ofOneKey.some(isEngineImage) ? imagesKept : manifestsKept
    return ofOneKey.toSorted(newestFirst).slice(kept)
  })
  const unnamed = entries.filter(isPack).filter((entry) => {
    const lastTouched = Math.max(entry.createdAt, entry.lastAccessedAt)
    return !named.has(entry.key.slice(packPrefix.length)) && lastTouched <= now - day
  })
  return {
    unreadable,
    deletions: [
      ...because(unnamed, 'no snapshot names this pack, and it was neither created nor used for a day'),
      ...because(broken, 'a pack of this snapshot is gone, so it cannot be restored'),
      ...because(
        superseded.filter((entry) => !isEngineImage(entry)),
        'its key has two newer snapshots',
      ),
      ...because(superseded.filter(isEngineImage), 'there is a newer snapshot of this engine image'),
    ],
  }
}

/** How much of a repository a folder holds. */
export interface FolderLimits {
  /** Maximum number of days since a snapshot was last restored or saved. */
  readonly days: number
  /** Maximum size of all packs that the snapshots name. */
  readonly bytes: number
}

/**
 * Decides which entries of a repository's folder to delete: those that `planCleaning` finds, snapshots that were not
 * used for `days`, and the least recently used ones while all together exceed the limit. A snapshot that was used
 * within a day stays, whatever its size, and so do its packs.
 *
 * A restore and a save look up every pack of a snapshot. This counts as a use of the packs, and so of the snapshot.
 */
export function planFolderCleaning(
  entries: readonly ListedEntry[],
  packsOf: ReadonlyMap<string, readonly string[]>,
  now: number,
  { days, bytes }: FolderLimits,
): CleaningPlan {
  const plan = planCleaning(entries, packsOf, now)
  const packs = new Map(entries.filter(isPack).map((entry) => [entry.key.slice(packPrefix.length), entry]))
  const usedAt = (entry: ListedEntry): number => {
    const named = (packsOf.get(entry.key) ?? []).map((sha256) => packs.get(sha256)?.lastAccessedAt ?? 0)
    const own = Math.max(entry.createdAt, entry.lastAccessedAt)
    return named.length === 0 ? own : Math.max(own, Math.min(...named))
  }
  const gone = new Set(plan.deletions.map(({ entry }) => entry))
  const stays = (entry: ListedEntry): boolean => isOurs(entry.key) && !isPack(entry) && !gone.has(entry)
  const unused = entries.filter((entry) => stays(entry) && usedAt(entry) <= now - days * day)
  for (const entry of unused) gone.add(entry)

  const counted = new Set<string>()
  let total = 0
  const tooMuch: ListedEntry[] = []
  for (const manifest of manifestsOf(entries)
    .filter(stays)
    .toSorted((a, b) => usedAt(b) - usedAt(a))) {
    const more = (packsOf.get(manifest.key) ?? []).filter((sha256) => !counted.has(sha256))
    const size = more.reduce((sum, sha256) => sum + (packs.get(sha256)?.size ?? 0), 0)
    if (total + size > bytes && usedAt(manifest) <= now - day) {
      tooMuch.push(manifest)
      continue
    }
    total += size
    for (const sha256 of more) counted.add(sha256)
  }
  return {
    ...plan,
    deletions: [
      ...plan.deletions,
      ...because(unused, `it was not used for ${days} days`),
      ...because(tooMuch, 'all snapshots together exceed the size limit of the folder'),
    ],
  }
}

/** Whether anything could be deleted, whatever the manifests contain. If not, they are not read, because reading counts as a use. */
export function mayClean(entries: readonly ListedEntry[], now: number, plan = planCleaning): boolean {
  const namingNothing = new Map(manifestsOf(entries).map(({ key }) => [key, []]))
  return plan(entries, namingNothing, now).deletions.length > 0
}

export function manifestsOf(entries: readonly ListedEntry[]): readonly ListedEntry[] {
  return entries.filter(({ key }) => isManifest(key))
}

function isEngineImage({ key }: ListedEntry): boolean {
  return key.startsWith(engineImagePrefix)
}

function isPack({ key }: ListedEntry): boolean {
  return key.startsWith(packPrefix)
}

function newestFirst(a: ListedEntry, b: ListedEntry): number {
  return b.createdAt - a.createdAt || b.id - a.id
}

/** Oldest first: the next cleanup deletes what this one does not reach. */
function because(entries: readonly ListedEntry[], reason: string): Deletion[] {
  return entries.toSorted((a, b) => newestFirst(b, a)).map((entry) => ({ entry, reason }))
}
