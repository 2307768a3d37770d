import { describe, expect, test } from '@jest/globals'

import {
  evaluate,
  evaluateCondition,
  evaluateStepCondition,
  interpolate,
  type JobStatus,
  type Scope,
  type Value,
} from '../../../rig/runner/expression.ts'

function scope(status: JobStatus = 'success'): Scope {
  return {
    status,
    contexts: {
      github: { ref: 'refs/heads/Main', event: { inputs: { 'dry-run': 'true' } }, count: 3 },
      matrix: { os: ['linux', 'macOS'], empty: null },
    },
  }
}

test.each<[string, Value]>([
  ["'it''s'", "it's"],
  ['-1.5', -1.5],
  ['0xff', 255],
  ['null', null],
  ['github.event.inputs.dry-run', 'true'],
  ["GitHub['EVENT']['inputs'].dry-run", 'true'],
  ['matrix.os[1]', 'macOS'],
  ['github.no.such.thing', null],
  ['github.count == 3', true],
  ["github.count == '3'", true],
  ["matrix.empty == ''", true],
  ['matrix.empty == 0', true],
  ["'a' == 0", false],
  ["github.ref == 'refs/heads/main'", true],
  ['github.count >= 3 && github.count < 4', true],
  ["matrix.empty || 'default'", 'default'],
  ["github.count && 'yes' || 'no'", 'yes'],
  ['!(true && !false) != true', true],
  ['true || false && false', true],
  ['1 < 2 == true', true],
  ["contains('Hello', 'hell')", true],
  ["contains(matrix.os, 'macos')", true],
  ["startsWith(github.ref, 'refs/heads/')", true],
  ["endsWith(github.ref, 'x')", false],
  ["join(matrix.os, '+')", 'linux+macOS'],
  ["format('{0} {{1}} {1}', 'a', 2)", 'a {1} 2'],
  ['fromJSON(\'{"a":[1]}\').a[0]', 1],
  ['toJSON(matrix.os)', '[\n  "linux",\n  "macOS"\n]'],
])('%s is %j', (expression, value) => {
  expect(evaluate(expression, scope())).toEqual(value)
})

test.each([
  ['secrets.X', "Unrecognized named-value: 'secrets'"],
  ['hash(1)', "Unrecognized function: 'hash'"],
  ['github.', 'ends too early'],
  ['github ref', "'ref' was not expected"],
  ['"double"', 'is not understood'],
])('%s is refused', (expression, message) => {
  expect(() => evaluate(expression, scope())).toThrow(message)
})

test('a text may hold several expressions, with braces inside their texts, but no object', () => {
  expect(interpolate("${{ github.count }}-${{ '}}' }}${{ matrix.empty }}", scope())).toBe('3-}}')
  expect(() => interpolate('${{ matrix }}', scope())).toThrow("'matrix' gives a mapping, not a text")
})

describe('the condition', () => {
  test.each<[string, boolean, boolean, boolean]>([
    // On success, on failure, when cancelled.
    ['', true, false, false],
    ['github.count', true, false, false],
    ['${{ github.count == 4 }}', false, false, false],
    ['always() && github.count', true, true, true],
    ['!cancelled()', true, true, false],
    ["failure() || github.count == 'x'", false, true, false],
  ])(
    '%j of a step implies success() unless it asks for a status',
    (condition, success, failure, cancelled) => {
      expect(evaluateStepCondition(condition, scope('success'))).toBe(success)
      expect(evaluateStepCondition(condition, scope('failure'))).toBe(failure)
      expect(evaluateStepCondition(condition, scope('cancelled'))).toBe(cancelled)
    },
  )

  test('of a post implies nothing', () => {
    expect(evaluateCondition('github.count', scope('failure'))).toBe(true)
  })
})
