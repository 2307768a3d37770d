import { expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { problems } from '../repository/language-service.ts'
import { blocks, files, pages, root } from './sources.ts'

const shownPages = [...pages, 'CONTRIBUTING.md', 'SECURITY.md'] as const

/** A whole workflow from what a page shows of one: it may leave out what surrounds jobs, or steps. */
function asWorkflow(text: string): string {
  const content = parse(text) as object
  if (Array.isArray(content)) return asWorkflow(`jobs:\n  a:\n    runs-on: b\n    steps:\n${indented(text)}`)
  return 'on' in content ? text : `on: push\n${text}`
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '      ')
}

/** The programs of this repository that a text tells its reader to run. */
function ownPrograms(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w./-])(?:script\/[\w-]+|(?<=\bnode )[\w-]+\/[\w/-]+\.ts)/g)].map(
    ([name]) => name,
  )
}

test('a fragment of steps with a wrong key is noticed', async () => {
  expect(await problems('a.yml', asWorkflow('- uses: a/b@v1\n  with:\n    c: d\n'))).toEqual([])
  expect(await problems('a.yml', asWorkflow('- uses: a/b@v1\n  whit:\n    c: d\n'))).toHaveLength(1)
  expect(await problems('a.yml', asWorkflow('jobs:\n  a:\n    steps: []\n'))).toHaveLength(1)
})

test.each(blocks('yaml', ...shownPages))(
  '$name is a workflow, or jobs or steps of one',
  async ({ name, text }) => {
    expect(await problems(name, asWorkflow(text))).toEqual([])
  },
)

test.each(blocks('json', ...shownPages))('$name is JSON', ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow()
})

test('every program of this repository that a page names exists', () => {
  expect(ownPrograms('run `script/none`, node rig/none.ts, or ../script/x')).toEqual([
    'script/none',
    'rig/none.ts',
  ])
  const named = files(...shownPages).flatMap(({ name, text }) =>
    ownPrograms(text).map((program) => `${name}: ${program}`),
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((line) => !existsSync(path.join(root, line.split(': ')[1] ?? '')))).toEqual([])
})

test('the page on migrating shows all changes of examples/moving/', () => {
  const [diff] = blocks('diff', 'docs/migrating.md')
  const side = (other: RegExp) =>
    parse(
      (diff?.text ?? '')
        .split('\n')
        .filter((line) => !other.test(line))
        .map((line) => line.slice(1))
        .join('\n'),
    ) as unknown
  expect(side(/^\+/)).toEqual(stepsOf('before.yml'))
  expect(side(/^-/)).toEqual(stepsOf('after.yml'))
})

/** Without the names of steps, which say nothing that the step does not. */
function stepsOf(file: string): readonly unknown[] {
  const workflow = parse(readFileSync(path.join(root, 'examples/moving', file), 'utf8')) as {
    readonly jobs: { readonly test: { readonly steps: readonly Readonly<Record<string, unknown>>[] } }
  }
  return workflow.jobs.test.steps.map((step) =>
    Object.fromEntries(Object.entries(step).filter(([key]) => key !== 'name')),
  )
}
