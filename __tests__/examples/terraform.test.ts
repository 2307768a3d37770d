import { parse } from '@cdktn/hcl2json'
import { describe, expect, test } from '@jest/globals'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { attempt } from '../../src/programs.ts'
import { blocks, files, pages, root } from './sources.ts'

const configurations = files('examples/terraform/**/*.tf')
const folders = [...new Set(configurations.map(({ name }) => path.dirname(name)))]

interface Configuration {
  readonly module?: Record<string, Record<string, unknown>[]>
  readonly variable?: Record<string, unknown>
}

async function configurationIn(folder: string): Promise<Configuration> {
  const parts = await Promise.all(
    configurations
      .filter(({ name }) => path.dirname(name) === folder)
      .map(({ name, text }) => parse(name, text)),
  )
  return Object.assign({}, ...parts) as Configuration
}

test('there are configurations for a new and for an existing cluster', () => {
  expect(folders).toEqual(['examples/terraform/existing-cluster', 'examples/terraform/new-gke-cluster'])
})

test.each([...configurations, ...blocks('hcl', ...pages)])('$name parses', async ({ name, text }) => {
  await expect(parse(name, text)).resolves.toBeDefined()
})

test('a file that is not Terraform does not parse', async () => {
  await expect(parse('wrong.tf', 'module "x" {\n  source =\n')).rejects.toThrow('Invalid expression')
})

describe.each(folders)('%s', (folder) => {
  test('declares every variable that it uses, and uses every one that it declares', async () => {
    const { variable = {} } = await configurationIn(folder)
    const texts = configurations.filter(({ name }) => path.dirname(name) === folder).map(({ text }) => text)
    const used = new Set([...texts.join('\n').matchAll(/\bvar\.(\w+)/g)].map((match) => match[1]))
    expect([...used].sort()).toEqual(Object.keys(variable).sort())
  })

  test('pins the module, and has an unnamed size, for labels without a suffix', async () => {
    const { module = {} } = await configurationIn(folder)
    const runners = module['dagger_runners']?.[0] ?? {}
    expect(runners['source']).toMatch(
      /^github\.com\/telchak\/terraform-dagger-runners\/\/modules\/github(\/gke)?\?ref=v0\.1\.0$/,
    )
    expect(Object.keys(runners['runner_size_templates'] as object)).toContain('')
  })
})

const terraform = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'terraform'))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })

const whereTerraformIs = terraform === undefined ? test.skip : test
whereTerraformIs('terraform itself finds the configurations well formatted', async () => {
  const { exitCode, stdout } = await attempt(
    'terraform',
    ['fmt', '-check', '-recursive', 'examples/terraform'],
    { cwd: root },
  )
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' })
})
