import type { Entry } from './store.ts'

/**
 * The cache service's lookup: the first key exactly, then each key as a prefix. Returns the key of the entry
 * found.
 */
export type LookUp = (keys: readonly string[]) => Promise<string | undefined>

/**
 * Finds the newest entry for the first prefix that has entries. The service searches scope by scope: it prefers a
 * branch's own match of the last prefix to the default branch's match of the first. So unless its answer matches
 * the first prefix, the earlier prefixes are looked up one by one. A hit on the first prefix, or a miss of all,
 * takes only one lookup.
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
