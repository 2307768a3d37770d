import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { joinWords, splitWords } from '../../src/dagger/arguments.ts'

const split = (text: string): string[] => splitWords('args', text)

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
    '$(id)',
    '`id`',
    ';',
    'a;b',
    '&&',
    '||',
    '|',
    '&',
    '>',
    '<x',
    '(a)',
    '*',
    '?.go',
    '[ab]',
    '{a,b}',
    '~',
    '$HOME',
    '${HOME}',
    '"$HOME"',
    '#',
    '#no-comment',
    '!',
    "$'a'",
  ])('are not evaluated: %s arrives as it is written', (written) => {
    expect(split(`before ${written} after`)).toEqual(['before', written.replaceAll(/["']/g, ''), 'after'])
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

  test('join to one between quotes too', () => {
    expect(split('"a\nb" \'c\\\nd\'')).toEqual(['a b', 'c d'])
  })
})

describe('a text that does not add up', () => {
  test.each([
    ["a 'b c", 'opens a single quote that never closes'],
    ['a "b c', 'opens a double quote that never closes'],
    ['a "b\\', 'opens a double quote that never closes'],
    ['a b\\', 'ends in a backslash'],
  ])('is refused, and the input named: %s', (text, complaint) => {
    expect(() => splitWords('dagger-flags', text)).toThrow(`The input \`dagger-flags\` ${complaint}`)
  })
})

describe('joined words', () => {
  test('are shown without quotes where they need none', () => {
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

test('words are those of the machine’s sh, where nothing in them is to be expanded', () => {
  const quoting = fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'", '"', '\\'), maxLength: 12 })
  fc.assert(
    fc.property(quoting, (text) => {
      fc.pre(words(text) !== undefined)
      const out = execFileSync('sh', ['-c', `for word in ${text}\ndo printf '%s\\0' "$word"; done`], {
        encoding: 'utf8',
      })
      expect(words(text)).toEqual(out.split('\0').slice(0, -1))
    }),
    { numRuns: 200 },
  )
})

function words(text: string): string[] | undefined {
  try {
    return split(text)
  } catch {
    return undefined
  }
}
