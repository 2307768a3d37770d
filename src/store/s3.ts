import type { Log } from '../log.ts'
import { AccessDeniedError, type Bucket, type ListedObject, type ObjectFacts } from './bucket.ts'
import { keyOfObject, objectName, objectPrefix } from './s3-address.ts'
import type { BucketEntry, BucketStore, Cleanable, Entry, OpenedEntry, WrittenEntry } from './store.ts'

const day = 24 * 3600 * 1000

/** What no job has looked up for this long goes when the bucket is cleaned, ms. */
export const maxUnusedMilliseconds = 30 * day
/** What is looked up and was not renewed for this long is renewed, ms. */
export const renewAfterMilliseconds = maxUnusedMilliseconds / 3

/** Whose entries a store reads and writes. */
export interface BucketScopes {
  /** Where in the bucket the entries of one repository are, with a slash at its end. */
  readonly repository: string
  /** Parts of names below it: the first is the job's own, and all are read, in this order. */
  readonly scopes: readonly [string, ...string[]]
}

/**
 * Entries as objects of a bucket, below the repository and the scope that they belong to. A look-up is a use, as in
 * GitHub's cache: what `find` and `has` give is renewed when it is old, or when cleaning has marked it. So nothing
 * that a job relies on grows old or is deleted, as long as the job may write; where it may not, others have to.
 */
export class S3Store implements BucketStore {
  readonly name: string
  readonly isolatesBranches = false
  readonly readsRanges = true
  readonly cleanable: Cleanable = { kind: 'bucket', bucket: this }
  readonly #bucket: Bucket
  readonly #where: BucketScopes
  readonly #log: Log
  /** What `has` learned, for the `open` that follows it. */
  readonly #located = new Map<string, ObjectFacts>()
  /** Cleared when the storage refuses: then it is not asked for each pack again. */
  #mayRenew = true

  /** @param name what the log calls it */
  constructor(name: string, bucket: Bucket, where: BucketScopes, log: Log) {
    this.name = name
    this.#bucket = bucket
    this.#where = where
    this.#log = log
  }

  /** The same for one scope of the repository alone. */
  of(scope: string): S3Store {
    return new S3Store(this.name, this.#bucket, { ...this.#where, scopes: [scope] }, this.#log)
  }

  async find([first, ...others]: readonly string[]): Promise<Entry | undefined> {
    if (first === undefined) return undefined
    const found =
      (await this.#newest(first)) ??
      // A job that has no state of its own key asks for all others at once.
      (await Promise.all(others.map((prefix) => this.#newest(prefix)))).find((one) => one !== undefined)
    if (!found) return undefined
    // Listed as old, it may have been renewed where a copy keeps its time.
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
    // A second time it is because something was wrong with the first.
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

  /** All entries of the repository, of all scopes, in pages as they come. */
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

  /** @returns false when it was gone already */
  async remove(key: string): Promise<boolean> {
    const name = this.#nameIn(this.#where.scopes[0], objectName(key))
    const isThere = (await this.#bucket.head(name)) !== undefined
    if (isThere) await this.#bucket.remove(name)
    return isThere
  }

  /**
   * Deletes an entry.
   *
   * @param unlessUsedWithinMilliseconds ms: one that was looked up within this time stays
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

  /** @returns false when it is gone */
  async #renewIfDue(object: ObjectFacts): Promise<boolean> {
    return !this.#isOld(object.usedAt) || (await this.#renew(object))
  }

  #isOld(time: number): boolean {
    return this.#bucket.now() - time >= renewAfterMilliseconds
  }

  /** @returns false when it is gone; a storage that refuses has it still */
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

/** Times are whole seconds at most servers: of two within one, the later name. */
function isNewer(a: ListedObject, b: ListedObject): boolean {
  return a.modifiedAt === b.modifiedAt ? a.name > b.name : a.modifiedAt > b.modifiedAt
}
