import type { Kind, MachineKind } from './kind.ts'

const anywhere = ['restore', 'run', 'stop', 'save', 'end'] as const

/** Faults of the action's own process. */
export const processFaults: readonly Kind[] = [
  {
    name: 'our process killed',
    places: anywhere,
    strike: { signal: 'SIGKILL' },
    // `done` if the kill came too late.
    right: { ending: ['ended', 'done'] },
  },
  {
    name: 'our process terminated',
    places: anywhere,
    strike: { signal: 'SIGTERM' },
    right: { ending: ['ended', 'done', 'failed'] },
  },
  {
    name: 'job cancelled',
    places: anywhere,
    strike: 'cancel',
    right: { ending: ['cancelled', 'done'] },
  },
  {
    name: 'job cancelled on a machine that stays',
    // What is cancelled later has begun to clear the machine already.
    places: ['restore', 'run'],
    arrange: ({ random }) => Promise.resolve({ machine: random.pick<MachineKind>(['stays', 'keeps']) }),
    strike: 'cancel',
    right: { ending: ['cancelled', 'done'], clearsWhenCancelled: true },
  },
]
