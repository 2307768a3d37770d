import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGithubApi } from '../../rig/github-api/server.ts'
import type { Job } from '../../rig/runner/job.ts'
import { run } from '../../src/programs.ts'
import { actions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const older = '0.20.3'
const beta = '1.0.0-beta.10'
const container = `warm-dagger-${version}`
/** A limit of 300 MB before compression, the least that can be asked for. */
const limited = { version, 'volume-size': '1GiB', 'max-cache-size': '100MB' }
const hi = { call: 'echo --text=hi' }
/** More than the limit, and then what is used last. */
const fills = ['claim --bytes=310000000', 'fill --bytes=2000000']

const machine = machineOfFile({ versions: [version, older, beta] })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limit-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** A value that the engine gives for itself, such as `max-used-space`. */
async function told(job: Job, field: string): Promise<string> {
  const { log } = await job.run('dagger', ['--silent', 'core', 'engine', 'local-cache', ...field.split(' ')])
  return log.trim()
}

async function configurationOf(engine: string): Promise<unknown> {
  return JSON.parse(await run('docker', ['exec', engine, 'cat', '/etc/dagger/engine.json'])) as unknown
}

async function usersConfiguration(job: Job, text: string): Promise<string> {
  const file = join(job.home, '.config/dagger/engine.json')
  await mkdir(join(job.home, '.config/dagger'), { recursive: true })
  await writeFile(file, text)
  return file
}

/** Calls of the CLI since the last one of a function, as command lines. */
async function callsAfterWork(): Promise<readonly string[]> {
  const lines = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n')
  const calls = lines.map((line) => (JSON.parse(line) as { readonly argv: readonly string[] }).argv.join(' '))
  return calls.slice(calls.findLastIndex((call) => / call (fill|control) /.test(call)) + 1)
}

describe('the engine', () => {
  test("keeps to max-cache-size by a copy of the user's engine.json, which stays as it is", async () => {
    const job = await machine.newJob()
    const text = '{"logLevel": "info", "gc": {"reservedSpace": "10MB"}}'
    const own = await usersConfiguration(job, text)
    const step = await job.uses(actions.allInOne, { with: limited })
    expect(step.log).toContain('The engine keeps its cache below 300.0 MB before compression')
    const space = { maxUsedSpace: 300e6, reservedSpace: '10MB', minFreeSpace: '20%' }
    expect(await configurationOf(container)).toMatchObject({
      logLevel: 'info',
      gc: { ...space, policies: [{}, { keepDuration: '336h' }, space, space, { all: true, ...space }] },
    })
    expect(await told(job, 'max-used-space')).toBe('300000000')
    expect(await told(job, 'reserved-space')).toBe(String(10 * 2 ** 20))
    expect(await readFile(own, 'utf8')).toBe(text)
    const again = await job.uses(actions.run, { with: { version, ...hi } })
    expect(again.log).not.toContain('keeps its cache below')
  })

  // 75% of a filesystem of less than a gigabyte, rounded up to a whole one.
  const share = '1000000000'
  test.each([
    ['keeps below 6 GB unless told otherwise', {}, '6000000000'],
    ['has its own limits where max-cache-size is empty', { 'max-cache-size': '' }, share],
    ['has its own limits while it works where the state is pruned afterwards', { prune: 'true' }, share],
  ])('%s', async (_name, inputs, bytes) => {
    const job = await machine.newJob()
    await job.uses(actions.allInOne, { with: { version, 'volume-size': '1GiB', ...inputs } })
    expect(await told(job, 'max-used-space')).toBe(bytes)
  })

  test("keeps to the user's own limits, which the log says", async () => {
    const job = await machine.newJob()
    await usersConfiguration(job, '{"gc": {"maxUsedSpace": "1GB"}}')
    const step = await job.uses(actions.allInOne, { with: limited })
    expect(step.log).toContain('has gc.maxUsedSpace: max-cache-size has no effect on the engine.')
    expect(await told(job, 'max-used-space')).toBe(String(2 ** 30))
    const space = { maxUsedSpace: '1GB' }
    expect(await configurationOf(container)).toEqual({
      gc: {
        ...space,
        policies: [
          expect.anything(),
          expect.anything(),
          expect.objectContaining(space),
          space,
          { all: true, ...space },
        ],
      },
    })
  })

  test('saves a state within the limit, and the next job starts warm', async () => {
    const job = await machine.newJob()
    for (const call of fills) await job.uses(actions.allInOne, { with: { ...limited, call } })
    const [post] = (await job.finish()).filter(({ log }) => log.includes('Saved'))
    // The stop prunes it, so that what it held before is not what was saved.
    expect(post?.log).not.toMatch(/312\.\d MB/)
    await machine.forgetMachine()

    const next = await machine.newJob()
    const step = await next.uses(actions.allInOne, { with: { ...limited, ...hi } })
    expect(step.outputs).toMatchObject({ 'cache-hit': 'true', 'engine-cache': 'warm' })
    expect(await told(next, 'entry-set entry-count')).toBe('1')
  })
})

describe('prune', () => {
  test('keeps what the job itself added, and the next job prunes it', async () => {
    const first = await machine.newJob()
    await first.uses(actions.allInOne, { with: { ...limited, prune: 'true', call: fills[0] ?? '' } })
    const [saved] = await first.finish()
    expect(saved?.log).not.toContain('Pruned')
    await machine.forgetMachine()

    const job = await machine.newJob({ env: { STANDIN_DAGGER_RECORD: join(folder, 'calls') } })
    const inputs = { ...limited, prune: 'true' }
    await job.uses(actions.allInOne, { with: { ...inputs, call: fills[1] ?? '' } })
    expect(await told(job, 'entry-set entry-count')).toBe('2')
    const [post] = (await job.finish()).filter(({ log }) => log.includes('Saved'))
    expect(post?.log).toMatch(/Pruned the engine's cache from 312\.\d MB to 2\.\d MB\./)
    expect(post?.summary).toMatch(/\| Pruned \| from 312\.\d MB to 2\.\d MB \|/)
    await machine.forgetMachine()

    const next = await machine.newJob()
    const step = await next.uses(actions.allInOne, { with: { ...inputs, ...hi } })
    expect(step.outputs).toMatchObject({ 'cache-hit': 'true', 'engine-cache': 'warm' })
    expect(await told(next, 'entry-set entry-count')).toBe('1')
  })

  test('is skipped if the state is already within the limit', async () => {
    const job = await machine.newJob({ env: { STANDIN_DAGGER_RECORD: join(folder, 'calls') } })
    await job.uses(actions.allInOne, { with: { ...limited, prune: 'true', call: fills[1] ?? '' } })
    await job.finish()
    expect((await callsAfterWork()).filter((call) => call.includes('--max-used-space'))).toEqual([])
  })

  test.each([
    [older, 'core engine local-cache prune', 'query -M'],
    [beta, '-m core api call engine local-cache prune', 'api query -M'],
  ])(
    'of Dagger %s goes by %s, and totals that cannot be told are not shown',
    async (dagger, prune, query) => {
      const env = { STANDIN_DAGGER_RECORD: join(folder, 'calls'), DAGGER_CLOUD_TOKEN: 'dag_acme_nothing' }
      const job = await machine.newJob({ dagger, env })
      const call = 'control STANDIN_ENTRIES=fail'
      await job.uses(actions.allInOne, { with: { ...limited, version: dagger, prune: 'true', call } })
      const [post] = await job.finish()
      expect(await callsAfterWork()).toEqual([
        `--silent ${query}`,
        `--silent ${prune} --use-default-policy --max-used-space=300000000 --reserved-space=37500000`,
        `--silent ${query}`,
      ])
      expect(post?.log).toContain('Saved')
      expect(post?.log).not.toContain("The engine's cache was")
      expect(post && messages(post)).toEqual([])
      // Nobody asked for a trace of these, and nothing of the job's own goes into them.
      const last = (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n').at(-1) ?? ''
      expect(JSON.parse(last)).toMatchObject({ cwd: join(job.temp, 'warm-dagger') })
      expect(last).not.toMatch(/DAGGER_CLOUD_TOKEN|ACTIONS_RUNTIME_TOKEN|INPUT_/)
    },
  )

  test("goes by the user's own limits where there are some; one that fails is a warning, and the state is saved", async () => {
    const job = await machine.newJob({ env: { STANDIN_DAGGER_RECORD: join(folder, 'calls') } })
    await usersConfiguration(job, '{"gc": {"maxUsedSpace": "1GB"}}')
    const call = 'control STANDIN_ENTRIES=fail STANDIN_PRUNE=fail'
    await job.uses(actions.allInOne, { with: { ...limited, prune: 'true', call } })
    const [post] = await job.finish()
    expect(await callsAfterWork()).toContain('--silent core engine local-cache prune --use-default-policy')
    expect(post && messages(post)).toEqual([
      expect.stringMatching(/^The engine's cache was not pruned: .*stand-in was asked to fail/s),
    ])
    expect(post?.log).toContain('Saved')
  })

  test('that takes all of save-timeout leaves no time for the stop, so the engine keeps running', async () => {
    // A minute is the least that can be asked for. In these programs it passes in a second.
    const fast = [
      'const { now } = performance, { timeout } = AbortSignal',
      'performance.now = () => now.call(performance) * 60',
      'AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.ceil(ms / 60))',
    ]
    const shims = {
      dagger: `case "$*" in *'local-cache prune'*) exec sleep 600 ;; esac; exec "$(which -a dagger | grep -v '^${folder}/' | head -n 1)" "$@"`,
    }
    for (const [program, script] of Object.entries(shims)) {
      await writeFile(join(folder, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    }
    const job = await machine.newJob({
      programs: folder,
      preload: [`data:text/javascript,${encodeURIComponent(fast.join('\n'))}`],
    })
    const inputs = { ...limited, prune: 'true', 'save-timeout': '1', call: 'control STANDIN_ENTRIES=fail' }
    await job.uses(actions.allInOne, { with: inputs })
    const [post] = await job.finish()
    expect(post && messages(post)).toEqual([
      expect.stringContaining("The engine's cache was not pruned"),
      expect.stringMatching(
        /^Nothing was saved: .* did not finish in time \(input save-timeout is 1 min, of which 15 s are for cleaning up\)\.$/,
      ),
    ])
    const running = await run('docker', ['inspect', '--format', '{{.State.Running}}', container])
    expect(running.trim()).toBe('true')
  })

  test('sends no request to an engine that is not stopped', async () => {
    const job = await machine.newJob({ env: { STANDIN_DAGGER_RECORD: join(folder, 'calls') } })
    const call = 'fill --bytes=1000'
    await job.uses(actions.allInOne, { with: { ...limited, prune: 'true', save: 'never', call } })
    await job.finish()
    expect(await callsAfterWork()).toEqual([])
  })

  test('is left to the engine, with a warning, if Dagger cannot prune to a size', async () => {
    const job = await machine.newJob()
    const step = await job.uses(actions.restore, {
      with: { ...limited, version: '0.19.11', prune: 'true' },
    })
    expect(step.outcome).toBe('success')
    expect(messages(step)).toEqual([expect.stringMatching(/^Input prune needs Dagger 0\.20 or later/)])
  })
})

test("a save reports the size of the repository's caches, and warns near 10 GB", async () => {
  const api = await startGithubApi(machine.service.cache)
  try {
    const { cache } = machine.service
    cache.reserve('refs/heads/main', 'of others', 'any', 'no blob')
    cache.finalize('refs/heads/main', 'of others', 'any', 9.1e9)
    const job = await machine.newJob({ apiUrl: api.url, token: api.tokenFor('read') })
    await job.uses(actions.allInOne, { with: { ...limited, ...hi } })
    const [post] = await job.finish()
    expect(post?.log).toContain('Saved')
    expect(post?.summary).toMatch(/\| Caches \| The caches of this repository use 91\d\d\.\d MB\. \|/)
    expect(post && messages(post)).toEqual([expect.stringContaining('The caches of this repository use 91')])
  } finally {
    await api.stop()
  }
})

test('invalid sizes and flags are reported together, before anything starts', async () => {
  const job = await machine.newJob()
  const wrong = await job.uses(actions.allInOne, {
    with: { version, 'volume-size': '20', 'max-cache-size': '2', prune: 'maybe' },
  })
  expect(wrong.outcome).toBe('failure')
  expect(messages(wrong).join('\n')).toBe(
    [
      'Input volume-size is "20"; accepted: a size of at least 1GiB such as 20GB or 20GiB.',
      'Input max-cache-size is "2"; accepted: a size of at least 100MB such as 20GB or 20GiB.',
      'Input prune is "maybe"; accepted: true, false.',
    ].join('\n'),
  )
  const without = await (
    await machine.newJob()
  ).uses(actions.restore, {
    with: { version, 'max-cache-size': '', prune: 'true' },
  })
  expect(messages(without).join('\n')).toBe(
    'Input prune is true, but max-cache-size is empty: set the size to prune to.',
  )
})
