/** A command line without its global flags. */
export interface CommandLine {
  readonly silent: boolean
  readonly cloud: boolean
  readonly progress: string | undefined
  readonly workdir: string | undefined
  readonly module: string | undefined
  /** `-c` of the shell. */
  readonly command: string | undefined
  /** The verb and everything after it, including flags of functions. */
  readonly words: readonly string[]
}

const switches = new Set([
  ...[
    'silent',
    'cloud',
    'debug',
    'verbose',
    'quiet',
    'interactive',
    'web',
    'no-exit',
    'auto-apply',
    'scale-out',
  ],
  ...['no-mod', 'json', 'list', 'profile'],
])
const withValue = new Set([
  ...[
    'progress',
    'workdir',
    'mod',
    'workspace',
    'interactive-command',
    'dot-output',
    'dot-focus-field',
    'x-release',
  ],
  ...['output', 'command', 'model', 'doc', 'org'],
])
const letters: Readonly<Record<string, string>> = {
  s: 'silent',
  d: 'debug',
  v: 'verbose',
  q: 'quiet',
  i: 'interactive',
  w: 'web',
  E: 'no-exit',
  y: 'auto-apply',
  M: 'no-mod',
  j: 'json',
  l: 'list',
  m: 'mod',
  W: 'workspace',
  o: 'output',
  c: 'command',
}

/**
 * Removes the CLI's own flags from its arguments. All others belong to functions and remain, as does everything after
 * `--` and the command of `run`.
 *
 * @throws Error for a flag without its value
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const flags = new Map<string, string>()
  const words: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (word === '--') {
      words.push(...args.slice(index + 1))
      break
    }
    if (words[0] === 'run') {
      words.push(...args.slice(index))
      break
    }
    const [, long, equals, letter, rest = ''] = /^(?:--([a-z-]+)(=.*)?|-([a-zA-Z])(.*))$/s.exec(word) ?? []
    const name = long ?? letters[letter ?? '']
    if (name !== undefined && switches.has(name)) {
      flags.set(name, equals?.slice(1) ?? 'true')
      for (const other of rest) flags.set(letters[other] ?? other, 'true')
    } else if (name !== undefined && withValue.has(name)) {
      const attached = equals?.slice(1) ?? (rest === '' ? undefined : rest.replace(/^=/, ''))
      const value = attached ?? args[(index += 1)]
      if (value === undefined) throw new Error(`flag needs an argument: ${word}`)
      flags.set(name, value)
    } else {
      words.push(word)
    }
  }
  return {
    silent: flags.get('silent') === 'true',
    cloud: flags.get('cloud') === 'true',
    progress: flags.get('progress'),
    workdir: flags.get('workdir'),
    module: flags.get('load-module') ?? flags.get('mod'),
    command: flags.get('command'),
    words,
  }
}

/** A function's own arguments: `--name=value`, `--name value`, and `--name` alone, which is `true`. */
export function functionArguments(words: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (let index = 0; index < words.length; index += 1) {
    const [, name, equals] = /^--([^=]+)(=.*)?$/s.exec(words[index] ?? '') ?? []
    if (name === undefined) continue
    const next = words[index + 1]
    if (equals !== undefined) found.set(name, equals.slice(1))
    else if (next === undefined || next.startsWith('--')) found.set(name, 'true')
    else {
      found.set(name, next)
      index += 1
    }
  }
  return found
}
