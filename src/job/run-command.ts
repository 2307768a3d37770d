import * as core from '@actions/core'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { runnerSuffix, temporary } from '../github/context.ts'
import type { RunInputs, SaveInputs } from '../github/inputs.ts'
import { recordCommandStart, recordCommand, readJob, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { readiness } from '../summary/readiness.ts'
import { addToSummary, runSummary } from '../summary/summary.ts'
import { readTimeline, timed } from '../record/timeline.ts'
import { seconds, secondsSince } from '../units.ts'
import { commandLine, displayWords, type DaggerCommand } from '../dagger/command.ts'
import { cliEnvironment, invokeCli, outputLimit, type CliResult } from '../dagger/invoke.ts'
import { parseVersion, parseVersionRequest, type Version } from '../dagger/version.ts'
import { runnerHostVariable } from '../engine/host.ts'
import { viaSocket } from '../engine/socket.ts'
import { withIdentity } from './client-identity.ts'
import { markUnreadable } from './crash-marks.ts'
import { recordCacheContent } from './idle.ts'
import { failureOf } from './on-demand.ts'
import { provideEngine, type ProvidedEngine } from './start-engine.ts'
import { commandShape } from '../policy/cold-start.ts'
import type { Downloads } from '../downloads/downloads.ts'
import { readVerdict } from './state-verdict.ts'
import { recordUsedCode, usedCode } from './used-code.ts'

/**
 * Provides the CLI and the engine, runs the command, and sets outputs, exports and the exit code.
 *
 * @param saveInput the input save, if it is already known
 */
export async function runDagger(
  inputs: RunInputs,
  downloads: Downloads,
  saveInput?: SaveInputs['save'],
): Promise<void> {
  const { version } = downloads
  const recordedJob = await readJob()
  if (recordedJob) warnOfOtherVersion(inputs, recordedJob.version)
  // Rejects invalid inputs before the CLI is downloaded. The final command depends on the CLI's version: see below.
  warnOfIgnored(commandLine(inputs, parseVersion(version), inputs.variables))

  const engine = await provideEngine(
    inputs,
    recordedJob ?? (await withoutVolume(inputs, downloads)),
    downloads,
  )
  const cli = await downloads.cli
  log.info(`The Dagger CLI ${version} is ${cli.origin}.`)
  core.addPath(dirname(cli.path))
  core.setOutput('version', version)

  const command = commandLine(inputs, await downloads.engineRelease, inputs.variables)
  const [code] = await Promise.all([
    command && usedCode({ ...inputs, words: command.argv }),
    // Only the step that started the engine knows that no client has used the engine before this command.
    engine.job && recordedJob?.container === undefined && recordCacheContent(engine.job, saveInput),
  ])
  log.info(readiness(readTimeline(), performance.timeOrigin, Date.now()))
  if (!command || !code) {
    core.setOutput('engine-cache', await readVerdict(engine))
    log.info('No command was given. The CLI is installed, and later steps can use it and the engine.')
    return
  }
  await recordUsedCode(code)
  const result = await runCommand(cli.path, command, inputs, engine, downloads)
  if (!hasSucceeded(result)) await reportFailure(result, inputs, engine)
}

/** Runs the command, sets its outputs, and adds it to the job's record and to the summary. */
async function runCommand(
  cli: string,
  command: DaggerCommand,
  inputs: RunInputs,
  engine: ProvidedEngine,
  { version, engineRelease }: Downloads,
): Promise<CliResult> {
  log.info(`$ ${['dagger', ...displayWords(command)].join(' ')}`)
  await recordCommandStart()
  const start = performance.now()
  const result = await timed('command', async () => invoke(cli, command, inputs, engine, await engineRelease))
  const milliseconds = Math.round(performance.now() - start)
  const verdict = await readVerdict(engine)
  setOutputs(result)
  core.setOutput('engine-cache', verdict)
  const { traceUrl, timedOut } = result
  await recordCommand({
    command: commandShape(command.expansion?.display ?? command.argv, command.script),
    milliseconds,
    at: Date.now(),
    succeeded: hasSucceeded(result),
    engineCache: verdict,
    ...(timedOut && { timedOut }),
    ...(traceUrl !== undefined && { traceUrl }),
  })
  const summary = runSummary({
    command,
    version,
    engine: engine.place,
    verdict,
    traceUrl,
    commandTime: seconds(milliseconds),
    stepTime: secondsSince(0),
  })
  await summarize(inputs, summary)
  return result
}

function hasSucceeded({ exitCode, timedOut }: CliResult): boolean {
  return exitCode === 0 && !timedOut
}

/** Fails the step. If the volume could not be read, warns and marks the state. */
async function reportFailure(
  { exitCode, timedOut }: CliResult,
  inputs: RunInputs,
  engine: ProvidedEngine,
): Promise<void> {
  const failure = await failureOf(engine.job?.volume)
  if (failure && engine.job) {
    log.warning(`${failure.reason} The command may have failed because of this.`)
    await markUnreadable(engine.job, failure)
  }
  if (timedOut) {
    core.setFailed(
      `dagger was terminated: it ran longer than ${inputs.callTimeoutSeconds} s (input call-timeout). ` +
        'The state can still be saved, as after any failed command.',
    )
    process.exitCode = exitCodeOfTimeout
    return
  }
  core.setFailed(`dagger failed with exit code ${exitCode}.`)
  process.exitCode = exitCode
}

/** The exit code of GNU coreutils' `timeout`. */
const exitCodeOfTimeout = 124

/** Time for an interrupted CLI to close its session with the engine, in milliseconds. */
const graceMilliseconds = 10_000

function warnOfOtherVersion(inputs: RunInputs, version: string): void {
  const request = parseVersionRequest(inputs.version)
  const wanted = inputs.commit || (request.kind === 'version' ? request.version : version)
  if (wanted.toLowerCase() === version) return
  log.warning(
    `This step requests Dagger ${wanted}, but an earlier step of this job uses ${version}, so this step does too: a job has one engine.`,
  )
}

function warnOfIgnored(command: DaggerCommand | undefined): void {
  for (const ignored of command?.ignored ?? []) {
    log.warning(`Input ${ignored} has no effect, because another input takes precedence.`)
  }
}

/** A job without a restored state: its engine uses a plain volume, which is discarded with the machine. */
async function withoutVolume(inputs: RunInputs, downloads: Downloads): Promise<JobRecord> {
  const { version, host, engineRelease } = downloads
  return {
    version,
    host,
    engineRelease: await engineRelease,
    volumeName: inputs.volume + runnerSuffix,
    logicalKey: '',
    cacheHit: '',
    reason: 'No step of this job restored a volume.',
  }
}

async function invoke(
  cli: string,
  command: DaggerCommand,
  inputs: RunInputs,
  { job, address, socket }: ProvidedEngine,
  version: Version,
): Promise<CliResult> {
  const { workdir } = inputs
  const workspace = process.env['GITHUB_WORKSPACE']
  const env = {
    ...cliEnvironment(process.env),
    ...(address === undefined ? {} : { [runnerHostVariable]: address }),
    ...(socket !== undefined && viaSocket(command.argv, socket, process.env)),
    ...inputs.env,
    ...(inputs.cloudToken === '' ? {} : { DAGGER_CLOUD_TOKEN: inputs.cloudToken }),
  }
  return await invokeCli({
    cli,
    command,
    workdir,
    env: await withIdentity(job, version, { argv: command.argv, workdir, workspace, env }),
    temporary,
    log: process.stdout,
    // Programs that set GITHUB_ACTIONS, such as nektos/act, interpret GitHub's workflow commands too.
    inWorkflow: process.env['GITHUB_ACTIONS'] === 'true',
    ...(inputs.callTimeoutSeconds !== undefined && {
      limit: { reached: AbortSignal.timeout(inputs.callTimeoutSeconds * 1000), graceMilliseconds },
    }),
  })
}

function setOutputs({ stdout, traceUrl }: CliResult): void {
  core.setOutput('output', stdout.text)
  core.setOutput('output-file', stdout.path)
  if (traceUrl !== undefined) core.setOutput('traceURL', traceUrl)
  if (stdout.cut) {
    log.warning(
      `The action output "output" was truncated to ${outputLimit} characters. The file in "output-file" contains all of it.`,
    )
  }
}

async function summarize(inputs: RunInputs, summary: string): Promise<void> {
  // As in dagger-for-github: relative to the folder that the command runs in.
  if (inputs.summaryPath !== '') await writeFile(resolve(inputs.workdir, inputs.summaryPath), summary)
  if (inputs.enableGithubSummary) await addToSummary(summary)
}
