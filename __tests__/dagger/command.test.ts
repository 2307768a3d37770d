import { describe, expect, test } from '@jest/globals'
import {
  asksForCloudEngine,
  commandLine,
  displayWords,
  type CommandInputs,
} from '../../src/dagger/command.ts'

const none: CommandInputs = {
  verb: 'call',
  call: '',
  check: '',
  shell: '',
  module: '',
  args: '',
  daggerFlags: '',
}
const all: CommandInputs = { ...none, verb: 'functions', check: 'b', shell: 'c', args: 'd' }

function argv(inputs: Partial<CommandInputs>, version = '0.20.3'): readonly string[] | undefined {
  return commandLine({ ...none, ...inputs }, version)?.argv
}

describe('what is run', () => {
  test.each<[string, Partial<CommandInputs>, readonly string[], readonly string[]]>([
    ['call comes first', { ...all, call: 'a', args: '\n' }, ['call', 'a'], ['check', 'shell']],
    ['then check', all, ['check', 'b'], ['shell', 'args']],
    ['then shell', { ...all, check: ' ' }, ['shell'], ['args']],
    ['then verb with args', { ...all, check: '', shell: '\n' }, ['functions', 'd'], []],
    ['a verb needs no args', { verb: 'functions' }, ['functions'], []],
    ['args alone are for call', { args: 'test' }, ['call', 'test'], []],
    ['a verb may be of several words', { verb: 'api call', args: 'x' }, ['api', 'call', 'x'], []],
    ['an emptied verb leaves it to args', { verb: '', args: 'core version' }, ['core', 'version'], []],
  ])('%s', (_name, inputs, expected, ignored) => {
    const command = commandLine({ ...none, ...inputs }, '0.20.3')
    expect(command?.argv).toEqual(expected)
    expect(command?.ignored).toEqual(ignored)
  })

  test.each<[string, Partial<CommandInputs>]>([
    ['no input', {}],
    ['an emptied verb', { verb: '' }],
    ['flags and a module', { daggerFlags: '--progress plain', module: './ci' }],
    ['blanks', { call: ' ', args: '\n', check: '\t', shell: ' ' }],
  ])('is nothing for %s', (_name, inputs) => {
    expect(commandLine({ ...none, ...inputs }, '0.20.3')).toBeUndefined()
  })

  test('flags come before the verb, the module after it', () => {
    expect(argv({ daggerFlags: '--progress\nplain', module: './my ci', call: 'test --deep' })).toEqual([
      ...['--progress', 'plain', 'call', '-m', './my ci', 'test', '--deep'],
    ])
  })

  test('a script is passed unchanged', () => {
    const script = 'container |\n  from alpine | with-exec echo,"$(id)" \\\n'
    expect(commandLine({ ...none, shell: script, module: 'm' }, '0.20.3')).toEqual({
      argv: ['shell', '-m', 'm'],
      script,
      ignored: [],
    })
  })

  test('an input that has no precedence may contain anything', () => {
    expect(argv({ check: 'test', args: 'it"s $(id)' })).toEqual(['check', 'test'])
  })

  test('is refused for call together with args, and the error explains which to keep', () => {
    expect(() => argv({ call: 'publish\n', args: ' --source=. \\\n --tag=$TAG' })).toThrow(
      /^The inputs `call` and `args` are both given\. Keep `call`, .* remove `args`: `call: publish --source=\. .*--tag=\$TAG`\. .* keep `args` and remove `call`\.$/,
    )
  })
})

describe('variables', () => {
  const variables = { NAME: 'a b', VERB: 'functions', FLAG: '--silent' }

  test('are replaced in every input that is split into words, and never in module and shell', () => {
    const line = (inputs: Partial<CommandInputs>) => commandLine({ ...none, ...inputs }, '0.20.3', variables)
    expect(line({ call: 'x --y=$NAME' })?.argv).toEqual(['call', 'x', '--y=a b'])
    expect(line({ check: '$NAME' })?.argv).toEqual(['check', 'a b'])
    expect(line({ verb: '$VERB', args: '$NAME', daggerFlags: '$FLAG' })?.argv).toEqual([
      ...['--silent', 'functions', 'a b'],
    ])
    expect(line({ shell: 'echo $NAME', module: './$NAME' })).toEqual({
      argv: ['shell', '-m', './$NAME'],
      script: 'echo $NAME',
      ignored: [],
    })
  })

  test('are named once each, and shown by their names', () => {
    const command = commandLine(
      { ...none, call: `x --a=$NAME "$NAME" 'b  c'`, daggerFlags: '$FLAG' },
      '1.0.0',
      variables,
    )
    expect(command?.expansion?.names).toEqual(['FLAG', 'NAME'])
    expect(command && displayWords(command).join(' ')).toBe(`"$FLAG" api call x --a="$NAME" "$NAME" 'b  c'`)
  })

  test('that were not used leave the words unchanged', () => {
    const command = commandLine({ ...none, call: `x 'a b'` }, '0.20.3', variables)
    expect(command).toEqual({ argv: ['call', 'x', 'a b'], script: undefined, ignored: [] })
    expect(command && displayWords(command)).toEqual(['call', 'x', `'a b'`])
  })

  test('can request an engine in the cloud', () => {
    expect(asksForCloudEngine('$WHERE', { WHERE: '--cloud' })).toBe(true)
    expect(() => asksForCloudEngine('$WHERE')).toThrow(
      'The input `dagger-flags` has a variable that is not set',
    )
  })
})

describe('check', () => {
  test.each([
    ['**', ['check', '**']],
    ['lint "go:*"', ['check', 'lint', 'go:*']],
    ['true', ['check']],
  ])('%s is passed on as patterns', (check, expected) => {
    expect(argv({ check })).toEqual(expected)
  })
})

describe('call', () => {
  test.each([
    ['0.18.0', ['call', '-m', 'm', 'x']],
    ['0.21.8', ['call', '-m', 'm', 'x']],
    ['1.0.0-beta.3', ['call', '-m', 'm', 'x']],
    ['1.0.0-beta.4', ['api', 'call', '-m', 'm', 'x']],
    ['1.0.0-beta.10', ['api', 'call', '-m', 'm', 'x']],
    ['1.0.0', ['api', 'call', '-m', 'm', 'x']],
  ])('of %s', (version, expected) => {
    expect(argv({ call: 'x', module: 'm' }, version)).toEqual(expected)
    expect(argv({ verb: 'call', args: 'x', module: 'm' }, version)).toEqual(expected)
  })

  test('stays unchanged while the version is unknown, and other verbs always do', () => {
    expect(commandLine({ ...none, call: 'x' }, undefined)?.argv).toEqual(['call', 'x'])
    expect(argv({ verb: 'functions' }, '1.0.0')).toEqual(['functions'])
  })
})

describe('an engine in the cloud', () => {
  test.each([
    ['--cloud', true],
    ['--progress plain --cloud=true', true],
    ['--cloud=false', false],
    ['--cloud --cloud=0', false],
    ['--progress plain', false],
    ['--cloudy', false],
    ['', false],
  ])('is asked for by %s: %s', (flags, asked) => {
    expect(asksForCloudEngine(flags)).toBe(asked)
  })
})
