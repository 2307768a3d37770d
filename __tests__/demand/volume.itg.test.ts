import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { askVolume, type VolumeStatus } from '../../src/demand/control.ts'
import { volumeFailure } from '../../src/demand/volume-process.ts'
import { attempt, run } from '../../src/programs.ts'
import { discardImage } from '../../src/disk/docker-volume.ts'
import { makeImage, resizeFilesystem } from '../../src/disk/image.ts'
import { attachServed, backingFile, detach } from '../../src/disk/loop-device.ts'
import { findServer, servedPath } from '../../src/disk/served-file.ts'
import { packKey } from '../../src/policy/keys.ts'
import type { Manifest } from '../../src/snapshot/manifest.ts'
import { readManifest, writeImage } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot, type PartialImage } from '../../src/snapshot/write-snapshot.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { shadow } from '../../rig/faults/closing.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { makeMemoryGroup, type MemoryGroup } from '../../rig/machine/memory-group.ts'
import { makeSmallHost } from '../../rig/machine/small-host.ts'
import { until } from '../../rig/until.ts'
import { openBench, type Bench } from '../disk/images.ts'

jest.setTimeout(120_000)

const MiB = 2 ** 20
/** Of a state with one file that does not compress. */
const blobSize = 40 * MiB

let origin: Bench
let bench: Bench
let store: DirectoryStore
let storeFolder: string
let image: string
let mountpoint: string
let device: string | undefined

beforeAll(async () => {
  origin = await openBench()
  const path = join(origin.folder, 'image')
  await makeImage(path, 256 * MiB)
  await origin.fill(path)
  await origin.withMounted(
    path,
    `head -c ${blobSize} /dev/urandom >"$1/blob"; head -c 3000000 /dev/urandom >"$1/small"; seq 1 1300000 >"$1/text"`,
  )
  const engineVersion = 'v0.20.3'
  const made = new DirectoryStore(join(origin.folder, 'store'))
  await saveSnapshot({
    image: path,
    store: made,
    entryKey: 'first',
    engineVersion,
    previous: undefined,
  })
})

beforeEach(async () => {
  bench = await openBench()
  storeFolder = join(bench.folder, 'store')
  await run('cp', ['-a', join(origin.folder, 'store'), storeFolder])
  store = new DirectoryStore(storeFolder)
  // A blank in the path, as the folders of some self-hosted runners have.
  image = join(bench.folder, 'a volume', 'engine.img')
  mountpoint = join(bench.folder, 'mounted')
  device = undefined
  await mkdir(join(bench.folder, 'a volume'))
})

afterEach(async () => {
  await attempt('umount', ['--quiet', mountpoint])
  await discardImage(image)
  await bench.close()
})

afterAll(async () => {
  await origin.close()
})

/** By a process that ends, whose output is waited for: the volume outlives it and holds none of its pipes. */
async function start(key = 'first', place = image, ...size: readonly string[]): Promise<void> {
  await run(process.execPath, [
    join(import.meta.dirname, 'start-volume.ts'),
    storeFolder,
    place,
    key,
    ...size,
  ])
}

async function mount(place = image): Promise<void> {
  device = await attachServed(servedPath(place))
  await asRoot('mount', device, mountpoint)
}

async function unmount(): Promise<void> {
  await asRoot('umount', mountpoint)
  if (device !== undefined) await detach(device)
}

async function onMount(script: string): Promise<string> {
  return await asRoot('sh', '-ec', `cd "$0"; ${script}`, mountpoint)
}

async function status(): Promise<VolumeStatus> {
  return await askVolume(join(bench.folder, 'a volume'), { kind: 'status' })
}

/** What a save needs, of a volume that is not in use. */
async function flushed(): Promise<PartialImage> {
  const folder = join(bench.folder, 'a volume')
  const { written, firstUse, failure } = await askVolume(folder, { kind: 'flush' })
  if (failure) throw new Error(failure.reason)
  return {
    written,
    firstUse,
    fetch: async (chunks) => {
      const after = await askVolume(folder, { kind: 'fetch', chunks })
      if (after.failure) throw new Error(after.failure.reason)
    },
  }
}

async function save(entryKey: string, partial: PartialImage) {
  const previous = { key: 'first', manifest: await readManifest(store, 'first') }
  return await saveSnapshot({ image, store, entryKey, engineVersion: 'v0.20.3', previous, partial })
}

const contentOf = ({ chunks }: Manifest) => chunks.map(({ index, fingerprint }) => ({ index, fingerprint }))

async function removePacks(): Promise<void> {
  for (const { sha256 } of (await readManifest(store, 'first')).packs) await store.remove(packKey(sha256))
}

async function isMounted(): Promise<boolean> {
  return (await readFile('/proc/self/mountinfo', 'utf8')).includes(bench.folder)
}

describe('a volume that fetches on demand', () => {
  test('has the content of its snapshot, and fetches only what is read', async () => {
    await start()
    expect((await status()).fetched.chunks).toBe(1)
    await mount()
    // So that ext4 does not spread small files over all chunks.
    const rotational = `/sys/block/${(device ?? '').replace('/dev/', '')}/queue/rotational`
    expect(await readFile(rotational, 'utf8')).toBe('1\n')
    await onMount('cat small >/dev/null')
    const { stored, fetched, firstUse, failure } = await status()
    expect(failure).toBeUndefined()
    expect(fetched.chunks).toBeLessThan(stored / 2)
    expect(firstUse).toContain(0)

    const restored = join(bench.folder, 'restored')
    await writeImage(store, { key: 'first', manifest: await readManifest(store, 'first') }, restored)
    const whole = await bench.describe(restored)
    await asRoot('umount', mountpoint)
    await asRoot('mount', '-o', 'noatime', device ?? '', mountpoint)
    const sums = 'find . -type f -print0 | sort -z | xargs -0 sha256sum'
    const read = await onMount(sums)
    expect(read.split('\n').length).toBeGreaterThan(10)
    for (const line of read.trim().split('\n')) expect(whole).toContain(line)
    await unmount()
  })

  test('is saved without a scan, with the same result as after a scan', async () => {
    await start()
    await mount()
    await onMount('head -c 5000000 /dev/urandom >new; echo more >>small; rm blob; sync; cp content/blob copy')
    await onMount(`fstrim .`)
    await unmount()
    const partial = await flushed()
    const before = (await status()).fetched.chunks
    const report = await save('second', partial)
    expect(report).toMatchObject({ outcome: 'saved' })
    expect(report.removedChunks).toBeGreaterThan(30)
    const saved = await readManifest(store, 'second')
    // Its packs are compacted without a fetch into the image.
    expect(report.rewrittenBytes).toBeGreaterThan(0)
    expect((await status()).fetched.chunks).toBe(before)
    expect(before).toBeLessThan(partial.written.length)

    await partial.fetch(contentOf(saved).map(({ index }) => index))
    const scanned = new DirectoryStore(join(bench.folder, 'scanned'))
    const previous = { key: 'first', manifest: await readManifest(store, 'first') }
    const options = { image, previous, entryKey: 'second', engineVersion: 'v0.20.3' }
    // Its packs are those of the snapshot before, too.
    await run('cp', ['-a', storeFolder, join(bench.folder, 'scanned')])
    await scanned.remove('second')
    await saveSnapshot({ ...options, store: scanned })
    expect(contentOf(saved)).toEqual(contentOf(await readManifest(scanned, 'second')))

    const restored = join(bench.folder, 'restored')
    await writeImage(store, { key: 'second', manifest: saved }, restored)
    await run('cmp', [image, restored])
    await run('e2fsck', ['-fn', restored])
    expect(saved.firstUse?.length).toBeGreaterThan(0)
  })

  test('that has grown is saved without what was removed', async () => {
    await start('first', image, String(1024 * MiB))
    // It writes zeros with a request that must not make the kernel refuse discards.
    await resizeFilesystem(servedPath(image), 1024 * MiB)
    await mount()
    await onMount('rm blob; sync -f .; fstrim .')
    await unmount()
    const { removedChunks } = await save('second', await flushed())
    expect(removedChunks).toBeGreaterThan(30)
    expect((await status()).fetched.chunks).toBeLessThan(20)
  })

  describe('after files lost parts', () => {
    /** Stored chunks that a save with a trim leaves as they are. */
    async function keptAfter(
      change: string,
    ): Promise<{ before: Manifest; after: Manifest; fetched: number }> {
      await start()
      await mount()
      // Of what is read here, the chunks are present.
      await onMount(change)
      await onMount('sync -f .')
      const folder = join(bench.folder, 'a volume')
      const { fetched } = await askVolume(folder, { kind: 'trim', isTrim: true })
      await onMount('fstrim .')
      await askVolume(folder, { kind: 'trim', isTrim: false })
      await unmount()
      const partial = await flushed()
      const report = await save('second', partial)
      expect(report.outcome).toBe('saved')
      const now = await status()
      const [before, after] = [await readManifest(store, 'first'), await readManifest(store, 'second')]
      const restored = join(bench.folder, 'restored')
      await writeImage(store, { key: 'second', manifest: after }, restored)
      await run('e2fsck', ['-fn', restored])
      return { before, after, fetched: now.fetched.chunks - fetched.chunks }
    }

    const bytesOf = ({ chunks }: Manifest) => chunks.reduce((sum, { length }) => sum + length, 0)

    test('does not fetch the chunks of which only a part was discarded, if that saves no space', async () => {
      // Of each MiB of text, which compresses to less than a half.
      const holes = 'for n in 0 1 2 3 4 5 6 7; do fallocate -p -o $((n * 1048576)) -l 8192 text; done'
      const { before, after, fetched } = await keptAfter(holes)
      expect(fetched).toBeLessThan(4)
      expect(bytesOf(after)).toBeLessThan(1.05 * bytesOf(before))
    })

    test('fetches those that take more space than what is left of them', async () => {
      // Half of each MiB of a file that does not compress.
      const holes = 'for n in 0 1 2 3 4 5 6 7 8 9; do fallocate -p -o $((n * 1048576)) -l 524288 blob; done'
      const { before, after } = await keptAfter(holes)
      expect(bytesOf(before) - bytesOf(after)).toBeGreaterThan(4 * MiB)
    })
  })

  test('is saved without a read if nothing was written to it', async () => {
    await start()
    const partial = await flushed()
    expect(partial.written).toEqual([])
    // A scan of the image, which has only the first chunk, would remove all others.
    expect(await save('second', partial)).toMatchObject({
      outcome: 'saved',
      changedChunks: 0,
      removedChunks: 0,
    })
    expect((await status()).fetched.chunks).toBe(1)
  })

  test('grows to the size of the machine, with few fetches, and is saved so', async () => {
    const size = 1024 * MiB
    await start('first', image, String(size))
    await resizeFilesystem(servedPath(image), size)
    const { stored, fetched } = await status()
    expect(fetched.chunks).toBeLessThan(stored / 4)
    await mount()
    const sums = await onMount('sha256sum blob small')
    await onMount('head -c 300000000 /dev/zero | tr "\\0" x >more')
    await unmount()
    await save('second', await flushed())

    const restored = join(bench.folder, 'restored')
    await writeImage(store, { key: 'second', manifest: await readManifest(store, 'second') }, restored)
    expect((await stat(restored)).size).toBe(size)
    await run('e2fsck', ['-fn', restored])
    expect((await bench.withMounted(restored, 'cd "$1"; sha256sum blob small')).trim()).toBe(sums.trim())
  })

  test('first fetches what the previous job used first', async () => {
    await start()
    await mount()
    await onMount('cat small >/dev/null; echo >new')
    await unmount()
    await save('second', await flushed())
    const { firstUse = [] } = await readManifest(store, 'second')
    expect(firstUse.length).toBeGreaterThan(3)
    await discardImage(image)
    await mkdir(join(bench.folder, 'a volume'))

    await start('second')
    await until('it has fetched them', async () => (await status()).fetched.chunks >= firstUse.length)
    expect((await status()).firstUse).toEqual([])
  })

  describe('with a pack that its snapshot has in common with the one before', () => {
    /** Saves a second snapshot with a new pack, then removes the first pack. */
    async function withoutFirstPack(firstUse: readonly number[]): Promise<string> {
      const { packs } = await readManifest(store, 'first')
      const [pack] = packs
      if (!pack || packs.length !== 1) throw new Error('the first snapshot does not have one pack')
      await start()
      await mount()
      await onMount('echo more >>small')
      await unmount()
      await save('second', { ...(await flushed()), firstUse })
      await discardImage(image)
      await mkdir(join(bench.folder, 'a volume'))
      await store.remove(packKey(pack.sha256))
      return `The pack ${pack.sha256} is no longer in the store.`
    }

    test('is not served if a pack is gone that the previous job used first', async () => {
      const { chunks } = await readManifest(store, 'first')
      const reason = await withoutFirstPack(chunks.map(({ index }) => index))
      await expect(start('second')).rejects.toThrow(reason)
      expect(await isMounted()).toBe(false)
    })

    test('is served if another pack is gone, which the look-up then reports', async () => {
      const reason = await withoutFirstPack([])
      await start('second')
      const { failure } = await askVolume(join(bench.folder, 'a volume'), { kind: 'look-up' })
      expect(failure).toMatchObject({ kind: 'gone', reason })
      expect(await volumeFailure(image)).toEqual(failure)
    })
  })

  test('fails reads of a pack that is gone, names the pack, and is not saved', async () => {
    await start()
    await mount()
    const { packs } = await readManifest(store, 'first')
    await removePacks()
    expect((await attempt('sha256sum', [join(mountpoint, 'blob')])).stderr).toContain('Input/output error')
    await unmount()
    const reason = `The pack ${packs[0]?.sha256 ?? ''} is no longer in the store.`
    expect(await volumeFailure(image)).toMatchObject({ kind: 'gone', reason })
    await expect(flushed()).rejects.toThrow(reason)
  })

  test('is not saved if a pack of its snapshot is gone and the chunks are not on this machine', async () => {
    await start()
    await mount()
    await onMount('cat small >/dev/null')
    await unmount()
    const partial = await flushed()
    await removePacks()
    await expect(save('second', partial)).rejects.toThrow('is no longer in the store')
    expect(await store.has('second')).toBe(false)
  })

  test('fails immediately when its process is killed, and leaves nothing behind', async () => {
    await start()
    await mount()
    const server = await findServer(image)
    process.kill(server?.pid ?? 0, 'SIGKILL')
    await until('it has ended', async () => (await findServer(image)) === undefined)
    expect((await attempt('sha256sum', [join(mountpoint, 'blob')])).exitCode).not.toBe(0)
    await expect(status()).rejects.toThrow('The process that serves the volume')
    await asRoot('umount', mountpoint)
    await discardImage(image)
    expect(await isMounted()).toBe(false)
    expect(await backingFile(device ?? '')).toBeUndefined()
    expect(existsSync(image)).toBe(false)
  })

  test('leaves nothing behind if its process was stopped during a read', async () => {
    await start()
    await mount()
    const { pid = 0 } = (await findServer(image)) ?? {}
    process.kill(pid, 'SIGSTOP')
    await until('it is stopped', async () => (await findServer(image))?.state === 'T')
    const reading = attempt('sha256sum', [join(mountpoint, 'blob')])
    await discardImageMounted()
    expect((await reading).exitCode).not.toBe(0)
    expect(await isMounted()).toBe(false)
    expect(existsSync(`/proc/${pid}/exe`)).toBe(false)
  })

  test('fails reads after an abort of its connection, even if its process does not end', async () => {
    await start()
    await mount()
    const { pid = 0 } = (await findServer(image)) ?? {}
    process.kill(pid, 'SIGSTOP')
    await until('it is stopped', async () => (await findServer(image))?.state === 'T')
    const reading = attempt('sha256sum', [join(mountpoint, 'blob')])
    // Not every machine has this filesystem mounted, and a test does not mount it for others.
    const script = 'mount -t fusectl none /sys/fs/fuse/connections && exec "$0" "$@"'
    const abort = [process.execPath, join(import.meta.dirname, 'abort-connection.ts'), image]
    await asRoot('unshare', '--mount', 'sh', '-ec', script, ...abort)
    expect((await reading).exitCode).not.toBe(0)
    expect((await findServer(image))?.state).toBe('T')
    await asRoot('umount', mountpoint)
  })

  /** As a clean-up does once the container, which has it mounted, is gone. */
  async function discardImageMounted(): Promise<void> {
    const { killStuckServer } = await import('../../src/disk/served-file.ts')
    await killStuckServer(image)
    await asRoot('umount', '--lazy', mountpoint)
    await until('its mount is gone', async () => {
      await discardImage(image).catch(() => undefined)
      return !existsSync(image)
    })
  }

  describe('used by a program that fills its memory with what it writes', () => {
    let group: MemoryGroup

    beforeEach(async () => {
      group = await makeMemoryGroup(`warm-dagger-test-${process.pid}`, 64 * MiB)
    })

    afterEach(async () => {
      await group.remove()
    })

    /** Writes four times its memory, makes the kernel write it, and reads the state. */
    const script = `cd "$0"; head -c ${256 * MiB} /dev/zero | tr '\\0' x >new; sync -f .; sha256sum new blob`
    const fill = () => group.commandLine('sh', '-ec', script, mountpoint)

    test('does not make it wait forever, and holds what was written', async () => {
      await start('first', image, String(1024 * MiB))
      await resizeFilesystem(servedPath(image), 1024 * MiB)
      await mount()
      const [program, ...args] = fill()
      const sums = await run(program, args)
      await unmount()
      await save('second', await flushed())
      const restored = join(bench.folder, 'restored')
      await writeImage(store, { key: 'second', manifest: await readManifest(store, 'second') }, restored)
      expect(await bench.withMounted(restored, 'cd "$1"; sha256sum new blob')).toBe(sums)
    })

    test('fails if its process is killed, can be unmounted, and is not saved', async () => {
      await start('first', image, String(1024 * MiB))
      await resizeFilesystem(servedPath(image), 1024 * MiB)
      await mount()
      const [program, ...args] = fill()
      const filling = attempt(program, args)
      await until('much was written', async () => (await status()).written.length > 100)
      process.kill((await findServer(image))?.pid ?? 0, 'SIGKILL')
      expect((await filling).exitCode).not.toBe(0)
      await unmount()
      await expect(flushed()).rejects.toThrow('The process that serves the volume')
      await discardImage(image)
      expect(await isMounted()).toBe(false)
    })
  })

  test('protects its process from being killed first when memory runs out', async () => {
    const programs = join(bench.folder, 'bin')
    const record = join(bench.folder, 'tee.log')
    // Not every machine allows it, so this is about what is asked for.
    const noted = `echo "$1 $(cat)" >>'${record}'`
    if (process.getuid?.() === 0) await shadow(programs, 'tee', noted)
    else await shadow(programs, 'sudo', `[ "$2" = tee ] || exec "$real" "$@"; shift 2; ${noted}`)
    const { PATH = '' } = process.env
    const starting = [join(import.meta.dirname, 'start-volume.ts'), storeFolder, image, 'first']
    await run(process.execPath, starting, { env: { PATH: `${programs}:${PATH}` } })
    const { pid = 0 } = (await findServer(image)) ?? {}
    expect(await readFile(record, 'utf8')).toBe(`/proc/${pid}/oom_score_adj -900\n`)
  })

  test("reports a write that the host's disk refuses", async () => {
    const host = await makeSmallHost(bench.folder, 256 * MiB)
    try {
      const place = join(host.folder, 'volume', 'engine.img')
      await mkdir(join(host.folder, 'volume'))
      await start('first', place)
      await mount(place)
      await host.fillUpTo(8 * MiB)
      await attempt('dd', ['if=/dev/urandom', `of=${mountpoint}/new`, 'bs=1M', 'count=40', 'conv=fsync'])
      await attempt('umount', [mountpoint])
      await host.clear()
      const { failure } = await askVolume(join(host.folder, 'volume'), { kind: 'flush' })
      expect(failure).toMatchObject({ kind: 'disk', reason: expect.stringContaining('ENOSPC') as unknown })
      await discardImage(place)
    } finally {
      await host.remove()
    }
  })

  test('can be read only by its owner', async () => {
    await start()
    expect((await stat(servedPath(image))).mode & 0o777).toBe(0o600)
    const file = await open(servedPath(image), 'r')
    const { buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    await file.close()
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(sha256(buffer)).toBe(sha256((await readFile(image)).subarray(0, 4096)))
  })
})
