import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { startReleaseServer, type ReleaseServer } from '../../rig/releases/server.ts'
import { createJob, type Job, type JobOptions, type StepResult } from '../../rig/runner/job.ts'

const root = path.resolve(import.meta.dirname, '../..')

const ofAnOrganization: JobOptions = {
  payload: { repository: { owner: { login: 'acme', type: 'Organization' } } },
}

let releases: ReleaseServer
let jobs: Job[]

beforeAll(async () => {
  releases = await startReleaseServer({ pointers: { latest: '0.21.8', '0.20': '0.20.3' } })
})

beforeEach(() => {
  jobs = []
})

afterEach(async () => {
  for (const job of jobs) {
    await job.finish()
    await job.remove()
  }
})

afterAll(async () => {
  await releases.close()
})

async function select(inputs: Record<string, string>, options: JobOptions = {}): Promise<StepResult> {
  const job = await createJob({ env: { WARM_DAGGER_DOWNLOAD_URL: releases.url }, ...options })
  jobs.push(job)
  return await job.uses(path.join(root, 'select-runner'), { with: inputs })
}

function annotations({ annotations: all }: StepResult): readonly string[] {
  return all.map(({ level, message }) => `${level}: ${message}`)
}

describe('the outputs', () => {
  test('are, without inputs, a GitHub-hosted runner and the latest version', async () => {
    const step = await select({})
    expect(step.outputs).toEqual({
      'runs-on': '"ubuntu-latest"',
      label: 'ubuntu-latest',
      provider: 'github',
      version: '0.21.8',
      reason: 'No provider was requested, so the job runs on ubuntu-latest.',
    })
    expect(step.log).toContain('No provider was requested, so the job runs on ubuntu-latest.')
  })

  test('contain runs-on as JSON and the label as text, including a comma', async () => {
    const { outputs } = await select({ provider: 'depot', version: 'v0.20.3', size: '16' }, ofAnOrganization)
    expect(JSON.parse(outputs['runs-on'] ?? '')).toBe('depot-ubuntu-latest-16,dagger=0.20.3')
    expect(outputs['label']).toBe('depot-ubuntu-latest-16,dagger=0.20.3')
  })

  test('need no network if the version is full', async () => {
    const env = { WARM_DAGGER_DOWNLOAD_URL: 'http://127.0.0.1:9' }
    const { outputs } = await select({ provider: 'kubernetes', version: '0.20.3' }, { env })
    expect(outputs['label']).toBe('dagger-v0.20.3')
  })

  test('leave the version empty on GitHub if it cannot be determined', async () => {
    const { outcome, outputs, log } = await select({ version: '0.77' })
    expect(outcome).toBe('success')
    expect(outputs).toMatchObject({ label: 'ubuntu-latest', version: '' })
    expect(log).toContain('The version of Dagger could not be determined: There is no Dagger 0.77')
  })

  test('mention what Depot will remove', async () => {
    const step = await select({ provider: 'depot', version: '0.20.3' }, ofAnOrganization)
    expect(annotations(step)).toEqual([
      expect.stringMatching(/^notice: Depot has deprecated dagger= in its labels/),
    ])
  })
})

describe('the version of a Kubernetes label', () => {
  test.each<[string, Record<string, string>, JobOptions, string, string]>([
    ['the minor that was asked for', { version: '0.20' }, {}, 'dagger-v0.20', '0.20.3'],
    ['the latest that was asked for', { version: 'latest' }, {}, 'dagger-latest', '0.21.8'],
    ['the latest without a checkout', {}, {}, 'dagger-latest', '0.21.8'],
    ['the latest where the folder is missing', { workdir: 'services/api' }, {}, 'dagger-latest', '0.21.8'],
    [
      "the module's",
      {},
      { files: { 'dagger.json': '{"name":"ci","engineVersion":"v0.20.4"}' } },
      'dagger-v0.20.4',
      '0.20.4',
    ],
    [
      "the module's in a folder, with another pin",
      { workdir: 'services/api', pin: 'minor' },
      { files: { 'services/api/dagger.json': '{"name":"ci","engineVersion":"v0.20.4"}' } },
      'dagger-v0.20',
      '0.20.4',
    ],
    [
      'the latest where the module says so',
      {},
      { files: { 'dagger.json': '{"name":"ci","engineVersion":"latest"}' } },
      'dagger-latest',
      '0.21.8',
    ],
  ])('is %s', async (_name, inputs, options, label, version) => {
    const { outputs } = await select({ provider: 'kubernetes', ...inputs }, options)
    expect(outputs).toMatchObject({ label, version })
  })
})

describe('a job that may run untrusted code', () => {
  const fork: JobOptions = {
    event: 'pull_request',
    payload: {
      pull_request: {
        head: { repo: { full_name: 'mallory/app' } },
        base: { repo: { full_name: 'acme/app' } },
      },
      repository: { owner: { login: 'acme', type: 'Organization' } },
    },
  }

  test('stays on GitHub', async () => {
    const { outputs } = await select({ provider: 'kubernetes', version: '0.20.3' }, fork)
    expect(outputs).toMatchObject({ label: 'ubuntu-latest', provider: 'github' })
    expect(outputs['reason']).toContain('the pull request comes from a fork')
  })

  test('runs on the requested runner if that is allowed', async () => {
    const { outputs } = await select(
      { provider: 'kubernetes', version: '0.20.3', 'allow-forks': 'true' },
      fork,
    )
    expect(outputs['label']).toBe('dagger-v0.20.3')
  })

  test('fails if no other runner is accepted', async () => {
    const step = await select({ provider: 'kubernetes', version: '0.20.3', fallback: 'error' }, fork)
    expect(step.outcome).toBe('failure')
    expect(annotations(step)).toEqual([expect.stringContaining('set allow-forks: true')])
    expect(step.outputs).toEqual({})
  })
})

describe("the owner of the repository, which Depot's labels need", () => {
  let api: Server
  let apiUrl: string
  let accounts: Record<string, string>
  let requests: (string | undefined)[]

  beforeEach(async () => {
    accounts = {}
    requests = []
    api = createServer((request, response) => {
      requests.push(request.url)
      const type = accounts[request.url?.split('/').at(-1) ?? '']
      response.writeHead(type === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(type === undefined ? { message: 'Not Found' } : { type }))
    })
    api.listen(0, '127.0.0.1')
    await once(api, 'listening')
    apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  })

  afterEach(async () => {
    api.close()
    await once(api, 'close')
  })

  const inputs = { provider: 'depot', version: '0.20.3' }

  test('is in the event', async () => {
    const payload = { repository: { owner: { login: 'acme', type: 'User' } } }
    const { outputs } = await select(inputs, { payload, apiUrl })
    expect(outputs['reason']).toContain(
      'the repository belongs to a person and Depot serves organizations only',
    )
    expect(requests).toEqual([])
  })

  test('is requested from GitHub if a schedule does not contain it', async () => {
    accounts = { acme: 'Organization' }
    const { outputs } = await select(inputs, { event: 'schedule', payload: {}, apiUrl })
    expect(outputs['label']).toBe('depot-ubuntu-latest,dagger=0.20.3')
    expect(requests).toEqual(['/users/acme'])
  })

  test('may remain unknown, without a failure', async () => {
    const { outcome, outputs, log } = await select(inputs, { event: 'schedule', payload: {}, apiUrl })
    expect(outcome).toBe('success')
    expect(outputs).toMatchObject({ label: 'ubuntu-latest', provider: 'github' })
    expect(log).toContain('GitHub did not say what kind of account acme is')
  })
})

describe('inputs', () => {
  test('that are invalid are all reported at once', async () => {
    const step = await select({
      provider: 'depot',
      version: 'dagger=0.20.3',
      size: '2',
      arch: 'x86',
      'allow-forks': 'maybe',
    })
    expect(step.outcome).toBe('failure')
    for (const input of ['version', 'size', 'arch', 'allow-forks']) {
      expect(step.log).toContain(`Input ${input} is "`)
    }
  })

  test('cannot contain workflow commands', async () => {
    const step = await select({ provider: 'x\n::set-output name=label::evil', size: '::error::evil' })
    expect(step.outcome).toBe('failure')
    expect(step.outputs).toEqual({})
    expect(step.commands.map(({ name }) => name).filter((name) => name !== 'add-mask')).toEqual([
      'error',
      'debug',
    ])
  })
})
