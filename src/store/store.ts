import type { ListedObject } from './bucket.ts'

/** The location of a stored entry's bytes. Plain data, so that worker threads can read it too. */
export type Source =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }

export interface OpenedEntry {
  readonly source: Source
  /** Bytes. */
  readonly size: number
  /** Removes temporary files of the entry. Do not read the source afterwards. */
  close(): Promise<void>
}

export interface Entry {
  readonly key: string
  /** Bytes, if the store reports the size. */
  readonly size?: number
}

/**
 * A cache of immutable entries. A key has at most 512 characters, without commas. The methods throw if the store
 * cannot be reached or the transfer fails; a missing entry is a result, not an error. `github/open-store.ts` opens the
 * store that a job's inputs name.
 */
export interface Store {
  /** Name of the store in the log. */
  readonly name: string

  /**
   * Whether the store isolates repositories and branches like GitHub's own cache: other repositories write nothing
   * that this one reads, and the default branch never reads what other branches and pull requests wrote.
   */
  readonly isolatesBranches: boolean

  /** Whether a range of an entry can be read without fetching the whole entry. */
  readonly readsRanges: boolean

  /** How its entries can be listed and deleted. */
  readonly cleanable: Cleanable

  /** Finds the newest entry for the first of `prefixes` (at most 10) that has entries. */
  find(prefixes: readonly string[]): Promise<Entry | undefined>

  /** Whether an entry with exactly this key exists. */
  has(key: string): Promise<boolean>

  /** Opens the entry with exactly this key; undefined if it does not exist. */
  open(key: string): Promise<OpenedEntry | undefined>

  /**
   * Stores an entry completely or not at all. Reads the content once, in order, while sending it.
   *
   * @returns false if nothing was stored, because the key exists or the job has a read-only token
   */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean>
}

/** How a store's entries can be listed and deleted. */
export type Cleanable =
  /** Not at all: the service has no way to list them. */
  | { readonly kind: 'nothing' }
  /** GitHub's REST API lists and deletes its entries. */
  | { readonly kind: 'github' }
  | { readonly kind: 'folder'; readonly folder: FolderStore }
  | { readonly kind: 'bucket'; readonly bucket: BucketStore }

export interface WrittenEntry extends Entry {
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly writtenAt: number
}

/** A store that lists and removes its entries itself. */
export interface ListingStore extends Store {
  /** Newest first. */
  list(): Promise<readonly WrittenEntry[]>
  /** @returns false if the entry no longer existed */
  remove(key: string): Promise<boolean>
}

export interface FolderEntry extends WrittenEntry {
  /** When the entry was written, or last looked up with `has`; milliseconds since 1970. */
  readonly usedAt: number
}

export interface FolderStore extends ListingStore {
  list(): Promise<readonly FolderEntry[]>
  /** @param usedAt the last use that the caller knows of, milliseconds since 1970: an entry used since then stays */
  remove(key: string, usedAt?: number): Promise<boolean>
}

/** An entry of a bucket, as a listing shows it. */
export interface BucketEntry extends ListedObject {
  readonly key: string
  /** The ref that it belongs to. */
  readonly scope: string
}

/**
 * A store in a bucket. `list` and `remove` use its own scope. `entries`, `removeEntry` and `markOrRemove` use all
 * scopes of the repository.
 */
export interface BucketStore extends ListingStore {
  /** The current time of the clock that sets the entries' times; milliseconds since 1970. */
  now(): number

  /** All entries of the repository, in pages. */
  entries(): AsyncIterable<readonly BucketEntry[]>

  /** The same store for one scope. */
  of(scope: string): Store

  /**
   * Deletes an entry, unless it was looked up within this time.
   *
   * @returns whether it was deleted
   */
  removeEntry(entry: BucketEntry, unlessUsedWithinMilliseconds?: number): Promise<boolean>

  /**
   * Deletes an entry in two calls: the first marks it; a later one deletes it if no job looked it up in between.
   *
   * @param waitMilliseconds minimum time between the two calls
   */
  markOrRemove(entry: BucketEntry, waitMilliseconds: number): Promise<'marked' | 'removed' | 'left'>
}
