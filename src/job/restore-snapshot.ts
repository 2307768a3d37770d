import { dirname } from 'node:path'
import { jobLog as log } from '../github/log.ts'
import { progressIn } from '../github/progress.ts'
import { runThatSaved } from '../github/context.ts'
import type { StoreChoice } from '../github/open-store.ts'
import { isMarked } from './crash-marks.ts'
import { serveOnDemand, reasonToFetchAll } from './on-demand.ts'
import { addToSummary, restoreSummary } from '../summary/summary.ts'
import { timed } from '../record/timeline.ts'
import { megabytes, rate, seconds } from '../units.ts'
import { isExactHit, matchedLogicalKey, matchKind, searchKeys } from '../policy/keys.ts'
import { untilAborted } from '../deadline.ts'
import { alwaysColdReason } from '../policy/events.ts'
import { reasonOf } from '../reason.ts'
import type { Store } from '../store/store.ts'
import { makeFolderOf } from '../disk/docker-volume.ts'
import { fitImage, freeBytes, hostMargin } from '../disk/image.ts'
import { sizeOf, type Snapshot } from '../snapshot/manifest.ts'
import { readManifest, SnapshotError, writeImage } from '../snapshot/read-snapshot.ts'

/** An entry that a job may start from. */
export interface FoundEntry {
  readonly key: string
  readonly hit: 'true' | 'false'
}

/** The result of a search for an entry. */
export interface SearchResult {
  readonly found?: FoundEntry
  /** Why the store could not be searched, as a sentence. */
  readonly problem?: string
}

/** Time limit for a lookup, and for fetching a manifest, in milliseconds. Each usually takes about a second. */
const lookUpTimeoutMilliseconds = 120_000

/**
 * Asks a store, and gives up after the time limit of a lookup, or at the deadline if that is earlier.
 *
 * @throws Error if the store does not answer in time
 */
async function withLookupTimeout<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  deadline?: AbortSignal,
): Promise<T> {
  const timeout = AbortSignal.timeout(lookUpTimeoutMilliseconds)
  const signal = deadline ? AbortSignal.any([timeout, deadline]) : timeout
  return await untilAborted(signal, ask(signal)).catch((error: unknown) => {
    if (!timeout.aborted) throw error
    throw new Error(`there was no answer within ${lookUpTimeoutMilliseconds / 1000} s`)
  })
}

/** Looks for the newest entry of the key, then of each restore key in turn. Warns if the store cannot be searched. */
export async function findEntry(
  store: Store,
  logicalKey: string,
  restoreKeys: readonly string[],
): Promise<SearchResult> {
  const fallbacks = restoreKeys.length === 0 ? '' : `, then for the restore keys ${restoreKeys.join(', ')}`
  log.info(`Looking in ${store.name} for the key ${logicalKey}${fallbacks}.`)
  try {
    const entry = await timed('look up', () =>
      withLookupTimeout(() => store.find(searchKeys(logicalKey, restoreKeys))),
    )
    const kind = entry && matchKind(entry.key, logicalKey, restoreKeys)
    if (!entry || !kind) {
      log.info(`No state is stored for the key ${logicalKey} or its restore keys.`)
      return {}
    }
    return { found: { key: entry.key, hit: kind === 'exact' ? 'true' : 'false' } }
  } catch (error) {
    const problem = `${store.name} could not be searched: ${reasonOf(error)}`
    log.warning(problem)
    return { problem }
  }
}

/** The value of the output cache-hit for an entry. */
export function hitOf(entryKey: string, logicalKey: string): 'true' | 'false' {
  return isExactHit(entryKey, logicalKey) ? 'true' : 'false'
}

/** The image to fill for a job. */
export interface RestoreOptions {
  readonly store: Store
  /** The job's own key. */
  readonly logicalKey: string
  readonly image: string
  /** Maximum size of the image in bytes. */
  readonly size: number
  /** The inputs that name the store, if chunks may be fetched on demand. */
  readonly onDemand?: StoreChoice
}

/** The result of a restore from a store. */
export interface RestoreResult {
  /** undefined: nothing was written to the image. */
  readonly restored?: RestoredSnapshot
  /** Newer snapshots that were skipped, because engines of other runs could not use them. */
  readonly unusableSnapshots: readonly string[]
}

/** A snapshot that an image now holds. */
export interface RestoredSnapshot {
  readonly snapshot: Snapshot
  /** The FUSE file to attach instead of the image, if the snapshot is fetched on demand. */
  readonly served?: string
}

/**
 * Restores the found snapshot or, if it is unusable, its newest usable predecessor. Adds the result to the job's
 * summary.
 */
export async function restoreFromStore(
  { found, problem }: SearchResult,
  options: RestoreOptions,
): Promise<RestoreResult> {
  const messages = problem === undefined ? [] : [problem]
  const result: RestoreResult = found
    ? await timed('restore', () => restoreNewest(found.key, options, messages))
    : { unusableSnapshots: [] }
  if (result.restored) return result
  // Skip this if the search failed: another one could take the whole time limit again.
  if (!found && problem === undefined) {
    const reason = alwaysColdReason(process.env['GITHUB_EVENT_NAME'])
    messages.push(await explainMiss(options.store), ...(reason === undefined ? [] : [reason]))
    log.info(messages.join(' '))
  }
  await addToSummary(restoreSummary({ kind: 'nothing', key: options.logicalKey }, messages, Date.now()))
  return result
}

/**
 * Time limit of a restore in milliseconds: a minute, plus the time to fetch at 5 MB/s and to write at 50 MB/s. Usually,
 * GitHub's cache sends about 90 MB/s, and chunks are written at several hundred MB/s. A restore that exceeds the limit
 * takes longer than most cold starts.
 */
export function restoreTimeoutMilliseconds({ compressed, uncompressed }: ReturnType<typeof sizeOf>): number {
  return Math.ceil(1000 * (60 + compressed / 5e6 + uncompressed / 50e6))
}

/**
 * Tries the newest snapshot, then its predecessors. Skips snapshots with a mark: other runs could not use them.
 *
 * @param messages receives a sentence for each problem
 */
async function restoreNewest(
  newest: string,
  options: RestoreOptions,
  messages: string[],
): Promise<RestoreResult> {
  const { store } = options
  const unusableSnapshots: string[] = []
  const warn = (note: string) => {
    messages.push(note)
    log.warning(note)
  }
  const first = await readCandidate(store, newest)
  if (first.kind === 'unreadable') {
    warn(`${first.problem} The engine starts cold.`)
    return { unusableSnapshots }
  }
  const { manifest } = first.snapshot
  // One time limit for all attempts; the newest manifest determines it.
  const deadline = AbortSignal.timeout(restoreTimeoutMilliseconds(sizeOf(manifest)))
  const keys = [newest, ...manifest.predecessors]
  for (const [index, key] of keys.entries()) {
    const candidate = index === 0 ? first : await readCandidate(store, key)
    if (candidate.kind === 'marked') unusableSnapshots.push(key)
    const attempt =
      candidate.kind === 'usable'
        ? await restoreSnapshot(candidate.snapshot, options, messages, deadline)
        : candidate
    if (attempt.kind === 'restored') return { restored: attempt, unusableSnapshots }
    if (attempt.kind === 'no room') {
      warn(`${attempt.problem} The engine starts cold.`)
      break
    }
    const isLast = index === keys.length - 1 || deadline.aborted
    warn(`${attempt.problem} ${isLast ? 'The engine starts cold.' : 'Trying the previous state.'}`)
    if (isLast) break
  }
  return { unusableSnapshots }
}

/**
 * Writes exactly this snapshot to the image.
 *
 * @param note why this snapshot, as a sentence
 * @param deadline aborted when the time is up
 */
export async function restoreEntry(
  key: string,
  options: RestoreOptions,
  note: string,
  deadline: AbortSignal,
): Promise<RestoreAttempt> {
  const candidate = await readCandidate(options.store, key, deadline)
  if (candidate.kind !== 'usable') return candidate
  return await timed('restore', () => restoreSnapshot(candidate.snapshot, options, [note], deadline))
}

/** A snapshot to restore, as far as its manifest and its marks show. Each problem is a sentence. */
type Candidate =
  | { readonly kind: 'usable'; readonly snapshot: Snapshot }
  /** Two runs could not use it. */
  | { readonly kind: 'marked'; readonly snapshot: Snapshot; readonly problem: string }
  | { readonly kind: 'unreadable'; readonly problem: string }

async function readCandidate(store: Store, key: string, deadline?: AbortSignal): Promise<Candidate> {
  try {
    const read = async (signal: AbortSignal) =>
      await Promise.all([readManifest(store, key, signal), isMarked(store, key)])
    const [manifest, marked] = await withLookupTimeout(read, deadline)
    const snapshot = { key, manifest }
    if (!marked) return { kind: 'usable', snapshot }
    return { kind: 'marked', snapshot, problem: `The state ${key} is skipped: two runs could not use it.` }
  } catch (error) {
    const problem =
      error instanceof SnapshotError
        ? error.message
        : `The manifest ${key} could not be fetched: ${reasonOf(error)}.`
    return { kind: 'unreadable', problem }
  }
}

/** The result of an attempt to restore one snapshot. Each problem is a sentence. */
export type RestoreAttempt =
  | ({ readonly kind: 'restored' } & RestoredSnapshot)
  | { readonly kind: 'marked' | 'unreadable' | 'failed'; readonly problem: string }
  /** The machine has too little disk space. The predecessors are not tried. */
  | { readonly kind: 'no room'; readonly problem: string }

/** Writes a snapshot to the image, or serves it on demand. */
async function restoreSnapshot(
  snapshot: Snapshot,
  options: RestoreOptions,
  messages: readonly string[],
  deadline: AbortSignal,
): Promise<RestoreAttempt> {
  const { logicalKey, image } = options
  const { key, manifest } = snapshot
  const content = sizeOf(manifest).uncompressed
  if (content + hostMargin > (await freeBytes(dirname(image)))) {
    const problem = `The state ${key} needs ${megabytes(content)}, but this machine has too little free disk space.`
    return { kind: 'no room', problem }
  }
  const start = performance.now()
  const served = options.onDemand && (await serve(snapshot, options, options.onDemand))
  if (served !== undefined) {
    const restoreMilliseconds = performance.now() - start
    log.info(
      `Attached the state ${key} (${megabytes(content)}) in ${seconds(restoreMilliseconds)}. Its parts are fetched when the engine reads them.`,
    )
    await summarizeRestore(snapshot, logicalKey, { content, restoreMilliseconds }, messages)
    return { kind: 'restored', snapshot, served }
  }
  const fetched = await log.group(`Restore ${megabytes(content)} of state`, () =>
    fetchImage(snapshot, options, deadline),
  )
  if (typeof fetched === 'string') return { kind: 'failed', problem: fetched }
  const restoreMilliseconds = performance.now() - start
  log.info(
    `Restored ${megabytes(content)} (${megabytes(fetched)} fetched at ${rate(fetched, restoreMilliseconds)}) in ${seconds(restoreMilliseconds)} from ${key}.`,
  )
  await summarizeRestore(snapshot, logicalKey, { content, fetched, restoreMilliseconds }, messages)
  return { kind: 'restored', snapshot }
}

/** @returns compressed bytes that were fetched; or the problem with the snapshot, as a sentence */
async function fetchImage(
  snapshot: Snapshot,
  { store, image, size }: RestoreOptions,
  deadline: AbortSignal,
): Promise<number | string> {
  try {
    const fetched = await writeImage(store, snapshot, image, progressIn(log, 'Restoring'), deadline)
    const resizeError = await fitImage(image, snapshot.manifest.imageSize, size).then(
      () => undefined,
      reasonOf,
    )
    if (resizeError === undefined) return fetched
    return `The state ${snapshot.key} could not be resized for this machine: ${resizeError}.`
  } catch (error) {
    if (error instanceof SnapshotError) return error.message
    throw error
  }
}

/** @returns the served file; undefined if the whole snapshot must be fetched, which the log then explains */
async function serve(
  { manifest }: Snapshot,
  { store, image, size }: RestoreOptions,
  choice: StoreChoice,
): Promise<string | undefined> {
  const reason = await reasonToFetchAll(store, manifest, size)
  try {
    if (reason === undefined) return await serveOnDemand(image, manifest, size, choice)
    log.info(`The whole state is fetched before the engine starts. ${reason}`)
  } catch (error) {
    log.info(`The whole state is fetched before the engine starts: ${reasonOf(error)}`)
    await makeFolderOf(image)
  }
  return undefined
}

/** @param result `content`: uncompressed bytes; `fetched`: compressed bytes, if the whole snapshot was fetched */
async function summarizeRestore(
  { key, manifest }: Snapshot,
  logicalKey: string,
  result: { readonly content: number; readonly fetched?: number; readonly restoreMilliseconds: number },
  messages: readonly string[],
): Promise<void> {
  const { savedAt, engineVersion, packs } = manifest
  await addToSummary(
    restoreSummary(
      {
        kind: 'snapshot',
        key: matchedLogicalKey(key) ?? key,
        exact: isExactHit(key, logicalKey),
        run: runThatSaved(key),
        savedAt,
        engineVersion,
        packs: packs.length,
        ...result,
      },
      messages,
      Date.now(),
    ),
  )
}

/**
 * Explains a miss with one request: names the newest state of another version, job or key, or says that there is
 * none.
 */
async function explainMiss(store: Store): Promise<string> {
  try {
    const entry = await withLookupTimeout(() => store.find(searchKeys('', [''])))
    const key = entry && matchedLogicalKey(entry.key)
    return key === undefined
      ? 'This branch cannot read any state: none was saved yet, or all were evicted.'
      : `The newest state that this branch can read has another key: ${key}.`
  } catch (error) {
    return `${store.name} could not be searched: ${reasonOf(error)}`
  }
}
