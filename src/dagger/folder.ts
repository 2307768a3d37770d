import { stat } from 'node:fs/promises'

/** Whether there is a folder of this name, or a link to one. */
export async function isFolder(name: string): Promise<boolean> {
  return await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
