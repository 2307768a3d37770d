import { expect, test } from '@jest/globals'
import { pruneArguments } from '../../src/dagger/local-cache.ts'

const space = { maxUsedSpace: 6e9, reservedSpace: 750e6 }

test.each([
  ['0.20.3', 'core engine local-cache prune'],
  ['0.21.8', 'core engine local-cache prune'],
  ['1.0.0-beta.3', 'core engine local-cache prune'],
  ['1.0.0-beta.4', '-m core api call engine local-cache prune'],
  ['1.0.0-beta.10', '-m core api call engine local-cache prune'],
])('Dagger %s prunes by its policies, with %s', (version, command) => {
  expect(pruneArguments(version, undefined).join(' ')).toBe(`${command} --use-default-policy`)
  expect(pruneArguments(version, space).join(' ')).toBe(
    `${command} --use-default-policy --max-used-space=6000000000 --reserved-space=750000000`,
  )
})
