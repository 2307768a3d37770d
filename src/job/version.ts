import * as core from '@actions/core'
import { temporary } from '../github/context.ts'
import type { VersionInputs } from '../github/inputs.ts'
import { readJob } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { installCli } from '../dagger/install.ts'
import { findCliOnPath } from '../dagger/installed.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { downloadSite, parseCommit } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import { parseVersion, parseVersionWish, type Version } from '../dagger/version.ts'
import { findRunnerHost, type RunnerHost } from '../engine/host.ts'
import { versionOfPreset } from '../engine/preset.ts'
import { network } from './download-pacing.ts'

/**
 * The version that an earlier step of the job has settled, else the one that this step's inputs settle.
 *
 * @param withoutState whether the step neither restores nor saves a state
 */
export async function versionOfJob(inputs: VersionInputs, withoutState = false): Promise<string> {
  return (await readJob())?.version ?? (await settleVersion(inputs, withoutState))
}

/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
async function settleVersion(inputs: VersionInputs, withoutState: boolean): Promise<string> {
  if (inputs.commit !== '') return inputs.commit.toLowerCase()
  const host = findRunnerHost(
    process.env,
    undefined,
    asksForCloudEngine(inputs.daggerFlags, inputs.variables),
  )
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

/**
 * Makes sure of the CLI.
 *
 * @param version as the job has settled it: a full version, a commit's hash or `head`
 * @returns where it is, and where it came from, as a part of a sentence
 */
export async function settleCli(version: string): Promise<{ path: string; origin: string }> {
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

/** The version by which to judge what an engine logs: a commit of the main branch is newer than any release. */
export function behaviourOf(version: string): string {
  return /^\d+\./.test(version) ? version : '1.0.0'
}
