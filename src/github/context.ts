import { createHash } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempt } from '../command.ts'
import type { Log } from '../log.ts'
import { savingRun, type JobIdentity } from '../policy/keys.ts'
import type { SaveFacts } from '../policy/saving.ts'
import { isFromFork } from '../runner/strangers.ts'
import { actionsStore } from '../store/actions.ts'
import { DirectoryStore } from '../store/directory.ts'
import type { Store } from '../store/store.ts'
import type { KeptWish } from '../disk/kept-images.ts'
import { eventPayload } from './event.ts'

const { env } = process

/** Whether a runner of GitHub's kind runs us; nektos/act says so too, but has neither its cache nor its machines. */
export const onGitHub = env['GITHUB_ACTIONS'] === 'true' && env['ACT'] !== 'true'

/** A folder that ends with the job. */
export const temporary = env['RUNNER_TEMP'] || tmpdir()

/** Whether the machine outlives the job. */
export const machineStays = env['RUNNER_ENVIRONMENT'] === 'self-hosted'

/**
 * What is added to the names of containers and volumes on machines that stay: several runners may share one
 * Docker daemon, and none is to touch what is another's.
 */
export const runnerSuffix = machineStays ? suffixOf(env['RUNNER_NAME'] ?? '', temporary) : ''

/**
 * Names are each runner's own within one repository or organization only; folders, on one machine.
 *
 * @param folder the runner's for temporary files
 */
export function suffixOf(runnerName: string, folder: string): string {
  const runner = JSON.stringify([runnerName, folder])
  return `-${createHash('sha256').update(runner).digest('hex').slice(0, 8)}`
}

/** A folder that outlives the job, where the machine does. */
export const lasting = env['RUNNER_TOOL_CACHE'] || cacheHome()

function cacheHome(): string {
  return env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
}

/** What tells this job from others, but for the engine's version. */
export function jobIdentity(matrix: string): Omit<JobIdentity, 'version'> {
  return {
    os: (env['RUNNER_OS'] ?? process.platform).toLowerCase(),
    arch: (env['RUNNER_ARCH'] ?? process.arch).toLowerCase(),
    workflow: env['GITHUB_WORKFLOW'] ?? 'local',
    job: env['GITHUB_JOB'] ?? 'local',
    matrix,
  }
}

/**
 * Where snapshots are kept; undefined when this job has no cache.
 *
 * @param folder the input cache-dir
 * @param signal ends what is under way in a cache that is reached by network, which then throws
 */
export function openStore(folder: string | undefined, log: Log, signal?: AbortSignal): Store | undefined {
  if (folder !== undefined) return new DirectoryStore(folder)
  // What nektos/act's containers have in their own folders ends with them.
  if (env['ACT'] === 'true') return undefined
  if (onGitHub) return actionsStore(env, log, join(temporary, 'warm-dagger', 'staging'), signal)
  return new DirectoryStore(join(cacheHome(), 'warm-dagger'))
}

/** What GitHub and the checkout know of a run: whose state it leaves, where that may be stored, and who may read it. */
export type RunContext = Omit<SaveFacts, 'wish' | 'storeHasScopes' | 'cancelled' | 'volumeIsOurs'> &
  Pick<KeptWish, 'repository' | 'defaultRef'>

/** @throws Error when the event's payload cannot be read */
export async function runContext(): Promise<RunContext> {
  const payload = await eventPayload()
  const ref = env['GITHUB_REF'] ?? ''
  const branch = payload.repository?.default_branch
  return {
    event: onGitHub ? env['GITHUB_EVENT_NAME'] : undefined,
    ref,
    defaultBranch: branch,
    sha: env['GITHUB_SHA'] ?? '',
    head: await checkedOut(),
    fromFork: isFromFork(payload),
    cacheMode: env['ACTIONS_CACHE_MODE'],
    repository: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}`,
    // Only a schedule's payload may lack it, and a schedule runs on the default branch.
    defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
  }
}

/** The run of this repository that saved an entry, where the store is the repository's own. */
export function runThatSaved(entry: string, store: Store): { id: string; url: string } | undefined {
  const id = savingRun(entry)
  if (id === undefined || !storeHasScopes(store)) return undefined
  return { id, url: `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}/actions/runs/${id}` }
}

/** GitHub keeps each ref's entries from the others; a folder does not, nor does the cache that Depot gives its runners. */
export function storeHasScopes(store: Store): boolean {
  if (store instanceof DirectoryStore) return false
  return !/\bdepot\.dev\b/.test(`${env['ACTIONS_RESULTS_URL'] ?? ''} ${env['ACTIONS_CACHE_URL'] ?? ''}`)
}

async function checkedOut(): Promise<string | undefined> {
  const workspace = env['GITHUB_WORKSPACE'] ?? '.'
  // The checkout may be another user's, in a container job for instance.
  const head = await attempt('git', ['-c', 'safe.directory=*', '-C', workspace, 'rev-parse', 'HEAD'])
  return head.exitCode === 0 ? head.stdout.trim() : undefined
}
