import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askVolume, type VolumeFailure, type VolumeStatus } from '../demand/control.ts'
import { startVolumeProcess, volumeFailure } from '../demand/volume-process.ts'
import type { Volume } from '../disk/docker-volume.ts'
import { sizeToFit } from '../disk/image.ts'
import { findServer, servedPath } from '../disk/served-file.ts'
import { cacheVariables } from '../environment.ts'
import type { StoreChoice } from '../github/open-store.ts'
import { sizeOf, type Manifest } from '../snapshot/manifest.ts'
import { assertClosedInOrder } from '../snapshot/read-snapshot.ts'
import type { PartialImage } from '../snapshot/write-snapshot.ts'
import type { Store } from '../store/store.ts'

/** Compressed bytes of a state that is fetched whole: one pack, which takes less than a second. */
const smallState = 64 * 2 ** 20

/** Time limit until the process serves the volume. Usually, it takes a few hundred milliseconds. */
const readyTimeoutMilliseconds = 30_000

/**
 * Why a state has to be fetched whole, as a sentence; undefined if its volume can fetch on demand.
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
  if (sizeToFit(manifest.imageSize, size) !== undefined)
    return 'The state has to be resized for this machine.'
  // As in a job's container.
  const isAllowed = await access('/dev/fuse', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )
  return isAllowed ? undefined : 'This job cannot open /dev/fuse.'
}

/** What the process receives as a message, because other programs can read its environment. */
export interface VolumeAccess {
  readonly choice: StoreChoice
  /** Variables of the environment, including credentials, with which it opens the store. */
  readonly variables: Readonly<Record<string, string>>
}

/**
 * Starts the process that serves a snapshot as an image whose chunks are fetched when they are read.
 *
 * @param choice the inputs with which the process opens the same store
 * @returns the file to attach
 * @throws Error if that is not possible; then nothing is mounted
 */
export async function serveOnDemand(image: string, manifest: Manifest, choice: StoreChoice): Promise<string> {
  const { env } = process
  await startVolumeProcess<VolumeAccess>({
    program: programPath(),
    env: environmentFor(env),
    readyTimeoutMilliseconds,
    plan: { image, manifest },
    access: { choice, variables: storeVariables(env) },
  })
  await assertClosedInOrder(image, manifest, 'The snapshot')
  return servedPath(image)
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
 * Writes everything to the image's file that a save reads; undefined for a volume that was fetched whole.
 *
 * @throws Error if nothing of the volume may be saved
 */
export async function flushImage({ image, served }: Volume): Promise<PartialImage | undefined> {
  if (served === undefined) return undefined
  const folder = dirname(image)
  const { written, firstUse } = whole(await askVolume(folder, { ask: 'flush' }))
  return {
    written,
    firstUse,
    fetch: async (chunks) => {
      whole(await askVolume(folder, { ask: 'fetch', chunks }))
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
  await askVolume(dirname(volume.image), { ask: 'look-up' }, lookUpTimeoutMilliseconds).catch(() => undefined)
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
