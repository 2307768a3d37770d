import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tracesOn, type Traces } from '../../rig/faults/traces.ts'
import { asRoot } from '../../rig/machine/as-root.ts'
import { makeImage } from '../../src/disk/image.ts'
import { attach, detach } from '../../src/disk/loop-device.ts'

let base: string
let undo: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'traces-')))
})

afterEach(async () => {
  for (const step of undo.toReversed()) await step()
  undo = []
  await rm(base, { recursive: true })
})

/** An image, attached and mounted in a folder. @returns the loop device */
async function mountIn(folder: string): Promise<string> {
  const image = join(folder, 'image')
  const place = join(folder, 'place')
  await mkdir(place, { recursive: true })
  await makeImage(image, 64 * 2 ** 20)
  const device = await attach(image)
  undo.push(() => detach(device))
  await asRoot('mount', device, place)
  undo.push(() => asRoot('umount', place))
  return device
}

async function traces(): Promise<Traces> {
  const folder = join(base, 'run')
  return await tracesOn({ folder, temp: join(folder, '_temp'), toolCache: join(folder, 'tools') }, '')
}

test('what a run leaves is found, but not what another program attaches and mounts at the same time', async () => {
  const before = await traces()
  const device = await mountIn(join(base, 'run'))
  await mountIn(join(base, 'another program'))
  await mkdir(join(base, 'run/_temp/warm-dagger/volumes'), { recursive: true })
  await writeFile(join(base, 'run/_temp/warm-dagger/volumes/engine.img'), '')
  const left = [...(await traces())].filter((trace) => !before.has(trace))
  expect(left.toSorted()).toEqual([
    `${device} ${join(base, 'run/image')}`,
    `file ${join(base, 'run/_temp/warm-dagger/volumes/engine.img')}`,
    `mount ${join(base, 'run/place')}`,
  ])
})
