import { describe, expect, test } from '@jest/globals'
import { code, fenced, joined, line, link, table } from '../../src/summary/markdown.ts'

describe('text in a line is shown literally', () => {
  test.each([
    ['plain words, numbers and dates', 'On 2026-11-24, 12.5 MB (1 %).', 'On 2026-11-24, 12.5 MB (1 %).'],
    ['a pipe', 'a|b', 'a&#124;b'],
    ['a backslash', 'a\\|b', 'a&#92;&#124;b'],
    ['backticks', '``a`', '&#96;&#96;a&#96;'],
    ['emphasis', '*a* _b_ ~~c~~', '&#42;a&#42; &#95;b&#95; &#126;&#126;c&#126;&#126;'],
    ['an element', '<img src=x>', '&#60;img src=x&#62;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a link', '[a](b)', '&#91;a&#93;(b)'],
    ['an address', 'https://a.b www.a.b', 'https&#58;//a.b www&#46;a.b'],
    ['a formula', '$a$', '&#36;a&#36;'],
    ['a heading', '# a', '&#35; a'],
    ['a mention, which is then none', '@octocat', '&#64;&#8203;octocat'],
    ['a list', '- a', '&#45; a'],
    ['a numbered list', '1. a', '1&#46; a'],
    ['lines', 'a\r\n\n::error::b\u2028c', 'a ::error::b c'],
    ['what turns the direction of writing', 'a\u202eb', 'a b'],
    ['indentation', '     a', 'a'],
  ])('%s', (_name, text, source) => {
    expect(line`${text}`.source).toBe(source)
  })

  test('but our own Markdown keeps its meaning', () => {
    expect(line`**a** ${line`_${'b*'}_`} ${3}`.source).toBe('**a** _b&#42;_ 3')
  })
})

describe('code', () => {
  test.each([
    ['as it is written mostly', 'CI/<test>@*_$1', '`CI/<test>@*_$1`'],
    ['with a pipe', 'a|b', '<code>a&#124;b</code>'],
    ['with a backtick', 'a`b', '<code>a&#96;b</code>'],
    ['with a backslash', 'a\\', '<code>a&#92;</code>'],
    ['with blanks and elements', 'a </code><b>', '<code>a &#60;/code&#62;&#60;b&#62;</code>'],
    ['on one line', 'a\nb', '<code>a b</code>'],
    ['of nothing', '', '<code></code>'],
  ])('%s', (_name, text, source) => {
    expect(code(text).source).toBe(source)
  })
})

describe('a link', () => {
  test.each([
    ['to a page', 'https://a.b/c?d=e#f', '[text](https://a.b/c?d=e#f)'],
    [
      'that would end early',
      'https://a.b/c)[d](e|f*g_h`i',
      '[text](https://a.b/c%29[d]%28e%7Cf%2Ag%5Fh%60i)',
    ],
    ['with a blank and an element', 'https://a.b/c "<d>', '[text](https://a.b/c%20%22%3Cd%3E)'],
    ['that runs a script is none', 'javascript:alert(1)', 'text'],
    ['to nowhere is none', 'a', 'text'],
  ])('%s', (_name, url, source) => {
    expect(link('text', url).source).toBe(source)
  })
})

test('a table has its first row as its head', () => {
  const rows = [
    [line`Key`, code('a|b')],
    [line`Size`, line`${'1 | 2'}`],
  ] as const
  expect(table(rows)).toBe('| Key | <code>a&#124;b</code> |\n| :-- | :-- |\n| Size | 1 &#124; 2 |')
  expect(table([])).toBe('')
})

test('parts are joined by commas', () => {
  expect(joined([line`a`, line`${'*'}`]).source).toBe('a, &#42;')
})

test.each([
  ['a block', 'a\n', '```bash\na\n```'],
  ['a block with a fence in it', 'a\n````\nb', '`````bash\na\n````\nb\n`````'],
])('%s of code is fenced', (_name, text, source) => {
  expect(fenced('bash', text)).toBe(source)
})
