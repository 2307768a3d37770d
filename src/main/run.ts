import * as core from '@actions/core'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { runnerSuffix, temporary } from '../action/context.ts'
import { readRunInputs, type RunInputs } from '../action/inputs.ts'
import { readJob, restoredSnapshot, writeJob, type JobRecord } from '../action/job.ts'
import { jobLog as log } from '../action/log.ts'
import { addToSummary, runSummary } from '../action/summary.ts'
import { secondsSince } from '../action/units.ts'
import { asksForCloudEngine, commandLine, type DaggerCommand } from '../dagger/command.ts'
import { cliEnvironment, invokeCli, outputLimit, type CliResult } from '../dagger/invoke.ts'
import {
  containerLog,
  dockerMissing,
  inspectContainer,
  inspectVolume,
  removeContainer,
  removeVolume,
} from '../docker.ts'
import {
  engineImage,
  findRunnerHost,
  runnerHostOf,
  runnerHostVariable,
  type EngineName,
} from '../engine/host.ts'
import { stateVerdict, type GivenState, type StateVerdict } from '../engine/journal.ts'
import { startEngine, stateFolder } from '../engine/start.ts'
import { detach } from '../volume/disk.ts'
import { discardImage, isAttached, isMountedHere } from '../volume/volume.ts'
import { versionOfCli } from '../dagger/installed.ts'
import { parseVersion, parseVersionWish, type Version } from '../dagger/version.ts'
import { boundedConfiguration } from './bound.ts'
import { behaviourOf, settleCli, settleVersion } from './engine-version.ts'
import { stateElsewhere } from './restore.ts'
import { reasonOf } from '../reason.ts'

/** The action run. */
export async function run(): Promise<void> {
  await runDagger(readRunInputs())
}

/** Makes sure of CLI and engine, runs the command, and sets outputs, exports and the exit code. */
export async function runDagger(inputs: RunInputs): Promise<void> {
  const start = performance.now()
  const settled = await readJob()
  if (settled) warnOfOtherVersion(inputs, settled.version)
  const version = settled?.version ?? (await settleVersion(inputs, log))
  const release = parseVersion(version)
  const asked = commandLine(inputs, release)
  for (const ignored of asked?.ignored ?? []) {
    log.warning(`Input ${ignored} is given beside one that comes before it, and has no effect.`)
  }

  const installing = settleCli(version, log)
  // What a commit's build is like only its CLI can tell; the engine of a release need not wait for that.
  const behaviour =
    release === undefined
      ? installing.then(async (path) => (await versionOfCli(path)) ?? behaviourOf(version))
      : Promise.resolve(release)
  const [cli, like, engine] = await Promise.all([
    installing,
    behaviour,
    provideEngine(inputs, settled ?? withoutVolume(inputs, version), behaviour),
  ])
  const command = release === undefined ? commandLine(inputs, like) : asked
  core.addPath(dirname(cli))
  core.setOutput('version', version)
  if (!command) {
    core.setOutput('engine-cache', await readVerdict(engine))
    log.info('No command was asked for: the CLI is installed, and later steps find it and the engine.')
    return
  }

  const commandStart = performance.now()
  const result = await invoke(cli, command, inputs, engine)
  const commandTime = secondsSince(commandStart)
  const verdict = await readVerdict(engine)
  core.setOutput('output', result.stdout.text)
  core.setOutput('output-file', result.stdout.path)
  core.setOutput('engine-cache', verdict)
  if (result.traceUrl !== undefined) core.setOutput('traceURL', result.traceUrl)
  if (result.stdout.cut) {
    log.warning(
      `The output is longer than ${outputLimit} characters and is cut; the whole is in the file that output-file names.`,
    )
  }
  const summary = runSummary({
    command,
    version,
    engine: engine.place,
    verdict,
    traceUrl: result.traceUrl,
    commandTime,
    stepTime: secondsSince(start),
  })
  // As there: below the folder that the command runs in.
  if (inputs.summaryPath !== '') await writeFile(resolve(inputs.workdir, inputs.summaryPath), summary)
  if (inputs.enableGithubSummary) await addToSummary(summary)
  if (result.exitCode !== 0) {
    core.setFailed(`dagger ended with exit code ${result.exitCode}.`)
    process.exitCode = result.exitCode
  }
}

function warnOfOtherVersion(inputs: RunInputs, version: string): void {
  const wish = parseVersionWish(inputs.version)
  const wanted = inputs.commit || (wish.kind === 'version' ? wish.version : version)
  if (wanted.toLowerCase() === version) return
  log.warning(
    `This step asks for Dagger ${wanted}, and an earlier step of the same job has settled ${version}, which stays: a job has one engine.`,
  )
}

/** A job in which nothing was restored: its engine keeps its state in a plain volume, which ends with the machine. */
function withoutVolume(inputs: RunInputs, version: string): JobRecord {
  return {
    version,
    volumeName: inputs.volume + runnerSuffix,
    logicalKey: '',
    cacheHit: '',
    reason: 'No step of this job restored a volume.',
  }
}

/** Where a command finds its engine. */
interface ProvidedEngine {
  /** For a person. */
  readonly place: string
  /** Absent where the engine is not one of ours. */
  readonly job?: JobRecord
}

interface WantedEngine extends EngineName {
  /** The one by which to start it, where the tag of its image is a commit. */
  readonly version: Version
}

/** Starts the engine that the job is to have, where that is ours to do, and tells later steps of it. */
async function provideEngine(
  inputs: RunInputs,
  job: JobRecord,
  behaviour: Promise<Version>,
): Promise<ProvidedEngine> {
  const host = findRunnerHost(
    { ...process.env, ...inputs.env },
    job.runnerHost,
    asksForCloudEngine(inputs.daggerFlags),
  )
  // In a job whose restore has said so, it need not be said again.
  const isNews = host.kind !== 'docker' && job.reason !== stateElsewhere(host)
  if (host.kind === 'preset') {
    if (isNews) {
      log.info(`The engine is at ${host.address}, which somebody else set; no volume of ours is touched.`)
    }
    return { place: host.address }
  }
  if (host.kind === 'cloud') {
    if (isNews) log.info('The engine is in Dagger Cloud; no volume of ours is touched.')
    return { place: 'Dagger Cloud' }
  }
  const problem = job.volume ? undefined : await dockerMissing()
  if (problem !== undefined) {
    log.info(`${problem} The CLI is left to find its engine.`)
    return { place: 'what the CLI found' }
  }
  const name: WantedEngine = {
    version: await behaviour,
    image: inputs.engineImage || engineImage(job.version),
    container: `warm-dagger-${job.version}${runnerSuffix}`,
    volume: job.volumeName,
  }
  const provided = await startOn(name, inputs, job)
  if (!provided) return { place: 'what the CLI found' }
  const runnerHost = runnerHostOf(name)
  core.exportVariable(runnerHostVariable, runnerHost)
  const record: JobRecord = { ...provided, container: name.container, runnerHost }
  await writeJob(record)
  return { place: `${name.image} on the volume ${name.volume}`, job: record }
}

/**
 * Starts the engine on our volume; where that turns out not to be one, on a plain volume of the same name. undefined
 * when the container's name is taken by something that is not ours.
 */
async function startOn(
  name: WantedEngine,
  inputs: RunInputs,
  job: JobRecord,
): Promise<JobRecord | undefined> {
  const start = performance.now()
  let record = job
  const isNew = job.container === undefined
  if (isNew && !job.volume && (await inspectVolume(name.volume))) record = { ...job, volumeOfOthers: true }
  if (job.volume && !(await isAttached(job.volume))) {
    record = await withoutItsVolume(job, 'is not what it was when this job made it')
  }
  try {
    await begin(name, inputs, record)
    if (record.volume && !(await isMountedHere(record.volume.device))) {
      await removeContainer(name.container)
      record = await withoutItsVolume(record, 'was mounted by a Docker daemon on another machine')
      await begin(name, inputs, record)
    }
    log.info(`The engine ${name.image} was started on the volume ${name.volume} in ${secondsSince(start)}.`)
  } catch (error) {
    const unbounded = record.bound?.by === 'engine' ? ', and then without max-cache-size' : ''
    log.warning(
      `The engine could not be started, which is now left to the CLI${unbounded}: ${reasonOf(error)}`,
    )
    const there = await inspectContainer(name.container)
    if (there && there.volumes[stateFolder] !== name.volume) return undefined
  }
  return record
}

async function begin(name: WantedEngine, inputs: RunInputs, job: JobRecord): Promise<void> {
  const env = { ...process.env, ...inputs.env }
  const cloudToken = inputs.cloudToken || (env['DAGGER_CLOUD_TOKEN'] ?? '')
  await startEngine({ ...name, cloudToken, env, configuration: await boundedConfiguration(job, env) })
}

async function withoutItsVolume({ volume, ...job }: JobRecord, because: string): Promise<JobRecord> {
  log.warning(`The volume ${job.volumeName} ${because}: the engine starts cold and nothing will be saved.`)
  await removeVolume(job.volumeName)
  if (volume && (await isAttached(volume))) await detach(volume.device)
  if (volume) await discardImage(volume.image)
  return { ...job, cacheHit: '', reason: `The volume ${job.volumeName} ${because}.` }
}

async function invoke(
  cli: string,
  command: DaggerCommand,
  inputs: RunInputs,
  { job }: ProvidedEngine,
): Promise<CliResult> {
  const env = cliEnvironment(
    {
      ...process.env,
      ...(job?.runnerHost === undefined ? {} : { [runnerHostVariable]: job.runnerHost }),
      ...inputs.env,
    },
    inputs.cloudToken,
    Object.keys(process.env).flatMap((name) => /^INPUT_(.*)$/.exec(name)?.[1] ?? []),
  )
  return await invokeCli({
    cli,
    command,
    workdir: inputs.workdir,
    env,
    temporary,
    log: process.stdout,
    // Others than GitHub's runner that say so, nektos/act among them, understand its commands too.
    inWorkflow: process.env['GITHUB_ACTIONS'] === 'true',
  })
}

/** What the engine made of its state; asked for after the command, when it has surely read it. */
async function readVerdict({ job }: ProvidedEngine): Promise<StateVerdict> {
  if (job?.container === undefined) {
    log.info("The engine's cache: unknown, as the engine is not ours.")
    return 'unknown'
  }
  const container = await inspectContainer(job.container)
  if (!container?.running) {
    log.info("The engine's cache: unknown, as the engine does not run any more.")
    return 'unknown'
  }
  try {
    const written = await containerLog(job.container, container.startedAt)
    const verdict = stateVerdict(written, behaviourOf(job.version), await givenState(job))
    log.info(`The engine's cache: ${verdict}.`)
    if (verdict.startsWith('discarded')) {
      log.warning(`The engine did not accept the restored state (${verdict}) and started cold.`)
    }
    return verdict
  } catch (error) {
    log.debug(reasonOf(error))
    return 'unknown'
  }
}

async function givenState(job: JobRecord): Promise<GivenState> {
  if (job.volumeOfOthers) return 'of others'
  if (job.volume && job.keptBy !== undefined) return { writtenBy: behaviourOf(job.keptBy) }
  const restored = job.volume ? await restoredSnapshot(job) : undefined
  return restored ? { writtenBy: behaviourOf(restored.manifest.engineVersion) } : 'none'
}
