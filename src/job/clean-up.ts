import { machineStays } from '../github/context.ts'
import { removeClients } from './client-identity.ts'
import { imagesOf } from './own-images.ts'
import type { JobRecord } from './record.ts'
import { jobLog as log } from '../github/log.ts'
import { removeOwnContainer } from '../docker.ts'
import { reasonOf } from '../reason.ts'
import { clearAway, discardImage } from '../disk/docker-volume.ts'

/**
 * On a machine that stays, removes what a job made that was ended before it could record anything: the volume that its
 * inputs name, if it is ours, with its containers.
 */
export async function leaveNothingOf(volumeName: string): Promise<void> {
  if (!machineStays) return
  await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
    const images = await imagesOf(volumeName)
    await clearAway(volumeName, images)
    for (const image of images) await discardImage(image)
  })
}

/**
 * On a machine that stays, removes the job's engine and its volume with all that belongs to it. A machine where
 * that fails is a reason to warn, not to fail.
 */
export async function leaveNothing(job: JobRecord): Promise<void> {
  if (!machineStays && job.keepIn === undefined) return
  const { volume, volumeName, container } = job
  await withoutFailing("The clients' identities could not be removed", removeClients)
  await withoutFailing(`The volume ${volumeName} could not be removed`, async () => {
    if (volume) {
      await clearAway(volumeName, [volume.image])
      // Where the state could not be kept after all, the Docker volume is gone already.
      await discardImage(volume.image)
    } else if (container !== undefined) await clearPlainVolume(volumeName, container, job.volumeOfOthers)
  })
}

/** An engine that could not have a disk of ours got a plain volume, unless one was there before the job. */
async function clearPlainVolume(volume: string, container: string, isOfOthers = false): Promise<void> {
  await removeOwnContainer(container)
  if (!isOfOthers) await clearAway(volume, [])
}

/** Turns what `body` throws into a warning that begins with `failure`. */
export async function withoutFailing(failure: string, body: () => Promise<void>): Promise<void> {
  await body().catch((error: unknown) => {
    log.warning(`${failure}: ${reasonOf(error)}`)
  })
}
