import { expect, test } from '@jest/globals'
import { choosePoint } from '../../rig/faults/point.ts'
import { randomOf, type Random } from '../../rig/faults/random.ts'

const draw = ({ integer, pick, chance }: Random) => [integer(0, 1e9), pick(['a', 'b', 'c']), chance(0.5)]

test('a seed always gives the same numbers in the same order, and another seed gives others', () => {
  expect(draw(randomOf(7))).toEqual(draw(randomOf(7)))
  expect(draw(randomOf(8))).not.toEqual(draw(randomOf(7)))
})

test('whole numbers include both bounds and exceed neither', () => {
  const random = randomOf(1)
  const drawn = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)))
  expect([...drawn].sort()).toEqual([3, 4, 5, 6])
})

test('points are in their phase, and at an exact one the fault happens while the process is stopped', () => {
  const points = Array.from({ length: 100 }, (_, seed) => choosePoint('stop', randomOf(seed)))
  expect(new Set(points.map(({ phase }) => phase))).toEqual(new Set(['stop']))
  expect(points.some(({ laterMilliseconds }) => laterMilliseconds !== undefined)).toBe(true)
  const exact = Array.from({ length: 100 }, (_, seed) => choosePoint('stop', randomOf(seed), true))
  expect(exact.some(({ laterMilliseconds }) => laterMilliseconds !== undefined)).toBe(false)
})
