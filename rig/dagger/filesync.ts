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

/** The client's ID, from its file, which is created if it is missing. If that fails, a new ID. */
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
      // As in the CLI, the ID then belongs to this call only.
    }
    return id
  }
}

/** An uploaded folder in the engine. */
export interface Uploaded {
  /** The number of files that the engine requested, and of all files. */
  readonly fetched: number
  readonly files: number
  /** A file's content in the engine. */
  readonly read: (name: string) => Promise<Answer>
}

/**
 * Uploads a folder into the engine's mirror of this client. Functions read only from the mirror. The engine does not
 * request files whose mode, owner, size and modification time match the mirror.
 */
export async function upload<T>(
  engine: Engine,
  id: string,
  source: string,
  use: (uploaded: Uploaded) => Promise<T>,
): Promise<T> {
  // 0.20 keeps a mirror for each upload without an ID; 0.21 removes such a mirror after the upload.
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

/** For each file and link, the compared attributes, then its name. */
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
