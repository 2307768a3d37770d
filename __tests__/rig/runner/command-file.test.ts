import { expect, test } from '@jest/globals'

import { parseCommandFile } from '../../../rig/runner/command-file.ts'

test.each<[string, Record<string, string>]>([
  ['', {}],
  ['a=b', { a: 'b' }],
  ['a=b\n\nc=\n', { a: 'b', c: '' }],
  ['a=b=c<<d\n', { a: 'b=c<<d' }],
  ['a<<E=F\nb=c\n\nd\nE=F\n', { a: 'b=c\n\nd' }],
  ['a<<E\nE\nb=1', { a: '', b: '1' }],
  ['a<<E\n E\nE\n', { a: ' E' }],
  ['a=1\na=2\n', { a: '2' }],
])('%j gives %j', (text, pairs) => {
  expect(Object.fromEntries(parseCommandFile(text))).toEqual(pairs)
})

test.each([
  ['neither', "Invalid format 'neither'"],
  ['<<E\nb\nE\n', 'Name must not be empty'],
  ['a<<\n', 'delimiter must not be empty'],
  ['a<<E\nb\n', "Matching delimiter not found 'E'"],
  ['a<<E\nb', 'EOF marker missing new line'],
])('%j is refused', (text, message) => {
  expect(() => parseCommandFile(text)).toThrow(message)
})
