import { randomInt } from 'node:crypto'
import { lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The CLI's stable client ID: a file in the user's state folder. For each client ID, the engine keeps a mirror of
 * all files that the client ever uploaded, and fetches only the differences.
 *
 * Source: dagger/dagger v0.21.8, engine/client/stableid.go lines 19 to 68, the same in v0.20.3 and v1.0.0-beta.10.
 * The variable and its default follow github.com/adrg/xdg, which ignores a relative path.
 */
const idFile = ['dagger', 'stable_client_id'] as const
export const stateHomeVariable = 'XDG_STATE_HOME'

/**
 * The folder where programs with this environment keep their state: the variable's, or else the user's default.
 */
export function stateHomeOf(env: NodeJS.ProcessEnv): string {
  const named = env[stateHomeVariable] ?? ''
  return isAbsolute(named) ? named : join(env['HOME'] || homedir(), '.local', 'state')
}

/** Whether a client ID exists, whoever created it. */
export async function hasClientId(stateHome: string): Promise<boolean> {
  return await lstat(join(stateHome, ...idFile)).then(
    () => true,
    () => false,
  )
}

/**
 * Creates a folder for `XDG_STATE_HOME` that differs from the user's own only in the client ID. Links to
 * everything else, because the CLI passes the variable to the programs that it starts, such as credential helpers.
 *
 * @param folder replaced if it exists
 * @param users the user's own state folder
 * @param id content of the file; undefined to create no file, so that the CLI creates its own ID
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

/** Creates an ID like the CLI: v0.21.8, internal/buildkit/identity/randomid.go, 25 digits in base 36. */
export function newClientId(): string {
  return Array.from({ length }, () => digits.charAt(randomInt(digits.length))).join('')
}

export function isClientId(text: string): boolean {
  return /^[0-9a-z]{25}$/.test(text)
}
