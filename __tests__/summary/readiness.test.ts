import { expect, test } from '@jest/globals'
import { readiness } from '../../src/summary/readiness.ts'
import type { Phase, PhaseName } from '../../src/record/timeline.ts'

function phase(name: PhaseName, start: number, end: number): Phase {
  return { name, start, end }
}

const restored = [phase('look up', 1100, 1300), phase('restore', 1300, 5400), phase('volume', 5400, 5500)]

test.each([
  ['the state', phase('engine image', 1100, 4000), phase('CLI', 1100, 2000)],
  ['the engine image', phase('engine image', 1100, 5600), phase('CLI', 1100, 2000)],
  ['the CLI', phase('engine image', 1100, 4000), phase('CLI', 1100, 6050)],
])('%s is named when all waited for it', (name, image, cli) => {
  const line = readiness([image, cli, ...restored, phase('engine start', 5600, 6000)], 1000, 6100)
  expect(line).toMatch(new RegExp(`^Ready after 5\\.1 s: .*, engine start 0\\.4 s; ${name} came last\\.$`))
})

test('phases are listed in the order of their starts', () => {
  const line = readiness([...restored, phase('engine start', 5600, 6000)], 1000, 6000)
  expect(line).toBe('Ready after 5.0 s: look up 0.2 s, restore 4.1 s, volume 0.1 s, engine start 0.4 s.')
})

test('the line omits the phases of earlier steps and phases that took no time', () => {
  const line = readiness(
    [...restored, phase('CLI', 9010, 9030), phase('engine start', 9040, 9140)],
    9000,
    9200,
  )
  expect(line).toBe('Ready after 0.2 s: engine start 0.1 s.')
})

test('a step that waited for nothing reports only when it was ready', () => {
  expect(readiness([], 1000, 1200)).toBe('Ready after 0.2 s.')
})
