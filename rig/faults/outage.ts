import type { Random } from './random.ts'

/** How many requests fail: some, or all. */
export function someRequests({ pick }: Random): number {
  return pick([1, 2, 4, 8, Infinity])
}

/**
 * Decides which requests of a service fail.
 *
 * @param fault of each; a function returns undefined for requests that pass and do not count
 */
export function nextRequests<Request, Fault extends object>(
  howMany: number,
  fault: Fault | ((request: Request) => Fault | undefined),
): (request: Request) => Fault | undefined {
  let left = howMany
  return (request) => {
    if (left === 0) return undefined
    const found = typeof fault === 'function' ? fault(request) : fault
    if (found) left--
    return found
  }
}
