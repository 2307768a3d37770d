import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeImage } from '../../src/disk/image.ts'
import { keepImage, keptStates, takeKept } from '../../src/disk/kept-images.ts'
import { openBench, type Bench } from './images.ts'
import { makeSmallHost, type SmallHost } from '../../rig/machine/small-host.ts'

const MiB = 2 ** 20

let bench: Bench
let root: string
let host: SmallHost

beforeEach(async () => {
  bench = await openBench()
  root = await mkdtemp(join(tmpdir(), 'kept-'))
  host = await makeSmallHost(bench.folder, 64 * MiB)
})

afterEach(async () => {
  await host.remove()
  await rm(root, { recursive: true })
  await bench.close()
})

async function keep(): Promise<void> {
  const image = join(root, 'volumes/volume/engine.img')
  await mkdir(dirname(image), { recursive: true })
  await makeImage(image, 256 * MiB)
  await bench.fill(image)
  await keepImage(image, {
    root,
    volume: 'volume',
    repository: 'https://github.com/acme/app',
    ref: 'refs/heads/main',
    logicalKey: 'key',
    engineVersion: '0.21.8',
    snapshot: undefined,
  })
}

test('a kept state that cannot be copied to a full disk stays for the next job', async () => {
  await keep()
  const [state] = await keptStates(root, 'volume')
  if (!state) throw new Error('nothing was kept')
  const copy = join(host.folder, 'copy/engine.img')
  await host.fillUpTo(MiB)
  await expect(takeKept({ state, kind: 'restore', how: 'copy' }, copy)).rejects.toThrow('No space left')
  expect(await readdir(dirname(copy))).toEqual([])

  const [again] = await keptStates(root, 'volume')
  expect(again).toEqual(state)
  await host.clear()
  await takeKept({ state, kind: 'restore', how: 'copy' }, copy)
  expect(await bench.describe(copy)).toBe(await bench.describe(join(state.folder, 'engine.img')))
})
