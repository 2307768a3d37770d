/** The location of a stored entry's bytes. Plain data, so that worker threads can read it too. */
export type Source =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string }

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
 * cannot be reached or the transfer fails; a missing entry is a result, not an error.
 */
export interface Store {
  /** Name of the store in the log. */
  readonly name: string

  /**
   * Whether the store isolates branches like GitHub's own cache: the default branch never reads what other
   * branches and pull requests wrote.
   */
  readonly isolatesBranches: boolean

  /** Whether GitHub's REST API can list and delete its entries. */
  readonly hasRestApi: boolean

  /** Finds the newest entry for the first of `prefixes` (at most 10) that has entries. */
  find(prefixes: readonly string[]): Promise<Entry | undefined>

  /** Whether an entry with exactly this key exists. */
  has(key: string): Promise<boolean>

  /** Opens the entry with exactly this key; undefined if it does not exist. */
  open(key: string): Promise<OpenedEntry | undefined>

  /**
   * Stores an entry completely or not at all. Reads the content once, in order, while sending it.
   *
   * @returns false if the key exists, or this job may not write (a read-only token): nothing was stored
   */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean>
}
