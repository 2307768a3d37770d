import { expect, test } from '@jest/globals'
import { Report, secondsBetween, secondsOf } from '../../../rig/real/report.ts'

test('phases of one name add up', () => {
  expect(
    secondsOf([
      { name: 'command', start: 1000, end: 3000 },
      { name: 'save', start: 3000, end: 3500 },
      { name: 'command', start: 4000, end: 4250 },
    ]),
  ).toEqual({ command: 2.25, save: 0.5 })
})

test('what no phase covers is between them, however they lie over each other', () => {
  expect(
    secondsBetween(
      [
        { name: 'command', start: 3000, end: 4000 },
        { name: 'restore', start: 500, end: 2000 },
        { name: 'CLI', start: 1500, end: 1800 },
        { name: 'save', start: 4500, end: 9000 },
      ],
      1000,
      5000,
    ),
  ).toBe(1.5)
  expect(secondsBetween([], 1000, 5000)).toBe(4)
})

test('each requirement is a line and is counted, and an error in a group does not end the run', async () => {
  const lines: string[] = []
  const report = new Report((line) => lines.push(line))
  report.begin('0.21.8')
  await report.group('stop', () => {
    report.check('An engine stops', true, '2.1 s')
    report.check('An engine starts', false, 'it did not')
    throw new Error('no engine')
  })
  await report.group('idle', () => {
    report.check('An idle job writes nothing', true, '0 bytes')
    return Promise.resolve()
  })
  expect(report.summary()).toBe('2 passed, 2 failed')
  const withoutLoad = lines.map((line) => line.replace(/ \(load [\d.]+ on \d+ cores\)$/, ' (load)'))
  expect(withoutLoad).toEqual([
    '\nDagger 0.21.8',
    ' stop (load)',
    '  passed  An engine stops (2.1 s)',
    '  FAILED  An engine starts (it did not)',
    '  FAILED  The requirements of this group can be tested to their end (no engine)',
    ' idle (load)',
    '  passed  An idle job writes nothing (0 bytes)',
  ])
})

test('the table has the median of each phase, versions side by side, without phases that no job had', () => {
  const report = new Report(() => undefined)
  report.begin('0.20.3')
  report.measured('warm', { restore: 1, save: 2 })
  report.begin('0.21.8')
  for (const restore of [1, 9, 3]) report.measured('warm', { restore })
  expect(report.table()).toBe(
    [
      'seconds        0.20.3 warm  0.21.8 warm', //
      'restore                1.0          3.0',
      'save                   2.0             ',
    ].join('\n'),
  )
})
