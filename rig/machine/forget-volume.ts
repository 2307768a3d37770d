import { removeOwnVolume } from '../../src/disk/docker-volume.ts'
import { inspectVolume } from '../../src/docker.ts'

/** Removes a volume that was made for a test, with the image that its label names. */
export async function forgetVolume(name: string): Promise<void> {
  const image = (await inspectVolume(name))?.labels['warm-dagger.image']
  await removeOwnVolume(name, image === undefined ? [] : [image])
}
