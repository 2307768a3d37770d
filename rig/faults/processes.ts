import type { Kind } from './kind.ts'

const anywhere = ['restore', 'run', 'stop', 'save', 'end'] as const

/** What happens to our own process. */
export const processFaults: readonly Kind[] = [
  {
    name: 'our process killed',
    places: anywhere,
    strike: { signal: 'SIGKILL' },
    // Done, where the blow came too late.
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
]
