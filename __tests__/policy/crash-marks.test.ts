import { describe, expect, test } from '@jest/globals'
import { markKey, markSearch, nextMark } from '../../src/policy/crash-marks.ts'
import { isOurs } from '../../src/policy/keys.ts'

const snapshot = 'warm-dagger-snapshot/k@1-1-abc@'
const first = markKey(snapshot, 1, '100')

describe('a mark on a snapshot', () => {
  test.each([
    ['is the first where there is none', undefined, '100', first],
    ['is the second of another run', first, '101', markKey(snapshot, 2, '101')],
    ['is not written twice by one run', first, '100', undefined],
    ['is the second of a run whose number begins alike', first, '10', markKey(snapshot, 2, '10')],
  ])('%s', (_name, there, run, expected) => {
    expect(nextMark(there, snapshot, run)).toBe(expected)
  })

  test('is found by its prefix, but not for another number or snapshot', () => {
    expect(first.startsWith(markSearch(snapshot, 1))).toBe(true)
    expect(first.startsWith(markSearch(snapshot, 2))).toBe(false)
    expect(first.startsWith(markSearch(`${snapshot}x`, 1))).toBe(false)
  })

  test("is one of our keys, and valid in every store, whatever the run's name is", () => {
    const key = markKey('s'.repeat(512), 2, `a,b@c/${'d'.repeat(100)}`)
    expect(isOurs(key)).toBe(true)
    expect(key).toMatch(/^[\w/@-]{1,512}$/)
    expect(key.match(/@/g)).toHaveLength(2)
  })
})
