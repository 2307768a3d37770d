import * as core from '@actions/core'
import { existsSync } from 'node:fs'
import { eventPayload } from '../github/event.ts'
import { repositoryOwner } from '../github/repository-owner.ts'
import { readRunnerInputs, type RunnerInputs } from '../github/runner-inputs.ts'
import { moduleRequirements, type ModulePlace } from '../dagger/module-graph.ts'
import { downloadSite } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import { jobLog as log } from '../github/log.ts'
import { namesVersion, selectRunner as select, type EngineVersion } from '../runner/select.ts'
import { untrustedCodeReason } from '../runner/untrusted-code.ts'
import type { RunnerRequest } from '../runner/request.ts'
import { reasonOf } from '../reason.ts'
import { downloadOptions } from '../job/download-options.ts'

/** The action select-runner. */
export async function selectRunner(): Promise<void> {
  const inputs = readRunnerInputs()
  const { env } = process
  const payload = await eventPayload()
  const selection = select(inputs.request, await engineVersion(inputs), {
    untrustedCodeReason: untrustedCodeReason(env['GITHUB_EVENT_NAME'] ?? '', payload),
    owner:
      inputs.request.provider === 'depot'
        ? await repositoryOwner(payload, env['GITHUB_REPOSITORY_OWNER'] ?? '', inputs.token, log)
        : undefined,
    runId: env['GITHUB_RUN_ID'] ?? '',
  })
  core.setOutput('runs-on', JSON.stringify(selection.runsOn))
  core.setOutput('label', selection.label)
  core.setOutput('provider', selection.provider)
  core.setOutput('version', selection.version)
  core.setOutput('reason', selection.reason)
  log.info(selection.reason)
  for (const notice of selection.notices) core.notice(notice)
}

/** If no label contains the version, it may stay unresolved. */
async function engineVersion(inputs: RunnerInputs): Promise<EngineVersion> {
  try {
    return await resolvedVersion(inputs)
  } catch (error) {
    if (namesVersion(inputs.request)) throw error
    log.info(`The version of Dagger could not be determined: ${reasonOf(error)}`)
    return { full: '', isNewest: true }
  }
}

async function resolvedVersion({ request, version, module, workdir }: RunnerInputs): Promise<EngineVersion> {
  // A job that selects a runner often has no checkout, so its folders do not exist.
  const place = { module, workdir: existsSync(workdir) ? workdir : process.cwd(), workspace: process.cwd() }
  const resolved = await resolveVersion({
    ...place,
    version,
    // An engine and a CLI on this machine say nothing about those on the selected runner.
    engineVersion: undefined,
    cliOnPath: () => Promise.resolve(undefined),
    site: downloadSite(process.env),
    downloadOptions,
  })
  log.info(`Dagger ${resolved.version}, ${resolved.origin}.`)
  if (resolved.notice !== undefined) core.notice(resolved.notice)
  return { full: resolved.version, isNewest: await asksForTheNewest(request, place) }
}

async function asksForTheNewest({ version }: RunnerRequest, place: ModulePlace): Promise<boolean> {
  if (version.kind !== 'auto') return version.kind === 'pointer' && version.pointer === 'latest'
  const needed = (await moduleRequirements(place, log)) ?? []
  return needed.length === 0 || needed.some((requirement) => requirement.kind === 'latest')
}
