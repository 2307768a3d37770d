import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { outputLimit } from '../../src/dagger/invoke.ts'
import { splitWords } from '../../src/dagger/arguments.ts'
import { oldestSupported } from '../../src/dagger/resolve.ts'
import { downloadSite } from '../../src/dagger/releases.ts'
import { isModuleVersion, loadsModule, parseVersionRequest } from '../../src/dagger/version.ts'

const root = path.join(import.meta.dirname, '../..')
const page = readFileSync(path.join(root, 'docs/run.md'), 'utf8')

/** The rows of the first table under a heading, as cells. */
function rawTable(text: string, heading: string): string[][] {
  const section = text.split(/^##+ /m).find((each) => each.startsWith(`${heading}\n`)) ?? ''
  const rows = /(?:^\|.*\n)+/m.exec(section)?.[0].trim().split('\n') ?? []
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** The same of docs/run.md, without backticks. */
function table(heading: string): string[][] {
  return rawTable(page, heading).map((row) => row.map((cell) => cell.replaceAll('`', '')))
}

/** The inputs of dagger-for-github with their defaults, and its outputs (v8.4.1, action.yml lines 3 to 68). */
const theirInputs = {
  version: 'latest',
  commit: '',
  'dagger-flags': '--progress plain',
  verb: 'call',
  workdir: '.',
  'cloud-token': '',
  module: '',
  args: '',
  'engine-stop': '',
  call: '',
  shell: '',
  check: '',
  'summary-path': '',
  'enable-github-summary': 'false',
}
const theirOutputs = ['output', 'traceURL']

describe('docs/run.md', () => {
  test('has every input of dagger-for-github, with its default', () => {
    const rows = table('Inputs').filter(([, , there]) => there !== 'not there')
    expect(Object.fromEntries(rows.map(([name, , there]) => [name, there]))).toEqual(theirInputs)
  })

  test('has every output of dagger-for-github', () => {
    const rows = table('Outputs').filter(([, there]) => there === 'the same')
    expect(rows.map(([name]) => name)).toEqual(theirOutputs)
  })

  test('names valid versions', () => {
    const values = table('Which version').flatMap(([value = '']) => value.split(', '))
    expect(values.length).toBeGreaterThan(5)
    for (const value of values) expect(() => parseVersionRequest(value)).not.toThrow()
  })

  test('states the actual limit of the output and the actual download site', () => {
    expect(page).toContain(`Above ${outputLimit.toLocaleString('en')} characters`)
    expect(page).toContain(`a mirror of \`${downloadSite({})}\``)
    expect(downloadSite({ [/`(WARM_DAGGER_\w+)`/.exec(page)?.[1] ?? '']: 'https://mirror' })).toBe(
      'https://mirror',
    )
  })
})

describe('the table of what a shell did', () => {
  const rows = rawTable(page, 'Words')
  const variables = { USER_NAME: 'Ada L.', EMPTY: '' }

  const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code)

  test('is there', () => {
    expect(rows.length).toBeGreaterThan(15)
  })

  test.each(rows)('states what %s becomes here, and %s there', (...cells) => {
    const [written = '', , here = ''] = cells
    const [text = ''] = codes(written)
    const split = (): string[] => splitWords('args', text, variables)
    const empty = here.endsWith('an empty word') ? [''] : []
    if (here === 'Refused') expect(split).toThrow('The input `args` has ')
    else expect(split()).toEqual([...codes(here), ...empty])
  })
})

test('the table of versions that modules state matches what Dagger accepts', () => {
  const section = page.slice(page.indexOf('Every other value is a minimum'))
  expect(section).toContain(`Below ${oldestSupported.replace(/\.0$/, '')},`)
  expect(section).toContain('Below 0.9.9')
  expect([isModuleVersion('0.9.9'), isModuleVersion('0.9.8')]).toEqual([true, false])
  expect(loadsModule('1.0.0-beta.10', '1.0.0')).toBe(true)
  expect(section).toContain(`from \`${downloadSite({})}/versions/\``)
})

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string | number | boolean } | null>>
  readonly outputs: Readonly<Record<string, unknown>>
}

function manifest(file: string): Manifest {
  return parse(readFileSync(path.join(root, file), 'utf8')) as Manifest
}

function defaults({ inputs }: Manifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, String(input?.default ?? '')]),
  )
}

describe('run/action.yml', () => {
  test('has the inputs of the table, with its defaults', () => {
    const rows = table('Inputs').map(([name, here]) => [name, here])
    expect(defaults(manifest('run/action.yml'))).toEqual(Object.fromEntries(rows))
  })

  test('has the outputs of the table', () => {
    expect(Object.keys(manifest('run/action.yml').outputs).toSorted()).toEqual(
      table('Outputs')
        .map(([name]) => name)
        .toSorted(),
    )
  })

  test('has only inputs and outputs that the all-in-one action has, too', () => {
    expect(defaults(manifest('action.yml'))).toMatchObject(defaults(manifest('run/action.yml')))
    expect(Object.keys(manifest('action.yml').outputs)).toEqual(
      expect.arrayContaining(Object.keys(manifest('run/action.yml').outputs)),
    )
  })

  test('marks engine-stop as deprecated, like dagger-for-github', () => {
    expect(manifest('run/action.yml').inputs['engine-stop']).toHaveProperty('deprecationMessage')
  })
})
