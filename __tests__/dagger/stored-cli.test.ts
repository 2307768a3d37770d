import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import path from 'node:path'
import { archiveOf, type Archive } from '../../src/dagger/releases.ts'
import { answerKey, archiveKey, readStoredAnswer, readStoredArchive } from '../../src/dagger/stored-cli.ts'
import { isOurs } from '../../src/policy/keys.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { scratch, type Scratch } from './files.ts'

const site = 'https://dl.dagger.io/dagger'
const never = new AbortController().signal
const content = Buffer.from('the archive')

let folder: Scratch
let store: DirectoryStore

beforeEach(async () => {
  folder = await scratch()
  store = new DirectoryStore(path.join(folder.path, 'store'))
})

afterEach(async () => {
  await folder.remove()
})

function archive(version = '0.21.8', arch = 'x64', from = site): Archive {
  return archiveOf(from, { kind: 'release', version }, 'linux', arch)
}

async function put(key: string, bytes: Uint8Array = content): Promise<void> {
  expect(await store.put(key, inOnePiece(bytes))).toBe(true)
}

const read = (wanted: Archive) => readStoredArchive(store, wanted, never)

describe('an archive in a store', () => {
  test('is found by its version, platform and site only', async () => {
    await put(archiveKey(archive(), hash('sha256', content)))
    expect(await read(archive())).toEqual(content)
    expect(await read(archive('0.21.7'))).toBeUndefined()
    expect(await read(archive('0.21.8', 'arm64'))).toBeUndefined()
    expect(await read(archive('0.21.8', 'x64', 'https://mirror.example/dagger'))).toBeUndefined()
  })

  test('is refused if its content does not have the recorded hash', async () => {
    await put(archiveKey(archive(), hash('sha256', Buffer.from('another archive'))))
    await expect(read(archive())).rejects.toThrow('its content does not have the recorded hash')
  })

  test('is replaced by a newer entry', async () => {
    const sha256 = hash('sha256', content)
    await put(archiveKey(archive(), sha256), Buffer.from('damaged'))
    await put(archiveKey(archive(), sha256, '17'))
    expect(await read(archive())).toEqual(content)
  })

  test.each(['', 'no hash', '0'.repeat(63)])('is not read if its key ends in "%s"', async (end) => {
    await put(archiveKey(archive(), 'X').replace('X@', `${end}@`))
    expect(await read(archive())).toBeUndefined()
  })
})

describe('a stored answer', () => {
  test('belongs to its pointer and site', async () => {
    await put(answerKey(site, '0.21', '0.21.8'))
    await put(answerKey(site, '0.2', '0.2.0'))
    expect(await readStoredAnswer(store, site, '0.21')).toBe('0.21.8')
    expect(await readStoredAnswer(store, site, 'latest')).toBeUndefined()
    expect(await readStoredAnswer(store, 'https://mirror.example/dagger', '0.21')).toBeUndefined()
  })

  test.each(['main', '0.21', '0.21.9-dev-3'])('is ignored if it is %s', async (version) => {
    await put(answerKey(site, 'latest', version))
    expect(await readStoredAnswer(store, site, 'latest')).toBeUndefined()
  })
})

test('the keys are ours, valid in a store, and do not contain the address of a mirror', () => {
  const from = 'https://user:password@mirror.example/dagger'
  const keys = [
    archiveKey(archive('1.0.0-beta.10', 'arm64', from), '0'.repeat(64), '9'.repeat(20)),
    answerKey(from, 'latest', '0.21.8'),
  ]
  for (const key of keys) {
    expect(isOurs(key)).toBe(true)
    expect(key).not.toMatch(/,|user|password|example/)
    expect(key.length).toBeLessThan(200)
  }
})
