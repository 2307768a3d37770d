import { describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineJson, logsItsStart, readConfiguration } from '../../src/engine/configuration.ts'

const space = { maxUsedSpace: 6e9, reservedSpace: 750e6, minFreeSpace: '20%' }
const shares = { maxUsedSpace: '75%', reservedSpace: '10%', minFreeSpace: '20%' }

/** Of the whole cache, and of what is dropped first. */
function policies(whole: object, sweep: object = {}) {
  return [
    { filters: ['description==withTimestamps'] },
    {
      filters: ['type==source.local,type==exec.cachemount,type==source.git.checkout'],
      keepDuration: '336h',
      maxUsedSpace: 512e6,
      ...sweep,
    },
    { keepDuration: '1440h', ...whole },
    whole,
    { all: true, ...whole },
  ]
}

function written(users: object | undefined, limit: number | undefined): unknown {
  const { text } = engineJson(users && JSON.stringify(users), limit)
  return text === undefined ? undefined : JSON.parse(text)
}

describe('without a limit, the policies and the shares of the engine itself get into', () => {
  const ours = { policies: policies(shares) }

  test.each([
    ['a file that is not there', undefined, { gc: ours }],
    ['an empty object', {}, { gc: ours }],
    ['a gc of null, which the engine takes for none', { gc: null }, { gc: ours }],
    ['a gc with policies that are none', { gc: { policies: [] } }, { gc: ours }],
    ['a file that has other settings, which stay', { logLevel: 'warn' }, { logLevel: 'warn', gc: ours }],
    [
      "a gc beside a user's own space, of which the engine takes what is missing for 0",
      { gc: { minFreeSpace: '5GB' } },
      { gc: { minFreeSpace: '5GB', policies: policies({ minFreeSpace: '5GB' }) } },
    ],
    [
      "a gc beside a user's own maximum",
      { gc: { maxUsedSpace: '80%', sweepSize: '10%' } },
      {
        gc: {
          maxUsedSpace: '80%',
          sweepSize: '10%',
          policies: policies({ maxUsedSpace: '80%', sweepSize: '10%' }, { sweepSize: '10%' }),
        },
      },
    ],
  ])('%s', (_name, users, expected) => {
    expect(written(users, undefined)).toEqual(expected)
    expect(engineJson(users && JSON.stringify(users), undefined).ignoredLimit).toBeUndefined()
  })
})

describe('with a limit, all three space values and the policies get into', () => {
  const ours = { ...space, policies: policies(space) }

  test.each([
    ['a file that is not there', undefined, { gc: ours }],
    ['an empty gc', { gc: {} }, { gc: ours }],
    [
      'a file that has other settings, which stay',
      { logLevel: 'warn', security: { insecureRootCapabilities: false } },
      { logLevel: 'warn', security: { insecureRootCapabilities: false }, gc: ours },
    ],
    [
      'a gc that has other settings, which stay',
      { gc: { enabled: true, policies: [], dagqlCache: { maxEstimatedBytes: 1 } } },
      { gc: { enabled: true, dagqlCache: { maxEstimatedBytes: 1 }, ...ours } },
    ],
    [
      "a gc beside a user's own reserve",
      { gc: { reservedSpace: '9GB' } },
      { gc: { ...space, reservedSpace: '9GB', policies: policies({ ...space, reservedSpace: '9GB' }) } },
    ],
    [
      'names in any case, as the engine reads them',
      { GC: { ReservedSpace: 1, MINFREESPACE: 2, Policies: null } },
      {
        GC: {
          ReservedSpace: 1,
          MINFREESPACE: 2,
          maxUsedSpace: 6e9,
          policies: policies({ maxUsedSpace: 6e9, reservedSpace: 1, minFreeSpace: 2 }),
        },
      },
    ],
  ])('%s', (_name, users, expected) => {
    expect(written(users, 6e9)).toEqual(expected)
    expect(engineJson(users && JSON.stringify(users), 6e9).ignoredLimit).toBeUndefined()
  })

  test('a gc with its own maximum, which takes precedence', () => {
    const { text = '', ignoredLimit } = engineJson('{"Gc":{"MaxUsedSpace":1}}', 6e9)
    expect(JSON.parse(text)).toEqual({ Gc: { MaxUsedSpace: 1, policies: policies({ maxUsedSpace: 1 }) } })
    expect(ignoredLimit).toEqual({ because: 'has gc.maxUsedSpace', hasLimits: true })
  })
})

describe('a file stays unchanged if it', () => {
  test.each([
    ['has policies', '{"gc":{"policies":[{"all":true}]}}', 'has gc.policies', true],
    ['disables gc', '{"gc":{"enabled":false,"maxUsedSpace":1}}', 'disables gc', false],
    ['has a gc of another kind', '{"gc":[]}', 'has a gc that is not an object', false],
    ['is another kind of JSON', '[]', 'is not a JSON object', false],
    ['is empty', '', 'is not a JSON object', false],
    ['is not JSON', '{', 'is not a JSON object', false],
    ['is null', 'null', 'is not a JSON object', false],
    ['is nearly JSON', '{"gc": {},}', 'is not a JSON object', false],
    ['has a comment', '// no\n{}', 'is not a JSON object', false],
  ])('%s', (_name, text, because, hasLimits) => {
    expect(engineJson(text, 6e9)).toEqual({ text: undefined, ignoredLimit: { because, hasLimits } })
    expect(engineJson(text, undefined)).toEqual({ text: undefined })
  })
})

test.each([
  [undefined, true],
  ['{}', true],
  ['{', true],
  ['{"logLevel":"info"}', true],
  ['{"logLevel":"debug"}', true],
  ['{"logLevel":"warn"}', false],
  ['{"LogLevel":"ERROR"}', false],
])('with %j, whether an engine logs that it serves: %j', (text, expected) => {
  expect(logsItsStart(text)).toBe(expected)
})

describe("a user's engine.json", () => {
  async function withFolder(body: (config: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'configuration-'))
    try {
      await mkdir(join(folder, 'dagger'))
      await body(folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  test('is read from XDG_CONFIG_HOME, or does not exist', async () => {
    await withFolder(async (folder) => {
      expect(await readConfiguration({ XDG_CONFIG_HOME: folder })).toBeUndefined()
      await writeFile(join(folder, 'dagger/engine.json'), '{}')
      expect(await readConfiguration({ XDG_CONFIG_HOME: folder })).toBe('{}')
    })
  })

  test('that cannot be read is an error, not a missing file', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'dagger/engine.json'))
      await expect(readConfiguration({ XDG_CONFIG_HOME: folder })).rejects.toThrow('EISDIR')
    })
  })
})
