import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asRoot } from '../machine/as-root.ts'
import { loopsBelow } from '../machine/machine.ts'
import { until } from '../until.ts'
import { attempt, run } from '../../src/programs.ts'
import { makeImage } from '../../src/disk/image.ts'
import { backingFile, detach } from '../../src/disk/loop-device.ts'
import { shadow } from './closing.ts'
import { contentOf, differences } from './content.ts'
import type { Kind, MachineKind, Scene, Target } from './kind.ts'

/** Right before the engine's container mounts the volume. */
const atStart = { phase: 'run', before: 'docker run' } as const

/** Faults of loop devices and mounts. */
export const loopFaults: readonly Kind[] = [
  {
    name: 'no loop device left',
    places: ['restore'],
    arrange: async ({ folder, programs, undo }) => {
      // Does not use up the machine's loop devices: other programs need them, and the kernel can create any number.
      const flag = join(folder, 'no-loop-device')
      const says = 'losetup: cannot find an unused loop device'
      await shadow(
        programs,
        'losetup',
        `case "$*" in *--find*) [ ! -e '${flag}' ] || { echo '${says}' >&2; exit 1; } ;; esac; exec "$real" "$@"`,
      )
      return {
        strike: async () => {
          undo(() => rm(flag))
          await writeFile(flag, '')
        },
      }
    },
    right: { start: ['newest', 'cold'] },
  },
  {
    name: 'loop number recycled',
    places: [atStart, 'stop', 'save', 'end'],
    strike: recycle,
    right: { start: ['newest', 'cold'], ending: ['done', 'failed'] },
  },
  {
    name: 'host reboot, and a loop number reused',
    places: ['restore', 'run', 'stop', 'save', 'end'],
    arrange: (scene) => {
      scene.undo(() => reboot(scene))
      return Promise.resolve({
        machine: scene.random.pick<MachineKind>(['stays', 'keeps']),
        runnerDies: true,
      })
    },
    strike: { signal: 'SIGKILL' },
    // Done, where the blow came too late.
    right: { ending: ['ended', 'done'] },
  },
  {
    name: 'mount busy',
    exact: true,
    places: [
      { phase: 'stop', before: 'docker stop' },
      { phase: 'stop', before: 'umount' },
    ],
    strike: async (target) => {
      const device = (await target.image())?.device ?? ''
      const place = (await mountPoints(device)).find((one) => one.includes('/warm-dagger-check-'))
      if (place === undefined) target.miss()
      else await hold(target, ['sh', '-c', 'cd "$1" && echo held && exec sleep 300', 'sh', place], false)
    },
    right: { saved: false, leaves: true },
  },
  {
    name: 'mount held by another mount namespace',
    places: ['run', { phase: 'run', before: 'dagger --progress' }, { phase: 'stop', before: 'docker stop' }],
    strike: (target) => hold(target, [...otherNamespace], target.random.chance(0.7)),
    right: { leaves: true },
  },
]

const otherNamespace = [
  ...['unshare', '--mount', '--propagation', 'private'],
  ...['sh', '-c', 'echo held && exec sleep 300'],
]

/** Runs a program that holds a mount until the fault ends, or ends earlier. */
async function hold(target: Target, commandLine: readonly string[], letsGo: boolean): Promise<void> {
  const [program = '', ...args] = process.getuid?.() === 0 ? commandLine : ['sudo', '-n', ...commandLine]
  const holder = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  await once(holder.stdout, 'data')
  target.undo(() => end(holder))
  if (letsGo) setTimeout(() => void end(holder), target.random.integer(100, 1500))
}

async function end(holder: ChildProcess): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null || holder.pid === undefined) return
  const ended = once(holder, 'exit')
  await asRoot('kill', '-9', '--', `-${holder.pid}`)
  await ended
}

async function mountPoints(device: string): Promise<readonly string[]> {
  const { stdout } = await attempt('findmnt', ['--noheadings', '--output', 'TARGET', '--source', device])
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Attaches another image under the number, if the kernel releases it. It does not release that of a mounted image. */
async function recycle(target: Target): Promise<void> {
  const device = (await target.image())?.device
  if (device === undefined) {
    target.miss()
    return
  }
  await attempt(...rootCommand('losetup', '--detach', device))
  if (!(await attachTheirs(target, device))) target.miss()
}

/** Puts somebody else's image behind a number, if that is free. Whatever comes then must not touch it. */
async function attachTheirs({ folder, check, atEnd, adds }: Scene, device: string): Promise<boolean> {
  const image = join(folder, 'somebody-else.img')
  await makeImage(image, 64 * 2 ** 20)
  const before = await contentOf(image)
  const taken = await attempt(...rootCommand('losetup', device, image))
  if (taken.exitCode !== 0) return false
  check(async () => {
    const isThere = (await backingFile(device)) === image
    const isSame = differences(before, await contentOf(image)) === 0
    return isThere && isSame ? undefined : `Somebody else's image was ${isThere ? 'changed' : 'detached'}.`
  })
  atEnd(() => detach(device))
  adds(`${device} ${image}`)
  return true
}

/** As far as Docker and loop devices go: processes end, mounts and loop devices are gone, volumes and files stay. */
async function reboot(scene: Scene): Promise<void> {
  const names = await run('docker', ['ps', '--format', '{{.Names}}'])
  for (const name of names.split('\n').filter((one) => one.startsWith('warm-dagger-'))) {
    await run('docker', ['kill', name])
  }
  const devices = await loopsBelow(scene.folder)
  for (const device of devices) {
    await until(`${device} is not mounted`, async () => {
      for (const place of await mountPoints(device)) await attempt(...rootCommand('umount', place))
      return (await mountPoints(device)).length === 0
    })
    await detach(device)
  }
  const [device] = devices
  if (device !== undefined) await attachTheirs(scene, device)
}

function rootCommand(program: string, ...args: readonly string[]): [string, readonly string[]] {
  return process.getuid?.() === 0 ? [program, args] : ['sudo', ['-n', program, ...args]]
}
