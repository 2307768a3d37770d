import type { Bucket, ListedObject, ObjectFacts } from '../../src/store/bucket.ts'

interface Stored {
  readonly bytes: Uint8Array
  readonly modifiedAt: number
  readonly usedAt: number
  readonly markedAt: number | undefined
}

/** A bucket in memory, for tests of what depends on its clock or its size. Its addresses cannot be read. */
export class MemoryBucket implements Bucket {
  readonly objects = new Map<string, Stored>()
  readonly #now: () => number
  readonly #perPage: number
  readonly #turn: () => Promise<void>
  readonly #copiesKeepTime: boolean

  /**
   * @param turn is awaited before each request
   * @param copiesKeepTime what is renewed or marked keeps the time that a listing shows, as at Versity's gateway
   */
  constructor(
    now: () => number,
    { perPage = 1000, turn = () => Promise.resolve(), copiesKeepTime = false } = {},
  ) {
    this.#now = now
    this.#perPage = perPage
    this.#turn = turn
    this.#copiesKeepTime = copiesKeepTime
  }

  now(): number {
    return this.#now()
  }

  async *list(prefix: string): AsyncGenerator<readonly ListedObject[]> {
    let after = ''
    for (;;) {
      await this.#turn()
      // As it is at the moment of each page.
      const names = [...this.objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort()
      const page = names.slice(0, this.#perPage).flatMap((name) => this.#facts(name) ?? [])
      yield page
      if (names.length <= this.#perPage) return
      after = page.at(-1)?.name ?? ''
    }
  }

  async folders(prefix: string): Promise<readonly string[]> {
    await this.#turn()
    const names = [...this.objects.keys()].filter((name) => name.startsWith(prefix))
    return [...new Set(names.map((name) => name.slice(0, name.indexOf('/', prefix.length) + 1)))].filter(
      Boolean,
    )
  }

  async head(name: string): Promise<ObjectFacts | undefined> {
    await this.#turn()
    return this.#facts(name)
  }

  async address(name: string): Promise<string> {
    await this.#turn()
    return `memory:${name}`
  }

  async put(name: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    const pieces: Uint8Array[] = []
    for await (const piece of content) pieces.push(piece)
    await this.#turn()
    if (this.objects.has(name)) return false
    const now = this.#now()
    this.objects.set(name, {
      bytes: Buffer.concat(pieces),
      modifiedAt: now,
      usedAt: now,
      markedAt: undefined,
    })
    return true
  }

  async renew(name: string): Promise<boolean> {
    await this.#turn()
    return this.#touch(name, false)
  }

  /** With what is asked right before it, without a turn between: a server answers both within milliseconds. */
  mark(name: string): Promise<boolean> {
    return Promise.resolve(this.#touch(name, true))
  }

  remove(name: string): Promise<void> {
    this.objects.delete(name)
    return Promise.resolve()
  }

  #facts(name: string): ObjectFacts | undefined {
    const found = this.objects.get(name)
    if (!found) return undefined
    const { bytes, ...times } = found
    return { name, size: bytes.length, ...times }
  }

  #touch(name: string, marked: boolean): boolean {
    const found = this.objects.get(name)
    const now = this.#now()
    if (found) {
      this.objects.set(name, {
        bytes: found.bytes,
        modifiedAt: this.#copiesKeepTime ? found.modifiedAt : now,
        usedAt: marked ? 0 : now,
        markedAt: marked ? now : undefined,
      })
    }
    return found !== undefined
  }
}
