import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { run } from '../../../src/programs.ts'
import { createJob, type Job, type JobOptions } from '../../../rig/runner/job.ts'
import { until } from '../../../rig/until.ts'

let folder: string
let jobs: Job[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fixture-action-'))
  await chmod(folder, 0o755)
  jobs = []
})

afterEach(async () => {
  for (const job of jobs) {
    await job.finish()
    await job.remove()
  }
  await rm(folder, { recursive: true })
})

async function begin(options: JobOptions = {}): Promise<Job> {
  const job = await createJob(options)
  jobs.push(job)
  return job
}

interface Fixture {
  readonly inputs?: string
  readonly runs?: string
  readonly main?: string
  readonly post?: string
  readonly pre?: string
}

let fixtures = 0

/** An action whose scripts have `fs`, `env` and `append(VARIABLE, text)` at hand. */
async function action({ inputs = '', runs = '', ...scripts }: Fixture): Promise<string> {
  const path = join(folder, `action-${++fixtures}`)
  await mkdir(path)
  const names = Object.keys(scripts)
  for (const [name, script = ''] of Object.entries(scripts)) {
    await writeFile(
      join(path, `${name}.cjs`),
      `const fs = require('node:fs'); const { env } = process
       const append = (variable, text) => fs.appendFileSync(env[variable], text)
       ${script}`,
    )
  }
  const stages = (names.includes('main') ? names : ['main', ...names]).map((name) => `  ${name}: ${name}.cjs`)
  if (!names.includes('main')) await writeFile(join(path, 'main.cjs'), '')
  await writeFile(
    join(path, 'action.yml'),
    `name: Fixture\ndescription: For a test\n${inputs}\nruns:\n  using: node24\n${stages.join('\n')}\n${runs}\n`,
  )
  return path
}

const showInputs = `console.log(JSON.stringify(Object.fromEntries(
  Object.entries(env).filter(([name]) => name.startsWith('INPUT_')))))`

async function inputsSeen(
  path: string,
  given: Record<string, string | number | boolean> = {},
  options: JobOptions = {},
) {
  const job = await begin(options)
  const step = await job.uses(path, { with: given })
  return JSON.parse(step.rawOutput) as Record<string, string>
}

describe('inputs', () => {
  test('reach the action upper-cased, spaces as underscores, hyphens kept', async () => {
    const path = await action({ main: showInputs, inputs: 'inputs: { stop-timeout: {}, my input: {} }' })
    expect(await inputsSeen(path, { 'stop-timeout': 1, 'my input': 'x' })).toEqual({
      'INPUT_STOP-TIMEOUT': '1',
      INPUT_MY_INPUT: 'x',
    })
  })

  test('have texts for booleans, numbers and nothing', async () => {
    const path = await action({
      main: showInputs,
      inputs:
        'inputs: { a: { default: true }, b: { default: 300 }, c: { default: 0.20 }, d: {}, e: { default: } }',
    })
    expect(await inputsSeen(path, { F: false })).toEqual({
      INPUT_A: 'true',
      INPUT_B: '300',
      INPUT_C: '0.2',
      INPUT_D: '',
      INPUT_E: '',
      INPUT_F: 'false',
    })
  })

  test('take their defaults from the contexts', async () => {
    const path = await action({
      main: showInputs,
      inputs: `inputs:
        branch: { default: "\${{ github.event.repository.default_branch }} of \${{ github.repository }}" }
        matrix: { default: "\${{ toJSON(matrix) }}" }
        status: { default: "\${{ job.status }}" }
        index: { default: "\${{ strategy.job-index }}" }
        os: { default: "\${{ runner.os }}" }
        token: { default: "\${{ github.token }}" }`,
    })
    const seen = await inputsSeen(
      path,
      {},
      { matrix: { os: 'linux', n: [1] }, token: 'a-token', defaultBranch: 'trunk' },
    )
    expect(seen).toEqual({
      INPUT_BRANCH: 'trunk of acme/app',
      INPUT_MATRIX: JSON.stringify({ os: 'linux', n: [1] }, null, 2),
      INPUT_STATUS: 'success',
      INPUT_INDEX: '0',
      INPUT_OS: 'Linux',
      INPUT_TOKEN: 'a-token',
    })
  })

  test('of a job without a matrix see a matrix of null', async () => {
    const path = await action({
      main: showInputs,
      inputs: 'inputs: { m: { default: "${{ toJSON(matrix) }}" } }',
    })
    expect(await inputsSeen(path)).toEqual({ INPUT_M: 'null' })
  })

  test('given as an empty text do not fall back to the default, and meet names of another case', async () => {
    const path = await action({ main: showInputs, inputs: 'inputs: { Key: { default: x } }' })
    expect(await inputsSeen(path, { key: '' })).toEqual({ INPUT_KEY: '' })
  })

  test('that the action does not have are warned of, and so are deprecated ones', async () => {
    const path = await action({ inputs: 'inputs: { key: {}, old: { deprecationMessage: use key } }' })
    const job = await begin()
    const step = await job.uses(path, { with: { kye: 'x', old: 'y' } })
    expect(step.outcome).toBe('success')
    expect(step.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "warning: Input 'old' has been deprecated with message: use key",
      "warning: Unexpected input(s) 'kye', valid inputs are ['key', 'old']",
    ])
  })

  test('may use outputs of earlier steps, secrets and env', async () => {
    const first = await action({
      main: `append('GITHUB_OUTPUT', 'answer=42\\n'); append('GITHUB_ENV', 'A=b\\n')`,
    })
    const second = await action({ main: showInputs, inputs: 'inputs: { x: {} }' })
    const job = await begin({ secrets: { KEY: 'hidden' } })
    await job.uses(first, { id: 'first' })
    const x = '${{ steps.first.outputs.answer }} ${{ env.A }} ${{ secrets.KEY }} ${{ steps.first.outcome }}'
    const step = await job.uses(second, { with: { x } })
    expect(step.rawOutput).toContain('42 b hidden success')
    expect(step.log).toContain('42 b *** success')
  })
})

describe('environment', () => {
  const showEnv = `console.log(JSON.stringify({ ...env, CWD: process.cwd() }))`

  test('tells the event, the run, the runner and the cache, and nothing of ours', async () => {
    process.env['OF_THE_HARNESS'] = 'leaked'
    const job = await begin({
      event: 'pull_request',
      runId: 7,
      runAttempt: 2,
      runnerEnvironment: 'self-hosted',
      cache: { url: 'http://127.0.0.1:1/', token: 'cache-token' },
    })
    const step = await job.uses(await action({ main: showEnv }))
    const env = JSON.parse(step.rawOutput) as Record<string, string>
    expect(env).toMatchObject({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_REF_NAME: '1/merge',
      GITHUB_HEAD_REF: 'topic',
      GITHUB_BASE_REF: 'main',
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_RUN_ID: '7',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_JOB: 'test',
      GITHUB_WORKFLOW: 'CI',
      GITHUB_WORKSPACE: job.workspace,
      GITHUB_ACTION_REPOSITORY: 'OWNER/warm-dagger',
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: job.temp,
      RUNNER_TOOL_CACHE: job.toolCache,
      RUNNER_ENVIRONMENT: 'self-hosted',
      HOME: job.home,
      CWD: job.workspace,
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
      ACTIONS_RUNTIME_TOKEN: 'cache-token',
      ACTIONS_CACHE_SERVICE_V2: 'True',
    })
    expect(env).not.toHaveProperty('OF_THE_HARNESS')
    expect(env).not.toHaveProperty('GITHUB_TOKEN')
    expect(step.log).not.toContain('cache-token')
    const event = JSON.parse(await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as object
    expect(event).toMatchObject({ repository: { full_name: 'acme/app', default_branch: 'main' } })
  })

  test('keeps the cache from plain commands', async () => {
    const job = await begin({ cache: { url: 'http://127.0.0.1:1/', token: 'cache-token' } })
    const step = await job.run('env')
    expect(step.rawOutput).toContain('GITHUB_REPOSITORY=acme/app')
    expect(step.rawOutput).not.toContain('ACTIONS_')
  })

  test('hands exports and paths of a step to later ones, the last path first, but not over GITHUB_*', async () => {
    const job = await begin()
    const exporting = await action({
      main: `append('GITHUB_ENV', 'A=one\\nB<<X\\ntwo\\nthree\\nX\\nGITHUB_SHA=forged\\n')
             append('GITHUB_PATH', '/opt/a\\n/opt/b\\n')`,
    })
    const step = await job.uses(exporting)
    expect(step.exports).toEqual({ A: 'one', B: 'two\nthree', GITHUB_SHA: 'forged' })
    expect(step.paths).toEqual(['/opt/a', '/opt/b'])
    const env = JSON.parse((await job.uses(await action({ main: showEnv }))).rawOutput) as Record<
      string,
      string
    >
    expect(env).toMatchObject({ A: 'one', B: 'two\nthree', GITHUB_SHA: job.sha })
    expect(env['PATH']).toMatch(/^\/opt\/b:\/opt\/a:/)
  })

  test('refuses NODE_OPTIONS from a step, and loads the modules that the job preloads', async () => {
    const preload = join(folder, 'preload.mjs')
    await writeFile(preload, 'globalThis.preloaded = 1')
    const job = await begin({ preload: [preload] })
    const step = await job.uses(
      await action({ main: `append('GITHUB_ENV', 'NODE_OPTIONS=--trace-exit\\n')` }),
    )
    expect(step.annotations[0]?.message).toBe(
      `Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`,
    )
    const later = await job.uses(
      await action({ main: `console.log(globalThis.preloaded, env.NODE_OPTIONS)` }),
    )
    expect(later.rawOutput).toMatch(/^1 --import=file:.*preload\.mjs\n$/)
  })
})

describe('outputs', () => {
  test('are read in both forms, and a broken file fails the step', async () => {
    const job = await begin()
    const good = await job.uses(
      await action({ main: `append('GITHUB_OUTPUT', 'a=b=c\\nd<<--\\n\\n--\\ne<<-\\n1\\n2\\n-\\n')` }),
    )
    expect(good.outputs).toEqual({ a: 'b=c', d: '', e: '1\n2' })
    const bad = await job.uses(await action({ main: `append('GITHUB_OUTPUT', 'a<<EOF\\nb\\n')` }))
    expect(bad.outcome).toBe('failure')
    expect(bad.annotations.at(-1)?.message).toBe("Invalid value. Matching delimiter not found 'EOF'")
    expect(job.status).toBe('failure')
  })

  test('come with the summary, up to the size that GitHub takes', async () => {
    const job = await begin()
    const small = await job.uses(await action({ main: `append('GITHUB_STEP_SUMMARY', '# Done\\n')` }))
    expect(small.summary).toBe('# Done\n')
    const large = await job.uses(
      await action({ main: `append('GITHUB_STEP_SUMMARY', 'x'.repeat(1024 * 1025))` }),
    )
    expect(large).toMatchObject({ summary: '', outcome: 'success' })
    expect(large.annotations[0]?.message).toMatch(/^\$GITHUB_STEP_SUMMARY upload aborted/)
  })
})

describe('workflow commands', () => {
  test('become annotations, from stdout and stderr alike', async () => {
    const step = await (
      await begin()
    ).uses(
      await action({
        main: `console.log('::warning file=a.ts,line=3,title=A%3A b%2C::first%0Asecond 100%25')
               console.error('::error::on stderr')
               console.log('  ::notice::indented')
               console.log('not ::error::at the beginning')`,
      }),
    )
    const byLevel = step.annotations.toSorted((a, b) => b.level.localeCompare(a.level))
    expect(byLevel).toEqual([
      {
        level: 'warning',
        message: 'first\nsecond 100%',
        properties: { file: 'a.ts', line: '3', title: 'A: b,' },
      },
      { level: 'notice', message: 'indented', properties: {} },
      { level: 'error', message: 'on stderr', properties: {} },
    ])
    expect(step.outcome).toBe('success')
    expect(step.log).toContain('##[error]on stderr\n')
  })

  test('fold the log, hide debug lines, and are left alone while stopped', async () => {
    const main = `console.log(\`::group::Work
::debug::detail
inside
::endgroup::
::stop-commands::pause
::warning::only text
::pause::
::warning::heard\`)`
    const path = await action({ main })
    const step = await (await begin()).uses(path)
    expect(step.log).toBe(
      '##[group]Work\ninside\n##[endgroup]\n::stop-commands::pause\n::warning::only text\n::pause::\n##[warning]heard\n',
    )
    expect(step.annotations).toHaveLength(1)
    expect((await (await begin({ debug: true })).uses(path)).log).toContain('##[debug]detail\ninside\n')
  })

  test('mask what they name in this step and in later ones, as secrets are from the start', async () => {
    const job = await begin({ secrets: { A: 'open-sesame' } })
    const first = await job.uses(
      await action({ main: `console.log('open-sesame\\n::add-mask::hush\\n::warning::hush!')` }),
    )
    expect(first.log).toBe('***\n##[warning]***!\n')
    expect(first.annotations[0]?.message).toBe('***!')
    expect(first.rawOutput).toContain('hush!')
    expect((await job.run('echo', ['hush'])).log).toBe('***\n')
  })

  test('that runners have disabled fail the step', async () => {
    const step = await (await begin()).uses(await action({ main: `console.log('::set-env name=A::b')` }))
    expect(step).toMatchObject({ outcome: 'failure', exitCode: 0, exports: {} })
  })
})

describe('stages of a step', () => {
  test('share state with each other and with no other step, and see the same inputs', async () => {
    const path = await action({
      inputs: 'inputs: { who: { default: "${{ job.status }}" } }',
      pre: `append('GITHUB_STATE', 'from-pre=' + env.INPUT_WHO + '\\n')`,
      main: `append('GITHUB_STATE', 'from-main=' + env['STATE_from-pre'] + '\\n'); console.log(env['STATE_from-main'])`,
      post: `console.log(env['STATE_from-pre'], env['STATE_from-main'], env.INPUT_WHO)`,
    })
    const job = await begin()
    const first = await job.uses(path, { with: { who: 'a' } })
    expect(first.state).toEqual({ 'from-pre': 'a', 'from-main': 'a' })
    await job.uses(path, { with: { who: 'b' } })
    await job.uses(path)
    expect(first.rawOutput).toBe('undefined\n')
    await job.run('false')
    const posts = await job.finish()
    expect(posts.map(({ rawOutput }) => rawOutput)).toEqual([
      'success success failure\n',
      'b b b\n',
      'a a a\n',
    ])
  })

  test.each([
    [undefined, { success: true, failure: true, cancelled: true }],
    ['always()', { success: true, failure: true, cancelled: true }],
    ['success()', { success: true, failure: false, cancelled: false }],
    ['failure()', { success: false, failure: true, cancelled: false }],
    ['cancelled()', { success: false, failure: false, cancelled: true }],
    ["'!cancelled()'", { success: true, failure: true, cancelled: false }],
    ["success() || runner.os == 'linux'", { success: true, failure: true, cancelled: true }],
  ])('under post-if %s the post runs by the status of the job', async (condition, expected) => {
    const path = await action({ post: '', runs: condition === undefined ? '' : `  post-if: ${condition}` })
    const ran: Record<string, boolean> = {}
    for (const status of ['success', 'failure', 'cancelled'] as const) {
      const job = await begin()
      await job.uses(path)
      if (status === 'failure') await job.run('false')
      const [post] = await job.finish({ cancelled: status === 'cancelled' })
      expect(job.status).toBe(status)
      ran[status] = post?.outcome !== 'skipped'
    }
    expect(ran).toEqual(expected)
  })

  test('after a failure are skipped, with their post, unless asked for', async () => {
    const path = await action({ main: `console.log('ran')`, post: '' })
    const job = await begin()
    expect(await job.uses(await action({ main: 'process.exit(3)', post: '' }))).toMatchObject({
      outcome: 'failure',
      exitCode: 3,
    })
    expect((await job.uses(path)).outcome).toBe('skipped')
    expect((await job.uses(path, { if: "runner.os == 'Linux'" })).outcome).toBe('skipped')
    expect((await job.uses(path, { if: '${{ always() }}' })).outcome).toBe('success')
    expect(await job.finish()).toHaveLength(2)
  })
})

describe('an interrupted step', () => {
  const childThenWait = `
    const child = require('node:child_process').spawn('sleep', ['600'], { stdio: 'ignore' })
    console.log('child', child.pid)
    setInterval(() => {}, 1000)`

  const childOf = (output: string): number => Number(/child (\d+)/.exec(output)?.[1])
  const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}/cwd`)

  test('is killed at the moment asked for, with its children, and its post still runs', async () => {
    const job = await begin()
    const path = await action({ main: childThenWait, post: `console.log('post')` })
    const kill = { signal: 'SIGKILL', when: (output: string) => output.includes('child') } as const
    const step = await job.uses(path, { kill })
    expect(step).toMatchObject({ outcome: 'killed', exitCode: 137 })
    expect(isRunning(childOf(step.rawOutput))).toBe(false)
    expect((await job.finish())[0]?.rawOutput).toBe('post\n')
    expect(job.status).toBe('failure')
  })

  test('is killed by an event outside of it', async () => {
    const job = await begin()
    const sign = join(job.temp, 'sign')
    const path = await action({ main: `fs.writeFileSync('${sign}', ''); setInterval(() => {}, 1000)` })
    const step = await job.uses(path, { kill: { signal: 'SIGTERM', when: () => existsSync(sign) } })
    expect(step).toMatchObject({ outcome: 'killed', exitCode: 143 })
  })

  test('is canceled by an interrupt first, to which it can react', async () => {
    const job = await begin()
    const main = `process.on('SIGINT', () => { console.log('bye'); process.exit(0) })
                  console.log('ready'); setInterval(() => {}, 1000)`
    const path = await action({ main, post: '', runs: "  post-if: '!cancelled()'" })
    const step = await job.uses(path, { cancel: { when: (output) => output.includes('ready') } })
    expect(step).toMatchObject({ outcome: 'cancelled', rawOutput: 'ready\nbye\n' })
    expect(step.annotations[0]?.message).toBe('The operation was canceled.')
    expect(job.status).toBe('cancelled')
    expect((await job.finish())[0]?.outcome).toBe('skipped')
  })

  test('that ignores interrupt and termination is killed with its children', async () => {
    const job = await begin({
      cancelDelays: { afterInterruptMilliseconds: 100, afterTerminateMilliseconds: 100 },
    })
    const main = `for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => console.log(signal))
                  ${childThenWait}`
    const step = await job.uses(await action({ main }), {
      cancel: { when: (output) => output.includes('child') },
    })
    expect(step).toMatchObject({ outcome: 'cancelled', exitCode: 137 })
    expect(step.rawOutput).toMatch(/SIGINT\nSIGTERM\n$/)
    expect(isRunning(childOf(step.rawOutput))).toBe(false)
  })

  test('runs if its condition holds in a canceled job', async () => {
    const job = await begin()
    const post = `console.log('saving'); setTimeout(() => console.log('saved'), 200)`
    await job.uses(await action({ post }))
    const cancel = { when: (output: string) => output.includes('saving') }
    const [step] = await job.finish({ cancel })
    expect(step).toMatchObject({ outcome: 'success', rawOutput: 'saving\nsaved\n' })
    expect(job.status).toBe('cancelled')
  })

  test('leaves no process behind when the job ends', async () => {
    const job = await begin()
    const main = `const child = require('node:child_process')
                    .spawn('sleep', ['600'], { stdio: 'ignore', detached: true })
                  child.unref(); console.log('child', child.pid)`
    const step = await job.uses(await action({ main }))
    const pid = childOf(step.rawOutput)
    expect(isRunning(pid)).toBe(true)
    // Until it executes its program, a process has no environment, and the runner cannot recognize it.
    await until('the child runs sleep', async () =>
      (await readFile(`/proc/${pid}/cmdline`, 'utf8')).startsWith('sleep'),
    )
    await job.finish()
    // A killed process may exist until init has collected it.
    await until('the child has ended', () => !isRunning(pid))
  })
})

describe('a job', () => {
  test('has a checkout whose HEAD is its commit, unless the test sets another', async () => {
    const job = await begin({ checkout: true, files: { 'src/a.txt': 'a' } })
    const head = (await run('git', ['-C', job.workspace, 'rev-parse', 'HEAD'])).trim()
    expect(job.sha).toBe(head)
    expect((await job.run('cat', ['src/a.txt'])).rawOutput).toBe('a\n')
    expect((await begin({ checkout: true, sha: 'f'.repeat(40) })).sha).toBe('f'.repeat(40))
  })

  const asRoot = process.getuid?.() === 0 ? test : test.skip

  asRoot('runs its steps as another user, who owns its folders and files', async () => {
    const job = await begin({ user: { uid: 12345, gid: 12346, groups: [12347] }, checkout: true })
    const main = `console.log(process.getuid(), process.getgid(), process.getgroups().sort().join())
      for (const name of ['GITHUB_WORKSPACE', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'HOME'])
        fs.writeFileSync(env[name] + '/file', '')
      append('GITHUB_OUTPUT', 'a=b\\n')`
    const step = await job.uses(await action({ main }))
    expect(step).toMatchObject({
      outcome: 'success',
      rawOutput: '12345 12346 12346,12347\n',
      outputs: { a: 'b' },
    })
    expect((await job.run('git', ['rev-parse', 'HEAD'])).rawOutput).toBe(`${job.sha}\n`)
    expect((await stat(join(job.home, 'file'))).uid).toBe(12345)
  })

  test('reports that a program cannot be started', async () => {
    const job = await begin()
    const step = await job.run('/no/such/program')
    expect(step).toMatchObject({ outcome: 'failure', exitCode: 127 })
    expect(step.annotations[0]?.message).toContain('ENOENT')
  })
})
