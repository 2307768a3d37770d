import * as core from '@actions/core'
import { existsSync } from 'node:fs'
import { moduleRequirements, type ModulePlace } from '../dagger/module-graph.ts'
import { downloadSite } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import { jobLog as log } from '../github/log.ts'
import type { RunnerInputs } from '../github/runner-inputs.ts'
import { reasonOf } from '../reason.ts'
import type { RunnerRequest } from '../runner/request.ts'
import { namesVersion, type EngineVersion } from '../runner/select.ts'
import { downloadOptions } from './download-options.ts'

/**
 * The version that a job on the selected runner will use. If no label contains the version, it may stay unresolved,
 * and is then empty.
 *
 * @throws Error if the version cannot be resolved and a label contains it
 */
export async function versionForRunner(inputs: RunnerInputs): Promise<EngineVersion> {
  try {
    return await resolve(inputs)
  } catch (error) {
    if (namesVersion(inputs.request)) throw error
    log.info(`The version of Dagger could not be determined: ${reasonOf(error)}`)
    return { full: '', isNewest: true }
  }
}

async function resolve({ request, version, module, workdir }: RunnerInputs): Promise<EngineVersion> {
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
