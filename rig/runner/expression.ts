/**
 * The part of GitHub's expression language that actions and steps use: literals, contexts, operators and the functions
 * below, without the `*` filter, `hashFiles` and `case`.
 *
 * Rules: docs.github.com, "Evaluate expressions in workflows and actions".
 */

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }

export type JobStatus = 'success' | 'failure' | 'cancelled'

export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>
  /** The values of success(), failure() and cancelled(). */
  readonly status: JobStatus
}

type Thunk = () => Value

const token =
  /\s*(?:('(?:[^']|'')*')|(-?(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?))|([a-z_][\w-]*)|(&&|\|\||[=!<>]=|[<>!()[\].,]))/iy

/** @throws Error that quotes the expression if it is invalid */
export function evaluate(expression: string, scope: Scope): Value {
  const tokens = tokenize(expression)
  let position = 0

  const peek = (): string | undefined => tokens[position]
  const take = (): string => {
    const next = tokens[position++]
    if (next === undefined) throw new Error(`The expression '${expression}' ends too early`)
    return next
  }
  const expect = (wanted: string): void => {
    const found = take()
    if (found !== wanted) throw new Error(`Expected '${wanted}' and found '${found}' in '${expression}'`)
  }

  const operatorLevels: readonly (readonly string[])[] = [
    ['||'],
    ['&&'],
    ['==', '!='],
    ['<', '<=', '>', '>='],
  ]

  function binary(level: number): Thunk {
    const operators = operatorLevels[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (let next = peek(); next !== undefined && operators.includes(next); next = peek()) {
      left = combine(take(), left, binary(level + 1))
    }
    return left
  }

  function unary(): Thunk {
    if (peek() !== '!') return postfix()
    take()
    const operand = unary()
    return () => !truthy(operand())
  }

  function postfix(): Thunk {
    let value = primary()
    for (let next = peek(); next === '.' || next === '['; next = peek()) {
      take()
      const target = value
      if (next === '.') {
        const name = take()
        value = () => property(target(), name)
      } else {
        const index = binary(0)
        expect(']')
        value = () => property(target(), index())
      }
    }
    return value
  }

  function primary(): Thunk {
    const next = take()
    if (next === '(') {
      const inner = binary(0)
      expect(')')
      return inner
    }
    if (next.startsWith("'")) {
      const text = next.slice(1, -1).replaceAll("''", "'")
      return () => text
    }
    if (/^-?\d/.test(next)) return () => Number(next)
    if (!/^[a-z_]/i.test(next)) throw new Error(`'${next}' was not expected in '${expression}'`)
    if (peek() === '(') return call(next)
    const constants: Readonly<Record<string, Value>> = { true: true, false: false, null: null }
    if (next in constants) return () => constants[next] ?? null
    const context = Object.keys(scope.contexts).find((name) => name.toLowerCase() === next.toLowerCase())
    if (context === undefined) throw new Error(`Unrecognized named-value: '${next}' in '${expression}'`)
    return () => scope.contexts[context] ?? null
  }

  function call(name: string): Thunk {
    expect('(')
    const args: Thunk[] = []
    while (peek() !== ')') {
      args.push(binary(0))
      if (peek() !== ')') expect(',')
    }
    expect(')')
    const body = functions[name.toLowerCase()]
    if (body === undefined) throw new Error(`Unrecognized function: '${name}' in '${expression}'`)
    return () =>
      body(
        args.map((argument) => argument()),
        scope.status,
      )
  }

  const result = binary(0)
  if (position < tokens.length) throw new Error(`'${take()}' was not expected in '${expression}'`)
  return result()
}

/**
 * Replaces each `${{ }}` in a text with its value.
 *
 * @throws Error if an expression is an object or a list instead of text
 */
export function interpolate(template: string, scope: Scope): string {
  return template.replace(/\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/g, (_all, expression: string) => {
    const value = evaluate(expression, scope)
    if (typeof value === 'object' && value !== null) {
      throw new Error(
        `'${expression.trim()}' gives a ${Array.isArray(value) ? 'sequence' : 'mapping'}, not a text`,
      )
    }
    return toText(value)
  })
}

/** Evaluates the `if` of a step, which means `success() && (…)` unless it contains a status function. */
export function evaluateStepCondition(condition: string, scope: Scope): boolean {
  const bare = withoutBraces(condition)
  if (bare === '') return scope.status === 'success'
  const asksForStatus = /\b(?:always|success|failure|cancelled)\s*\(/i.test(bare)
  return evaluateCondition(asksForStatus ? bare : `success() && (${bare})`, scope)
}

/** Evaluates a `pre-if` or `post-if`, which has no implied `success()`. */
export function evaluateCondition(condition: string, scope: Scope): boolean {
  return truthy(evaluate(withoutBraces(condition), scope))
}

/** The text of a value in an environment variable. */
export function toText(value: Value): string {
  if (value === null) return ''
  if (Array.isArray(value)) return 'Array'
  if (typeof value === 'object') return 'Object'
  return String(value)
}

function withoutBraces(condition: string): string {
  return condition
    .trim()
    .replace(/^\$\{\{(.*)\}\}$/s, '$1')
    .trim()
}

function tokenize(expression: string): readonly string[] {
  const tokens: string[] = []
  const end = expression.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const start = token.lastIndex
    const match = token.exec(expression)
    if (match === null)
      throw new Error(`'${expression.slice(start).trim()}' is not understood in '${expression}'`)
    tokens.push(match[0].trimStart())
  }
  return tokens
}

function combine(operator: string, left: Thunk, right: Thunk): Thunk {
  switch (operator) {
    case '||':
      return () => {
        const value = left()
        return truthy(value) ? value : right()
      }
    case '&&':
      return () => {
        const value = left()
        return truthy(value) ? right() : value
      }
    case '==':
      return () => equal(left(), right())
    case '!=':
      return () => !equal(left(), right())
    default:
      return () => ordered(operator, left(), right())
  }
}

function truthy(value: Value): boolean {
  return value !== null && value !== false && value !== '' && value !== 0 && !Number.isNaN(value)
}

function equal(left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase()
  const isObject = (value: Value): boolean => typeof value === 'object' && value !== null
  if (isObject(left) || isObject(right)) return left === right
  if (typeof left === typeof right && left !== null && right !== null) return left === right
  return toNumber(left) === toNumber(right)
}

function ordered(operator: string, left: Value, right: Value): boolean {
  const areTexts = typeof left === 'string' && typeof right === 'string'
  const a = areTexts ? left.toLowerCase() : toNumber(left)
  const b = areTexts ? right.toLowerCase() : toNumber(right)
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  if (operator === '>') return a > b
  return a >= b
}

function toNumber(value: Value): number {
  return typeof value === 'object' && value !== null ? Number.NaN : Number(value)
}

function property(target: Value, key: Value): Value {
  if (Array.isArray(target)) return (target as readonly Value[])[toNumber(key)] ?? null
  if (typeof target !== 'object' || target === null) return null
  const wanted = toText(key).toLowerCase()
  return Object.entries(target).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null
}

type Function = (args: readonly Value[], status: JobStatus) => Value

const lower = (value: Value | undefined): string => toText(value ?? null).toLowerCase()

const functions: Readonly<Record<string, Function>> = {
  always: () => true,
  success: (_args, status) => status === 'success',
  failure: (_args, status) => status === 'failure',
  cancelled: (_args, status) => status === 'cancelled',
  tojson: ([value = null]) => JSON.stringify(value, null, 2),
  fromjson: ([text = null]) => JSON.parse(toText(text)) as Value,
  contains: ([within = null, item = null]) =>
    Array.isArray(within)
      ? (within as readonly Value[]).some((each) => equal(each, item))
      : lower(within).includes(lower(item)),
  startswith: ([text, start]) => lower(text).startsWith(lower(start)),
  endswith: ([text, end]) => lower(text).endsWith(lower(end)),
  join: ([items = null, separator = ',']) =>
    Array.isArray(items) ? (items as readonly Value[]).map(toText).join(toText(separator)) : toText(items),
  format: ([template = null, ...args]) =>
    toText(template).replace(/\{\{|\}\}|\{(\d+)\}/g, (all, index?: string) =>
      index === undefined ? all.charAt(0) : toText(args[Number(index)] ?? null),
    ),
}
