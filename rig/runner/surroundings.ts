import { hash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

import { run } from '../../src/programs.ts'
import { eventDefaults } from './event.ts'
import type { Value } from './expression.ts'
import type { CancelDelays, StepUser } from './process.ts'

export type Mapping = Readonly<Record<string, Value>>
export type Texts = Readonly<Record<string, string>>

export interface JobOptions {
  /** Default: push. */
  readonly event?: string
  /** The event's payload. Default: a plausible payload of that event. */
  readonly payload?: Mapping
  /** Default: acme/app. */
  readonly repository?: string
  /** Default: main. */
  readonly defaultBranch?: string
  /** The full ref, such as refs/heads/main. Default: the one that the event implies. */
  readonly ref?: string
  /** Default: the HEAD of a workspace that `checkout` created, or an invented commit. */
  readonly sha?: string
  /** Default: CI. */
  readonly workflow?: string
  /** The job's ID in its workflow. Default: test. */
  readonly job?: string
  readonly runId?: number
  readonly runAttempt?: number
  readonly matrix?: Mapping
  readonly strategy?: Mapping
  /** Linux, macOS or Windows, independent of this machine. Default: Linux. */
  readonly runnerOs?: string
  /** X64, ARM64 and so on. Default: this machine's. */
  readonly runnerArch?: string
  /** Default: runner-1. */
  readonly runnerName?: string
  /** Default: github-hosted. */
  readonly runnerEnvironment?: 'github-hosted' | 'self-hosted'
  /** Folders. Default: new ones in the system's temporary folder. */
  readonly workspace?: string
  readonly temp?: string
  readonly toolCache?: string
  /** HOME of the steps. Default: a new, empty folder. */
  readonly home?: string
  /** Files to put into the workspace, by path. */
  readonly files?: Texts
  /** Whether the workspace is a git checkout with one commit of `files`. */
  readonly checkout?: boolean
  /** The machine's environment, in addition to PATH, HOME and LANG. Nothing else is inherited. */
  readonly env?: Texts
  /** The variables of the Actions cache for JavaScript actions. */
  readonly cache?: { readonly url: string; readonly token: string }
  /** Default: the addresses of github.com. */
  readonly serverUrl?: string
  readonly apiUrl?: string
  /** `github.token`; masked. */
  readonly token?: string
  /** `secrets.NAME` in `with` and `env`; masked. */
  readonly secrets?: Texts
  /** The account of the steps, which owns the folders. Default: the current user. */
  readonly user?: StepUser
  /** Modules that the Node of the actions loads first (`--import`). */
  readonly preload?: readonly string[]
  /** Debug logging, as with the secret ACTIONS_STEP_DEBUG. */
  readonly debug?: boolean
  /** The owner, repository and ref of the actions, as in `uses:`. */
  readonly actionRepository?: string
  readonly actionRef?: string
  /** The delays of a cancellation. Default: those of a runner. */
  readonly cancelDelays?: CancelDelays
}

export interface Folders {
  readonly workspace: string
  readonly temp: string
  readonly toolCache: string
  readonly home: string
}

/** The environment of a job before its first step. */
export interface Surroundings {
  /** The parent of all folders that use the default. */
  readonly root: string
  readonly folders: Folders
  readonly sha: string
  readonly github: Mapping
  readonly runner: Mapping
  readonly strategy: Mapping
  /** Environment of every step. */
  readonly machineEnv: Texts
  /** Additional environment of JavaScript actions. */
  readonly actionEnv: Texts
  /** Values that the log masks. */
  readonly secrets: readonly string[]
  /** The value of RUNNER_TRACKING_ID, which identifies the job's processes. */
  readonly trackingId: string
}

/** Creates folders, workspace and event file, and computes contexts and environment. */
export async function prepareSurroundings(options: JobOptions): Promise<Surroundings> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'runner-')))
  const repository = options.repository ?? 'acme/app'
  const repositoryName = repository.split('/')[1] ?? repository
  const folders = {
    workspace: options.workspace ?? join(root, 'work', repositoryName, repositoryName),
    temp: options.temp ?? join(root, 'work', '_temp'),
    toolCache: options.toolCache ?? join(root, 'tool-cache'),
    home: options.home ?? join(root, 'home'),
  }
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true })

  await writeFiles(folders.workspace, options.files ?? {})
  const head = options.checkout === true ? await checkOut(folders.workspace, options) : undefined
  const sha = options.sha ?? head ?? '1'.repeat(40)

  const event = options.event ?? 'push'
  const implied = eventDefaults(event, repository, options.defaultBranch ?? 'main', sha)
  const payload = options.payload ?? implied.payload
  await writeFiles(folders.temp, { '_github_workflow/event.json': JSON.stringify(payload) })
  if (options.user !== undefined) {
    const { uid, gid } = options.user
    await run('chown', ['--recursive', `${uid}:${gid}`, root, ...Object.values(folders)])
  }

  const ref = options.ref ?? implied.ref
  const token = options.token ?? 'ghs_aTokenThatOpensNothing'
  const apiUrl = options.apiUrl ?? 'https://api.github.com'
  const trackingId = `github_${randomUUID()}`
  return {
    root,
    folders,
    sha,
    github: {
      actor: 'someone',
      actor_id: '1',
      api_url: apiUrl,
      base_ref: implied.baseRef,
      event: payload,
      event_name: event,
      event_path: join(folders.temp, '_github_workflow/event.json'),
      graphql_url: `${apiUrl}/graphql`,
      head_ref: implied.headRef,
      job: options.job ?? 'test',
      ref,
      ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
      ref_protected: 'false',
      ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      repository,
      // Another repository has another ID.
      repository_id:
        repository === 'acme/app' ? '1' : String(parseInt(hash('sha256', repository).slice(0, 8), 16)),
      repository_owner: repository.split('/')[0] ?? '',
      repository_owner_id: '1',
      retention_days: '90',
      run_attempt: String(options.runAttempt ?? 1),
      run_id: String(options.runId ?? 1),
      run_number: '1',
      server_url: options.serverUrl ?? 'https://github.com',
      sha,
      token,
      triggering_actor: 'someone',
      workflow: options.workflow ?? 'CI',
      workflow_ref: `${repository}/.github/workflows/ci.yml@${ref}`,
      workflow_sha: sha,
      workspace: folders.workspace,
    },
    runner: {
      arch: options.runnerArch ?? (process.arch === 'arm64' ? 'ARM64' : 'X64'),
      ...(options.debug === true && { debug: '1' }),
      environment: options.runnerEnvironment ?? 'github-hosted',
      name: options.runnerName ?? 'runner-1',
      os: options.runnerOs ?? 'Linux',
      temp: folders.temp,
      tool_cache: folders.toolCache,
      workspace: dirname(folders.workspace),
    },
    strategy: options.strategy ?? {
      'fail-fast': true,
      'job-index': 0,
      'job-total': 1,
      'max-parallel': 1,
    },
    machineEnv: {
      PATH: process.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: folders.home,
      LANG: 'C.UTF-8',
      ...(options.preload?.length && { NODE_OPTIONS: options.preload.map(importFlag).join(' ') }),
      CI: 'true',
      ...options.env,
      GITHUB_ACTIONS: 'true',
      RUNNER_TRACKING_ID: trackingId,
    },
    actionEnv: options.cache === undefined ? {} : cacheEnv(options.cache),
    secrets: [
      token,
      ...(options.cache === undefined ? [] : [options.cache.token]),
      ...Object.values(options.secrets ?? {}),
    ],
    trackingId,
  }
}

/** Source: actions/runner at 2.336.0, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs (RunAsync). */
function cacheEnv({ url, token }: { readonly url: string; readonly token: string }): Texts {
  return {
    ACTIONS_RUNTIME_URL: url,
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_CACHE_URL: url,
    ACTIONS_RESULTS_URL: url,
    ACTIONS_CACHE_SERVICE_V2: 'True',
  }
}

function importFlag(module: string): string {
  return `--import=${isAbsolute(module) ? pathToFileURL(module).href : module}`
}

async function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}

/** The files of `.git` with one commit, by the files in that commit. */
const repositories = new Map<string, Readonly<Record<string, Buffer>>>()

/** Makes a commit of the files in a folder, and returns its hash. In new folders, equal files are the same commit. */
async function checkOut(folder: string, { workspace, files = {} }: JobOptions): Promise<string> {
  if (workspace !== undefined) return await commitAll(folder)
  const key = JSON.stringify(files)
  const known = repositories.get(key)
  if (known) {
    await writeFiles(join(folder, '.git'), known)
    return await headOf(folder)
  }
  const head = await commitAll(folder)
  repositories.set(key, await readFiles(join(folder, '.git')))
  return head
}

async function readFiles(folder: string): Promise<Readonly<Record<string, Buffer>>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path)] as const)),
  )
}

async function commitAll(folder: string): Promise<string> {
  const git = (...args: readonly string[]): Promise<string> => run('git', ['-C', folder, ...args])
  const settings = ['user.name=someone', 'user.email=someone@example.com', 'maintenance.auto=false']
  const committing = settings.flatMap((setting) => ['-c', setting])
  await git('init', '--quiet', '--template=', '--initial-branch=main')
  await git('add', '--all')
  await git(...committing, 'commit', '--quiet', '--no-gpg-sign', '--allow-empty', '--message=A commit')
  return await headOf(folder)
}

async function headOf(folder: string): Promise<string> {
  return (await readFile(join(folder, '.git/refs/heads/main'), 'utf8')).trim()
}
