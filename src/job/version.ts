import * as core from '@actions/core'
import { temporary } from '../github/context.ts'
import type { RunInputs, VersionInputs } from '../github/inputs.ts'
import { readJob, type JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { installCli } from '../dagger/install.ts'
import { findCliOnPath, versionOfCli } from '../dagger/installed.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { downloadSite, parseCommit } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import { parseVersion, parseVersionWish, type Version } from '../dagger/version.ts'
import { findRunnerHost, type RunnerHost } from '../engine/host.ts'
import { versionOfPreset } from '../engine/preset.ts'
import { network } from './download-pacing.ts'

/** Where the engine of this step is, and so, unless an earlier step has settled that, of the job. */
export async function runnerHostOfStep(
  inputs: Pick<VersionInputs, 'daggerFlags' | 'variables'> & Partial<Pick<RunInputs, 'env'>>,
): Promise<RunnerHost> {
  const job = await readJob()
  return findRunnerHost({
    env: { ...process.env, ...inputs.env },
    asksForCloud: asksForCloudEngine(inputs.daggerFlags, inputs.variables),
    exported: job?.runnerHost,
    settled: job?.host,
  })
}

/**
 * The version that an earlier step of the job has settled, else the one that this step's inputs settle.
 *
 * @param withoutState whether the step neither restores nor saves a state
 */
export async function versionOfJob(
  inputs: VersionInputs,
  host: RunnerHost,
  withoutState = false,
): Promise<string> {
  return (await readJob())?.version ?? (await settleVersion(inputs, host, withoutState))
}

/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
async function settleVersion(
  inputs: VersionInputs,
  host: RunnerHost,
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
    network,
  })
  log.info(`Dagger ${version}, ${origin}.`)
  if (notice !== undefined) core.notice(notice)
  return version
}

/** The version that `auto` takes over from an engine that somebody else set up, where it can be known. */
async function presetVersion(inputs: VersionInputs, host: RunnerHost): Promise<Version | undefined> {
  if (parseVersionWish(inputs.version).kind !== 'auto') return undefined
  return host.kind === 'preset' ? await versionOfPreset(host.address) : undefined
}

/** A CLI that is there, and where it came from, as a part of a sentence. */
export interface Cli {
  readonly path: string
  readonly origin: string
}

/**
 * Makes sure of the CLI.
 *
 * @param version as the job has settled it: a full version, a commit's hash or `head`
 */
export async function settleCli(version: string): Promise<Cli> {
  return await installCli({
    build: parseVersion(version) === undefined ? parseCommit(version) : { kind: 'release', version },
    onPath: await findCliOnPath(process.env),
    site: downloadSite(process.env),
    network,
    temporary,
    platform: process.platform,
    arch: process.arch,
  })
}

/** What a build is taken for whose CLI does not say: a commit of the main branch is newer than any release. */
const newest: Version = '1.0.0'

/**
 * The release whose behavior the engine of a version has: how it is started, judged and pruned. Settled once a job,
 * see `JobRecord.behavior`.
 *
 * @param version as the job has settled it
 * @param cli asked where the version is a commit's hash or `head`
 */
export async function behaviorOf(version: string, cli: () => Promise<Cli>): Promise<Version> {
  const release = (await readJob())?.behavior ?? parseVersion(version)
  if (release !== undefined) return release
  const path = await cli().then(
    ({ path }) => path,
    // A CLI that is not to be had is for its user to say.
    () => undefined,
  )
  return (path === undefined ? undefined : await versionOfCli(path)) ?? newest
}

/**
 * The release whose behavior an engine had that wrote a state; undefined where it was a build of another commit,
 * which only its own CLI could say.
 */
export function behaviorOfWriter(
  engineVersion: string,
  job: Pick<JobRecord, 'version' | 'behavior'>,
): Version | undefined {
  return engineVersion === job.version ? job.behavior : parseVersion(engineVersion)
}
