import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { lutimes, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from '../../src/programs.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { readRange } from '../../src/store/source.ts'

let folder: string
let store: DirectoryStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-store-'))
  store = new DirectoryStore(folder)
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

async function read(key: string): Promise<string | undefined> {
  const entry = await store.open(key)
  if (!entry) return undefined
  const bytes = await readRange(entry.source, 0, entry.size)
  await entry.close()
  return bytes.toString()
}

/** Where an entry is; here to set its time, and to remove it as another machine may. */
function entryFolder(key: string): string {
  return join(folder, 'entries', createHash('sha256').update(key).digest('hex'))
}

/** Stores an entry that was written so many seconds after the others. */
async function putAt(second: number, key: string): Promise<void> {
  await store.put(key, pieces(key))
  await utimes(join(entryFolder(key), 'content'), second, second)
}

describe('an entry', () => {
  test('contains the pieces in order, and has their size', async () => {
    expect(await store.put('key', pieces('one ', 'two ', 'three'))).toBe(true)
    expect(await read('key')).toBe('one two three')
    expect((await store.open('key'))?.size).toBe(13)
    expect(await store.list()).toMatchObject([{ key: 'key', size: 13 }])
  })

  test('may be empty', async () => {
    expect(await store.put('key', pieces())).toBe(true)
    expect(await read('key')).toBe('')
  })

  test('may have any key, and is found only by that key', async () => {
    const odd = [
      'a/b',
      '../../up',
      '.',
      '',
      'a b',
      'ä',
      'line\nbreak',
      'k'.repeat(512),
      'A',
      'a',
      '-rf',
      'null\0byte',
    ]
    for (const key of odd) expect(await store.put(key, pieces(`of ${key}`))).toBe(true)
    for (const key of odd) expect(await read(key)).toBe(`of ${key}`)
    expect((await store.list()).map(({ key }) => key).sort()).toEqual([...odd].sort())
    expect((await readdir(folder)).sort()).toEqual(['entries', 'unfinished'])
  })

  test('of any key and content is read as it was stored', async () => {
    const anyKey = fc.string({ unit: 'grapheme', maxLength: 40 })
    const all = fc.uniqueArray(fc.tuple(anyKey, fc.uint8Array({ maxLength: 50 })), {
      maxLength: 5,
      selector: ([key]) => key,
    })
    let round = 0
    await fc.assert(
      fc.asyncProperty(all, async (entries) => {
        const fresh = new DirectoryStore(join(folder, `${round++}`))
        for (const [key, bytes] of entries) {
          await fresh.put(
            key,
            // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
            (async function* () {
              yield bytes
            })(),
          )
        }
        for (const [key, bytes] of entries) {
          const entry = await fresh.open(key)
          expect(entry && Buffer.compare(await readRange(entry.source, 0, entry.size), bytes)).toBe(0)
        }
      }),
      { numRuns: 20 },
    )
  })

  test.each<[string, (place: string) => Promise<unknown>]>([
    ['a link', (place) => symlink('/etc/passwd', place)],
    ['a pipe', (place) => run('mkfifo', [place])],
    ['a folder', (place) => mkdir(place)],
  ])('that was replaced with %s is not an entry', async (_what, make) => {
    for (const file of ['content', 'key']) {
      await store.put(file, pieces('x'))
      await rm(join(entryFolder(file), file))
      await make(join(entryFolder(file), file))
    }
    expect(await store.open('content')).toBeUndefined()
    expect(await store.has('content')).toBe(false)
    expect(await store.list()).toEqual([])
    expect(await store.find(['content', 'key'])).toBeUndefined()
  })

  test('whose key was made too long is not an entry', async () => {
    await store.put('key', pieces('x'))
    await truncate(join(entryFolder('key'), 'key'), 2 ** 40)
    expect(await store.list()).toEqual([])
  })

  test('that exists keeps its content: a second write reports that the key is taken', async () => {
    expect(await store.put('key', pieces('first'))).toBe(true)
    expect(await store.put('key', pieces('second'))).toBe(false)
    expect(await read('key')).toBe('first')
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('that several jobs write at the same time is complete, from exactly one of them', async () => {
    const writers = Array.from({ length: 8 }, (_, at) => `writer ${at}`)
    const stored = await Promise.all(
      writers.map((writer) => new DirectoryStore(folder).put('key', pieces(writer, ' wrote', ' this'))),
    )
    expect(stored.filter(Boolean)).toHaveLength(1)
    expect(await read('key')).toBe(`writer ${stored.indexOf(true)} wrote this`)
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('is a result if it is missing, not an error, even if there is no folder yet', async () => {
    expect(await store.has('key')).toBe(false)
    expect(await store.open('key')).toBeUndefined()
    expect(await store.find(['', 'key'])).toBeUndefined()
    expect(await store.list()).toEqual([])
  })
})

describe('an incomplete entry', () => {
  test('is not visible while it is written', async () => {
    const reader = new DirectoryStore(folder)
    const seen: unknown[] = []
    const look = async () => {
      seen.push(
        await reader.has('key'),
        await reader.open('key'),
        await reader.find(['k']),
        await reader.list(),
      )
    }
    const content = async function* () {
      await look()
      yield Buffer.from('half')
      await look()
      yield Buffer.from('whole')
      await look()
    }
    await store.put('key', content())
    expect(seen).toEqual(Array(3).fill([false, undefined, undefined, []]).flat())
    expect(await reader.has('key')).toBe(true)
  })

  test('does not exist if its content ends with an error, which is thrown', async () => {
    const content = async function* () {
      yield* pieces('half')
      throw new Error('the disk image went away')
    }
    await expect(store.put('key', content())).rejects.toThrow('the disk image went away')
    expect(await store.list()).toEqual([])
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('is not visible if its writer was killed, blocks nothing, and is removed after a day', async () => {
    const module = JSON.stringify(resolve(import.meta.dirname, '../../src/store/directory.ts'))
    const writer = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { DirectoryStore } from ${module}
        async function* content() {
          yield Buffer.from('half')
          process.stdout.write('half')
          await new Promise(() => setInterval(() => {}, 1000))
        }
        await new DirectoryStore(${JSON.stringify(folder)}).put('key', content())`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } },
    )
    await once(writer.stdout, 'data')
    writer.kill('SIGKILL')
    await once(writer, 'exit')

    const [draft = ''] = await readdir(join(folder, 'unfinished'))
    expect(await readFile(join(folder, 'unfinished', draft, 'content'), 'utf8')).toBe('half')
    expect([await store.has('key'), await store.list()]).toEqual([false, []])
    expect(await store.put('key', pieces('whole'))).toBe(true)
    expect(await read('key')).toBe('whole')
    // It might be another machine's that is still writing.
    expect(await readdir(join(folder, 'unfinished'))).toEqual([draft])

    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600
    await utimes(join(folder, 'unfinished', draft), twoDaysAgo, twoDaysAgo)
    await store.put('another', pieces('entry'))
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })
})

describe('finding', () => {
  beforeEach(async () => {
    await putAt(100, 'app/test/1')
    await putAt(300, 'app/test/3')
    await putAt(200, 'app/test/2')
    await putAt(400, 'app/lint/4')
  })

  test('gives the newest entry of a prefix', async () => {
    expect(await store.find(['app/test/'])).toMatchObject({ key: 'app/test/3', size: 10 })
    expect(await store.find(['app/'])).toMatchObject({ key: 'app/lint/4' })
  })

  test('prefers an earlier prefix over a newer entry', async () => {
    expect(await store.find(['none/', 'app/test/', 'app/lint/'])).toMatchObject({ key: 'app/test/3' })
  })

  test('accepts a whole key as a prefix', async () => {
    expect(await store.find(['app/test/1'])).toMatchObject({ key: 'app/test/1' })
  })

  test('finds nothing if no key begins with the prefix', async () => {
    expect(await store.find(['test/', 'app/test/11'])).toBeUndefined()
    expect(await store.find([])).toBeUndefined()
  })

  test('has looks up exactly one key', async () => {
    expect(await store.has('app/test/1')).toBe(true)
    expect(await store.has('app/test/')).toBe(false)
  })

  test('lists all, newest first', async () => {
    expect((await store.list()).map(({ key }) => key)).toEqual([
      'app/lint/4',
      'app/test/3',
      'app/test/2',
      'app/test/1',
    ])
  })

  test('skips an entry that another machine is removing', async () => {
    await rm(join(entryFolder('app/lint/4'), 'key'))
    await rm(join(entryFolder('app/test/3'), 'content'))
    expect((await store.list()).map(({ key }) => key)).toEqual(['app/test/2', 'app/test/1'])
  })
})

test('an entry is removed once, completely, and no other with it', async () => {
  for (const key of ['a', 'aa', 'b']) await store.put(key, pieces(key))
  expect(await store.remove('a')).toBe(true)
  expect(await store.remove('a')).toBe(false)
  expect([await store.has('a'), await read('aa'), await read('b')]).toEqual([false, 'aa', 'b'])
  expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  expect(await store.put('a', pieces('again'))).toBe(true)
})

describe('an entry that was not used for a long time', () => {
  const old = 1000

  beforeEach(async () => {
    await putAt(old, 'key')
    await lutimes(entryFolder('key'), old, old)
  })

  test('is listed with that time, which reading does not change', async () => {
    expect(await read('key')).toBe('key')
    expect(await store.list()).toMatchObject([{ writtenAt: old * 1000, usedAt: old * 1000 }])
  })

  test('is used by a lookup', async () => {
    const before = Date.now()
    expect(await store.has('key')).toBe(true)
    const [entry] = await store.list()
    expect(entry?.writtenAt).toBe(old * 1000)
    expect(entry?.usedAt).toBeGreaterThanOrEqual(before - 1)
  })

  test('is removed unless another machine used it after it was listed', async () => {
    const [listed] = await store.list()
    expect(await new DirectoryStore(folder).has('key')).toBe(true)
    expect(await store.remove('key', listed?.usedAt)).toBe(false)
    expect(await read('key')).toBe('key')
    await lutimes(entryFolder('key'), old, old)
    expect(await store.remove('key', listed?.usedAt)).toBe(true)
    expect(await store.list()).toEqual([])
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })
})

describe('a disk that does not answer', () => {
  test.each<[string, (aborted: DirectoryStore) => Promise<unknown>]>([
    ['find', (aborted) => aborted.find(['key'])],
    ['has', (aborted) => aborted.has('key')],
    ['open', (aborted) => aborted.open('key')],
    ['list', (aborted) => aborted.list()],
    ['remove', (aborted) => aborted.remove('key')],
    ['put', (aborted) => aborted.put('new', pieces('x'))],
  ])('is not waited for by %s when the time is over', async (_name, use) => {
    await store.put('key', pieces('x'))
    const controller = new AbortController()
    const using = use(new DirectoryStore(folder, controller.signal))
    controller.abort(new Error('the time is over'))
    await expect(using).rejects.toThrow('the time is over')
  })

  test('gets no entry from a put whose content does not end in time', async () => {
    const controller = new AbortController()
    const aborted = new DirectoryStore(folder, controller.signal)
    const content = async function* () {
      yield Buffer.from('half')
      controller.abort(new Error('the time is over'))
      await new Promise(() => undefined)
    }
    await expect(aborted.put('key', content())).rejects.toThrow('the time is over')
    expect(await store.list()).toEqual([])
  })
})
