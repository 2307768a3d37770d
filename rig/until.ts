import { setTimeout } from 'node:timers/promises'

/**
 * Checks a condition every 20 ms until it is true. The limit only prevents hanging: it is far above what the slowest
 * machine needs.
 *
 * @param what the name of the condition in the error
 * @throws Error if the condition is still false after the limit
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
