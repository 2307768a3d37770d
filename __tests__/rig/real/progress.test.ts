import { expect, test } from '@jest/globals'
import { beginningsOf, hitOf } from '../../../rig/real/progress.ts'

test.each([
  ['a call without arguments', '9   : Warm.layer: String!\n9   : Warm.layer CACHED [0.0s]\n', true],
  ['a call with arguments', '9   : Warm.layer(\n9   : ): String!\n9   : Warm.layer DONE [0.3s]\n', false],
  ['a call that failed', '9   : Warm.layer: String!\n9   : Warm.layer ERROR [0.3s]\n', false],
  ['another call that was a hit', '9   : warm CACHED [0.0s]\n9   : Warm.layers CACHED [0.0s]\n', undefined],
])('whether a call was a hit, for %s', (_name, log, hit) => {
  expect(hitOf(log, 'layer')).toBe(hit)
})

test('what the CLI does before a call is read from its progress, without what it does not name', () => {
  const log = [
    '2   : ┆ starting engine DONE [0.1s]',
    '6   : ┆ connecting to engine DONE [0.2s]',
    '7   : ┆ starting session DONE [1.6s]',
    '8   : load workspace: . DONE [2.3s]',
    '10  : parsing command line arguments DONE [1m5.7s]',
    '12  : Warm.call DONE [0.0s]',
  ].join('\n')
  expect(beginningsOf(log)).toEqual({
    'starting engine': 0.1,
    'connecting to engine': 0.2,
    'starting session': 1.6,
    'load workspace': 2.3,
    'parsing command line arguments': 65.7,
  })
})
