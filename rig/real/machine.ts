// One hosted machine after another for one version of the real Dagger, with one cache that outlives them all.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { forgetJob, recordOf, storeFolder } from '../machine/machine.ts'
import { attempt, run } from '../../src/programs.ts'
import { askVolume } from '../../src/demand/control.ts'
import { hasApiVerbs } from '../../src/dagger/command.ts'
import type { Version } from '../../src/dagger/version.ts'
import { inspectContainer, jobContainer } from '../../src/docker.ts'
import { runnerHostVariable } from '../../src/engine/host.ts'
import type { JobRecord } from '../../src/record/record.ts'
import { diskBytesIn } from '../../src/job/state-notes.ts'
import type { Phase } from '../../src/record/timeline.ts'
import { searchKeys, snapshotPrefix } from '../../src/policy/keys.ts'
import { sizeOf, type Manifest } from '../../src/snapshot/manifest.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { loopbackBlobHost, startCacheService } from '../cache-service/service.ts'
import { createJob, type FinishOptions, type Job, type JobOptions, type StepResult } from '../runner/job.ts'
import { writeArchive } from './archive.ts'
import type { RealDagger } from './dagger.ts'
import { withoutColours } from './progress.ts'
import { secondsBetween, secondsOf, type Seconds } from './report.ts'

const root = resolve(import.meta.dirname, '../..')
/** The archive of the repository's image, as an argument of the module's functions. */
export const image = '--image=image.tar'

export interface RealJobOptions {
  /** Of the state in the cache. */
  readonly key: string
  /** Further inputs of every step. */
  readonly with?: Readonly<Record<string, string>>
  readonly runner?: JobOptions
  /** A version to name instead of the engine's own. */
  readonly version?: string
  /** Folders before the CLI's on the PATH. */
  readonly programs?: string
  /** Changes to the checkout, before the first step. */
  readonly prepare?: (workspace: string) => Promise<void>
  /** Where the repository is checked out; the same folder for every job unless given. */
  readonly workspace?: string
}

/** A job that is running. */
export interface RealJob {
  readonly job: Job
  /** One step of the all-in-one action: a function of the module, as it is written for `call`. */
  call(command: string, inputs?: Readonly<Record<string, string>>): Promise<StepResult>
  /** One step of an action of ours. */
  step(
    action: 'all' | 'restore' | 'run' | 'save',
    inputs?: Readonly<Record<string, string>>,
  ): Promise<StepResult>
  /** What the steps pass to each other. */
  record(): Promise<JobRecord>
  /** The environment of a client of the job's engine that is not one of its steps, with the CLI on its PATH. */
  clientEnvironment(): Promise<Record<string, string>>
  /**
   * How many entries of each type the engine's cache has, up to 0.20: later engines do not know the types of what
   * they found in their state.
   *
   * Source: dagger/dagger v0.20.3, core/engine.go line 79.
   */
  entryTypes(): Promise<ReadonlyMap<string, number>>
  /** All that the engine logged. */
  engineLog(): Promise<string>
  /** Runs the posts and throws the machine away. */
  finish(options?: FinishOptions): Promise<FinishedJob>
}

export interface FinishedJob {
  /** Of the steps and posts, as their user sees them. */
  readonly log: string
  /** Of the posts alone. */
  readonly endLog: string
  readonly steps: readonly StepResult[]
  readonly seconds: Seconds
  /** Seconds from the start of the engine's container until the CLI was connected; absent if it is unknown. */
  readonly connected?: number
  /** Compressed bytes of the state that were fetched before the posts; absent if the whole state was. */
  readonly fetchedBytes?: number
  /** Whether the cache has a snapshot that it did not have before the job. */
  readonly saved: boolean
  /** What the job added to the cache. */
  readonly storedBytes: number
  /** Whether the engine ran when the job had ended. */
  readonly engineRan: boolean
}

export interface RealMachine {
  readonly dagger: RealDagger
  /** A folder for whatever a requirement needs; it ends with the machine. */
  readonly folder: string
  /** A repository whose clone every job gets. */
  readonly repository: string
  begin(options: RealJobOptions): Promise<RealJob>
  /** A whole job with one step for each call. @throws Error with the log when a step fails */
  run(options: RealJobOptions, calls: readonly string[]): Promise<FinishedJob>
  /**
   * Bytes of a key's newest snapshot: what it stores, and what its engine left on the disk. undefined if there is none.
   * Whole chunks do not count: a chunk that holds one small file counts as much as a full one.
   */
  newest(key: string): Promise<{ compressed: number; onDisk: number } | undefined>
  /** All that the cache holds, in bytes by key. */
  stored(): Promise<ReadonlyMap<string, number>>
  /** Throws away what jobs left that were not finished. */
  forget(): Promise<void>
  /** Also ends a running job. No further job can start. */
  stop(): Promise<void>
}

export interface MachineOptions {
  /** Where snapshots are kept: a folder, or a stand-in of GitHub's cache service. Default: a folder. */
  readonly store?: 'directory' | 'service'
  /** A checkout of the actions, built. Default: this one. */
  readonly actions?: string
}

/** @throws Error when the engine's container is in use */
export async function startRealMachine(
  dagger: RealDagger,
  options: MachineOptions = {},
): Promise<RealMachine> {
  const container = jobContainer(dagger.version, '')
  const volume = `warm-dagger-real-${dagger.version}`
  if (await inspectContainer(container)) {
    throw new Error(`There is a container ${container} already. Remove it, or wait for its job.`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'warm-dagger-real-'))
  const repository = join(folder, 'repository')
  await makeRepository(repository)
  const cache = await openCache(options.store ?? 'directory', join(folder, 'cache'))

  const unfinished = new Set<Job>()
  let stopped = false

  async function begin(jobOptions: RealJobOptions): Promise<RealJob> {
    if (stopped) throw new Error('The machine is stopped.')
    const workspace = jobOptions.workspace ?? join(folder, 'work/app/app')
    const before = await cache.stored()
    await rm(workspace, { recursive: true, force: true })
    await run('git', ['clone', '--quiet', `file://${repository}`, workspace])
    await jobOptions.prepare?.(workspace)
    const docker = process.env['DOCKER_HOST'] === undefined ? {} : { DOCKER_HOST: process.env['DOCKER_HOST'] }
    const path = [jobOptions.programs ?? [], dagger.cliFolder, process.env['PATH'] ?? ''].flat().join(':')
    const job = await createJob({
      workspace,
      sha: (await run('git', ['-C', workspace, 'rev-parse', 'HEAD'])).trim(),
      ...cache.runner,
      ...jobOptions.runner,
      env: { ...docker, PATH: path, DO_NOT_TRACK: '1', DAGGER_NO_NAG: '1', ...jobOptions.runner?.env },
    })
    unfinished.add(job)
    const version = jobOptions.version ?? dagger.version
    const parts = { job, version: dagger.version, cliFolder: dagger.cliFolder }
    return new Underway(
      { ...parts, actions: options.actions ?? root, forget: () => forgetOne(job) },
      { version, volume, key: jobOptions.key, ...cache.inputs, ...jobOptions.with },
      async () => new Map([...(await cache.stored())].filter(([key]) => !before.has(key))),
    )
  }

  async function forgetOne(job: Job): Promise<void> {
    unfinished.delete(job)
    await forgetJob(job)
  }

  async function forget(): Promise<void> {
    for (const job of unfinished) await forgetOne(job)
  }

  return {
    dagger,
    folder,
    repository,
    begin,
    run: async (jobOptions, calls) => {
      const job = await begin(jobOptions)
      for (const call of calls) await job.call(call)
      const fetchedBytes = await fetchedBy(job.job)
      const finished = { ...(await job.finish()), ...(fetchedBytes !== undefined && { fetchedBytes }) }
      const bad = finished.steps.find(({ outcome }) => outcome !== 'success')
      if (bad) throw new Error(`${bad.name} ended with ${bad.outcome}:\n${bad.log}`)
      return finished
    },
    newest: (key) => cache.newest(key),
    stored: () => cache.stored(),
    forget,
    stop: async () => {
      stopped = true
      await forget()
      await cache.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Compressed bytes that a job fetched on demand so far. */
async function fetchedBy(job: Job): Promise<number | undefined> {
  const { image, served } = (await recordOf(job))?.volume ?? {}
  if (image === undefined || served === undefined) return undefined
  return (await askVolume(dirname(image), { kind: 'status' })).fetched.bytes
}

type Added = () => Promise<ReadonlyMap<string, number>>

interface Parts {
  readonly job: Job
  readonly version: Version
  readonly cliFolder: string
  /** The checkout of the actions. */
  readonly actions: string
  /** Throws away the job's machine. */
  readonly forget: () => Promise<void>
}

class Underway implements RealJob {
  readonly job: Job
  readonly #parts: Parts
  readonly #inputs: Readonly<Record<string, string>>
  readonly #added: Added
  readonly #steps: StepResult[] = []
  #began = Date.now()
  #connected: number | undefined

  constructor(parts: Parts, inputs: Readonly<Record<string, string>>, added: Added) {
    this.job = parts.job
    this.#parts = parts
    this.#inputs = inputs
    this.#added = added
  }

  async call(command: string, inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
    return await this.step('all', { call: command, ...inputs })
  }

  async step(
    action: 'all' | 'restore' | 'run' | 'save',
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<StepResult> {
    const { actions } = this.#parts
    const folder = action === 'all' ? actions : join(actions, action)
    if (this.#steps.length === 0) this.#began = Date.now()
    const known = await inputsOf(folder)
    const given = Object.entries({ ...this.#inputs, ...inputs }).filter(([name]) => known.has(name))
    const result = withoutColours(await this.job.uses(folder, { with: Object.fromEntries(given) }))
    this.#steps.push(result)
    this.#connected ??= await secondsUntilConnected(this, result)
    return result
  }

  async record(): Promise<JobRecord> {
    const record = await recordOf(this.job)
    if (!record) throw new Error('The job has no record.')
    return record as unknown as JobRecord
  }

  async clientEnvironment(): Promise<Record<string, string>> {
    return {
      PATH: `${this.#parts.cliFolder}:${process.env['PATH'] ?? ''}`,
      HOME: await mkdtemp(join(this.job.home, 'client-')),
      DO_NOT_TRACK: '1',
      DAGGER_NO_NAG: '1',
      [runnerHostVariable]: (await this.record()).runnerHost ?? '',
      ...(process.env['DOCKER_HOST'] !== undefined && { DOCKER_HOST: process.env['DOCKER_HOST'] }),
    }
  }

  async entryTypes(): Promise<ReadonlyMap<string, number>> {
    const env = await this.clientEnvironment()
    const answer = await run('dagger', ['--silent', ...apiOf(this.#parts.version), 'query', '-M'], {
      inherit: env,
      cwd: env['HOME'] ?? '',
      timeoutSeconds: 60,
      input: '{engine{localCache{entrySet{entries{recordType}}}}}',
    })
    const { engine } = JSON.parse(answer) as {
      engine: { localCache: { entrySet: { entries: { recordType: string }[] } } }
    }
    const types = new Map<string, number>()
    for (const { recordType } of engine.localCache.entrySet.entries) {
      types.set(recordType, (types.get(recordType) ?? 0) + 1)
    }
    return types
  }

  async engineLog(): Promise<string> {
    const { stdout, stderr } = await attempt('docker', ['logs', '--', (await this.record()).container ?? ''])
    return stdout + stderr
  }

  async finish(options: FinishOptions = {}): Promise<FinishedJob> {
    const record = await recordOf(this.job)
    const posts = (await this.job.finish(options)).map(withoutColours)
    const ended = Date.now()
    const phases = await timelineOf(this.job)
    const container = record?.container === undefined ? undefined : await inspectContainer(record.container)
    await this.#parts.forget()
    const stored = await this.#added()
    return {
      log: [...this.#steps, ...posts].map(({ log }) => log).join('\n'),
      steps: [...this.#steps, ...posts],
      endLog: posts.map(({ log }) => log).join('\n'),
      seconds: {
        ...secondsOf(phases),
        ...(this.#connected !== undefined && { connect: this.#connected }),
        between: secondsBetween(phases, this.#began, ended),
        'whole job': (ended - this.#began) / 1000,
      },
      ...(this.#connected !== undefined && { connected: this.#connected }),
      saved: [...stored.keys()].some((key) => key.startsWith(snapshotPrefix)),
      storedBytes: [...stored.values()].reduce((total, size) => total + size, 0),
      engineRan: container?.running === true,
    }
  }
}

/** What a version's CLI has before `call` and `query`. */
export function apiOf(version: Version): readonly string[] {
  return hasApiVerbs(version) ? ['api'] : []
}

/** The names of an action's inputs: a runner warns of others. */
async function inputsOf(actionFolder: string): Promise<ReadonlySet<string>> {
  const manifest = await readFile(join(actionFolder, 'action.yml'), 'utf8')
  const inputs = manifest.slice(manifest.indexOf('\ninputs:'), manifest.search(/\n(outputs|runs):/))
  return new Set([...inputs.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name = '']) => name))
}

/** From the start of the container to what the CLI says of its connection, to a tenth of a second. */
async function secondsUntilConnected(job: RealJob, step: StepResult): Promise<number | undefined> {
  const took = /connecting to engine DONE \[([\d.]+)s\]/.exec(step.log)?.[1]
  const record = await recordOf(job.job)
  const container = record?.container === undefined ? undefined : await inspectContainer(record.container)
  const command = (await timelineOf(job.job)).find(({ name }) => name === 'command')
  if (took === undefined || !container || !command) return undefined
  return (command.start - Date.parse(container.startedAt)) / 1000 + Number(took)
}

async function timelineOf(job: Job): Promise<Phase[]> {
  const text = await readFile(join(job.temp, 'warm-dagger/timeline'), 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Phase]))
}

async function makeRepository(folder: string): Promise<void> {
  await mkdir(join(folder, 'src'), { recursive: true })
  await cp(join(import.meta.dirname, 'module'), folder, { recursive: true })
  await writeArchive(join(folder, 'image.tar'), 'the repository')
  await writeFile(join(folder, 'src/file'), 'a file\n')
  await commitAll(folder)
}

/** Commits all that is in a folder. */
export async function commitAll(folder: string): Promise<void> {
  const git = (...args: readonly string[]) => run('git', ['-C', folder, ...args])
  const author = ['-c', 'user.name=someone', '-c', 'user.email=someone@example.com']
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git(...author, 'commit', '--quiet', '--no-gpg-sign', '--message=A commit')
}

/** The cache as jobs are given it, and what it holds. */
interface Cache {
  readonly inputs: Readonly<Record<string, string>>
  readonly runner: JobOptions
  stored(): Promise<ReadonlyMap<string, number>>
  newest: RealMachine['newest']
  stop(): Promise<void>
}

function heldBy(manifest: Manifest): { compressed: number; onDisk: number } {
  const { compressed, uncompressed } = sizeOf(manifest)
  return { compressed, onDisk: diskBytesIn(manifest.notes) ?? uncompressed }
}

async function openCache(kind: 'directory' | 'service', folder: string): Promise<Cache> {
  if (kind === 'directory') {
    const store = new DirectoryStore(storeFolder(folder))
    return {
      inputs: { 'cache-dir': folder },
      runner: {},
      stored: async () => new Map((await store.list()).map(({ key, size }) => [key, size])),
      newest: async (key) => {
        const found = await store.find(searchKeys(key, []))
        return found && heldBy(await readManifest(store, found.key))
      },
      stop: () => Promise.resolve(),
    }
  }
  // Benchmarks compare with old bundles, whose block IDs only Azure accepts.
  const service = await startCacheService({ folder, totalBytes: Infinity, anyBlockId: true })
  return {
    inputs: {},
    runner: {
      preload: [loopbackBlobHost],
      cache: {
        url: service.url,
        token: service.tokenFor({ scopes: ['refs/heads/main'], permission: 'write' }),
      },
    },
    stored: () => Promise.resolve(new Map(service.entries().map(({ key, size }) => [key, size]))),
    newest: () => Promise.reject(new Error('Only a folder as a store can be looked into.')),
    stop: () => service.stop(),
  }
}
