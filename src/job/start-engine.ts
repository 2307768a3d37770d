import * as core from '@actions/core'
import { dirname } from 'node:path'
import { runnerSuffix } from '../github/context.ts'
import type { RunInputs } from '../github/inputs.ts'
import { jobFolder, socketFolder, writeJobOrWarn, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { timed } from '../record/timeline.ts'
import { secondsSince } from '../units.ts'
import type { Version } from '../dagger/version.ts'
import {
  dockerMissing,
  hasImage,
  inspectContainer,
  inspectVolume,
  jobContainer,
  removeOwnContainer,
} from '../docker.ts'
import {
  engineImage,
  placeOf,
  runnerHostOf,
  runnerHostVariable,
  stateElsewhere,
  type EngineName,
  type RunnerHost,
} from '../engine/host.ts'
import { awaitServing } from '../engine/serving.ts'
import { NameTakenError, startEngine, stateFolder } from '../engine/start.ts'
import { becauseOfSocket, makeSocketFolder, removeSocket, socketHostOf } from '../engine/socket.ts'
import type { ImageFiles } from '../engine/image-files.ts'
import { reasonOf } from '../reason.ts'
import { freeBytes } from '../disk/image.ts'
import { holdDevice, isAttached, isMountedHere } from '../disk/docker-volume.ts'
import { canBeMounted, ownMountPoint } from '../disk/second-mount.ts'
import { engineConfiguration } from './engine-configuration.ts'
import { Deadline } from '../deadline.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { giveUpFiles, tryToPull } from '../downloads/engine-files.ts'
import { failureOf, isSnapshotFault, lookUpPacks } from './on-demand.ts'
import { startOnFallbackState, withoutItsVolume, type Attempt, type Failure } from './fallback-state.ts'

/** Where a command finds its engine. */
export interface ProvidedEngine {
  /** For display. */
  readonly place: string
  /** For the CLI; absent if the CLI finds the engine without it. */
  readonly address?: string
  /** The address of its socket, if it has one on this machine: the CLI connects to it in less time. */
  readonly socket?: string
  /** Absent if the engine is not ours. */
  readonly job?: JobRecord
}

const leftToTheCli: ProvidedEngine = { place: 'what the CLI found' }

/**
 * Seconds until an engine must serve, on whatever state, before it is left to the CLI. A warm one takes less than
 * one second; the CLI itself waits for ten minutes.
 */
const startTimeoutSeconds = 60

/** Starts the job's engine, if this action has to, and records it for later steps. */
export async function provideEngine(
  inputs: RunInputs,
  job: JobRecord,
  downloads: Downloads,
): Promise<ProvidedEngine> {
  const { host } = downloads
  if (host.kind !== 'docker') return await engineElsewhere(host, job)
  const problem = job.volume ? undefined : await dockerMissing()
  if (problem !== undefined) {
    log.info(`${problem} The CLI will look for an engine.`)
    return leftToTheCli
  }
  const name: EngineToStart = {
    version: job.engineRelease,
    image: inputs.engineImage || engineImage(job.version),
    container: jobContainer(job.version, runnerSuffix),
    volume: job.volumeName,
  }
  const files = await downloads.image
  const provided = await timed('engine start', () => startOn({ ...name, files }, inputs, job))
  if (!provided) return leftToTheCli
  const runnerHost = runnerHostOf(name)
  core.exportVariable(runnerHostVariable, runnerHost)
  // Only in the job's first step: if a later step starts the engine again, nothing may be saved.
  const run = job.container === undefined ? await inspectContainer(name.container) : undefined
  const record: JobRecord = {
    ...provided,
    container: name.container,
    runnerHost,
    ...(run && { engineRun: { id: run.id, startedAt: run.startedAt, pid: run.pid } }),
  }
  await writeJobOrWarn(record)
  const socket = socketHostOf(socketFolder)
  return {
    place: `${name.image} on the volume ${name.volume}`,
    address: runnerHost,
    ...(socket !== undefined && { socket }),
    job: record,
  }
}

async function engineElsewhere(
  host: Exclude<RunnerHost, { kind: 'docker' }>,
  job: JobRecord,
): Promise<ProvidedEngine> {
  if (job.volume) {
    log.warning(
      `The engine of this step is ${placeOf(host)}, but the engine of the job is on this machine: this step's command does not use the restored state.`,
    )
  } else if (job.reason !== stateElsewhere(host)) {
    // Not again if the restore has already logged it.
    const who = host.kind === 'cloud' ? '' : ', which this action did not set'
    log.info(`The engine is ${placeOf(host)}${who}; this action's volume is not used.`)
    await writeJobOrWarn(job)
  }
  return host.kind === 'cloud' ? { place: 'Dagger Cloud' } : { place: host.address, address: host.address }
}

interface EngineToStart extends EngineName {
  /** The release whose behavior the engine has, even if the tag of its image is a commit. */
  readonly version: Version
  /** Where the image's files are, if they came from the cache. */
  readonly files?: ImageFiles | undefined
}

/**
 * Starts the engine on our volume or, if that cannot be used, on another with the same name. undefined if
 * something that is not ours has the container's name.
 */
async function startOn(
  name: EngineToStart,
  inputs: RunInputs,
  job: JobRecord,
): Promise<JobRecord | undefined> {
  const start = performance.now()
  const isNew = job.container === undefined
  if (!isNew && (await inspectContainer(name.container))?.running === true) {
    log.info(`The engine ${name.image} is already running on the volume ${name.volume}.`)
    return job
  }
  let record = job
  if (isNew && !job.volume && (await inspectVolume(name.volume))) record = { ...job, volumeOfOthers: true }
  const held = job.volume && (await holdDevice(job.volume))
  try {
    if (job.volume && !(await isAttached(job.volume))) {
      record = await withoutItsVolume(job, 'was replaced after this job created it')
    }
    record = await startFromFilesOrImage(record, name, inputs)
    log.info(`Started the engine ${name.image} on the volume ${name.volume} in ${secondsSince(start)}.`)
  } catch (error) {
    record = error instanceof StartError ? error.job : record
    await removeSocket(socketFolder)
    const withoutLimit = record.cacheLimit?.by === 'engine' ? ', and then without max-cache-size' : ''
    log.warning(
      `The engine could not be started, so the CLI will start it${withoutLimit}: ${reasonOf(error)}`,
    )
    const there = await inspectContainer(name.container)
    if (there && there.volumes[stateFolder] !== name.volume) return undefined
  } finally {
    await held?.close()
  }
  return record
}

/** No engine could be started. `job` is the job's record at that time. */
class StartError extends Error {
  readonly job: JobRecord

  constructor(message: string, job: JobRecord) {
    super(message)
    this.job = job
  }
}

/**
 * Starts the engine from its files, if they came from the cache. If that fails, for whatever reason, pulls the image and
 * starts the engine from that: a failure with the files is never the state's fault.
 *
 * @throws StartError like `startSomehow`
 */
async function startFromFilesOrImage(
  job: JobRecord,
  { files, ...name }: EngineToStart,
  inputs: RunInputs,
): Promise<JobRecord> {
  if (files) {
    const failure = await startOnce({ ...name, files }, inputs, job, startTimeoutSeconds).then(
      (attempt) => (attempt.outcome === 'runs' ? undefined : `the ${attempt.what} ${attempt.because}`),
      reasonOf,
    )
    if (failure === undefined) return job
    await removeOwnContainer(name.container)
    await giveUpFiles(files, failure)
    await tryToPull(name.image)
  }
  return await startSomehow(job, name, inputs)
}

/**
 * Starts the engine on the job's state; if it cannot use that, on an earlier state or on none; if it cannot use
 * our disk, on a plain Docker volume. A job may lose its state, but not its engine.
 *
 * @returns the job with the volume on which the engine runs
 * @throws StartError if it runs on none
 */
async function startSomehow(job: JobRecord, name: EngineToStart, inputs: RunInputs): Promise<JobRecord> {
  const deadline = new Deadline(startTimeoutSeconds)
  const attempt = async (on: JobRecord): Promise<Attempt> =>
    await startOnce(name, inputs, on, Math.max(1, deadline.secondsLeft))
  const first = await attempt(job)
  if (first.outcome === 'runs') return job
  const { volume } = job
  const { job: last, attempt: result } =
    first.blamesState && volume
      ? await startOnFallbackState({ ...job, volume }, first, attempt, deadline)
      : { job, attempt: first }
  if (result.outcome === 'runs') return last
  if (!last.volume || result.what === 'engine') throw new StartError(`the engine ${result.because}.`, last)
  await removeOwnContainer(name.container)
  const plain = await withoutItsVolume(last, result.because)
  const onPlain = await attempt(plain)
  if (onPlain.outcome === 'fails') throw new StartError(`the engine ${onPlain.because}.`, plain)
  return plain
}

/**
 * @param timeoutSeconds until it must serve
 * @param hasSocket whether it also listens on a socket in the job's folder. By default, only on a disk of this machine:
 *   a Docker daemon elsewhere has other folders
 */
async function startOnce(
  name: EngineToStart,
  inputs: RunInputs,
  job: JobRecord,
  timeoutSeconds: number,
  hasSocket = job.volume !== undefined,
): Promise<Attempt> {
  const env = { ...process.env, ...inputs.env }
  const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '')
  const { file, logsStart } = await engineConfiguration(job, env)
  let logsFrom: string | undefined
  await makeSocketFolder(socketFolder)
  const socket = hasSocket ? { socketFolder } : {}
  try {
    logsFrom = await startEngine({ ...name, cloudToken, env, configuration: file, ...socket })
  } catch (error) {
    if (!job.volume || error instanceof NameTakenError || !(await hasImage(name.image))) {
      throw new StartError(reasonOf(error), job)
    }
    const unreadable = await unreadableVolume(job)
    if (unreadable) return unreadable
    const because = `could not be used (${reasonOf(error)})`
    return { outcome: 'fails', what: 'volume', because, blamesState: await holdsBrokenState(job) }
  }
  const startResult = await awaitServing({ container: name.container, logsFrom, logsStart }, timeoutSeconds)
  // The disk of an exited engine is no longer mounted.
  if (startResult.kind !== 'ended') {
    if (!job.volume || (await isMountedHere(job.volume.device))) {
      if (job.volume) await lookUpPacks(job.volume)
      return (await unreadableVolume(job)) ?? { outcome: 'runs', serves: startResult.kind === 'serves' }
    }
    const because = 'was mounted by a Docker daemon on another machine'
    return { outcome: 'fails', what: 'volume', because, blamesState: false }
  }
  const unreadable = await unreadableVolume(job)
  if (unreadable) return unreadable
  const { because } = startResult
  if (hasSocket && becauseOfSocket(because)) {
    // Docker's daemon may be in a virtual machine, with folders that cannot contain sockets.
    log.info(`The engine ${because}. It starts again without its socket.`)
    await removeOwnContainer(name.container)
    return await startOnce(name, inputs, job, timeoutSeconds, false)
  }
  const otherCause = startResult.otherCause ?? (await fullDisk(job))
  return otherCause === undefined
    ? { outcome: 'fails', what: 'engine', because, blamesState: isAsRestored(job) }
    : { outcome: 'fails', what: 'engine', because: `${because}; ${otherCause}`, blamesState: false }
}

/** The result of a start on a volume that fetches on demand, if that failed. */
async function unreadableVolume(job: JobRecord): Promise<Failure | undefined> {
  const failure = await failureOf(job.volume)
  if (!failure) return undefined
  const because = `could not be used (${failure.reason.replace(/\.$/, '')})`
  const blamesState = isSnapshotFault(failure) && isAsRestored(job)
  return { outcome: 'fails', what: 'volume', because, blamesState }
}

/** Free bytes below which no engine can work: its databases alone grow by more. */
const hardlyAny = 64 * 2 ** 20

async function fullDisk({ volume }: JobRecord): Promise<string | undefined> {
  const full = volume !== undefined && (await freeBytes(dirname(volume.image))) < hardlyAny
  return full ? "this machine's disk is full" : undefined
}

/** Whether the job's volume contains only what came from a store, or from an earlier job on this machine. */
function isAsRestored({ volume, cacheHit, container }: JobRecord): boolean {
  return volume !== undefined && cacheHit !== '' && container === undefined
}

/** Whether the restored state, and not Docker, makes the volume unusable. */
async function holdsBrokenState(job: JobRecord): Promise<boolean> {
  const { volume } = job
  if (!volume || !isAsRestored(job)) return false
  return !(await canBeMounted(volume, ownMountPoint(jobFolder, 'probe')))
}
