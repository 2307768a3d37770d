import { describe, expect, test } from '@jest/globals'
import { yearChart } from '../../bench/chart.ts'
import { simulateYear } from '../../bench/year.ts'

describe('a simulated year', () => {
  const seeds = [1, 2, 3, 4, 5]

  test.each(seeds)(
    'keeps what a restore fetches, packs, entries and rewriting in bounds (seed %i)',
    (seed) => {
      const year = simulateYear(300, seed)
      expect(year).toHaveLength(300)
      const sum = (of: 'changedBytes' | 'rewrittenBytes') => year.reduce((total, save) => total + save[of], 0)
      expect(Math.max(...year.map((save) => save.packBytes / save.liveBytes))).toBeLessThanOrEqual(1.5)
      expect(Math.max(...year.map((save) => save.packs))).toBeLessThanOrEqual(64)
      expect(Math.max(...year.map((save) => save.entries))).toBeLessThanOrEqual(64)
      expect(sum('rewrittenBytes') / sum('changedBytes')).toBeLessThanOrEqual(1)
    },
  )

  test('changes the state by up to a tenth at a time, and leaves its size about as it was', () => {
    const year = simulateYear(300)
    const shares = year.map((save) => save.changedBytes / save.liveBytes)
    expect(Math.max(...shares)).toBeGreaterThan(0.05)
    expect(Math.max(...shares)).toBeLessThan(0.13)
    const sizes = year.map((save) => save.liveBytes)
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.3)
  })

  test('is the same each time', () => {
    expect(simulateYear(50)).toEqual(simulateYear(50))
  })

  test('is drawn without a number that is none', () => {
    const chart = yearChart(simulateYear(30))
    expect(chart).toContain('<polyline')
    expect(chart).not.toMatch(/NaN|undefined|Infinity/)
  })
})
