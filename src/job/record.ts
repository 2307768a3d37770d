import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Version } from '../dagger/version.ts'
import type { ContainerRun } from '../docker.ts'
import type { RunnerHost } from '../engine/host.ts'
import type { Namespace } from '../engine/journal.ts'
import type { Bound } from '../policy/bound.ts'
import type { FolderLimits } from '../policy/cleaning.ts'
import type { PastCommand } from '../policy/cold-start.ts'
import type { CacheContent } from '../policy/idle.ts'
import type { UsedCode } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import { decodeManifest, encodeManifest, type Snapshot } from '../snapshot/manifest.ts'
import type { Volume } from '../disk/docker-volume.ts'
import type { KnownClient } from './client-identity.ts'
import { temporary } from '../github/context.ts'
import { jobLog as log } from '../github/log.ts'

/**
 * What the steps of a job tell each other. It is a file, since a step's own state is not shared with others. The
 * first use of an action of ours makes it; later ones find in it what was settled.
 */
export interface JobRecord {
  /** The full version, without v, or a commit's hash. */
  readonly version: string
  /** The release whose behavior the job's engine has: settled once, as only its CLI can say what a commit's is like. */
  readonly behavior: Version
  /** Where the job's engine is: settled once, by its first step. */
  readonly host: RunnerHost
  /** The Docker volume the engine is bound to. */
  readonly volumeName: string
  /** Absent where the engine's state is not ours to keep; `reason` then says why, in a sentence. */
  readonly volume?: Volume
  readonly reason?: string
  readonly logicalKey: string
  /** The entry that the volume was restored from. */
  readonly restoredKey?: string | undefined
  readonly cacheHit: 'true' | 'false' | ''
  readonly cacheDir?: string
  /** To which a save keeps a folder of states. */
  readonly folderLimits?: FolderLimits
  /** The input store: the address of a bucket. */
  readonly store?: string
  /** The folder that outlives the job, where its state is to stay for the next. */
  readonly keepIn?: string
  /** The version of the engine that closed the state, where that was kept on the machine. */
  readonly keptBy?: string | undefined
  /** In which namespaces engines have worked on the restored state; absent where that is not known. */
  readonly namespaces?: readonly Namespace[] | undefined
  /** Not restored by us, but there before the job: what is in it is not known. */
  readonly volumeOfOthers?: true
  /** Snapshots on which the engine ended instead of serving, in this job or in others; newest first. */
  readonly crashedOn?: readonly string[]
  /** How large the engine's cache may become; absent where its own limits hold. */
  readonly bound?: Bound
  readonly container?: string
  /** The engine as this job first started it; absent where that was left to the CLI. */
  readonly engineRun?: ContainerRun
  /** Who the engine's state takes the job's client for; absent before the first command of a job that starts cold. */
  readonly client?: KnownClient | undefined
  /** Whether the user had a client ID before the job's first command, which is then left alone. */
  readonly clientIsOwn?: boolean
  /** What we exported for later steps, by which it is told from somebody else's wish. */
  readonly runnerHost?: string
  /** What the commands of ours used, before each of them. */
  readonly code?: readonly UsedCode[]
  /** Those that steps of ours have run. */
  readonly commands?: readonly PastCommand[]
  /** What the engine's cache held before the first command; absent where that is not known. */
  readonly cacheBefore?: CacheContent
  /** How many commands of ours have begun. */
  readonly commandsBegun?: number
  /** A step has undertaken to save when the job ends. */
  readonly hasSaver?: true
  /** A step has saved, or decided not to. */
  readonly saved?: true
}

/** What a job's steps leave for each other. */
export const jobFolder = join(temporary, 'warm-dagger')
const recordFile = join(jobFolder, 'job.json')
const manifestFile = join(jobFolder, 'manifest')

/** Tells this job from an earlier one that left its record in a temporary folder which nobody empties. */
export const jobId = ['RUNNER_TRACKING_ID', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']
  .map((name) => process.env[name] ?? '')
  .join('/')

/** undefined when no step of this job has settled anything yet. */
export async function readJob(): Promise<JobRecord | undefined> {
  try {
    const { id, record } = JSON.parse(await readFile(recordFile, 'utf8')) as { id: string; record: JobRecord }
    // It names what to remove and to mount, so nothing is believed that this job did not write.
    return id === jobId && typeof record.volumeName === 'string' ? record : undefined
  } catch {
    return undefined
  }
}

export async function writeJob(record: JobRecord): Promise<void> {
  await mkdir(jobFolder, { recursive: true })
  // A step that is killed in the middle leaves the old one whole.
  await writeFile(`${recordFile}.new`, JSON.stringify({ id: jobId, record }))
  await rename(`${recordFile}.new`, recordFile)
}

/** Like `writeJob`, for what a job can do without: a full disk is then a reason to warn, not to fail. */
export async function tellLaterSteps(record: JobRecord): Promise<void> {
  try {
    await writeJob(record)
  } catch (error) {
    log.warning(
      `The job's record could not be written, so later steps do not know what this step did: ${reasonOf(error)}`,
    )
  }
}

/** Remembers that a command begins, which may be terminated. */
export async function noteBeginning(): Promise<void> {
  const job = await readJob()
  if (job) await tellLaterSteps({ ...job, commandsBegun: (job.commandsBegun ?? 0) + 1 })
}

/** Remembers a command for the job's later steps. */
export async function noteCommand(command: PastCommand): Promise<void> {
  const job = await readJob()
  if (job) await tellLaterSteps({ ...job, commands: [...(job.commands ?? []), command] })
}

/** Keeps for the save what the volume was restored from. */
export async function keepSnapshot({ manifest }: Snapshot): Promise<void> {
  await mkdir(jobFolder, { recursive: true })
  await writeFile(manifestFile, encodeManifest(manifest))
}

export async function restoredSnapshot({ restoredKey }: JobRecord): Promise<Snapshot | undefined> {
  if (restoredKey === undefined) return undefined
  return { key: restoredKey, manifest: decodeManifest(await readFile(manifestFile)) }
}
