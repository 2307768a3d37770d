import { expect, test } from '@jest/globals'
import { hitOf } from '../../../rig/real/progress.ts'

test.each([
  ['a call without arguments', '9   : Warm.layer: String!\n9   : Warm.layer CACHED [0.0s]\n', true],
  ['a call with arguments', '9   : Warm.layer(\n9   : ): String!\n9   : Warm.layer DONE [0.3s]\n', false],
  ['a call that failed', '9   : Warm.layer: String!\n9   : Warm.layer ERROR [0.3s]\n', false],
  ['another call that was a hit', '9   : warm CACHED [0.0s]\n9   : Warm.layers CACHED [0.0s]\n', undefined],
])('whether a call was a hit, for %s', (_name, log, hit) => {
  expect(hitOf(log, 'layer')).toBe(hit)
})
