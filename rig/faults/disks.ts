import { existsSync } from 'node:fs'
import { mkdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { asRoot } from '../machine/as-root.ts'
import { makeSmallHost, type SmallHost } from '../machine/small-host.ts'
import { attempt, run } from '../../src/programs.ts'
import { makeSparseFile } from '../../src/disk/image.ts'
import { attach, detach } from '../../src/disk/loop-device.ts'
import { dockerOf } from './engines.ts'
import type { Arrangement, Kind, Scene, Target } from './kind.ts'

const GiB = 2 ** 30
const MiB = 2 ** 20
const whileInUse = [
  'run',
  { phase: 'run', before: 'dagger --progress' },
  { phase: 'stop', before: 'docker exec' },
  { phase: 'stop', before: 'docker stop' },
] as const

/** Faults of disks. A command on a full or broken disk can fail. */
export const diskFaults: readonly Kind[] = [
  {
    name: 'host disk full under the image',
    places: ['restore', 'run', 'stop'],
    arrange: async (scene) => {
      const host = await smallHost(scene)
      return { disk: host.folder, strike: fillSoon(scene, host) }
    },
    right: { ending: ['done', 'failed'], start: ['newest', 'older', 'cold'] },
  },
  {
    name: 'host disk full under the staging folder',
    places: ['restore', 'save'],
    arrange: async (scene) => {
      const host = await smallHost(scene)
      // Only @actions/cache uses the staging folder; the image is elsewhere.
      return {
        job: { cacheService: 1 },
        machine: 'keeps',
        diskForTemporary: host.folder,
        strike: fillSoon(scene, host),
      }
    },
    right: { start: ['newest', 'cold'] },
  },
  {
    name: 'volume full',
    places: whileInUse,
    strike: fillVolume,
    right: { ending: ['done', 'failed'] },
  },
  {
    name: 'image cut short underneath',
    places: [...whileInUse, 'stop', 'save'],
    strike: async (target) => {
      const image = await target.image()
      if (image) await truncate(image.file, cutOf(target, (await stat(image.file)).size))
      else target.miss()
    },
    right: { ending: ['done', 'failed'] },
  },
  {
    name: 'I/O error below the image',
    places: whileInUse,
    // The device returns errors beyond its new end.
    strike: async (target) => {
      const image = await target.image()
      if (!image) {
        target.miss()
        return
      }
      await truncate(image.file, cutOf(target, (await stat(image.file)).size))
      await asRoot('losetup', '--set-capacity', image.device)
    },
    right: { ending: ['done', 'failed'] },
  },
  {
    name: 'I/O errors of the host disk (device mapper)',
    places: ['restore', 'run', 'stop', 'save'],
    lacks: deviceMapperLacks,
    arrange: arrangeBrokenDisk,
    right: { ending: ['done', 'failed'], start: ['newest', 'older', 'cold'] },
  },
]

/** A length in bytes, in whole blocks, mostly within the data, which is at the front. */
function cutOf({ random }: Target, size: number): number {
  return random.integer(0, (random.chance(0.7) ? 48 * MiB : size) / 4096) * 4096
}

export async function smallHost({ folder, atEnd }: Scene): Promise<SmallHost> {
  const host = await makeSmallHost(folder, 6 * GiB)
  atEnd(() => host.remove())
  return host
}

function fillSoon({ random, undo }: Scene, host: SmallHost): () => Promise<void> {
  return async () => {
    undo(() => host.clear())
    await host.fillUpTo(random.integer(0, 8) * MiB)
  }
}

async function fillVolume(target: Target): Promise<void> {
  const place = '/var/lib/dagger'
  const script = `rm -f ${place}/filler; fallocate -l $(($(df -Pk ${place} | tail -n 1 | awk '{ print $4 }') * 1024 - $1)) ${place}/filler`
  const free = String(target.random.integer(0, 8) * MiB)
  const done = await dockerOf(target, 'exec', target.container, 'sh', '-c', script, 'sh', free)
  if (done === undefined) target.miss()
}

async function deviceMapperLacks(): Promise<string | undefined> {
  if (!existsSync('/dev/mapper/control')) return 'The kernel here has no device mapper.'
  const { exitCode } = await attempt('dmsetup', ['version'])
  return exitCode === 0 ? undefined : 'The program dmsetup is not on this machine.'
}

/** A disk on which every request fails from a given moment. */
async function arrangeBrokenDisk({ folder, undo, atEnd }: Scene): Promise<Arrangement> {
  const file = join(folder, 'host.img')
  const disk = join(folder, 'host')
  const name = `warm-dagger-faults-${process.pid}`
  const sectors = (6 * GiB) / 512
  await makeSparseFile(file, 6 * GiB)
  const device = await attach(file)
  atEnd(() => detach(device))
  const whole = `0 ${sectors} linear ${device} 0`
  await asRoot('dmsetup', 'create', name, '--table', whole)
  atEnd(() => asRoot('dmsetup', 'remove', name))
  await run('mke2fs', ['-q', '-F', '-t', 'ext4', '-O', '^has_journal', '-m', '0', `/dev/mapper/${name}`])
  await mkdir(disk)
  await asRoot('mount', `/dev/mapper/${name}`, disk)
  atEnd(() => asRoot('umount', disk))
  await asRoot('chown', `${process.getuid?.() ?? 0}`, disk)
  const load = async (table: string): Promise<void> => {
    await asRoot('dmsetup', 'suspend', '--noflush', name)
    await asRoot('dmsetup', 'load', name, '--table', table)
    await asRoot('dmsetup', 'resume', name)
  }
  return {
    disk,
    strike: async () => {
      undo(() => load(whole))
      await load(`0 ${sectors} error`)
    },
  }
}
