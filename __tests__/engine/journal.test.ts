import { describe, expect, test } from '@jest/globals'
import { isTelling, stateVerdict, stopComplaint, type GivenState } from '../../src/engine/journal.ts'

const serving = 'time="2026-01-01T00:00:00Z" level=info msg="running server on /run/dagger/engine.sock"\n'
const reset = (reason: string) =>
  `time=2026-01-01T00:00:00.000Z level=WARN msg="local cache state invalid; resetting worker and dagql persistence state" reason=${reason} error=<nil>\n`
const reset20 =
  'time="2026-01-01T00:00:00Z" level=error msg="failed to initialize boltdbs, resetting all local cache state" error="timeout"\n'

describe('what an engine made of the state it was given', () => {
  const by = (writtenBy: string): GivenState => ({ writtenBy })
  test.each<[string, string, string, GivenState, string]>([
    ['nothing given', serving, '0.21.8', 'none', 'cold'],
    ['nothing given to 0.20', serving, '0.20.3', 'none', 'cold'],
    ['a state of the same version', serving, '0.21.8', by('0.21.8'), 'warm'],
    ['a state of an older patch', serving, '0.21.8', by('0.21.0'), 'warm'],
    ['a state that is still being read', '', '0.21.8', by('0.21.8'), 'unknown'],
    ['0.20, which logs nothing about it', serving, '0.20.3', by('0.20.3'), 'unknown'],
    ['a state of others', serving, '0.21.8', 'of others', 'unknown'],
    ['0.21 on a state of 0.20', serving, '0.21.8', by('0.20.3'), 'discarded:written_by_0.20.3'],
    ['0.20 on a state of 0.21', serving, '0.20.3', by('0.21.8'), 'discarded:written_by_0.21.8'],
    [
      'no mark',
      reset('dagql_unclean_shutdown') + serving,
      '0.21.8',
      by('0.21.8'),
      'discarded:dagql_unclean_shutdown',
    ],
    [
      'another schema',
      reset('dagql_schema_mismatch') + serving,
      '1.0.0-beta.8',
      by('1.0.0-beta.7'),
      'discarded:dagql_schema_mismatch',
    ],
    [
      'a reason in quotes',
      reset('"dagql_open_failed"'),
      '0.21.8',
      by('0.21.8'),
      'discarded:dagql_open_failed',
    ],
    [
      'databases that 0.20 cannot open',
      reset20 + serving,
      '0.20.3',
      by('0.20.3'),
      'discarded:boltdb_init_failed',
    ],
    ['a reset state of others', reset('x') + serving, '0.21.8', 'of others', 'discarded:x'],
  ])('%s', (_name, log, version, given, verdict) => {
    expect(stateVerdict(log, version, given)).toBe(verdict)
  })
})

describe('what a log says of a stop', () => {
  const mark = 'level=WARN msg="successfully marked clean shutdown in persistence metadata"\n'
  const canceled = 'level=error msg="server context canceled" error="context canceled"\n'

  test.each([
    ['0.21 with the mark', canceled + mark, '0.21.8'],
    ['1.0 with the mark', canceled + mark, '1.0.0-beta.10'],
    ['0.20, which has no mark', canceled, '0.20.3'],
    ['0.20 that said nothing at all', '', '0.20.3'],
  ])('nothing against %s', (_name, log, version) => {
    expect(stopComplaint(log, version)).toBeUndefined()
  })

  test.each([
    ['graceful', 'level=ERROR msg="server graceful stop" error="failed to syncfs"'],
    ['http', 'level=ERROR msg="http server shutdown" error="context deadline exceeded"'],
    ['mark', 'level=WARN msg="failed to mark clean shutdown in persistence metadata"'],
    ['persist', 'level=ERROR msg="failed to persist dagql cache during close"'],
    ['close', 'level=ERROR msg="failed to close dagql persistence databases"'],
  ])('the line that tells of a failure to %s, even where the mark follows it', (_name, line) => {
    for (const version of ['0.20.3', '0.21.8']) {
      expect(stopComplaint(`${canceled}${line}\n${mark}`, version)).toBe(`the engine logged: ${line}`)
    }
  })

  test.each(['0.21.0', '0.21.8', '1.0.0-beta.10'])('that %s left no mark', (version) => {
    expect(stopComplaint(canceled, version)).toContain('did not log "successfully marked clean shutdown"')
  })

  test('no more than a line of some length', () => {
    const complaint = stopComplaint(`failed to close ${'x'.repeat(9999)}`, '0.21.8')
    expect(complaint?.length).toBeLessThan(600)
  })
})

describe('the lines that tell', () => {
  test('are those that a verdict or a complaint goes by, out of any number of others', () => {
    const others = ['level=debug msg="exec"', 'level=error msg="server context canceled"', '']
    const all = [
      serving,
      reset('dagql_unclean_shutdown'),
      reset20,
      'failed to close it',
      'server graceful stop',
    ]
    for (const line of [...all, 'successfully marked clean shutdown']) expect(isTelling(line)).toBe(true)
    for (const line of others) expect(isTelling(line)).toBe(false)
  })
})
