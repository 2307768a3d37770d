import { expect, test } from '@jest/globals'
import { retryAfter } from '../../src/store/actions-http.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['seconds', '7', 7000],
  ['no wait', '0', 0],
  ['a date', 'Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['a date in the past', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['nonsense', 'soon', undefined],
  ['nothing', undefined, undefined],
])('Retry-After with %s', (_what, header, milliseconds) => {
  expect(retryAfter(header, now)).toBe(milliseconds)
})
