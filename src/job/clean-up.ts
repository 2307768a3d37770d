import { isPersistentMachine } from '../github/context.ts'
import { removeClients } from './client-identity.ts'
import { imagesOf } from './own-images.ts'
import { socketFolder, type JobRecord } from '../record/record.ts'
import { jobLog as log } from '../github/log.ts'
import { removeOwnContainer } from '../docker.ts'
import { removeSocketFolder } from '../engine/socket.ts'
import { reasonOf } from '../reason.ts'
import { removeOwnVolume, discardImage } from '../disk/docker-volume.ts'

/**
 * On a machine that is reused, removes what a job left that was killed before it could record anything: the volume
 * that its inputs name, if it is ours, with its containers.
 */
export async function cleanUpVolume(volumeName: string): Promise<void> {
  if (!isPersistentMachine) return
  await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
    const images = await imagesOf(volumeName)
    await removeOwnVolume(volumeName, images)
    for (const image of images) await discardImage(image)
  })
  await removeSocketOfEngine()
}

/** Whether the job's machine is reused, or keeps the state, so that what the job created must not stay on it. */
export function leavesSomething({ keepIn }: JobRecord): boolean {
  return isPersistentMachine || keepIn !== undefined
}

/**
 * On a machine that is reused, or that keeps the state, removes the job's engine and its volume with everything
 * that belongs to it. If that fails, warns instead of failing the job.
 */
export async function cleanUpJob(job: JobRecord): Promise<void> {
  if (!leavesSomething(job)) return
  const { volume, volumeName, container } = job
  await warnOnFailure("The clients' identities could not be removed", removeClients)
  await warnOnFailure(`The volume ${volumeName} could not be removed`, async () => {
    if (volume) {
      await removeOwnVolume(volumeName, [volume.image])
      // If the state could not be kept, the Docker volume was already removed.
      await discardImage(volume.image)
    } else if (container !== undefined) await clearPlainVolume(volumeName, container, job.volumeOfOthers)
  })
  await removeSocketOfEngine()
}

/** An engine that was killed leaves its socket. */
async function removeSocketOfEngine(): Promise<void> {
  await warnOnFailure("The engine's socket could not be removed", () => removeSocketFolder(socketFolder))
}

/** An engine without our disk used a plain volume. Removes it, unless it existed before the job. */
async function clearPlainVolume(volume: string, container: string, isOfOthers = false): Promise<void> {
  await removeOwnContainer(container)
  if (!isOfOthers) await removeOwnVolume(volume, [])
}

/** Turns an error of `body` into a warning that begins with `failure`. */
export async function warnOnFailure(failure: string, body: () => Promise<void>): Promise<void> {
  await body().catch((error: unknown) => {
    log.warning(`${failure}: ${reasonOf(error)}`)
  })
}
