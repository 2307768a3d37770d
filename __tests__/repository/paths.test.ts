import { expect, test } from '@jest/globals'

import { trackedFiles } from './tracked.ts'

test('no file contains a path of a developer’s machine', async () => {
  const ofThatMachine = /(?<![\w./*-])\/work\//
  const named = (await trackedFiles(/^(?!__tests__\/repository\/paths\.test\.ts$)/))
    .filter(({ text }) => ofThatMachine.test(text))
    .map(({ name }) => name)
  expect(named).toEqual([])
})
