import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  loopbackBlobHost,
  startCacheService,
  underGitHubsName,
  type CacheService,
  type CacheServiceOptions,
} from '../cache-service/service.ts'
import { buildCli } from '../dagger/build.ts'
import { buildEngineImage } from '../engine/image.ts'
import { createJob, type Job, type JobOptions, type StepResult } from '../runner/job.ts'
import { attemptAsRoot } from '../../src/privileged.ts'
import { containersOf } from '../../src/docker.ts'
import { labeledVolumes, removeByForce } from './docker-api.ts'

/** The built actions, by the folder that `uses:` names. */
export const actions = {
  allInOne: resolve(import.meta.dirname, '../..'),
  restore: resolve(import.meta.dirname, '../../restore'),
  run: resolve(import.meta.dirname, '../../run'),
  save: resolve(import.meta.dirname, '../../save'),
} as const

/** The folder of acme/app's snapshots in a `cache-dir`. */
export function storeFolder(cacheDir: string): string {
  return join(cacheDir, 'github.com', '1')
}

export interface MachineJobOptions extends JobOptions {
  /** The version of the stand-in CLI on its PATH. Default: the machine's first version. */
  readonly dagger?: string
  /** Refs whose entries it can read, its own first. Default: those of its event. */
  readonly scopes?: readonly string[]
  readonly permission?: 'none' | 'read' | 'write'
  /** The version of the cache service's protocol; `none` for a job without a cache. Default: 2. */
  readonly cacheService?: 1 | 2 | 'none'
  /** A folder of programs that take precedence over the machine's. */
  readonly programs?: string
}

/** A sequence of machines, with one cache service for all of them. */
export interface Machine {
  readonly service: CacheService
  /** A job of the repository acme/app on its main branch, with a checkout of one small module. */
  newJob(options?: MachineJobOptions): Promise<Job>
  /**
   * Removes containers, volumes, loop devices and folders of all jobs so far, as if the machine were discarded. Ignores
   * what does not exist any more, so call it in afterEach as well.
   */
  forgetMachine(): Promise<void>
  /** Discards the machine and stops the cache service. */
  stop(): Promise<void>
}

export interface MachineOptions extends CacheServiceOptions {
  /** Of the stand-in engine and CLI. */
  readonly versions: readonly [string, ...string[]]
}

/** Builds the stand-ins and starts a cache service. Call it once per test file, in beforeAll. */
export async function startMachine({ versions, ...options }: MachineOptions): Promise<Machine> {
  const clis = await mkdtemp(join(tmpdir(), 'machine-'))
  // For jobs of other users, too.
  await chmod(clis, 0o755)
  for (const version of versions) {
    await buildEngineImage(version)
    await buildCli(version, join(clis, version, 'dagger'))
  }
  const service = await startCacheService(options)
  const jobs: Job[] = []

  async function newJob(jobOptions: MachineJobOptions = {}): Promise<Job> {
    const {
      dagger,
      scopes,
      permission = 'write',
      cacheService = 2,
      programs,
      env,
      preload,
      ...rest
    } = jobOptions
    const access = { scopes: scopes ?? scopesOf(rest), permission }
    const job = await createJob({
      checkout: true,
      files: { 'src/a.txt': 'a file\n', 'src/b/c.txt': 'another file\n' },
      preload: [loopbackBlobHost, ...(preload ?? [])],
      // As on a runner, only JavaScript actions see the cache's variables.
      ...(cacheService === 2 && {
        cache: { url: underGitHubsName(service.url), token: service.tokenFor(access) },
      }),
      ...rest,
      env: {
        PATH: [programs ?? [], join(clis, dagger ?? versions[0]), process.env['PATH'] ?? ''].flat().join(':'),
        ...inherited('DOCKER_HOST', 'NODE_COMPILE_CACHE', 'GOMAXPROCS'),
        ...(cacheService === 1 && {
          ACTIONS_CACHE_URL: underGitHubsName(service.url),
          ACTIONS_RUNTIME_TOKEN: service.tokenFor(access),
        }),
        ...env,
      },
    })
    jobs.push(job)
    return job
  }

  async function forgetMachine(): Promise<void> {
    for (const job of jobs.splice(0)) await forgetJob(job)
  }

  return {
    service,
    newJob,
    forgetMachine,
    stop: async () => {
      await forgetMachine()
      await service.stop()
      await rm(clis, { recursive: true })
    },
  }
}

/** Of this process's environment, the variables that are set. */
function inherited(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

/** A run's own ref, and the default branch's. */
function scopesOf({ event, ref, defaultBranch = 'main' }: JobOptions): readonly string[] {
  const main = `refs/heads/${defaultBranch}`
  const own = ref ?? (event === 'pull_request' ? 'refs/pull/1/merge' : main)
  return own === main ? [main] : [own, main]
}

/** Removes what one job left, as if its machine were discarded. */
export async function forgetJob(job: Job): Promise<void> {
  await job.finish({ runnerLost: true })
  const record = await recordOf(job)
  const volumes = new Set(await volumesBelow([job.temp, job.toolCache]))
  if (record) volumes.add(record.volumeName)
  const containers = new Set<string>()
  if (record?.container !== undefined) containers.add(record.container)
  for (const volume of volumes) {
    for (const user of await containersOf(volume)) containers.add(user)
  }
  await removeByForce(containers, volumes)
  await unmountBelow(job.temp)
  const devices = [...(await loopsBelow(job.temp)), ...(await loopsBelow(job.toolCache))]
  for (const device of devices) await attemptAsRoot('losetup', ['--detach', device])
  // What a process of the job serves is in use until its loop device is gone.
  await unmountBelow(job.temp)
  await job.remove()
}

/** The parts of a job's record that tests read. */
export interface JobFacts {
  readonly volumeName: string
  readonly container?: string
  readonly volume?: { readonly device: string; readonly image: string; readonly served?: string }
  readonly commands?: readonly { readonly succeeded: boolean; readonly timedOut?: true }[]
}

/** undefined if no step of the job has written a record. */
export async function recordOf(job: Job): Promise<JobFacts | undefined> {
  return await readFile(join(job.temp, 'warm-dagger/job.json'), 'utf8').then(
    (text) => (JSON.parse(text) as { readonly record: JobFacts }).record,
    () => undefined,
  )
}

async function volumesBelow(folders: readonly string[]): Promise<readonly string[]> {
  const all = await labeledVolumes()
  return all
    .filter(({ image }) => folders.some((folder) => image.startsWith(`${folder}/`)))
    .map(({ name }) => name)
}

/** Whether a step restored a state whose parts are fetched when the engine reads them. */
export function isOnDemand({ log }: Pick<StepResult, 'log'>): boolean {
  return /Its parts are fetched when the engine reads them\.$/m.test(log)
}

/** The loop devices of files below the folder. */
export async function loopsBelow(folder: string): Promise<readonly string[]> {
  const names = (await readdir('/sys/block')).filter((name) => /^loop\d+$/.test(name))
  const files = await Promise.all(
    names.map((name) => readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => '')),
  )
  return names.filter((_, at) => files[at]?.startsWith(`${folder}/`)).map((name) => `/dev/${name}`)
}

async function unmountBelow(folder: string): Promise<void> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  for (const line of table.split('\n')) {
    const place = line.split(' ')[4] ?? ''
    if (place.startsWith(`${folder}/`)) await attemptAsRoot('umount', [place])
  }
}
