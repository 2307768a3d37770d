import { setTimeout } from 'node:timers/promises'

/**
 * Asks every 20 ms until the answer is yes. The limit is only against hanging: it is far above what the slowest
 * machine needs.
 *
 * @param what that is waited for, as an error names it
 * @throws Error when it has not come after so many seconds
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${seconds} s in vain: ${what}.`)
    await setTimeout(20)
  }
}
