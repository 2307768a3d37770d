import path from 'node:path'

import { expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { problems } from './language-service.ts'
import { trackedFiles } from './tracked.ts'

interface Action {
  readonly branding?: object
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly runs: Readonly<Record<string, string>>
}

const actions = (await trackedFiles(/(^|\/)action\.yml$/)).map(({ name, text }) => ({
  name,
  text,
  action: parse(text) as Action,
}))
const bundles = new Set((await trackedFiles(/^dist\//)).map(({ name }) => name))

test("GitHub's language service knows a wrong action from a right one", async () => {
  const right = `
name: A
description: B
inputs:
  matrix:
    description: C
    default: \${{ toJSON(matrix) }}
runs:
  using: node24
  main: main.js
  post: post.js
  post-if: '!cancelled()'
`
  expect(await problems('action.yml', right)).toEqual([])
  for (const [found, wrong] of [
    ['node24', 'node23'],
    ['toJSON(matrix)', 'secrets.TOKEN'],
    ['post-if', 'postif'],
    ['cancelled()', 'canceled()'],
    ['  main: main.js\n', ''],
    ['description: B\n', 'description: B\nbranding: { icon: no-such-icon, color: blue }\n'],
  ] as const) {
    expect(await problems('action.yml', right.replace(found, wrong))).toHaveLength(1)
  }
})

test.each(actions)(
  "$name has nothing wrong in the eyes of GitHub's language service",
  async ({ name, text }) => {
    expect(await problems(name, text)).toEqual([])
  },
)

test.each(actions)(
  '$name describes its inputs and outputs, and says nothing that a runner ignores',
  ({ action }) => {
    for (const [name, input] of Object.entries(action.inputs ?? {})) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect([name, input['description']]).toEqual([name, expect.stringMatching(/\S/)])
      const meaningless = Object.keys(input).filter(
        (key) => !['description', 'required', 'default', 'deprecationMessage'].includes(key),
      )
      expect([name, meaningless]).toEqual([name, []])
    }
    for (const [name, output] of Object.entries(action.outputs ?? {})) {
      // traceURL is dagger-for-github's name.
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$|^traceURL$/)
      expect([name, Object.keys(output)]).toEqual([name, ['description']])
      expect([name, output['description']]).toEqual([name, expect.stringMatching(/\S/)])
    }
  },
)

test.each(actions)('$name runs bundles in dist/, on Node 24', ({ name, action }) => {
  const scripts = ['pre', 'main', 'post'].flatMap((stage) => action.runs[stage] ?? [])
  expect(action.runs['using']).toBe('node24')
  for (const script of scripts) {
    const bundle = path.join(path.dirname(name), script)
    expect(bundle).toMatch(/^dist\/.+\.js$/)
    // Before the first build is committed there is nothing to find.
    if (bundles.size > 0) expect([...bundles]).toContain(bundle)
  }
})

test('the action at the top has an icon and a color, for the Marketplace', () => {
  for (const { action } of actions.filter(({ name }) => name === 'action.yml')) {
    expect(action.branding).toEqual({ icon: expect.any(String), color: expect.any(String) })
  }
})
