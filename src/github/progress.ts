import type { Log, OnProgress } from '../log.ts'
import { megabytes, rate } from '../units.ts'

/** Milliseconds between two lines. Work that takes less has none. */
const interval = 2000

/** Tells the log of a long piece of work while it goes on. */
export function progressIn(log: Log, activity: string, now = () => performance.now()): OnProgress {
  const start = now()
  let last = start
  return (done, total) => {
    const time = now()
    // The end has a line of its own, with all the numbers.
    if (time - last < interval || done >= total) return
    last = time
    log.info(progressLine(activity, done, total, time - start))
  }
}

/** @param milliseconds since the beginning */
export function progressLine(activity: string, done: number, total: number, milliseconds: number): string {
  const share = Math.floor((100 * done) / total)
  return `${activity}: ${share} %, ${megabytes(done)} of ${megabytes(total)}, ${rate(done, milliseconds)}`
}
