import { expect, test } from '@jest/globals'
import { growthOf } from '../../rig/load/growth.ts'
import type { JobReport } from '../../rig/load/load.ts'

function jobs(
  of: (number: number) => Partial<Record<'memory' | 'descriptors' | 'files' | 'service', number>>,
  runners = 1,
): JobReport[] {
  return Array.from({ length: 41 }, (_, number) => {
    const { memory = 100e6, descriptors = 30, files = 10, service = 20 } = of(number)
    return {
      runner: `load-${number % runners}`,
      seconds: 1,
      problems: [],
      leftBehind: [],
      temporaryFiles: files,
      lastingFiles: 0,
      processes: new Map([['main', { memory, descriptors }]]),
      service: { memory: 0, descriptors: service, blobs: 2 * number },
    }
  })
}

function grown(reports: readonly JobReport[]): readonly string[] {
  return growthOf(reports).flatMap(({ what, grew }) => (grew ? [what] : []))
}

test('what stays as it is has not grown, nor what only varies, nor what a first job alone is spared', () => {
  expect(grown(jobs(() => ({})))).toEqual([])
  expect(
    grown(jobs((number) => ({ memory: 100e6 + (number % 5) * 2e6, descriptors: 30 + (number % 4) }))),
  ).toEqual([])
  expect(grown(jobs((number) => (number === 0 ? { files: 0, memory: 10e6 } : {})))).toEqual([])
})

test.each([
  ['memory of main.js, MB', (number: number) => ({ memory: 100e6 + number * 1.5e6 })],
  ['descriptors of main.js', (number: number) => ({ descriptors: 30 + number })],
  ['files in RUNNER_TEMP', (number: number) => ({ files: 10 + Math.floor(number / 20) })],
])('%s has grown when late jobs have more', (what, of) => {
  expect(grown(jobs(of))).toEqual([what])
})

test('the service may have more connections to the jobs of other runners, but not ever more', () => {
  const more = jobs((number) => ({ service: number < 20 ? 20 : 50 }), 8)
  expect(grown(more)).toEqual([])
  expect(grown(jobs((number) => ({ service: number < 20 ? 20 : 50 })))).toHaveLength(1)
  expect(grown(jobs((number) => ({ service: 20 + 3 * number }), 8))).toEqual([
    'descriptors of the cache service',
  ])
})
