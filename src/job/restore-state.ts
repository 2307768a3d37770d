import * as core from '@actions/core'
import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { jobIdentity, runnerSuffix, temporary } from '../github/context.ts'
import { openStore } from '../github/open-store.ts'
import type { RestoreInputs, SaveInputs } from '../github/inputs.ts'
import {
  recordRestoredSnapshot,
  readJob,
  writeJobOrWarn,
  writeJob,
  type JobRecord,
} from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { addToSummary, restoreSummary } from '../summary/summary.ts'
import { timed } from '../record/timeline.ts'
import { dockerProblem } from '../docker.ts'
import { stateElsewhere } from '../engine/host.ts'
import { defaultKey, restorePrefixes } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import type { Notes, Snapshot } from '../snapshot/manifest.ts'
import type { Store } from '../store/store.ts'
import { imageSizeFor, makeImage } from '../disk/image.ts'
import type { KeptChoice } from '../disk/kept-images.ts'
import { missingPrerequisite } from '../disk/prerequisites.ts'
import {
  removeOwnVolume,
  discardImage,
  findLeftover,
  imagePath,
  makeFolderOf,
  makeVolume,
  type Volume,
} from '../disk/docker-volume.ts'
import { chooseCacheLimit } from './cache-limit.ts'
import { clientIn } from './client-identity.ts'
import { namespacesIn } from './state-notes.ts'
import { warnOnFailure } from './clean-up.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { imagesOf } from './own-images.ts'
import { findEntry, hitOf, restoreFromStore, type SearchResult } from './restore-snapshot.ts'
import { findKept, keepFolder, startFromKept } from './kept-state.ts'

/** The engine that the job requests. */
export type WantedEngine = Pick<Downloads, 'version' | 'host' | 'engineRelease'>

/**
 * Prepares the volume for the job's engine and sets the action's outputs. Only the first step of a job that calls this
 * does the work; later steps use the same volume. With input lookup-only, it only searches the store. The volume starts
 * with the first of these that exists:
 *
 * 1. the state that this machine kept for the job's own key;
 * 2. the newest snapshot of the job's own key in the store;
 * 3. the state that this machine kept for one of the restore keys;
 * 4. the newest snapshot of a restore key in the store.
 *
 * If a kept state cannot be used, the next in this order is tried. Of the store, only one entry is tried, 2 or 4, and
 * its predecessors: after an exact match that cannot be used, a state kept for a restore key is not used. If none
 * exists or none is usable, the volume starts empty. If no volume can be created, the engine starts cold without one,
 * and nothing is saved.
 *
 * @param save the input save; the separate action restore does not have it
 * @throws Error on a miss if input fail-on-cache-miss is true
 */
export async function restoreState(
  inputs: RestoreInputs,
  engine: WantedEngine,
  save: SaveInputs['save'] = 'auto',
): Promise<JobRecord> {
  const recordedJob = await readJob()
  const job = recordedJob
    ? useVolumeOf(recordedJob, inputs)
    : await prepareVolume(inputs, await requestOf(inputs, engine, save))
  core.setOutput('cache-hit', job.cacheHit)
  core.setOutput('cache-primary-key', job.logicalKey)
  core.setOutput('cache-matched-key', job.restoredKey ?? '')
  if (inputs.failOnCacheMiss && job.cacheHit === '') {
    throw new Error(
      `No state was restored for the key ${job.logicalKey}, and input fail-on-cache-miss is true.` +
        (job.reason === undefined ? '' : ` ${job.reason}`),
    )
  }
  return job
}

/** Warns if this step's inputs request another volume than the job already has. */
function useVolumeOf(job: JobRecord, inputs: RestoreInputs): JobRecord {
  log.info('An earlier step of this job prepared the volume. This step uses it too.')
  const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey
  if (otherKey || inputs.volume + runnerSuffix !== job.volumeName) {
    log.warning(
      `This step requests a different ${otherKey ? 'key' : 'volume'} than an earlier step of this job. A job has one engine, so this step uses the volume ${job.volumeName} with the key ${job.logicalKey}.`,
    )
  }
  return job
}

/** What a job requests, before any search. */
interface RestoreRequest {
  readonly job: JobRecord
  readonly restoreKeys: readonly string[]
  /** Bytes; undefined: as large as the machine allows. */
  readonly volumeSize: number | undefined
  /** The input save; `auto` in the separate action restore, which does not have it. */
  readonly save: SaveInputs['save']
  readonly fetch: RestoreInputs['fetch']
}

async function requestOf(
  inputs: RestoreInputs,
  { version, host, engineRelease }: WantedEngine,
  save: SaveInputs['save'],
): Promise<RestoreRequest> {
  const identity = { ...jobIdentity(inputs.matrix), version }
  return {
    job: {
      version,
      host,
      engineRelease: await engineRelease,
      volumeName: inputs.volume + runnerSuffix,
      logicalKey: inputs.key ?? defaultKey(identity),
      cacheHit: '',
      ...(inputs.cacheDir !== undefined && { cacheDir: inputs.cacheDir }),
      folderLimits: inputs.folderLimits,
      ...(inputs.store !== undefined && { store: inputs.store }),
    },
    restoreKeys:
      inputs.key === undefined ? [...inputs.restoreKeys, ...restorePrefixes(identity)] : inputs.restoreKeys,
    volumeSize: inputs.volumeSize,
    save,
    fetch: inputs.fetch,
  }
}

/**
 * Prepares the job's volume, or records why this action manages none. Then aborts open requests, which would keep the
 * step running.
 */
async function prepareVolume(inputs: RestoreInputs, request: RestoreRequest): Promise<JobRecord> {
  const requests = new AbortController()
  try {
    const sources = await findSources(inputs, request, requests.signal)
    if (typeof sources === 'string') return await withoutVolume(inputs, request, sources)
    if (inputs.lookupOnly) return await onlyLookUp(request, sources)
    const prepared = await createVolume(inputs, request, sources)
    return typeof prepared === 'string' ? await withoutVolume(inputs, request, prepared) : prepared
  } finally {
    requests.abort(new Error('the restore has ended'))
  }
}

/** Logs why this action manages no volume for the job and, unless input lookup-only is true, records it. */
async function withoutVolume(
  inputs: RestoreInputs,
  request: RestoreRequest,
  reason: string,
): Promise<JobRecord> {
  const note = `${reason} Nothing is restored and nothing will be saved.`
  log.info(note)
  const job = { ...request.job, reason }
  if (inputs.lookupOnly) return job
  await addToSummary(restoreSummary({ kind: 'not managed' }, [note], Date.now()))
  await writeJobOrWarn(job)
  return job
}

/** Where states are stored. */
interface StateSources {
  readonly store: Store | undefined
  /** A folder of this machine that outlives the job. */
  readonly keepIn: string | undefined
}

/** @returns where this job's states are stored; or why it has none, as a sentence */
async function findSources(
  inputs: RestoreInputs,
  { job: { host } }: RestoreRequest,
  signal: AbortSignal,
): Promise<StateSources | string> {
  if (host.kind !== 'docker') return stateElsewhere(host)
  const opened = await storeOf(inputs, signal)
  const store = opened === 'unusable' ? undefined : opened
  const keepIn = await keepFolder(inputs)
  if (store || keepIn !== undefined) return { store, keepIn }
  return opened === 'unusable'
    ? 'The store cannot be opened, and this machine keeps no state.'
    : 'This job has no Actions cache, and the inputs cache-dir and store are not set.'
}

/**
 * Opens the store. If that fails, for example because of a wrong address, warns: the job continues without it.
 *
 * @returns undefined if the job has none
 */
async function storeOf(inputs: RestoreInputs, signal: AbortSignal): Promise<Store | 'unusable' | undefined> {
  try {
    return await openStore(inputs, log, signal)
  } catch (error) {
    log.warning(`The store cannot be opened: ${reasonOf(error)}`)
    return 'unusable'
  }
}

async function onlyLookUp({ job, restoreKeys }: RestoreRequest, { store }: StateSources): Promise<JobRecord> {
  const { found }: SearchResult = store ? await findEntry(store, job.logicalKey, restoreKeys) : {}
  log.info(
    `${found ? `Found ${found.key}.` : 'Found no entry.'} Input lookup-only is true, so no volume is created.`,
  )
  return { ...job, ...(found && { restoredKey: found.key, cacheHit: found.hit }) }
}

/** @returns the job's record; or why this machine cannot have a volume, as a sentence */
async function createVolume(
  inputs: RestoreInputs,
  request: RestoreRequest,
  sources: StateSources,
): Promise<JobRecord | string> {
  const [missing, unusable] = await Promise.all([missingPrerequisite(), dockerProblem()])
  const problem = missing ?? unusable
  if (problem !== undefined) return problem

  const { volumeName } = request.job
  const folder = sources.keepIn ?? temporary
  // The kernel reports the backing file of a loop device with symbolic links resolved.
  const image = imagePath(await realpath(folder).catch(() => folder), volumeName)
  try {
    const obstacle = await removeLeftover(volumeName)
    if (obstacle !== undefined) return obstacle
    await makeFolderOf(image)
    const size = await imageSizeFor(dirname(image), inputs.volumeSize)
    if (size === 0) return 'This machine has too little free disk space for a volume.'
    const filled = await makeFilledVolume(image, size, request, sources)
    return await recordVolume(filled, inputs, request, sources)
  } catch (error) {
    log.warning(`The engine's volume could not be created: ${reasonOf(error)}`)
    await warnOnFailure('The partly created volume could not be removed', async () => {
      await removeOwnVolume(volumeName, [image])
      await discardImage(image)
    })
    return 'The volume could not be created.'
  }
}

/** Removes a volume that an earlier job left. @returns why the name cannot be used, as a sentence */
async function removeLeftover(volumeName: string): Promise<string | undefined> {
  const leftover = await findLeftover(volumeName)
  if (leftover === 'foreign') {
    return `The Docker volume ${volumeName} already exists and was not created by this action. It is used as it is.`
  }
  if (leftover === 'ours') {
    log.info(`Removing the volume ${volumeName}, which an earlier job left behind.`)
    await removeOwnVolume(volumeName, await imagesOf(volumeName))
  }
  return undefined
}

/** Records the volume and the state that it starts with, for the later steps of the job. */
async function recordVolume(
  { volume, snapshot, notes, ...state }: FilledVolume,
  inputs: RestoreInputs,
  request: RestoreRequest,
  { keepIn }: StateSources,
): Promise<JobRecord> {
  const client = clientIn(notes)
  const savedByVersion = state.keptBy ?? snapshot?.manifest.engineVersion
  const namespaces = namespacesIn(notes, savedByVersion, request.job)
  const cacheLimit = chooseCacheLimit(inputs, request.job.engineRelease, snapshot)
  const job: JobRecord = {
    ...request.job,
    ...state,
    volume,
    ...(snapshot && { restoredKey: snapshot.key }),
    ...(client && { client }),
    ...(namespaces && { namespaces }),
    ...(keepIn !== undefined && { keepIn }),
    ...(cacheLimit && { cacheLimit }),
  }
  if (snapshot) await recordRestoredSnapshot(snapshot)
  await writeJob(job)
  return job
}

/** A volume, and the state that the job starts from. */
type FilledVolume = Omit<StartingState, 'served'> & { readonly volume: Volume }

/** Creates the volume with the state that the job starts from. */
async function makeFilledVolume(
  image: string,
  size: number,
  request: RestoreRequest,
  sources: StateSources,
): Promise<FilledVolume> {
  const { served, ...state } = await fillImage(image, size, request, sources)
  try {
    const volume = await timed('volume', () => makeVolume(request.job.volumeName, image, served))
    return { ...state, volume }
  } catch (error) {
    if (served === undefined) throw error
    log.info(`The whole state is fetched before the engine starts: ${reasonOf(error)}`)
    await makeFolderOf(image)
    return await makeFilledVolume(image, size, { ...request, fetch: 'all' }, sources)
  }
}

/** The content of an image that is ready for the engine. */
interface StartingState {
  readonly cacheHit: JobRecord['cacheHit']
  /** The version of the engine that closed the state, if it was kept on the machine. */
  readonly keptBy?: string
  readonly snapshot?: Snapshot
  /** The FUSE file to attach instead of the image, if the snapshot is fetched on demand. */
  readonly served?: string
  /** The notes of the job that last used the state. */
  readonly notes?: Notes
  /** Newer snapshots that were skipped, because engines of other runs could not use them. */
  readonly unusableSnapshots?: readonly string[]
}

/**
 * Creates the image from the first usable state in the order of `restoreState`, or an empty one. Of the store, it tries
 * only one entry and its predecessors. If that is an exact match, it uses no state that was kept for a restore key.
 *
 * @param size maximum size in bytes
 */
async function fillImage(
  image: string,
  size: number,
  request: RestoreRequest,
  { store, keepIn }: StateSources,
): Promise<StartingState> {
  const { job, restoreKeys, save } = request
  // 1. Kept on this machine, for the job's own key.
  const kept = keepIn === undefined ? undefined : await findKept(keepIn, job, restoreKeys, save)
  const fromKept = kept?.kind === 'exact' ? await useKept(kept, image, request) : undefined
  if (fromKept) return fromKept

  const search = store ? await findEntry(store, job.logicalKey, restoreKeys) : {}
  // 3. Kept on this machine, for a restore key. Takes no download, so only an exact match in the store (2) takes
  // precedence.
  if (kept?.kind === 'restore' && search.found?.hit !== 'true') {
    const fromRestoreKey = await useKept(kept, image, request)
    if (fromRestoreKey) return fromRestoreKey
  }

  // 2 or 4. In the store, for the job's own key or a restore key.
  const { cacheDir, store: address, logicalKey } = job
  // A state that the machine keeps for the next job must be complete.
  if (request.fetch === 'on-demand' && keepIn !== undefined && search.found) {
    log.info(
      'The whole state is fetched before the engine starts. This machine keeps it for the next job (input keep).',
    )
  }
  const mayServe = request.fetch === 'on-demand' && keepIn === undefined
  const onDemand = mayServe && { onDemand: { cacheDir, store: address } }
  const target = { logicalKey, image, size, ...onDemand }
  const { restored, unusableSnapshots } = store
    ? await restoreFromStore(search, { store, ...target })
    : { unusableSnapshots: [] }
  const unusable = unusableSnapshots.length > 0 && { unusableSnapshots }
  if (restored) {
    const { snapshot, served } = restored
    const { notes } = snapshot.manifest
    return {
      cacheHit: hitOf(snapshot.key, logicalKey),
      snapshot,
      ...(served !== undefined && { served }),
      ...(notes && { notes }),
      ...unusable,
    }
  }

  // If an entry was found, `restoreFromStore` has already logged this.
  if (!search.found) log.info('The engine starts cold.')
  await timed('volume', () => makeImage(image, size))
  return { cacheHit: '', ...unusable }
}

/** Starts from a kept state. @returns undefined if it cannot be used */
async function useKept(
  kept: KeptChoice,
  image: string,
  { volumeSize }: RestoreRequest,
): Promise<StartingState | undefined> {
  const taken = await timed('restore', () => startFromKept(kept, image, volumeSize))
  if (!taken) return undefined
  const { engineVersion: keptBy, snapshot, notes } = taken
  return {
    cacheHit: kept.kind === 'exact' ? 'true' : 'false',
    keptBy,
    ...(snapshot && { snapshot }),
    ...(notes && { notes }),
  }
}
