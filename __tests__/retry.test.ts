import { describe, expect, test } from '@jest/globals'
import {
  delayMillisecondsAfter,
  TransientError,
  retry,
  parseRetryAfter,
  UnavailableError,
  type Retries,
} from '../src/retry.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['seconds', '7', 7000],
  ['no wait', '0', 0],
  ['a date', 'Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['a date in the past', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['nonsense', 'soon', undefined],
  ['nothing', undefined, undefined],
])('Retry-After with %s', (_what, header, milliseconds) => {
  expect(parseRetryAfter(header, now)).toBe(milliseconds)
})

const retries: Retries = {
  attempts: 3,
  firstDelayMilliseconds: 500,
  maxDelayMilliseconds: 60_000,
  maxWaits: 4,
}

describe('the delay before the next attempt', () => {
  test.each([
    { asked: undefined, count: 1, least: 250, most: 500 },
    { asked: undefined, count: 3, least: 1000, most: 2000 },
    { asked: undefined, count: 20, least: 30_000, most: 60_000 },
    { asked: 0, count: 1, least: 0, most: 500 },
    { asked: 2000, count: 1, least: 2000, most: 3000 },
    { asked: 2000, count: 3, least: 2000, most: 4000 },
    { asked: 60_000, count: 1, least: 60_000, most: 90_000 },
  ])('is $least to $most ms after attempt $count that asked for $asked', ({ asked, count, least, most }) => {
    expect(delayMillisecondsAfter(asked, count, retries, 0)).toBe(least)
    expect(delayMillisecondsAfter(asked, count, retries, 1)).toBe(most)
  })
})

/** Fails with these, one after the other, then succeeds; the pauses are recorded and not waited. */
async function tryWith(failures: readonly Error[], signal?: AbortSignal) {
  const left = [...failures]
  const pauses: number[] = []
  const notes: string[] = []
  const attempt = () => {
    const failure = left.shift()
    return failure ? Promise.reject(failure) : Promise.resolve('done')
  }
  const outcome = await retry('Asking', attempt, retries, {
    note: (failure, delay) => notes.push(`${failure}, ${delay} ms`),
    signal,
    pause: (milliseconds) => {
      pauses.push(milliseconds)
      return Promise.resolve()
    },
    random: () => 0,
  }).catch((error: unknown) => error)
  return { outcome, pauses, notes, left: left.length }
}

const broken = new TransientError('the answer was 503')
const limited = (seconds: number) =>
  new TransientError('the answer was 429', { retryAfterMilliseconds: seconds * 1000 })

describe('a retry', () => {
  test('continues after transient failures, and reports them', async () => {
    expect(await tryWith([broken, broken])).toEqual({
      outcome: 'done',
      pauses: [250, 500],
      notes: ['the answer was 503, 250 ms', 'the answer was 503, 500 ms'],
      left: 0,
    })
  })

  test('never retries before the requested time', async () => {
    const { outcome, pauses } = await tryWith([limited(7), broken, limited(60)])
    expect(outcome).toBe('done')
    expect(pauses).toEqual([7000, 500, 60_000])
  })

  test.each([
    ['of failures', [broken, broken, broken], 'Asking failed 3 times; the last error: the answer was 503'],
    [
      'of failures, those with a wait not counted',
      [limited(1), broken, limited(1), broken, limited(1), broken],
      'Asking failed 6 times; the last error: the answer was 503',
    ],
    [
      'of waits',
      Array<Error>(5).fill(limited(1)),
      'Asking was asked to wait 5 times; the last reason: the answer was 429',
    ],
    ['of seconds', [limited(61)], 'Asking failed because the answer was 429, and it asks to wait 61 s'],
  ])('ends at its limit %s', async (_what, failures, message) => {
    const { outcome, left } = await tryWith(failures)
    expect(outcome).toBeInstanceOf(UnavailableError)
    expect(outcome).toMatchObject({ message, last: failures.at(-1) })
    expect(left).toBe(0)
  })

  test('ends with a permanent failure', async () => {
    const refusal = new Error('the key is taken')
    expect(await tryWith([broken, refusal])).toMatchObject({ outcome: refusal, pauses: [250] })
  })

  test("ends with the signal's reason, whatever the attempt says", async () => {
    const reason = new Error('the job was canceled')
    const { outcome, pauses } = await tryWith([broken, broken], AbortSignal.abort(reason))
    expect([outcome, pauses]).toEqual([reason, []])
  })
})
