import { expect, test } from '@jest/globals'
import { selectRunner } from '../../src/runner/select.ts'
import { parseRunnerRequest, type RunnerWords } from '../../src/runner/request.ts'
import { files, pages, workflows } from './sources.ts'

const label =
  /(?<![\w.:/-])(nscloud-ubuntu-[\w.-]*\w|blacksmith-\d[\w-]*\w|runs-on=<run ID>\/runner=[\w/=-]*\w|warp-ubuntu-[\w-]*\w|ubicloud-standard-[\w-]*\w|depot-ubuntu-[\w.,=-]*\w|dagger-(?:v\d|latest)[\w.-]*\w|dagger-latest|ubuntu-(?:latest|\d\d\.\d\d)(?:-[\w-]*\w)?)(?![\w/])/g

const vendors = [
  ['namespace', /^nscloud-ubuntu-(?<osVersion>[\d.]+)-(?<arch>amd64|arm64)(?:-(?<size>\d+x\d+))?$/],
  ['blacksmith', /^blacksmith-(?<size>\d+)vcpu-ubuntu-(?<osVersion>\d+)(?<arch>-arm)?$/],
  [
    'runs-on',
    /^runs-on=<run ID>\/runner=(?<size>\d+)cpu-linux-(?<arch>x64|arm64)(?:\/image=ubuntu(?<osVersion>\d+)-full-\w+)?$/,
  ],
  ['warpbuild', /^warp-ubuntu-(?<osVersion>latest|\d+)-(?<arch>x64|arm64)-(?<size>\d+)x$/],
  ['ubicloud', /^ubicloud-standard-(?<size>\d+)(?<arch>-arm)?(?:-ubuntu-(?<osVersion>\d+))?$/],
] as const

/** The request that a label seems to stand for. */
function requestFor(text: string): Partial<RunnerWords> {
  const github = /^ubuntu-(latest|[\d.]+?)(-arm)?$/.exec(text)
  if (github) return { provider: 'github', osVersion: github[1] ?? '', arch: github[2] ? 'arm64' : '' }
  const depot = /^depot-ubuntu-(latest|[\d.]+)(-arm)?(?:-(\d+))?(?:,dagger=(.*))?$/.exec(text)
  if (depot) {
    const [, osVersion = '', arm, size = '', version] = depot
    const request = { provider: 'depot', osVersion, arch: arm ? 'arm64' : '', size }
    return version === undefined ? { ...request, dagger: 'false' } : { ...request, version }
  }
  const vendor = vendors.flatMap(([provider, form]) => {
    const groups = form.exec(text)?.groups
    return groups ? [{ provider, ...groups }] : []
  })[0]
  if (vendor) {
    const { provider = '', size = '', osVersion = '', arch = '' } = vendor as Record<string, string>
    return {
      provider,
      size,
      osVersion: osVersion.replace(/^(\d\d)(?:04)?$/, '$1.04'),
      arch: /arm/.test(arch) ? 'arm64' : arch && 'amd64',
    }
  }
  const kubernetes = /^dagger-(?:v([\d.]+)|(latest))(?:-(.+))?$/.exec(text)
  return {
    provider: 'kubernetes',
    version: kubernetes?.[1] ?? kubernetes?.[2] ?? '',
    size: kubernetes?.[3] ?? '',
  }
}

function produced(words: Partial<RunnerWords>): string {
  const empty = {
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
  const { request, problems } = parseRunnerRequest({ ...empty, ...words })
  if (request === undefined) return problems.join(' ')
  const asked = request.version
  const full =
    asked.kind === 'version' ? asked.version : asked.kind === 'pointer' ? `${asked.pointer}.0` : '0.20.3'
  const version = { full, isNewest: asked.kind === 'pointer' && asked.pointer === 'latest' }
  return selectRunner(request, version, {
    untrustedCodeReason: undefined,
    owner: 'Organization',
    runId: '<run ID>',
  }).label
}

const shown = [...pages, ...workflows].flatMap((pattern) =>
  files(pattern).flatMap(({ name, text }) =>
    [...text.matchAll(label)].map((match) => [match[1] ?? '', name] as const),
  ),
)

test('pages and workflows show labels of every provider', () => {
  for (const start of [
    ...['ubuntu-', 'depot-ubuntu-', 'dagger-v', 'dagger-latest', 'nscloud-', 'blacksmith-', 'runs-on='],
    ...['warp-', 'ubicloud-'],
  ]) {
    expect(shown.some(([text]) => text.startsWith(start))).toBe(true)
  }
})

test.each(shown)('%s in %s is a label that select-runner produces', (text) => {
  expect(produced(requestFor(text))).toBe(text)
})
