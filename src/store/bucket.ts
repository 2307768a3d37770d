/** An object, as a listing shows it. */
export interface ListedObject {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /**
   * When it was written, by the server's clock; milliseconds since 1970. At most services, also when it was last renewed
   * or marked.
   */
  readonly modifiedAt: number
}

export interface ObjectFacts extends ListedObject {
  /** When it was last written or renewed; milliseconds since 1970. 0 if it was marked after that. */
  readonly usedAt: number
  /** When it was marked, unless it was renewed after that; milliseconds since 1970. */
  readonly markedAt: number | undefined
}

/**
 * Object storage, as far as the store needs it. Names include all prefixes. The methods throw if the storage cannot be
 * reached, and an {@link AccessDeniedError} if it refuses.
 */
export interface Bucket {
  /** The current time of the server's clock, computed from its last response; milliseconds since 1970. */
  now(): number

  /** The objects whose names begin with the prefix, ordered by name, in pages. */
  list(prefix: string): AsyncIterable<readonly ListedObject[]>

  /** The next parts of the names that begin with the prefix, each with its trailing slash. */
  folders(prefix: string): Promise<readonly string[]>

  head(name: string): Promise<ObjectFacts | undefined>

  /** A signed URL, with which anyone can read the object for an hour. */
  address(name: string): Promise<string>

  /**
   * Stores an object atomically.
   *
   * @returns false if an object of this name exists, which stays unchanged
   */
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<boolean>

  /**
   * Copies an object onto itself without its mark, so that its age begins again.
   *
   * @returns false if it no longer exists
   */
  renew(name: string): Promise<boolean>

  /** Like `renew`, but marks the object. */
  mark(name: string): Promise<boolean>

  /** Deletes an object, which need not exist. */
  remove(name: string): Promise<void>
}

/** The credentials do not permit the request. */
export class AccessDeniedError extends Error {}
