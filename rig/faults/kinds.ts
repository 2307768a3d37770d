import { bucketFaults } from './buckets.ts'
import { clockFaults } from './clocks.ts'
import { demandFaults } from './demand.ts'
import { diskFaults } from './disks.ts'
import { engineFaults } from './engines.ts'
import type { Kind } from './kind.ts'
import { loopFaults } from './loops.ts'
import { processFaults } from './processes.ts'
import { rivalFaults } from './rivals.ts'
import { serviceFaults } from './services.ts'

/** All kinds of faults. */
export const kinds: readonly Kind[] = [
  ...processFaults,
  ...engineFaults,
  ...diskFaults,
  ...loopFaults,
  ...serviceFaults,
  ...rivalFaults,
  ...clockFaults,
  ...bucketFaults,
  ...demandFaults,
]
