export interface CacheEntry {
  readonly id: number
  /** The git ref that the entry belongs to, such as `refs/heads/main`. */
  readonly scope: string
  readonly key: string
  readonly version: string
  /** Bytes. */
  readonly size: number
  readonly createdAt: Date
  readonly lastUsedAt: Date
  /** The name of its blob. */
  readonly blob: string
}

export interface CacheLimits {
  /** The maximum of all entries in bytes. Above it, the least recently used ones are evicted. GitHub's default: 10 GB. */
  readonly totalBytes?: number
  /** Milliseconds after its last use when an entry is evicted. GitHub's value is 7 days. */
  readonly idleMilliseconds?: number
}

interface StoredEntry {
  readonly id: number
  readonly scope: string
  readonly key: string
  readonly version: string
  readonly createdAt: number
  readonly blob: string
  lastUsedAt: number
  /** Orders uses within a millisecond. */
  use: number
  /** undefined while only reserved: no lookup finds it, and its key is taken. */
  size: number | undefined
}

const maxKeyLength = 512
const mostKeys = 10

/** The limit of the service that the keys of a lookup or a reservation exceed. */
export function keyProblem(keys: readonly string[]): string | undefined {
  if (keys.length > mostKeys) return `at most ${mostKeys} keys are looked up at once`
  if (keys.some((key) => key === '')) return 'key is missing'
  if (keys.some((key) => key.length > maxKeyLength)) return `a key is longer than ${maxKeyLength} characters`
  if (keys.some((key) => key.includes(','))) return 'a key has a comma'
  return undefined
}

/**
 * The contents of a repository's cache, and the rules by which a lookup finds an entry, without a transport. Source:
 * GitHub's documentation, "Dependency caching reference".
 */
export class CacheEntries {
  readonly #limits: CacheLimits
  readonly #now: () => number
  readonly #dropped: (blob: string) => void
  #entries: StoredEntry[] = []
  #lastId = 0
  #lastUse = 0

  /** @param dropped called with the blob of every entry that is removed or evicted */
  constructor(limits: CacheLimits, now: () => number, dropped: (blob: string) => void) {
    this.#limits = limits
    this.#now = now
    this.#dropped = dropped
  }

  /** Reserves a key, once per scope and version; false if it is taken. */
  reserve(scope: string, key: string, version: string, blob: string): boolean {
    this.#dropIdle()
    if (this.#at(scope, key, version)) return false
    const now = this.#now()
    this.#entries.push({
      id: ++this.#lastId,
      scope,
      key,
      version,
      createdAt: now,
      blob,
      lastUsedAt: now,
      use: ++this.#lastUse,
      size: undefined,
    })
    return true
  }

  /** The blob of a reservation. */
  reservedBlob(scope: string, key: string, version: string): string | undefined {
    const entry = this.#at(scope, key, version)
    return entry?.size === undefined ? entry?.blob : undefined
  }

  /** Makes a reserved entry visible, and evicts others to keep within the limits. */
  finalize(scope: string, key: string, version: string, size: number): number | undefined {
    const entry = this.#at(scope, key, version)
    if (!entry || entry.size !== undefined) return undefined
    entry.size = size
    this.#touch(entry)
    this.#dropLeastRecentlyUsed(entry)
    return entry.id
  }

  /**
   * In each scope in order: the first key exactly, then each key as a prefix, and of these the newest match.
   *
   * @param scopes in the order in which they are searched
   * @param keys the key, then the restore keys
   */
  lookUp(scopes: readonly string[], keys: readonly string[], version: string): CacheEntry | undefined {
    this.#dropIdle()
    const newestFirst = this.#entries
      .filter((entry) => entry.version === version && entry.size !== undefined)
      .sort((a, b) => b.id - a.id)
    for (const scope of scopes) {
      const inScope = newestFirst.filter((entry) => entry.scope === scope)
      const found =
        inScope.find((entry) => entry.key === keys[0]) ??
        keys.map((key) => inScope.find((entry) => entry.key.startsWith(key))).find(Boolean)
      if (found) {
        this.#touch(found)
        return published(found)
      }
    }
    return undefined
  }

  /** Every finished entry, oldest first. */
  list(): readonly CacheEntry[] {
    this.#dropIdle()
    return this.#entries.filter((entry) => entry.size !== undefined).map(published)
  }

  /** @returns whether there was such an entry */
  remove(id: number): boolean {
    const entry = this.#entries.find((candidate) => candidate.id === id)
    if (entry) this.#drop(entry)
    return entry !== undefined
  }

  /** Removes everything, including reservations. */
  clear(): void {
    for (const entry of this.#entries) this.#drop(entry)
  }

  #at(scope: string, key: string, version: string): StoredEntry | undefined {
    return this.#entries.find(
      (entry) => entry.scope === scope && entry.key === key && entry.version === version,
    )
  }

  #touch(entry: StoredEntry): void {
    entry.lastUsedAt = this.#now()
    entry.use = ++this.#lastUse
  }

  #dropIdle(): void {
    const { idleMilliseconds } = this.#limits
    if (idleMilliseconds === undefined) return
    const oldest = this.#now() - idleMilliseconds
    this.#entries
      .filter((entry) => entry.lastUsedAt < oldest)
      .forEach((entry) => {
        this.#drop(entry)
      })
  }

  #dropLeastRecentlyUsed(keep: StoredEntry): void {
    const { totalBytes } = this.#limits
    if (totalBytes === undefined) return
    let total = this.#entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0)
    for (const entry of [...this.#entries].sort((a, b) => a.use - b.use)) {
      if (total <= totalBytes) return
      if (entry === keep || entry.size === undefined) continue
      total -= entry.size
      this.#drop(entry)
    }
  }

  #drop(entry: StoredEntry): void {
    this.#entries = this.#entries.filter((other) => other !== entry)
    this.#dropped(entry.blob)
  }
}

function published(entry: StoredEntry): CacheEntry {
  const { id, scope, key, version, blob } = entry
  return {
    id,
    scope,
    key,
    version,
    blob,
    size: entry.size ?? 0,
    createdAt: new Date(entry.createdAt),
    lastUsedAt: new Date(entry.lastUsedAt),
  }
}
