import { dirname } from 'node:path'
import { jobLog as log } from '../action/log.ts'
import { progressIn } from '../action/progress.ts'
import { addToSummary } from '../action/summary.ts'
import { timed } from '../action/timeline.ts'
import { megabytes, rate, secondsSince } from '../action/units.ts'
import { matchedLogicalKey, matchKind, searchKeys } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import type { Store } from '../store/store.ts'
import { freeBytes, growWhereWorthIt, hostMargin } from '../volume/disk.ts'
import { chunkSize, type Snapshot } from '../volume/manifest.ts'
import { readManifest, SnapshotError, writeImage } from '../volume/restore.ts'

/** An entry that a job may start from. */
export interface Found {
  readonly key: string
  readonly hit: 'true' | 'false'
}

/** The newest entry of the key, else of the restore keys. A store that cannot be asked counts as empty, with a warning. */
export async function findEntry(
  store: Store,
  logicalKey: string,
  restoreKeys: readonly string[],
): Promise<Found | undefined> {
  try {
    const entry = await timed('look up', () => store.find(searchKeys(logicalKey, restoreKeys)))
    const kind = entry && matchKind(entry.key, logicalKey, restoreKeys)
    if (!entry || !kind) {
      log.info(`No state is stored for the key ${logicalKey} or its restore keys, so the engine starts cold.`)
      return undefined
    }
    return { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' }
  } catch (error) {
    log.warning(`${store.name} could not be searched, so the engine starts cold: ${reasonOf(error)}`)
    return undefined
  }
}

/** What the output cache-hit says of an entry. */
export function hitOf(entryKey: string, logicalKey: string): 'true' | 'false' {
  return matchKind(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false'
}

/** Writes the snapshot, or one of those it was made from, to the image. @returns the one that is in it now */
export async function fillImage(
  store: Store,
  found: Found | undefined,
  image: string,
  size: number,
): Promise<Snapshot | undefined> {
  if (found) return await timed('restore', () => fillFromNewest(store, found.key, image, size))
  const others = await newestOfOthers(store)
  log.info(others)
  await addToSummary(`Restore: nothing is stored for this job, the engine starts cold. ${others}`)
  return undefined
}

async function fillFromNewest(
  store: Store,
  newest: string,
  image: string,
  size: number,
): Promise<Snapshot | undefined> {
  const keys = [newest]
  for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
    try {
      const snapshot = { key, manifest: await readManifest(store, key) }
      if (key === newest) keys.push(...snapshot.manifest.predecessors)
      const content = snapshot.manifest.chunks.length * chunkSize
      if (content + hostMargin > (await freeBytes(dirname(image)))) {
        log.warning(
          `The state ${key} holds ${megabytes(content)}, for which this machine has too little free disk.`,
        )
        return undefined
      }
      await fillFrom(store, snapshot, content, image, size)
      return snapshot
    } catch (error) {
      if (!(error instanceof SnapshotError)) throw error
      const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.'
      log.warning(`${error.message} ${next}`)
    }
  }
  return undefined
}

/** @param content bytes of the state, as the image holds it */
async function fillFrom(
  store: Store,
  snapshot: Snapshot,
  content: number,
  image: string,
  size: number,
): Promise<void> {
  const start = performance.now()
  const fetched = await log.group(`Restore ${megabytes(content)} of state`, () =>
    writeImage(store, snapshot, image, progressIn(log, 'Restoring')),
  )
  await growWhereWorthIt(image, snapshot.manifest.imageSize, size)
  const speed = rate(fetched, performance.now() - start)
  const message = `Restored ${megabytes(content)} (${megabytes(fetched)} fetched at ${speed}) in ${secondsSince(start)} from ${snapshot.key}`
  log.info(`${message}.`)
  await addToSummary(`Restore: ${message}.`)
}

/** What a miss is told by at the price of one request: another version's, job's or key's state, or none at all. */
async function newestOfOthers(store: Store): Promise<string> {
  try {
    const entry = await store.find(searchKeys('', ['']))
    const key = entry && matchedLogicalKey(entry.key)
    return key === undefined
      ? 'This branch can see no state of any key: none was saved yet, or all were evicted.'
      : `The newest state that this branch can see is of another key, ${key}.`
  } catch (error) {
    return `${store.name} could not be searched: ${reasonOf(error)}`
  }
}
