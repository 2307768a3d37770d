import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { noise, text } from './content.ts'
import { Random } from './random.ts'
import type { TarEntry } from './tar.ts'

/** The size of a state. */
export interface StateSize {
  readonly bytes: number
  readonly entries: number
}

export const sizes = {
  small: { bytes: 0.2e9, entries: 10_000 },
  medium: { bytes: 1.8e9, entries: 100_000 },
  large: { bytes: 6e9, entries: 300_000 },
} as const satisfies Record<string, StateSize>

export type SizeName = keyof typeof sizes

// An engine's state consists of downloaded layers, snapshots of unpacked layers and of steps, and databases.
const blobShare = 0.15
export const databaseShare = 0.03
const snapshots = 20
const databases = ['containerdmeta.db', 'metadata_v2.db', 'cache.db', 'dagql-cache.db'] as const
const pageSize = 4096

/** Generates a whole state, the same in every run, in the order in which an engine writes it. */
export function* stateEntries(size: StateSize): Generator<TarEntry> {
  yield folder('worker')
  yield folder('worker/content')
  yield folder('worker/content/blobs')
  yield folder('worker/content/blobs/sha256')
  yield folder('worker/snapshots')
  yield folder('worker/snapshots/snapshots')
  yield* blobs(size)
  for (let number = 1; number <= snapshots; number++) yield* snapshot(size, number)
  for (const [at, name] of databases.entries()) {
    const pages = databasePages(size)
    yield file(`worker/${name}`, text(pages * pageSize, new Random(1_000_000 + at)), 0o600)
  }
}

/** Adds what a job with work adds: one more snapshot. */
export function* addedEntries(size: StateSize): Generator<TarEntry> {
  yield* snapshot(size, snapshots + 1)
}

/** Changes what a job with work changes: removes one snapshot, and rewrites every page of the databases. */
export async function changeState(root: string, size: StateSize): Promise<void> {
  await rm(join(root, snapshotPath(7)), { recursive: true })
  await rewritePages(root, size, 1, 2_000_000)
}

/** Changes what an idle engine changes: some pages of its databases. */
export async function idleState(root: string, size: StateSize): Promise<void> {
  await rewritePages(root, size, Math.ceil(databasePages(size) / 4), 3_000_000)
}

async function rewritePages(root: string, size: StateSize, step: number, seed: number): Promise<void> {
  for (const [at, name] of databases.entries()) {
    const random = new Random(seed + at)
    const database = await open(join(root, 'worker', name), 'r+')
    try {
      for (let page = 0; page < databasePages(size); page += step) {
        await database.write(text(pageSize, random), 0, pageSize, page * pageSize)
      }
    } finally {
      await database.close()
    }
  }
}

function databasePages({ bytes }: StateSize): number {
  return Math.round((bytes * databaseShare) / databases.length / pageSize)
}

function* blobs({ bytes }: StateSize): Generator<TarEntry> {
  const random = new Random(1)
  const average = 4e6
  for (let left = bytes * blobShare; left > 0;) {
    const length = Math.ceil(Math.min(left, random.aroundMean(average) + 1000))
    const name = noise(32, random).toString('hex')
    yield file(`worker/content/blobs/sha256/${name}`, noise(length, random))
    left -= length
  }
}

function snapshotPath(number: number): string {
  return `worker/snapshots/snapshots/${number}`
}

const opaque = { 'trusted.overlay.opaque': Buffer.from('y') }
/** cap_net_bind_service=ep, as the kernel stores it (linux/capability.h, VFS_CAP_REVISION_2). */
const capability = { 'security.capability': Buffer.from('0100000200040000000000000000000000000000', 'hex') }

/** Of every hundred entries in a snapshot. */
const foldersIn100 = 8
const whiteoutsIn100 = 2
const symlinksIn100 = 2
const hardlinksIn100 = 3

function* snapshot({ bytes, entries }: StateSize, number: number): Generator<TarEntry> {
  const random = new Random(1000 + number)
  const root = `${snapshotPath(number)}/fs`
  const files = 1 - (foldersIn100 + whiteoutsIn100 + symlinksIn100 + hardlinksIn100) / 100
  const average = (bytes * (1 - blobShare - databaseShare)) / (entries * files)
  yield folder(snapshotPath(number), 0o700)
  yield folder(root)
  let within = root
  let last = ''
  for (let n = 0; n < entries / snapshots; n++) {
    const draw = last === '' ? 99 : n % 100
    const path = `${within}/${n.toString(36)}`
    if (draw < foldersIn100) {
      within = `${root}/package-${n}`
      yield { ...folder(within), ...(random.below(20) === 0 && { xattrs: opaque }) }
    } else if (draw < foldersIn100 + whiteoutsIn100) {
      yield { path, kind: 'device', mode: 0 }
    } else if (draw < foldersIn100 + whiteoutsIn100 + symlinksIn100) {
      yield { path, kind: 'symlink', mode: 0o777, target: '../elsewhere' }
    } else if (draw < foldersIn100 + whiteoutsIn100 + symlinksIn100 + hardlinksIn100) {
      yield { path, kind: 'hardlink', mode: 0o644, target: last }
    } else {
      // Most files are small, and most bytes are in large ones.
      const mean = random.below(10) === 0 ? 7.3 * average : 0.3 * average
      const length = Math.min(Math.ceil(random.aroundMean(mean)), 64e6)
      last = path
      yield {
        ...file(path, text(length, random), random.below(8) === 0 ? 0o755 : 0o644),
        owner: random.below(50) === 0 ? 1000 + random.below(5) : 0,
        ...(random.below(200) === 0 && { xattrs: capability }),
      }
    }
  }
}

function folder(path: string, mode = 0o755): TarEntry {
  return { path, kind: 'folder', mode }
}

function file(path: string, content: Buffer, mode = 0o644): TarEntry {
  return { path, kind: 'file', mode, content }
}
