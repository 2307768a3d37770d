import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'yaml'

import { interpolate, toText, type Scope, type Value } from './expression.ts'

export interface ActionInput {
  /** Unevaluated; can contain `${{ }}`. */
  readonly default: string
  readonly deprecationMessage?: string
}

/** The fields that a runner reads from the `action.yml` of a JavaScript action. */
export interface ActionManifest {
  readonly name: string
  readonly inputs: Readonly<Record<string, ActionInput>>
  readonly main: string
  readonly pre: string | undefined
  readonly preIf: string
  readonly post: string | undefined
  readonly postIf: string
}

/** @throws Error if the folder has no `action.yml` of a JavaScript action */
export function readManifest(actionFolder: string): ActionManifest {
  const file = join(actionFolder, 'action.yml')
  const root = mapping(parse(readFileSync(file, 'utf8')) as Value)
  const runs = mapping(root['runs'])
  const using = toText(runs['using'] ?? null)
  if (!/^node\d+$/.test(using)) throw new Error(`${file}: 'using: ${using}' is not a JavaScript action`)
  const text = (key: string): string | undefined => {
    const value = runs[key]
    return value === undefined || value === null ? undefined : toText(value)
  }
  const main = text('main')
  if (main === undefined) throw new Error(`${file} has no 'runs.main'`)
  return {
    name: toText(root['name'] ?? null),
    inputs: Object.fromEntries(
      Object.entries(mapping(root['inputs'])).map(([name, metadata]) => [name, readInput(mapping(metadata))]),
    ),
    main,
    pre: text('pre'),
    preIf: text('pre-if') ?? 'always()',
    post: text('post'),
    postIf: text('post-if') ?? 'always()',
  }
}

export interface ResolvedInputs {
  readonly values: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
}

/**
 * The inputs as a runner passes them to an action: those of `with`, then the defaults of the others, with evaluated
 * expressions. Names are compared without case.
 *
 * Source: actions/runner at 2.336.0, src/Runner.Worker/ActionRunner.cs (RunAsync, from "Load the inputs").
 *
 * @param inWith evaluates with the contexts of a step
 * @param inDefaults evaluates with the fewer contexts that a default can use
 */
export function resolveInputs(
  manifest: ActionManifest,
  given: Readonly<Record<string, Value>>,
  inWith: Scope,
  inDefaults: Scope,
): ResolvedInputs {
  const values: Record<string, string> = {}
  const warnings: string[] = []
  const declared = Object.keys(manifest.inputs)
  const declaredName = (name: string): string | undefined =>
    declared.find((each) => each.toLowerCase() === name.toLowerCase())

  for (const [name, value] of Object.entries(given)) {
    const known = declaredName(name)
    values[known ?? name] = interpolate(toText(value), inWith)
    const deprecation = known === undefined ? undefined : manifest.inputs[known]?.deprecationMessage
    if (deprecation !== undefined) {
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecation}`)
    }
  }
  for (const [name, input] of Object.entries(manifest.inputs)) {
    values[name] ??= interpolate(input.default, inDefaults)
  }
  const unexpected = Object.keys(given).filter((name) => declaredName(name) === undefined)
  if (unexpected.length > 0) {
    const quoted = (names: readonly string[]): string => `'${names.join("', '")}'`
    warnings.push(`Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${quoted(declared)}]`)
  }
  return { values, warnings }
}

/** The name of the environment variable of an input. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function readInput(metadata: Readonly<Record<string, Value>>): ActionInput {
  const deprecationMessage = metadata['deprecationMessage']
  return {
    default: toText(metadata['default'] ?? null),
    ...(deprecationMessage !== undefined && { deprecationMessage: toText(deprecationMessage) }),
  }
}

function mapping(value: Value | undefined): Readonly<Record<string, Value>> {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('A mapping was expected')
  return value as Readonly<Record<string, Value>>
}
