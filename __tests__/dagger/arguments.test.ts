import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { joinWords, readPath, readWords, splitWords, type Variables } from '../../src/dagger/arguments.ts'

const split = (text: string, variables: Variables = {}): string[] => splitWords('args', text, variables)

describe('words', () => {
  test.each<[string, string, string[]]>([
    ['split at spaces and tabs', ' test  --source=.\t--deep ', ['test', '--source=.', '--deep']],
    ['lose the quotes around them', `--name "a b" 'c d'`, ['--name', 'a b', 'c d']],
    ['join parts that touch', `--x=a"b c"'d e'f`, ['--x=ab cd ef']],
    ['may be empty', `'' "" a''`, ['', '', 'a']],
    [
      'keep single quotes between double ones, and the other way round',
      `"it's" 'say "hi"'`,
      ["it's", 'say "hi"'],
    ],
    [
      'take the next character as it is after a backslash',
      String.raw`a\ b \" \\ \n`,
      ['a b', '"', '\\', 'n'],
    ],
    [
      'drop a backslash between double quotes only before $, `, " and \\',
      String.raw`"\$ \` \" \\ \n \'"`,
      ['$ ` " \\ \\n \\\''],
    ],
    ['keep every backslash between single quotes', String.raw`'a\nb\\'`, [String.raw`a\nb\\`]],
    ['are none for nothing', ' \n ', []],
  ])('%s', (_name, text, words) => {
    expect(split(text)).toEqual(words)
  })

  test.each([
    ...['a;b', 'a&b', 'a|b', 'a>b', 'a<b', 'https://x/?a=1&b=2', 'List<String>', 'a||b', 'x1>y'],
    ...['(a)', '*', '?.go', '[ab]', '{a,b}', '~', '~/x', '#', '#no-comment', '!', '!!', '%PATH%', '=', '2'],
    ...[
      'pa$$word',
      '$$',
      '$1',
      '$10',
      '$',
      'a$',
      '$?',
      '$@',
      '$*',
      '$#',
      '$-',
      '$.a',
      '$[1+1]',
      '^a$',
      '$=b',
      "$'a'",
    ],
  ])('are not evaluated: %s arrives as it is written', (written) => {
    expect(split(`before ${written} after`)).toEqual(['before', written.replaceAll(/["']/g, ''), 'after'])
  })
})

describe('variables', () => {
  const variables = {
    USER_NAME: 'alice',
    _x1: 'low',
    BLANKS: ' a  b\t\nc ',
    HOSTILE: `$(id) \`id\` ; && $USER_NAME "'\\ * ~`,
    EMPTY: '',
    UNSET: undefined,
  }

  test.each<[string, string, string[]]>([
    ['within a word', '--username=$USER_NAME', ['--username=alice']],
    ['in braces', 'a${USER_NAME}b', ['aaliceb']],
    ['one after the other', '$USER_NAME/$_x1-${USER_NAME}$_x1', ['alice/low-alicelow']],
    ['between double quotes', '"$USER_NAME and ${_x1}"', ['alice and low']],
    ['up to the end of the name', '$USER_NAME.x $USER_NAME-1', ['alice.x', 'alice-1']],
    ['after two dollars and a third', '$$$USER_NAME', ['$$alice']],
    ['without being split', 'a $BLANKS "$BLANKS" b', ['a', variables.BLANKS, variables.BLANKS, 'b']],
    ['without being read again', '$HOSTILE "$HOSTILE"', [variables.HOSTILE, variables.HOSTILE]],
    ['by nothing, where they are empty', '--x=$EMPTY $EMPTY', ['--x=', '']],
    ['not between single quotes', `'$USER_NAME' '\${USER_NAME}'`, ['$USER_NAME', '${USER_NAME}']],
    [
      'not after a backslash',
      String.raw`\$USER_NAME "\$USER_NAME" \${USER_NAME}`,
      ['$USER_NAME', '$USER_NAME', '${USER_NAME}'],
    ],
    ['not after two dollars', 'pa$$USER_NAME', ['pa$$USER_NAME']],
  ])('are replaced %s', (_name, text, words) => {
    expect(split(text, variables)).toEqual(words)
  })

  test('are named, and their values are not shown', () => {
    expect(readWords('args', `--u="x $USER_NAME" '$no' $_x1 'a b'`, variables)).toEqual([
      { value: '--u=x alice', display: `'--u=x '"$USER_NAME"`, names: ['USER_NAME'] },
      { value: '$no', display: `'$no'`, names: [] },
      { value: 'low', display: '"$_x1"', names: ['_x1'] },
      { value: 'a b', display: `'a b'`, names: [] },
    ])
  })

  test('are shown so that they can be split into the same words', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '$USER_NAME', '${BLANKS}', '$$', '*', '-'),
    })
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(words(written, variables) !== undefined)
        const displayed = readWords('args', written, variables).map(({ display }) => display)
        expect(split(displayed.join(' '), variables)).toEqual(split(written, variables))
      }),
    )
  })
})

describe('syntax that only a shell can evaluate', () => {
  const single = 'put it in single quotes'
  test.each<[string, string, string]>([
    ['$UNSET', 'a variable that is not set', '$UNSET'],
    ['"--x=${UNSET}"', 'a variable that is not set', '${UNSET}'],
    ['--x=$UNDEFINED', 'a variable that is not set', '$UNDEFINED'],
    ['$constructor', 'a variable that is not set', '$constructor'],
    ['$__proto__', 'a variable that is not set', '$__proto__'],
    ['$(git rev-parse HEAD)', 'a command substitution', '$(git rev-parse HEAD)'],
    ['--tag="v$(date +%s)"', 'a command substitution', '$(date +%s)'],
    ['$((1 + 2))', 'a command substitution', '$((1 + 2))'],
    ['a`id`', 'a command substitution', '`id`'],
    ['"`id`"', 'a command substitution', '`id`'],
    ...['${A:-b}', '${A-b}', '${A#b}', '${A//b/c}', '${#A}', '${!A}', '${1}', '${}', '${A', '${ A }'].map(
      (text): [string, string, string] => [text, 'an expansion that only a shell knows', text],
    ),
    ...[
      '|',
      '||',
      '&&',
      ';',
      '&',
      '|&',
      ';;',
      '>',
      '>>',
      '<',
      '>out',
      '>>out',
      '<in',
      '<<EOF',
      '<(id)',
      '|tee',
    ].map((text): [string, string, string] => [`test ${text} x`, 'an operator of a shell', text]),
    ...[
      '2>',
      '2>&1',
      '2>/dev/null',
      '1>out',
      '0<in',
      '12>x',
      '&>out',
      '&&echo',
      'test;',
      'test&',
      'test|',
    ].map((text): [string, string, string] => [`x ${text} y`, 'an operator of a shell', text]),
    ['--x="a b"; echo', 'an operator of a shell', '--x="a b";'],
    ['$A; echo', 'an operator of a shell', '$A;'],
  ])('is refused: %s', (text, what, shown) => {
    const refused = (): string[] => splitWords('call', text, { A: 'a' })
    expect(refused).toThrow(`The input \`call\` has ${what}, at: ${shown} `)
    expect(refused).toThrow(single)
  })

  test.each([
    ...['$X', '$(id)', '`id`', '${X:-y}', '|', '||', '&&', ';', '&', '>out', '<in', '2>&1', 'x;', 'x&', 'x|'],
  ])('arrives as it is written between single quotes, or behind backslashes: %s', (text) => {
    expect(split(`a '${text}' b`)).toEqual(['a', text, 'b'])
    expect(split(`a ${text.replaceAll(/[^]/g, '\\$&')} b`)).toEqual(['a', text, 'b'])
  })

  test('is refused without a value of a variable in the message', () => {
    const refused = (): string[] => split('--pw=$PW; $UNSET', { PW: 'hunter2' })
    expect(refused).toThrow('--pw=$PW;')
    expect(refused).not.toThrow('hunter2')
  })
})

describe('a continued line', () => {
  test.each<[string, string, string[]]>([
    ['at the very end, where the line break was trimmed away', 'a \\\n  --b \\', ['a', '--b']],
    ['at the very end, with its line break', 'a \\\n  --b \\\n', ['a', '--b']],
    ['at the very end, with no blank before it', 'a \\\n--b\\', ['a', '--b']],
    ['after an escaped backslash, which stays', 'a\\\\\\', ['a\\']],
    ['that is none, as the backslash is escaped', 'a\\\\', ['a\\']],
    ['that is all there is', '\\', []],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected)
  })

  test.each([
    ['test \\ --source=. \\ --deep', ['test', '--source=.', '--deep']],
    ['test \\  -v', ['test', '-v']],
    ['test \\\t--x', ['test', '--x']],
    ['test\\ --source=. ', ['test', '--source=.']],
    ['test \\ \n  --source=.', ['test', '--source=.']],
  ])('that a folded scalar has joined is refused, with the YAML that works: %j', (text, lines) => {
    const yaml = ['args: |', ...lines.map((line) => `  ${line}`)].join('\n')
    expect(() => split(text)).toThrow('The input `args` has a backslash and a blank before an option, at: \\')
    expect(() => split(text)).toThrow(yaml)
  })

  test.each<[string, string[]]>([
    ['a\\ b', ['a b']],
    ['\\ a', [' a']],
    ["'\\ --x'", ['\\ --x']],
    ['a\\ -', ['a -']],
  ])('is not what an escaped blank elsewhere is: %s', (text, expected) => {
    expect(split(text)).toEqual(expected)
  })
})

describe('a path', () => {
  const variables = { GITHUB_WORKSPACE: '/home/John Doe/work', B: 'b' }
  test.each<[string, string, string[]]>([
    ['$GITHUB_WORKSPACE/ci', '/home/John Doe/work/ci', ['GITHUB_WORKSPACE']],
    ['"${GITHUB_WORKSPACE}"', '/home/John Doe/work', ['GITHUB_WORKSPACE']],
    ["'$B'/$B", '$B/b', ['B']],
    ['my  folder/sub', 'my  folder/sub', []],
    ['~/x', '~/x', []],
    ['.', '.', []],
    ['', '', []],
  ])('%j is %s', (text, value, names) => {
    expect(readPath('workdir', text, variables, 'linux')).toMatchObject({ value, names })
  })

  test('has backslashes for slashes on Windows', () => {
    expect(readPath('workdir', String.raw`D:\a\$B\c`, variables, 'win32').value).toBe('D:/a/b/c')
  })

  test.each(['$NOPE', '$(pwd)', 'ci && make', '`pwd`'])('is refused as words are: %s', (text) => {
    expect(() => readPath('workdir', text, variables)).toThrow('The input `workdir` has ')
  })
})

describe('lines', () => {
  test.each([
    ['a backslash at the end', 'container \\\nfrom --address=alpine \\\nstdout'],
    ['nothing at the end', 'container\nfrom --address=alpine\nstdout'],
    ['carriage returns', 'container \\\r\nfrom --address=alpine\r\nstdout\r\n'],
  ])('join to one with %s', (_name, text) => {
    expect(split(text)).toEqual(['container', 'from', '--address=alpine', 'stdout'])
  })

  test('join to one line even between quotes', () => {
    expect(split('"a\nb" \'c\\\nd\'')).toEqual(['a b', 'c d'])
  })
})

describe('an incomplete text', () => {
  test.each([
    ["a 'b c", 'opens a single quote that never closes'],
    ['a "b c', 'opens a double quote that never closes'],
    ['a "b\\', 'opens a double quote that never closes'],
  ])('is refused, and the input named: %s', (text, problem) => {
    expect(() => splitWords('dagger-flags', text)).toThrow(`The input \`dagger-flags\` ${problem}`)
  })
})

describe('joined words', () => {
  test('are shown without quotes if they need none', () => {
    expect(joinWords(['call', '--source=./a', 'a b', '', "it's"])).toBe(
      `call --source=./a 'a b' '' 'it'\\''s'`,
    )
  })

  test('split into the same words again', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', ' ', '\t', "'", '"', '\\', '$', '`', '*', '#', ';', 'é', '💡'),
    })
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(split(joinWords(words))).toEqual(words)
      }),
    )
  })
})

test('words are those of bash with set -f if they contain nothing to expand or run', () => {
  const line = fc.string({
    unit: fc.constantFrom(...Array.from(`ab12 \t'"\\*?[]!=:,.-+/%@^_é`)),
    maxLength: 16,
  })
  const lines = fc.sample(line, 400).map((text) => ({ text, words: words(text) }))
  const read = lines.filter((each) => each.words !== undefined)
  expect(read.length).toBeGreaterThan(100)
  const ofBash = wordsOfBash(read.map(({ text }) => text))
  expect(read).toEqual(read.map(({ text }, at) => ({ text, words: ofBash[at] })))
  for (const { text } of lines.filter((each) => each.words === undefined)) {
    // What is refused has a quote that never closes, or is a continued line that YAML has joined.
    expect(text).toMatch(/['"]|\\[ \t]+-/)
  }
})

/** What one bash makes of each line: one for each would take half a minute. */
function wordsOfBash(lines: readonly string[]): readonly string[][] {
  const script = `set -f
    while IFS= read -r -d '' line; do
      (eval "set -- $line"$'\\n\\n'; for word; do printf '%s\\0' "$word"; done)
      printf '\\1\\0'
    done`
  const input = lines.map((line) => `${line}\0`).join('')
  const out = execFileSync('bash', ['-c', script], { encoding: 'utf8', input })
  return out
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1))
}

function words(text: string, variables: Variables = {}): string[] | undefined {
  try {
    return split(text, variables)
  } catch {
    return undefined
  }
}
