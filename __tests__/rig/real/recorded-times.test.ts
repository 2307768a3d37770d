import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ageFolder } from '../../../rig/real/recorded-times.ts'

const day = 24 * 3600
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorded-times-'))
  await mkdir(join(folder, 'worker/clientdbs'), { recursive: true })
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('entries of 0.21 were made and used earlier, and expire earlier', async () => {
  const file = join(folder, 'dagql-cache.db')
  const database = new DatabaseSync(file)
  database.exec(
    'CREATE TABLE results (created_at_unix_nano INTEGER, last_used_at_unix_nano INTEGER, expires_at_unix INTEGER)',
  )
  database.exec('INSERT INTO results VALUES (1795631085000000001, 1795631320000000002, 1795700000)')
  database.exec('INSERT INTO results VALUES (1795631085000000001, 1795631320000000002, 0)')
  database.close()

  await ageFolder(folder, 3 * day)

  const aged = new DatabaseSync(file)
  const rows = aged
    .prepare(
      'SELECT CAST(created_at_unix_nano AS TEXT) c, CAST(last_used_at_unix_nano AS TEXT) u, expires_at_unix e FROM results',
    )
    .all()
  aged.close()
  expect(rows.map(({ c, u, e }) => [c, u, e])).toEqual([
    ['1795371885000000001', '1795372120000000002', 1795440800],
    ['1795371885000000001', '1795372120000000002', 0],
  ])
})

test('calls of functions of 0.20 expire earlier', async () => {
  const file = join(folder, 'dagql-cache.db')
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE calls (call_key TEXT, expiration INTEGER)')
  database.exec("INSERT INTO calls VALUES ('one', 1795700000)")
  database.close()

  await ageFolder(folder, 3 * day)

  const aged = new DatabaseSync(file)
  const rows = aged.prepare('SELECT expiration FROM calls').all()
  aged.close()
  expect(rows.map(({ expiration }) => expiration)).toEqual([1795440800])
})

test('records of 0.20 were made and used earlier, and nothing else of their database changes', async () => {
  const file = join(folder, 'worker/metadata_v2.db')
  const record = (created: string, used: string): Buffer =>
    Buffer.concat([
      Buffer.from([0, 255, 1]),
      Buffer.from(
        `cache.createdAt{"value":${created}}cache.lastUsedAt{"value":${used}}cache.other{"value":1795631320000000002}`,
      ),
      Buffer.from([254, 0]),
    ])
  await writeFile(file, record('1795631085000000001', '1795631320000000002'))
  await ageFolder(folder, 3 * day)
  expect(await readFile(file)).toEqual(record('1795371885000000001', '1795372120000000002'))
})

test("a client's database was written earlier", async () => {
  const file = join(folder, 'worker/clientdbs/one.db')
  await writeFile(file, '')
  await utimes(file, 1_700_000_000, 1_700_000_000)
  await ageFolder(folder, 3600)
  expect((await stat(file)).mtimeMs).toBe(1_699_996_400_000)
})
