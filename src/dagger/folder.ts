import { stat } from 'node:fs/promises'

/** Whether a folder with this name exists, directly or through a link. */
export async function isFolder(name: string): Promise<boolean> {
  return await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
