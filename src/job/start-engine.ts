import * as core from '@actions/core'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { runnerSuffix } from '../github/context.ts'
import type { RunInputs } from '../github/inputs.ts'
import { jobFolder, tellLaterSteps, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { timed } from './timeline.ts'
import { secondsSince } from '../units.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import type { Version } from '../dagger/version.ts'
import {
  dockerMissing,
  hasImage,
  inspectContainer,
  inspectVolume,
  jobContainer,
  removeOwnContainer,
  removeVolume,
} from '../docker.ts'
import {
  engineImage,
  findRunnerHost,
  runnerHostOf,
  runnerHostVariable,
  stateElsewhere,
  type EngineName,
  type RunnerHost,
} from '../engine/host.ts'
import { NameTakenError, startEngine, stateFolder } from '../engine/start.ts'
import { reasonOf } from '../reason.ts'
import { freeBytes, imageSizeWithin, makeImage } from '../disk/image.ts'
import {
  discardImage,
  holdDevice,
  isAttached,
  isMountedHere,
  makeFolderOf,
  makeVolume,
} from '../disk/docker-volume.ts'
import { canBeMounted, ownMountPoint } from '../disk/second-mount.ts'
import { boundedConfiguration } from './cache-limit.ts'
import { withoutFailing } from './clean-up.ts'
import type { Provisions } from './downloads.ts'

/** Where a command finds its engine. */
export interface ProvidedEngine {
  /** For a person. */
  readonly place: string
  /** Absent where the engine is not one of ours. */
  readonly job?: JobRecord
}

const leftToTheCli: ProvidedEngine = { place: 'what the CLI found' }

/** Starts the engine that the job is to have, where that is ours to do, and tells later steps of it. */
export async function provideEngine(
  inputs: RunInputs,
  job: JobRecord,
  provisions: Provisions,
): Promise<ProvidedEngine> {
  const host = findRunnerHost(
    { ...process.env, ...inputs.env },
    job.runnerHost,
    asksForCloudEngine(inputs.daggerFlags, inputs.variables),
  )
  if (host.kind !== 'docker') return engineElsewhere(host, job)
  const problem = job.volume ? undefined : await dockerMissing()
  if (problem !== undefined) {
    log.info(`${problem} The CLI is left to find its engine.`)
    return leftToTheCli
  }
  const name: WantedEngine = {
    version: await provisions.behaviour,
    image: inputs.engineImage || engineImage(job.version),
    container: jobContainer(job.version, runnerSuffix),
    volume: job.volumeName,
  }
  await provisions.image
  const provided = await timed('engine start', () => startOn(name, inputs, job))
  if (!provided) return leftToTheCli
  const runnerHost = runnerHostOf(name)
  core.exportVariable(runnerHostVariable, runnerHost)
  // Only of the job's first step: for what a later one starts again, nothing may be saved.
  const run = job.container === undefined ? await inspectContainer(name.container) : undefined
  const record: JobRecord = {
    ...{ ...provided, container: name.container, runnerHost },
    ...(run && { engineRun: { id: run.id, startedAt: run.startedAt } }),
  }
  await tellLaterSteps(record)
  return { place: `${name.image} on the volume ${name.volume}`, job: record }
}

function engineElsewhere(host: Exclude<RunnerHost, { kind: 'docker' }>, job: JobRecord): ProvidedEngine {
  const place = host.kind === 'cloud' ? 'Dagger Cloud' : host.address
  // In a job whose restore has said so, it need not be said again.
  if (job.reason !== stateElsewhere(host)) {
    log.info(
      host.kind === 'cloud'
        ? 'The engine is in Dagger Cloud; no volume of ours is touched.'
        : `The engine is at ${place}, which somebody else set; no volume of ours is touched.`,
    )
  }
  return { place }
}

interface WantedEngine extends EngineName {
  /** The one by which to start it, where the tag of its image is a commit. */
  readonly version: Version
}

/**
 * Starts the engine on our volume; where that turns out to be of no use, on another of the same name. undefined when
 * the container's name is taken by something that is not ours.
 */
async function startOn(
  name: WantedEngine,
  inputs: RunInputs,
  job: JobRecord,
): Promise<JobRecord | undefined> {
  const start = performance.now()
  let record = job
  const isNew = job.container === undefined
  const runs = !isNew && (await inspectContainer(name.container))?.running === true
  if (isNew && !job.volume && (await inspectVolume(name.volume))) record = { ...job, volumeOfOthers: true }
  const held = job.volume && (await holdDevice(job.volume))
  try {
    if (job.volume && !(await isAttached(job.volume))) {
      record = await withoutItsVolume(job, 'is not what it was when this job made it')
    }
    const begin = (): Promise<string | undefined> => beginOrTell(name, inputs, record)
    for (let trouble = await begin(); trouble !== undefined; trouble = await begin()) {
      await removeOwnContainer(name.container)
      record = (await holdsBrokenState(record))
        ? await withEmptyVolume(record, trouble)
        : await withoutItsVolume(record, trouble)
    }
    log.info(
      runs
        ? `The engine ${name.image} still runs on the volume ${name.volume}.`
        : `The engine ${name.image} was started on the volume ${name.volume} in ${secondsSince(start)}.`,
    )
  } catch (error) {
    const unbounded = record.bound?.by === 'engine' ? ', and then without max-cache-size' : ''
    log.warning(
      `The engine could not be started, which is now left to the CLI${unbounded}: ${reasonOf(error)}`,
    )
    const there = await inspectContainer(name.container)
    if (there && there.volumes[stateFolder] !== name.volume) return undefined
  } finally {
    await held?.close()
  }
  return record
}

/**
 * Starts the engine on the job's volume. One that cannot be used costs a job its state, not its engine: a snapshot
 * may be whole and yet hold a filesystem that no kernel mounts.
 *
 * @returns what is wrong with the volume, as the rest of a sentence about it; undefined when nothing is
 * @throws Error when there is no engine for another reason
 */
async function beginOrTell(
  name: WantedEngine,
  inputs: RunInputs,
  job: JobRecord,
): Promise<string | undefined> {
  const env = { ...process.env, ...inputs.env }
  const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '')
  try {
    await startEngine({ ...name, cloudToken, env, configuration: await boundedConfiguration(job, env) })
  } catch (error) {
    if (!job.volume || error instanceof NameTakenError || !(await hasImage(name.image))) throw error
    return `could not be used (${reasonOf(error)})`
  }
  if (!job.volume || (await isMountedHere(job.volume.device))) return undefined
  return 'was mounted by a Docker daemon on another machine'
}

/** Whether it is what was restored, and not Docker, for which the volume cannot be used. */
async function holdsBrokenState({ volume, cacheHit }: JobRecord): Promise<boolean> {
  return (
    volume !== undefined &&
    cacheHit !== '' &&
    !(await canBeMounted(volume, ownMountPoint(jobFolder, 'probe')))
  )
}

/** The job's save then takes the place of what was restored, which all later jobs would stumble over, too. */
async function withEmptyVolume(job: JobRecord, because: string): Promise<JobRecord> {
  const { volume, volumeName } = job
  if (!volume) return job
  try {
    const { size } = await stat(volume.image)
    await removeVolume(volumeName)
    await makeFolderOf(volume.image)
    // Not simply as large: that may be what is wrong with it.
    const room = imageSizeWithin(await freeBytes(dirname(volume.image)), size)
    if (room === 0) throw new Error(`there is no room, or it had ${size} bytes only`)
    await makeImage(volume.image, room)
    const empty = await makeVolume(volumeName, volume.image)
    log.warning(`The volume ${volumeName} ${because}: the engine starts cold, on an empty one.`)
    return { ...job, volume: empty, cacheHit: '', restoredKey: undefined, keptBy: undefined }
  } catch (error) {
    return await withoutItsVolume(job, `${because}, and not be made anew (${reasonOf(error)})`)
  }
}

async function withoutItsVolume({ volume, ...job }: JobRecord, because: string): Promise<JobRecord> {
  log.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`)
  await removeVolume(job.volumeName)
  await withoutFailing('Its disk could not be removed', async () => {
    if (volume) await discardImage(volume.image)
  })
  return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` }
}
