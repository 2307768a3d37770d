import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from '@jest/globals'

const root = path.resolve(import.meta.dirname, '../..')

function promisesOf(page: string): readonly { readonly file: string; readonly name: string }[] {
  return [...page.matchAll(/^- `(__tests__\/[^`]+)`: "(.*)"$/gm)].map(([, file = '', name = '']) => ({
    file,
    name,
  }))
}

function isThere({ file, name }: { readonly file: string; readonly name: string }): boolean {
  const place = path.join(root, file)
  return existsSync(place) && readFileSync(place, 'utf8').includes(name)
}

test('a missing test is noticed', () => {
  const promises = promisesOf(
    '- `__tests__/snapshot/manifest.test.ts`: "that nobody wrote"\n- `__tests__/none.test.ts`: "x"\n',
  )
  expect(promises.filter(isThere)).toEqual([])
  expect(promises).toHaveLength(2)
})

test('every test that the page on reliability names exists', () => {
  const page = readFileSync(path.join(root, 'docs/reliability.md'), 'utf8')
  const named = page.split('\n').filter((line) => line.startsWith('- `__tests__/'))
  const promises = promisesOf(page)
  expect(promises).toHaveLength(named.length)
  expect(promises.filter((promise) => !isThere(promise))).toEqual([])
})
