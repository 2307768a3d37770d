import { constants } from 'node:fs'
import { access, mkdir, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { persistentFolder, isPersistentMachine, runContext, type RunContext } from '../github/context.ts'
import type { RestoreInputs, SaveInputs } from '../github/inputs.ts'
import type { JobRecord } from '../record/record.ts'
import { codeOfJob } from './used-code.ts'
import { jobLog as log } from '../github/log.ts'
import { addToSummary, restoreSummary } from '../summary/summary.ts'
import { seconds } from '../units.ts'
import { decideSave, type SaveDecision } from '../policy/saving.ts'
import { fitImage, freeBytes, hostMargin, imageSizeWithin } from '../disk/image.ts'
import {
  bytesOf,
  chooseKept,
  keepImage,
  keptStates,
  removeOldStates,
  takeKept,
  type KeptChoice,
  type Taken,
} from '../disk/kept-images.ts'
import type { Snapshot } from '../snapshot/manifest.ts'
import { isUntouchedSince, type Superblock } from '../disk/superblock.ts'
import { detachVolume, type Volume } from '../disk/docker-volume.ts'
import { stateNotes } from './state-notes.ts'
import { reasonOf } from '../reason.ts'

/** The folder in which the state outlives the job, without symbolic links; undefined if it must not or cannot. */
export async function keepFolder({ keep }: RestoreInputs): Promise<string | undefined> {
  if (!(keep ?? isPersistentMachine)) return undefined
  try {
    await mkdir(persistentFolder, { recursive: true })
    await access(persistentFolder, constants.W_OK)
    return await realpath(persistentFolder)
  } catch (error) {
    log.warning(`The state cannot be kept on this machine for the next job: ${reasonOf(error)}`)
    return undefined
  }
}

/**
 * Whether this job's state may be kept for the next job: if the job would be allowed to save it, whether or not it
 * does. A kept state is only for runs of its own ref, like an entry of GitHub's cache.
 */
export function decideKeep(
  context: RunContext,
  saveInput: SaveInputs['save'],
  cancelled = false,
): SaveDecision {
  return decideSave({
    ...context,
    saveInput: saveInput === 'never' ? 'auto' : saveInput,
    isolatesBranches: true,
    cancelled,
  })
}

/** The kept state on this machine that the job may start from. Removes old states first. */
export async function findKept(
  root: string,
  job: JobRecord,
  restoreKeys: readonly string[],
  saveInput: SaveInputs['save'],
): Promise<KeptChoice | undefined> {
  await removeOldStates(root, job.volumeName)
  const context = await runContext(await codeOfJob(job))
  return chooseKept(await keptStates(root, job.volumeName), {
    ...context,
    logicalKey: job.logicalKey,
    restoreKeys,
    keeps: decideKeep(context, saveInput).save,
  })
}

/**
 * Moves or copies a kept state to the path of the job's image; undefined if the state cannot be used.
 *
 * @param volumeSize bytes that the job requests; undefined: as many as the machine allows
 */
export async function startFromKept(
  choice: KeptChoice,
  image: string,
  volumeSize: number | undefined,
): Promise<Taken | undefined> {
  const start = performance.now()
  const { state, how } = choice
  try {
    const held = await bytesOf([state])
    const free = await freeBytes(dirname(image))
    if ((how === 'copy' ? held : 0) + hostMargin > free) {
      log.warning('This machine has too little free disk space for the state that it kept.')
      return undefined
    }
    const taken = await takeKept(choice, image)
    // A moved image already has its disk space.
    const room = imageSizeWithin(how === 'move' ? free + held : free, volumeSize)
    await fitImage(image, state.imageSize, room)
    const restoreMilliseconds = performance.now() - start
    const { logicalKey: key, usedAt, engineVersion } = state
    log.info(
      `Used the state that this machine kept from ${new Date(usedAt).toISOString()}, ${how === 'move' ? 'as it is' : 'as a copy'}, in ${seconds(restoreMilliseconds)}; its key is ${key}.`,
    )
    const exact = choice.kind === 'exact'
    await addToSummary(
      restoreSummary(
        { kind: 'kept', key, exact, usedAt, engineVersion, how, restoreMilliseconds },
        [],
        Date.now(),
      ),
    )
    return taken
  } catch (error) {
    log.warning(`The state that this machine kept cannot be used: ${reasonOf(error)}.`)
    return undefined
  }
}

/**
 * Keeps the job's image for the next job. The engine must have closed it cleanly.
 *
 * @param closed the image's superblock as the engine left it
 */
export async function keepState(
  root: string,
  job: JobRecord & { readonly volume: Volume },
  snapshot: Snapshot | undefined,
  closed: Superblock | undefined,
  { repository, ref }: RunContext,
): Promise<void> {
  try {
    await detachVolume(job.volume)
    if (!closed || !(await isUntouchedSince(closed, job.volume.image))) {
      throw new Error('its filesystem was mounted again after the engine closed it')
    }
    await keepImage(job.volume.image, {
      root,
      repository,
      ref,
      snapshot,
      volume: job.volumeName,
      logicalKey: job.logicalKey,
      engineVersion: job.version,
      notes: stateNotes(job, Date.now()),
    })
    await removeOldStates(root, job.volumeName)
    log.info('Kept the state on this machine for the next job.')
  } catch (error) {
    log.warning(`The state could not be kept on this machine: ${reasonOf(error)}`)
  }
}
