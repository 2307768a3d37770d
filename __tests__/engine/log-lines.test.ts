import { describe, expect, test } from '@jest/globals'
import {
  isServingLine,
  isStartLine,
  isStopLine,
  isWorkLine,
  loggedWork,
  startedAndCutShort,
  stateVerdict,
  stopProblem,
  type GivenState,
  type Namespace,
} from '../../src/engine/log-lines.ts'

const serving = 'time="2026-01-01T00:00:00Z" level=info msg="running server on /run/dagger/engine.sock"\n'
const reset = (reason: string) =>
  `time=2026-01-01T00:00:00.000Z level=WARN msg="local cache state invalid; resetting worker and dagql persistence state" reason=${reason} error=<nil>\n`
const reset20 =
  'time="2026-01-01T00:00:00Z" level=error msg="failed to initialize boltdbs, resetting all local cache state" error="timeout"\n'

describe('what an engine did with its restored state', () => {
  const by = (writtenBy: string | undefined, ...namespaces: Namespace[]): GivenState => ({
    writtenBy,
    namespaces,
  })
  test.each<[string, string, string, GivenState, string]>([
    ['nothing given', serving, '0.21.8', 'none', 'cold'],
    ['nothing given to 0.20', serving, '0.20.3', 'none', 'cold'],
    ['a state of the same version', serving, '0.21.8', by('0.21.8', 'dagger'), 'warm'],
    ['a state of an older patch', serving, '0.21.8', by('0.21.0', 'dagger'), 'warm'],
    ['a state that is still being read', '', '0.21.8', by('0.21.8', 'dagger'), 'unknown'],
    ['0.20, which logs nothing about it', serving, '0.20.3', by('0.20.3', 'buildkit'), 'unknown'],
    [
      '0.20 on a state of both, 0.21 being the last',
      serving,
      '0.20.3',
      by('0.21.8', 'buildkit', 'dagger'),
      'unknown',
    ],
    [
      '0.21 on a state of both, 0.20 being the last',
      serving,
      '0.21.8',
      by('0.20.3', 'buildkit', 'dagger'),
      'warm',
    ],
    [
      '0.21 on a state of both, a build of a commit being the last',
      serving,
      '0.21.8',
      by(undefined, 'dagger'),
      'warm',
    ],
    [
      '0.20 on a state of 0.21, a build of a commit being the last',
      serving,
      '0.20.3',
      by(undefined, 'dagger'),
      'unknown',
    ],
    [
      'a state of a build of another commit, which may be of either side',
      serving,
      '0.21.8',
      { writtenBy: undefined, namespaces: undefined },
      'unknown',
    ],
    ['a state of others', serving, '0.21.8', 'of others', 'unknown'],
    ['0.21 on a state of 0.20', serving, '0.21.8', by('0.20.3', 'buildkit'), 'discarded:written_by_0.20.3'],
    ['0.20 on a state of 0.21', serving, '0.20.3', by('0.21.8', 'dagger'), 'discarded:written_by_0.21.8'],
    [
      'no record of a clean shutdown',
      reset('dagql_unclean_shutdown') + serving,
      '0.21.8',
      by('0.21.8', 'dagger'),
      'discarded:dagql_unclean_shutdown',
    ],
    [
      'another schema',
      reset('dagql_schema_mismatch') + serving,
      '1.0.0-beta.8',
      by('1.0.0-beta.7', 'dagger'),
      'discarded:dagql_schema_mismatch',
    ],
    [
      'a reason in quotes',
      reset('"dagql_open_failed"'),
      '0.21.8',
      by('0.21.8', 'dagger'),
      'discarded:dagql_open_failed',
    ],
    [
      'databases that 0.20 cannot open',
      reset20 + serving,
      '0.20.3',
      by('0.20.3', 'buildkit'),
      'discarded:boltdb_init_failed',
    ],
    ['a reset state of others', reset('x') + serving, '0.21.8', 'of others', 'discarded:x'],
  ])('%s', (_name, log, version, given, verdict) => {
    expect(stateVerdict(log, version, given)).toBe(verdict)
  })
})

const logrus = (level: string, message: string, fields = '') =>
  `time="2026-01-01T00:00:00Z" level=${level} msg="${message}"${fields}\n`
const slog = (level: string, message: string, fields = '') =>
  `time=2026-01-01T00:00:00.000Z level=${level} msg=${/ /.test(message) ? `"${message}"` : message}${fields}\n`

const cleanShutdown = slog('WARN', 'successfully marked clean shutdown in persistence metadata')
const stop = logrus('error', 'server context canceled', ' error="context canceled"')

describe('what a log shows about a stop', () => {
  test.each([
    ['0.21 with a clean shutdown', stop + cleanShutdown, '0.21.8'],
    ['1.0 with a clean shutdown', stop + cleanShutdown, '1.0.0-beta.10'],
    ['0.20, which does not log a clean shutdown', stop, '0.20.3'],
  ])('nothing against %s', (_name, log, version) => {
    expect(stopProblem(log, version)).toBeUndefined()
  })

  test.each([
    'server graceful stop',
    'http server shutdown',
    'failed to persist dagql cache during close',
    'failed to close dagql persistence databases after cache close error',
    'dagql cache close exiting with error',
    'failed to mark clean shutdown in persistence metadata',
    'failed to close dagql persistence databases',
    'failed to close base dagql cache',
  ])('that "%s", even if the record of a clean shutdown follows it', (message) => {
    const line = slog('ERROR', message, ' err="disk I/O error (10)"')
    for (const version of ['0.20.3', '0.21.8']) {
      expect(stopProblem(stop + line + cleanShutdown, version)).toBe(`the engine logged: ${line.trim()}`)
    }
  })

  // Each of them is logged by an engine that is well: v0.20.3, dagql/cache.go line 1141, internal/buildkit/cache/
  // blobs_linux.go line 59; v0.21.8, engine/server/telemetry.go, seen at every stop with a client.
  test.each([
    slog('ERROR', 'failed to persist cache expiration', ' err="context canceled"'),
    logrus('warning', 'failed to close writer \\"sha256:1\\"', ' error="it is closed"'),
    slog('ERROR', 'failed to emit telemetry', ' error="context canceled"'),
    slog(
      'WARN',
      'process did not complete successfully',
      ' process="echo failed to close" error="exit code: 1"',
    ),
    logrus('info', 'exec', ' args="[echo msg=\\"server graceful stop\\"]"'),
    'what a build printed: server graceful stop\n',
    'msg="server graceful stop"\n',
    slog('INFO', 'failed', ' msg="server graceful stop"'),
  ])('nothing by a line of normal operation: %s', (line) => {
    expect(stopProblem(stop + line + cleanShutdown, '0.21.8')).toBeUndefined()
    expect(stopProblem(stop + line, '0.20.3')).toBeUndefined()
  })

  test('lines before the stop do not count', () => {
    const before = slog('ERROR', 'server graceful stop') + cleanShutdown
    expect(stopProblem(before + stop + cleanShutdown, '0.21.8')).toBeUndefined()
    expect(stopProblem(before + stop, '0.21.8')).toContain('did not log "successfully marked clean shutdown')
  })

  test.each(['0.20.3', '0.21.8'])('%s did not begin to stop', (version) => {
    expect(stopProblem(cleanShutdown, version)).toContain('did not log "server context canceled"')
  })

  test.each(['0.21.0', '0.21.8', '1.0.0-beta.10'])('%s recorded no clean shutdown', (version) => {
    expect(stopProblem(stop, version)).toContain('did not log "successfully marked clean shutdown')
  })

  test('a long line is truncated', () => {
    const long = slog('ERROR', 'server graceful stop', ` error="${'x'.repeat(9999)}"`)
    expect(stopProblem(stop + long, '0.21.8')?.length).toBeLessThan(600)
  })
})

describe('commands that started in a log', () => {
  const starts = (id: string) => logrus('info', 'starting container', ` args="[sh -c true]" id=${id} span=1`)
  const done = (id: string, error = '') =>
    logrus('info', 'container done', ` args="[sh -c true]"${error} id=${id} span=1`)
  const killed = ' error="exit code: 137: engine is shutting down"'

  test.each([
    ['none', stop, []],
    ['one that ended well', starts('a') + done('a'), []],
    ['one that began before', done('a', killed), []],
    ['one that still ran', starts('a') + starts('b') + done('a'), ['b']],
    ['one that was ended', starts('a') + done('a', killed), ['a']],
    [
      'one whose arguments look like other fields',
      logrus('info', 'starting container', ' args="[echo \\" id=b error=\\"]" id=a'),
      ['a'],
    ],
  ])('and were cut short: %s', (_name, log, ids) => {
    expect(startedAndCutShort(log)).toEqual(ids)
  })
})

describe('the lines that matter', () => {
  const others = [logrus('debug', 'exec'), slog('ERROR', 'failed to close writer'), 'running', '']

  test('at the start are those that determine the verdict', () => {
    for (const line of [serving, reset('dagql_unclean_shutdown'), reset20])
      expect(isStartLine(line)).toBe(true)
    for (const line of [...others, cleanShutdown]) expect(isStartLine(line)).toBe(false)
  })

  test('with the one that says that the engine serves, the start ends', () => {
    expect(isServingLine(serving.trim())).toBe(true)
    const quoted = logrus('debug', 'exec', ' args="[echo running server on x]"')
    for (const line of [...others, reset20, quoted]) expect(isServingLine(line)).toBe(false)
  })

  test('at the stop are those that `stopProblem` reads', () => {
    const all = [stop, cleanShutdown, slog('ERROR', 'server graceful stop'), logrus('info', 'container done')]
    for (const line of all) expect(isStopLine(line)).toBe(true)
    for (const line of [...others, serving]) expect(isStopLine(line)).toBe(false)
  })
})

describe('the log shows work that may leave no entry', () => {
  const exec =
    'time="2026-01-01T00:00:00Z" level=info msg="starting container" args="[/.init sh]" id=s6qljvw8bfz36q2ffmq07wez1\n'
  const dropped =
    'time=2026-01-01T00:00:00.000Z level=INFO msg="dagql pruned result" resultID=3930 call=Directory.withNewFile\n'
  const removedEntries = 'time="2026-01-01T00:00:00Z" level=debug msg="gc cleaned up 8192 bytes"\n'
  const quoted =
    'time="2026-01-01T00:00:00Z" level=debug msg="executing GraphQL request" query="msg=\\"starting container\\""\n'
  const idle = { ranContainer: false, removedEntries: false }

  test.each([
    ['nothing of an engine that only serves', serving, idle],
    ['nothing where a user wrote the same', serving + quoted, idle],
    ['a command in a container', serving + exec, { ...idle, ranContainer: true }],
    ['a dropped entry from 0.21 on', serving + dropped, { ...idle, removedEntries: true }],
    ['a dropped entry of 0.20', serving + removedEntries, { ...idle, removedEntries: true }],
  ])('%s', (_name, log, work) => {
    expect(loggedWork(log.split('\n').filter(isWorkLine).join('\n'))).toEqual(work)
  })

  test('unless it lacks the messages of that level', () => {
    expect(loggedWork('')).toBeUndefined()
  })
})
