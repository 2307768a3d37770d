import { expect, test } from '@jest/globals'
import { choosePoint } from '../../rig/faults/point.ts'
import { randomOf, type Random } from '../../rig/faults/random.ts'

const draw = ({ integer, pick, chance }: Random) => [integer(0, 1e9), pick(['a', 'b', 'c']), chance(0.5)]

test('a seed draws the same, in the same order, and another seed something else', () => {
  expect(draw(randomOf(7))).toEqual(draw(randomOf(7)))
  expect(draw(randomOf(8))).not.toEqual(draw(randomOf(7)))
})

test('whole numbers reach both ends and nothing beyond', () => {
  const random = randomOf(1)
  const drawn = new Set(Array.from({ length: 1000 }, () => random.integer(3, 6)))
  expect([...drawn].sort()).toEqual([3, 4, 5, 6])
})

test('points lie in their phase, and an exact one is struck while the process stands still', () => {
  const points = Array.from({ length: 100 }, (_, seed) => choosePoint('stop', randomOf(seed)))
  expect(new Set(points.map(({ phase }) => phase))).toEqual(new Set(['stop']))
  expect(points.some(({ laterMilliseconds }) => laterMilliseconds !== undefined)).toBe(true)
  const exact = Array.from({ length: 100 }, (_, seed) => choosePoint('stop', randomOf(seed), true))
  expect(exact.some(({ laterMilliseconds }) => laterMilliseconds !== undefined)).toBe(false)
})
