import * as core from '@actions/core'
import { jobIdentity, machineStays, openStore, runnerSuffix, temporary } from '../action/context.ts'
import { readRestoreInputs, type RestoreInputs, type SaveInputs } from '../action/inputs.ts'
import { keepSnapshot, readJob, writeJob, type JobRecord } from '../action/job.ts'
import { jobLog as log } from '../action/log.ts'
import { addToSummary } from '../action/summary.ts'
import { megabytes, secondsSince } from '../action/units.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { dockerProblem, inspectContainer, ownLabel, removeContainer, removeVolume } from '../docker.ts'
import { findRunnerHost, type RunnerHost } from '../engine/host.ts'
import { defaultKey, matchedLogicalKey, matchKind, restorePrefixes, searchKeys } from '../policy/keys.ts'
import type { Store } from '../store/store.ts'
import { freeBytes, growImage, hostMargin, imageSizeFor, makeImage } from '../volume/disk.ts'
import { chunkSize, type Snapshot } from '../volume/manifest.ts'
import { missingPrerequisite } from '../volume/prerequisites.ts'
import { readManifest, SnapshotError, writeImage } from '../volume/restore.ts'
import {
  clearAway,
  discardImage,
  findLeftover,
  imagePath,
  makeFolderOf,
  makeVolume,
} from '../volume/volume.ts'
import { dirname } from 'node:path'
import { settleVersion } from './engine-version.ts'
import { findKept, keepFolder, startFromKept } from './keeping.ts'

/** The action restore. */
export async function restore(): Promise<void> {
  await restoreVolume(readRestoreInputs())
}

/** The post of the action restore: on a machine that stays, nothing of ours does. */
export async function afterRestore(): Promise<void> {
  const job = await readJob()
  if (job) await leaveNothing(job)
}

/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
export async function leaveNothing(job: JobRecord): Promise<void> {
  if (!machineStays && job.keepIn === undefined) return
  const { volume, volumeName, container } = job
  await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
    if (volume) await clearAway(volumeName)
    else if (container !== undefined) await clearPlainVolume(volumeName, container, job.volumeOfOthers)
  })
}

/** An engine that got no volume of ours had Docker make it a plain one, unless there was one already. */
async function clearPlainVolume(volume: string, container: string, isOfOthers = false): Promise<void> {
  if (!(ownLabel in ((await inspectContainer(container))?.labels ?? {}))) return
  await removeContainer(container)
  if (!isOfOthers) await removeVolume(volume)
}

async function withoutFailing(failure: string, body: () => Promise<void>): Promise<void> {
  await body().catch((error: unknown) => {
    log.warning(`${failure}: ${reasonOf(error)}`)
  })
}

/**
 * Settles, once a job, which volume the engine gets and what is in it, and tells it in the action's outputs.
 *
 * @param wish the input save, where it is known by now
 */
export async function restoreVolume(
  inputs: RestoreInputs,
  wish: SaveInputs['save'] = 'auto',
): Promise<JobRecord> {
  const settled = await readJob()
  const job = settled ? again(inputs, settled) : await settle(inputs, wish)
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

function again(inputs: RestoreInputs, job: JobRecord): JobRecord {
  log.info('An earlier step of this job has settled the volume; it serves this step too.')
  const otherKey = inputs.key !== undefined && inputs.key !== job.logicalKey
  if (otherKey || inputs.volume + runnerSuffix !== job.volumeName) {
    log.warning(
      `This step asks for another ${otherKey ? 'key' : 'volume'} than an earlier step of the same job. A job has one engine: the volume ${job.volumeName} with the key ${job.logicalKey} stays.`,
    )
  }
  return job
}

async function settle(inputs: RestoreInputs, wish: SaveInputs['save']): Promise<JobRecord> {
  const version = await settleVersion(inputs, log)
  const identity = { ...jobIdentity(inputs.matrix), version }
  const volumeName = inputs.volume + runnerSuffix
  const logicalKey = inputs.key ?? defaultKey(identity)
  const restoreKeys =
    inputs.key === undefined ? [...inputs.restoreKeys, ...restorePrefixes(identity)] : inputs.restoreKeys
  const base: JobRecord = {
    version,
    volumeName,
    logicalKey,
    cacheHit: '',
    ...(inputs.cacheDir === undefined ? {} : { cacheDir: inputs.cacheDir }),
  }
  const coldBecause = async (reason: string): Promise<JobRecord> => {
    log.info(`${reason} Nothing is restored and nothing will be saved.`)
    const job = { ...base, reason }
    if (!inputs.lookupOnly) await writeJob(job)
    return job
  }

  const host = findRunnerHost(process.env, undefined, asksForCloudEngine(inputs.daggerFlags))
  if (host.kind !== 'docker') return await coldBecause(stateElsewhere(host))
  const store = openStore(inputs.cacheDir, log)
  const keepIn = await keepFolder(inputs)
  if (!store && keepIn === undefined)
    return await coldBecause('This job has no Actions cache and input cache-dir is not given.')
  const lookUp = async () => (store ? await findEntry(store, logicalKey, restoreKeys) : undefined)
  if (inputs.lookupOnly) {
    const found = await lookUp()
    log.info(
      `${found ? `There is ${found.key}.` : 'There is no entry.'} Input lookup-only is true: no volume is made.`,
    )
    return { ...base, ...(found && { restoredKey: found.key, cacheHit: found.hit }) }
  }
  const problem = (await missingPrerequisite()) ?? (await dockerProblem())
  if (problem !== undefined) return await coldBecause(problem)
  const image = imagePath(keepIn ?? temporary, volumeName)
  try {
    const leftover = await findLeftover(volumeName)
    if (leftover === 'foreign') {
      return await coldBecause(
        `The Docker volume ${volumeName} is there already and not ours: it is used as it is.`,
      )
    }
    if (leftover === 'ours') {
      log.info(`An interrupted job left the volume ${volumeName}; it is removed.`)
      await clearAway(volumeName)
    }
    await makeFolderOf(image)
    const size = await imageSizeFor(dirname(image), inputs.volumeSize)
    if (size === 0) return await coldBecause('This machine has too little free disk for a volume.')
    const kept = keepIn === undefined ? undefined : await findKept(keepIn, base, restoreKeys, wish)
    let start = kept?.kind === 'exact' ? await startFromKept(kept, image, size) : undefined
    const found = start ? undefined : await lookUp()
    // What the machine has is there at once; only a state of the job's own key is worth fetching instead.
    if (kept?.kind === 'restore' && found?.hit !== 'true') start = await startFromKept(kept, image, size)
    const restored = start || !store ? start?.snapshot : await fillImage(store, found, image, size)
    if (!start && !restored) await makeImage(image, size)
    const hit = start ? hitKinds[kept?.kind ?? 'restore'] : restored && hitOf(restored.key, logicalKey)
    const job: JobRecord = {
      ...base,
      volume: await makeVolume(volumeName, image),
      cacheHit: hit ?? '',
      ...(start && { keptBy: start.engineVersion }),
      ...(restored && { restoredKey: restored.key }),
      ...(keepIn !== undefined && { keepIn }),
    }
    if (restored) await keepSnapshot(restored)
    await writeJob(job)
    return job
  } catch (error) {
    log.warning(`The engine's volume could not be made: ${reasonOf(error)}`)
    await withoutFailing('What was made of it could not all be removed', async () => {
      await clearAway(volumeName)
      await discardImage(image)
    })
    return await coldBecause('The volume could not be made.')
  }
}

/** Why the engine's state is not ours to keep. */
export function stateElsewhere(host: Exclude<RunnerHost, { kind: 'docker' }>): string {
  return host.kind === 'cloud'
    ? 'The engine is in Dagger Cloud, which keeps its state.'
    : `The engine is at ${host.address}, which somebody else set, and keeps its own state.`
}

const hitKinds = { exact: 'true', restore: 'false' } as const

interface Found {
  readonly key: string
  readonly hit: 'true' | 'false'
}

async function findEntry(
  store: Store,
  logicalKey: string,
  restoreKeys: readonly string[],
): Promise<Found | undefined> {
  try {
    const entry = await store.find(searchKeys(logicalKey, restoreKeys))
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

function hitOf(entryKey: string, logicalKey: string): 'true' | 'false' {
  return matchKind(entryKey, logicalKey, []) === 'exact' ? 'true' : 'false'
}

/** Writes the snapshot, or one of those it was made from, to the image. @returns the one that is in it now */
async function fillImage(
  store: Store,
  found: Found | undefined,
  image: string,
  size: number,
): Promise<Snapshot | undefined> {
  const keys = found ? [found.key] : []
  let first = true
  for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
    const start = performance.now()
    try {
      const snapshot = { key, manifest: await readManifest(store, key) }
      if (first) keys.push(...snapshot.manifest.predecessors)
      first = false
      const { chunks, imageSize } = snapshot.manifest
      const content = chunks.length * chunkSize
      if (content + hostMargin > (await freeBytes(dirname(image)))) {
        log.warning(
          `The state ${key} holds ${megabytes(content)}, for which this machine has too little free disk.`,
        )
        return undefined
      }
      const fetched = await writeImage(store, snapshot, image)
      // Growing rewrites metadata, so it is done only where it is worth it.
      if (size >= imageSize * 1.25) await growImage(image, size)
      const message = `Restored ${megabytes(content)} (${megabytes(fetched)} fetched) in ${secondsSince(start)} from ${key}`
      log.info(`${message}.`)
      await addToSummary(`Restore: ${message}.`)
      return snapshot
    } catch (error) {
      if (!(error instanceof SnapshotError)) throw error
      const next = keys.length > 0 ? 'The one before it is tried.' : 'The engine starts cold.'
      log.warning(`${error.message} ${next}`)
    }
  }
  if (found === undefined) {
    const others = await newestOfOthers(store)
    log.info(others)
    await addToSummary(`Restore: nothing is stored for this job, the engine starts cold. ${others}`)
  }
  return undefined
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
