import * as core from '@actions/core'
import type { RunInputs, VersionInputs } from '../github/inputs.ts'
import { readJob, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { findCliOnPath, versionOfCli } from '../dagger/installed.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { downloadSite } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import { parseVersion, parseVersionRequest, type Version } from '../dagger/version.ts'
import { findRunnerHost, type RunnerHost } from '../engine/host.ts'
import { versionOfPreset } from '../engine/preset.ts'
import type { Cli } from './cli.ts'
import { downloadOptions } from './download-options.ts'
import type { ProgramCache } from './program-cache.ts'

/** Where this step's engine is. This also applies to the job, unless an earlier step has determined it. */
export async function runnerHostOfStep(
  inputs: Pick<VersionInputs, 'daggerFlags' | 'variables'> & Partial<Pick<RunInputs, 'env'>>,
): Promise<RunnerHost> {
  const job = await readJob()
  return findRunnerHost({
    env: { ...process.env, ...inputs.env },
    asksForCloud: asksForCloudEngine(inputs.daggerFlags, inputs.variables),
    exported: job?.runnerHost,
    ofEarlierStep: job?.host,
  })
}

/**
 * The version that an earlier step of the job resolved, otherwise the version that this step's inputs request.
 *
 * @param withoutState whether the step neither restores nor saves a state
 */
export async function versionOfJob(
  inputs: VersionInputs,
  host: RunnerHost,
  programs: ProgramCache | undefined,
  withoutState = false,
): Promise<string> {
  return (await readJob())?.version ?? (await resolveJobVersion(inputs, host, programs, withoutState))
}

/** Resolves the Dagger version of the job: a full version without v, a commit hash, or `head`. */
async function resolveJobVersion(
  inputs: VersionInputs,
  host: RunnerHost,
  programs: ProgramCache | undefined,
  withoutState: boolean,
): Promise<string> {
  if (inputs.commit !== '') return inputs.commit.toLowerCase()
  const { version, origin, notice } = await resolveVersion({
    version: inputs.version,
    module: inputs.module,
    workdir: inputs.workdir,
    workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    engineVersion: await presetVersion(inputs, host),
    cliOnPath: () => findCliOnPath(process.env),
    withoutState: withoutState || host.kind !== 'docker',
    site: downloadSite(process.env),
    downloadOptions,
    answers: programs?.answers,
  })
  log.info(`Dagger ${version}, ${origin}.`)
  if (notice !== undefined) core.notice(notice)
  return version
}

/** The version of an engine that someone else set up, if it can be determined: `auto` uses it. */
async function presetVersion(inputs: VersionInputs, host: RunnerHost): Promise<Version | undefined> {
  if (parseVersionRequest(inputs.version).kind !== 'auto') return undefined
  return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined
}

/**
 * The assumed version of a build whose CLI reports none: a commit of the main branch is newer than any release.
 */
const newest: Version = '1.0.0'

/**
 * The release that an engine of this version behaves like: how to start, check and prune it. Determined once per
 * job: see `JobRecord.engineRelease`.
 *
 * @param version as resolved for the job
 * @param cli called if the version is a commit hash or `head`
 */
export async function engineReleaseOf(version: string, cli: () => Promise<Cli>): Promise<Version> {
  const release = (await readJob())?.engineRelease ?? parseVersion(version)
  if (release !== undefined) return release
  const path = await cli().then(
    ({ path }) => path,
    // If the CLI is not available, the code that needs it reports that.
    () => undefined,
  )
  return (path === undefined ? undefined : await versionOfCli(path)) ?? newest
}

/**
 * The release that the engine that wrote a state behaved like; undefined for a build of another commit, because only
 * its own CLI could report it.
 */
export function releaseOfWriter(
  engineVersion: string,
  job: Pick<JobRecord, 'version' | 'engineRelease'>,
): Version | undefined {
  return engineVersion === job.version ? job.engineRelease : parseVersion(engineVersion)
}
