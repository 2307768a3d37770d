import type { Log } from '../log.ts'
import { day, isSnapshot, planBucketCleaning } from '../policy/bucket-cleaning.ts'
import { isOurs, packKey, packPrefix } from '../policy/keys.ts'
import { packsOfManifests } from './packs-of-manifests.ts'
import { readManifest } from '../snapshot/read-snapshot.ts'
import { forEachConcurrently } from '../snapshot/workers.ts'
import { maxUnusedMilliseconds } from '../store/s3.ts'
import type { BucketEntry, BucketStore } from '../store/store.ts'
import { counted, megabytes, secondsSince } from '../units.ts'

/** The hashes of the packs that a snapshot names. @throws Error if it cannot be read */
export type ReadPacks = (snapshot: BucketEntry) => Promise<readonly string[]>

/** The next cleanup continues where this one ends. */
const most = { deletions: 1000, packs: 500 }
const concurrency = 8

/** Deletes and marks what `planBucketCleaning` finds in all scopes of the repository. @throws the store's error */
export async function cleanBucket(store: BucketStore, readPacks: ReadPacks, log: Log): Promise<void> {
  const start = performance.now()
  const { listing: entries, packsOf } = await packsOfManifests(
    await listed(store),
    {
      list: () => listed(store),
      manifestsOf: (listing) => listing.filter(isSnapshot),
      nameOf: ({ name }) => name,
      readPacks,
    },
    log,
  )
  const { deletions, unnamed, unreadable } = planBucketCleaning(
    entries,
    ({ name }) => packsOf.get(name),
    store.now(),
    maxUnusedMilliseconds,
  )
  const [unreadableSnapshot] = unreadable
  if (unreadableSnapshot) {
    log.info(
      `The snapshot ${unreadableSnapshot.key} cannot be read, and may need any pack of ${unreadableSnapshot.scope}: none of those is deleted.`,
    )
  }
  const removed: BucketEntry[] = []
  await forEachConcurrently(
    deletions.slice(0, most.deletions),
    concurrency,
    async ({ entry, reason, unlessUsedWithinMilliseconds, missing }) => {
      if (missing.length > 0 && (await areThere(store, entry.scope, missing))) return
      if (!(await store.removeEntry(entry, unlessUsedWithinMilliseconds))) return
      log.info(`Deleted ${entry.key}: ${reason}.`)
      removed.push(entry)
    },
  )
  let marked = 0
  await forEachConcurrently(unnamed.slice(0, most.packs), concurrency, async (pack) => {
    const outcome = await store.markOrRemove(pack, day)
    if (outcome === 'marked') marked++
    if (outcome !== 'removed') return
    log.info(
      `Deleted ${pack.key}: no snapshot names this pack, and it was not used for a day after it was marked.`,
    )
    removed.push(pack)
  })
  log.info(
    `Deleted ${removed.length} of ${counted(entries.length, 'object')}, ${megabytes(bytesOf(removed))}, and marked ${counted(marked, 'pack')} that no snapshot names, in ${secondsSince(start)}.`,
  )
}

/** Looks up packs that a listing lacks, because other jobs may have written them during the listing. */
async function areThere(store: BucketStore, scope: string, packs: readonly string[]): Promise<boolean> {
  for (const sha256 of packs) {
    const key = packKey(sha256)
    if (!(await store.of(scope).has(key)) && !(await store.has(key))) return false
  }
  return true
}

/** Looks up the packs in the snapshot's own scope. */
export function packsIn(store: BucketStore): ReadPacks {
  return async ({ scope, key }) =>
    (await readManifest(store.of(scope), key)).packs.map(({ sha256 }) => sha256)
}

/** Describes what a repository stores in the bucket, as a sentence. @throws the store's error */
export async function describeBucket(store: BucketStore): Promise<string> {
  const entries = await listed(store)
  const packs = entries.filter(({ key }) => key.startsWith(packPrefix))
  const scopes = new Set(entries.map(({ scope }) => scope)).size
  return `${store.name} holds ${counted(entries.filter(isSnapshot).length, 'snapshot')} and ${counted(packs.length, 'pack')} of this repository, ${megabytes(bytesOf(entries))} for ${counted(scopes, 'ref')}.`
}

async function listed(store: BucketStore): Promise<BucketEntry[]> {
  const entries: BucketEntry[] = []
  for await (const page of store.entries()) {
    for (const entry of page) if (isOurs(entry.key)) entries.push(entry)
  }
  return entries
}

function bytesOf(entries: readonly BucketEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0)
}
