import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { JobOptions, StepResult } from '../../rig/runner/job.ts'
import { allInOneAction, problems, pathWith, runAction, startBench, type Bench } from './run-bench.ts'

// The action run through its bundle: which version it takes, where the CLI comes from, and machines of other kinds.

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

function moduleOf(engineVersion: string, more: object = {}): string {
  return JSON.stringify({ name: 'ci', engineVersion, ...more })
}

/** Nothing is asked of the CLI, and no engine is there to be started. */
const noDocker = { DOCKER_HOST: 'unix:///nonexistent/docker.sock', _EXPERIMENTAL_DAGGER_RUNNER_HOST: '' }

describe('the version', () => {
  test.each<[string, Record<string, string>, JobOptions, string, string]>([
    ['a full one', { version: '0.20.3' }, {}, '0.20.3', 'set by the input `version`'],
    ['a full one with v', { version: 'v0.20.3' }, {}, '0.20.3', 'set by the input `version`'],
    ['the newest of a minor', { version: '0.20' }, {}, '0.20.3', 'the current release for `version: 0.20`'],
    ['the latest', { version: 'latest' }, {}, '0.21.8', 'the current release for `version: latest`'],
    [
      'the highest that root, toolchains and dependencies need',
      {},
      {
        files: {
          'dagger.json': moduleOf('v0.21.0', {
            toolchains: [{ name: 'go', source: './toolchains/go' }],
            dependencies: [{ name: 'lib', source: './lib' }],
          }),
          'toolchains/go/dagger.json': moduleOf('v0.21.6'),
          'lib/dagger.json': moduleOf('v0.20.3'),
        },
      },
      '0.21.6',
      'the highest engineVersion that a module here requires, in toolchains/go/dagger.json',
    ],
    [
      'that of the module which the input names',
      { module: './ci' },
      { files: { 'dagger.json': moduleOf('v0.21.8'), 'ci/dagger.json': moduleOf('v0.20.3') } },
      '0.20.3',
      'the highest engineVersion that a module here requires, in ci/dagger.json',
    ],
    [
      'that of the module above workdir',
      { workdir: 'services/api' },
      { files: { 'dagger.json': moduleOf('v0.20.3'), 'services/api/main.go': '' } },
      '0.20.3',
      'the highest engineVersion that a module here requires, in dagger.json',
    ],
    [
      'the latest, as the module says',
      {},
      { files: { 'dagger.json': moduleOf('latest') } },
      '0.21.8',
      'the latest version, because dagger.json requests it',
    ],
    [
      'the latest without module or CLI',
      {},
      {},
      '0.21.8',
      'the latest version, because no module here names a version and no CLI is on the PATH',
    ],
    [
      'that of a preset engine whose address has it, whatever the module needs',
      {},
      {
        files: { 'dagger.json': moduleOf('v0.20.3') },
        env: {
          _EXPERIMENTAL_DAGGER_RUNNER_HOST: 'docker-image://registry.dagger.io/engine:v0.21.6@sha256:00',
        },
      },
      '0.21.6',
      'the version of the engine that is already running',
    ],
    [
      "the module's, where a preset engine does not tell its own",
      {},
      { files: { 'dagger.json': moduleOf('v0.20.3') } },
      '0.20.3',
      'the highest engineVersion that a module here requires, in dagger.json',
    ],
    ['a commit’s build', { commit: 'head' }, {}, 'head', ''],
  ])('is %s', async (_name, inputs, options, version, origin) => {
    const job = await bench.newJob(options)
    const step = await job.uses(runAction, { with: inputs })
    expect(problems(step)).toEqual([])
    expect(step.outputs['version']).toBe(version)
    if (origin !== '') expect(step.log).toContain(`Dagger ${version}, ${origin}`)
    const published = version === 'head' ? '1.0.1-260820101010-0123456789ab' : version
    expect((await job.run('dagger', ['version'])).log).toContain(`v${published}`)
  })

  test('is that of the CLI on the PATH if no module names one, and nothing is downloaded', async () => {
    const before = bench.releases.requests().length
    const job = await bench.newJob({ env: pathWith(bench.cli('0.21.6')) })
    const step = await job.uses(runAction, { with: { call: 'echo --text=hi' } })
    expect(step.outputs).toMatchObject({ version: '0.21.6', output: 'hi' })
    expect(step.log).toContain('The Dagger CLI 0.21.6 is already on the PATH.')
    expect(bench.releases.requests().slice(before)).toEqual([])
  })

  test.each<[string, JobOptions, string]>([
    ['the newest release for a module older than 0.18', {}, '0.21.8'],
    ['the newest release in the all-in-one, whatever is on the PATH', { env: noDocker }, '0.21.8'],
  ])('is %s, with one notice', async (_name, options, version) => {
    const files = { 'dagger.json': moduleOf('dev-4f1c2a') }
    const allInOne = options.env === noDocker
    const env = { ...options.env, ...(allInOne ? pathWith(bench.cli('0.21.6')) : {}) }
    const job = await bench.newJob({ files, env, cache: { url: 'http://127.0.0.1:9/', token: 'x' } })
    const step = await job.uses(allInOne ? allInOneAction : runAction, {})
    expect(step.outputs['version']).toBe(version)
    expect(problems(step)).toEqual([
      expect.stringMatching(
        /^notice: dagger\.json has the engineVersion dev-4f1c2a, which Dagger reads as 0\.11\.9\./,
      ),
    ])
  })

  test('is that of the CLI on the PATH if it loads an old module and no state is kept', async () => {
    const files = { 'dagger.json': moduleOf('v0.15.0') }
    const job = await bench.newJob({ files, env: { ...noDocker, ...pathWith(bench.cli('0.21.6')) } })
    const step = await job.uses(runAction, { with: {} })
    expect(step.outputs['version']).toBe('0.21.6')
    expect(problems(step)).toEqual([])
  })

  test('is the newest beta for a module that needs its release', async () => {
    const job = await bench.newJob({ files: { 'dagger.json': moduleOf('v1.0.0') } })
    const step = await job.uses(runAction, { with: { call: 'echo --text=hi' } })
    expect(step.outputs).toMatchObject({ version: '1.0.0-beta.10', output: 'hi' })
  })

  test('is not that of the CLI on the PATH if another one is requested', async () => {
    const job = await bench.newJob({ env: pathWith(bench.cli('0.21.6')) })
    await job.uses(runAction, { with: { version: '0.20.3' } })
    expect((await job.run('dagger', ['version'])).log).toContain('v0.20.3')
  })

  test.each<[string, Record<string, string>, JobOptions, RegExp]>([
    [
      'a module that no release loads, by its file',
      {},
      { files: { 'dagger.json': moduleOf('v0.9.8') } },
      /^error: dagger\.json has the engineVersion 0\.9\.8, and no release of Dagger loads/,
    ],
    ['a minor that YAML has shortened', { version: '0.2' }, {}, /^error: .* quote it: '0\.20'\.$/],
    [
      'a module whose file is no JSON, by its file',
      {},
      { files: { 'dagger.json': '{' } },
      /^error: .*dagger\.json/,
    ],
    ['a minor that there is not', { version: '0.99' }, {}, /^error: There is no Dagger 0\.99: http:/],
  ])('is refused for %s', async (_name, inputs, options, message) => {
    const step = await (await bench.newJob(options)).uses(runAction, { with: inputs })
    expect(step.outcome).toBe('failure')
    expect(problems(step)).toEqual([expect.stringMatching(message)])
  })

  test('of a later step does not differ within a job, and a warning reports another request', async () => {
    const job = await bench.newJob({ env: noDocker, cache: { url: 'http://127.0.0.1:9/', token: 'x' } })
    const first = await job.uses(allInOneAction, { with: { version: '0.20.3', 'cache-dir': '' } })
    expect(first.outputs['version']).toBe('0.20.3')
    const second = await job.uses(runAction, { with: { version: '0.21.8' } })
    expect(second.outputs['version']).toBe('0.20.3')
    expect(problems(second)).toEqual([
      expect.stringMatching(/^warning: This step requests Dagger 0\.21\.8, but/),
    ])
  })
})

describe('the CLI', () => {
  /** A job whose tool cache is empty. */
  async function freshly(inputs: Record<string, string>, options: JobOptions = {}): Promise<StepResult> {
    const job = await bench.newJob({
      ...options,
      toolCache: path.join(bench.folder, `tools-${Math.random()}`),
    })
    return await job.uses(runAction, { with: { version: '0.21.8', ...inputs } })
  }

  const archive = `dagger_v0.21.8_linux_${process.arch === 'arm64' ? 'arm64' : 'amd64'}.tar.gz`

  test('is downloaded and verified once, and the next job has it without a network', async () => {
    const toolCache = path.join(bench.folder, 'tools-kept')
    const before = bench.releases.requests().length
    const first = await bench.run({ call: 'echo --text=hi' }, { toolCache })
    expect(first.log).toContain(`is downloaded from ${bench.releases.url}/releases/0.21.8/${archive}.`)
    expect(bench.releases.requests().slice(before)).toEqual([
      '/releases/0.21.8/checksums.txt',
      `/releases/0.21.8/${archive}`,
    ])
    const env = { WARM_DAGGER_DOWNLOAD_URL: 'http://127.0.0.1:9' }
    const second = await bench.run({ call: 'echo --text=hi' }, { toolCache, env })
    expect(second.outputs['output']).toBe('hi')
    expect(second.log).toContain('The Dagger CLI 0.21.8 is from the tool cache.')
  })

  test('is refused with a wrong checksum', async () => {
    bench.releases.injectFaults((file) => (file.endsWith('.gz') ? { kind: 'flip' } : undefined))
    const step = await freshly({ call: 'echo --text=hi' })
    expect(step.outcome).toBe('failure')
    expect(problems(step)).toEqual([
      expect.stringMatching(/^error: .*\.tar\.gz has the SHA-256 .* changed or truncated/),
    ])
    expect(await bench.calls()).toEqual([])
  })

  test('of a version that is not published is an error with its URL', async () => {
    const step = await freshly({ version: '0.21.99' })
    expect(problems(step)).toEqual([
      expect.stringContaining(
        `There is no CLI of Dagger 0.21.99: ${bench.releases.url}/releases/0.21.99/checksums.txt answered 404.`,
      ),
    ])
  })

  test.each(['text/html', 'text/plain'])("is not a proxy's page of the type %s", async (contentType) => {
    bench.releases.injectFaults(() => ({ kind: 'page', contentType }))
    const step = await freshly({})
    expect(problems(step)).toEqual([
      expect.stringMatching(
        /^error: .*checksums\.txt answered with a web page.* proxy .*WARM_DAGGER_DOWNLOAD_URL/,
      ),
    ])
  })

  test('is requested again if the server was busy', async () => {
    let answers = 0
    bench.releases.injectFaults(() =>
      ++answers === 1 ? { kind: 'status', status: 503, headers: { 'retry-after': '0.01' } } : undefined,
    )
    const step = await freshly({ call: 'echo --text=hi' })
    expect(step.outputs['output']).toBe('hi')
    expect(step.log).toMatch(/checksums\.txt answered 503\..* Trying again in \d\.\d s\./)
  })

  test('cannot be downloaded without a network: the error names the URL after several attempts', async () => {
    const impatient = path.join(bench.folder, 'impatient.mjs')
    await writeFile(
      impatient,
      `import timers from 'node:timers/promises'
       import { syncBuiltinESMExports } from 'node:module'
       timers.setTimeout = () => Promise.resolve()
       syncBuiltinESMExports()`,
    )
    const env = { WARM_DAGGER_DOWNLOAD_URL: 'http://127.0.0.1:9' }
    const step = await freshly({}, { env, preload: [impatient] })
    expect(step.log.match(/Trying again/g)).toHaveLength(3)
    expect(problems(step)).toEqual([
      expect.stringMatching(
        /^error: http:\/\/127\.0\.0\.1:9\/.*checksums\.txt could not be read: .*ECONNREFUSED/,
      ),
    ])
  })
})

describe('a machine of another kind', () => {
  const echo = { version: '0.21.8', call: 'echo --text=hi' }

  /** Makes Node say that it runs on another platform. */
  async function platform(name: string): Promise<string> {
    const file = path.join(bench.folder, `${name}.mjs`)
    await writeFile(file, `Object.defineProperty(process, 'platform', { value: '${name}' })`)
    return file
  }

  test('with macOS uses an engine that it can reach', async () => {
    const options = {
      runnerOs: 'macOS',
      preload: [await platform('darwin')],
      toolCache: bench.folder + '/darwin',
    }
    const step = await bench.run(echo, options)
    expect(problems(step)).toEqual([])
    expect(step.outputs['output']).toBe('hi')
    expect(step.log).toMatch(/downloaded from .*_darwin_(amd64|arm64)\.tar\.gz/)
  })

  test.each<[string, () => Promise<JobOptions>, RegExp]>([
    [
      'macOS',
      async () => ({ runnerOs: 'macOS', preload: [await platform('darwin')] }),
      /This is darwin, and a volume can be kept only on Linux\. Nothing is restored and nothing will be saved\./,
    ],
    [
      'no Docker',
      () => Promise.resolve({}),
      /The Docker daemon does not respond: .* Nothing is restored and nothing/,
    ],
  ])('with %s installs, and restores and saves nothing, in a sentence', async (_name, more, sentence) => {
    const job = await bench.newJob({ env: noDocker, ...(await more()) })
    const cacheDir = path.join(job.temp, 'cache')
    const step = await job.uses(allInOneAction, { with: { version: '0.21.8', 'cache-dir': cacheDir } })
    const [post] = await job.finish()
    expect([...problems(step), ...problems(post as StepResult)]).toEqual([])
    expect(step.outcome).toBe('success')
    expect(step.log).toMatch(sentence)
    expect(step.log).toContain('The CLI will look for an engine.')
    expect(step.exports).toEqual({})
    expect(step.outputs).toMatchObject({ 'cache-hit': '', 'engine-cache': 'unknown', version: '0.21.8' })
    expect(post?.log).toMatch(/Nothing is saved\./)
  })

  test('of nektos/act runs the command without a cache', async () => {
    const job = await bench.newJob({ env: { ...noDocker, ACT: 'true' } })
    const step = await job.uses(allInOneAction, { with: { version: '0.21.8' } })
    expect(step.outcome).toBe('success')
    expect(step.log).toContain(
      'This job has no Actions cache, and the inputs cache-dir and store are not set. Nothing is restored',
    )
    const env = { ACT: 'true', TEXT: '::error::theirs\n' }
    const echoed = await bench.run({ call: 'env --name=TEXT' }, { env })
    expect(echoed.outputs['output']).toBe('::error::theirs\n')
    expect(problems(echoed)).toEqual([])
  })
})
