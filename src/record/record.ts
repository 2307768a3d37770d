import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Version } from '../dagger/version.ts'
import type { ContainerRun } from '../docker.ts'
import type { RunnerHost } from '../engine/host.ts'
import type { Namespace } from '../engine/log-lines.ts'
import type { CacheLimit } from '../policy/cache-limit.ts'
import type { FolderLimits } from '../policy/cleaning.ts'
import type { PastCommand } from '../policy/cold-start.ts'
import type { CacheContent } from '../policy/idle.ts'
import type { UsedCode } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import { decodeManifest, encodeManifest, type Snapshot } from '../snapshot/manifest.ts'
import type { Volume } from '../disk/docker-volume.ts'
import { temporary } from '../github/context.ts'
import { jobLog as log } from '../github/log.ts'

/** The client whose ID the engine's state uses for its mirror of uploaded files. */
export interface KnownClient {
  readonly id: string
  /**
   * When jobs before this one last uploaded with the ID: no file of the mirror is newer. Milliseconds since 1970.
   */
  readonly until: number
  /** The same for this job's own uploads; absent before the first. */
  readonly uploaded?: number
}

/**
 * What the steps of a job share. It is a file, because a step cannot read another step's state. The first use of
 * one of our actions in a job creates it; later ones read it.
 */
export interface JobRecord {
  /** The full version without v, or a commit hash. */
  readonly version: string
  /**
   * The Dagger release that the job's engine behaves like. Determined once, because for a commit only its CLI can
   * report it.
   */
  readonly engineRelease: Version
  /** Where the job's engine is. Determined once, by the job's first step. */
  readonly host: RunnerHost
  /** The Docker volume that the engine uses. */
  readonly volumeName: string
  /** Absent if the engine's state is not ours to keep; `reason` then says why, in a sentence. */
  readonly volume?: Volume
  readonly reason?: string
  readonly logicalKey: string
  /** The entry that the volume was restored from. */
  readonly restoredKey?: string | undefined
  readonly cacheHit: 'true' | 'false' | ''
  readonly cacheDir?: string
  /** The limits to which a save reduces a folder of states. */
  readonly folderLimits?: FolderLimits
  /** The input store: the address of a bucket. */
  readonly store?: string
  /** The folder in which this machine keeps the job's state for the next job. */
  readonly keepIn?: string
  /** The version of the engine that closed the state, if it was kept on the machine. */
  readonly keptBy?: string | undefined
  /** The namespaces in which engines have worked on the restored state; absent if they are unknown. */
  readonly namespaces?: readonly Namespace[] | undefined
  /** The volume existed before the job and we did not restore it, so its content is unknown. */
  readonly volumeOfOthers?: true
  /** Snapshots that an engine could not use, in this job or in other runs; newest first. */
  readonly unusableSnapshots?: readonly string[]
  /** The limit for the engine's cache; absent if the engine's own limits apply. */
  readonly cacheLimit?: CacheLimit
  readonly container?: string
  /** The engine's run as this job first started it; absent if the CLI started it. */
  readonly engineRun?: ContainerRun
  /** The client that the engine's state knows for this job; absent before the first command of a cold job. */
  readonly client?: KnownClient | undefined
  /** Whether the user had a client ID before the job's first command. If so, it is used unchanged. */
  readonly clientIsOwn?: boolean
  /** The address that we exported for later steps, to distinguish it from one that a user set. */
  readonly runnerHost?: string
  /** The code that our commands used, as it was before each of them. */
  readonly code?: readonly UsedCode[]
  /** The commands that our steps ran. */
  readonly commands?: readonly PastCommand[]
  /** The contents of the engine's cache before the first command; absent if unknown. */
  readonly cacheBefore?: CacheContent
  /** How many commands of ours have begun. */
  readonly commandsStarted?: number
  /** A step has registered to save in its post step. */
  readonly postStepSaves?: true
  /** A step has saved, or decided not to. */
  readonly saved?: true
}

/** The folder with the files that a job's steps share. */
export const jobFolder = join(temporary, 'warm-dagger')
/** The folder for the socket of the job's engine. */
export const socketFolder = join(jobFolder, 'engine')
const recordFile = join(jobFolder, 'job.json')
const manifestFile = join(jobFolder, 'manifest')

/** Distinguishes this job from an earlier one whose record is still in a temporary folder that nothing empties. */
export const jobId = ['RUNNER_TRACKING_ID', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']
  .map((name) => process.env[name] ?? '')
  .join('/')

/** undefined if no step of this job has written a record. */
export async function readJob(): Promise<JobRecord | undefined> {
  try {
    const { id, record } = JSON.parse(await readFile(recordFile, 'utf8')) as { id: string; record: JobRecord }
    // The record names what to remove and to mount, so only a record of this job is trusted.
    return id === jobId && typeof record.volumeName === 'string' ? record : undefined
  } catch {
    return undefined
  }
}

export async function writeJob(record: JobRecord): Promise<void> {
  await mkdir(jobFolder, { recursive: true })
  // If the step is killed meanwhile, the old record stays complete.
  await writeFile(`${recordFile}.new`, JSON.stringify({ id: jobId, record }))
  await rename(`${recordFile}.new`, recordFile)
}

/** Like `writeJob`, but only warns on an error, such as a full disk: the job can do without this record. */
export async function writeJobOrWarn(record: JobRecord): Promise<void> {
  try {
    await writeJob(record)
  } catch (error) {
    log.warning(
      `The job's record could not be written, so later steps do not know what this step did: ${reasonOf(error)}`,
    )
  }
}

/** Records that a command starts. If it is terminated, `recordCommand` is never called. */
export async function recordCommandStart(): Promise<void> {
  const job = await readJob()
  if (job) await writeJobOrWarn({ ...job, commandsStarted: (job.commandsStarted ?? 0) + 1 })
}

/** Records a command that ended, for the job's later steps. */
export async function recordCommand(command: PastCommand): Promise<void> {
  const job = await readJob()
  if (job) await writeJobOrWarn({ ...job, commands: [...(job.commands ?? []), command] })
}

/** Stores the manifest that the volume was restored from, for the save. */
export async function recordRestoredSnapshot({ manifest }: Snapshot): Promise<void> {
  await mkdir(jobFolder, { recursive: true })
  await writeFile(manifestFile, encodeManifest(manifest))
}

export async function restoredSnapshot({ restoredKey }: JobRecord): Promise<Snapshot | undefined> {
  if (restoredKey === undefined) return undefined
  return { key: restoredKey, manifest: decodeManifest(await readFile(manifestFile)) }
}
