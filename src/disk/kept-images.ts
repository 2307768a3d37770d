import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from '../command.ts'
import { assertDirect, isDirect, removeFolder } from '../own-folder.ts'
import { entryKey, matchKind } from '../policy/keys.ts'
import { freeBytes, hostMargin } from './image.ts'
import { decodeManifest, encodeManifest, notesFrom, type Notes, type Snapshot } from '../snapshot/manifest.ts'
import { readSuperblock } from './superblock.ts'
import { imageName, makeFolderOf } from './docker-volume.ts'

/** Where a state came from: it is for that repository's jobs only, and only that ref's runs may change it. */
export interface KeptOrigin {
  /** With the server's address, as names are unique on one server only. */
  readonly repository: string
  /** The full ref, such as `refs/heads/main`. */
  readonly ref: string
  readonly logicalKey: string
}

/** An engine's state that stays on the machine between jobs: an image that no one has attached. */
export interface KeptState extends KeptOrigin {
  /** Holds the image, the record and, where there is a snapshot, its manifest. */
  readonly folder: string
  /** Of the engine that closed it. */
  readonly engineVersion: string
  /** The key of the snapshot that the state was restored from or saved as, whichever came last. */
  readonly snapshotKey?: string
  readonly uuid: string
  /** Bytes. */
  readonly imageSize: number
  /** Milliseconds since 1970. */
  readonly usedAt: number
  /** Those of the snapshot may be older: an idle job leaves the state here, and saves none. */
  readonly notes?: Notes
}

/** Like a cache entry of GitHub's: unused for a week, it goes. */
const longestUnused = 7 * 24 * 60 * 60 * 1000

const recordName = 'kept.json'
const manifestName = 'manifest'

/** No volume's name begins like this, so it is no volume's folder. */
const shelfName = join('warm-dagger', '_kept')

/**
 * The states that a runner's earlier jobs left, last used first. What is there without a whole record was left by a
 * job that was interrupted while it took or kept it, and is removed.
 *
 * @param root a folder that outlives jobs, without symbolic links. Those below it are passed over: what is removed
 *   through one would be somebody else's
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
  if (!(await isDirect(folder))) return []
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => join(folder, name))
}

/** undefined for what is no whole record: other jobs of this machine could write it, too. */
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

/** Of bytes or of milliseconds since 1970, as far as either can go. */
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 2 ** 42
}

export interface KeptWish {
  readonly repository: string
  readonly logicalKey: string
  readonly restoreKeys: readonly string[]
  /** The job's own ref. */
  readonly ref: string
  /** The ref whose states every job of the repository may read. */
  readonly defaultRef: string
  /** Whether what the job leaves is expected to be kept. */
  readonly keeps: boolean
}

export interface KeptChoice {
  readonly state: KeptState
  readonly kind: 'exact' | 'restore'
  /**
   * `move`: the job works on the state itself, which is gone if the job is interrupted. `copy`: what it leaves is
   * not for the state's next user.
   */
  readonly how: 'move' | 'copy'
}

/**
 * The state that a job is to start from. One whose own state will be kept starts from what its own ref left; any
 * other reads a copy of what the default branch left. So nothing that a branch or a pull request did ever reaches a
 * job on the default branch, whose state all others restore.
 */
export function chooseKept(states: readonly KeptState[], wish: KeptWish): KeptChoice | undefined {
  const ref = wish.keeps ? wish.ref : wish.defaultRef
  const readable = states.filter((state) => state.repository === wish.repository && state.ref === ref)
  const choices = readable.flatMap((state): KeptChoice[] => {
    const kind = matchKind(asEntry(state.logicalKey), wish.logicalKey, wish.restoreKeys)
    if (!kind) return []
    return [{ state, kind, how: wish.keeps && kind === 'exact' ? 'move' : 'copy' }]
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
 * Puts a kept state where the job's image is to be.
 *
 * @throws Error when it is not what its record says, or was not closed cleanly: it is then removed. Or when it could
 * not be moved, which removes it, or copied, which does not. The image's folder is then empty
 */
export async function takeKept({ state, how }: KeptChoice, image: string): Promise<Taken> {
  let isWhole = false
  await makeFolderOf(image)
  try {
    await assertWhole(state, join(state.folder, imageName))
    const snapshot = await readSnapshot(state)
    isWhole = true
    if (how === 'move') {
      // First of all it is no kept state any more: a job that dies from here on leaves nothing to take.
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
    // A whole one that could only not be copied, for want of disk perhaps, is there for others.
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
 * Keeps an image for the next job, in place of the state of the same origin. It must be detached, and its engine
 * have been found to have closed it cleanly.
 */
export async function keepImage(image: string, options: KeepOptions): Promise<void> {
  const { root, volume, repository, ref, logicalKey, engineVersion, snapshot, notes } = options
  const superblock = await readSuperblock(image)
  if (!superblock) throw new Error(`${image} holds no ext4 filesystem`)
  // A machine that loses power must not be left with a record of data that it never wrote.
  await flush(image)
  if (snapshot) await writeFile(join(dirname(image), manifestName), encodeManifest(snapshot.manifest))
  await writeRecord(dirname(image), {
    ...{ repository, ref, logicalKey, engineVersion },
    ...(snapshot && { snapshotKey: snapshot.key }),
    ...(notes && { notes }),
    uuid: superblock.uuid,
    imageSize: (await stat(image)).size,
    usedAt: Date.now(),
  })
  const shelf = join(root, shelfName, volume)
  const origin = JSON.stringify([repository, ref, logicalKey])
  const folder = join(shelf, createHash('sha256').update(origin).digest('hex').slice(0, 16))
  await assertDirect(folder)
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
 * Removes states that nobody used for a week, whoever left them: a runner that is gone does not come back for its
 * own. Of this runner's own, the longest unused go until all of them together are no larger than what is free,
 * less the host's margin: whatever is kept, a job that works on a copy finds room for it.
 *
 * @returns how many were removed
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
      if (state && now - state.usedAt > longestUnused) await remove(state)
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

/** What they take of the disk. */
export async function bytesOf(states: readonly KeptState[]): Promise<number> {
  const sizes = states.map(async ({ folder }) => {
    const facts = await stat(join(folder, imageName)).catch(() => undefined)
    return (facts?.blocks ?? 0) * 512 // stat(2): the unit of st_blocks
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
