import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseRunnerRequest, type RunnerRequest, type RunnerWords } from '../../src/runner/request.ts'

const nothing: RunnerWords = {
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

describe('a request that is accepted', () => {
  test('selects by default a GitHub-hosted runner with the version that the project needs', () => {
    expect(parseRunnerRequest(nothing).request).toEqual({
      provider: 'github',
      providerIsGiven: false,
      version: { kind: 'auto' },
      pin: undefined,
      size: '',
      arch: undefined,
      osVersion: undefined,
      dagger: true,
      fallback: 'github',
      allowForks: false,
      labels: [],
      group: '',
      labelPrefix: 'dagger',
    })
  })

  test.each<[Partial<RunnerWords>, Partial<RunnerRequest>]>([
    [{ provider: 'auto' }, { provider: 'github', providerIsGiven: false }],
    [{ provider: 'github' }, { provider: 'github', providerIsGiven: true }],
    [{ provider: 'depot' }, { provider: 'depot', providerIsGiven: true }],
    [{ provider: 'kubernetes' }, { provider: 'kubernetes', providerIsGiven: true }],
    [{ version: 'v0.20.3' }, { version: { kind: 'version', version: '0.20.3' } }],
    [{ version: '0.20' }, { version: { kind: 'pointer', pointer: '0.20' } }],
    [{ version: '1.0.0-beta.9' }, { version: { kind: 'version', version: '1.0.0-beta.9' } }],
    [{ version: 'latest' }, { version: { kind: 'pointer', pointer: 'latest' } }],
    [{ version: 'auto', pin: 'exact' }, { pin: 'exact' }],
    [{ version: '0.20.3', pin: 'minor' }, { pin: 'minor' }],
    [{ version: '0.20.3', pin: 'latest' }, { pin: 'latest' }],
    [
      { arch: 'arm64', osVersion: '22.04' },
      { arch: 'arm64', osVersion: '22.04' },
    ],
    [
      { dagger: 'False', fallback: 'error', allowForks: 'TRUE' },
      { dagger: false, fallback: 'error', allowForks: true },
    ],
    [{ size: 'ubuntu-24.04-16core' }, { size: 'ubuntu-24.04-16core' }],
    ...['4', '8', '16', '32', '64'].map((size): [Partial<RunnerWords>, Partial<RunnerRequest>] => [
      { provider: 'depot', size },
      { size },
    ]),
    [{ provider: 'kubernetes', size: 'large' }, { size: 'large' }],
    [{ provider: 'kubernetes', size: 'x-large-2' }, { size: 'x-large-2' }],
    [{ osVersion: '26.04' }, { osVersion: '26.04' }],
    [{ osVersion: '25.10' }, { osVersion: '25.10' }],
    [{ osVersion: 'latest' }, { osVersion: 'latest' }],
    [{ labels: 'gpu' }, { labels: ['gpu'] }],
    [{ labels: 'self-hosted, linux ,x64' }, { labels: ['self-hosted', 'linux', 'x64'] }],
    [{ labels: 'self-hosted\n  linux\n' }, { labels: ['self-hosted', 'linux'] }],
    [{ labels: '["self-hosted", "big one", "a,b"]' }, { labels: ['self-hosted', 'big one', 'a,b'] }],
    [
      { provider: 'self-hosted', group: ' Large machines ' },
      { labels: [], group: 'Large machines' },
    ],
    [{ labelPrefix: 'arc-runners' }, { labelPrefix: 'arc-runners' }],
    [{ provider: 'namespace', size: '16x64' }, { size: '16x64' }],
    [{ provider: 'ubicloud', size: '30' }, { size: '30' }],
  ])('%j', (words, request) => {
    expect(parseRunnerRequest({ ...nothing, ...words }).request).toMatchObject(request)
  })
})

describe('a request that is refused, with the input, its value and what is accepted', () => {
  test.each<[Partial<RunnerWords>, RegExp]>([
    [
      { provider: 'gitlab' },
      /^Input provider is "gitlab"; accepted: github, depot, kubernetes, self-hosted, namespace, blacksmith, runs-on, warpbuild, ubicloud or auto\.$/,
    ],
    [{ provider: 'buildjet' }, /^Input provider is "buildjet"/],
    [{ provider: 'GitHub' }, /^Input provider is "GitHub"/],
    [
      { version: 'dagger=0.20.3' },
      /^Input version is "dagger=0.20.3"; accepted: the number alone, such as 0.20.3/,
    ],
    [{ version: 'depot-ubuntu-latest,dagger=0.20.3' }, /accepted: the number alone/],
    [
      { version: '0.20', pin: 'exact' },
      /^Input pin is "exact"; version 0.20 is not a full version such as 0.20.3/,
    ],
    [{ version: 'latest', pin: 'exact' }, /^Input pin is "exact"; version latest is not a full version/],
    [
      { version: '1.0.0-beta', pin: 'exact' },
      /^Input pin is "exact"; version 1.0.0-beta is not a full version/,
    ],
    [{ version: 'latest', pin: 'minor' }, /^Input pin is "minor"; version latest has no minor/],
    [
      { version: '20' },
      /^Input version is "20"; accepted: a full version such as 0.20.3, a minor such as 0.20, latest or auto\.$/,
    ],
    [{ version: '0.20.3,x' }, /^Input version/],
    [{ version: '0.20.x' }, /^Input version/],
    [{ version: 'vlatest' }, /^Input version/],
    [{ pin: 'patch' }, /^Input pin is "patch"; accepted: exact, minor or latest\.$/],
    [{ arch: 'x86_64' }, /^Input arch is "x86_64"; accepted: amd64 or arm64\.$/],
    [
      { osVersion: 'ubuntu-24.04' },
      /^Input os-version is "ubuntu-24.04"; accepted: latest or a version of Ubuntu such as 24.04\.$/,
    ],
    [{ osVersion: '24' }, /^Input os-version is "24"/],
    [{ osVersion: '24.06' }, /^Input os-version/],
    [{ osVersion: '24.04.1' }, /^Input os-version/],
    [
      { osVersion: '26.1' },
      /^Input os-version is "26.1"; .*, and quote it, since YAML reads 26.10 as 26.1\.$/,
    ],
    [{ provider: 'self-hosted' }, /^Input labels is ""; set the labels of your machines, or their group/],
    [
      { provider: 'self-hosted', labels: 'self-hosted linux' },
      /^Input labels is "self-hosted linux"; accepted: one/,
    ],
    [{ labels: '["linux"' }, /^Input labels is "\["linux""; accepted: one label, or several with commas/],
    [{ labels: '["linux", 1]' }, /^Input labels/],
    [{ labels: 'a, "b"' }, /^Input labels/],
    [{ group: 'two\nlines' }, /^Input group is "two.*lines"; accepted: the name of one runner group\.$/],
    [{ labelPrefix: 'Arc' }, /^Input label-prefix is "Arc"; accepted: what comes before -v0\.20\.3/],
    [{ labelPrefix: 'arc-' }, /^Input label-prefix/],
    [
      { provider: 'namespace', size: '4' },
      /^Input size is "4"; accepted: vCPUs and GB of memory, such as 4x16\.$/,
    ],
    [
      { provider: 'blacksmith', size: '4vcpu' },
      /^Input size is "4vcpu"; accepted: a number of vCPUs, such as 4\.$/,
    ],
    [{ provider: 'runs-on', size: '4/image=x' }, /^Input size is "4\/image=x"; accepted: a number of vCPUs/],
    [{ provider: 'warpbuild', size: '4x' }, /accepted: a number of vCPUs/],
    [{ provider: 'ubicloud', size: '04' }, /accepted: a number of vCPUs/],
    [{ dagger: 'yes' }, /^Input dagger is "yes"; accepted: true or false\.$/],
    [{ allowForks: '1' }, /^Input allow-forks is "1"; accepted: true or false\.$/],
    [{ fallback: 'depot' }, /^Input fallback is "depot"; accepted: github or error\.$/],
    [{ size: '16' }, /^Input size is "16"; GitHub's larger runners have names/],
    [{ size: 'big, fast' }, /^Input size is "big, fast"; accepted: one label of a larger runner/],
    [
      { provider: 'depot', size: '2' },
      /^Input size is "2"; accepted for Depot: 4, 8, 16, 32 or 64, or no size for 2 CPUs\.$/,
    ],
    [{ provider: 'depot', size: 'large' }, /accepted for Depot: 4, 8/],
    [{ provider: 'depot', size: '16,dagger=1.2.3' }, /accepted for Depot: 4, 8/],
    [{ provider: 'kubernetes', size: 'Large' }, /one of the cluster's size templates/],
    [{ provider: 'kubernetes', size: '-large' }, /one of the cluster's size templates/],
    [{ provider: 'kubernetes', arch: 'arm64' }, /^Input arch is "arm64"; no Kubernetes label expresses it/],
  ])('%j', (words, problem) => {
    const { problems } = parseRunnerRequest({ ...nothing, ...words })
    expect(problems).toHaveLength(1)
    expect(problems?.[0]).toMatch(problem)
  })

  test('is refused with all its problems at once', () => {
    const words = {
      provider: 'depot',
      version: 'x',
      pin: 'x',
      size: 'x',
      arch: 'x',
      osVersion: 'x',
      dagger: 'x',
      fallback: 'x',
      allowForks: 'x',
      labels: 'x y',
      group: '\t\u0007',
      labelPrefix: 'X',
    }
    expect(parseRunnerRequest(words).problems?.map((problem) => problem.split(' ')[1])).toEqual(
      expect.arrayContaining([
        'version',
        'pin',
        'size',
        'arch',
        'os-version',
        'dagger',
        'fallback',
        'allow-forks',
        'labels',
        'group',
        'label-prefix',
      ]),
    )
  })

  test('reports no problem with the size if the provider is unknown', () => {
    expect(parseRunnerRequest({ ...nothing, provider: 'x', size: '2' }).problems).toHaveLength(1)
  })
})

test('whatever the words, the answer is a request or problems of one line each', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 100, unit: 'grapheme' }),
    fc.constantFrom(
      '',
      'github',
      'depot',
      'kubernetes',
      'self-hosted',
      'runs-on',
      '["a b"]',
      '0.20',
      '0.20.3',
      'exact',
      'true',
      'a\nb',
      '::error::x',
    ),
  )
  const words = fc.record({
    provider: word,
    version: word,
    pin: word,
    size: word,
    arch: word,
    osVersion: word,
    dagger: word,
    fallback: word,
    allowForks: word,
    labels: word,
    group: word,
    labelPrefix: word,
  })
  fc.assert(
    fc.property(words, (given) => {
      const { request, problems } = parseRunnerRequest(given)
      expect(request === undefined).toBe(problems !== undefined && problems.length > 0)
      for (const problem of problems ?? []) expect(problem).toMatch(/^Input [a-z-]+ is ".*"; [^\n\r]*\.$/u)
      if (request !== undefined) expect(request.size).toMatch(/^[^\s,"\\]*$/)
    }),
    { numRuns: 2000 },
  )
})
