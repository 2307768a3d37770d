import type { Kind } from './kind.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Faults of clocks. */
export const clockFaults: readonly Kind[] = [
  {
    name: 'clock of the job jumps',
    exact: true,
    places: ['restore', 'run', 'stop', 'save'],
    strike: ({ random, jumpClocks }) => {
      const far = random.pick([minute, day, 400 * day, 30 * 365 * day])
      jumpClocks(Math.round((random.chance(0.5) ? far : -far) * random.fraction()))
    },
    right: { saved: true },
  },
  {
    name: 'clock of the cache jumps',
    places: ['restore', 'run', 'stop', 'save'],
    strike: ({ random, world }) => {
      world.clock = (random.chance(0.5) ? 1 : -1) * random.integer(1, 400 * day)
    },
    right: { saved: true },
  },
]
