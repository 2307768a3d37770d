import { expect, test } from '@jest/globals'
import { restoreTimeoutMilliseconds } from '../../src/job/restore-snapshot.ts'

test.each([
  [0, 0, 60_000],
  [1, 1, 60_001],
  [547_123_457, 1_800_000_001, 205_425],
  [10e9, 2 ** 40, 24_050_233],
])(
  'a snapshot of %d bytes that unpacks to %d may take %d ms to restore',
  (compressed, uncompressed, most) => {
    const budget = restoreTimeoutMilliseconds({ compressed, uncompressed })
    expect(budget).toBe(most)
    // Any other number is refused by timers.
    expect(AbortSignal.timeout(budget).aborted).toBe(false)
  },
)
