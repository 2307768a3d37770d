import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extract } from '../../bench/contestants.ts'
import { stateEntries, type StateSize } from '../../bench/state.ts'
import { suffixOf } from '../../src/github/context.ts'
import { attempt, run } from '../../src/programs.ts'
import { loopbackBlobHost, underGitHubsName } from '../cache-service/service.ts'
import { buildCli } from '../dagger/build.ts'
import { buildEngineImage } from '../engine/image.ts'
import { isOnDemand } from '../machine/machine.ts'
import { createJob, type StepResult } from '../runner/job.ts'
import { until } from '../until.ts'
import { notesUsage, openDescriptors, residentBytes, takeUsage, type Peak } from './processes.ts'

export type Fetch = 'all' | 'on-demand'

export interface LoadOptions {
  readonly jobs: number
  /** The number of self-hosted runners, which share a Docker daemon and a cache service. */
  readonly atOnce: number
  /** The state that the first job of each runner leaves. Default: only the engine's own files. */
  readonly state?: StateSize
  /** The action's input. Default: all. */
  readonly fetch?: Fetch
  readonly heard?: (job: JobReport) => void
}

/** What one job did, and what remained after it. */
export interface JobReport {
  readonly runner: string
  readonly seconds: number
  /** What went wrong; empty if nothing did. */
  readonly problems: readonly string[]
  /** Loop devices, mounts, containers and volumes of this runner, which the job should have removed. */
  readonly leftBehind: readonly string[]
  /** Files in the temporary folder, which a runner empties before the next job. */
  readonly temporaryFiles: number
  /** Files in the tool cache and the home, which remain. */
  readonly lastingFiles: number
  /** The largest process of each action, by file in dist/. */
  readonly processes: ReadonlyMap<string, Peak>
  /** Open files of the service. */
  readonly service: { readonly memory: number; readonly descriptors: number; readonly blobs: number }
}

const version = '0.21.8'
const root = path.resolve(import.meta.dirname, '../..')

/** Maximum resident bytes of the process that serves a volume, whatever the size of the state. */
const maxVolumeMemory = 200e6

/** Runs jobs of the built action in sequence on each runner. Each restores, changes a part, and saves. */
export async function runLoad({
  jobs,
  atOnce,
  state,
  fetch = 'all',
  heard,
}: LoadOptions): Promise<readonly JobReport[]> {
  // The real path, because it is compared with the kernel's name of a file.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'load-')))
  const service = await startService(path.join(folder, 'blobs'))
  const reports: JobReport[] = []
  let started = 0
  try {
    await buildEngineImage(version)
    await buildCli(version, path.join(folder, 'cli', 'dagger'))
    const lanes = Array.from({ length: atOnce }, async (_, lane) => {
      const runner = new Runner(folder, `load-${lane}`, service)
      try {
        while (started < jobs) {
          const report = await runner.job(++started, fetch, state)
          reports.push(report)
          heard?.(report)
        }
      } finally {
        await runner.forget()
      }
    })
    await Promise.all(lanes)
    return reports
  } finally {
    service.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The cache service in a separate process, so that its memory and files are measured separately. */
interface ServiceProcess {
  readonly url: string
  readonly token: string
  readonly pid: number
  readonly blobs: string
  stop(): void
}

async function startService(blobs: string): Promise<ServiceProcess> {
  await mkdir(blobs)
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'rig/cache-service/main.ts'),
      '--folder',
      blobs,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } },
  )
  let text = ''
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()))
  await until('the cache service says where it is', () => {
    if (child.exitCode !== null) throw new Error(`The cache service ended with exit code ${child.exitCode}.`)
    return /NODE_OPTIONS='.*'\n/.test(text)
  })
  const said = (name: string) => new RegExp(`^export ${name}='(.*)'$`, 'm').exec(text)?.[1] ?? ''
  return {
    url: said('ACTIONS_RESULTS_URL'),
    token: said('ACTIONS_RUNTIME_TOKEN'),
    pid: child.pid ?? 0,
    blobs,
    stop: () => child.kill(),
  }
}

/** A self-hosted runner: its folders and its name outlive its jobs. */
class Runner {
  readonly #folder: string
  readonly #temp: string
  readonly #name: string
  readonly #service: ServiceProcess
  /** What the processes of the actions note about themselves. */
  readonly #usage: string
  readonly #suffix: string
  #jobs = 0

  constructor(folder: string, name: string, service: ServiceProcess) {
    this.#folder = path.join(folder, name)
    this.#name = name
    this.#service = service
    this.#temp = path.join(this.#folder, '_temp')
    this.#usage = path.join(this.#folder, 'usage')
    this.#suffix = suffixOf(name, this.#temp)
  }

  async job(number: number, fetch: Fetch, state: StateSize | undefined): Promise<JobReport> {
    const start = performance.now()
    const temp = this.#temp
    await rm(temp, { recursive: true, force: true })
    const isFirst = this.#jobs++ === 0
    const job = await createJob({
      checkout: true,
      files: { 'README.md': 'load\n' },
      runnerEnvironment: 'self-hosted',
      runnerName: this.#name,
      runId: number,
      matrix: { runner: this.#name },
      temp,
      toolCache: path.join(this.#folder, 'tools'),
      home: path.join(this.#folder, 'home'),
      cache: { url: underGitHubsName(this.#service.url), token: this.#service.token },
      preload: [loopbackBlobHost, notesUsage],
      env: {
        PATH: `${path.join(this.#folder, '../cli')}:${process.env['PATH'] ?? ''}`,
        // The process that serves a volume gets the variables with this prefix.
        RUNNER_USAGE_FILE: this.#usage,
        ...(process.env['DOCKER_HOST'] !== undefined && { DOCKER_HOST: process.env['DOCKER_HOST'] }),
      },
    })
    // Not as many files as in this runner's previous job, because that would look like an idle engine.
    const inputs = {
      version,
      keep: 'false',
      fetch,
      'volume-size': '2GiB',
      call: `churn --seed=${number} --files=${20 + (this.#jobs % 7)}`,
    }
    const main = await job.uses(root, { with: inputs })
    if (isFirst && state) await extract(await this.#madeFolder(), stateEntries(state))
    const [post] = await job.finish()
    const processes = await takeUsage(this.#usage)
    const report = {
      runner: this.#name,
      seconds: (performance.now() - start) / 1000,
      problems: [
        ...(post ? stepProblems(main, post, isFirst ? '' : 'true') : ['the action had no post']),
        ...(isFirst || fetch === 'all' ? [] : volumeProblems(main, processes)),
      ],
      leftBehind: await this.#leftBehind(),
      temporaryFiles: await filesBelow(temp),
      lastingFiles: (await filesBelow(job.toolCache)) + (await filesBelow(job.home)),
      processes,
      service: {
        memory: residentBytes(this.#service.pid),
        descriptors: openDescriptors(this.#service.pid),
        blobs: await filesBelow(this.#service.blobs),
      },
    }
    await job.remove()
    return report
  }

  /** Removes what an interrupted job left. */
  async forget(): Promise<void> {
    await attempt('docker', ['rm', '--force', '--', `warm-dagger-${version}${this.#suffix}`])
    await attempt('docker', ['volume', 'rm', '--force', '--', `dagger-engine${this.#suffix}`])
    for (const [device] of await loopsBelow(this.#folder))
      await attempt('losetup', ['--detach', `/dev/${device}`])
  }

  /** A folder in the engine's state that the engine does not know about. */
  async #madeFolder(): Promise<string> {
    const format = '{{.Mountpoint}}'
    const volume = `dagger-engine${this.#suffix}`
    const mounted = (await run('docker', ['volume', 'inspect', '--format', format, '--', volume])).trim()
    const made = path.join(mounted, 'load')
    await mkdir(made)
    return made
  }

  async #leftBehind(): Promise<readonly string[]> {
    const containers = await run('docker', ['ps', '--all', '--format', '{{.Names}}'])
    const volumes = await run('docker', ['volume', 'ls', '--format', '{{.Name}}'])
    const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n')
    return [
      ...(await loopsBelow(this.#folder)).map(([device, file]) => `${device} on ${file}`),
      ...mounts.filter((line) => line.includes(` ${this.#folder}/`)),
      ...`${containers}\n${volumes}`.split('\n').filter((name) => name.endsWith(this.#suffix)),
    ]
  }
}

function stepProblems(main: StepResult, post: StepResult, hit: string): readonly string[] {
  const verdict = hit === '' ? 'cold' : 'warm'
  return [
    ...[main, post].flatMap(({ name, annotations }) =>
      annotations.map(({ level, message }) => `${name}: ${level}: ${message}`),
    ),
    ...[main, post]
      .filter(({ outcome }) => outcome !== 'success')
      .map(({ name, log }) => `${name} failed: ${log}`),
    ...(main.outputs['cache-hit'] === hit ? [] : [`cache-hit is ${main.outputs['cache-hit'] ?? 'missing'}`]),
    ...(main.outputs['engine-cache'] === verdict
      ? []
      : [`the engine is ${main.outputs['engine-cache'] ?? ''}`]),
    ...(post.log.includes('Saved') ? [] : [`nothing was saved: ${post.log}`]),
  ]
}

function volumeProblems(main: StepResult, processes: ReadonlyMap<string, Peak>): readonly string[] {
  const memory = processes.get('volume')?.memory
  return [
    ...(isOnDemand(main) ? [] : [`nothing was fetched on demand: ${main.log}`]),
    ...(memory !== undefined && memory <= maxVolumeMemory ? [] : [`its process had ${memory} bytes`]),
  ]
}

async function loopsBelow(folder: string): Promise<readonly (readonly [device: string, file: string])[]> {
  const names = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const files = names.map(async (name) => {
    const file = await readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => '')
    return [name, file.trimEnd()] as const
  })
  return (await Promise.all(files)).filter(([, file]) => file.startsWith(`${folder}/`))
}

async function filesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => !entry.isDirectory()).length
}
