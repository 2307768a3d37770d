import { describe, expect, test } from '@jest/globals'
import { otherCause } from '../../src/engine/serving.ts'

describe('an engine that exited before it served', () => {
  const panic = 'panic: freepages: failed to get all reachable pages'
  const refused =
    'dagger-engine: failed to load engine config from /etc/dagger/engine.json: failed to parse config: json: unknown field "x"'

  test.each([
    ['may blame its state where it panicked', [panic], 2, false, undefined],
    ['may blame its state where it said nothing', [], 1, false, undefined],
    ['may blame its state where it ended without an error', [], 0, false, undefined],
    ['had too little memory', [], 137, true, 'this machine has too little memory for it'],
    [
      'had too little memory, though it panicked',
      [panic],
      2,
      true,
      'this machine has too little memory for it',
    ],
    ['was killed from outside', [], 137, false, 'it was killed, possibly because memory ran out'],
    ['refused its engine.json', [refused], 1, false, 'it does not accept its engine.json'],
  ])('%s', (_name, lines, exitCode, outOfMemory, expected) => {
    expect(otherCause(lines, { exitCode, outOfMemory })).toBe(expected)
  })
})
