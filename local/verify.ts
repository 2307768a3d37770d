import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { counted, megabytes } from '../src/units.ts'
import { attempt } from '../src/programs.ts'
import type { Store } from '../src/store/store.ts'
import { sizeOf, type Snapshot } from '../src/snapshot/manifest.ts'
import { SnapshotError, writeImage } from '../src/snapshot/read-snapshot.ts'
import { forEachConcurrently } from '../src/snapshot/workers.ts'
import { checkRoom } from './room.ts'
import { packBytes } from './snapshot.ts'

/**
 * The errors of a snapshot, one sentence each; none if every pack and every chunk matches its hash, and e2fsck finds
 * the filesystem clean.
 *
 * @throws Error if this machine cannot verify it
 */
export async function snapshotProblems(store: Store, snapshot: Snapshot): Promise<readonly string[]> {
  const wrongPacks: string[] = []
  await forEachConcurrently(snapshot.manifest.packs, 4, async (pack) => {
    const problem = await readProblem(async () => {
      const pieces = packBytes(store, pack)
      while (!(await pieces.next()).done);
    })
    if (problem !== undefined) wrongPacks.push(problem)
  })
  if (wrongPacks.length > 0) return wrongPacks

  const folder = await mkdtemp(join(tmpdir(), 'warm-dagger-verify-'))
  const image = join(folder, 'image')
  try {
    await checkRoom(snapshot.manifest, folder)
    const problem =
      (await readProblem(() => writeImage(store, snapshot, image))) ?? (await filesystemProblem(image))
    return problem === undefined ? [] : [problem]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readProblem(read: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await read()
    return undefined
  } catch (error) {
    if (error instanceof SnapshotError) return error.message
    throw error
  }
}

async function filesystemProblem(image: string): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await attempt('e2fsck', ['-f', '-n', image])
  if (exitCode === 0) return undefined
  if (exitCode === undefined) {
    throw new Error('The filesystem cannot be checked: e2fsck is not on this machine (package e2fsprogs).')
  }
  return `e2fsck finds the filesystem damaged:\n${`${stdout}${stderr}`.trim()}`
}

/** The sizes of a snapshot, for messages. */
export function extentOf({ manifest }: Snapshot): string {
  const bytes = manifest.packs.reduce((sum, { size }) => sum + size, 0)
  return `${counted(manifest.packs.length, 'pack')}, ${megabytes(bytes)}, ${megabytes(sizeOf(manifest).uncompressed)} unpacked`
}
