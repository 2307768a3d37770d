import { describe, expect, test } from '@jest/globals'
import { parseResults } from '../../src/engine/results.ts'

interface Result {
  readonly id: number
  readonly root?: boolean
  readonly needs?: readonly number[]
  readonly links?: readonly object[]
  readonly description?: string
}

/** As v0.21.8 and v1.0.0-beta.10 write it: absent lists are left out. */
function graph(results: readonly Result[], rest: object = {}): string {
  return JSON.stringify({
    trace_format_version: 1,
    boot_id: 'boot-1',
    captured_at_seq: 0,
    results: results.map(({ id, root = false, needs, links, description = 'withExec' }) => ({
      shared_result_id: id,
      description,
      type_name: 'Directory',
      has_persisted_edge: root,
      ...(needs && { explicit_dep_ids: needs }),
      ...(links && { snapshot_links: links }),
    })),
    ...rest,
  })
}

const base: readonly Result[] = [
  { id: 1 },
  { id: 2, root: true, needs: [1] },
  { id: 3, root: true, links: [{ RefKey: 'a' }] },
]
const hashOf = (results: readonly Result[]): string => parseResults(graph(results)).hash

test('the engine keeps the results that persisted ones need', () => {
  const kept = parseResults(graph([...base, { id: 4 }, { id: 5, needs: [4, 2] }]))
  expect(kept).toMatchObject({ boot: 'boot-1', count: 3 })
})

test('results that only a session holds do not count', () => {
  expect(hashOf([...base, { id: 9 }, { id: 10, needs: [9, 2] }])).toBe(hashOf(base))
})

test('the order of the results does not matter', () => {
  expect(hashOf(base.toReversed())).toBe(hashOf(base))
})

describe('the hash differs', () => {
  test.each<[string, readonly Result[]]>([
    ['when a result came', [...base, { id: 4, root: true }]],
    ['when a result went', base.slice(0, 2)],
    [
      'when one came in the place of another',
      [...base.slice(0, 2), { id: 4, root: true, links: [{ RefKey: 'a' }] }],
    ],
    ['when a session result is kept from now on', [{ id: 1, root: true }, ...base.slice(1)]],
    ['when a result was evaluated', [{ id: 1, links: [{ RefKey: 'b' }] }, ...base.slice(1)]],
    [
      'when a result refers to another snapshot',
      [...base.slice(0, 2), { id: 3, root: true, links: [{ RefKey: 'b' }] }],
    ],
  ])('%s', (_name, results) => {
    expect(hashOf(results)).not.toBe(hashOf(base))
  })
})

describe('a graph in an unexpected format is refused', () => {
  test.each([
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['another version', graph(base, { trace_format_version: 2 })],
    ['no boot', graph(base, { boot_id: undefined })],
    ['no results', graph(base, { results: undefined })],
    ['a result without an ID', graph(base, { results: [{ has_persisted_edge: true }] })],
    ['a result that does not say whether it is kept', graph(base, { results: [{ shared_result_id: 1 }] })],
    [
      'needs that are no numbers',
      graph(base, { results: [{ shared_result_id: 1, has_persisted_edge: true, explicit_dep_ids: ['2'] }] }),
    ],
  ])('%s', (_name, text) => {
    expect(() => parseResults(text)).toThrow()
  })
})
