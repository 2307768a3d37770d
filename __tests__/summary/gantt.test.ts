import { describe, expect, test } from '@jest/globals'
import { gantt } from '../../src/summary/gantt.ts'
import type { Phase } from '../../src/record/timeline.ts'

const start = 1_795_000_000_000

function phase(name: string, from: number, to: number): Phase {
  return { name: name as Phase['name'], start: start + from, end: start + to }
}

function chart(...lines: string[]): string {
  return ['```mermaid', 'gantt', ...lines.map((one) => `    ${one}`), '```'].join('\n')
}

const dates = 'dateFormat YYYY-MM-DD HH:mm:ss.SSS'

test('phases are drawn in the sections of their steps, from the first of them on', () => {
  expect(
    gantt([
      phase('restore', 100, 4300),
      phase('CLI', 120, 1220),
      phase('command', 4300, 16_400),
      phase('save', 17_000, 90_000),
    ]),
  ).toBe(
    chart(
      dates,
      'axisFormat %M:%S',
      'tickInterval 10second',
      'todayMarker off',
      'section Restore',
      'restore 4.2 s : 2000-01-01 00:00:00.000, 4200ms',
      'section Run',
      'CLI 1.1 s : 2000-01-01 00:00:00.020, 1100ms',
      'command 12.1 s : active, 2000-01-01 00:00:04.200, 12100ms',
      'section Save',
      'save 73.0 s : 2000-01-01 00:00:16.900, 73000ms',
    ),
  )
})

test.each([
  [900, 'axisFormat %-S.%L', 'tickInterval 500millisecond'],
  [5000, 'axisFormat %-S.%L', 'tickInterval 500millisecond'],
  [5001, 'axisFormat %M:%S', 'tickInterval 1second'],
  [61_000, 'axisFormat %M:%S', 'tickInterval 10second'],
  [1_200_000, 'axisFormat %M:%S', 'tickInterval 2minute'],
  [3_600_000, 'axisFormat %-H:%M:%S', 'tickInterval 10minute'],
  [5 * 86_400_000, 'axisFormat %-H:%M:%S', 'tickInterval 1440minute'],
])('a job of %i ms has an axis with few marks', (length, format, marks) => {
  expect(
    gantt([phase('command', 0, length)])
      .split('\n')
      .slice(3, 5),
  ).toEqual([`    ${format}`, `    ${marks}`])
})

test('phases of the same name are numbered', () => {
  const drawn = gantt([phase('command', 0, 1000), phase('save', 1500, 2000), phase('command', 1000, 1500)])
  expect(drawn.match(/^ +(command|save).*?(?= :)/gm)).toEqual([
    '    command 1, 1.0 s',
    '    command 2, 0.5 s',
    '    save 0.5 s',
  ])
})

test('a phase late in a long job is on a later day', () => {
  expect(gantt([phase('look up', 0, 100), phase('save', 90_000_000, 90_000_050)])).toContain(
    'save 0.1 s : 2000-01-02 01:00:00.000, 50ms',
  )
})

describe('is left out', () => {
  const command = phase('command', 0, 1000)

  test.each([
    ['a phase that would be told to take no time', phase('CLI', 0, 49)],
    ['a phase that ends before it begins', phase('CLI', 1000, 0)],
    ['a phase at no time', phase('CLI', NaN, 1000)],
    ['a phase at a time that is none', { ...command, start: '0' as unknown as number }],
    [
      'a phase that is not of ours',
      phase('x : crit, 0ms\n    click a href "javascript:alert(1)"', -5000, 5000),
    ],
    ['a phase that every object has', phase('constructor', -5000, 5000)],
  ])('%s', (_name, left) => {
    expect(gantt([command, left])).toBe(gantt([command]))
  })

  test('what is more than 40 phases, the shortest first', () => {
    const many = Array.from({ length: 60 }, (_, at) => phase('command', at * 1000, at * 1000 + 100 + at))
    expect(gantt(many)).toBe(gantt(many.slice(20)))
  })
})

test.each<[string, readonly Phase[]]>([
  ['no phases', []],
  ['none that can be seen', [phase('CLI', 0, 1)]],
  ['a clock that was set meanwhile', [phase('CLI', 0, 100), phase('command', -1e12, 0)]],
])('there is no chart of %s', (_name, phases) => {
  expect(gantt(phases)).toBe('')
})
