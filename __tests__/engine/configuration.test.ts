import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boundConfiguration, writeBounded } from '../../src/engine/configuration.ts'

const ours = { maxUsedSpace: 6e9, reservedSpace: 750e6, minFreeSpace: '20%' }

function merged(users: object | undefined): unknown {
  const result = boundConfiguration(users && JSON.stringify(users), 6e9)
  return result.kind === 'bounded' ? JSON.parse(result.text) : result
}

describe('all three space values get into', () => {
  test.each([
    ['a file that is not there', undefined, { gc: ours }],
    ['an empty object', {}, { gc: ours }],
    ['an empty gc', { gc: {} }, { gc: ours }],
    ['a gc of null, which the engine takes for none', { gc: null }, { gc: ours }],
    [
      'a file that has other settings, which stay',
      { logLevel: 'warn', security: { insecureRootCapabilities: false } },
      { logLevel: 'warn', security: { insecureRootCapabilities: false }, gc: ours },
    ],
    [
      'a gc that has other settings, which stay',
      { gc: { enabled: true, sweepSize: '10%', policies: [], dagqlCache: { maxEstimatedBytes: 1 } } },
      {
        gc: { enabled: true, sweepSize: '10%', policies: [], dagqlCache: { maxEstimatedBytes: 1 }, ...ours },
      },
    ],
    [
      "a gc beside a user's own reserve",
      { gc: { reservedSpace: '9GB' } },
      { gc: { ...ours, reservedSpace: '9GB' } },
    ],
    [
      "a gc beside a user's own free space",
      { gc: { minFreeSpace: 0 } },
      { gc: { ...ours, minFreeSpace: 0 } },
    ],
    [
      'names in any case, as the engine reads them',
      { GC: { ReservedSpace: 1, MINFREESPACE: 2 } },
      { GC: { ReservedSpace: 1, MINFREESPACE: 2, maxUsedSpace: 6e9 } },
    ],
  ])('%s', (_name, users, expected) => {
    expect(merged(users)).toEqual(expected)
  })
})

describe('a file is left alone that', () => {
  test.each([
    ['has a maximum', { gc: { maxUsedSpace: '80%' } }, 'has gc.maxUsedSpace', true],
    ['has a maximum of 0, which means none', { gc: { maxUsedSpace: 0 } }, 'has gc.maxUsedSpace', true],
    ['has a maximum by another case', { Gc: { MaxUsedSpace: 1 } }, 'has gc.maxUsedSpace', true],
    ['has policies', { gc: { policies: [{ all: true }] } }, 'has gc.policies', true],
    ['switches gc off', { gc: { enabled: false, maxUsedSpace: 1 } }, 'switches gc off', false],
    ['has a gc of another kind', { gc: [] }, 'has a gc that is no object', false],
    ['is another kind of JSON', [], 'is not a JSON object', false],
  ])('%s', (_name, users, because, hasLimits) => {
    expect(merged(users)).toEqual({ kind: 'own', because, hasLimits })
  })

  test.each(['', '{', 'null', '{"gc": {},}', '// no\n{}'])('the engine refuses: %j', (text) => {
    expect(boundConfiguration(text, 6e9)).toEqual({
      kind: 'own',
      because: 'is not a JSON object',
      hasLimits: false,
    })
  })
})

describe('written', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'configuration-'))
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  async function users(text: string): Promise<string> {
    await mkdir(join(folder, 'config/dagger'), { recursive: true })
    await writeFile(join(folder, 'config/dagger/engine.json'), text)
    return join(folder, 'config/dagger/engine.json')
  }

  const env = () => ({ XDG_CONFIG_HOME: join(folder, 'config') })
  const file = () => join(folder, 'job/engine.json')

  test("it is a copy for the user alone, and the user's own file stays as it is", async () => {
    const text = '{"logLevel":"warn"}'
    const own = await users(text)
    expect(await writeBounded(file(), env(), 6e9)).toBeUndefined()
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ logLevel: 'warn', gc: ours })
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(await readFile(own, 'utf8')).toBe(text)
  })

  test('nothing is where the file has limits of its own', async () => {
    await users('{"gc":{"maxUsedSpace":1}}')
    expect(await writeBounded(file(), env(), 6e9)).toBe('has gc.maxUsedSpace')
    await expect(readFile(file())).rejects.toThrow('ENOENT')
  })

  test('what cannot be read is an error, and not taken for none', async () => {
    await mkdir(join(folder, 'config/dagger/engine.json'), { recursive: true })
    await expect(writeBounded(file(), env(), 6e9)).rejects.toThrow('EISDIR')
  })
})
