/** Where a stored entry's bytes are: plain data, so that worker threads can read them too. */
export type Source =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'url'; readonly url: string }

export interface OpenedEntry {
  readonly source: Source
  /** Bytes. */
  readonly size: number
  /** Removes what opening left on disk. The source is not to be read afterwards. */
  close(): Promise<void>
}

export interface Entry {
  readonly key: string
  /** Bytes, where the store tells. */
  readonly size?: number
}

/**
 * A cache of immutable entries. A key is at most 512 characters without commas. The methods throw when the
 * store cannot be asked or breaks off; a missing entry is an answer, not an error.
 */
export interface Store {
  /** What the log calls it. */
  readonly name: string

  /** Whether a branch's jobs can write nothing that another branch's jobs read, as GitHub's own cache ensures. */
  readonly isolatesBranches: boolean

  /** Whether GitHub's REST API lists and deletes its entries. */
  readonly hasRestApi: boolean

  /** For the first of `prefixes` (at most 10) that any key begins with: the newest such entry. */
  find(prefixes: readonly string[]): Promise<Entry | undefined>

  /** The entry of exactly this key. */
  has(key: string): Promise<boolean>

  /** Makes the entry of exactly this key readable; undefined when there is none. */
  open(key: string): Promise<OpenedEntry | undefined>

  /**
   * Stores an entry, whole or not at all. The bytes are read once, in order, while they are sent.
   *
   * @returns false when the key is taken, or when this job may not write (a read-only token): nothing was stored
   */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean>
}
