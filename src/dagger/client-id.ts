import { randomInt } from 'node:crypto'
import { lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The CLI's stable client ID: a file in the folder for a user's state. The engine keeps a mirror of all files that a
 * client ever uploaded, under the client's ID, and fetches only what differs from it.
 *
 * Source: dagger/dagger v0.21.8, engine/client/stableid.go lines 19 to 68, the same in v0.20.3 and v1.0.0-beta.10. The
 * variable and its default are those of github.com/adrg/xdg, which takes no relative folder.
 */
const idFile = ['dagger', 'stable_client_id'] as const
export const stateHomeVariable = 'XDG_STATE_HOME'

/** Where programs with this environment keep their state: their user's, unless the variable names another folder. */
export function stateHomeOf(env: NodeJS.ProcessEnv): string {
  const named = env[stateHomeVariable] ?? ''
  return isAbsolute(named) ? named : join(env['HOME'] || homedir(), '.local', 'state')
}

/** Whether there is an ID already, whoever made it. */
export async function hasClientId(stateHome: string): Promise<boolean> {
  return await lstat(join(stateHome, ...idFile)).then(
    () => true,
    () => false,
  )
}

/**
 * Makes a folder for `XDG_STATE_HOME` in which nothing but the client's ID is another than in the user's own: all else
 * is a link to what is there, since the CLI hands the variable on to what it starts, credential helpers for instance.
 *
 * @param folder made new
 * @param id what the file holds; undefined for no file, so that the CLI makes an ID of its own
 */
export async function makeStateHome(folder: string, users: string, id: string | undefined): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, idFile[0]), { recursive: true, mode: 0o700 })
  if (id !== undefined) await writeFile(join(folder, ...idFile), id, { mode: 0o600 })
  for (const name of await readdir(users).catch(() => [])) {
    if (name !== idFile[0]) await symlink(join(users, name), join(folder, name))
  }
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyz'
const length = 25

/** One as the CLI makes it: v0.21.8, internal/buildkit/identity/randomid.go, 25 digits to the base of 36. */
export function newClientId(): string {
  return Array.from({ length }, () => digits.charAt(randomInt(digits.length))).join('')
}

export function isClientId(text: string): boolean {
  return /^[0-9a-z]{25}$/.test(text)
}
