import type { Entry } from './store.ts'

/** The cache service's own lookup: the first key exactly, then each as a prefix; gives the key of what it found. */
export type LookUp = (keys: readonly string[]) => Promise<string | undefined>

/**
 * For the first of the prefixes that any key begins with, the newest such entry. The service goes scope by scope:
 * it prefers a branch's own match of the last prefix to the default branch's match of the first, so unless its
 * answer matches the first, the earlier ones are asked for alone. A hit on the first prefix, and a miss of all,
 * cost one lookup.
 */
export async function findByPrefix(prefixes: readonly string[], lookUp: LookUp): Promise<Entry | undefined> {
  const found = await lookUp(prefixes)
  if (found === undefined) return undefined
  const matched = prefixes.findIndex((prefix) => found.startsWith(prefix))
  if (matched === -1) return undefined
  const better = await Promise.all(
    prefixes.slice(0, matched).map(async (prefix) => {
      const key = await lookUp([prefix])
      return key?.startsWith(prefix) ? key : undefined
    }),
  )
  return { key: better.find((key) => key !== undefined) ?? found }
}
