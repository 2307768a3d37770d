import { expect, test } from '@jest/globals'

import { trackedFiles } from './tracked.ts'

test('no file names a path of a machine that it was made on', async () => {
  const ofThatMachine = /(?<![\w./*-])\/work\//
  const named = (await trackedFiles(/^(?!__tests__\/repository\/paths\.test\.ts$)/))
    .filter(({ text }) => ofThatMachine.test(text))
    .map(({ name }) => name)
  expect(named).toEqual([])
})
