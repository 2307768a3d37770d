import { expect, test } from '@jest/globals'
import { suffixOf } from '../../src/github/context.ts'

test('runners of another name, or with another folder, have names of their own for what they make', () => {
  const runners = [
    ['build-1', '/home/one/_work/_temp'],
    ['build-1', '/home/two/_work/_temp'],
    ['build-2', '/home/one/_work/_temp'],
    ['build-', '1/home/one/_work/_temp'],
  ] as const
  const suffixes = runners.map(([name, folder]) => suffixOf(name, folder))
  expect(new Set(suffixes).size).toBe(runners.length)
  expect(runners.map(([name, folder]) => suffixOf(name, folder))).toEqual(suffixes)
  for (const suffix of suffixes) expect(suffix).toMatch(/^-[0-9a-f]{8}$/)
})
