import { describe, expect, test } from '@jest/globals'
import { yearChart } from '../../bench/chart.ts'
import { ordinaryShape, savesInYear, simulateYear, type SaveOfYear, type Shape } from '../../bench/year.ts'
import { ordinaryPacks } from '../../src/snapshot/layout.ts'

/** At most over the year, but for what is written again: for each changed byte of all of it. */
function summary(year: readonly SaveOfYear[]) {
  const most = (of: (save: SaveOfYear) => number) => Math.max(...year.map(of))
  const sum = (of: 'changedBytes' | 'rewrittenBytes') => year.reduce((total, save) => total + save[of], 0)
  return {
    waste: most((save) => save.packBytes / save.liveBytes),
    packs: most((save) => save.packs),
    packsTooMany: most((save) => save.packs - ordinaryPacks(save.liveBytes)),
    entriesBesidePacks: most((save) => save.entries - save.packs),
    rewritten: sum('rewrittenBytes') / sum('changedBytes'),
  }
}

const of = (shape: Partial<Shape>): Shape => ({ ...ordinaryShape, ...shape })
const medium = 550e6
const large = 1800e6

describe('a simulated year', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'of a small state keeps to 8 packs, 1.5 bytes for a live one, a byte again for a changed one (seed %i)',
    (seed) => {
      const { waste, packs, rewritten } = summary(simulateYear(ordinaryShape, seed))
      expect(waste).toBeLessThanOrEqual(1.5)
      expect(packs).toBeLessThanOrEqual(8)
      expect(rewritten).toBeLessThanOrEqual(1)
    },
  )

  test.each<[string, Shape, number]>([
    ['a small state that changes by a tenth', of({ change: 0.1 }), 0],
    ['a small state with large databases', of({ databases: 0.04 }), 0],
    ['a small state that changes by a hundredth, and its databases', of({ change: 0.01 }), 1],
    ['a small state that shrinks by half', of({ growth: -0.5 }), 0],
    ['a small state that doubles', of({ growth: 1 }), 4],
    ['a small state with small databases', of({ databases: 0.02 }), 4],
    ['a small state without databases', of({ databases: 0 }), 8],
    // Of 0.7 MB each, so that a byte again for each changed one makes few packs of many.
    ['a small state that changes by a hundredth, without databases', of({ change: 0.01, databases: 0 }), 56],
    ['a medium state', of({ bytes: medium }), 0],
    ['a medium state that changes by a tenth', of({ bytes: medium, change: 0.1 }), 0],
    ['a medium state that changes by a hundredth', of({ bytes: medium, change: 0.01 }), 0],
    ['a medium state that shrinks by half', of({ bytes: medium, growth: -0.5 }), 0],
    ['a medium state that doubles', of({ bytes: medium, growth: 1 }), 0],
    ['a medium state without databases', of({ bytes: medium, databases: 0 }), 4],
    ['a large state', of({ bytes: large }), 1],
    ['a large state that changes by a tenth', of({ bytes: large, change: 0.1 }), 1],
    ['a large state that changes by a hundredth', of({ bytes: large, change: 0.01 }), 1],
  ])('of %s keeps what it promises', (_name, shape, more) => {
    for (const seed of [1, 2]) {
      const { waste, packs, packsTooMany, entriesBesidePacks, rewritten } = summary(simulateYear(shape, seed))
      expect(waste).toBeLessThanOrEqual(1.5)
      expect(packs).toBeLessThanOrEqual(64)
      expect(packsTooMany).toBeLessThanOrEqual(more)
      expect(entriesBesidePacks).toBeLessThanOrEqual(40)
      expect(rewritten).toBeLessThanOrEqual(1)
    }
  })

  test('changes the state by up to a tenth at a time, and leaves its size about as it was', () => {
    const year = simulateYear(ordinaryShape)
    expect(year).toHaveLength(savesInYear)
    const shares = year.map((save) => save.changedBytes / save.liveBytes)
    expect(Math.max(...shares)).toBeGreaterThan(0.08)
    expect(Math.max(...shares)).toBeLessThan(0.13)
    const sizes = year.map((save) => save.liveBytes)
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.3)
  })

  test.each([-0.5, 1])('grows by as much as it should: %d', (growth) => {
    const year = simulateYear(of({ growth }))
    expect((year.at(-1)?.liveBytes ?? 0) / ordinaryShape.bytes).toBeCloseTo(1 + growth, 0.5)
  })

  test('is the same each time', () => {
    expect(simulateYear(ordinaryShape)).toEqual(simulateYear(ordinaryShape))
  })

  test('is drawn with its bounds, and without a number that is none', () => {
    const chart = yearChart(simulateYear(ordinaryShape).slice(0, 30))
    expect(chart).toContain('<polyline')
    expect(chart.match(/class="bound"/g)).toHaveLength(3)
    expect(chart).not.toMatch(/NaN|undefined|Infinity/)
  })
})
