import { createHash } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { savingRun, type JobIdentity } from '../policy/keys.ts'
import type { SaveFacts, UsedCode } from '../policy/saving.ts'
import { isFromFork } from '../runner/untrusted-code.ts'
import type { KeptStateRequest } from '../disk/kept-images.ts'
import { eventPayload } from './event.ts'

const { env } = process

/** `owner/name`; '' outside of a workflow. */
export const repository = env['GITHUB_REPOSITORY'] ?? ''

/** Folder for this job's files. The runner empties RUNNER_TEMP after each job. */
export const temporary = env['RUNNER_TEMP'] || tmpdir()

/** Whether the machine is reused for later jobs. */
export const isPersistentMachine = env['RUNNER_ENVIRONMENT'] === 'self-hosted'

/**
 * Suffix for the names of containers and volumes on self-hosted machines: several runners may share a Docker
 * daemon, and no runner may touch what belongs to another.
 */
export const runnerSuffix = isPersistentMachine ? suffixOf(env['RUNNER_NAME'] ?? '', temporary) : ''

/**
 * Uses both name and folder: a runner's name is unique only within its repository or organization, and a folder
 * only on its machine.
 *
 * @param folder the runner's folder for temporary files
 */
export function suffixOf(runnerName: string, folder: string): string {
  const runner = JSON.stringify([runnerName, folder])
  return `-${createHash('sha256').update(runner).digest('hex').slice(0, 8)}`
}

/** Folder that persists between jobs if the machine does. */
export const persistentFolder = env['RUNNER_TOOL_CACHE'] || cacheHome()

/** The user's folder for caches. */
export function cacheHome(): string {
  return env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
}

/** Everything that distinguishes this job's state from other jobs' state, except the engine's version. */
export function jobIdentity(matrix: string): Omit<JobIdentity, 'version'> {
  return {
    os: (env['RUNNER_OS'] ?? process.platform).toLowerCase(),
    arch: (env['RUNNER_ARCH'] ?? process.arch).toLowerCase(),
    workflow: workflowFile(env['GITHUB_WORKFLOW_REF'] ?? '', repository) ?? env['GITHUB_WORKFLOW'] ?? 'local',
    job: env['GITHUB_JOB'] ?? 'local',
    matrix,
  }
}

/**
 * The workflow file without `.github/workflows/`; undefined if the runner does not report it.
 *
 * @param ref GITHUB_WORKFLOW_REF, such as `octo-org/app/.github/workflows/ci.yml@refs/heads/main`
 * @param repository GITHUB_REPOSITORY, such as `octo-org/app`
 */
export function workflowFile(ref: string, repository: string): string | undefined {
  const path = ref.replace(/@.*$/s, '')
  if (!path.startsWith(`${repository}/`)) return path === '' ? undefined : path
  return path.slice(repository.length + 1).replace(/^\.github\/workflows\//, '')
}

/**
 * Identifies a repository by a relative path: the server and the repository's ID. Another owner can claim a
 * released name, but never an ID. `local` outside a workflow.
 */
export function repositoryIdentity(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY_ID: id, GITHUB_REPOSITORY: name } = environment
  if (!name) return 'local'
  const host = URL.canParse(server) ? new URL(server).host : 'github.com'
  // Some servers send no ID. The prefix `name=` keeps a name from being read as an ID.
  return join(encodeURIComponent(host), id && /^\d+$/.test(id) ? id : `name=${encodeURIComponent(name)}`)
}

/**
 * What GitHub and the checkout report about a run: whose state it creates, where it may be saved, and who may read
 * it.
 */
export type RunContext = Omit<SaveFacts, 'saveInput' | 'isolatesBranches' | 'cancelled'> &
  Pick<KeptStateRequest, 'repository' | 'defaultRef'>

/**
 * @param code that the job's commands used, or will use
 * @throws Error if the event's payload cannot be read
 */
export async function runContext(code: readonly UsedCode[]): Promise<RunContext> {
  const payload = await eventPayload()
  const ref = env['GITHUB_REF'] ?? ''
  const branch = payload.repository?.default_branch
  return {
    event: env['GITHUB_EVENT_NAME'] || undefined,
    ref,
    defaultBranch: branch,
    sha: env['GITHUB_SHA'] ?? '',
    code,
    fromFork: isFromFork(payload),
    cacheMode: env['ACTIONS_CACHE_MODE'],
    repository: repositoryIdentity(env),
    // Only the payload of a schedule may lack the default branch, and a schedule runs on the default branch.
    defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
  }
}

/** The workflow run of this repository that saved an entry; undefined if it was saved outside a workflow. */
export function runThatSaved(entry: string): { id: string; url: string } | undefined {
  const id = savingRun(entry)
  if (id === undefined || repository === '') return undefined
  return { id, url: `${env['GITHUB_SERVER_URL'] ?? ''}/${repository}/actions/runs/${id}` }
}
