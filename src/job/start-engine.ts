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
import { awaitServing, type StartResult } from '../engine/serving.ts'
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
  /** The address of its socket, if it has one on this machine. The CLI connects faster through it. */
  readonly socket?: string
  /** Absent if the engine is not ours. */
  readonly job?: JobRecord
}

const leftToTheCli: ProvidedEngine = { place: 'what the CLI found' }

/**
 * Time limit in seconds until an engine serves, on whatever state, before it is left to the CLI. It applies once to a
 * start from the image's files, and once more to all attempts with the pulled image together. A warm engine takes less
 * than one second; the CLI itself waits for ten minutes.
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
  const engine: EngineToStart = {
    version: job.engineRelease,
    image: inputs.engineImage || engineImage(job.version),
    container: jobContainer(job.version, runnerSuffix),
    volume: job.volumeName,
  }
  const files = await downloads.image
  const started = await timed('engine start', () => startOrLeaveToCli({ ...engine, files }, inputs, job))
  if (!started) return leftToTheCli
  const runnerHost = runnerHostOf(engine)
  core.exportVariable(runnerHostVariable, runnerHost)
  // Record only the engine's first run: the save compares it, and refuses if a later step had to start the engine
  // again.
  const run = job.container === undefined ? await inspectContainer(engine.container) : undefined
  const record: JobRecord = {
    ...started,
    container: engine.container,
    runnerHost,
    ...(run && { engineRun: { id: run.id, startedAt: run.startedAt, pid: run.pid } }),
  }
  await writeJobOrWarn(record)
  const socket = socketHostOf(socketFolder)
  return {
    place: `${engine.image} on the volume ${engine.volume}`,
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
    const origin = host.kind === 'cloud' ? '' : ', which this action did not set'
    log.info(`The engine is ${placeOf(host)}${origin}; this action's volume is not used.`)
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
 * Starts the engine, if it does not run yet, on our volume or, if that cannot be used, on another with the same name.
 * If the engine cannot be started, warns, and leaves the start to the CLI.
 *
 * @returns the job's record; undefined if another container has the name
 */
async function startOrLeaveToCli(
  engine: EngineToStart,
  inputs: RunInputs,
  job: JobRecord,
): Promise<JobRecord | undefined> {
  const start = performance.now()
  const isNew = job.container === undefined
  if (!isNew && (await inspectContainer(engine.container))?.running === true) {
    log.info(`The engine ${engine.image} is already running on the volume ${engine.volume}.`)
    return job
  }
  let record = job
  if (isNew && !job.volume && (await inspectVolume(engine.volume))) record = { ...job, volumeOfOthers: true }
  const held = job.volume && (await holdDevice(job.volume))
  try {
    if (job.volume && !(await isAttached(job.volume))) {
      record = await withoutItsVolume(job, 'was replaced after this job created it')
    }
    record = await startFromFilesOrImage(record, engine, inputs)
    log.info(`Started the engine ${engine.image} on the volume ${engine.volume} in ${secondsSince(start)}.`)
  } catch (error) {
    record = error instanceof StartError ? error.job : record
    await removeSocket(socketFolder)
    const withoutLimit = record.cacheLimit?.by === 'engine' ? ', without max-cache-size' : ''
    log.warning(`The engine could not be started, so the CLI will try${withoutLimit}: ${reasonOf(error)}`)
    const there = await inspectContainer(engine.container)
    if (there && there.volumes[stateFolder] !== engine.volume) return undefined
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
 * Starts the engine from its files, if they came from the cache. If that fails, for whatever reason, pulls the image
 * and starts the engine from that. This failure is not blamed on the state: the start from the image decides whether
 * the state is at fault.
 *
 * @throws StartError like `startWithFallbacks`
 */
async function startFromFilesOrImage(
  job: JobRecord,
  { files, ...engine }: EngineToStart,
  inputs: RunInputs,
): Promise<JobRecord> {
  if (files) {
    const failure = await startOnce({ ...engine, files }, inputs, job, startTimeoutSeconds).then(
      (attempt) => (attempt.outcome === 'runs' ? undefined : `the ${attempt.what} ${attempt.because}`),
      reasonOf,
    )
    if (failure === undefined) return job
    await removeOwnContainer(engine.container)
    await giveUpFiles(files, failure)
    await tryToPull(engine.image)
  }
  return await startWithFallbacks(job, engine, inputs)
}

/**
 * Starts the engine on the job's state; if it cannot use that, on an earlier state or on none; if it cannot use
 * our disk, on a plain Docker volume. A job may lose its state, but not its engine.
 *
 * @returns the job with the volume on which the engine runs
 * @throws StartError if the engine cannot be started at all
 */
async function startWithFallbacks(
  job: JobRecord,
  engine: EngineToStart,
  inputs: RunInputs,
): Promise<JobRecord> {
  const deadline = new Deadline(startTimeoutSeconds)
  const start = async (on: JobRecord): Promise<Attempt> =>
    await startOnce(engine, inputs, on, Math.max(1, deadline.secondsLeft))
  const first = await start(job)
  if (first.outcome === 'runs') return job
  const { volume } = job
  const { job: last, attempt: result } =
    first.blamesState && volume
      ? await startOnFallbackState({ ...job, volume }, first, start, deadline)
      : { job, attempt: first }
  if (result.outcome === 'runs') return last
  // A plain volume helps only if ours is the problem.
  if (!last.volume || result.what === 'engine') throw new StartError(`the engine ${result.because}.`, last)
  await removeOwnContainer(engine.container)
  const plain = await withoutItsVolume(last, result.because)
  const onPlain = await start(plain)
  if (onPlain.outcome === 'fails') throw new StartError(`the engine ${onPlain.because}.`, plain)
  return plain
}

/**
 * Starts the engine once.
 *
 * @param timeoutSeconds time limit until the engine serves
 * @param hasSocket whether it also listens on a socket in the job's folder. Defaults to true if the job has our volume,
 *   because then the daemon should run on this machine
 */
async function startOnce(
  engine: EngineToStart,
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
    logsFrom = await startEngine({ ...engine, cloudToken, env, configuration: file, ...socket })
  } catch (error) {
    if (!job.volume || error instanceof NameTakenError || !(await hasImage(engine.image))) {
      throw new StartError(reasonOf(error), job)
    }
    const unreadable = await unreadableVolume(job)
    if (unreadable) return unreadable
    const because = `could not be used (${reasonOf(error)})`
    return { outcome: 'fails', what: 'volume', because, blamesState: await holdsBrokenState(job) }
  }
  const startResult = await awaitServing({ container: engine.container, logsFrom, logsStart }, timeoutSeconds)
  if (startResult.kind === 'ended') {
    const unreadable = await unreadableVolume(job)
    if (unreadable) return unreadable
    if (!hasSocket || !becauseOfSocket(startResult.because)) return await afterExit(job, startResult)
    // Docker's daemon may be in a virtual machine, with folders that cannot contain sockets.
    log.info(`The engine ${startResult.because}. Starting it again without a socket.`)
    await removeOwnContainer(engine.container)
    return await startOnce(engine, inputs, job, timeoutSeconds, false)
  }
  // Check this only while it runs: an exited engine's disk is no longer mounted.
  if (job.volume && !(await isMountedHere(job.volume.device))) {
    const because = 'was mounted by a Docker daemon on another machine'
    return { outcome: 'fails', what: 'volume', because, blamesState: false }
  }
  if (job.volume) await lookUpPacks(job.volume)
  return (await unreadableVolume(job)) ?? { outcome: 'runs', serves: startResult.kind === 'serves' }
}

/** The result of a start whose engine exited. */
async function afterExit(
  job: JobRecord,
  { because, otherCause }: StartResult & { readonly kind: 'ended' },
): Promise<Failure> {
  const cause = otherCause ?? (await fullDisk(job))
  return cause === undefined
    ? { outcome: 'fails', what: 'engine', because, blamesState: isAsRestored(job) }
    : { outcome: 'fails', what: 'engine', because: `${because}; ${cause}`, blamesState: false }
}

/** The failure of the process that serves the volume on demand; undefined if there is none or everything is fetched. */
async function unreadableVolume(job: JobRecord): Promise<Failure | undefined> {
  const failure = await failureOf(job.volume)
  if (!failure) return undefined
  const because = `could not be used (${failure.reason.replace(/\.$/, '')})`
  const blamesState = isSnapshotFault(failure) && isAsRestored(job)
  return { outcome: 'fails', what: 'volume', because, blamesState }
}

/** Free bytes below which no engine can work: its databases alone grow by more. */
const minFreeBytes = 64 * 2 ** 20

async function fullDisk({ volume }: JobRecord): Promise<string | undefined> {
  const full = volume !== undefined && (await freeBytes(dirname(volume.image))) < minFreeBytes
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
