import * as core from '@actions/core'
import { dirname } from 'node:path'
import { jobIdentity, openStore, runnerSuffix, temporary } from '../action/context.ts'
import { readRestoreInputs, type RestoreInputs, type SaveInputs } from '../action/inputs.ts'
import { keepSnapshot, readJob, writeJob, type JobRecord } from '../action/job.ts'
import { jobLog as log } from '../action/log.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { dockerProblem } from '../docker.ts'
import { findRunnerHost, type RunnerHost } from '../engine/host.ts'
import { defaultKey, restorePrefixes } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import { imageSizeFor, makeImage } from '../volume/disk.ts'
import { missingPrerequisite } from '../volume/prerequisites.ts'
import {
  clearAway,
  discardImage,
  findLeftover,
  imagePath,
  makeFolderOf,
  makeVolume,
} from '../volume/volume.ts'
import { settleBound } from './bound.ts'
import { withoutFailing } from './clear-away.ts'
import { settleVersion } from './engine-version.ts'
import { fillImage, findEntry, hitOf } from './fill-image.ts'
import { findKept, keepFolder, startFromKept } from './keeping.ts'

/** The action restore. */
export async function restore(): Promise<void> {
  await restoreVolume(readRestoreInputs())
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
    const bound = settleBound(inputs, version, restored)
    const hit = start ? hitKinds[kept?.kind ?? 'restore'] : restored && hitOf(restored.key, logicalKey)
    const job: JobRecord = {
      ...base,
      volume: await makeVolume(volumeName, image),
      cacheHit: hit ?? '',
      ...(start && { keptBy: start.engineVersion }),
      ...(restored && { restoredKey: restored.key }),
      ...(keepIn !== undefined && { keepIn }),
      ...(bound && { bound }),
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
