const blank = /[ \t\n]/

/**
 * The words of an input such as `args`, as POSIX sh would split them if it expanded nothing: quotes and
 * backslashes group and disappear, everything else arrives as it is written, `$(id)`, `;`, `*` and `#` too.
 * Before that the lines become one, as dagger-for-github v8.4.1 does (action.yml, lines 140 to 143): a line
 * break, with a backslash before it or without, is a space, also between quotes.
 *
 * @param input the input's name, for errors
 * @throws Error that names the input, for a quote that never ends and for a lone backslash at the end
 */
export function splitWords(input: string, text: string): string[] {
  const line = text.replaceAll('\r\n', '\n').replaceAll(/\\?\n/g, ' ')
  const words: string[] = []
  let word: string | undefined
  let at = 0

  while (at < line.length) {
    const char = line.charAt(at)
    if (blank.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
      at += 1
      continue
    }
    const piece =
      char === "'"
        ? singleQuoted(input, line, at)
        : char === '"'
          ? doubleQuoted(input, line, at)
          : bare(input, line, at)
    word = (word ?? '') + piece.text
    at = piece.end
  }
  if (word !== undefined) words.push(word)
  return words
}

/** A part of a word, unquoted, and where the line goes on after it. */
interface Piece {
  readonly text: string
  readonly end: number
}

function singleQuoted(input: string, line: string, start: number): Piece {
  const end = line.indexOf("'", start + 1)
  if (end === -1) throw unbalanced(input, line, start, 'a single quote')
  return { text: line.slice(start + 1, end), end: end + 1 }
}

// Between double quotes a backslash is one only before $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
function doubleQuoted(input: string, line: string, start: number): Piece {
  let text = ''
  for (let at = start + 1; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === '"') return { text, end: at + 1 }
    const escapes = char === '\\' && at + 1 < line.length && '$`"\\'.includes(line.charAt(at + 1))
    if (escapes) at += 1
    text += line.charAt(at)
  }
  throw unbalanced(input, line, start, 'a double quote')
}

function bare(input: string, line: string, start: number): Piece {
  if (line.charAt(start) !== '\\') return { text: line.charAt(start), end: start + 1 }
  if (start + 1 === line.length) {
    throw new Error(`The input \`${input}\` ends in a backslash: write \\\\ for a backslash, or remove it.`)
  }
  return { text: line.charAt(start + 1), end: start + 2 }
}

function unbalanced(input: string, line: string, start: number, quote: string): Error {
  const from = line.length - start > 40 ? `${line.slice(start, start + 40)}…` : line.slice(start)
  return new Error(
    `The input \`${input}\` opens ${quote} that never closes, at: ${from} ` +
      `Close it, or write a backslash before it if it is meant as it stands.`,
  )
}

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

/** One line that a POSIX shell, and `splitWords`, would split into exactly these words: for logs and summaries. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}
