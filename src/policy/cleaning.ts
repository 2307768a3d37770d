import { isOurs, matchedLogicalKey, packPrefix, snapshotPrefix } from './keys.ts'

/** An entry of one ref, as GitHub's REST API lists it. */
export interface ListedEntry {
  readonly id: number
  readonly key: string
  /** Milliseconds since 1970, as is the next. */
  readonly createdAt: number
  readonly lastAccessedAt: number
  /** Bytes. */
  readonly size: number
}

export interface Deletion {
  readonly entry: ListedEntry
  /** Ends a sentence. */
  readonly reason: string
}

export interface CleaningPlan {
  readonly deletions: readonly Deletion[]
  /** Keys of manifests that could not be read: because of them nothing is deleted. */
  readonly unreadable: readonly string[]
}

/** Of each logical key; the second is what a restore falls back to. */
const manifestsKept = 2
const day = 24 * 3600 * 1000

/**
 * Which entries of one ref nobody will want again.
 *
 * A manifest goes when its logical key has two newer ones, or when a pack of its own is gone for a day at least,
 * so that nobody can restore it; such a one is not among the newest two. A pack goes when no manifest of the
 * listing names it (not even one that goes now: its packs wait for the next cleaning) and when it was neither
 * created nor used for 24 hours. One manifest that cannot be read keeps everything, for it may name any pack.
 *
 * Others save, restore and clean meanwhile, and nothing is locked. Why that is safe:
 * - A saver names only packs that it wrote itself and those of the manifest that its job restored. The restore
 *   looked those up right after it read the manifest, and a look-up counts as a use: so, in jobs of less than 24
 *   hours, each pack of a manifest to come was created or used within 24 hours of every listing until that
 *   manifest is there. It is not deleted for lack of a name.
 * - Right before it writes its manifest the saver looks the old packs up once more: one that is gone is written
 *   anew, and the use of the others carries them over to the next job.
 * - A restorer, too, has looked up every pack before it fetches the first, and has a day to fetch them.
 * - Two cleaners delete what the other may have deleted: neither needs what the other takes.
 *
 * @param packsOf the hashes of the packs that a manifest names, by its entry's key; lacks what cannot be read
 * @param now milliseconds since 1970, by the clock that wrote the entries' times
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
      ({ key }) => matchedLogicalKey(key) ?? key,
    ).values(),
  ].flatMap((ofOneKey) => ofOneKey.toSorted(newestFirst).slice(manifestsKept))
  const unnamed = entries.filter(isPack).filter((entry) => {
    const lastTouched = Math.max(entry.createdAt, entry.lastAccessedAt)
    return !named.has(entry.key.slice(packPrefix.length)) && lastTouched <= now - day
  })
  return {
    unreadable,
    deletions: [
      ...because(unnamed, 'no snapshot names this pack, and it was neither created nor used for a day'),
      ...because(broken, 'a pack of this snapshot is gone, so it cannot be restored'),
      ...because(superseded, 'its key has two newer snapshots'),
    ],
  }
}

/** How much of a repository a folder holds. */
export interface FolderLimits {
  /** Since a snapshot was last restored or saved. */
  readonly days: number
  /** Of all packs that the snapshots name. */
  readonly bytes: number
}

/**
 * Which entries of a repository's folder are to go: what `planCleaning` finds, snapshots that nobody used for so many
 * days, and those used longest ago while all are larger than the limit. A snapshot that was used within a day stays,
 * however large, and so do the packs that it names, which wait for a day after they are named no more.
 *
 * A restore and a save look up every pack of a snapshot, which counts as their use, and so as that of the snapshot.
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
      ...because(unused, `nobody used it for ${days} days`),
      ...because(tooMuch, 'all snapshots together are larger than the folder may be'),
    ],
  }
}

/** Whether anything could go, whatever the manifests say: else they need not be read, which would be a use. */
export function mayClean(entries: readonly ListedEntry[], now: number, plan = planCleaning): boolean {
  const namingNothing = new Map(manifestsOf(entries).map(({ key }) => [key, []]))
  return plan(entries, namingNothing, now).deletions.length > 0
}

export function manifestsOf(entries: readonly ListedEntry[]): readonly ListedEntry[] {
  return entries.filter(({ key }) => key.startsWith(snapshotPrefix))
}

function isPack({ key }: ListedEntry): boolean {
  return key.startsWith(packPrefix)
}

function newestFirst(a: ListedEntry, b: ListedEntry): number {
  return b.createdAt - a.createdAt || b.id - a.id
}

/** Oldest first: what is not reached now is the next cleaning's. */
function because(entries: readonly ListedEntry[], reason: string): Deletion[] {
  return entries.toSorted((a, b) => newestFirst(b, a)).map((entry) => ({ entry, reason }))
}
