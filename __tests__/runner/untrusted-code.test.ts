import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { eventRules } from '../../src/policy/events.ts'
import { isFromFork, untrustedCodeReason, type PullRequestPayload } from '../../src/runner/untrusted-code.ts'

const pull = (head: string | undefined, base = 'octo/hello'): PullRequestPayload => ({
  pull_request: {
    head: { repo: head === undefined ? null : { full_name: head } },
    base: { repo: { full_name: base } },
  },
})

describe('a job may run untrusted code', () => {
  test.each<[string, PullRequestPayload, RegExp]>([
    ['pull_request', pull('mallory/hello'), /^the pull request comes from a fork/],
    ['pull_request', pull(undefined), /^the pull request comes from a fork/],
    ['pull_request_review', pull('mallory/hello'), /fork/],
    ['pull_request_review_comment', pull('mallory/hello'), /fork/],
    ['pull_request_target', pull('octo/hello'), /^pull_request_target can be triggered by anyone/],
    ['workflow_run', {}, /^workflow_run can be triggered by anyone/],
    ['issue_comment', {}, /^issue_comment can be triggered by anyone/],
    ['discussion', {}, /^discussion can be triggered by anyone/],
    ['an_event_of_next_year', {}, /can be triggered by anyone/],
  ])('on %s %j', (event, payload, why) => {
    expect(untrustedCodeReason(event, payload)).toMatch(why)
  })

  test.each<[string, PullRequestPayload]>([
    ['push', {}],
    ['schedule', {}],
    ['workflow_dispatch', {}],
    ['merge_group', {}],
    ['', {}],
    ['pull_request', pull('octo/hello')],
  ])('but not on %s %j', (event, payload) => {
    expect(untrustedCodeReason(event, payload)).toBeUndefined()
  })
})

test('the events that never save are those that can run untrusted code', () => {
  for (const [event, { kind }] of eventRules) {
    expect([event, untrustedCodeReason(event, {}) !== undefined]).toEqual([event, kind === 'untrusted'])
  }
  expect([...eventRules.values()].filter(({ kind }) => kind === 'untrusted')).toHaveLength(12)
})

test('a pull request without an origin in its payload counts as one from a fork', () => {
  expect(isFromFork({ pull_request: {} })).toBe(true)
  expect(isFromFork({ pull_request: { head: { repo: {} }, base: { repo: {} } } })).toBe(true)
})

test('any payload is decided, and an unknown origin counts as untrusted', () => {
  const at = fc.constantFrom('pull_request', 'head', 'repo', 'full_name')
  fc.assert(
    fc.property(fc.jsonValue(), at, (value, place) => {
      const head = { repo: { full_name: 'acme/app' } }
      const whole = { pull_request: { head, base: { repo: { full_name: 'acme/app' } } } }
      const hostile = JSON.parse(JSON.stringify(whole), (name, before: unknown) =>
        name === place ? value : before,
      ) as PullRequestPayload
      // Both names are the value's then, and so they are the same.
      const isSame = place === 'full_name' && typeof value === 'string'
      const isNone = place === 'pull_request' && !value
      expect(isFromFork(hostile)).toBe(!isSame && !isNone)
    }),
    { numRuns: 2000 },
  )
})
