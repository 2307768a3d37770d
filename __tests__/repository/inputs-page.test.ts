import { readFile } from 'node:fs/promises'

import { expect, test } from '@jest/globals'

import { inputsPage, inputsPagePath } from '../../script/inputs.ts'

test('the page of inputs is what `npm run docs` makes of the action.yml files', async () => {
  expect(await readFile(inputsPagePath, 'utf8')).toBe(await inputsPage())
})
