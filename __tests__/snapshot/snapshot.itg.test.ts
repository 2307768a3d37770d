import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash, hash } from 'node:crypto'
import { mkdir, open, readFile, rm, stat, truncate } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { run } from '../../src/programs.ts'
import { packKey } from '../../src/policy/keys.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import type { Store } from '../../src/store/store.ts'
import { makeImage, makeSparseFile, resizeImage } from '../../src/disk/image.ts'
import { fingerprintOf } from '../../src/snapshot/fingerprint.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { packRanges } from '../../src/snapshot/layout.ts'
import type { Snapshot } from '../../src/snapshot/manifest.ts'
import { readManifest, SnapshotError, writeImage } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot, type SaveOptions, type SaveReport } from '../../src/snapshot/write-snapshot.ts'
import { write } from '../../src/snapshot/worker-tasks.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { openBench, type Bench } from '../disk/images.ts'

const MiB = 2 ** 20
const imageSize = 256 * MiB

/** Made once, and copied for each test. */
let origin: Bench
let bench: Bench
let image: string
let store: DirectoryStore

beforeAll(async () => {
  origin = await openBench()
  await makeImage(join(origin.folder, 'filled'), imageSize)
  await origin.fill(join(origin.folder, 'filled'))
})

beforeEach(async () => {
  bench = await openBench()
  image = join(bench.folder, 'image')
  await run('cp', ['--sparse=always', join(origin.folder, 'filled'), image])
  store = new DirectoryStore(join(bench.folder, 'store'))
})

afterEach(async () => {
  await bench.close()
})

afterAll(async () => {
  await origin.close()
})

function save(entryKey: string, options: Partial<SaveOptions> = {}): Promise<SaveReport> {
  const engineVersion = 'v0.20.3'
  return saveSnapshot({
    image,
    store,
    entryKey,
    engineVersion,
    previous: undefined,
    ...options,
  })
}

async function snapshotOf(key: string, from: Store = store): Promise<Snapshot> {
  return { key, manifest: await readManifest(from, key) }
}

async function restore(key: string, name = 'restored'): Promise<string> {
  const restored = join(bench.folder, name)
  await writeImage(store, await snapshotOf(key), restored)
  return restored
}

/** What work tells of itself while it goes on. */
function progress() {
  const told: { done: number; total: number }[] = []
  return { told, onProgress: (done: number, total: number) => void told.push({ done, total }) }
}

async function expectIdentical(a: string, b: string): Promise<void> {
  // Throws when they differ.
  await run('cmp', [a, b])
}

async function keys(): Promise<string[]> {
  return (await store.list()).map(({ key }) => key).sort()
}

async function packs(): Promise<string[]> {
  return (await keys()).filter((key) => key.startsWith(packKey('')))
}

/** Where the directory store keeps an entry. */
function entryFolder(key: string): string {
  return join(bench.folder, 'store', 'entries', createHash('sha256').update(key).digest('hex'))
}

/** The same store with some of its methods replaced. */
function storeWith(changed: Partial<Store>): Store {
  return {
    name: store.name,
    isolatesBranches: store.isolatesBranches,
    readsRanges: store.readsRanges,
    cleanable: store.cleanable,
    find: (prefixes) => store.find(prefixes),
    has: (key) => store.has(key),
    open: (key) => store.open(key),
    put: (key, content) => store.put(key, content),
    ...changed,
  }
}

const isPack = (key: string) => key.startsWith(packKey(''))

describe('a snapshot', () => {
  test('reports the progress of its save and restore, up to the end', async () => {
    const saving = progress()
    const { chunks } = await save('first', saving)
    expect(saving.told.length).toBeGreaterThan(1)
    expect(saving.told.at(-1)).toEqual({ done: saving.told[0]?.total, total: saving.told[0]?.total })
    expect(saving.told.at(-1)?.done).toBeGreaterThanOrEqual(chunks * MiB)

    const { told, onProgress } = progress()
    const fetched = await writeImage(store, await snapshotOf('first'), join(bench.folder, 'to'), onProgress)
    expect(told.at(-1)).toEqual({ done: fetched, total: fetched })
  })

  test('restores the image bit by bit, with all attributes of its files', async () => {
    const report = await save('first')
    expect(report).toMatchObject({
      outcome: 'saved',
      changedChunks: report.chunks,
      rewrittenBytes: 0,
      packs: 1,
    })
    expect(report.writtenBytes).toBe(report.liveBytes)
    const restored = await restore('first')
    await expectIdentical(image, restored)
    expect((await stat(restored)).blocks * 512).toBeLessThan(imageSize / 4)
    const tree = await bench.describe(restored)
    expect(tree).toBe(await bench.describe(image))
    // So that the comparison means something.
    for (const kept of [
      /whiteout is device 0:0/,
      'trusted.overlay.opaque',
      'security.capability',
      '4000000000:4000000000',
      / 6755 /,
    ]) {
      expect(tree).toMatch(kept)
    }
    await run('e2fsck', ['-fn', restored])
  })

  test('reports its content', async () => {
    await save('first')
    const { manifest } = await snapshotOf('first')
    expect(manifest).toMatchObject({ imageSize, engineVersion: 'v0.20.3', predecessors: [], credit: 0 })
    expect(await run('dumpe2fs', ['-h', image])).toContain(manifest.filesystem.uuid)
    expect(await packs()).toEqual(manifest.packs.map(({ sha256 }) => packKey(sha256)))
  })

  test('stores only what changed since the previous one', async () => {
    const first = await save('first')
    const previous = await snapshotOf('first')
    await bench.withMounted(image, 'head -c 2000000 /dev/urandom > "$1/new"; rm "$1/content/compressible"')
    const report = await save('second', { previous })
    expect(report).toMatchObject({ outcome: 'saved', packs: 2, rewrittenBytes: 0 })
    expect(report.changedChunks).toBeLessThan(first.chunks / 2)
    expect(report.writtenBytes).toBeLessThan(first.writtenBytes)
    const { manifest } = await snapshotOf('second')
    const before = new Map(previous.manifest.chunks.map((chunk) => [chunk.index, chunk]))
    const fresh = manifest.chunks.filter(
      ({ pack }) => manifest.packs[pack]?.sha256 !== previous.manifest.packs[0]?.sha256,
    )
    // Nothing that was there is stored again.
    for (const chunk of fresh) expect(chunk.sha256).not.toBe(before.get(chunk.index)?.sha256)
    expect(fresh.length).toBeGreaterThan(0)
    expect(fresh.length).toBeLessThan(manifest.chunks.length)
    await expectIdentical(image, await restore('second'))
    // The one before is as it was.
    expect(await bench.describe(await restore('first', 'older'))).toContain('content/compressible')
  })

  test('contains no chunk that was trimmed', async () => {
    await bench.withMounted(image, 'head -c 30000000 /dev/urandom > "$1/large"')
    const large = await save('large')
    await bench.withMounted(image, 'rm "$1/large"; sync -f "$1"; fstrim "$1"')
    const report = await save('small', { previous: await snapshotOf('large') })
    expect(report.chunks).toBeLessThan(large.chunks - 25)
    expect(report.removedChunks).toBeGreaterThan(25)
    await expectIdentical(image, await restore('small'))
  })

  test('names the two previous ones, and no others', async () => {
    let previous: Snapshot | undefined
    for (const key of ['a', 'b', 'c', 'd']) {
      await save(key, { previous })
      previous = await snapshotOf(key)
    }
    expect(previous?.manifest.predecessors).toEqual(['c', 'b'])
    expect((await snapshotOf('b')).manifest.predecessors).toEqual(['a'])
  })

  test('records the bytes that changed since the first snapshot as credit', async () => {
    await save('a')
    const written: number[] = []
    for (const [key, after] of [
      ['b', 'a'],
      ['c', 'b'],
    ] as const) {
      await bench.withMounted(image, `head -c 2000000 /dev/urandom > "$1/${key}"`)
      written.push((await save(key, { previous: await snapshotOf(after) })).writtenBytes)
    }
    const [b = 0, c = 0] = written
    expect(b).toBeGreaterThan(1e6)
    expect((await snapshotOf('b')).manifest.credit).toBe(b)
    expect((await snapshotOf('c')).manifest.credit).toBe(b + c)
  })

  test.each([
    ['grew', 2 * imageSize],
    ['shrank', imageSize / 2],
  ])('of an image that %s brings back that one', async (_how, size) => {
    await save('before')
    const restored = await restore('before')
    await resizeImage(restored, size)
    await save('after', { image: restored, previous: await snapshotOf('before') })
    const again = await restore('after', 'again')
    expect((await stat(again)).size).toBe(size)
    await expectIdentical(restored, again)
  })
})

test('a save when nothing changed stores only a manifest', async () => {
  await save('first')
  const before = await keys()
  const report = await save('second', { previous: await snapshotOf('first') })
  expect(report).toMatchObject({ outcome: 'saved', changedChunks: 0, writtenBytes: 0 })
  expect(await keys()).toEqual([...before, 'second'].sort())
  await expectIdentical(image, await restore('second'))
})

describe('an incomplete or damaged snapshot', () => {
  let pack: string
  let content: string

  beforeEach(async () => {
    await save('first')
    pack = (await packs())[0] ?? ''
    content = join(entryFolder(pack), 'content')
  })

  const named = () => pack.slice(packKey('').length)

  async function failure(from: Store = store): Promise<string> {
    const restored = writeImage(from, await snapshotOf('first', from), join(bench.folder, 'restored'))
    const error: unknown = await restored.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(SnapshotError)
    return (error as Error).message
  }

  test('names the missing pack before an image is created', async () => {
    await rm(entryFolder(pack), { recursive: true })
    expect(await failure()).toBe(`The pack ${named()} is no longer in the store.`)
    await expect(stat(join(bench.folder, 'restored'))).rejects.toThrow('ENOENT')
  })

  test('names the pack that disappeared during the restore', async () => {
    const vanishing = storeWith({
      open: (key) => (isPack(key) ? Promise.resolve(undefined) : store.open(key)),
    })
    expect(await failure(vanishing)).toContain(
      `The pack ${named()} cannot be used: it is no longer in the store`,
    )
  })

  test('names the truncated pack', async () => {
    await truncate(content, (await stat(content)).size - 1)
    expect(await failure()).toContain(`The pack ${named()} cannot be used`)
  })

  test('names the pack in which a single bit differs, at any position', async () => {
    const { size } = await stat(content)
    for (const at of [0, 3, Math.floor(size / 3), Math.floor(size / 2), size - 1]) {
      await flip(content, at)
      expect(await failure()).toContain(`The pack ${named()} cannot be used`)
      await flip(content, at)
    }
    await expectIdentical(image, await restore('first'))
  })

  test('reports that its manifest is missing, damaged or of a newer format', async () => {
    await expect(readManifest(store, 'none')).rejects.toThrow('The manifest none is no longer in the store.')
    const manifest = join(entryFolder('first'), 'content')
    await flip(manifest, 7)
    const future = readManifest(store, 'first')
    await expect(future).rejects.toThrow(SnapshotError)
    await expect(future).rejects.toThrow(
      'first cannot be used: it has format 3, and this version reads formats 1 to 2.',
    )
  })

  test('is not read if its manifest is too large', async () => {
    await truncate(join(entryFolder('first'), 'content'), 2 ** 40)
    await expect(readManifest(store, 'first')).rejects.toThrow('at most 33554432 were expected')
  })

  test('whose filesystem is not the recorded one is refused', async () => {
    const { manifest } = await snapshotOf('first')
    const filesystem = { ...manifest.filesystem, uuid: '00000000-0000-0000-0000-000000000000' }
    const snapshot = { key: 'foreign', manifest: { ...manifest, filesystem } }
    await expect(writeImage(store, snapshot, join(bench.folder, 'restored'))).rejects.toThrow(
      'The snapshot foreign does not hold a cleanly closed filesystem.',
    )
  })

  test('whose filesystem would stop the machine is refused', async () => {
    await save('first')
    const { manifest } = await snapshotOf('first')
    await run('tune2fs', ['-e', 'panic', image])
    const file = await open(image)
    const { buffer: chunk } = await file.read(Buffer.alloc(MiB), 0, MiB, 0)
    await file.close()
    const bytes = zstdCompressSync(chunk)
    const sha256 = hash('sha256', bytes)
    await store.put(packKey(sha256), inOnePiece(bytes))
    const [first, ...others] = manifest.chunks
    if (!first) throw new Error('there is no chunk')
    const place = { pack: manifest.packs.length, offset: 0, length: bytes.length }
    const panics = {
      ...manifest,
      packs: [...manifest.packs, { sha256, size: bytes.length }],
      chunks: [
        { ...first, ...place, sha256, fingerprint: fingerprintOf(chunk, manifest.fingerprintKey) },
        ...others,
      ],
    }
    const restored = writeImage(store, { key: 'panics', manifest: panics }, join(bench.folder, 'restored'))
    await expect(restored).rejects.toThrow(
      new SnapshotError(
        'The snapshot panics holds a filesystem that would stop the machine on an error (errors=panic).',
      ),
    )
    await expect(save('second')).rejects.toThrow('errors=panic')
  })

  test('is abandoned after its time limit, even if a pack never arrives', async () => {
    await save('first')
    const snapshot = await snapshotOf('first')
    const controller = new AbortController()
    const server = http.createServer(() => {
      controller.abort()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const hanging = storeWith({
      open: () => Promise.resolve({ source: { kind: 'url', url }, size: 1, close: () => Promise.resolve() }),
    })
    const silent = storeWith({ has: () => new Promise(() => undefined) })
    const tooLong = new SnapshotError('The snapshot first could not be restored within its time limit.')
    try {
      for (const from of [hanging, silent]) {
        const to = join(bench.folder, 'restored')
        const restored = writeImage(from, snapshot, to, undefined, controller.signal)
        await expect(restored).rejects.toThrow(tooLong)
      }
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('is not restored onto a disk that fills up in the middle of a chunk', async () => {
    const disk = join(bench.folder, 'disk')
    await mkdir(disk)
    // This one gives half a chunk its place, and says so by no error.
    await asRoot('mount', '-t', 'tmpfs', '-o', `size=${MiB / 2}`, 'tmpfs', disk)
    try {
      const { manifest } = await snapshotOf('first')
      const [range] = packRanges(manifest.chunks)
      if (!range) throw new Error('the snapshot has no chunk')
      const full = join(disk, 'image')
      await makeSparseFile(full, imageSize)
      const source = { kind: 'file', path: content } as const
      const chunks = range.chunks.slice(0, 1)
      const task = {
        kind: 'write',
        image: full,
        source,
        key: manifest.fingerprintKey,
        ...range,
        chunks,
      } as const
      await expect(write(task)).rejects.toThrow('ENOSPC')
    } finally {
      await asRoot('umount', disk)
    }
  })

  test('is completed by the next save if a pack was evicted since the restore', async () => {
    const previous = await snapshotOf('first')
    await rm(entryFolder(pack), { recursive: true })
    await bench.withMounted(image, 'head -c 2000000 /dev/urandom > "$1/new"')
    const report = await save('second', { previous })
    expect(report).toMatchObject({ outcome: 'saved' })
    expect(report.rewrittenBytes).toBeGreaterThan(0)
    const { manifest } = await snapshotOf('second')
    for (const { sha256 } of manifest.packs) expect(await store.has(packKey(sha256))).toBe(true)
    expect(manifest.predecessors).toEqual(['first'])
    await expectIdentical(image, await restore('second'))
  })
})

describe('a save that does not finish', () => {
  test('leaves no manifest if the store fails during a pack', async () => {
    const breaking = storeWith({
      put: (key, content) =>
        store.put(
          key,
          (async function* () {
            for await (const bytes of content) {
              yield bytes
              throw new Error('the connection broke')
            }
          })(),
        ),
    })
    await expect(save('first', { store: breaking })).rejects.toThrow('the connection broke')
    expect(await keys()).toEqual([])
  })

  test('leaves no manifest if the store fails while it is written', async () => {
    const breaking = storeWith({
      put: (key, content) =>
        isPack(key) ? store.put(key, content) : Promise.reject(new Error('the connection broke')),
    })
    await expect(save('first', { store: breaking })).rejects.toThrow('the connection broke')
    expect(await keys()).toEqual(await packs())
  })

  test('is refused by a store that accepts nothing', async () => {
    const readOnly = storeWith({ put: () => Promise.resolve(false) })
    expect(await save('first', { store: readOnly })).toMatchObject({ outcome: 'refused' })
    expect(await keys()).toEqual([])
  })

  test('is refused by a store that accepts nothing, even if packs are full before everything is read', async () => {
    await bench.withMounted(image, 'head -c 160000000 /dev/urandom > "$1/large"')
    const readOnly = storeWith({ put: () => Promise.resolve(false) })
    expect(await save('first', { store: readOnly })).toMatchObject({ outcome: 'refused' })
  })

  test('is refused if another job reserved the same pack and did not write it', async () => {
    const reserved = storeWith({
      put: (key, content) => (isPack(key) ? Promise.resolve(false) : store.put(key, content)),
    })
    expect(await save('first', { store: reserved })).toMatchObject({ outcome: 'refused' })
    expect(await keys()).toEqual([])
  })

  test('is refused if its key exists, and leaves the existing entry unchanged', async () => {
    await save('first')
    const before = await readFile(join(entryFolder('first'), 'content'))
    await bench.withMounted(image, 'touch "$1/new"')
    expect(await save('first')).toMatchObject({ outcome: 'refused' })
    expect((await readFile(join(entryFolder('first'), 'content'))).equals(before)).toBe(true)
  })

  test('stores nothing if it was aborted before', async () => {
    await expect(save('first', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    )
    expect(await keys()).toEqual([])
  })

  test('leaves no manifest if it is aborted while a pack is uploaded', async () => {
    const deadline = new AbortController()
    const slow = storeWith({
      put: async (key, content) => {
        deadline.abort(new Error('too late'))
        return await store.put(key, content)
      },
    })
    await expect(save('first', { store: slow, signal: deadline.signal })).rejects.toThrow('too late')
    expect(await keys()).toEqual(await packs())
  })

  test.each([
    ['and unmounted again', true],
    ['and is so still', false],
  ])('leaves no manifest when the image was mounted while it was read, %s', async (_how, unmount) => {
    const mounting = storeWith({
      put: async (key, content) => {
        const stored = await store.put(key, content)
        await bench.mount(image)
        if (unmount) await bench.unmount()
        return stored
      },
    })
    await expect(save('first', { store: mounting })).rejects.toThrow('was mounted while it was read')
    expect((await keys()).filter((key) => !isPack(key))).toEqual([])
    if (!unmount) await expect(save('second')).rejects.toThrow('is mounted, or was not cleanly unmounted')
  })

  test('refuses an image that ends before its filesystem does', async () => {
    await truncate(image, (await stat(image)).size - 4096)
    await expect(save('first')).rejects.toThrow('ends before its filesystem does')
    expect(await keys()).toEqual([])
  })

  test('never leaves a manifest that a restore would refuse', async () => {
    await expect(save('first', { metadata: { savedAt: 0.5 } })).rejects.toThrow('its savedAt has 0.5')
    await truncate(image, (await stat(image)).size + 4096)
    await expect(save('first')).rejects.toThrow('its image size is not a whole number of chunks')
    expect(await store.has('first')).toBe(false)
  })

  test('refuses a file without a filesystem', async () => {
    await truncate(image, 0)
    await truncate(image, imageSize)
    await expect(save('first')).rejects.toThrow('holds no ext4 filesystem')
  })
})

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at)
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at)
  } finally {
    await file.close()
  }
}
