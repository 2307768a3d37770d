import { describe, expect, test } from '@jest/globals'
import { hostMargin, imageSizeWithin, sizeToFit } from '../../src/disk/image.ts'

const GiB = 2 ** 30

describe('the size of an image', () => {
  test.each<[string, number, number | undefined, number]>([
    ['what is free less the margin', 19 * GiB, undefined, 15 * GiB],
    ['no more than seven eighths of what is free', 64 * GiB, undefined, 56 * GiB],
    ['what is wanted, where that is less', 50 * GiB, 10 * GiB, 10 * GiB],
    ['what the host allows, where more is wanted', 14 * GiB, 100 * GiB, 14 * GiB - hostMargin],
    ['in whole GiB, rounded down', 15.9 * GiB, undefined, 11 * GiB],
    [
      'the same on machines of one kind, a disk of which has some GiB less free',
      66 * GiB,
      undefined,
      56 * GiB,
    ],
    ['rounded down to a sixteenth of the power of two below it', 220 * GiB, undefined, 192 * GiB],
    ['in whole GiB also when another is wanted', 50 * GiB, 2.5 * GiB, 2 * GiB],
    ['at least one GiB', GiB + hostMargin, undefined, GiB],
    ['none, where there is less than that', GiB + hostMargin - 1, undefined, 0],
    ['none, where the margin is not free', 1000, undefined, 0],
    ['none, where less than one GiB is wanted', 50 * GiB, GiB / 2, 0],
    ['never more than one TiB', 9000 * GiB, undefined, 1024 * GiB],
    ['never more than one TiB, whatever is wanted', 9000 * GiB, 2000 * GiB, 1024 * GiB],
  ])('is %s', (_name, free, wanted, size) => {
    expect(imageSizeWithin(free, wanted)).toBe(size)
  })
})

describe('an image from another machine', () => {
  test.each([14, 30, 64, 100, 145, 220, 400, 900])(
    'keeps its size where a twelfth less than %d GiB is free, and then fits',
    (free) => {
      const from = imageSizeWithin(free * GiB)
      const less = free * GiB * (11 / 12)
      expect(sizeToFit(from, imageSizeWithin(less))).toBeUndefined()
      expect(from).toBeLessThanOrEqual(less)
    },
  )

  test.each([
    ['shrinks where it could fill the disk', 64 * GiB, 32 * GiB, 32 * GiB],
    ['shrinks to what is wanted', 64 * GiB, 10 * GiB, 10 * GiB],
    ['grows where there is a quarter more room', 32 * GiB, 40 * GiB, 40 * GiB],
    ['does not grow for less', 32 * GiB, 39 * GiB, undefined],
  ])('%s', (_name, from, room, size) => {
    expect(sizeToFit(from, room)).toBe(size)
  })
})
