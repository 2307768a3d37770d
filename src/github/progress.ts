import type { Log, OnProgress } from '../log.ts'
import { megabytes, rate } from '../units.ts'

/** Milliseconds between two log lines. Shorter work logs none. */
const intervalMilliseconds = 2000

/** Logs the progress of long work. */
export function progressIn(log: Log, activity: string, now = () => performance.now()): OnProgress {
  const start = now()
  let last = start
  return (done, total) => {
    const time = now()
    // The caller logs the end, with all numbers.
    if (time - last < intervalMilliseconds || done >= total) return
    last = time
    log.info(progressLine(activity, done, total, time - start))
  }
}

/** @param milliseconds since the start */
export function progressLine(activity: string, done: number, total: number, milliseconds: number): string {
  const share = Math.floor((100 * done) / total)
  return `${activity}: ${share} %, ${megabytes(done)} of ${megabytes(total)}, ${rate(done, milliseconds)}`
}
