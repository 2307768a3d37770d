import { mkdir, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { persistentFolder } from '../src/github/context.ts'
import { joinWords } from '../src/dagger/arguments.ts'
import { dockerMissing, dockerProblem, inspectVolume, ownLabel } from '../src/docker.ts'
import { engineImage, runnerHostOf, runnerHostVariable } from '../src/engine/host.ts'
import type { Store } from '../src/store/store.ts'
import type { Snapshot } from '../src/snapshot/manifest.ts'
import { missingPrerequisite } from '../src/disk/prerequisites.ts'
import { imagesOf } from '../src/job/own-images.ts'
import { writeImage } from '../src/snapshot/read-snapshot.ts'
import {
  removeOwnVolume,
  discardImage,
  imagePath,
  makeFolderOf,
  makeVolume,
} from '../src/disk/docker-volume.ts'
import { checkRoom } from './room.ts'

/**
 * Makes a Docker volume of this machine that holds what the snapshot holds. Leaves nothing when it fails.
 *
 * @throws Error when there is a volume of that name already, or this machine lacks what it takes
 */
export async function restoreInto(name: string, store: Store, snapshot: Snapshot): Promise<void> {
  const problem = (await missingPrerequisite()) ?? (await dockerProblem())
  if (problem !== undefined) throw new Error(problem)
  const existing = await inspectVolume(name)
  if (existing) {
    throw new Error(
      ownLabel in existing.labels
        ? `There is a volume ${name} already: remove it first, with \`script/cache remove --volume ${name}\`.`
        : `The Docker volume ${name} exists, and script/cache did not create it: set another with --volume.`,
    )
  }
  await mkdir(persistentFolder, { recursive: true })
  // The kernel names the file behind a loop device without symbolic links.
  const image = imagePath(await realpath(persistentFolder), name)
  await makeFolderOf(image)
  try {
    await checkRoom(snapshot.manifest, dirname(image))
    await writeImage(store, snapshot, image)
    await makeVolume(name, image)
  } catch (error) {
    await discardImage(image)
    throw error
  }
}

/** How a shell uses the volume, a line each. */
export function usageOf(name: string, engineVersion: string): readonly string[] {
  const image = engineImage(engineVersion)
  // The CLI takes any container of this name, whatever it holds, so the name is the volume's own.
  const host = runnerHostOf({ image, container: `warm-dagger-on-${name}-${engineVersion}`, volume: name })
  return [`export ${runnerHostVariable}=${joinWords([host])}`]
}

/**
 * Removes a volume that `restoreInto` or a job made, with the engine on it and its image.
 *
 * @returns false when there was none
 * @throws Error when it is not ours, or cannot be removed
 */
export async function removeVolumeOfOurs(name: string): Promise<boolean> {
  const problem = await dockerMissing()
  if (problem !== undefined) throw new Error(problem)
  const existing = await inspectVolume(name)
  if (!existing) return false
  if (!(ownLabel in existing.labels)) {
    throw new Error(
      `The Docker volume ${name} was not created by script/cache: \`docker volume rm ${name}\` removes it.`,
    )
  }
  await removeOwnVolume(name, await imagesOf(name))
  if (await inspectVolume(name)) {
    throw new Error(
      `The volume ${name} is in use: \`docker ps --all --filter volume=${name}\` shows by what.`,
    )
  }
  return true
}
