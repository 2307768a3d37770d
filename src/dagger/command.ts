import { splitWords } from './arguments.ts'
import { isAtLeast, type Version } from './version.ts'

/** The inputs that say what the CLI is to do, as they were written; '' where one was left out. */
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
  /** The CLI's arguments, its name not among them. */
  readonly argv: readonly string[]
  /** A Dagger Shell script, which the CLI takes as a file whose path comes after `argv`. */
  readonly script: string | undefined
  /** Inputs that hold something, but lose to another one: worth a warning. */
  readonly ignored: readonly string[]
}

/** Source: dagger/dagger, v1.0.0-beta.4, internal/cmd/dagger/api.go line 18; v1.0.0-beta.3 has no `api call`. */
const firstWithApiCall = '1.0.0-beta.4'

/**
 * What to run: `call`, else `check`, else `shell`, else `verb` with `args`, the order of dagger-for-github
 * v8.4.1 (action.yml, lines 144 to 154). undefined when the inputs ask for no command: then the CLI is only
 * installed.
 *
 * From the version on that has it, `call` is written `api call`. It still is a hidden command in
 * v1.0.0-beta.10 (internal/cmd/dagger/call.go line 42), as the other verbs that moved are.
 *
 * @param version the CLI's, where it is known
 * @throws Error that names the input whose quotes or backslashes do not add up
 */
export function commandLine(inputs: CommandInputs, version: string | undefined): DaggerCommand | undefined {
  const flags = splitWords('dagger-flags', inputs.daggerFlags)
  const module = inputs.module.trim() === '' ? [] : ['-m', inputs.module.trim()]
  const chosen = chooseCommand(inputs)
  if (chosen === undefined) return undefined

  const verb = verbOf(chosen.verb, version)
  return {
    argv: [...flags, ...verb, ...module, ...chosen.words],
    script: chosen.script,
    ignored: (['call', 'check', 'shell', 'args'] as const).filter(
      (name) => given(inputs[name]) && !chosen.from.includes(name),
    ),
  }
}

/** Whether `dagger-flags` ask for an engine in Dagger Cloud: `--cloud`, read as the CLI reads a switch. */
export function asksForCloudEngine(daggerFlags: string): boolean {
  const asked = splitWords('dagger-flags', daggerFlags).findLast((flag) => /^--cloud(=|$)/.test(flag))
  return asked !== undefined && !/=(0|f|false)$/i.test(asked)
}

interface Chosen {
  readonly verb: readonly string[]
  readonly words: readonly string[]
  readonly script: string | undefined
  /** The inputs used. */
  readonly from: readonly string[]
}

function chooseCommand(inputs: CommandInputs): Chosen | undefined {
  const { call, check, shell, args } = inputs
  if (given(call)) {
    return { verb: ['call'], words: splitWords('call', call), script: undefined, from: ['call'] }
  }
  if (given(check)) {
    return { verb: ['check'], words: checkPatterns(check), script: undefined, from: ['check'] }
  }
  if (given(shell)) return { verb: ['shell'], words: [], script: shell, from: ['shell'] }

  const verb = splitWords('verb', inputs.verb)
  const isDefault = verb.length === 0 || (verb.length === 1 && verb[0] === 'call')
  if (isDefault && !given(args)) return undefined
  return { verb, words: splitWords('args', args), script: undefined, from: ['args'] }
}

function given(input: string): boolean {
  return input.trim() !== ''
}

// dagger-for-github takes any value as a mere switch, so `check: true` is written by people who mean all checks.
function checkPatterns(check: string): string[] {
  return check.trim() === 'true' ? [] : splitWords('check', check)
}

function verbOf(verb: readonly string[], version: string | undefined): readonly string[] {
  return version !== undefined && hasApiVerbs(version) && verb[0] === 'call' ? ['api', ...verb] : verb
}

/** Whether `call`, `query` and others are below `api`. */
export function hasApiVerbs(version: Version): boolean {
  return isAtLeast(version, firstWithApiCall)
}
