import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { describe, expect, test } from '@jest/globals'

interface Manager {
  readonly managerFilePatterns: readonly string[]
  readonly matchStrings: readonly string[]
  readonly extractVersionTemplate: string
}

const file = path.resolve(import.meta.dirname, '../../renovate-preset.json')
const { customManagers } = JSON.parse(await readFile(file, 'utf8')) as {
  readonly customManagers: readonly Manager[]
}

/** What Renovate would find in a file: the current versions, each once for every place. */
function found(name: string, text: string): readonly string[] {
  return customManagers
    .filter(({ managerFilePatterns }) =>
      managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(name)),
    )
    .flatMap(({ matchStrings }) => matchStrings)
    .flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'g'))])
    .map(({ groups }) => groups?.['currentValue'] ?? '')
}

const step = (uses: string, version: string): string => `
    steps:
      - uses: actions/setup-go@v6
        with:
          version: '1.25.0'
      - name: Test
        uses: ${uses}
        # the newest
        if: always()
        with:
          call: test --source=.
          version: ${version}
      - run: echo
`

describe("Renovate's preset", () => {
  test.each([
    ['dagger.json', '{\n  "name": "x",\n  "engineVersion": "v0.20.3"\n}', ['v0.20.3']],
    ['modules/a/dagger.json', '{"engineVersion":"v0.20.3"}', ['v0.20.3']],
    ['dagger.json', '{"engineVersion":"latest"}', []],
    ['dagger-module.toml', 'name = "x"\nengineVersion = "v1.0.0"\n', ['v1.0.0']],
    ['dagger.toml', "engineVersion = 'v1.2.3' # at least\n", ['v1.2.3']],
    ['dagger.toml', 'minimumEngineVersion = "v1.2.3"\n', []],
    ['my-dagger.toml', 'engineVersion = "v1.2.3"\n', []],
    ['package.json', '{"engineVersion":"v0.20.3"}', []],
    ['.github/workflows/ci.yml', step('OWNER/warm-dagger@v1', "'0.20.3'"), ['0.20.3']],
    ['.github/workflows/ci.yml', step('OWNER/warm-dagger/run@0123abc # v1.0.0', '0.20.3'), ['0.20.3']],
    ['.github/workflows/ci.yml', step('dagger/dagger-for-github@v8.4.1', 'v0.20.3'), ['0.20.3']],
    ['.github/workflows/ci.yml', step('OWNER/warm-dagger@v1', "'0.20'"), ['0.20']],
    ['.github/workflows/ci.yml', step('OWNER/warm-dagger@v1', 'auto'), []],
    ['.github/workflows/ci.yml', step('actions/setup-node@v6', '0.20.3'), []],
    ['.github/workflows/ci.yml', 'runs-on: depot-ubuntu-latest,dagger=0.20.3\n', ['0.20.3']],
    ['.github/workflows/ci.yml', 'runs-on: dagger-v0.20.3-large\n', ['0.20.3']],
    ['.github/workflows/ci.yml', 'runs-on: dagger-v0.20-large\n', ['0.20']],
    ['.github/workflows/ci.yml', 'runs-on: dagger-latest\n', []],
    ['.github/workflows/ci.yml', step('OWNER/warm-dagger@v1', '1.0.0-beta.10'), []],
    ['.github/workflows/ci.yml', 'runs-on: dagger-v1.0.0-beta.10\n', []],
    ['.github/workflows/ci.yml', 'runs-on: depot-ubuntu-latest,dagger=1.0.0-beta.10\n', []],
  ])('finds in %s %j: %j', (name, text, versions) => {
    expect(found(name, text)).toEqual(versions)
  })

  test('accepts releases of Dagger itself, but not of its SDKs, charts or betas', () => {
    const tags = ['v0.21.8', 'sdk/go/v0.21.8', 'helm/chart/v0.21.8', 'v1.0.0-beta.10']
    for (const { extractVersionTemplate } of customManagers) {
      expect(tags.filter((tag) => new RegExp(extractVersionTemplate).test(tag))).toEqual(['v0.21.8'])
    }
  })

  test('needs no lookaround, which Renovate’s engine of regular expressions lacks', () => {
    expect(JSON.stringify(customManagers)).not.toMatch(/\(\?(?:<?[=!])/)
  })
})
