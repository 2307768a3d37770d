import { setTimeout as wait } from 'node:timers/promises'
import { findServer } from '../../src/disk/served-file.ts'
import type { Fault } from '../cache-service/service.ts'
import { smallHost } from './disks.ts'
import type { Arrangement, Kind, MachineKind, Right, Scene, Target } from './kind.ts'
import { nextRequests } from './outage.ts'
import { until } from '../until.ts'

const MiB = 2 ** 20

/** Points at which an engine runs that may read, and before a save has flushed what it wrote. */
const whileEngineRuns = [
  { phase: 'run', before: 'dagger --progress' },
  { phase: 'stop', before: 'docker stop' },
] as const

/** Also points at which the engine has not started. */
const beforeFlush = ['run', ...whileEngineRuns] as const

/** A command can fail because of its volume. */
const unreadable: Right = { ending: ['done', 'failed'], saved: false }

/** Faults of volumes that fetch on demand. */
export const demandFaults: readonly Kind[] = [
  {
    name: 'serving process killed',
    places: beforeFlush,
    exact: true,
    arrange: onDemand,
    strike: (target) => send(target, 'SIGKILL'),
    right: unreadable,
  },
  {
    name: 'serving process killed in the save',
    places: ['save', 'end'],
    arrange: onDemand,
    strike: (target) => send(target, 'SIGKILL'),
  },
  {
    name: 'serving process stopped',
    // The engine waits for its disk until the process is killed.
    places: [{ phase: 'stop', before: 'docker stop' }],
    exact: true,
    arrange: async (scene) => ({ ...(await onDemand(scene)), inputs: { 'stop-timeout': '1' } }),
    strike: stop,
    right: { saved: false },
  },
  {
    name: 'serving process stopped for a while',
    places: [...beforeFlush, 'stop', 'save'],
    arrange: onDemand,
    strike: async (target) => {
      const pid = await send(target, 'SIGSTOP')
      if (pid === undefined) return
      const timer = setTimeout(goOn, target.random.integer(100, 2000))
      target.undo(() => {
        clearTimeout(timer)
        goOn()
      })
      function goOn() {
        if (pid !== undefined) signal(pid, 'SIGCONT')
      }
    },
  },
  {
    name: 'cache gone in mid-read',
    places: beforeFlush,
    exact: true,
    arrange: onDemand,
    strike: reads(Infinity, ({ random }) =>
      random.pick<Fault>([{ status: 503 }, { status: 403 }, { hang: true }, { cutAfter: 1000 }]),
    ),
    right: unreadable,
  },
  {
    name: 'cache slow in mid-read',
    places: beforeFlush,
    arrange: onDemand,
    strike: async (target) => {
      const { service } = target.world.machine
      if (!(await isOnDemand(target))) return
      target.undo(() => service.limitBandwidth(undefined))
      await service.limitBandwidth(target.random.integer(8, 40) * 1_000_000)
    },
    right: { ending: ['done', 'failed'] },
  },
  {
    name: 'a part wrong once in mid-read',
    places: beforeFlush,
    exact: true,
    arrange: onDemand,
    strike: reads(1, ({ random }) => ({ flip: random.integer(0, 100) })),
    right: { saved: true },
  },
  {
    name: 'a part wrong twice in mid-read',
    // Before, the job goes on without the state, and saves.
    places: whileEngineRuns,
    exact: true,
    arrange: onDemand,
    strike: reads(Infinity, ({ random }) => ({ flip: random.integer(0, 100) })),
    right: unreadable,
  },
  {
    name: 'host disk full in mid-write',
    places: [{ phase: 'run', before: 'dagger --progress' }],
    exact: true,
    arrange: async (scene) => {
      const host = await smallHost(scene)
      return {
        ...(await onDemand(scene)),
        disk: host.folder,
        call: 'fill --bytes=40000000',
        strike: async (target) => {
          if (!(await isOnDemand(target))) return
          scene.undo(() => host.clear())
          await host.fillUpTo(scene.random.integer(0, 8) * MiB)
        },
      }
    },
    right: unreadable,
  },
]

/** A machine that keeps the state fetches all of it. */
function onDemand({ random }: Scene): Promise<Arrangement> {
  return Promise.resolve({
    fetch: 'on-demand',
    machine: random.pick<MachineKind>(['thrown away', 'stays']),
  })
}

/** Reports a miss if the job fetched its whole state. */
async function isOnDemand(target: Target): Promise<boolean> {
  const is = (await target.image())?.onDemand === true
  if (!is) target.miss()
  return is
}

/** @returns the process that received the signal */
async function send(target: Target, what: NodeJS.Signals): Promise<number | undefined> {
  const image = await target.image()
  const pid = image && (await findServer(image.file))?.pid
  if (pid === undefined) target.miss()
  else signal(pid, what)
  return pid
}

/** Stops the process. Reports a miss if another program of this machine continues it, because the job may save then. */
async function stop(target: Target): Promise<void> {
  const image = (await target.image())?.file ?? ''
  if ((await send(target, 'SIGSTOP')) === undefined) return
  const state = async () => (await findServer(image))?.state
  await until('the process has stopped', async () => [undefined, 'T'].includes(await state()))
  let isOver = false
  target.undo(() => {
    isOver = true
  })
  const watch = async (): Promise<void> => {
    // A killed process is no longer in this state either, but does not sleep.
    for (let now = await state(); now !== undefined && !isOver; now = await state()) {
      if (now === 'S') {
        target.miss()
        return
      }
      await wait(20)
    }
  }
  void watch()
}

function signal(pid: number, what: NodeJS.Signals): void {
  try {
    process.kill(pid, what)
  } catch {
    // It has ended.
  }
}

/** The next downloads of parts fail: so many, or all. Reports a miss if there were none, as when all was fetched. */
function reads(howMany: number, fault: (target: Target) => Fault) {
  return async (target: Target): Promise<void> => {
    if (!(await isOnDemand(target))) return
    const { service } = target.world.machine
    const failing = fault(target)
    let struck = false
    const hook = nextRequests(howMany, ({ operation }: { readonly operation: string }) => {
      if (operation !== 'GetBlob') return undefined
      struck = true
      return failing
    })
    target.undo(async () => {
      await service.injectFaults(undefined)
      if (!struck) target.miss()
    })
    await service.injectFaults(hook)
  }
}
