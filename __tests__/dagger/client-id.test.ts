import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  hasClientId,
  isClientId,
  makeStateHome,
  newClientId,
  stateHomeOf,
} from '../../src/dagger/client-id.ts'

test.each<[NodeJS.ProcessEnv, string]>([
  [{}, join(homedir(), '.local/state')],
  [{ HOME: '/home/a' }, '/home/a/.local/state'],
  [{ HOME: '' }, join(homedir(), '.local/state')],
  [{ HOME: '/home/a', XDG_STATE_HOME: '' }, '/home/a/.local/state'],
  [{ HOME: '/home/a', XDG_STATE_HOME: 'relative' }, '/home/a/.local/state'],
  [{ HOME: '/home/a', XDG_STATE_HOME: '/var/state' }, '/var/state'],
])('with the environment %j, programs keep their state in %s', (env, folder) => {
  expect(stateHomeOf(env)).toBe(folder)
})

test("a new ID is different each time, in the format of the CLI's own IDs", () => {
  const ids = Array.from({ length: 100 }, newClientId)
  expect(new Set(ids).size).toBe(100)
  expect(ids.every(isClientId)).toBe(true)
})

test.each(['', 'a', 'A'.repeat(25), 'a'.repeat(24), 'a'.repeat(26), `${'a'.repeat(24)}\n`, '../'.repeat(9)])(
  '%j is no ID',
  (text) => {
    expect(isClientId(text)).toBe(false)
  },
)

describe('a folder for XDG_STATE_HOME', () => {
  let folder: string
  let users: string
  let made: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-id-'))
    users = join(folder, 'users')
    made = join(folder, 'made')
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test("contains the ID, and everything else of the user's folder", async () => {
    await mkdir(join(users, 'dagger'), { recursive: true })
    await writeFile(join(users, 'dagger', 'stable_client_id'), 'of the user')
    await mkdir(join(users, 'helper'))
    await writeFile(join(users, 'helper', 'login'), 'session')
    await makeStateHome(made, users, 'ours')
    expect(await readFile(join(made, 'dagger', 'stable_client_id'), 'utf8')).toBe('ours')
    expect(await readFile(join(made, 'helper', 'login'), 'utf8')).toBe('session')
    expect(await readFile(join(users, 'dagger', 'stable_client_id'), 'utf8')).toBe('of the user')
  })

  test('contains no ID if the CLI is to create one', async () => {
    await makeStateHome(made, users, undefined)
    expect(await hasClientId(made)).toBe(false)
    expect(await readdir(made)).toEqual(['dagger'])
  })

  test('can contain an empty ID', async () => {
    await makeStateHome(made, users, '')
    expect(await hasClientId(made)).toBe(true)
  })

  test('is created again, and removing the old one removes nothing of the user’s', async () => {
    await mkdir(join(users, 'helper'), { recursive: true })
    await writeFile(join(users, 'helper', 'login'), 'session')
    await makeStateHome(made, users, 'first')
    await rm(join(users, 'helper', 'login'))
    await mkdir(join(users, 'other'))
    await makeStateHome(made, users, 'second')
    expect(await readFile(join(made, 'dagger', 'stable_client_id'), 'utf8')).toBe('second')
    expect((await lstat(join(made, 'other'))).isSymbolicLink()).toBe(true)
    expect((await lstat(join(users, 'helper'))).isDirectory()).toBe(true)
  })
})
