import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from '../programs.ts'
import { assertNoSymbolicLink, hasNoSymbolicLink, removeFolder } from '../symbolic-links.ts'
import { entryKey, matchKind } from '../policy/keys.ts'
import { freeBytes, hostMargin } from './image.ts'
import { decodeManifest, encodeManifest, notesFrom, type Notes, type Snapshot } from '../snapshot/manifest.ts'
import { readSuperblock } from './superblock.ts'
import { imageName, makeFolderOf } from './docker-volume.ts'

/** Where a state came from. Only jobs of that repository may read it, and only runs for that ref may change it. */
export interface KeptOrigin {
  /** Includes the server's address, because a repository is unique only on its server. */
  readonly repository: string
  /** The full ref, such as `refs/heads/main`. */
  readonly ref: string
  readonly logicalKey: string
}

/** An engine's state that stays on the machine between jobs: an image that is not attached. */
export interface KeptState extends KeptOrigin {
  /** Contains the image, the record and, if there is a snapshot, its manifest. */
  readonly folder: string
  /** Version of the engine that closed the state. */
  readonly engineVersion: string
  /** The key of the snapshot that the state was last restored from or saved as. */
  readonly snapshotKey?: string
  readonly uuid: string
  /** Bytes. */
  readonly imageSize: number
  /** Milliseconds since 1970. */
  readonly usedAt: number
  /** May be newer than the snapshot's notes: an idle job keeps its state here, but saves no snapshot. */
  readonly notes?: Notes
}

/** A state that was unused for this long is removed, as GitHub does with a cache entry. */
const maxUnusedMilliseconds = 7 * 24 * 60 * 60 * 1000

const recordName = 'kept.json'
const manifestName = 'manifest'

/** A volume's name cannot start with `_`, so this is never the folder of a volume. */
const shelfName = join('warm-dagger', '_kept')

/**
 * The states that a runner's earlier jobs left, most recently used first. Removes a folder without a complete
 * record: a job was interrupted while it took or kept that state.
 *
 * @param root a folder that outlives jobs; its path contains no symbolic links. Links below it are skipped, because a
 *   removal through one could hit another program's files
 * @param volume the Docker volume's name, which is each runner's own
 */
export async function keptStates(root: string, volume: string): Promise<readonly KeptState[]> {
  const states: KeptState[] = []
  for (const folder of await foldersIn(join(root, shelfName, volume))) {
    const state = await readRecord(folder)
    if (state) states.push(state)
    else await removeFolder(folder)
  }
  return states.toSorted((a, b) => b.usedAt - a.usedAt)
}

/** Without links, in the path or in the folder. */
async function foldersIn(folder: string): Promise<string[]> {
  if (!(await hasNoSymbolicLink(folder))) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => join(folder, name))
}

/** undefined if the record is incomplete or invalid: other jobs of this machine could write it, too. */
async function readRecord(folder: string): Promise<KeptState | undefined> {
  try {
    const record = JSON.parse(await readFile(join(folder, recordName), 'utf8')) as Omit<KeptState, 'folder'>
    const { repository, ref, logicalKey, engineVersion, uuid, imageSize, usedAt, snapshotKey = '' } = record
    const texts = [repository, ref, logicalKey, engineVersion, uuid, snapshotKey]
    const isWhole = texts.every((text) => typeof text === 'string') && [imageSize, usedAt].every(isCount)
    if (record.notes !== undefined) notesFrom(record.notes)
    return isWhole ? { ...record, folder } : undefined
  } catch {
    return undefined
  }
}

/** Whether it is a plausible number of bytes, or of milliseconds since 1970. */
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42
}

export interface KeptStateRequest {
  readonly repository: string
  readonly logicalKey: string
  readonly restoreKeys: readonly string[]
  /** The job's own ref. */
  readonly ref: string
  /** The ref whose states every job of the repository may read. */
  readonly defaultRef: string
  /** Whether the job is expected to keep its state at the end. */
  readonly keeps: boolean
}

export interface KeptChoice {
  readonly state: KeptState
  readonly kind: 'exact' | 'restore'
  /**
   * `move`: the job uses the state itself, which is lost if the job is interrupted. `copy`: the job's changes do
   * not reach the state.
   */
  readonly how: 'move' | 'copy'
}

/**
 * Chooses the state that a job starts from. A job that will keep its state starts from the state of its own ref;
 * any other job reads a copy of the default branch's state. So no change by a branch or pull request ever reaches
 * a job on the default branch, whose state all others restore.
 */
export function chooseKept(states: readonly KeptState[], request: KeptStateRequest): KeptChoice | undefined {
  const ref = request.keeps ? request.ref : request.defaultRef
  const readable = states.filter((state) => state.repository === request.repository && state.ref === ref)
  const choices = readable.flatMap((state): KeptChoice[] => {
    const kind = matchKind(asEntry(state.logicalKey), request.logicalKey, request.restoreKeys)
    if (!kind) return []
    return [{ state, kind, how: request.keeps && kind === 'exact' ? 'move' : 'copy' }]
  })
  return choices.find(({ kind }) => kind === 'exact') ?? choices[0]
}

function asEntry(logicalKey: string): string {
  return entryKey(logicalKey, { runId: 'kept', attempt: '1', random: '0' })
}

export interface Taken {
  readonly engineVersion: string
  readonly snapshot?: Snapshot
  readonly notes?: Notes
}

/**
 * Moves or copies a kept state to the path of the job's image.
 *
 * @throws Error if the state differs from its record, was not closed cleanly, or could not be moved: it is then
 *   removed; or if it could not be copied: it then stays. The image's folder is empty after an error
 */
export async function takeKept({ state, how }: KeptChoice, image: string): Promise<Taken> {
  let isWhole = false
  await makeFolderOf(image)
  try {
    await assertWhole(state, join(state.folder, imageName))
    const snapshot = await readSnapshot(state)
    isWhole = true
    if (how === 'move') {
      // Remove the record first: if the job dies from here on, no other job takes the state.
      await rm(join(state.folder, recordName))
      await rename(join(state.folder, imageName), image)
      await removeFolder(state.folder)
    } else {
      await run('cp', ['--reflink=auto', '--', join(state.folder, imageName), image], {
        timeoutSeconds: 1800,
      })
      await writeRecord(state.folder, { ...state, usedAt: Date.now() })
    }
    const notes = state.notes ?? snapshot?.manifest.notes
    return { engineVersion: state.engineVersion, ...(snapshot && { snapshot }), ...(notes && { notes }) }
  } catch (error) {
    // A complete state that could not be copied, perhaps because the disk is full, stays for other jobs.
    if (!isWhole || how === 'move') await removeFolder(state.folder)
    await makeFolderOf(image)
    throw error
  }
}

async function assertWhole(state: KeptState, image: string): Promise<void> {
  const superblock = await readSuperblock(image)
  if (superblock?.uuid !== state.uuid || (await stat(image)).size !== state.imageSize) {
    throw new Error('its image is not the one that was kept')
  }
  if (!superblock.clean || superblock.hasErrors) throw new Error('its filesystem was not closed cleanly')
  if (superblock.unusual !== undefined) throw new Error(`its filesystem ${superblock.unusual}`)
}

async function readSnapshot({ folder, snapshotKey }: KeptState): Promise<Snapshot | undefined> {
  if (snapshotKey === undefined) return undefined
  return { key: snapshotKey, manifest: decodeManifest(await readFile(join(folder, manifestName))) }
}

export interface KeepOptions extends KeptOrigin {
  readonly root: string
  readonly volume: string
  readonly engineVersion: string
  readonly snapshot: Snapshot | undefined
  readonly notes?: Notes | undefined
}

/**
 * Keeps an image for the next job, and replaces the kept state of the same origin. The image must be detached, and
 * must have been closed cleanly by its engine.
 */
export async function keepImage(image: string, options: KeepOptions): Promise<void> {
  const { root, volume, repository, ref, logicalKey, engineVersion, snapshot, notes } = options
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem`)
  // After a power failure, there must be no record of data that was never written.
  await flush(image)
  if (snapshot) await writeFile(join(dirname(image), manifestName), encodeManifest(snapshot.manifest))
  await writeRecord(dirname(image), {
    repository,
    ref,
    logicalKey,
    engineVersion,
    ...(snapshot && { snapshotKey: snapshot.key }),
    ...(notes && { notes }),
    uuid: superblock.uuid,
    imageSize: (await stat(image)).size,
    usedAt: Date.now(),
  })
  const shelf = join(root, shelfName, volume)
  const origin = JSON.stringify([repository, ref, logicalKey])
  const folder = join(shelf, createHash('sha256').update(origin).digest('hex').slice(0, 16))
  await assertNoSymbolicLink(folder)
  await mkdir(shelf, { recursive: true, mode: 0o700 })
  await removeFolder(folder)
  await rename(dirname(image), folder)
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeRecord(folder: string, record: Omit<KeptState, 'folder'>): Promise<void> {
  const file = join(folder, recordName)
  await rm(`${file}.new`, { force: true })
  await writeFile(`${file}.new`, JSON.stringify(record), { flag: 'wx' })
  await flush(`${file}.new`)
  await rename(`${file}.new`, file)
}

/**
 * Removes states that were unused for a week, whichever runner left them: a runner that was deleted cannot clean
 * up. Then removes this runner's least recently used states until all of them together fit into the free space
 * minus the host's margin, so that a job always finds room to work on a copy.
 *
 * @returns the number of removed states
 */
export async function removeOldStates(root: string, volume: string, now = Date.now()): Promise<number> {
  let removed = 0
  const remove = async ({ folder }: KeptState) => {
    await removeFolder(folder)
    removed++
  }
  for (const shelf of await foldersIn(join(root, shelfName))) {
    for (const folder of await foldersIn(shelf)) {
      const state = await readRecord(folder)
      if (state && now - state.usedAt > maxUnusedMilliseconds) await remove(state)
    }
  }
  const own = [...(await keptStates(root, volume))]
  for (let last = own.at(-1); last; last = own.at(-1)) {
    if ((await bytesOf(own)) <= (await freeBytes(last.folder)) - hostMargin) break
    await remove(last)
    own.pop()
  }
  return removed
}

/** The disk space that the states use, in bytes. */
export async function bytesOf(states: readonly KeptState[]): Promise<number> {
  const sizes = states.map(async ({ folder }) => {
    const facts = await stat(join(folder, imageName)).catch(() => undefined)
    return (facts?.blocks ?? 0) * 512 // stat(2): the unit of st_blocks
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
