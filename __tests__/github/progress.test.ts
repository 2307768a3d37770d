import { expect, test } from '@jest/globals'
import { progressIn, progressLine } from '../../src/github/progress.ts'
import { silent } from '../../src/log.ts'

test.each([
  [0, 547_200_000, 2000, 'Restoring: 0 %, 0.0 MB of 547.2 MB, 0.0 MB/s'],
  [120_000_000, 480_000_000, 4000, 'Restoring: 25 %, 120.0 MB of 480.0 MB, 30.0 MB/s'],
  [999, 1000, 2000, 'Restoring: 99 %, 0.0 MB of 0.0 MB, 0.0 MB/s'],
  [1_000_000, 2_000_000, 0, 'Restoring: 50 %, 1.0 MB of 2.0 MB, 1000.0 MB/s'],
])('%d of %d bytes in %d ms are one line', (done, total, milliseconds, line) => {
  expect(progressLine('Restoring', done, total, milliseconds)).toBe(line)
})

/** The lines that work has which is done with that many of 100 bytes at these times. */
function linesOf(steps: readonly (readonly [milliseconds: number, done: number])[]): string[] {
  const lines: string[] = []
  let time = 0
  const progress = progressIn({ ...silent, info: (line) => lines.push(line) }, 'Saving', () => time)
  for (const [milliseconds, done] of steps) {
    time = milliseconds
    progress(done, 100)
  }
  return lines
}

test('work that takes less than 2 s has no line', () => {
  expect(linesOf([1, 500, 1000, 1999].map((time) => [time, 50]))).toEqual([])
})

test('longer work has a line every 2 s, however often it reports progress', () => {
  const steps = Array.from({ length: 99 }, (_, at) => [at * 100, at] as const)
  expect(linesOf(steps).map((line) => /\d+ %/.exec(line)?.[0])).toEqual(['20 %', '40 %', '60 %', '80 %'])
})

test('the end of the work has no line of its own, because the result follows', () => {
  expect(linesOf([[9000, 100]])).toEqual([])
})
