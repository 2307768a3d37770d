import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildCli } from '../../rig/dagger/build.ts'
import { serveEngine, type SocketEngine } from '../../rig/engine/socket.ts'
import { startReleaseServer, type ReleaseServer } from '../../rig/releases/server.ts'
import { createJob, type Job, type JobOptions, type StepResult } from '../../rig/runner/job.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The folders of the actions, whose bundle must have been built. */
export const runAction = path.join(root, 'run')
export const allInOneAction = root

/** What the stand-in CLI recorded of one call. */
export interface CliCall {
  readonly argv: readonly string[]
  readonly cwd: string
  /** The names of its variables. */
  readonly env: readonly string[]
  readonly runnerHost?: string
  readonly cloudTokenSha256?: string
}

/** Jobs that use the actions, with a release server and an engine on a socket, and nothing of the real network. */
export interface Bench {
  readonly folder: string
  readonly releases: ReleaseServer
  readonly engine: SocketEngine
  /** The stand-in CLI of each version. */
  cli(version: string): string
  /** A job whose engine is the socket's, unless `env` says otherwise. */
  newJob(options?: JobOptions): Promise<Job>
  /** One step of the action run in a job of its own. */
  run(inputs: Readonly<Record<string, string>>, options?: JobOptions): Promise<StepResult>
  /** The calls of the CLI in this test, those of `dagger version` left out. */
  calls(): Promise<readonly CliCall[]>
  /** The signals that the CLI got in this test. */
  signals(): Promise<readonly string[]>
  /** Ends the test's jobs. */
  forgetJobs(): Promise<void>
  stop(): Promise<void>
}

export const versions = ['0.20.3', '0.21.6', '0.21.8', '1.0.0-beta.10'] as const
const commit = '71f2e104b045ddc3b0cc611b81370707bf21bc27'

export async function startBench(): Promise<Bench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-bench-'))
  const cli = (version: string): string => path.join(folder, 'cli', version, 'dagger')
  const head = '1.0.1-260820101010-0123456789ab'
  for (const version of [...versions, head]) await buildCli(version, cli(version))
  const releases = await startReleaseServer({
    releases: Object.fromEntries(versions.map((version) => [version, cli(version)])),
    commits: { head: cli(head), [commit]: cli(head) },
    pointers: { latest: '0.21.8', '0.20': '0.20.3', '0.21': '0.21.8' },
  })
  const engine = await serveEngine(path.join(folder, 'engine.sock'), path.join(folder, 'state'))
  const record = path.join(folder, 'record')
  let jobs: Job[] = []

  async function newJob(options: JobOptions = {}): Promise<Job> {
    const job = await createJob({
      toolCache: path.join(folder, 'tools'),
      ...options,
      env: {
        WARM_DAGGER_DOWNLOAD_URL: releases.url,
        STANDIN_DAGGER_RECORD: record,
        _EXPERIMENTAL_DAGGER_RUNNER_HOST: engine.runnerHost,
        ...(process.env['DOCKER_HOST'] === undefined ? {} : { DOCKER_HOST: process.env['DOCKER_HOST'] }),
        ...options.env,
      },
    })
    jobs.push(job)
    return job
  }

  async function recorded(): Promise<(Partial<CliCall> & { readonly signal?: string })[]> {
    const text = await readFile(record, 'utf8').catch(() => '')
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Partial<CliCall>)
  }

  return {
    folder,
    releases,
    engine,
    cli,
    newJob,
    run: async (inputs, options) =>
      (await newJob(options)).uses(runAction, { with: { version: '0.21.8', ...inputs } }),
    calls: async () =>
      (await recorded()).filter((line): line is CliCall => (line.argv?.[0] ?? 'version') !== 'version'),
    signals: async () => (await recorded()).flatMap(({ signal }) => signal ?? []),
    async forgetJobs() {
      for (const job of jobs) {
        await job.finish()
        await job.remove()
      }
      jobs = []
      releases.injectFaults(undefined)
      await rm(record, { force: true })
    },
    async stop() {
      await releases.close()
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The variable PATH with a CLI on it. */
export function pathWith(cli: string): { readonly PATH: string } {
  return { PATH: `${path.dirname(cli)}:${process.env['PATH'] ?? ''}` }
}

/** Warnings and errors as the job's page shows them. */
export function problems({ annotations }: StepResult): readonly string[] {
  return annotations.map(({ level, message }) => `${level}: ${message}`)
}
