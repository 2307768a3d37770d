import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startVersity, type ObjectStorage } from '../../rig/object-storage/servers.ts'
import { attempt } from '../../src/programs.ts'
import { silent } from '../../src/log.ts'
import { entryKey, packKey } from '../../src/policy/keys.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { openScope } from '../../local/bucket.ts'

let folder: string
let storage: ObjectStorage
const main = 's3://states/ci/github.com/1/refs:heads:main'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-bucket-'))
  storage = await startVersity(folder, ['states'])
  Object.assign(process.env, storage.env)
  for (const scope of [
    main,
    's3://states/ci/github.com/1/refs:heads:a:b',
    's3://states/ci/github.com/2/refs:heads:main',
  ]) {
    const store = await openScope(scope, process.env, silent)
    await store.put(packKey('0'), inOnePiece(Buffer.from('pack')))
    await store.put(
      entryKey('k', { runId: '1', attempt: '1', random: 'r' }),
      inOnePiece(Buffer.from('no manifest')),
    )
  }
})

afterAll(async () => {
  await storage.stop()
  await rm(folder, { recursive: true })
})

async function cache(...args: string[]) {
  const program = join(import.meta.dirname, '../../local/main.ts')
  // Not as in a job: there, secrets are printed, for the runner to hide them.
  const inherit = { PATH: process.env['PATH'] }
  return await attempt(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    inherit,
    env: storage.env,
  })
}

describe('an address', () => {
  test.each([
    ['s3://states', 'It contains:\ns3://states/ci'],
    ['s3://states/ci/', 'It contains:\ns3://states/ci/github.com'],
    ['s3://states/ci/github.com', 's3://states/ci/github.com/1\ns3://states/ci/github.com/2'],
    [
      's3://states/ci/github.com/1',
      's3://states/ci/github.com/1/refs:heads:a:b\ns3://states/ci/github.com/1/refs:heads:main',
    ],
    ['s3://states/other', 's3://states/other is empty.'],
  ])('%s that names no ref fails, and the error lists the refs', async (address, there) => {
    await expect(openScope(address, process.env, silent)).rejects.toThrow(there)
  })
})

test('the entries of one ref are listed, then deleted, and no others', async () => {
  const listed = await cache('list', '--store', main)
  expect([listed.exitCode, listed.stdout]).toEqual([
    0,
    expect.stringContaining(`1 snapshot and 1 pack, 0.0 MB in ${main}.`),
  ])
  const purged = await cache('purge', '--store', main, '--yes')
  expect([purged.exitCode, purged.stdout]).toEqual([0, 'Deleted 1 snapshot and 1 pack, 0.0 MB.\n'])
  await expect(openScope('s3://states/ci/github.com/1', process.env, silent)).rejects.toThrow(
    /It contains:\n.*refs:heads:a:b$/,
  )
})

test('no secret is printed, not even as a workflow command', async () => {
  const { stdout, stderr } = await cache('verify', '--store', main)
  expect(stdout + stderr).not.toContain(storage.env['AWS_SECRET_ACCESS_KEY'])
})
