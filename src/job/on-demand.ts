import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askVolume, type VolumeFailure, type VolumeStatus } from '../demand/control.ts'
import { startVolumeProcess, volumeFailure } from '../demand/volume-process.ts'
import type { Volume } from '../disk/docker-volume.ts'
import { resizeFilesystem, sizeToFit } from '../disk/image.ts'
import { findServer, servedPath } from '../disk/served-file.ts'
import { cacheVariables } from '../environment.ts'
import type { StoreChoice } from '../github/open-store.ts'
import { sizeOf, type Manifest } from '../snapshot/manifest.ts'
import { assertClosedInOrder } from '../snapshot/read-snapshot.ts'
import type { PartialImage } from '../snapshot/write-snapshot.ts'
import type { Store } from '../store/store.ts'

/** Compressed bytes up to which the whole state is fetched: one pack, which takes less than a second. */
const smallState = 64 * 2 ** 20

/** Time limit until the process serves the volume. Usually, it takes a few hundred milliseconds. */
const readyTimeoutMilliseconds = 30_000

/**
 * Why the whole state must be fetched, as a sentence; undefined if its volume can fetch on demand.
 *
 * @param size maximum size of the image on this machine in bytes
 */
export async function reasonToFetchAll(
  { readsRanges, name }: Pick<Store, 'readsRanges' | 'name'>,
  manifest: Manifest,
  size: number,
): Promise<string | undefined> {
  const { compressed } = sizeOf(manifest)
  if (compressed < smallState) return 'The state is small.'
  if (!readsRanges) return `From ${name}, a part of an entry takes as long as the whole.`
  // To shrink it moves content all over the image.
  if (sizeOnDemand(manifest, size) < manifest.imageSize) return 'The state has to shrink for this machine.'
  if (await isMemoryLimited()) return "A cgroup of version 1 limits this job's memory."
  // As in a job's container.
  const isAllowed = await access('/dev/fuse', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )
  return isAllowed ? undefined : 'This job cannot open /dev/fuse.'
}

/**
 * Whether a cgroup of version 1 limits the memory of this process, and so of the one that serves the volume. To free
 * memory, the kernel lets a process in such a group wait for the write of a page (Linux 6.18, mm/vmscan.c,
 * shrink_folio_list, case 3). That can be a page of the volume, which only this process could write: seen there, and it
 * cannot be killed then. In groups of version 2, the kernel does not wait.
 */
export async function isMemoryLimited(): Promise<boolean> {
  const groups = await readFile('/proc/self/cgroup', 'utf8').catch(() => '')
  const group = /^\d+:(?:[^:]+,)?memory(?:,[^:]+)?:(.*)$/m.exec(groups)?.[1]
  if (group === undefined) return false
  const root = '/sys/fs/cgroup/memory'
  const statOf = async (folder: string) => await readFile(join(folder, 'memory.stat'), 'utf8')
  // A container may see its own group as the root.
  const stat = await statOf(join(root, group)).catch(() => statOf(root).catch(() => ''))
  const [, limit = Infinity] = /^hierarchical_memory_limit (\d+)$/m.exec(stat) ?? []
  return Number(limit) < totalmem()
}

/** @param size maximum size of the image on this machine in bytes */
function sizeOnDemand({ imageSize }: Manifest, size: number): number {
  return sizeToFit(imageSize, size) ?? imageSize
}

/** What the process receives as a message, because other programs can read its environment. */
export interface VolumeAccess {
  readonly choice: StoreChoice
  /** Variables of the environment, including credentials, with which it opens the store. */
  readonly variables: Readonly<Record<string, string>>
}

/**
 * Starts the process that serves a snapshot as an image whose chunks are fetched when they are read, and lets the
 * filesystem grow if the machine has more room.
 *
 * @param size maximum size of the image on this machine in bytes
 * @param choice the inputs with which the process opens the same store
 * @returns the file to attach
 * @throws Error if that is not possible; then nothing is mounted
 */
export async function serveOnDemand(
  image: string,
  manifest: Manifest,
  size: number,
  choice: StoreChoice,
): Promise<string> {
  const { env } = process
  const imageSize = sizeOnDemand(manifest, size)
  await startVolumeProcess<VolumeAccess>({
    program: programPath(),
    env: environmentFor(env),
    readyTimeoutMilliseconds,
    plan: { image, manifest, imageSize },
    access: { choice, variables: storeVariables(env) },
  })
  await assertClosedInOrder(image, manifest, 'The snapshot')
  const served = servedPath(image)
  if (imageSize !== manifest.imageSize) await resizeFilesystem(served, imageSize)
  return served
}

/** Composed at run time, like the path of a worker thread, because the bundler copies files of constant paths. */
function programPath(): string {
  const fromSource = import.meta.url.endsWith('.ts')
  const parts = fromSource ? ['..', 'entry', 'volume-main.ts'] : ['.', 'volume.js']
  return fileURLToPath(new URL(parts.join('/'), import.meta.url))
}

/** The variables that the stores read, with their credentials. */
export function storeVariables(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const variables: Record<string, string> = cacheVariables(env)
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('AWS_') && value !== undefined) variables[name] = value
  }
  return variables
}

/**
 * The part of a step's environment that the process needs. It outlives the step, so it gets neither inputs nor tokens.
 * With RUNNER_TRACKING_ID, the runner ends the process at the end of the job.
 */
export function environmentFor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const needed =
    /^(PATH|HOME|LANG|TMPDIR|ACT|XDG_CACHE_HOME|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy|(RUNNER|GITHUB)_\w+)$/i
  const secret = /TOKEN|SECRET|PASSWORD/i
  return Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name) && !secret.test(name)))
}

/**
 * Runs a trim, in which the filesystem discards unused blocks and writes nothing else, and announces that to the volume's
 * process. Without this, the save fetches each chunk that has an unused block, which is correct, but takes longer.
 */
export async function aroundTrim<Result>(
  { image, served }: Pick<Volume, 'image' | 'served'>,
  trim: () => Promise<Result>,
): Promise<Result> {
  if (served === undefined) return await trim()
  const announce = async (isTrim: boolean): Promise<void> => {
    await askVolume(dirname(image), { kind: 'trim', isTrim }, trimTimeoutMilliseconds)
  }
  await announce(true).catch(() => undefined)
  try {
    return await trim()
  } finally {
    await announce(false)
  }
}

/** Time limit for an answer that needs no work. */
const trimTimeoutMilliseconds = 5000

/**
 * Writes everything to the image's file that a save reads; undefined if the whole state was fetched.
 *
 * @throws Error if nothing of the volume may be saved
 */
export async function flushImage({ image, served }: Volume): Promise<PartialImage | undefined> {
  if (served === undefined) return undefined
  const folder = dirname(image)
  const { written, firstUse } = whole(await askVolume(folder, { kind: 'flush' }))
  return {
    written,
    firstUse,
    fetch: async (chunks) => {
      whole(await askVolume(folder, { kind: 'fetch', chunks }))
    },
  }
}

function whole(status: VolumeStatus): VolumeStatus {
  if (status.failure) throw new Error(status.failure.reason)
  return status
}

/** Time limit for the look-up of a state's packs: 64 of them take half a second. */
const lookUpTimeoutMilliseconds = 10_000

/**
 * Waits until all packs of the volume's snapshot were looked up, so that `failureOf` reports one that is gone. A store
 * that answers slowly or not at all is no failure.
 */
export async function lookUpPacks(volume: Volume): Promise<void> {
  if (volume.served === undefined) return
  await askVolume(dirname(volume.image), { kind: 'look-up' }, lookUpTimeoutMilliseconds).catch(
    () => undefined,
  )
}

/** Why the volume could not be read or written during the job; undefined if nothing failed. */
export async function failureOf(volume: Volume | undefined): Promise<VolumeFailure | undefined> {
  if (volume?.served === undefined) return undefined
  const failure = await volumeFailure(volume.image)
  if (failure || (await findServer(volume.image))) return failure
  return { kind: 'ended', reason: `The process that serves the volume ${volume.name} has ended.` }
}

/** Whether a failure shows that the snapshot is bad, for all jobs. The reason for any other may pass. */
export function isSnapshotFault({ kind }: VolumeFailure): boolean {
  return kind === 'gone' || kind === 'wrong'
}
