import { expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { largeFiles, slowFiles } from '../slow-files.ts'

test('every test file that Jest runs first or last exists', () => {
  const tests = path.resolve(import.meta.dirname, '..')
  expect(
    [...slowFiles, ...largeFiles].filter((name) => !existsSync(path.join(tests, `${name}.test.ts`))),
  ).toEqual([])
})
