import { lstat, realpath, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Whether a path leads through no symbolic link, so that what is done there is done where the path says.
 *
 * @param path absolute; one that is not there leads through none if the part of it that is there does not
 */
export async function isDirect(path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined)
  if (real !== undefined) return real === path
  // A link to what is not there is a link, too.
  if (await lstat(path).catch(() => undefined)) return false
  const parent = dirname(path)
  return parent === path || (await isDirect(parent))
}

/**
 * Removes a folder with all that is in it. Somebody may have put a link in place of one of ours: then another folder
 * would be emptied. What is not there is no error.
 *
 * @param folder absolute, without symbolic links
 * @throws Error when there is a link in the path: nothing is removed then
 */
export async function removeFolder(folder: string): Promise<void> {
  await assertDirect(folder)
  await rm(folder, { recursive: true, force: true })
}

/** @throws Error when there is a symbolic link in the path */
export async function assertDirect(path: string): Promise<void> {
  if (!(await isDirect(path))) throw new Error(`${path} leads through a symbolic link`)
}
