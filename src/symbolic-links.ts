import { lstat, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Whether no part of a path is a symbolic link, so that an operation on it affects what the path says. Parts that do not
 * exist are not links. Each part is looked at once, because another step may create a folder at the same moment.
 *
 * @param path absolute and normalized
 */
export async function hasNoSymbolicLink(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isSymbolicLink()) return false
  const parent = dirname(path)
  return parent === path || (await hasNoSymbolicLink(parent))
}

/**
 * Removes a folder with its content; succeeds if it does not exist. Refuses a path through a link, which would empty
 * another folder.
 *
 * @param folder absolute, without symbolic links
 * @throws Error when there is a link in the path: nothing is removed then
 */
export async function removeFolder(folder: string): Promise<void> {
  await assertNoSymbolicLink(folder)
  await rm(folder, { recursive: true, force: true })
}

/** @throws Error when there is a symbolic link in the path */
export async function assertNoSymbolicLink(path: string): Promise<void> {
  if (!(await hasNoSymbolicLink(path))) throw new Error(`${path} leads through a symbolic link`)
}
