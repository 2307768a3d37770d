/** An object, as a listing shows it. */
export interface ListedObject {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /**
   * When it was written, by the server's clock; milliseconds since 1970. At most services, but not at all, also when it
   * was renewed or marked.
   */
  readonly modifiedAt: number
}

export interface ObjectFacts extends ListedObject {
  /** When it was written or renewed, at every service; milliseconds since 1970. 0 if it was marked since. */
  readonly usedAt: number
  /** When {@link Bucket.mark} was done, if it was the last that touched it; milliseconds since 1970. */
  readonly markedAt: number | undefined
}

/**
 * Object storage, as far as the store needs it. Names are whole, from the bucket's beginning. The methods throw when
 * the storage cannot be asked, or refuses: then an {@link AccessDeniedError}.
 */
export interface Bucket {
  /** The time by the server's clock, as of its last answer; milliseconds since 1970. */
  now(): number

  /** Objects whose names have the prefix, in order of their names, in pages as they come. */
  list(prefix: string): AsyncIterable<readonly ListedObject[]>

  /** What comes next in names with the prefix, up to and with the next slash. */
  folders(prefix: string): Promise<readonly string[]>

  head(name: string): Promise<ObjectFacts | undefined>

  /** An address that whoever has it can read the object from, for an hour. */
  address(name: string): Promise<string>

  /**
   * Stores an object, whole or not at all.
   *
   * @returns false when there is one of this name: it stays as it is
   */
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<boolean>

  /**
   * Copies an object onto itself, without a mark: its age begins again.
   *
   * @returns false when it is gone
   */
  renew(name: string): Promise<boolean>

  /** Like `renew`, with a mark. */
  mark(name: string): Promise<boolean>

  /** It may be gone already. */
  remove(name: string): Promise<void>
}

/** The credentials do not permit what was asked for. */
export class AccessDeniedError extends Error {}
