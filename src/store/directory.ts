import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry, OpenedEntry, Store } from './store.ts'

export interface DirectoryEntry extends Entry {
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly writtenAt: number
}

/** Milliseconds after which the folder of a killed writer is removed. */
const abandonedAfter = 24 * 3600 * 1000

/**
 * Stores entries below one folder, which several machines may share. An entry is a folder, named by the hash of
 * its key, with the files `key` and `content`. It is created under another name and then renamed, so that a reader
 * never sees half an entry, and the second of two writers of a key learns that the key exists.
 */
export class DirectoryStore implements Store {
  readonly name: string
  readonly isolatesBranches = false
  readonly hasRestApi = false
  readonly #entries: string
  readonly #unfinished: string

  constructor(folder: string) {
    this.name = `the folder ${folder}`
    this.#entries = join(folder, 'entries')
    this.#unfinished = join(folder, 'unfinished')
  }

  async find(prefixes: readonly string[]): Promise<Entry | undefined> {
    const entries = await this.list()
    for (const prefix of prefixes) {
      const newest = entries.find(({ key }) => key.startsWith(prefix))
      if (newest) return newest
    }
    return undefined
  }

  async has(key: string): Promise<boolean> {
    return (await fileOrNothing(this.#content(key))) !== undefined
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    const path = this.#content(key)
    const stats = await fileOrNothing(path)
    return (
      stats && {
        source: { kind: 'file', path },
        size: Number(stats.size),
        close: () => Promise.resolve(),
      }
    )
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    await mkdir(this.#entries, { recursive: true })
    await this.#removeAbandoned()
    const draft = join(this.#unfinished, randomBytes(8).toString('hex'))
    await mkdir(draft, { recursive: true })
    try {
      await writeDurably(join(draft, 'content'), content)
      await writeDurably(join(draft, 'key'), [Buffer.from(key)])
      await rename(draft, this.#folder(key))
      return true
    } catch (error) {
      // A folder cannot replace another that is not empty.
      if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false
      throw error
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }

  /** All entries, newest first. */
  async list(): Promise<DirectoryEntry[]> {
    const entries: { key: string; size: number; written: bigint }[] = []
    for (const name of await readdirOrNothing(this.#entries)) {
      const content = await fileOrNothing(join(this.#entries, name, 'content'))
      const key = await keyIn(join(this.#entries, name, 'key'))
      // Another process may have removed a part of the entry.
      if (!content || key === undefined) continue
      entries.push({ key, size: Number(content.size), written: content.mtimeNs })
    }
    entries.sort((a, b) => (a.written < b.written ? 1 : -1))
    return entries.map(({ key, size, written }) => ({ key, size, writtenAt: Number(written / 1_000_000n) }))
  }

  /**
   * Removes the entry atomically: a reader finds all of it or nothing.
   *
   * @returns false if it no longer existed
   */
  async remove(key: string): Promise<boolean> {
    await mkdir(this.#unfinished, { recursive: true })
    const gone = join(this.#unfinished, randomBytes(8).toString('hex'))
    try {
      await rename(this.#folder(key), gone)
    } catch (error) {
      if (isCode(error, 'ENOENT')) return false
      throw error
    }
    await rm(gone, { recursive: true, force: true })
    return true
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
      if (stats && Number(stats.mtimeMs) < Date.now() - abandonedAfter) {
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

async function readdirOrNothing(path: string): Promise<string[]> {
  return (await readdir(path).catch(nothingIfMissing)) ?? []
}

async function statOrNothing(path: string) {
  return await stat(path, { bigint: true }).catch(nothingIfMissing)
}

/** Ignores anything but regular files: a link could point elsewhere, and reading a pipe could block forever. */
async function fileOrNothing(path: string) {
  const facts = await lstat(path, { bigint: true }).catch(nothingIfMissing)
  return facts?.isFile() ? facts : undefined
}

async function keyIn(path: string): Promise<string | undefined> {
  const size = (await fileOrNothing(path))?.size
  // 512 characters of at most four bytes each.
  if (size === undefined || size > 2048n) return undefined
  return await readFile(path, 'utf8').catch(nothingIfMissing)
}

function nothingIfMissing(error: unknown): undefined {
  if (isCode(error, 'ENOENT')) return undefined
  throw error
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
