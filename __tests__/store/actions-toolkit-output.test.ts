import { describe, expect, test } from '@jest/globals'
import { parseToolkitOutput, restoreFailure, saveFailure } from '../../src/store/actions-toolkit-output.ts'

test('sorts what the toolkit writes, and undoes the escapes of workflow commands', () => {
  const output = [
    '::debug::Resolved Keys:',
    '::add-mask::se%25cret',
    'Cache hit for: key',
    '::warning::Failed to restore: one%0Atwo',
    '::error title=x::Failed to save: three',
    '',
  ].join('\n')
  expect(parseToolkitOutput(output)).toEqual({
    secrets: ['se%cret'],
    problems: ['Failed to restore: one\ntwo', 'Failed to save: three'],
    details: ['Resolved Keys:', 'Cache hit for: key', 'Failed to restore: one\ntwo', 'Failed to save: three'],
  })
})

describe('an empty restore', () => {
  test.each([
    ['is a miss without a problem', '::debug::Cache not found for version v of keys: k', undefined],
    [
      'is a miss when the token may not read',
      '::warning::Failed to restore: … cache read denied: no scopes',
      undefined,
    ],
    [
      'is an outage with any other',
      '::warning::Failed to restore: connect ECONNREFUSED',
      'Failed to restore: connect ECONNREFUSED',
    ],
    ["is an outage with a server's error", '::error::Failed to restore: 503', 'Failed to restore: 503'],
  ])('%s', (_what, output, failure) => {
    expect(restoreFailure(parseToolkitOutput(output))).toBe(failure)
  })
})

describe('a save that did not take place', () => {
  const unable = 'Failed to save: Unable to reserve cache with key k, another job may be creating this cache.'
  test.each([
    [
      'is refused when the key is taken',
      `::debug::Failed to reserve cache: Error: … (409) Conflict: …\n${unable}`,
      undefined,
    ],
    [
      'is refused when the token is read-only',
      '::debug::Failed to reserve cache: Error: cache write denied: x\n::warning::Failed to save: … cache write denied: x',
      undefined,
    ],
    [
      'is refused when version 1 says that the key is taken',
      `${unable} More details: Cache already exists.`,
      undefined,
    ],
    [
      'is refused when version 1 says so in a status alone',
      `${unable} More details: Failed request: (409)`,
      undefined,
    ],
    [
      'is an outage when version 1 has no ID in what took its place, such as the page of a proxy',
      `${unable} More details: undefined`,
      `${unable} More details: undefined`,
    ],
    [
      'is an outage when the reservation failed otherwise',
      `::debug::Failed to reserve cache: Error: connect ECONNREFUSED\n${unable}`,
      'Failed to reserve cache: Error: connect ECONNREFUSED',
    ],
    ['is an outage when the upload failed', '::warning::Failed to save: 403', 'Failed to save: 403'],
  ])('%s', (_what, output, failure) => {
    expect(saveFailure(parseToolkitOutput(output))).toBe(failure)
  })
})
