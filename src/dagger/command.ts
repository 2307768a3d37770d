import { literalWord, readWords, splitWords, type Variables, type Word } from './arguments.ts'
import { isAtLeast, type Version } from './version.ts'

/** The inputs that define what the CLI does, as written; '' if omitted. */
export interface CommandInputs {
  readonly verb: string
  readonly call: string
  readonly check: string
  readonly shell: string
  readonly module: string
  readonly args: string
  readonly daggerFlags: string
}

export interface DaggerCommand {
  /** The CLI's arguments, without the program's name. */
  readonly argv: readonly string[]
  /** A Dagger Shell script. The CLI takes it as a file, whose path follows `argv`. */
  readonly script: string | undefined
  /** Inputs that are set but overridden by another input: worth a warning. */
  readonly ignored: readonly string[]
  /** Absent if no variable was replaced by its value. */
  readonly expansion?: Expansion
}

/** How to display a command that contains values of variables. */
export interface Expansion {
  /** The names of the variables, without duplicates. */
  readonly names: readonly string[]
  /** The words of `argv` as a shell needs them, with `"$NAME"` instead of the values. */
  readonly display: readonly string[]
}

/** The command's words for logs and summaries, quoted for a shell, without the values of variables. */
export function displayWords({ argv, expansion }: DaggerCommand): readonly string[] {
  return expansion?.display ?? argv.map((word) => literalWord(word).display)
}

/** Source: dagger/dagger, v1.0.0-beta.4, internal/cmd/dagger/api.go line 18; v1.0.0-beta.3 has no `api call`. */
const firstWithApiCall = '1.0.0-beta.4'

/**
 * Builds the command from `call`, else `check`, else `shell`, else `verb` with `args`: the order of
 * dagger-for-github v8.4.1 (action.yml, lines 144 to 154). undefined if the inputs request no command: then the
 * action only installs the CLI.
 *
 * Writes `call` as `api call` for versions that have it. `call` is still a hidden command in v1.0.0-beta.10
 * (internal/cmd/dagger/call.go line 42), like the other verbs that moved.
 *
 * @param version of the CLI, if it is known
 * @param variables values for `$NAME`; none by default
 * @throws Error that names the input with invalid words, and for `call` together with `args`
 */
export function commandLine(
  inputs: CommandInputs,
  version: string | undefined,
  variables: Variables = {},
): DaggerCommand | undefined {
  const chosen = chooseCommand(inputs, variables)
  const flags = readWords('dagger-flags', inputs.daggerFlags, variables)
  if (chosen === undefined) return undefined

  const module = inputs.module.trim() === '' ? [] : ['-m', inputs.module.trim()].map(literalWord)
  const words = [...flags, ...verbOf(chosen.verb, version), ...module, ...chosen.words]
  const names = [...new Set(words.flatMap((word) => word.names))]
  return {
    argv: words.map(({ value }) => value),
    script: chosen.script,
    ignored: (['call', 'check', 'shell', 'args'] as const).filter(
      (name) => given(inputs[name]) && !chosen.from.includes(name),
    ),
    ...(names.length > 0 && { expansion: { names, display: words.map(({ display }) => display) } }),
  }
}

/**
 * Whether `dagger-flags` request an engine in Dagger Cloud: `--cloud`, parsed like the CLI parses a boolean flag.
 *
 * @throws Error like `commandLine`
 */
export function asksForCloudEngine(daggerFlags: string, variables: Variables = {}): boolean {
  const asked = splitWords('dagger-flags', daggerFlags, variables).findLast((flag) =>
    /^--cloud(=|$)/.test(flag),
  )
  return asked !== undefined && !/=(0|f|false)$/i.test(asked)
}

interface Chosen {
  readonly verb: readonly Word[]
  readonly words: readonly Word[]
  readonly script: string | undefined
  /** The inputs used. */
  readonly from: readonly string[]
}

function chooseCommand(inputs: CommandInputs, variables: Variables): Chosen | undefined {
  const { call, check, shell, args } = inputs
  if (given(call)) {
    if (given(args)) throw callWithArgs(call, args)
    return {
      verb: [literalWord('call')],
      words: readWords('call', call, variables),
      script: undefined,
      from: ['call'],
    }
  }
  if (given(check)) {
    return {
      verb: [literalWord('check')],
      words: checkPatterns(check, variables),
      script: undefined,
      from: ['check'],
    }
  }
  if (given(shell)) return { verb: [literalWord('shell')], words: [], script: shell, from: ['shell'] }

  const verb = readWords('verb', inputs.verb, variables)
  const isDefault = verb.length === 0 || (verb.length === 1 && verb[0]?.value === 'call')
  if (isDefault && !given(args)) return undefined
  return { verb, words: readWords('args', args, variables), script: undefined, from: ['args'] }
}

function given(input: string): boolean {
  return input.trim() !== ''
}

// Never drop one of them silently: a call without its arguments may publish the wrong thing.
function callWithArgs(call: string, args: string): Error {
  const whole = `${call.trim()} ${args.trim()}`.replaceAll(/\s+/g, ' ')
  return new Error(
    'The inputs `call` and `args` are both given. Keep `call`, with the function and all its arguments in it, and ' +
      `remove \`args\`: \`call: ${whole}\`. dagger-for-github drops \`call\` and runs \`dagger call\` with \`args\`: ` +
      'where that was right, keep `args` and remove `call`.',
  )
}

// dagger-for-github treats any value as a switch, so users write `check: true` to run all checks.
function checkPatterns(check: string, variables: Variables): Word[] {
  return check.trim() === 'true' ? [] : readWords('check', check, variables)
}

function verbOf(verb: readonly Word[], version: string | undefined): readonly Word[] {
  const moved = version !== undefined && hasApiVerbs(version) && verb[0]?.value === 'call'
  return moved ? [literalWord('api'), ...verb] : verb
}

/** Whether `call`, `query` and others are subcommands of `api`. */
export function hasApiVerbs(version: Version): boolean {
  return isAtLeast(version, firstWithApiCall)
}
