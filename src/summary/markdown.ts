/** Text that GitHub is to read as Markdown, of which only what we wrote ourselves means something. */
export class Markdown {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

/** Markdown of our own words, on one line; text that is put into it is shown as it is, whatever it holds. */
export function line(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  const shown = values.map((value) => (value instanceof Markdown ? value.source : prose(String(value))))
  return new Markdown(String.raw({ raw: words }, ...shown))
}

/** Text as code; as HTML where it has what means something between backticks too, such as a pipe in a table. */
export function code(text: string): Markdown {
  return new Markdown(/^[^\s`|\\\p{C}]+$/u.test(text) ? `\`${text}\`` : `<code>${escaped(text)}</code>`)
}

/** A link, where the address is one that a browser fetches pages from; else the text alone. */
export function link(text: string, url: string): Markdown {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') return line`${text}`
  // As the parser wrote it: without blanks, and what could end the link is encoded.
  return new Markdown(`[${prose(text)}](${address.href.replaceAll(/[()<>\\|`*_]/g, percentEncoded)})`)
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

/** Several on one line, with commas between. */
export function joined(parts: readonly Markdown[]): Markdown {
  return new Markdown(parts.map(({ source }) => source).join(', '))
}

/** A row of a table: what it is about, and what there is to say of it. */
export type Row = readonly [name: Markdown, value: Markdown]

/** A table whose first row is its head; '' where there are no rows. */
export function table(rows: readonly Row[]): string {
  const [head, ...body] = rows.map(([name, value]) => `| ${name.source} | ${value.source} |`)
  return head === undefined ? '' : [head, '| :-- | :-- |', ...body].join('\n')
}

/** A code block whose fence is longer than any run of backticks in it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`
}

/** As `escaped`; a name after an `@` is nobody's who is to be told (a blank of no width keeps it from being one). */
function prose(text: string): string {
  return escaped(text).replaceAll('&#64;', '&#64;&#8203;')
}

/** What has a meaning anywhere, in Markdown, HTML, a formula or an address; what has one only at a line's start. */
const meaningful = /[\\`*_{}[\]<>&#!|~$@^]|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)](?!\S)/gi

/** Text on one line, of which no character means anything to GitHub: a character reference never does. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replaceAll(meaningful, (character) => `&#${character.charCodeAt(0)};`)
}
