import { expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { slowFiles } from '../slow-files.ts'

test('every test file that Jest runs first exists', () => {
  const tests = path.resolve(import.meta.dirname, '..')
  expect(slowFiles.filter((name) => !existsSync(path.join(tests, `${name}.test.ts`)))).toEqual([])
})
