import { stat } from 'node:fs/promises'
import path from 'node:path'

/** Whether a folder with this name exists, directly or through a link. */
export async function isFolder(name: string): Promise<boolean> {
  return await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** Whether a path is a folder or below it. Both are absolute; symbolic links are not followed. */
export function isInside(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}
