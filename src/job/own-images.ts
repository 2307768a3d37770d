import { realpath } from 'node:fs/promises'
import { imagePath } from '../disk/docker-volume.ts'
import { persistentFolder, temporary } from '../github/context.ts'

/** Where jobs on this machine have the image of a volume: those that keep their state, and those that do not. */
export async function imagesOf(volumeName: string): Promise<readonly string[]> {
  // The kernel names the file behind a loop device without symbolic links.
  const places = await Promise.all(
    [temporary, persistentFolder].map((place) => realpath(place).catch(() => place)),
  )
  return [...new Set(places)].map((place) => imagePath(place, volumeName))
}
