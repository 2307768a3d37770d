/** Markdown source for GitHub, in which only our own text contains markup. */
export class Markdown {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

/** One line of our own Markdown. Escapes the values, so that they show literally whatever they contain. */
export function line(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  const shown = values.map((value) => (value instanceof Markdown ? value.source : prose(String(value))))
  return new Markdown(String.raw({ raw: words }, ...shown))
}

/**
 * Formats text as code: with backticks, or as HTML if it contains characters with a meaning even there, such as a
 * pipe in a table.
 */
export function code(text: string): Markdown {
  return new Markdown(/^[^\s`|\\\p{C}]+$/u.test(text) ? `\`${text}\`` : `<code>${escaped(text)}</code>`)
}

/** A link if the address is an HTTP or HTTPS URL; otherwise only the text. */
export function link(text: string, url: string): Markdown {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') return line`${text}`
  // The parser removed whitespace; encode the characters that could end the link.
  return new Markdown(`[${prose(text)}](${address.href.replaceAll(/[()<>\\|`*_]/g, percentEncoded)})`)
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

/** Joins several parts with commas. */
export function joined(parts: readonly Markdown[]): Markdown {
  return new Markdown(parts.map(({ source }) => source).join(', '))
}

/** A row of a table: a name and its value. */
export type Row = readonly [name: Markdown, value: Markdown]

/** A table whose first row is its header; '' if there are no rows. */
export function table(rows: readonly Row[]): string {
  const [head, ...body] = rows.map(([name, value]) => `| ${name.source} | ${value.source} |`)
  return head === undefined ? '' : [head, '| :-- | :-- |', ...body].join('\n')
}

/** A code block. Its fence is longer than any run of backticks in the text. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`
}

/** Like `escaped`, but also keeps `@name` from notifying a user: inserts a zero-width space. */
function prose(text: string): string {
  return escaped(text).replaceAll('&#64;', '&#64;&#8203;')
}

/**
 * Characters with a meaning in Markdown, HTML, formulas or addresses: anywhere, or only at the start of a line.
 */
const meaningful = /[\\`*_{}[\]<>&#!|~$@^]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)](?!\S)/gi

/** Text on one line without characters that GitHub interprets: a character reference is always literal. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replaceAll(meaningful, (character) => `&#${character.charCodeAt(0)};`)
}
