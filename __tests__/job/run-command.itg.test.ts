import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { JobOptions } from '../../rig/runner/job.ts'
import { outputLimit } from '../../src/dagger/invoke.ts'
import { problems, runAction, startBench, type Bench } from './run-bench.ts'

// The action run through its bundle, on an engine behind a socket: what reaches the CLI, and what comes of it.

let bench: Bench

beforeAll(async () => {
  bench = await startBench()
})

afterEach(async () => {
  await bench.forgetJobs()
})

afterAll(async () => {
  await bench.stop()
})

const flags = ['--progress', 'plain']

describe('the command line', () => {
  test.each<[string, Record<string, string>, readonly string[], readonly string[]]>([
    [
      'of call, before check and shell',
      { call: 'echo --text=a', check: 'lint', shell: 'echo --text=b' },
      [...flags, 'call', 'echo', '--text=a'],
      ['check', 'shell'],
    ],
    [
      'of check with its patterns, before shell and args',
      { check: 'lint **/go', shell: 'echo', args: 'echo' },
      [...flags, 'check', 'lint', '**/go'],
      ['shell', 'args'],
    ],
    ['of check: true, which means all', { check: 'true' }, [...flags, 'check'], []],
    [
      'of verb and args',
      { verb: 'core', args: 'engine local-cache prune' },
      [...flags, 'core', 'engine', 'local-cache', 'prune'],
      [],
    ],
    [
      'of args alone, for the verb call',
      { args: 'echo --text=hi' },
      [...flags, 'call', 'echo', '--text=hi'],
      [],
    ],
    ['of a verb alone', { verb: 'functions' }, [...flags, 'functions'], []],
    [
      'with flags and module',
      { call: 'echo --text=hi', 'dagger-flags': '--progress=report --silent', module: './ci' },
      ['--progress=report', '--silent', 'call', '-m', './ci', 'echo', '--text=hi'],
      [],
    ],
    [
      'from several lines, with backslashes and without',
      { call: 'echo \\\n  --text=hi\n', 'dagger-flags': '--progress \\\nplain' },
      [...flags, 'call', 'echo', '--text=hi'],
      [],
    ],
    [
      'of 1.0, where call is api call',
      { version: '1.0.0-beta.10', call: 'echo --text=hi' },
      [...flags, 'api', 'call', 'echo', '--text=hi'],
      [],
    ],
  ])('is that %s', async (_name, inputs, argv, ignored) => {
    const step = await bench.run(inputs)
    expect(step).toMatchObject({ outcome: 'success', exitCode: 0 })
    expect((await bench.calls()).map((call) => call.argv)).toEqual([argv])
    expect(problems(step)).toEqual(
      ignored.map((name) => expect.stringMatching(`^warning: Input ${name} has no effect`)),
    )
  })

  test('contains unchanged what a shell would evaluate', async () => {
    const words = ['a;b', 'a&b', '*', 'pa$$word', '$1', '~', '#', '{a,b}', '!!', '%PATH%', '(x)']
    const quoted = ['$(id)', '`id`', ';', '&&', '|', '$HOME', '>out', '${x:-y}', 'a  $b']
    const step = await bench.run({
      call: `argv ${words.join(' ')} ${quoted.map((word) => `'${word}'`).join(' ')} "c \\"d\\"" f\\ g`,
    })
    const all = [...words, ...quoted, 'c "d"', 'f g']
    expect(JSON.parse(step.outputs['output'] ?? '')).toEqual(all)
    expect((await bench.calls())[0]?.argv).toEqual([...flags, 'call', 'argv', ...all])
  })

  test('contains the values of variables, and the log shows only their names', async () => {
    const value = 'a  b $(id) `id` ; $HOME * "c\''
    const step = await bench.run(
      {
        call: `argv --job="$OF_JOB" $OF_ENV '$OF_JOB' x\${OF_JOB}y`,
        env: 'OF_ENV=masked value',
        'enable-github-summary': 'true',
      },
      { env: { OF_JOB: value } },
    )
    expect((await bench.calls())[0]?.argv.slice(4)).toEqual([
      ...[`--job=${value}`, 'masked value', '$OF_JOB', `x${value}y`],
    ])
    const before = step.log.slice(0, step.log.indexOf('"--job'))
    expect(before).toContain('Replaced by their values in the inputs: OF_JOB, OF_ENV.')
    expect(before).toContain(
      `$ dagger --progress plain call argv --job="$OF_JOB" "$OF_ENV" '$OF_JOB' x"$OF_JOB"y`,
    )
    expect(before).not.toContain(value)
    expect(step.summary).toContain(`call argv --job="$OF_JOB" "$OF_ENV" '$OF_JOB' x"$OF_JOB"y`)
    expect(step.summary).not.toContain(value)
  })

  test.each(['ACTIONS_RUNTIME_TOKEN', 'INPUT_TOKEN', 'INPUT_CALL', 'STATE_saver', 'DAGGER_CLOUD_TOKEN'])(
    'never holds what is withheld from the CLI, nor our tokens: %s',
    async (name) => {
      const secret = 'ey.secret'
      const step = await bench.run(
        { call: `argv --title="fix $${name}"`.replace('$$', '$'), 'cloud-token': secret },
        {
          env: { INPUT_TOKEN: secret, STATE_saver: secret, DAGGER_CLOUD_TOKEN: secret },
          cache: { url: 'http://127.0.0.1:9/', token: secret },
        },
      )
      expect(problems(step)).toEqual([
        expect.stringMatching(
          new RegExp(`^error: The input \`call\` has a variable that is not set, at: \\$${name} `),
        ),
      ])
      expect(await bench.calls()).toEqual([])
      expect(step.log).not.toContain(secret)
    },
  )

  test('passes a script of several lines to shell unchanged', async () => {
    const script = '# a comment with $(id) and `id`\necho --text=one\necho --text=two'
    const step = await bench.run({ shell: script })
    expect(step.outputs['output']).toBe('onetwo')
    const file = (await bench.calls())[0]?.argv.at(-1) ?? ''
    expect(await readFile(file, 'utf8')).toBe(script)
  })

  test('runs in workdir, and a missing workdir is an error', async () => {
    const job = await bench.newJob({ files: { 'services/api/a': '' } })
    const inputs = { version: '0.21.8', call: 'echo --text=hi' }
    await job.uses(runAction, { with: { ...inputs, workdir: 'services/api' } })
    expect((await bench.calls())[0]?.cwd).toBe(path.join(job.workspace, 'services/api'))
    const missing = await job.uses(runAction, { with: { ...inputs, workdir: 'nowhere' } })
    expect(missing.outcome).toBe('failure')
    expect(problems(missing)).toEqual([
      `error: The input \`workdir\` names ${job.workspace}/nowhere, which is not a folder here.`,
    ])
  })

  test('runs in a workdir with variables, whose values no error shows', async () => {
    const job = await bench.newJob({ files: { 'services/api/a': '' }, env: { PART: 'services/api' } })
    const inputs = { version: '0.21.8', call: 'echo --text=hi' }
    await job.uses(runAction, { with: { ...inputs, workdir: '$GITHUB_WORKSPACE/${PART}' } })
    expect((await bench.calls())[0]?.cwd).toBe(path.join(job.workspace, 'services/api'))
    const missing = await job.uses(runAction, { with: { ...inputs, workdir: '$PART/nowhere' } })
    expect(problems(missing)).toEqual([
      'error: Input workdir is "$PART/nowhere"; accepted: an existing folder.',
    ])
  })

  test.each([
    [
      'a quote that never closes',
      { call: `echo --text='hi` },
      /^error: The input `call` opens a single quote/,
    ],
    [
      'call together with args',
      { call: 'publish', args: '--tag=$TAG' },
      /^error: The inputs `call` and `args` are both given\. Keep `call`/,
    ],
    ['a variable that is not set', { args: 'echo $NOPE' }, /^error: The input `args` has a variable that/],
    [
      'a substitution',
      { check: 'a$(id)' },
      /^error: The input `check` has a command substitution, at: \$\(id\)/,
    ],
    ['an operator', { call: 'echo && echo' }, /^error: The input `call` has an operator of a shell, at: && /],
    [
      'an operator in flags',
      { call: 'x', 'dagger-flags': '2>/dev/null' },
      /^error: The input `dagger-flags` has/,
    ],
    [
      'a folded scalar',
      { call: 'echo \\ --text=hi' },
      /^error: The input `call` has a backslash.*\ncall: \|\n {2}echo\n/,
    ],
    [
      'a workdir that is not set',
      { call: 'x', workdir: '$NOPE' },
      /^error: The input `workdir` has a variable/,
    ],
    [
      'a limit that is none',
      { call: 'x', 'call-timeout': 'soon' },
      /^error: Input call-timeout is "soon"; acc/,
    ],
    [
      'a version that is none',
      { version: 'newest', call: 'x' },
      /^error: The input `version` is "newest"\. Accepted/,
    ],
    [
      'a commit that is none',
      { commit: 'abc', call: 'x' },
      /^error: Input commit is "abc"; accepted: head or/,
    ],
    ['an image that is none', { 'engine-image': 'a b', call: 'x' }, /^error: Input engine-image is "a b"/],
    [
      'a line that sets nothing',
      { env: 'SECRET', call: 'x' },
      /^error: Input env has a line \(1\) that is not/,
    ],
    ['a switch that is neither', { 'enable-github-summary': 'maybe' }, /^error: Input enable-github-summary/],
  ])('is refused for %s, and nothing is run', async (_name, inputs, message) => {
    const step = await bench.run(inputs)
    expect(step).toMatchObject({ outcome: 'failure', exitCode: 1 })
    expect(problems(step)).toEqual([expect.stringMatching(message)])
    expect(await bench.calls()).toEqual([])
  })

  test('does not run if the inputs name none: the CLI is installed, also for later steps', async () => {
    const job = await bench.newJob()
    const step = await job.uses(runAction, { with: { version: '0.20.3', 'engine-stop': 'true' } })
    expect(step).toMatchObject({ outcome: 'success', outputs: { version: '0.20.3' } })
    expect(Object.keys(step.outputs)).not.toContain('output')
    expect(step.log).toContain('No command was given')
    expect(await bench.calls()).toEqual([])
    expect((await job.run('dagger', ['version'])).log).toMatch(/^dagger v0\.20\.3 /m)
    expect((await job.run('dagger', ['call', 'echo', '--text=later'])).log).toContain('later')
  })
})

describe('what the CLI writes', () => {
  const hostile = [
    '::error::boom',
    '::set-output name=x::y',
    'ghadelimiter_1',
    'EOF',
    'output<<EOF',
    '##[error]x',
    '::add-mask::EOF',
    'ü€𝄞',
  ].join('\n')

  test.each([
    ['a line without an end', 'hello world'],
    ['a trailing newline', 'hello world\n'],
    ['many newlines', '\n\nhello\n\nworld\n\n\n'],
    ['carriage returns', 'a\r\nb\r'],
    ['nothing', ''],
    ['lines that look like delimiters and commands', hostile],
  ])('is the output byte for byte: %s', async (_name, text) => {
    const step = await bench.run({ call: 'env --name=TEXT' }, { env: { TEXT: text } })
    expect(step.outputs['output']).toBe(text)
    expect(await readFile(step.outputs['output-file'] ?? '', 'utf8')).toBe(text)
    expect(step.annotations).toEqual([])
    for (const line of text.split(/[\r\n]+/)) expect(step.log).toContain(line)
  })

  test('contains no workflow commands for the runner, while our own lines after it do', async () => {
    const text = '::error::theirs\n::stop-commands::x\n::x::\n::warning::theirs'
    const step = await bench.run(
      { verb: 'run', args: `sh -c 'echo "$TEXT"; exit 3'` },
      { env: { TEXT: text } },
    )
    expect(step.log).toContain('::error::theirs')
    expect(problems(step)).toEqual(['error: dagger failed with exit code 3.'])
  })

  test('is truncated above the limit, with a warning, and complete in a file', async () => {
    const step = await bench.run({
      verb: 'run',
      args: `node -e "process.stdout.write('x'.repeat(${outputLimit} + 1))"`,
    })
    expect(step.outputs['output']).toBe('x'.repeat(outputLimit))
    expect((await readFile(step.outputs['output-file'] ?? '')).length).toBe(outputLimit + 1)
    expect(problems(step)).toEqual([
      expect.stringMatching(/^warning: The action output "output" was truncated to 500000 characters/),
    ])
  })

  test('has the trace link on stderr, with a token and without', async () => {
    const without = await bench.run({ call: 'echo --text=hi' })
    expect(without.outputs['traceURL']).toBe('https://dagger.cloud/traces/setup')
    const withToken = await bench.run({ call: 'echo --text=hi', 'cloud-token': 'dag_acme_notatoken' })
    expect(withToken.outputs['traceURL']).toMatch(/^https:\/\/dagger\.cloud\/[^ ]+\/traces\/[a-zA-Z0-9]+$/)
  })
})

describe('the end', () => {
  test.each([1, 2, 42, 255])("has the CLI's exit code: %d", async (code) => {
    const step = await bench.run({ call: `fail --code=${code}` })
    expect(step).toMatchObject({ outcome: 'failure', exitCode: code })
    expect(problems(step)).toEqual([`error: dagger failed with exit code ${code}.`])
  })

  test('arrives after call-timeout, and the job continues', async () => {
    const job = await bench.newJob()
    const step = await job.uses(runAction, {
      with: { version: '0.21.8', call: 'sleep --seconds=600', 'call-timeout': '1s' },
    })
    expect(step).toMatchObject({ outcome: 'failure', exitCode: 124 })
    expect(problems(step)).toEqual([
      expect.stringMatching(/^error: dagger was terminated: it ran longer than 1 s \(input call-timeout\)\./),
    ])
    const next = await job.uses(runAction, {
      if: 'always()',
      with: { version: '0.21.8', call: 'echo --text=hi', 'call-timeout': '10m' },
    })
    expect(next.outputs['output']).toBe('hi')
  })

  test('reaches the CLI as a signal if the job is canceled', async () => {
    const job = await bench.newJob()
    const step = await job.uses(runAction, {
      with: { version: '0.21.8', call: 'sleep --seconds=600' },
      cancel: { when: (output) => output.includes('1   : connect') },
    })
    expect(step).toMatchObject({ outcome: 'cancelled', exitCode: 2 })
    expect(await bench.signals()).toEqual(['SIGINT'])
  })
})

describe('a secret', () => {
  const token = 'dag_acme_opensnothing'

  test('cloud-token is masked, and passed only in the environment', async () => {
    const inputs = {
      call: 'env --name=DAGGER_CLOUD_TOKEN',
      'cloud-token': token,
      'enable-github-summary': 'true',
    }
    const job = await bench.newJob({ debug: true })
    const step = await job.uses(runAction, { with: { version: '0.21.8', ...inputs } })
    const [call] = await bench.calls()
    expect(call?.cloudTokenSha256).toBe(hash('sha256', token))
    expect(JSON.stringify(call)).not.toContain(token)
    expect(step.outputs['output']).toBe(token)
    expect(step.rawOutput.indexOf(`::add-mask::${token}`)).toBe(
      step.rawOutput.indexOf(token) - '::add-mask::'.length,
    )
    expect(step.log).not.toContain(token)
    expect(step.summary).not.toContain(token)
  })

  test('that the environment already contains is used without an input', async () => {
    await bench.run({ call: 'echo --text=hi' }, { env: { DAGGER_CLOUD_TOKEN: token } })
    await bench.run(
      { call: 'echo --text=hi', 'cloud-token': 'another' },
      { env: { DAGGER_CLOUD_TOKEN: token } },
    )
    const hashes = (await bench.calls()).map((call) => call.cloudTokenSha256)
    expect(hashes).toEqual([hash('sha256', token), hash('sha256', 'another')])
  })

  test('of the input env reaches only the CLI, and is masked', async () => {
    const job = await bench.newJob()
    const env = 'NPM_TOKEN=npm_secret=1\n\n  EMPTY=\n'
    const step = await job.uses(runAction, { with: { version: '0.21.8', call: 'env --name=NPM_TOKEN', env } })
    expect(step.outputs['output']).toBe('npm_secret=1')
    expect(step.log).not.toContain('npm_secret=1')
    expect((await bench.calls())[0]?.env).toEqual(expect.arrayContaining(['NPM_TOKEN', 'EMPTY']))
    expect(Object.keys(step.exports)).not.toContain('NPM_TOKEN')
  })

  test('that a runner gives only to actions does not reach what a build runs', async () => {
    const cache: JobOptions = { cache: { url: 'http://127.0.0.1:9/', token: 'ey.cache' } }
    await bench.run({ call: 'echo --text=hi', 'cloud-token': token }, cache)
    const [call] = await bench.calls()
    const kept = call?.env.filter((name) => /^(INPUT_|ACTIONS_)/.test(name))
    expect(kept).toEqual(['ACTIONS_CACHE_SERVICE_V2'].filter((name) => kept?.includes(name)))
    expect(call?.env).toContain('GITHUB_SHA')
  })
})

describe('the summary', () => {
  const inputs = { version: '0.21.8', call: "echo --text='a `b`'", module: './ci' }

  test("shows command, trace, version, engine, cache and durations, and is on the job's page if requested", async () => {
    const step = await bench.run({ ...inputs, 'enable-github-summary': 'true' })
    expect(step.summary).toContain("dagger --progress plain call -m ./ci echo '--text=a `b`'")
    expect(step.summary).toContain('## Dagger trace\n\n[https://dagger.cloud/traces/setup]')
    expect(step.summary).toContain('## Dagger version\n\n```bash\nv0.21.8\n```')
    expect(step.summary).toContain(bench.engine.runnerHost)
    expect(step.summary).toMatch(/Its cache: `unknown`\. The command took \d+\.\d s, the step \d+\.\d s\./)
    expect((await bench.run(inputs)).summary).toBe('')
  })

  test('is written to summary-path, relative to workdir, also after a failure', async () => {
    const job = await bench.newJob({ files: { 'ci/a': '' } })
    const step = { version: '0.21.8', workdir: 'ci', call: 'fail', 'summary-path': 'summary.md' }
    await job.uses(runAction, { with: step })
    const text = await readFile(path.join(job.workspace, 'ci/summary.md'), 'utf8')
    expect(text).toContain('## Command\n\n```bash\ndagger --progress plain call fail\n```')
  })

  test('shows the script of shell', async () => {
    const job = await bench.newJob()
    const file = path.join(job.temp, 'summary.md')
    await writeFile(file, 'before')
    await job.uses(runAction, {
      with: { version: '0.21.8', shell: 'echo --text=hi\n', 'summary-path': file },
    })
    expect(await readFile(file, 'utf8')).toContain('### Script\n\n```bash\necho --text=hi\n```')
  })
})
