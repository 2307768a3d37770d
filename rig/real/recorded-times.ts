// Makes a state look older by moving the times that its engine recorded. The clock of a shared machine must not change.
import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rmdir, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { run } from '../../src/programs.ts'

/**
 * Moves all times of an unused state back by this many seconds: those of the entries, and those in the clients'
 * databases.
 *
 * @param device the state's loop device, not mounted
 */
export async function age(device: string, seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'warm-dagger-aged-'))
  await run('mount', ['-t', 'ext4', device, folder])
  try {
    await ageFolder(folder, seconds)
  } finally {
    await run('umount', [folder])
    await rmdir(folder)
  }
}

/** Like `age`, for a state that is mounted. */
export async function ageFolder(folder: string, seconds: number): Promise<void> {
  ageEntries(join(folder, 'dagql-cache.db'), seconds)
  await ageMetadata(join(folder, 'worker/metadata_v2.db'), seconds)
  await ageFiles(join(folder, 'worker/clientdbs'), seconds)
}

/**
 * Entries from 0.21, and the calls of functions up to 0.20.
 *
 * Source: dagger/dagger v0.21.8, dagql/persistdb/schema.sql; v0.20.3, dagql/db/schema.sql.
 */
function ageEntries(file: string, seconds: number): void {
  if (!existsSync(file)) return
  const database = new DatabaseSync(file)
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    const has = (table: string): boolean => tables.some(({ name }) => name === table)
    if (has('results')) {
      database.exec(
        `UPDATE results SET created_at_unix_nano = created_at_unix_nano - ${seconds}000000000,
           last_used_at_unix_nano = last_used_at_unix_nano - ${seconds}000000000;
         UPDATE results SET expires_at_unix = expires_at_unix - ${seconds} WHERE expires_at_unix > 0;`,
      )
    }
    if (has('calls')) database.exec(`UPDATE calls SET expiration = expiration - ${seconds}`)
  } finally {
    database.close()
  }
}

/**
 * Up to 0.20, a bbolt database contains times as JSON of constant length, which can be changed in place, because only
 * the two meta pages have checksums.
 *
 * Source: dagger/dagger v0.20.3, internal/buildkit/cache/metadata.go lines 20 to 22 and 417.
 */
async function ageMetadata(path: string, seconds: number): Promise<void> {
  if (!existsSync(path)) return
  const bytes = await readFile(path)
  const text = bytes.toString('latin1')
  const file = await open(path, 'r+')
  try {
    for (const match of text.matchAll(/cache\.(?:createdAt|lastUsedAt)\{"value":(\d{19})\b/g)) {
      const time = match[1] ?? ''
      const earlier = String(BigInt(time) - BigInt(seconds) * 1_000_000_000n)
      await file.write(earlier, match.index + match[0].length - time.length, 'latin1')
    }
  } finally {
    await file.close()
  }
}

async function ageFiles(folder: string, seconds: number): Promise<void> {
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const { mtimeMs } = await stat(join(folder, name))
    const earlier = mtimeMs / 1000 - seconds
    await utimes(join(folder, name), earlier, earlier)
  }
}
