import type { BucketEntry } from '../store/store.ts'
import { markPrefix, matchedLogicalKey, packPrefix, snapshotPrefix } from './keys.ts'

export interface BucketDeletion {
  readonly entry: BucketEntry
  /** Ends a sentence. */
  readonly reason: string
  /** Deleted only if no job looked it up for this long, ms, which not every listing shows. */
  readonly unlessUsedWithinMilliseconds: number
  /** Hashes of the packs that the snapshot names and the listing lacks. It is deleted only if one of them no longer exists. */
  readonly missing: readonly string[]
}

export interface BucketPlan {
  readonly deletions: readonly BucketDeletion[]
  /** Packs to mark. Those that were marked already go instead. */
  readonly unnamed: readonly BucketEntry[]
  /** Snapshots that cannot be read: no pack of their scopes is unnamed. */
  readonly unreadable: readonly BucketEntry[]
}

const hour = 3600 * 1000
/** Longer than a job may take for which cleaning is safe, ms. */
export const day = 24 * hour
/** Snapshots to keep of each logical key in each scope. A restore falls back to the second. */
const snapshotsKept = 2

/**
 * Decides which entries of a repository are obsolete, in all of its scopes: a bucket evicts nothing, not even the
 * entries of a deleted branch.
 *
 * A snapshot is deleted if its key has two newer ones in its scope, if a pack that it names is missing, or if no job
 * looked it up for the keep time. A pack is deleted in two steps. It is marked if no snapshot of any scope names it
 * (not even one that is deleted now), and it was not written, renewed or marked for a day. It is deleted if it was
 * marked a day ago and has not changed since.
 *
 * Other jobs save, restore and clean at the same time, without locks. This is safe because:
 * - A lookup of a marked pack removes the mark. A job looks up each pack of the snapshot that it restores, and
 *   once more before it names the pack in its own. So a pack that a job has looked up stays for at least a day, and
 *   another day begins with the save. This covers jobs of less than a day.
 * - A pack that a running job has written is younger than a day, or was marked for the first time, which adds a day.
 * - Two cleanups may delete the same entries: neither needs what the other deletes.
 *
 * An unreadable snapshot may name any pack, so the packs of its scope stay. Those of other scopes do not, so that a
 * branch cannot prevent the cleanup of the default branch.
 *
 * @param packsOf the hashes of the packs that a snapshot names; undefined for one that cannot be read
 * @param now milliseconds since 1970, by the clock that wrote the entries' times
 * @param maxUnusedMilliseconds ms
 */
export function planBucketCleaning(
  entries: readonly BucketEntry[],
  packsOf: (snapshot: BucketEntry) => readonly string[] | undefined,
  now: number,
  maxUnusedMilliseconds: number,
): BucketPlan {
  const snapshots = entries.filter(isSnapshot)
  const packs = entries.filter(({ key }) => key.startsWith(packPrefix))
  const there = new Set(packs.map(hashOf))
  const named = new Set(snapshots.flatMap((snapshot) => packsOf(snapshot) ?? []))

  const old = [...snapshots, ...entries.filter(({ key }) => key.startsWith(markPrefix))].filter(
    ({ modifiedAt }) => modifiedAt <= now - maxUnusedMilliseconds,
  )
  const missingOf = (snapshot: BucketEntry) =>
    (packsOf(snapshot) ?? []).filter((sha256) => !there.has(sha256))
  const broken = snapshots.filter(
    (snapshot) => snapshot.modifiedAt <= now - day && missingOf(snapshot).length > 0,
  )
  const gone = new Set([...old, ...broken])
  const superseded = [
    ...Map.groupBy(
      snapshots.filter((snapshot) => !gone.has(snapshot)),
      ({ scope, key }) => `${scope}/${matchedLogicalKey(key) ?? key}`,
    ).values(),
  ].flatMap((ofOneKey) => ofOneKey.toSorted(newestFirst).slice(snapshotsKept))

  const unreadable = snapshots.filter(
    (snapshot) => packsOf(snapshot) === undefined && !gone.has(snapshot) && !superseded.includes(snapshot),
  )
  const guarded = new Set(unreadable.map(({ scope }) => scope))
  return {
    deletions: [
      ...because(broken, 0, 'a pack of this snapshot is gone, so it cannot be restored').map((deletion) => ({
        ...deletion,
        missing: missingOf(deletion.entry),
      })),
      ...because(superseded, 0, 'its key has two newer snapshots'),
      ...because(
        old.filter((entry) => !broken.includes(entry)),
        maxUnusedMilliseconds,
        `no job looked it up for ${Math.floor(maxUnusedMilliseconds / day)} days`,
      ),
    ],
    unnamed: packs
      .filter((pack) => !named.has(hashOf(pack)) && !guarded.has(pack.scope) && pack.modifiedAt <= now - day)
      .toSorted((a, b) => newestFirst(b, a)),
    unreadable,
  }
}

export function isSnapshot({ key }: Pick<BucketEntry, 'key'>): boolean {
  return key.startsWith(snapshotPrefix)
}

function hashOf({ key }: BucketEntry): string {
  return key.slice(packPrefix.length)
}

/** Most services round times to seconds: of two entries of the same second, the later key counts as newer. */
function newestFirst(a: BucketEntry, b: BucketEntry): number {
  return b.modifiedAt - a.modifiedAt || (a.key < b.key ? 1 : -1)
}

/** Oldest first: the next cleanup deletes what this one does not reach. */
function because(
  entries: readonly BucketEntry[],
  unlessUsedWithinMilliseconds: number,
  reason: string,
): BucketDeletion[] {
  return entries
    .toSorted((a, b) => newestFirst(b, a))
    .map((entry) => ({ entry, reason, unlessUsedWithinMilliseconds, missing: [] }))
}
