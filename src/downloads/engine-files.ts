import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isRelease, parseVersion } from '../dagger/version.ts'
import { cleaningUp, Deadline, untilAborted, within } from '../deadline.ts'
import { discardImage, imageName } from '../disk/docker-volume.ts'
import { freeBytes, hostMargin } from '../disk/image.ts'
import { makeFilesystem, mountFilesystem, unmountFilesystem } from '../disk/image-files.ts'
import { missingPrerequisite } from '../disk/prerequisites.ts'
import { dockerProblem, inspectImage, pullImage } from '../docker.ts'
import { engineImage } from '../engine/host.ts'
import type { ImageFiles } from '../engine/image-files.ts'
import { hasCode } from '../error-code.ts'
import { isPersistentMachine, temporary } from '../github/context.ts'
import type { RunInputs } from '../github/inputs.ts'
import { jobLog as log, quietLog } from '../github/log.ts'
import { openStore, type StoreChoice } from '../github/open-store.ts'
import { engineImageKey, engineImageSearchKey, imageClaimKey } from '../policy/keys.ts'
import { reasonOf } from '../reason.ts'
import { sizeOf } from '../snapshot/manifest.ts'
import { inOnePiece } from '../snapshot/pack-writer.ts'
import { readManifest, SnapshotError, writeImage } from '../snapshot/read-snapshot.ts'
import { saveSnapshot } from '../snapshot/write-snapshot.ts'
import type { Store } from '../store/store.ts'
import { megabytes, secondsSince } from '../units.ts'
import { jobFolder } from '../record/record.ts'

/** Seconds until a job pulls the image instead. Usually, the files are there in a few seconds. */
const timeLimitSeconds = 60

/** Left for the save by a job that pulled the image although it may use the cache: the text of a `PulledImage`. */
const pulledFile = join(jobFolder, 'pulled-engine-image.json')

interface PulledImage {
  /** Of the image in Docker. */
  readonly id: string
  /** The key of the snapshot that is missing a part or damaged; '' if there was none. */
  readonly damaged: string
}

/** The platform of the image that Docker pulls on this machine. */
const platform = `${process.platform}-${process.arch.replace('x64', 'amd64')}`

/** What decides whether a job may take its engine's image from the cache, and store it there. */
export interface EngineImageFacts extends Pick<RunInputs, 'cacheEngineImage' | 'engineImage'> {
  /** Of the job's engine, as resolved: a full version, a commit hash, or `head`. */
  readonly version: string
  /** Whether later jobs use the machine, which then has the image. */
  readonly isPersistentMachine: boolean
}

/** Only the image of a release, under the name that Dagger publishes it. */
export function mayCacheImage(facts: EngineImageFacts): boolean {
  const version = parseVersion(facts.version)
  const isOfficial = facts.engineImage === '' && version !== undefined && isRelease(version)
  return facts.cacheEngineImage && isOfficial && !facts.isPersistentMachine
}

/** Without symbolic links, like the kernel reports a loop device's file. */
async function filesystemPath(purpose: 'engine-files' | 'new-engine-files'): Promise<string> {
  return join(await realpath(temporary).catch(() => temporary), 'warm-dagger', purpose, imageName)
}

/**
 * Provides an engine's image that Docker does not have: mounts its files from the job's store, or pulls it. If it has to
 * be pulled because something failed, the log gives the reason.
 *
 * @param name of the image
 * @param choice the inputs that name the store; undefined if the job has none
 * @returns the files; undefined if the image was pulled, or if it could not be pulled
 */
export async function provideImage(
  name: string,
  inputs: RunInputs,
  version: string,
  choice: StoreChoice | undefined,
): Promise<ImageFiles | undefined> {
  const mayUse = choice && mayCacheImage({ ...inputs, version, isPersistentMachine })
  const { files, damaged } = mayUse ? await findFiles(version, choice) : {}
  if (files) return files
  await tryToPull(name)
  if (damaged !== undefined) await recordPull(name, damaged)
  return undefined
}

/** If the image cannot be pulled, the engine's start reports it. */
export async function tryToPull(image: string): Promise<void> {
  await pullImage(image).catch((error: unknown) => {
    log.debug(reasonOf(error))
  })
}

/** @returns the files, or `damaged` of a `PulledImage`; neither if the job has no store for them */
async function findFiles(
  version: string,
  choice: StoreChoice,
): Promise<{ readonly files?: ImageFiles; readonly damaged?: string }> {
  const deadline = new Deadline(timeLimitSeconds)
  let key = ''
  let damaged = ''
  try {
    const store = await untilAborted(deadline.signal, openStore(choice, quietLog, deadline.signal))
    if (!store?.isolatesBranches) return {}
    key = (await untilAborted(deadline.signal, findSnapshot(store, version))) ?? ''
    if (key !== '') return { files: await restoreFiles(store, key, version, deadline) }
  } catch (error) {
    if (error instanceof SnapshotError && !deadline.signal.aborted) damaged = key
    const reason = reasonOf(error)
    logPull(deadline.signal.aborted ? `they were not there within ${timeLimitSeconds} s` : reason)
  }
  return { damaged }
}

/** @param reason a clause, or a sentence */
function logPull(reason: string): void {
  const clause = reason.replace(/\.$/, '')
  log.info(`The engine's image is pulled, because its files in the cache cannot be used: ${clause}.`)
}

async function findSnapshot(store: Store, version: string): Promise<string | undefined> {
  const prefix = engineImageSearchKey({ version, platform })
  const key = (await store.find([prefix]))?.key
  return key?.startsWith(prefix) ? key : undefined
}

/** @throws Error after which nothing is left; SnapshotError if the snapshot cannot be used */
async function restoreFiles(
  store: Store,
  key: string,
  version: string,
  deadline: Deadline,
): Promise<ImageFiles> {
  const start = performance.now()
  const { signal } = deadline
  const problem = await within(deadline, async () => (await missingPrerequisite()) ?? (await dockerProblem()))
  if (problem !== undefined) throw new Error(problem)
  const filesystem = await filesystemPath('engine-files')
  const folder = dirname(filesystem)
  try {
    await discardImage(filesystem)
    await mkdir(folder, { recursive: true, mode: 0o755 })
    const manifest = await untilAborted(signal, readManifest(store, key, signal))
    if (manifest.engineVersion !== version) throw new SnapshotError('It is the image of another version.')
    const { compressed, uncompressed } = sizeOf(manifest)
    if (uncompressed + hostMargin > (await freeBytes(folder))) {
      throw new Error('this machine has too little free disk space')
    }
    await writeImage(store, { key, manifest }, filesystem, undefined, signal)
    const files = await within(deadline, () => mountFilesystem(filesystem))
    log.info(
      `The files of the engine's image are from the cache: ${megabytes(compressed)} in ${secondsSince(start)}.`,
    )
    return files
  } catch (error) {
    await discardQuietly(filesystem)
    throw error
  }
}

async function recordPull(name: string, damaged: string): Promise<void> {
  try {
    const image = await inspectImage(name)
    if (!image) return
    await mkdir(jobFolder, { recursive: true })
    await writeFile(pulledFile, JSON.stringify({ id: image.id, damaged } satisfies PulledImage))
  } catch (error) {
    log.info(`The engine's image will not be stored for later jobs: ${reasonOf(error)}`)
  }
}

/**
 * Removes the files after the engine could not start from them. Never throws.
 *
 * @param failure why, as a clause
 */
export async function giveUpFiles(files: ImageFiles, failure: string): Promise<void> {
  logPull(failure)
  try {
    await unmountFilesystem(await filesystemPath('engine-files'), files)
  } catch (error) {
    log.debug(reasonOf(error))
  }
}

async function discardQuietly(filesystem: string): Promise<void> {
  try {
    await cleaningUp(() => discardImage(filesystem))
  } catch (error) {
    log.debug(reasonOf(error))
  }
}

/**
 * Stores the files of the engine's image, if the job pulled it and the store has no snapshot of it that can be used.
 *
 * @throws Error if that fails; nothing is left then
 */
export async function storeEngineFiles(version: string, store: Store, signal: AbortSignal): Promise<void> {
  const record = await readFile(pulledFile, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
  if (record === undefined) return
  const { id, damaged } = JSON.parse(record) as PulledImage
  const name = engineImage(version)
  const image = await inspectImage(name)
  // A build may give its own image this name.
  if (image?.id !== id) throw new Error(`${name} is not the image that this job pulled.`)
  if (image.platform !== platform) return
  const filesystem = await filesystemPath('new-engine-files')
  try {
    const found = await findSnapshot(store, version)
    if (found !== undefined && (found !== damaged || (await isWhole(store, found, filesystem, signal))))
      return
    // The jobs of a matrix finish at nearly the same time, and each would upload hundreds of megabytes.
    const claim = imageClaimKey({ version, platform }, Date.now(), found)
    if (!(await store.put(claim, inOnePiece(Buffer.from('claimed\n'))))) {
      log.info(`The files of ${name} are not stored: another job has just started to store them.`)
      return
    }
    const start = performance.now()
    await makeFilesystem(filesystem, name, image)
    const { outcome, writtenBytes } = await saveSnapshot({
      image: filesystem,
      store,
      entryKey: engineImageKey({ version, platform }, image.id, found && process.env['GITHUB_RUN_ID']),
      engineVersion: version,
      previous: undefined,
      metadata: { savedAt: Date.now() },
      signal,
    })
    if (outcome === 'refused') throw new Error(`${store.name} did not accept it.`)
    log.info(
      `Stored the files of ${name} (${megabytes(writtenBytes)}) in ${store.name} for later jobs, in ${secondsSince(start)}.`,
    )
  } finally {
    await discardQuietly(filesystem)
  }
}

/** Whether the job could not read a snapshot only because the store failed at that time. */
async function isWhole(store: Store, key: string, filesystem: string, signal: AbortSignal): Promise<boolean> {
  try {
    await mkdir(dirname(filesystem), { recursive: true })
    await writeImage(
      store,
      { key, manifest: await readManifest(store, key, signal) },
      filesystem,
      undefined,
      signal,
    )
    return true
  } catch (error) {
    if (error instanceof SnapshotError) return false
    throw error
  }
}
