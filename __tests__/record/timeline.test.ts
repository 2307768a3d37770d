import { beforeEach, expect, test } from '@jest/globals'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

process.env['RUNNER_TEMP'] = await mkdtemp(join(tmpdir(), 'timeline-'))
const { readTimeline, timed } = await import('../../src/record/timeline.ts')
const folder = join(process.env['RUNNER_TEMP'], 'warm-dagger')

beforeEach(() => rm(folder, { recursive: true, force: true }))

/** A clock that goes from one of these times to the next. */
function clock(...times: number[]): () => number {
  return () => times.shift() ?? NaN
}

test('a job without timed phases has an empty timeline', () => {
  expect(readTimeline()).toEqual([])
})

test('phases that overlap are ordered by their start', async () => {
  const now = clock(10, 20, 30, 40)
  const inner = Promise.withResolvers<string>()
  const restore = timed('restore', () => inner.promise, now)
  await timed('CLI', () => Promise.resolve(), now)
  inner.resolve('what it was restored from')
  expect(await restore).toBe('what it was restored from')
  expect(readTimeline()).toEqual([
    { name: 'restore', start: 10, end: 40 },
    { name: 'CLI', start: 20, end: 30 },
  ])
})

test('a phase that fails is recorded, and its error is thrown', async () => {
  const failing = timed('save', () => Promise.reject(new Error('no network')), clock(1, 2))
  await expect(failing).rejects.toThrow('no network')
  expect(readTimeline()).toEqual([{ name: 'save', start: 1, end: 2 }])
})

test('a truncated line does not affect other lines', async () => {
  await timed('look up', () => Promise.resolve(), clock(1, 2))
  await appendFile(join(folder, 'timeline'), '\n{"job":"')
  await timed('restore', () => Promise.resolve(), clock(3, 4))
  expect(readTimeline().map(({ name }) => name)).toEqual(['look up', 'restore'])
})

test('phases that an earlier job left in a folder that is never emptied are ignored', async () => {
  await timed('volume', () => Promise.resolve(), clock(3, 4))
  await appendFile(join(folder, 'timeline'), '\n{"job":"another","name":"command","start":1,"end":2}')
  expect(readTimeline()).toEqual([{ name: 'volume', start: 3, end: 4 }])
})

test('a timeline that cannot be written fails nothing', async () => {
  await writeFile(folder, 'a file where the folder would be')
  expect(await timed('volume', () => Promise.resolve('made'))).toBe('made')
  expect(readTimeline()).toEqual([])
})
