import { createHash, randomBytes } from 'node:crypto'
import { lstat, lutimes, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { untilAborted } from '../deadline.ts'
import { hasCode } from '../error-code.ts'
import type { Cleanable, Entry, FolderEntry, FolderStore, OpenedEntry } from './store.ts'

const hour = 3600 * 1000

/** Age in milliseconds after which an unfinished entry is removed, because its writer must have been killed. */
const abandonedAfterMilliseconds = 24 * hour

/** Time limit for a request to the disk, in milliseconds: a network disk may never answer. */
const diskTimeoutMilliseconds = 120_000

/**
 * Entries as folders below one folder, which several machines may share. An entry is a folder, named by the hash of
 * its key, with the files `key` and `content`. It is written under another name and then renamed, so a reader never
 * sees an incomplete entry, and the rename fails for the second of two writers of one key. The folder's modification
 * time is the time of the entry's last use.
 */
export class DirectoryStore implements FolderStore {
  readonly name: string
  readonly isolatesBranches = false
  readonly readsRanges = true
  readonly cleanable: Cleanable = { kind: 'folder', folder: this }
  readonly #entries: string
  readonly #unfinished: string
  readonly #signal: AbortSignal | undefined

  /** @param signal aborts the operations in progress, which then throw */
  constructor(folder: string, signal?: AbortSignal) {
    this.name = `the folder ${folder}`
    this.#entries = join(folder, 'entries')
    this.#unfinished = join(folder, 'unfinished')
    this.#signal = signal
  }

  async find(prefixes: readonly string[]): Promise<Entry | undefined> {
    const entries = await this.list()
    for (const prefix of prefixes) {
      const newest = entries.find(({ key }) => key.startsWith(prefix))
      if (newest) return newest
    }
    return undefined
  }

  /** Counts as a use. */
  async has(key: string): Promise<boolean> {
    return await this.#inTime(async () => {
      // Recorded before the check: a job that is removing the entry then notices the use and puts the entry back.
      await noteUse(this.#folder(key))
      return (await fileOrNothing(this.#content(key))) !== undefined
    })
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    const path = this.#content(key)
    const stats = await this.#inTime(() => fileOrNothing(path))
    return (
      stats && {
        source: { kind: 'file', path },
        size: Number(stats.size),
        close: () => Promise.resolve(),
      }
    )
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    const signal = this.#signal
    signal?.throwIfAborted()
    const writing = this.#put(key, content)
    return signal ? await untilAborted(signal, writing) : await writing
  }

  async #put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    await mkdir(this.#entries, { recursive: true })
    await this.#removeAbandoned()
    const draft = join(this.#unfinished, randomBytes(8).toString('hex'))
    await mkdir(draft, { recursive: true })
    try {
      await writeDurably(join(draft, 'content'), this.#signal ? until(this.#signal, content) : content)
      await writeDurably(join(draft, 'key'), [Buffer.from(key)])
      this.#signal?.throwIfAborted()
      await rename(draft, this.#folder(key))
      return true
    } catch (error) {
      // A folder cannot replace another that is not empty.
      if (hasCode(error, 'ENOTEMPTY') || hasCode(error, 'EEXIST')) return false
      throw error
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }

  /** All entries, newest first. */
  async list(): Promise<FolderEntry[]> {
    return await this.#inTime(() => this.#list())
  }

  async #list(): Promise<FolderEntry[]> {
    const entries: { key: string; size: number; written: bigint; usedAt: number }[] = []
    for (const name of await readdirOrNothing(this.#entries)) {
      const used = await lstatOrNothing(join(this.#entries, name))
      const content = await fileOrNothing(join(this.#entries, name, 'content'))
      const key = await keyIn(join(this.#entries, name, 'key'))
      // Another job may be removing it.
      if (!used || !content || key === undefined) continue
      const usedAt = milliseconds(used.mtimeNs > content.mtimeNs ? used.mtimeNs : content.mtimeNs)
      entries.push({ key, size: Number(content.size), written: content.mtimeNs, usedAt })
    }
    entries.sort((a, b) => (a.written < b.written ? 1 : -1))
    return entries.map(({ written, ...entry }) => ({ ...entry, writtenAt: milliseconds(written) }))
  }

  /**
   * Removes the entry atomically: a reader finds all of it or nothing.
   *
   * @param usedAt the last use that the caller knows of, in milliseconds since 1970; an entry that was used later stays
   * @returns false if it stays, or did not exist
   */
  async remove(key: string, usedAt = Infinity): Promise<boolean> {
    return await this.#inTime(() => this.#remove(key, usedAt))
  }

  async #remove(key: string, usedAt: number): Promise<boolean> {
    await mkdir(this.#unfinished, { recursive: true })
    const gone = join(this.#unfinished, randomBytes(8).toString('hex'))
    try {
      await rename(this.#folder(key), gone)
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false
      throw error
    }
    // Checked after the move: no other job can use the entry now, so the answer is final.
    const facts = await lstatOrNothing(gone)
    const isWanted = facts !== undefined && milliseconds(facts.mtimeNs) > usedAt
    if (isWanted && (await isMoved(gone, this.#folder(key)))) return false
    await rm(gone, { recursive: true, force: true })
    return !isWanted
  }

  /** Waits for the work until the time limit or the signal. */
  async #inTime<T>(work: () => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted()
    const silent = AbortSignal.timeout(diskTimeoutMilliseconds)
    return await untilAborted(this.#signal ? AbortSignal.any([this.#signal, silent]) : silent, work())
  }

  #folder(key: string): string {
    return join(this.#entries, createHash('sha256').update(key).digest('hex'))
  }

  #content(key: string): string {
    return join(this.#folder(key), 'content')
  }

  async #removeAbandoned(): Promise<void> {
    for (const name of await readdirOrNothing(this.#unfinished)) {
      const path = join(this.#unfinished, name)
      const stats = await statOrNothing(path)
      if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfterMilliseconds) {
        await rm(path, { recursive: true, force: true })
      }
    }
  }
}

/**
 * Writes and flushes a file, so that a crash of the machine after the rename leaves no entry without its content.
 */
async function writeDurably(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx')
  try {
    for await (const bytes of content) await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Yields the pieces. Throws the signal's reason as soon as it is aborted, even while waiting for a piece. */
async function* until(signal: AbortSignal, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]()
  for (;;) {
    const next = await untilAborted(signal, pieces.next())
    if (next.done === true) return
    yield next.value
  }
}

async function readdirOrNothing(path: string): Promise<string[]> {
  return (await readdir(path).catch(nothingIfMissing)) ?? []
}

async function statOrNothing(path: string) {
  return await stat(path, { bigint: true }).catch(nothingIfMissing)
}

async function lstatOrNothing(path: string) {
  return await lstat(path, { bigint: true }).catch(nothingIfMissing)
}

/** Records the use of an entry, at most once an hour. Without write access to its folder, the use is not recorded. */
async function noteUse(folder: string): Promise<void> {
  const facts = await lstatOrNothing(folder)
  const now = Date.now()
  if (!facts || milliseconds(facts.mtimeNs) > now - hour) return
  await lutimes(folder, now / 1000, now / 1000).catch(() => undefined)
}

/** Whether the folder was moved. It is not if another one has that name by now. */
async function isMoved(from: string, to: string): Promise<boolean> {
  return await rename(from, to).then(
    () => true,
    () => false,
  )
}

function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000n)
}

/** undefined for anything but a regular file: a link could lead elsewhere, and reading a pipe could block forever. */
async function fileOrNothing(path: string) {
  const facts = await lstatOrNothing(path)
  return facts?.isFile() ? facts : undefined
}

async function keyIn(path: string): Promise<string | undefined> {
  const size = (await fileOrNothing(path))?.size
  // 512 characters of at most four bytes each.
  if (size === undefined || size > 2048n) return undefined
  return await readFile(path, 'utf8').catch(nothingIfMissing)
}

function nothingIfMissing(error: unknown): undefined {
  if (hasCode(error, 'ENOENT')) return undefined
  throw error
}
