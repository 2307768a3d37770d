import { readFile } from 'node:fs/promises'

import { expect, test } from '@jest/globals'

import { inputsPage, inputsPagePath } from '../../script/inputs.ts'

test('docs/inputs.md is what `npm run docs` generates from the action.yml files', async () => {
  expect(await readFile(inputsPagePath, 'utf8')).toBe(await inputsPage())
})
