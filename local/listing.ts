import { megabytes } from '../src/units.ts'
import { isManifest, isOurs, packPrefix } from '../src/policy/keys.ts'
import type { RepositoryEntry } from '../src/github/caches-api.ts'
import type { ListingStore } from '../src/store/store.ts'
import type { Manifest } from '../src/snapshot/manifest.ts'
import { readManifest } from '../src/snapshot/read-snapshot.ts'
import { reasonOf } from '../src/reason.ts'
import { countOf } from './purge.ts'
import { shownKey } from './snapshot.ts'

/** A snapshot of a folder, as far as it can be read. */
export interface ListedSnapshot {
  readonly key: string
  /** Milliseconds since 1970. */
  readonly writtenAt: number
  readonly manifest: Manifest | Error
}

/**
 * Lines about the snapshots of a folder, or of a ref in a bucket, and the total size.
 *
 * @param now milliseconds since 1970
 */
export async function listFolder(store: ListingStore, now: number): Promise<readonly string[]> {
  const entries = await store.list()
  const snapshots: ListedSnapshot[] = []
  for (const { key, writtenAt } of entries.filter(({ key }) => isManifest(key))) {
    const manifest = await readManifest(store, key).catch((error: unknown) => new Error(reasonOf(error)))
    snapshots.push({ key, writtenAt, manifest })
  }
  const ours = entries.filter(({ key }) => isOurs(key))
  const packs = ours.filter(({ key }) => key.startsWith(packPrefix))
  const there = new Set(packs.map(({ key }) => key.slice(packPrefix.length)))
  const named = new Set(snapshots.flatMap(({ manifest }) => packsOf(manifest)))
  const unnamed = packs.filter(({ key }) => !named.has(key.slice(packPrefix.length)))
  const strangers = entries.length - ours.length
  return [
    ...table([
      ['AGE', 'SIZE', 'PACKS', 'REUSED', 'KEY'],
      ...snapshots.map((one) => rowOf(one, snapshots, there, now)),
    ]),
    '',
    `${countOf(ours)} in ${store.name}.`,
    ...(unnamed.length > 0
      ? [
          `Of these, ${megabytes(unnamed.reduce((sum, { size }) => sum + size, 0))} are in packs that no snapshot names.`,
        ]
      : []),
    ...(strangers > 0 ? [`Entries of other programs: ${strangers}.`] : []),
  ]
}

function rowOf(
  { key, writtenAt, manifest }: ListedSnapshot,
  all: readonly ListedSnapshot[],
  there: ReadonlySet<string>,
  now: number,
): readonly string[] {
  const age = ageOf(now - writtenAt)
  if (manifest instanceof Error) return [age, '', '', '', `${shownKey(key)}: ${manifest.message}`]
  const before = all.find((one) => one.key === manifest.predecessors[0])?.manifest
  const share = before === undefined || before instanceof Error ? undefined : reusedShare(manifest, before)
  const missing = packsOf(manifest).filter((sha256) => !there.has(sha256)).length
  return [
    age,
    megabytes(manifest.chunks.reduce((sum, { length }) => sum + length, 0)),
    String(manifest.packs.length),
    share === undefined ? '' : `${Math.floor(share * 100)} %`,
    `${shownKey(key)}${missing > 0 ? `: ${missing} of its packs missing, so it cannot be restored` : ''}`,
  ]
}

function packsOf(manifest: Manifest | Error): readonly string[] {
  return manifest instanceof Error ? [] : manifest.packs.map(({ sha256 }) => sha256)
}

/** The share of a snapshot's compressed bytes, from 0 to 1, in packs that the previous snapshot has, too. */
export function reusedShare({ chunks, packs }: Manifest, before: Manifest): number {
  const old = new Set(packsOf(before))
  const total = chunks.reduce((sum, { length }) => sum + length, 0)
  const reused = chunks.filter(({ pack }) => old.has(packs[pack]?.sha256 ?? ''))
  return total === 0 ? 0 : reused.reduce((sum, { length }) => sum + length, 0) / total
}

/** Lists a repository's caches, with all that GitHub's API reports about them. */
export function listRepository(entries: readonly RepositoryEntry[], now: number): readonly string[] {
  const ours = entries.filter(({ key }) => isOurs(key))
  const refs = [...Map.groupBy(ours, ({ ref }) => ref)]
  const snapshots = ours.filter(({ key }) => isManifest(key)).toSorted((a, b) => b.createdAt - a.createdAt)
  return [
    ...table([
      ['AGE', 'USED', 'REF', 'KEY'],
      ...snapshots.map(({ key, ref, createdAt, lastAccessedAt }) => [
        ageOf(now - createdAt),
        ageOf(now - lastAccessedAt),
        ref,
        shownKey(key),
      ]),
    ]),
    '',
    ...refs.map(([ref, ofRef]) => `${ref}: ${countOf(ofRef)}`),
    `${countOf(ours)} in all.`,
  ]
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** @param milliseconds can be negative if another machine's clock wrote the time */
export function ageOf(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return '?'
  if (milliseconds < hour) return `${Math.max(0, Math.floor(milliseconds / minute))} min`
  if (milliseconds < 2 * day) return `${Math.floor(milliseconds / hour)} h`
  return `${Math.floor(milliseconds / day)} d`
}

/** Columns of minimal width. Anyone may have written a key, so control characters are shown as `?`. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => row.map((cell) => cell.replaceAll(/\p{C}/gu, '?')))
  const width = (column: number): number => Math.max(...shown.map((row) => row[column]?.length ?? 0))
  return shown.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(width(column)))).join('  '),
  )
}
