import { describe, expect, test } from '@jest/globals'
import { spread } from '../../bench/results.ts'

describe('the spread of values', () => {
  test('is their median with the least and the most, in whatever order they come', () => {
    expect(spread([10, 2, 9])).toEqual({ median: 9, least: 2, most: 10 })
    expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 })
    expect(spread([7])).toEqual({ median: 7, least: 7, most: 7 })
  })

  test('is nothing for no values', () => {
    expect(() => spread([])).toThrow('no values')
  })
})
