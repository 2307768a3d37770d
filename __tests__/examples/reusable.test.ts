import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import {
  evaluate,
  evaluateCondition,
  interpolate,
  type Scope,
  type Value,
} from '../../rig/runner/expression.ts'
import { defaultKey } from '../../src/policy/keys.ts'
import { root } from './sources.ts'

interface Job {
  readonly if: string
  readonly 'runs-on': string
  readonly permissions?: object
  readonly env?: Record<string, string>
  readonly steps: readonly {
    readonly id?: string
    readonly uses: string
    readonly if?: string
    readonly with: Record<string, string>
    readonly env?: Record<string, string>
  }[]
}

interface Workflow {
  readonly permissions?: object
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Record<string, { readonly type: string; readonly default: Value }>
      readonly secrets: Record<string, { readonly required: boolean }>
    }
  }
  readonly jobs: { readonly select: Job; readonly dagger: Job }
}

const workflow = parse(readFileSync(path.join(root, '.github/workflows/dagger.yml'), 'utf8')) as Workflow
const { select, dagger } = workflow.jobs
const defaults = Object.fromEntries(
  Object.entries(workflow.on.workflow_call.inputs).map(([name, input]) => [name, input.default]),
)
const selected = {
  result: 'success',
  outputs: { 'runs-on': '"dagger-v0.20"', label: 'dagger-v0.20', version: '0.20.3' },
}
const skipped = { result: 'skipped', outputs: {} }

interface Call {
  readonly inputs?: Record<string, Value>
  readonly select?: Value
  readonly variable?: string
  readonly status?: Scope['status']
}

function scope({ inputs = {}, select: needed = selected, variable, status = 'success' }: Call): Scope {
  const vars = variable === undefined ? {} : { DAGGER_RUNNER: variable }
  return {
    status,
    contexts: { inputs: { ...defaults, ...inputs }, needs: { select: needed }, vars, env: {} },
  }
}

/** A field that is one expression and nothing else. */
function valueOf(field: string, call: Call): Value {
  return evaluate(/^\$\{\{(.*)\}\}$/s.exec(field.trim())?.[1] ?? '', scope(call))
}

function step(uses: string): Job['steps'][number] {
  const found = dagger.steps.find((one) => one.uses === uses)
  if (found === undefined) throw new Error(`No step uses ${uses}`)
  return found
}

describe('the runner', () => {
  test.each<[string, Call, Value]>([
    ['what was selected', {}, 'dagger-v0.20'],
    ['a label', { inputs: { 'runs-on': 'ubuntu-24.04' }, select: skipped }, 'ubuntu-24.04'],
    [
      'a label with a comma',
      { inputs: { 'runs-on': 'depot-ubuntu-latest,dagger=0.20.3' }, select: skipped },
      'depot-ubuntu-latest,dagger=0.20.3',
    ],
    ['a label as JSON', { inputs: { 'runs-on': '"ubuntu-24.04"' }, select: skipped }, 'ubuntu-24.04'],
    [
      'several labels',
      { inputs: { 'runs-on': '["self-hosted", "linux"]' }, select: skipped },
      ['self-hosted', 'linux'],
    ],
    ['a group', { inputs: { 'runs-on': '{"group": "big"}' }, select: skipped }, { group: 'big' }],
  ])('is %s', (_name, call, runner) => {
    expect(valueOf(dagger['runs-on'], call)).toEqual(runner)
  })

  test('is selected only if none is given', () => {
    expect(evaluateCondition(select.if, scope({}))).toBe(true)
    expect(evaluateCondition(select.if, scope({ inputs: { 'runs-on': 'ubuntu-24.04' } }))).toBe(false)
  })

  test.each<[string, Call, boolean]>([
    ['selected', {}, true],
    ['given', { select: skipped }, true],
    ['not to be had', { select: { result: 'failure', outputs: {} }, status: 'failure' }, false],
    ['not wanted any more', { status: 'cancelled' }, false],
  ])('gets the job when it is %s: %#', (_name, call, runs) => {
    expect(evaluateCondition(dagger.if, scope(call))).toBe(runs)
  })

  test.each<[Call, string]>([
    [{}, 'auto'],
    [{ variable: 'depot' }, 'depot'],
    [{ inputs: { provider: 'github' }, variable: 'depot' }, 'github'],
    [{ inputs: { provider: '' }, variable: 'depot' }, 'depot'],
  ])('is requested by the input first, then by the variable: %#', (call, provider) => {
    expect(valueOf(select.steps[0]?.with['provider'] ?? '', call)).toBe(provider)
  })
})

describe('the version', () => {
  const field = dagger.env?.['WARM_DAGGER_VERSION'] ?? ''

  test.each<[string, Call, string]>([
    ['what a minor meant when the runner was selected', { inputs: { version: '0.20' } }, '0.20.3'],
    ['left to the checkout where it is auto', {}, 'auto'],
    ['the input without a selection', { inputs: { version: '0.20' }, select: skipped }, '0.20'],
  ])('is %s', (_name, call, version) => {
    expect(valueOf(field, call)).toBe(version)
  })
})

describe('the key', () => {
  function key(call: Call): string {
    const matrix = interpolate(step('$/restore').with['matrix'] ?? '', scope(call))
    expect(() => JSON.parse(matrix) as unknown).not.toThrow()
    return defaultKey({
      os: 'linux',
      arch: 'amd64',
      version: '0.20.3',
      workflow: 'CI',
      job: 'dagger',
      matrix,
    })
  }

  test.each(['call', 'check', 'shell', 'module', 'args', 'workdir', 'runs-on', 'cache-id'])(
    'is another for another %s',
    (input) => {
      expect(key({ inputs: { [input]: 'x "y" \\ {0}\n' } })).not.toBe(key({}))
    },
  )

  test('differs on another selected runner', () => {
    const other = { ...selected, outputs: { ...selected.outputs, label: 'ubuntu-latest' } }
    expect(key({ select: other })).not.toBe(key({}))
  })

  test('is the same for the same inputs, whether or not the job saves', () => {
    expect(key({ inputs: { save: 'always', 'save-timeout': 5 } })).toBe(key({}))
  })
})

describe('the rights', () => {
  test('of the selecting job are none', () => {
    expect(select.permissions).toEqual({})
  })

  test("of the running job are its caller's, as nothing here declares any", () => {
    expect(dagger.permissions).toBeUndefined()
    expect(workflow.permissions).toBeUndefined()
  })

  test('to secrets can be inherited: no name has a hyphen, and none is required', () => {
    for (const [name, { required }] of Object.entries(workflow.on.workflow_call.secrets)) {
      expect(name).toMatch(/^\w+$/)
      expect(required).toBe(false)
    }
  })
})

test('a state is also saved after a failed call, but not after a canceled one', () => {
  expect(evaluateCondition(step('$/save').if ?? '', scope({ status: 'failure' }))).toBe(true)
  expect(evaluateCondition(step('$/save').if ?? '', scope({ status: 'cancelled' }))).toBe(false)
})

test('credentials of a store are only for restore and save, and those of a role are requested twice', () => {
  const withKeys = dagger.steps.filter(({ env = {} }) => 'AWS_SECRET_ACCESS_KEY' in env)
  expect(withKeys.map(({ uses }) => uses)).toEqual(['$/restore', '$/save'])
  expect(Object.keys(dagger.env ?? {}).filter((name) => name.startsWith('AWS_'))).toEqual([])
  const roles = dagger.steps.filter(({ uses }) => uses.startsWith('aws-actions/configure-aws-credentials@'))
  expect(roles.map(({ id }) => id)).toEqual(['aws', 'aws-again'])
  for (const { with: settings, if: condition = '' } of roles) {
    expect(settings).toMatchObject({ 'output-credentials': true, 'output-env-credentials': false })
    expect(evaluateCondition(condition, scope({}))).toBe(false)
    expect(evaluateCondition(condition, scope({ inputs: { 'aws-role': 'arn' } }))).toBe(true)
  }
})

test('every input is used', () => {
  const text = readFileSync(path.join(root, '.github/workflows/dagger.yml'), 'utf8')
  for (const name of Object.keys(defaults)) expect(text).toMatch(new RegExp(`\\binputs\\.${name}\\b(?!-)`))
})
