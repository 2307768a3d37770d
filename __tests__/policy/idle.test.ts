import { describe, expect, test } from '@jest/globals'
import {
  refreshMilliseconds,
  reasonNotIdle,
  type CacheContent,
  type IdleFacts,
} from '../../src/policy/idle.ts'

const content: CacheContent = { entries: 'a', count: 4332, bytes: 9_147_033, boot: 'boot-1', otherClients: 0 }
const command = { command: 'c', milliseconds: 100, at: 0, succeeded: true, engineCache: 'warm' }
const now = 1_800_000_000_000
const idle: IdleFacts = {
  base: { savedAt: now - 3_600_000, isStoredUnderOwnKey: true },
  engineCache: 'warm',
  commandsStarted: 2,
  commands: [command, command],
  before: content,
  after: content,
  logged: { ranContainer: false, removedEntries: false },
  aboveLimit: false,
  now,
}

test('a job that does not change the cache is idle', () => {
  expect(reasonNotIdle(idle)).toBeUndefined()
})

test('a release that does not name its runs can have idle jobs', () => {
  const unnamed: CacheContent = { entries: 'a', count: 80, bytes: 9_147_033, otherClients: 0 }
  expect(reasonNotIdle({ ...idle, before: unnamed, after: unnamed })).toBeUndefined()
  const smaller = { ...unnamed, bytes: unnamed.bytes - 1 }
  expect(reasonNotIdle({ ...idle, before: unnamed, after: smaller })).toMatch(/size/)
})

test('a release that names its runs may measure fewer bytes, if it removed nothing and ran no container', () => {
  const smaller = { ...content, bytes: content.bytes - 1 }
  expect(reasonNotIdle({ ...idle, after: smaller })).toBeUndefined()
})

describe('a job is not idle', () => {
  const after = (part: Partial<CacheContent>): Partial<IdleFacts> => ({ after: { ...content, ...part } })
  const base = (part: Partial<NonNullable<IdleFacts['base']>>): Partial<IdleFacts> => ({
    base: { savedAt: now - 1000, isStoredUnderOwnKey: true, ...part },
  })

  test.each<[string, Partial<IdleFacts>]>([
    ['when it began without a snapshot', { base: undefined }],
    ['when the snapshot has another key', base({ isStoredUnderOwnKey: false })],
    ['when the age of the snapshot is unknown', base({ savedAt: undefined })],
    ['when the snapshot is a day old', base({ savedAt: now - refreshMilliseconds })],
    ['when the snapshot comes from the future', base({ savedAt: now + 1 })],
    ['when the time of the snapshot is no number', base({ savedAt: NaN })],
    ['when the engine discarded the state', { engineCache: 'discarded:dagql_unclean_shutdown' }],
    ['when a command failed', { commands: [command, { ...command, succeeded: false }] }],
    ['when a command was terminated', { commandsStarted: 3 }],
    ['when the engine did not answer before the first command', { before: undefined }],
    ['when the engine does not answer at the end', { after: undefined }],
    ['when the log says nothing', { logged: undefined }],
    ['when the engine was started again', after({ boot: 'boot-2' })],
    ['when another client was connected before', { before: { ...content, otherClients: 1 } }],
    ['when another client is connected', after({ otherClients: 1 })],
    ['when the cache is above its limit', { aboveLimit: true }],
    [
      'when entries were dropped, however many came',
      { logged: { ranContainer: false, removedEntries: true } },
    ],
    [
      'when a command ran in a container, as of a service',
      { logged: { ranContainer: true, removedEntries: false } },
    ],
    ['when an entry came', after({ entries: 'b', count: 4333 })],
    ['when an entry went', after({ entries: 'b', count: 4331 })],
    ['when one entry came and another went', after({ entries: 'b' })],
    ['when the bytes differ by one', after({ bytes: content.bytes + 1 })],
  ])('%s', (_name, facts) => {
    expect(reasonNotIdle({ ...idle, ...facts })).toMatch(/./)
  })
})
