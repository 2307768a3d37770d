import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { Answer, Engine } from './connection.ts'
import { isFrom } from './release.ts'

/** The client's ID, from its file, which is made where it is missing. Without a file that can be made, a new one. */
export function stableClientId(env: NodeJS.ProcessEnv): string {
  const named = env['XDG_STATE_HOME'] ?? ''
  const folder = join(isAbsolute(named) ? named : join(env['HOME'] || homedir(), '.local/state'), 'dagger')
  const file = join(folder, 'stable_client_id')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const id = BigInt(`0x${randomBytes(17).toString('hex')}`)
      .toString(36)
      .padStart(25, '0')
      .slice(0, 25)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(`${file}${id}`, id)
      renameSync(`${file}${id}`, file)
    } catch {
      // As the CLI: the ID is then this call's alone.
    }
    return id
  }
}

/** A folder as the engine has it after an upload. */
export interface Uploaded {
  /** How many files the engine asked for, and how many there are. */
  readonly fetched: number
  readonly files: number
  /** A file's content, as the engine has it. */
  readonly read: (name: string) => Promise<Answer>
}

/**
 * Uploads a folder into the engine's mirror of this client, from which alone functions read. The engine asks for no
 * file whose mode, owner, size and modification time are those of the mirror.
 */
export async function upload<T>(
  engine: Engine,
  id: string,
  source: string,
  use: (uploaded: Uploaded) => Promise<T>,
): Promise<T> {
  // 0.20 keeps a mirror for each upload without an ID; from 0.21 such a mirror goes after it.
  const mirror = id === '' ? `none-${randomBytes(8).toString('hex')}` : id
  const folder = realpathSync(source)
  try {
    const now = statsOf(folder)
    const before = new Set((await settled(engine.call(['mirror-stats', mirror, folder]))).split('\n'))
    const different = now.filter(({ line }) => !before.has(line)).map(({ name }) => name)
    await send(engine, mirror, folder, now.map(({ line }) => line).join('\n') + '\n', different)
    return await use({
      fetched: different.length,
      files: now.length,
      read: (name) => engine.call(['mirror-read', mirror, join(folder, name)]),
    })
  } finally {
    if (id === '' && isFrom('0.21')) await engine.call(['mirror-forget', mirror])
  }
}

async function settled(call: Promise<Answer>): Promise<string> {
  const { code, stdout, stderr } = await call
  if (code !== 0) throw new Error(stderr)
  return stdout
}

/** Of each file and link: what is compared, and last its name. */
function statsOf(folder: string): { readonly name: string; readonly line: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return names.flatMap((name) => {
    const facts = lstatSync(join(folder, name), { bigint: true })
    const isLink = facts.isSymbolicLink()
    if (!facts.isFile() && !isLink) return []
    const { mode, uid, gid, size, mtimeNs } = facts
    const target = isLink ? encodeURIComponent(readlinkSync(join(folder, name))) : '-'
    return [{ name, line: [mode, uid, gid, size, mtimeNs, target, name].join(' ') }]
  })
}

async function send(
  engine: Engine,
  mirror: string,
  folder: string,
  stats: string,
  names: readonly string[],
): Promise<void> {
  const lists = mkdtempSync(join(tmpdir(), 'stand-in-filesync-'))
  try {
    writeFileSync(join(lists, '.stats'), stats)
    writeFileSync(join(lists, 'names'), names.map((name) => `${name}\0`).join(''))
    const tar = spawn(
      'tar',
      [
        ...['-I', 'gzip -1', '-cf', '-', '-C', lists, '.stats', '-C', folder],
        ...['--no-recursion', '--null', '--verbatim-files-from', '-T', join(lists, 'names')],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await settled(engine.call(['mirror', mirror, folder], tar.stdout))
  } finally {
    rmSync(lists, { recursive: true })
  }
}
