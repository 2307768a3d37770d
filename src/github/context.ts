import { createHash } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { savingRun, type JobIdentity } from '../policy/keys.ts'
import type { SaveFacts, UsedCode } from '../policy/saving.ts'
import { isFromFork } from '../runner/strangers.ts'
import { actionsStore } from '../store/actions.ts'
import { DirectoryStore } from '../store/directory.ts'
import { S3Store, type BucketScopes } from '../store/s3.ts'
import { parseS3Address, s3AddressRule, scopeOf } from '../store/s3-address.ts'
import { openBucket } from '../store/s3-bucket.ts'
import type { Store } from '../store/store.ts'
import type { KeptWish } from '../disk/kept-images.ts'
import { eventPayload, type EventPayload } from './event.ts'

const { env } = process

/** `owner/name`; '' outside of a workflow. */
export const repository = env['GITHUB_REPOSITORY'] ?? ''

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
    workflow: workflowFile(env['GITHUB_WORKFLOW_REF'] ?? '', repository) ?? env['GITHUB_WORKFLOW'] ?? 'local',
    job: env['GITHUB_JOB'] ?? 'local',
    matrix,
  }
}

/**
 * The file of a workflow, without the usual folder; undefined where the runner does not name it.
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
 * What tells a repository from all others, as a relative path: the server and the repository's ID. A name can be
 * given up and taken by somebody else; an ID cannot. `local` outside of a workflow.
 */
export function repositoryIdentity(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY_ID: id, GITHUB_REPOSITORY: name } = environment
  if (!name) return 'local'
  const host = URL.canParse(server) ? new URL(server).host : 'github.com'
  // A server that gives no IDs: no name begins with a sign that an encoded one cannot have.
  return join(encodeURIComponent(host), id && /^\d+$/.test(id) ? id : `name=${encodeURIComponent(name)}`)
}

/** Which store the inputs name. */
export interface StoreChoice {
  /** The input cache-dir. */
  readonly cacheDir?: string | undefined
  /** The input store. */
  readonly store?: string | undefined
}

/**
 * Where snapshots are kept; undefined when this job has no cache.
 *
 * @param signal ends what is under way, which then throws
 * @throws Error when the store cannot be opened
 */
export async function openStore(
  { cacheDir, store }: StoreChoice,
  log: Log,
  signal?: AbortSignal,
): Promise<Store | undefined> {
  if (store !== undefined) {
    const address = parseS3Address(store)
    if (!address) throw new Error(`The store is ${store}, and has to be ${s3AddressRule}.`)
    const bucket = await openBucket(address.bucket, env, log, signal)
    return new S3Store(store, bucket, bucketScopes(address.prefix, env, await eventPayload()), log)
  }
  if (cacheDir !== undefined) return new DirectoryStore(join(cacheDir, repositoryIdentity(env)), signal)
  // Gitea, Forgejo and nektos/act set it; their cache servers follow rules of their own.
  if (env['ACT'] === 'true') return undefined
  if (env['GITHUB_ACTIONS'] === 'true') {
    return actionsStore(env, log, join(temporary, 'warm-dagger', 'staging'), signal)
  }
  return new DirectoryStore(join(cacheHome(), 'warm-dagger', 'local'), signal)
}

/**
 * Whose entries a run reads and writes in a bucket, as GitHub's cache has it: its own ref's, then those of its pull
 * request's base, then the default branch's.
 *
 * @param prefix of the address
 */
export function bucketScopes(
  prefix: string,
  environment: NodeJS.ProcessEnv,
  { repository: { default_branch: branch } = {} }: EventPayload,
): BucketScopes {
  const { GITHUB_REF: ref = '', GITHUB_BASE_REF: base } = environment
  const others = [base, branch].flatMap((name) => (name ? [`refs/heads/${name}`] : []))
  const [own, ...rest] = [...new Set([ref, ...others].map(scopeOf))]
  return {
    repository: `${prefix === '' ? '' : `${prefix}/`}${repositoryIdentity(environment)}/`,
    scopes: [own ?? '', ...rest],
  }
}

/** What GitHub and the checkout know of a run: whose state it leaves, where that may be stored, and who may read it. */
export type RunContext = Omit<SaveFacts, 'wish' | 'isolatesBranches' | 'cancelled' | 'volumeIsOurs'> &
  Pick<KeptWish, 'repository' | 'defaultRef'>

/**
 * @param code that the job's commands used, or are to use
 * @throws Error when the event's payload cannot be read
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
    // Only a schedule's payload may lack it, and a schedule runs on the default branch.
    defaultRef: branch === undefined ? ref : `refs/heads/${branch}`,
  }
}

/** The run of this repository that saved an entry; undefined for one that was saved outside of a workflow. */
export function runThatSaved(entry: string): { id: string; url: string } | undefined {
  const id = savingRun(entry)
  if (id === undefined || repository === '') return undefined
  return { id, url: `${env['GITHUB_SERVER_URL'] ?? ''}/${repository}/actions/runs/${id}` }
}
