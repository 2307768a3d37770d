import { describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempt, awaitLine, CommandError, pickLines, run } from '../src/programs.ts'
import { cleaningUp, Deadline, within } from '../src/deadline.ts'

async function failure(running: Promise<unknown>): Promise<CommandError> {
  const error: unknown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof CommandError)) throw new Error('it did not fail with a CommandError')
  return error
}

describe('a command', () => {
  test('returns what it wrote to stdout, and only that', async () => {
    expect(await run('sh', ['-c', 'echo out; echo err >&2'])).toBe('out\n')
  })

  test('gets each argument unchanged, because no shell reads them', async () => {
    const odd = [
      'a b',
      '',
      '$HOME',
      '`id`',
      '"quoted"',
      "it's",
      'a;b',
      '*',
      '\\',
      'line\nbreak',
      'ä',
      '--',
      '~',
    ]
    expect((await run('printf', ['%s\\0', ...odd])).split('\0').slice(0, -1)).toEqual(odd)
  })

  test('may be a program whose path has spaces', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'a command ')))
    try {
      await symlink('/bin/echo', join(folder, 'my echo'))
      expect(await run(join(folder, 'my echo'), ['hello'])).toBe('hello\n')
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('reads the given input', async () => {
    expect(await run('cat', [], { input: 'one\ntwo' })).toBe('one\ntwo')
  })

  test('runs in the given folder', async () => {
    expect(await run('pwd', [], { cwd: '/' })).toBe('/\n')
  })

  test('gets our environment with the added variables, in English', async () => {
    const told = await run('sh', ['-c', 'echo "$PATH|$LC_ALL|$SECRET"'], { env: { SECRET: 'given' } })
    expect(told).toBe(`${process.env['PATH'] ?? ''}|C|given\n`)
  })

  test('gets all variables except those that are only for actions', async () => {
    const inherit = {
      ...process.env,
      ACTIONS_RUNTIME_TOKEN: 'x',
      ACTIONS_CACHE_URL: 'x',
      INPUT_TOKEN: 'x',
      'INPUT_CACHE-DIR': 'x',
      STATE_isPost: 'x',
      HTTPS_PROXY: 'kept',
      SSH_AUTH_SOCK: 'kept',
      GITHUB_TOKEN: 'kept',
    }
    const variables = (await run('env', [], { inherit, env: { INPUT_GIVEN: 'kept' } })).split('\n')
    expect(variables.filter((line) => /^(ACTIONS|INPUT|STATE)_|=kept$/.test(line)).toSorted()).toEqual([
      'GITHUB_TOKEN=kept',
      'HTTPS_PROXY=kept',
      'INPUT_GIVEN=kept',
      'SSH_AUTH_SOCK=kept',
    ])
  })

  test('can override variables that we set', async () => {
    expect(await run('sh', ['-c', 'echo "$LC_ALL"'], { env: { LC_ALL: 'C.UTF-8' } })).toBe('C.UTF-8\n')
  })

  test('that fails throws an error with its command line, its exit code and the end of stderr', async () => {
    const error = await failure(
      run('sh', ['-c', 'for n in 1 2 3 4 5 6 7; do echo "line $n" >&2; done; exit 3']),
    )
    expect(error.exitCode).toBe(3)
    expect(error.message).toMatch(/^`sh -c .*` exited with code 3: line 3\nline 4\nline 5\nline 6\nline 7$/)
    expect(error.stderr).toContain('line 1\n')
  })

  test('that fails without output says so', async () => {
    expect((await failure(run('false'))).message).toBe('`false` exited with code 1')
  })

  test('that does not exist cannot be started', async () => {
    const error = await failure(run('no-such-program', ['argument']))
    expect(error.exitCode).toBeUndefined()
    expect(error.message).toContain('`no-such-program argument` could not be started')
  })

  test('that exceeds its time limit is ended with code 124', async () => {
    expect((await attempt('sleep', ['600'], { timeoutSeconds: 0.05 })).exitCode).toBe(124)
  })

  test('that cannot be ended is not awaited', async () => {
    // It leaves behind a process that ignores every polite signal and holds the pipes.
    const stubborn = "trap '' TERM; (trap '' TERM; sleep 30) & wait"
    const result = await attempt('sh', ['-c', stubborn], { timeoutSeconds: 0.05 })
    expect(result.exitCode).toBe(124)
    expect(result.stderr).toContain('may still be running')
  })

  test('has at most the time of the work that it belongs to', async () => {
    const result = await within(new Deadline(0.05), () => attempt('sleep', ['600']))
    expect(result).toMatchObject({ exitCode: 124, stderr: 'Its time limit is over.' })
  })

  test('is not started after the time limit of that work', async () => {
    const over = new Deadline(0)
    await once(over.signal, 'abort')
    const { exitCode, stderr } = await within(over, () => attempt('sh', ['-c', 'echo started >&2']))
    expect({ exitCode, stderr }).toEqual({ exitCode: 124, stderr: 'There was no time left to start it.' })
  })

  test('that cleans up has the reserved time', async () => {
    const work = new Deadline(60.0004).reserving(59.9999)
    await once(work.signal, 'abort')
    await within(work, async () => {
      expect((await attempt('true')).exitCode).toBe(124)
      expect(await cleaningUp(() => attempt('true'))).toMatchObject({ exitCode: 0 })
    })
  })

  test('that has a shorter limit ends at the earlier one, and cleans up in the same time', async () => {
    const whole = new Deadline(120).reserving(60)
    expect(whole.atMost(600).secondsLeft).toBeLessThanOrEqual(60)
    expect(whole.atMost(30).secondsLeft).toBeLessThanOrEqual(30)
    const part = whole.atMost(0)
    await once(part.signal, 'abort')
    await within(part, async () => {
      expect((await attempt('true')).exitCode).toBe(124)
      expect(await cleaningUp(() => attempt('true'))).toMatchObject({ exitCode: 0 })
    })
  })

  test('that ends in time keeps its own exit code', async () => {
    expect((await attempt('sh', ['-c', 'exit 7'], { timeoutSeconds: 60 })).exitCode).toBe(7)
  })

  test('that was killed is a failure', async () => {
    expect((await failure(run('sh', ['-c', 'kill -KILL $$']))).message).toContain('`sh -c kill -KILL $$`')
  })
})

describe('an attempt', () => {
  test('returns all lines of a program, also if it fails', async () => {
    expect(await attempt('sh', ['-c', 'echo out; echo err >&2; exit 2'])).toEqual({
      exitCode: 2,
      stdout: 'out\n',
      stderr: 'err\n',
    })
  })

  test('of a program that does not exist has no exit code, and reports why', async () => {
    const { exitCode, stdout, stderr } = await attempt('no-such-program')
    expect({ exitCode, stdout }).toEqual({ exitCode: undefined, stdout: '' })
    expect(stderr).toContain('no-such-program')
  })
})

describe('picking lines', () => {
  const print = (text: string, code = 0) => [
    '-e',
    `process.stdout.write(${JSON.stringify(text)}); process.exitCode = ${code}`,
  ]

  test('returns the requested lines of both streams, in order', async () => {
    const both = ['-e', "console.log('a 1'); console.log('b'); console.log('a 2'); console.error('a 3')"]
    const picked = await pickLines(process.execPath, both, (line) => line.startsWith('a'))
    expect(picked.toSorted()).toEqual(['a 1', 'a 2', 'a 3'])
  })

  test('reports the last lines of a program that failed', async () => {
    const picked = pickLines(process.execPath, print('no such container\n', 3), () => false)
    await expect(picked).rejects.toThrow(/exited with code 3: no such container$/)
    await expect(pickLines('/nowhere/program', [], () => false)).rejects.toThrow('could not be started')
  })

  test('stops the program after the last line that is needed', async () => {
    const endless = ['-c', 'for n in 1 2 3 4; do echo line $n; done; exec sleep 600']
    const picked = pickLines('sh', endless, (line) => !line.endsWith(' 1'), {
      isLast: (line) => line === 'line 3',
      timeoutSeconds: Infinity,
    })
    expect(await picked).toEqual(['line 2', 'line 3'])
  })

  test('ends a program that takes longer than it may', async () => {
    await expect(pickLines('sleep', ['600'], () => false, { timeoutSeconds: 0.05 })).rejects.toThrow(
      'exited with code 124',
    )
  })
})

describe('a program that is waited for until it writes a line', () => {
  const until = async (script: string, timeout = 60, signal?: AbortSignal): Promise<string> =>
    await awaitLine('sh', ['-c', script], (line) => line === 'ready', timeout, signal)

  test.each([
    ['is done when it has, though it goes on', 'echo ready; exec sleep 600', 'found'],
    ['may write it to stderr', 'echo ready >&2; exec sleep 600', 'found'],
    ['may write it last, without an end', 'printf ready', 'found'],
    ['may end without it', 'echo almost ready; echo readyish', 'ended'],
    ['may end without it and with an error', 'exit 3', 'ended'],
    ['may not be one that is part of another', 'echo not ready', 'ended'],
  ])('%s', async (_name, script, outcome) => {
    expect(await until(script)).toBe(outcome)
  })

  test('is awaited only until its time limit', async () => {
    expect(await until('exec sleep 600', 0.1)).toBe('late')
  })

  test('is not awaited after the signal is aborted', async () => {
    expect(await until('exec sleep 600', 60, AbortSignal.timeout(10))).toBe('late')
  })

  test('is an error if it cannot be started', async () => {
    const error = await failure(awaitLine('/no/such/program', ['a'], () => true, 60))
    expect(error.message).toContain('`/no/such/program a` could not be started')
  })
})
