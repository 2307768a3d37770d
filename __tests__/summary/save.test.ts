import { describe, expect, test } from '@jest/globals'
import type { SaveReport } from '../../src/snapshot/write-snapshot.ts'
import { nothingSaved, savedOrNot, withEngine, type EngineStop } from '../../src/summary/save.ts'

const report: SaveReport = {
  outcome: 'saved',
  chunks: 1748,
  changedChunks: 134,
  removedChunks: 0,
  writtenBytes: 34_200_000,
  rewrittenBytes: 0,
  liveBytes: 560_300_000,
  packs: 10,
}
const usage = 'The caches of this repository use 2100.0 MB. '

const outcomeOf = (more: Partial<SaveReport>, used = '') =>
  savedOrNot({ ...report, ...more }, 'Because.', 2310, used)
const rowsOf = (more: Partial<SaveReport>, used = '') =>
  Object.fromEntries(outcomeOf(more, used).rows.map(([name, value]) => [name.source, value.source]))

describe('a save reports', () => {
  test('what is new or changed, its compressed size, and the size of the state', () => {
    expect(outcomeOf({})).toMatchObject({
      saved: true,
      reason: 'Because.',
      logLine: 'Saved 140.5 MB of new or changed data, 34.2 MB compressed; the state holds 1832.9 MB.',
    })
    expect(rowsOf({})).toEqual({
      'New or changed': '140.5 MB, in chunks of 1 MiB',
      Written: '34.2 MB compressed in 2.3 s',
      Reused: '93.9 % of the state, which the cache already had',
      State: '1832.9 MB, 560.3 MB compressed in 10 packs',
    })
  })

  test('what was removed, separately from what changed, so that no part exceeds the total', () => {
    expect(rowsOf({ removedChunks: 2000 })['New or changed']).toBe(
      '140.5 MB, in chunks of 1 MiB; 2097.2 MB were removed',
    )
    expect(outcomeOf({ removedChunks: 2000 }).logLine).toBe(outcomeOf({}).logLine)
  })

  test('what was written again', () => {
    const rows = rowsOf({ rewrittenBytes: 1_200_000 })
    expect(rows['Written']).toBe('34.2 MB compressed in 2.3 s, of which 1.2 MB to replace old packs')
    expect(rows['Reused']).toMatch(/^94\.1 % /)
  })

  test('one pack as one', () => {
    expect(rowsOf({ packs: 1 })['State']).toBe('1832.9 MB, 560.3 MB compressed in 1 pack')
  })

  test('that the first save reuses nothing', () => {
    expect(rowsOf({ changedChunks: 1748, writtenBytes: 560_300_000 })['Reused']).toMatch(/^0\.0 % /)
    expect(rowsOf({ writtenBytes: 0, liveBytes: 0 })['Reused']).toMatch(/^0\.0 % /)
  })

  test("how full the repository's caches are, where that is known", () => {
    expect(rowsOf({}, usage)['Caches']).toBe('The caches of this repository use 2100.0 MB.')
    expect(outcomeOf({}, usage).logLine).toMatch(
      /holds 1832\.9 MB\. The caches of this repository use 2100\.0 MB\.$/,
    )
  })

  test('that the cache refused it', () => {
    const { saved, logLine } = outcomeOf({ outcome: 'refused' })
    expect({ saved, logLine }).toEqual({
      saved: false,
      logLine:
        'Nothing is saved. The cache refused the write: this job has read-only access, or another job is writing the same entry.',
    })
  })
})

describe('the stop of the engine is reported', () => {
  const engine: EngineStop = { cache: {}, disconnected: 0, stopMilliseconds: 3040 }
  const told = (more: Partial<EngineStop>) => {
    const { logLine, rows } = withEngine(nothingSaved('Because.'), { ...engine, ...more }, performance.now())
    return { logLine, rows: Object.fromEntries(rows.map(([name, value]) => [name.source, value.source])) }
  }
  const before = { bytes: 528_000_000 }

  test('with its duration and that of the whole save', () => {
    const { logLine, rows } = told({})
    expect(logLine).toBe('Nothing is saved. Because. Stopped the engine in 3.0 s; the whole save took 0.0 s.')
    expect(rows).toEqual({ Engine: 'stopped in 3.0 s' })
  })

  test("without the engine's size before the stop, because it prunes at its stop", () => {
    expect(told({ cache: { before } }).logLine).not.toMatch(/528|4332/)
  })

  test.each([
    ['from one size to another', { before, after: { bytes: 99_000_000 } }, 'from 528.0 MB to 99.0 MB'],
    ['to a size', { after: { bytes: 99_000_000 } }, 'to 99.0 MB'],
  ])('with a prune %s', (_name, cache, pruned) => {
    const { logLine, rows } = told({ cache })
    expect(logLine).toContain(`Pruned the engine's cache ${pruned}. Stopped`)
    expect(rows['Pruned']).toBe(pruned)
  })

  test.each([
    [1, '1 connection of clients that were still attached'],
    [3, '3 connections of clients that were still attached'],
  ])('with %d clients that had to be disconnected', (disconnected, clients) => {
    const { logLine, rows } = told({ disconnected })
    expect(logLine).toContain(`Closed ${clients}. Stopped`)
    expect(rows['Disconnected']).toBe(clients)
  })
})
