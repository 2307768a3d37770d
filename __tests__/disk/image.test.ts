import { describe, expect, test } from '@jest/globals'
import { hostMargin, imageSizeWithin } from '../../src/disk/image.ts'

const GiB = 2 ** 30

describe('the size of an image', () => {
  test.each<[string, number, number | undefined, number]>([
    ['what is free less the margin', 50 * GiB, undefined, 50 * GiB - hostMargin],
    ['what is wanted, where that is less', 50 * GiB, 10 * GiB, 10 * GiB],
    ['what the host allows, where more is wanted', 14 * GiB, 100 * GiB, 14 * GiB - hostMargin],
    ['in whole GiB, rounded down', 50.9 * GiB, undefined, 50 * GiB - hostMargin],
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
