import { expect, test } from '@jest/globals'
import { storeRequestLimits } from '../../src/network-limits.ts'
import { TransientError, retry } from '../../src/retry.ts'

/** What GitHub allows a repository (GitHub's changelog, 2026-01-16, "Rate limiting for actions cache entries"). */
const uploadsPerMinute = 200
const minute = 60_000

/** Time that passes only when everyone waits. */
class Simulation {
  now = 0
  readonly #waiting: { readonly until: number; readonly wake: () => void }[] = []

  async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((wake) => this.#waiting.push({ until: this.now + milliseconds, wake }))
  }

  async run(jobs: readonly Promise<void>[]): Promise<void> {
    let left = jobs.length
    const all = Promise.all(jobs.map((job) => job.finally(() => left--)))
    all.catch(() => undefined)
    for (;;) {
      // What is to happen now happens before time goes on.
      await new Promise((resolve) => setImmediate(resolve))
      if (left === 0) break
      const next = this.#waiting.sort((a, b) => a.until - b.until).shift()
      if (!next) throw new Error('nobody waits, and not everyone is done')
      this.now = next.until
      next.wake()
    }
    await all
  }
}

/** Numbers from 0 to 1 that are the same in each run. */
function chance(seed: number): () => number {
  let state = (seed * 1_234_567) % 2147483647
  const next = () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
  next()
  return next
}

interface Load {
  readonly jobs: number
  readonly packs: number
  /** Of one upload, ms. */
  readonly upload: number
  /** Whether the limit is on any minute, or on each minute of the clock. */
  readonly window: 'sliding' | 'fixed'
}

/** The first save of each job of a matrix, all at once. */
async function simulate({ jobs, packs, upload, window }: Load) {
  const simulation = new Simulation()
  const accepted: number[] = []
  const refused: number[] = []

  const reserve = (): Promise<void> => {
    const { now } = simulation
    const start = window === 'fixed' ? Math.floor(now / minute) * minute : now - minute + 1
    const recent = accepted.filter((at) => at >= start)
    if (recent.length < uploadsPerMinute) {
      accepted.push(now)
      return Promise.resolve()
    }
    refused.push(now)
    const free = window === 'fixed' ? start + minute : (recent.at(-uploadsPerMinute) ?? now) + minute
    // Whole seconds, as the header has it.
    const seconds = Math.ceil((free - now) / 1000)
    return Promise.reject(
      new TransientError('the answer was 429', { retryAfterMilliseconds: seconds * 1000, refused: true }),
    )
  }

  const job = async (number: number, count: number): Promise<void> => {
    const random = chance(number + 1)
    for (let pack = 0; pack < count; pack++) {
      await retry('CreateCacheEntry', reserve, storeRequestLimits, {
        note: () => undefined,
        pause: (milliseconds) => simulation.pause(milliseconds),
        random,
      })
      await simulation.pause(upload)
    }
  }
  const shares = Array.from({ length: jobs }, (_, at) => Math.ceil((packs - at) / jobs))
  await simulation.run(shares.map((count, at) => job(at, count)))
  return { accepted, refused, end: simulation.now }
}

/** The most of the times that lie within so many milliseconds. */
function mostWithin(times: readonly number[], milliseconds: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + milliseconds).length),
  )
}

test.each([
  { jobs: 30, packs: 990, upload: 700, window: 'fixed' },
  { jobs: 30, packs: 990, upload: 700, window: 'sliding' },
  { jobs: 30, packs: 990, upload: 5000, window: 'fixed' },
  { jobs: 256, packs: 1024, upload: 700, window: 'fixed' },
] as const)(
  '$jobs jobs that save $packs packs at the same time wait in order: a $window minute, $upload ms per pack',
  async (load) => {
    const { accepted, refused, end } = await simulate(load)
    // Every pack is stored: no job gives up.
    expect(accepted).toHaveLength(load.packs)
    // Nobody knocks again and again: in a minute, each job is refused twice at most.
    expect(mostWithin(refused, minute)).toBeLessThanOrEqual(2 * load.jobs)
    // Nor do those who were refused together come back together.
    const later = [...accepted, ...refused].filter((at) => at > minute)
    expect(mostWithin(later, 100)).toBeLessThanOrEqual(Math.max(10, load.jobs / 16))
    // And little of what is allowed is left unused.
    expect(end).toBeLessThanOrEqual(Math.ceil(load.packs / uploadsPerMinute) * minute * 1.2)
  },
)

test('a single job never reaches the limit', async () => {
  // 64 MiB, at as much as a runner's line carries, and one after the other.
  const { refused } = await simulate({ jobs: 1, packs: 990, upload: 400, window: 'sliding' })
  expect(refused).toEqual([])
})
