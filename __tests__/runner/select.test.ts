import { describe, expect, test } from '@jest/globals'
import {
  NoSuchRunner,
  selectRunner,
  type EngineVersion,
  type JobFacts,
  type Selection,
} from '../../src/runner/select.ts'
import { parseRunnerRequest, type RunnerWords } from '../../src/runner/request.ts'

const v0203: EngineVersion = { full: '0.20.3', isNewest: false }
const ours: JobFacts = { untrustedCodeReason: undefined, owner: 'Organization', runId: '4711' }

function select(words: Partial<RunnerWords>, job: Partial<JobFacts> = {}, version = v0203): Selection {
  const nothing = {
    provider: '',
    version: '',
    pin: '',
    size: '',
    arch: '',
    osVersion: '',
    dagger: '',
    fallback: '',
    allowForks: '',
    labels: '',
    group: '',
    labelPrefix: '',
  }
  const { request, problems } = parseRunnerRequest({ ...nothing, ...words })
  if (request === undefined) throw new Error(problems.join('\n'))
  const isNewest = version.isNewest || words.version === 'latest'
  return selectRunner(request, { ...version, isNewest }, { ...ours, ...job })
}

describe('the label', () => {
  test.each<[Partial<RunnerWords>, string]>([
    [{}, 'ubuntu-latest'],
    [{ provider: 'auto' }, 'ubuntu-latest'],
    [{ provider: 'github' }, 'ubuntu-latest'],
    [{ provider: 'github', arch: 'amd64' }, 'ubuntu-latest'],
    [{ provider: 'github', osVersion: 'latest' }, 'ubuntu-latest'],
    [{ provider: 'github', osVersion: '24.04' }, 'ubuntu-24.04'],
    [{ provider: 'github', osVersion: '22.04' }, 'ubuntu-22.04'],
    [{ provider: 'github', arch: 'arm64' }, 'ubuntu-24.04-arm'],
    [{ provider: 'github', arch: 'arm64', osVersion: 'latest' }, 'ubuntu-24.04-arm'],
    [{ provider: 'github', arch: 'arm64', osVersion: '24.04' }, 'ubuntu-24.04-arm'],
    [{ provider: 'github', arch: 'arm64', osVersion: '22.04' }, 'ubuntu-22.04-arm'],
    [{ provider: 'github', size: 'ubuntu-16-cores' }, 'ubuntu-16-cores'],

    [{ provider: 'depot' }, 'depot-ubuntu-latest,dagger=0.20.3'],
    [{ provider: 'depot', version: 'v0.20.3' }, 'depot-ubuntu-latest,dagger=0.20.3'],
    [{ provider: 'depot', version: '0.20' }, 'depot-ubuntu-latest,dagger=0.20.3'],
    [{ provider: 'depot', version: 'latest' }, 'depot-ubuntu-latest,dagger=0.20.3'],
    [{ provider: 'depot', size: '4' }, 'depot-ubuntu-latest-4,dagger=0.20.3'],
    [{ provider: 'depot', size: '64', osVersion: '22.04' }, 'depot-ubuntu-22.04-64,dagger=0.20.3'],
    [{ provider: 'depot', arch: 'arm64' }, 'depot-ubuntu-latest-arm,dagger=0.20.3'],
    [
      { provider: 'depot', arch: 'arm64', size: '8', osVersion: '24.04' },
      'depot-ubuntu-24.04-arm-8,dagger=0.20.3',
    ],
    [{ provider: 'depot', dagger: 'false' }, 'depot-ubuntu-latest'],
    [{ provider: 'depot', dagger: 'false', arch: 'arm64', size: '32' }, 'depot-ubuntu-latest-arm-32'],

    [{ provider: 'kubernetes', version: '0.20.3' }, 'dagger-v0.20.3'],
    [{ provider: 'kubernetes', version: '0.20' }, 'dagger-v0.20'],
    [{ provider: 'kubernetes', version: 'latest' }, 'dagger-latest'],
    [{ provider: 'kubernetes' }, 'dagger-v0.20.3'],
    [{ provider: 'kubernetes', pin: 'exact' }, 'dagger-v0.20.3'],
    [{ provider: 'kubernetes', pin: 'minor' }, 'dagger-v0.20'],
    [{ provider: 'kubernetes', pin: 'latest' }, 'dagger-latest'],
    [{ provider: 'kubernetes', version: '0.20.3', pin: 'minor' }, 'dagger-v0.20'],
    [{ provider: 'kubernetes', version: '0.20.3', size: 'large' }, 'dagger-v0.20.3-large'],
    [{ provider: 'kubernetes', version: '0.20', size: 'large' }, 'dagger-v0.20-large'],
    [{ provider: 'kubernetes', version: 'latest', size: 'large' }, 'dagger-latest-large'],
    [{ provider: 'kubernetes', arch: 'amd64' }, 'dagger-v0.20.3'],
    [{ provider: 'kubernetes', labelPrefix: 'arc' }, 'arc-v0.20.3'],
    [{ provider: 'kubernetes', labelPrefix: 'arc', version: '0.20', size: 'big' }, 'arc-v0.20-big'],
    [{ provider: 'kubernetes', labelPrefix: 'team-a-dagger', pin: 'latest' }, 'team-a-dagger-latest'],

    [{ provider: 'github', osVersion: '26.04' }, 'ubuntu-26.04'],
    [{ provider: 'github', osVersion: '26.04', arch: 'arm64' }, 'ubuntu-26.04-arm'],
    [{ provider: 'depot', osVersion: '26.04', dagger: 'false' }, 'depot-ubuntu-26.04'],

    [{ provider: 'namespace' }, 'nscloud-ubuntu-24.04-amd64'],
    [{ provider: 'namespace', osVersion: '22.04', size: '4x8' }, 'nscloud-ubuntu-22.04-amd64-4x8'],
    [
      { provider: 'namespace', osVersion: 'latest', arch: 'arm64', size: '16x32' },
      'nscloud-ubuntu-24.04-arm64-16x32',
    ],
    [{ provider: 'blacksmith' }, 'blacksmith-2vcpu-ubuntu-2404'],
    [
      { provider: 'blacksmith', size: '8', osVersion: '22.04', arch: 'arm64' },
      'blacksmith-8vcpu-ubuntu-2204-arm',
    ],
    [{ provider: 'runs-on' }, 'runs-on=4711/runner=2cpu-linux-x64'],
    [{ provider: 'runs-on', size: '16', arch: 'arm64' }, 'runs-on=4711/runner=16cpu-linux-arm64'],
    [
      { provider: 'runs-on', size: '4', osVersion: '22.04' },
      'runs-on=4711/runner=4cpu-linux-x64/image=ubuntu22-full-x64',
    ],
    [{ provider: 'warpbuild' }, 'warp-ubuntu-latest-x64-2x'],
    [{ provider: 'warpbuild', size: '16', osVersion: '24.04' }, 'warp-ubuntu-2404-x64-16x'],
    [{ provider: 'warpbuild', size: '4', arch: 'arm64' }, 'warp-ubuntu-latest-arm64-4x'],
    [{ provider: 'ubicloud' }, 'ubicloud-standard-2'],
    [{ provider: 'ubicloud', size: '30', arch: 'arm64' }, 'ubicloud-standard-30-arm'],
    [
      { provider: 'ubicloud', size: '4', arch: 'arm64', osVersion: '22.04' },
      'ubicloud-standard-4-arm-ubuntu-2204',
    ],

    [{ provider: 'self-hosted', labels: 'gpu' }, 'gpu'],
    [{ provider: 'self-hosted', labels: 'self-hosted, linux, arm64' }, 'self-hosted, linux, arm64'],
    [{ provider: 'self-hosted', group: 'Large' }, 'group Large'],
    [{ provider: 'self-hosted', group: 'Large', labels: 'gpu,x64' }, 'group Large: gpu, x64'],
  ])('for %j is %s', (words, label) => {
    expect(select(words).label).toBe(label)
  })

  test.each<[Partial<RunnerWords>, Selection['runsOn']]>([
    [{ provider: 'github' }, 'ubuntu-latest'],
    [{ provider: 'depot' }, 'depot-ubuntu-latest,dagger=0.20.3'],
    [{ provider: 'self-hosted', labels: 'gpu' }, 'gpu'],
    [{ provider: 'self-hosted', labels: 'self-hosted\nlinux' }, ['self-hosted', 'linux']],
    [{ provider: 'self-hosted', group: 'Large machines' }, { group: 'Large machines' }],
    [
      { provider: 'self-hosted', group: 'Large', labels: '["gpu"]' },
      { group: 'Large', labels: ['gpu'] },
    ],
  ])('for %j becomes runs-on: %j', (words, runsOn) => {
    expect(select(words).runsOn).toEqual(runsOn)
  })

  test('contains a prerelease unchanged', () => {
    const beta = { full: '1.0.0-beta.9', isNewest: false }
    expect(select({ provider: 'kubernetes' }, {}, beta).label).toBe('dagger-v1.0.0-beta.9')
    expect(select({ provider: 'kubernetes', pin: 'minor' }, {}, beta).label).toBe('dagger-v1.0')
    expect(select({ provider: 'depot' }, {}, beta).label).toBe('depot-ubuntu-latest,dagger=1.0.0-beta.9')
  })

  test('names no exact version on Kubernetes if a project only requests latest', () => {
    expect(select({ provider: 'kubernetes' }, {}, { full: '0.21.8', isNewest: true }).label).toBe(
      'dagger-latest',
    )
    expect(
      select({ provider: 'kubernetes', pin: 'exact' }, {}, { full: '0.21.8', isNewest: true }).label,
    ).toBe('dagger-v0.21.8')
  })
})

describe('the selection says', () => {
  test('names the provider, the version and the reason', () => {
    expect(select({ provider: 'kubernetes', version: '0.20' })).toEqual({
      runsOn: 'dagger-v0.20',
      label: 'dagger-v0.20',
      provider: 'kubernetes',
      version: '0.20.3',
      reason: 'Input provider is kubernetes, so the job runs on dagger-v0.20.',
      notices: [],
    })
    expect(select({}).reason).toBe('No provider was requested, so the job runs on ubuntu-latest.')
  })

  test.each<[Partial<RunnerWords>, RegExp]>([
    [{ provider: 'depot' }, /^Depot has deprecated dagger= in its labels .* With dagger: false/],
    [
      { provider: 'github', size: 'big', arch: 'arm64' },
      /^Inputs arch and os-version have no effect together with size: big is/,
    ],
    [{ provider: 'kubernetes', osVersion: '22.04' }, /^Input os-version has no effect on Kubernetes/],
    [
      { provider: 'self-hosted', labels: 'gpu', arch: 'arm64' },
      /^Inputs size, arch and os-version have no effect on your own machines/,
    ],
  ])('what has no effect or will go away: %j', (words, notice) => {
    const { notices } = select(words)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(notice)
  })

  test.each<Partial<RunnerWords>>([
    {},
    { provider: 'depot', dagger: 'false' },
    { provider: 'github', size: 'big' },
  ])('nothing more where there is nothing to know: %j', (words) => {
    expect(select(words).notices).toEqual([])
  })
})

describe('if the requested runner is not available', () => {
  const personal: Partial<JobFacts> = { owner: 'User' }
  const unknown: Partial<JobFacts> = { owner: undefined }
  const fork: Partial<JobFacts> = { untrustedCodeReason: 'the pull request comes from a fork' }

  test.each<[string, Partial<RunnerWords>, Partial<JobFacts>, string, RegExp]>([
    [
      'Depot and a personal repository',
      { provider: 'depot' },
      personal,
      'ubuntu-latest',
      /^depot was requested, but the repository belongs to a person and Depot serves organizations only, so the job runs on GitHub's ubuntu-latest\.$/,
    ],
    ['Depot and an unknown owner', { provider: 'depot' }, unknown, 'ubuntu-latest', /is unknown/],
    [
      "a size of Depot's, on arm64",
      { provider: 'depot', size: '16', arch: 'arm64' },
      personal,
      'ubuntu-24.04-arm',
      /ubuntu-24.04-arm/,
    ],
    [
      'Kubernetes and a fork',
      { provider: 'kubernetes', size: 'large' },
      fork,
      'ubuntu-latest',
      /^kubernetes was requested, but the pull request comes from a fork, so/,
    ],
    [
      'Depot and a fork',
      { provider: 'depot', osVersion: '22.04' },
      fork,
      'ubuntu-22.04',
      /comes from a fork/,
    ],
    [
      'machines of your own and a fork',
      { provider: 'self-hosted', labels: 'gpu', group: 'Large' },
      fork,
      'ubuntu-latest',
      /^self-hosted was requested, but the pull request comes from a fork, so/,
    ],
    ...['namespace', 'blacksmith', 'runs-on', 'warpbuild', 'ubicloud'].map(
      (provider): [string, Partial<RunnerWords>, Partial<JobFacts>, string, RegExp] => [
        `${provider} and a fork`,
        { provider },
        fork,
        'ubuntu-latest',
        /comes from a fork/,
      ],
    ),
  ])('GitHub gets the job: %s', (_name, words, job, label, reason) => {
    const selection = select(words, job)
    expect(selection).toMatchObject({ label, provider: 'github', version: '0.20.3' })
    expect(selection.reason).toMatch(reason)
  })

  test('a notice mentions the size that is lost', () => {
    expect(select({ provider: 'kubernetes', size: 'large' }, fork).notices).toEqual([
      'Size large belongs to kubernetes: ubuntu-latest has the size GitHub gives it.',
    ])
  })

  test.each<[string, Partial<RunnerWords>, Partial<JobFacts>, RegExp]>([
    [
      'Depot and a personal repository',
      { provider: 'depot' },
      personal,
      /^Input provider is depot, but the repository belongs to a person .*: move the repository to an organization, or give provider: github or fallback: github\.$/,
    ],
    ['Depot and an unknown owner', { provider: 'depot' }, unknown, /give input token a token that can read/],
    ['Kubernetes and a fork', { provider: 'kubernetes' }, fork, /set allow-forks: true if you trust/],
  ])('an error says how to fix it, where no other runner is accepted: %s', (_name, words, job, message) => {
    expect(() => select({ ...words, fallback: 'error' }, job)).toThrow(NoSuchRunner)
    expect(() => select({ ...words, fallback: 'error' }, job)).toThrow(message)
  })

  test.each<[string, Partial<RunnerWords>, Partial<JobFacts>, string]>([
    [
      'untrusted code that is allowed',
      { provider: 'kubernetes', allowForks: 'true' },
      fork,
      'dagger-v0.20.3',
    ],
    ['untrusted code on GitHub-hosted runners', { fallback: 'error' }, fork, 'ubuntu-latest'],
    ["untrusted code on GitHub's larger runners", { size: 'big', fallback: 'error' }, fork, 'big'],
    [
      'Kubernetes in a personal repository',
      { provider: 'kubernetes', fallback: 'error' },
      personal,
      'dagger-v0.20.3',
    ],
    ['GitHub with an unknown owner', { fallback: 'error' }, unknown, 'ubuntu-latest'],
  ])('it is not so for %s', (_name, words, job, label) => {
    expect(select(words, job).label).toBe(label)
  })

  test('permission for untrusted code does not replace an organization', () => {
    expect(select({ provider: 'depot', allowForks: 'true' }, { ...fork, ...personal }).provider).toBe(
      'github',
    )
  })
})
