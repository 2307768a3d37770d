import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt, run } from '../../src/programs.ts'
import { inspectVolume } from '../../src/docker.ts'
import { entryKey, packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { makeImage } from '../../src/disk/image.ts'
import { encodeManifest, type Manifest } from '../../src/snapshot/manifest.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../../src/snapshot/write-snapshot.ts'
import { forgetVolume } from '../../rig/machine/forget-volume.ts'
import { openBench, type Bench } from '../disk/images.ts'
import { scriptCache } from './script-cache.ts'

const volume = 'local-test-volume'
const first = entryKey('app/test', { runId: '1', attempt: '1', random: 'r' })
const second = entryKey('app/test', { runId: '2', attempt: '1', random: 'r' })
const firstShown = first.slice(snapshotPrefix.length)

/** With one snapshot; copied for each test. */
let origin: Bench
let bench: Bench
let image: string
let folder: string
let store: DirectoryStore

beforeAll(async () => {
  origin = await openBench()
  const filled = join(origin.folder, 'image')
  await makeImage(filled, 256 * 2 ** 20)
  await origin.fill(filled)
  await save(filled, new DirectoryStore(join(origin.folder, 'store')), first)
})

beforeEach(async () => {
  bench = await openBench()
  image = join(origin.folder, 'image')
  folder = join(bench.folder, 'store')
  await run('cp', ['-a', join(origin.folder, 'store'), folder])
  store = new DirectoryStore(folder)
})

afterEach(async () => {
  await forgetVolume(volume)
  await attempt('docker', ['volume', 'rm', '--force', volume])
  await bench.close()
})

afterAll(async () => {
  await origin.close()
})

async function save(from: string, into: DirectoryStore, key: string): Promise<void> {
  await saveSnapshot({
    image: from,
    store: into,
    entryKey: key,
    engineVersion: '0.21.8',
    previous: undefined,
  })
}

const contentOf = (key: string): string =>
  join(folder, 'entries', createHash('sha256').update(key).digest('hex'), 'content')

async function aPack(): Promise<string> {
  const packs = (await store.list()).map(({ key }) => key).filter((key) => key.startsWith(packPrefix))
  return packs[0] ?? ''
}

async function flipAByte(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, 5000)
  await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, 5000)
  await handle.close()
}

/** Stores another manifest over the same packs. */
async function putManifest(key: string, change: (manifest: Manifest) => Manifest): Promise<void> {
  const manifest = change(await readManifest(store, first))
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
  async function* content(): AsyncGenerator<Uint8Array> {
    yield encodeManifest(manifest)
  }
  await store.put(key, content())
}

describe('verify', () => {
  test.each([[], ['app/te'], [firstShown], [first]])('finds the snapshot complete by %j', async (...key) => {
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder, ...key])
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(
        /^app\/test@1-1-r@ is complete: 1 pack, \d+\.\d MB, \d+\.\d MB unpacked\. Every hash matches, and the filesystem is clean\.\n$/,
      ),
    ])
  })

  test('reports that a key has no snapshot', async () => {
    const { exitCode, stderr } = await scriptCache(['verify', '--dir', folder, 'app/test@9'])
    expect([exitCode, stderr]).toEqual([
      1,
      `script/cache: There is no snapshot in the folder ${folder} whose key begins with app/test@9.\n`,
    ])
  })

  test('names a pack that is missing', async () => {
    const pack = await aPack()
    await store.remove(pack)
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder])
    expect([exitCode, stdout]).toEqual([
      1,
      `app/test@1-1-r@ is damaged:\nThe pack ${pack.slice(packPrefix.length)} is missing.\n`,
    ])
  })

  test('names a pack with a changed bit', async () => {
    const pack = await aPack()
    await flipAByte(contentOf(pack))
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder])
    expect([exitCode, stdout]).toEqual([
      1,
      `app/test@1-1-r@ is damaged:\nThe pack ${pack.slice(packPrefix.length)} does not match its hash.\n`,
    ])
  })

  test('names a truncated pack', async () => {
    const pack = await aPack()
    await run('truncate', ['-s', '-1', contentOf(pack)])
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder])
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching(/The pack \w+ has \d+ bytes, and should have \d+\./),
    ])
  })

  test('names a chunk that differs from the saved one, although its pack does not', async () => {
    await putManifest(second, (manifest) => ({
      ...manifest,
      chunks: manifest.chunks.map((chunk, at) => (at === 3 ? { ...chunk, sha256: '0'.repeat(64) } : chunk)),
    }))
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder, 'app/test@2'])
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/chunk \d+ differs from what was saved/)])
  })

  test('shows what e2fsck finds if every hash matches', async () => {
    const damaged = join(bench.folder, 'damaged')
    await run('cp', ['--sparse=always', image, damaged])
    // Group descriptors, behind a superblock that still says clean.
    await run('dd', [
      'if=/dev/urandom',
      `of=${damaged}`,
      'bs=4096',
      'seek=1',
      'count=1',
      'conv=notrunc',
      'status=none',
    ])
    await save(damaged, store, second)
    const { exitCode, stdout } = await scriptCache(['verify', '--dir', folder, 'app/test@2'])
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('e2fsck finds the filesystem damaged:\n')])
  })

  test('leaves nothing in the folder for temporary files', async () => {
    await scriptCache(['verify', '--dir', folder], { TMPDIR: bench.folder })
    expect((await run('ls', [bench.folder])).trim().split('\n')).toEqual(['mounted', 'store'])
  })
})

describe('export', () => {
  test('makes a copy that is complete on its own', async () => {
    const to = join(bench.folder, 'copy')
    await putManifest(second, (manifest) => manifest)
    for (let time = 1; time <= 2; time++) {
      const { exitCode, stdout } = await scriptCache(['export', '--dir', folder, '--to', to, 'app/test@2'])
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`${to} holds app/test@2-1-r@: 1 pack,`)])
    }
    const copied = (await new DirectoryStore(to).list()).map(({ key }) => key)
    expect(copied.sort()).toEqual([await aPack(), second].sort())
    expect((await scriptCache(['verify', '--dir', to])).exitCode).toBe(0)
  })

  test('copies no snapshot with a damaged pack', async () => {
    const to = join(bench.folder, 'copy')
    await flipAByte(contentOf(await aPack()))
    const { exitCode, stderr } = await scriptCache(['export', '--dir', folder, '--to', to])
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('does not match its hash')])
    expect(await new DirectoryStore(to).list()).toEqual([])
  })
})

describe('restore and remove', () => {
  const home = (): Record<string, string> => ({ XDG_CACHE_HOME: join(bench.folder, 'cache') })
  const restored = (): string => join(bench.folder, 'cache/warm-dagger/volumes', volume, 'engine.img')

  test('create a Docker volume that equals the snapshot bit by bit, and remove all of it', async () => {
    const { exitCode, stdout } = await scriptCache(['restore', '--dir', folder, '--volume', volume], home())
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining(`The volume ${volume} holds app/test@1-1-r@`),
    ])
    expect(stdout).toContain(
      `export _EXPERIMENTAL_DAGGER_RUNNER_HOST='docker-image://registry.dagger.io/engine:v0.21.8?container=warm-dagger-on-${volume}-0.21.8&volume=${volume}&cleanup=false'`,
    )
    await run('cmp', [image, restored()])
    const device = (await inspectVolume(volume))?.options['device'] ?? ''

    const again = await scriptCache(['restore', '--dir', folder, '--volume', volume], home())
    expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('remove it first')])
    await run('cmp', [image, restored()])

    const removed = await scriptCache(['remove', '--volume', volume], home())
    expect([removed.exitCode, removed.stdout]).toEqual([0, `The volume ${volume} is removed.\n`])
    expect(await inspectVolume(volume)).toBeUndefined()
    await expect(stat(restored())).rejects.toThrow('ENOENT')
    expect(
      await run('losetup', ['--list', '--noheadings', '--output', 'BACK-FILE', device]).catch(() => ''),
    ).not.toContain(bench.folder)
    expect((await scriptCache(['remove', '--volume', volume])).stdout).toBe(`There is no volume ${volume}.\n`)
  })

  test('do not touch a volume that script/cache did not create', async () => {
    await run('docker', ['volume', 'create', volume])
    const made = await scriptCache(['restore', '--dir', folder, '--volume', volume], home())
    expect([made.exitCode, made.stderr]).toEqual([1, expect.stringContaining('did not create it')])
    const removed = await scriptCache(['remove', '--volume', volume], home())
    expect([removed.exitCode, removed.stderr]).toEqual([
      1,
      expect.stringContaining('was not created by script/cache'),
    ])
    expect(await inspectVolume(volume)).toBeDefined()
  })

  test('create nothing from a damaged snapshot', async () => {
    await flipAByte(contentOf(await aPack()))
    const { exitCode, stderr } = await scriptCache(['restore', '--dir', folder, '--volume', volume], home())
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('cannot be used')])
    expect(await inspectVolume(volume)).toBeUndefined()
    await expect(stat(restored())).rejects.toThrow('ENOENT')
  })

  test('need a local Docker daemon, and report it', async () => {
    const env = { ...home(), DOCKER_HOST: 'tcp://127.0.0.1:1' }
    const { exitCode, stderr } = await scriptCache(['restore', '--dir', folder, '--volume', volume], env)
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('The Docker daemon is at tcp://127.0.0.1:1'),
    ])
  })
})
