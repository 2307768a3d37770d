import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeImage } from '../../src/disk/image.ts'
import {
  chooseKept,
  keepImage,
  keptStates,
  removeOldStates,
  type KeptState,
  type KeptStateRequest,
} from '../../src/disk/kept-images.ts'

const day = 24 * 60 * 60 * 1000

function state(more: Partial<KeptState> = {}): KeptState {
  return {
    repository: 'https://github.com/acme/app',
    ref: 'refs/heads/main',
    logicalKey: 'v0.21/ci/test/0.21.8',
    folder: '/kept/1',
    engineVersion: '0.21.8',
    uuid: '00000000-0000-0000-0000-000000000000',
    imageSize: 2 ** 30,
    usedAt: 1000,
    ...more,
  }
}

const main: KeptStateRequest = {
  repository: 'https://github.com/acme/app',
  logicalKey: 'v0.21/ci/test/0.21.8',
  restoreKeys: ['v0.21/ci/test/', 'v0.21/'],
  ref: 'refs/heads/main',
  defaultRef: 'refs/heads/main',
  keeps: true,
}
const pullRequest: KeptStateRequest = { ...main, ref: 'refs/pull/1/merge', keeps: false }

describe('the kept state that a job starts from', () => {
  test.each([
    { job: 'on main, its own', request: main, states: [state()], choice: { kind: 'exact', how: 'move' } },
    {
      job: 'on main, a copy of what another job of the same minor left',
      request: main,
      states: [state({ logicalKey: 'v0.21/ci/build/0.21.8' })],
      choice: { kind: 'restore', how: 'copy' },
    },
    {
      job: 'on main, nothing of a key that its restore keys do not match',
      request: main,
      states: [state({ logicalKey: 'v0.20/ci/test/0.20.3' })],
      choice: undefined,
    },
    {
      job: 'on main, nothing that a pull request left',
      request: main,
      states: [state({ ref: 'refs/pull/1/merge' })],
      choice: undefined,
    },
    {
      job: 'of another repository, nothing',
      request: { ...main, repository: 'https://github.com/acme/other' },
      states: [state()],
      choice: undefined,
    },
    {
      job: 'of a pull request that is not kept, a copy of what main left',
      request: pullRequest,
      states: [state()],
      choice: { kind: 'exact', how: 'copy' },
    },
    {
      job: 'of a pull request that is kept, what it left itself',
      request: { ...pullRequest, keeps: true },
      states: [state(), state({ ref: 'refs/pull/1/merge', folder: '/kept/2' })],
      choice: { kind: 'exact', how: 'move', folder: '/kept/2' },
    },
    {
      job: 'of a pull request that is kept, nothing of main, as the cache may hold its own',
      request: { ...pullRequest, keeps: true },
      states: [state()],
      choice: undefined,
    },
  ])('$job', ({ request, states, choice }) => {
    const chosen = chooseKept(states, request)
    const { folder, ...way } = choice ?? {}
    expect(chosen && { kind: chosen.kind, how: chosen.how }).toEqual(choice && way)
    if (folder !== undefined) expect(chosen?.state.folder).toBe(folder)
  })

  test('the exact key takes precedence over a restore key that was used later', () => {
    const states = [
      state({ logicalKey: 'v0.21/ci/build/0.21.8', usedAt: 2000 }),
      state({ folder: '/kept/2' }),
    ]
    expect(chooseKept(states, main)?.state.folder).toBe('/kept/2')
  })
})

describe('the list of kept states', () => {
  let root: string

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'keep-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true })
  })

  async function put(volume: string, name: string, usedAt: number): Promise<string> {
    const folder = join(root, 'warm-dagger/_kept', volume, name)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'engine.img'), 'an image')
    await writeFile(join(folder, 'kept.json'), JSON.stringify({ ...state(), folder: undefined, usedAt }))
    return folder
  }

  test('begins with the last used state, and states without a complete record are removed', async () => {
    await put('volume', 'older', 1000)
    await put('volume', 'newer', 2000)
    await writeFile(join(await put('volume', 'torn', 3000), 'kept.json'), '{"repository":')
    await rm(join(await put('volume', 'taken', 4000), 'kept.json'))
    const states = await keptStates(root, 'volume')
    expect(states.map(({ usedAt }) => usedAt)).toEqual([2000, 1000])
    expect(await readdir(join(root, 'warm-dagger/_kept/volume'))).toEqual(['newer', 'older'])
  })

  test('omits and removes a state whose record is invalid', async () => {
    const whole = state({ folder: '' })
    const any = fc.oneof(
      fc.jsonValue(),
      fc
        .tuple(fc.constantFrom(...Object.keys(whole), 'snapshotKey'), fc.jsonValue())
        .map(([name, value]) => ({ ...whole, [name]: value })),
    )
    let round = 0
    await fc.assert(
      fc.asyncProperty(any, async (record) => {
        const volume = `volume-${round++}`
        await writeFile(join(await put(volume, 'x', 1000), 'kept.json'), JSON.stringify(record))
        const states = await keptStates(root, volume)
        expect(await readdir(join(root, 'warm-dagger/_kept', volume))).toHaveLength(states.length)
        for (const found of states) {
          expect(new Date(found.usedAt).toISOString()).toMatch(/^\d/)
          expect(found.folder).toBe(join(root, 'warm-dagger/_kept', volume, 'x'))
          // What the choice and the restore do with it neither fails.
          chooseKept([{ ...found, repository: main.repository, ref: main.ref }], main)
          expect(found.imageSize).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  test.each(['warm-dagger', 'warm-dagger/_kept', 'warm-dagger/_kept/volume', 'warm-dagger/_kept/volume/x'])(
    'is none if %s was replaced with a link, and nothing there is removed',
    async (linked) => {
      const theirs = join(root, 'theirs')
      const place = join(root, linked)
      const inside = join(theirs, 'warm-dagger/_kept/volume/x'.slice(linked.length))
      await mkdir(join(inside, 'work'), { recursive: true })
      await writeFile(join(inside, 'kept.json'), '{')
      await mkdir(dirname(place), { recursive: true })
      await symlink(theirs, place)
      expect(await keptStates(root, 'volume')).toEqual([])
      expect(await removeOldStates(root, 'volume')).toBe(0)
      const image = join(root, 'image/engine.img')
      await mkdir(dirname(image))
      await makeImage(image, 64 * 2 ** 20)
      const kept = { root, volume: 'volume', logicalKey: 'key', engineVersion: '0.21.8', snapshot: undefined }
      const origin = { repository: main.repository, ref: main.ref }
      if (!linked.endsWith('/x')) {
        await expect(keepImage(image, { ...kept, ...origin })).rejects.toThrow(
          'leads through a symbolic link',
        )
      }
      expect((await readdir(inside)).toSorted()).toEqual(['kept.json', 'work'])
    },
  )

  test('loses a state after a week without use, whichever runner left it', async () => {
    const now = 100 * day
    await put('volume', 'fresh', now - 6 * day)
    await put('volume', 'stale', now - 8 * day)
    await put('volume-of-another', 'fresh', now - 6 * day)
    await put('volume-of-another', 'stale', now - 8 * day)
    expect(await removeOldStates(root, 'volume', now)).toBe(2)
    expect(await readdir(join(root, 'warm-dagger/_kept/volume'))).toEqual(['fresh'])
    expect(await readdir(join(root, 'warm-dagger/_kept/volume-of-another'))).toEqual(['fresh'])
  })
})
