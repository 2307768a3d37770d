import type { Log } from '../log.ts'
import { AccessDeniedError, type Bucket, type ListedObject, type ObjectFacts } from './bucket.ts'
import { keyOfObject, objectName, objectPrefix } from './s3-address.ts'
import type { BucketEntry, BucketStore, Cleanable, Entry, OpenedEntry, WrittenEntry } from './store.ts'

const day = 24 * 3600 * 1000

/** The cleanup of a bucket deletes entries that no job has looked up for this long, in milliseconds. */
export const maxUnusedMilliseconds = 30 * day
/** A lookup renews an entry that was not renewed for this long, in milliseconds. */
export const renewAfterMilliseconds = maxUnusedMilliseconds / 3

/** The part of a bucket that a store reads and writes. */
export interface BucketScopes {
  /** The prefix of the repository's entries in the bucket, with a trailing slash. */
  readonly repository: string
  /** Prefixes below it, in the order in which they are read. The first is the job's own, the only one it writes. */
  readonly scopes: readonly [string, ...string[]]
}

/**
 * Entries as objects of a bucket, below the prefixes of their repository and scope. A lookup counts as a use, as in
 * GitHub's cache: `find` and `has` renew an entry that is old, or that a cleanup has marked. So an entry that a job
 * relies on is not deleted, if the job may write. A job that may not write depends on others to renew its entries.
 */
export class S3Store implements BucketStore {
  readonly name: string
  readonly isolatesBranches = false
  readonly readsRanges = true
  readonly cleanable: Cleanable = { kind: 'bucket', bucket: this }
  readonly #bucket: Bucket
  readonly #where: BucketScopes
  readonly #log: Log
  /** The results of `has`, for the `open` that follows. */
  readonly #located = new Map<string, ObjectFacts>()
  /** Set to false when the storage refuses a renewal, so that the store does not try again for each pack. */
  #mayRenew = true

  /** @param name for the log */
  constructor(name: string, bucket: Bucket, where: BucketScopes, log: Log) {
    this.name = name
    this.#bucket = bucket
    this.#where = where
    this.#log = log
  }

  /** The same store for only one scope of the repository. */
  of(scope: string): S3Store {
    return new S3Store(this.name, this.#bucket, { ...this.#where, scopes: [scope] }, this.#log)
  }

  async find([first, ...others]: readonly string[]): Promise<Entry | undefined> {
    if (first === undefined) return undefined
    const found =
      (await this.#newest(first)) ??
      // Looks up all restore keys at the same time.
      (await Promise.all(others.map((prefix) => this.#newest(prefix)))).find((one) => one !== undefined)
    if (!found) return undefined
    // The listing may show an old time although the object was renewed, because at some services a copy keeps the original's time.
    const facts = this.#isOld(found.modifiedAt) ? await this.#bucket.head(found.name) : undefined
    if (facts) await this.#renewIfDue(facts)
    return { key: found.key, size: found.size }
  }

  async has(key: string): Promise<boolean> {
    const found = await this.#locate(key)
    if (!found) return false
    const isThere = await this.#renewIfDue(found)
    if (isThere) this.#located.set(key, found)
    return isThere
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    const found = this.#located.get(key) ?? (await this.#locate(key))
    // Used only once: a caller that opens the entry again had a problem with the first address.
    this.#located.delete(key)
    if (!found) return undefined
    const url = await this.#bucket.address(found.name)
    return { source: { kind: 'url', url }, size: found.size, close: () => Promise.resolve() }
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    return await this.#bucket.put(this.#nameIn(this.#where.scopes[0], objectName(key)), content)
  }

  /** The current time of the clock that sets the entries' times; milliseconds since 1970. */
  now(): number {
    return this.#bucket.now()
  }

  /** All entries of the repository in all scopes, in pages. */
  async *entries(): AsyncGenerator<readonly BucketEntry[]> {
    const { repository } = this.#where
    for await (const page of this.#bucket.list(repository)) {
      yield page.flatMap((object) => entryOf(object, repository) ?? [])
    }
  }

  /** The entries of the job's own scope, newest first. */
  async list(): Promise<readonly WrittenEntry[]> {
    const [own] = this.#where.scopes
    const all: BucketEntry[] = []
    for await (const page of this.#bucket.list(this.#nameIn(own, ''))) {
      all.push(...page.flatMap((object) => entryOf(object, this.#where.repository) ?? []))
    }
    return all
      .sort((a, b) => (isNewer(a, b) ? -1 : 1))
      .map(({ key, size, modifiedAt }) => ({ key, size, writtenAt: modifiedAt }))
  }

  /** @returns false if it did not exist */
  async remove(key: string): Promise<boolean> {
    const name = this.#nameIn(this.#where.scopes[0], objectName(key))
    const isThere = (await this.#bucket.head(name)) !== undefined
    if (isThere) await this.#bucket.remove(name)
    return isThere
  }

  /**
   * Deletes an entry.
   *
   * @param unlessUsedWithinMilliseconds an entry that was looked up within this time stays
   * @returns whether it was deleted
   */
  async removeEntry({ name }: BucketEntry, unlessUsedWithinMilliseconds = 0): Promise<boolean> {
    if (unlessUsedWithinMilliseconds > 0) {
      const facts = await this.#bucket.head(name)
      if (!facts || facts.usedAt > this.#bucket.now() - unlessUsedWithinMilliseconds) return false
    }
    await this.#bucket.remove(name)
    return true
  }

  /**
   * Deletes an entry in two calls: the first marks it; a later one deletes it if no job looked it up in between.
   *
   * @param waitMilliseconds minimum time between the two calls
   */
  async markOrRemove(entry: BucketEntry, waitMilliseconds: number): Promise<'marked' | 'removed' | 'left'> {
    const facts = await this.#bucket.head(entry.name)
    const before = this.#bucket.now() - waitMilliseconds
    if (!facts || facts.usedAt > before) return 'left'
    if (facts.markedAt === undefined) return (await this.#bucket.mark(entry.name)) ? 'marked' : 'left'
    if (facts.markedAt > before) return 'left'
    await this.#bucket.remove(entry.name)
    return 'removed'
  }

  #nameIn(scope: string, name: string): string {
    return `${this.#where.repository}${scope}/${name}`
  }

  /** In the first scope that has one. */
  async #newest(prefix: string): Promise<BucketEntry | undefined> {
    const found = await Promise.all(this.#where.scopes.map((scope) => this.#newestIn(scope, prefix)))
    return found.find((one) => one !== undefined)
  }

  async #newestIn(scope: string, prefix: string): Promise<BucketEntry | undefined> {
    let newest: BucketEntry | undefined
    const { repository } = this.#where
    for await (const page of this.#bucket.list(this.#nameIn(scope, objectPrefix(prefix)))) {
      for (const object of page) {
        if (!newest || isNewer(object, newest)) newest = entryOf(object, repository) ?? newest
      }
    }
    return newest
  }

  async #locate(key: string): Promise<ObjectFacts | undefined> {
    const { scopes } = this.#where
    const name = objectName(key)
    const found = await Promise.all(scopes.map((scope) => this.#bucket.head(this.#nameIn(scope, name))))
    return found.find((facts) => facts !== undefined)
  }

  /** @returns false if it no longer exists */
  async #renewIfDue(object: ObjectFacts): Promise<boolean> {
    return !this.#isOld(object.usedAt) || (await this.#renew(object))
  }

  #isOld(time: number): boolean {
    return this.#bucket.now() - time >= renewAfterMilliseconds
  }

  /** @returns false if it no longer exists; true if the storage refuses the renewal */
  async #renew({ name }: ListedObject): Promise<boolean> {
    if (!this.#mayRenew) return true
    try {
      return await this.#bucket.renew(name)
    } catch (error) {
      if (!(error instanceof AccessDeniedError)) throw error
      this.#mayRenew = false
      this.#log.debug(`${error.message}. Jobs with write access renew old objects.`)
      return true
    }
  }
}

/** undefined for an object that is no entry. */
function entryOf(object: ListedObject, repository: string): BucketEntry | undefined {
  const path = object.name.slice(repository.length)
  const slash = path.indexOf('/')
  const key = slash === -1 ? undefined : keyOfObject(path.slice(slash + 1))
  return key === undefined ? undefined : { ...object, key, scope: path.slice(0, slash) }
}

/** Most servers round times to seconds: of two entries of the same second, the later name counts as newer. */
function isNewer(a: ListedObject, b: ListedObject): boolean {
  return a.modifiedAt === b.modifiedAt ? a.name > b.name : a.modifiedAt > b.modifiedAt
}
