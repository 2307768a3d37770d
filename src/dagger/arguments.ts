/** The variables that `$NAME` may refer to, by name. */
export type Variables = Readonly<Record<string, string | undefined>>

/** One word of an input. */
export interface Word {
  /** What the CLI receives. */
  readonly value: string
  /** The word as a POSIX shell needs it, with `"$NAME"` instead of a variable's value: for logs and summaries. */
  readonly display: string
  /** The variables that were replaced by their values. */
  readonly names: readonly string[]
}

/**
 * Splits an input such as `args` into words. Follows `bash` under `set -f`: spaces and tabs separate words; single
 * quotes, double quotes and backslashes quote. Outside single quotes, `$NAME` and `${NAME}` are replaced by the
 * variable's value, which is neither split nor expanded again. Everything else stays literal: `*`, `~`, `{a,b}`,
 * `#`, `pa$$word`, `$1`, and an operator inside a word, as in `a&b`.
 *
 * Joins the lines first, as dagger-for-github v8.4.1 does (action.yml, lines 140 to 143): a line break becomes a
 * space, with or without a backslash before it, even inside quotes. A backslash at the very end counts as one of
 * these, because reading the input removes the line break after it.
 *
 * @param input the input's name, for errors
 * @param variables none by default
 * @throws Error that names the input, shows the text and says what to write instead: for an unclosed quote, an
 *   unset variable, and what only a shell supports (substitutions, redirections, pipes and lists of commands)
 */
export function readWords(input: string, text: string, variables: Variables = {}): Word[] {
  return read(input, text, variables).map(({ word }) => word)
}

/** Like `readWords`, but returns only the values. */
export function splitWords(input: string, text: string, variables: Variables = {}): string[] {
  return readWords(input, text, variables).map(({ value }) => value)
}

/**
 * Reads a path by the rules of `readWords`, except that spaces are part of the path. On Windows, a backslash
 * separates folders.
 *
 * @throws Error like `readWords`
 */
export function readPath(
  input: string,
  text: string,
  variables: Variables,
  platform: string = process.platform,
): Word {
  const tokens = read(input, platform === 'win32' ? text.replaceAll('\\', '/') : text, variables)
  const joined = (part: 'value' | 'display'): string =>
    tokens.map(({ word, before }, at) => (at === 0 ? '' : before) + word[part]).join('')
  return {
    value: joined('value'),
    display: joined('display'),
    names: tokens.flatMap(({ word }) => word.names),
  }
}

/** A word and the whitespace before it. */
interface Token {
  readonly word: Word
  readonly before: string
}

/** A part of a word. */
interface Piece {
  readonly value: string
  /** The variable that the value comes from. */
  readonly name?: string
  /** Whether a shell would interpret it: it is not quoted, not escaped, and not a variable's value. */
  readonly bare?: true
}

function read(input: string, text: string, variables: Variables): Token[] {
  return new Reader(input, text, variables).tokens()
}

class Reader {
  readonly #input: string
  readonly #line: string
  readonly #variables: Variables
  #at = 0
  /** Start of the current word. */
  #start = 0

  constructor(input: string, text: string, variables: Variables) {
    this.#input = input
    this.#line = text.replaceAll('\r\n', '\n').replaceAll(/\\?\n/g, ' ')
    this.#variables = variables
  }

  tokens(): Token[] {
    const tokens: Token[] = []
    for (;;) {
      const before = this.#take(/[ \t]*/y)
      if (this.#isAtEnd()) return tokens
      this.#start = this.#at
      this.#refuseFoldedLines(/\\[ \t]+(?=-)/y)
      const pieces: Piece[] = []
      while (!this.#isAtEnd() && !this.#sees(/[ \t]/y)) pieces.push(...this.#pieces())
      this.#refuseOperator(pieces)
      tokens.push({ word: wordOf(pieces), before })
    }
  }

  /** Also true if only a backslash remains: it continues the last line, which has no next one. */
  #isAtEnd(): boolean {
    return this.#at >= this.#line.length || this.#sees(/\\$/y)
  }

  /** The text that the sticky pattern matches at the current position; '' if it does not match. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#line)?.[0] ?? ''
  }

  #sees(pattern: RegExp): boolean {
    return this.#match(pattern) !== ''
  }

  #take(pattern: RegExp): string {
    const text = this.#match(pattern)
    this.#at += text.length
    return text
  }

  #pieces(): Piece[] {
    if (this.#sees(/'/y)) return [this.#singleQuoted()]
    if (this.#sees(/"/y)) return this.#doubleQuoted()
    if (this.#sees(/\\/y)) {
      this.#refuseFoldedLines(/\\[ \t]+(?=--[A-Za-z])/y)
      return [{ value: this.#take(/\\[^]/y).slice(1) }]
    }
    if (this.#sees(/[$`]/y)) return [this.#expansion()]
    return [{ value: this.#take(/[^]/y), bare: true }]
  }

  #singleQuoted(): Piece {
    const text = this.#take(/'[^']*'/y)
    if (text === '') throw this.#unbalanced('a single quote')
    return { value: text.slice(1, -1) }
  }

  // Between double quotes, a backslash escapes only $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
  #doubleQuoted(): Piece[] {
    const pieces: Piece[] = [{ value: '' }]
    this.#at += 1
    for (;;) {
      if (this.#at >= this.#line.length) throw this.#unbalanced('a double quote')
      if (this.#take(/"/y) !== '') return pieces
      if (this.#sees(/[$`]/y)) pieces.push(this.#expansion())
      else pieces.push({ value: this.#take(/\\[$`"\\]/y).slice(1) || this.#take(/[^]/y) })
    }
  }

  /** Text that a shell would expand: replaces it, rejects it or keeps it literally. */
  #expansion(): Piece {
    // `$$` is the shell's process ID, so the text after it is not a variable's name.
    const name = this.#match(/\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\}/y)
    if (name !== '') return this.#variable(name.replaceAll(/[${}]/g, ''), name)
    if (this.#sees(/\$\{/y)) {
      throw this.#refusal(
        'an expansion that only a shell knows',
        this.#match(/\$\{[^}]*\}?/y),
        'Only $NAME and ${NAME} are replaced here. Set the value in an expression, such as ' +
          "${{ vars.NAME || 'default' }}, or in a step before this one",
      )
    }
    if (this.#sees(/\$\(|`/y)) {
      throw this.#refusal(
        'a command substitution',
        this.#match(/\$\([^)]*\)*|`[^`]*`?/y),
        'No command is run here. Run it in an earlier step, and pass its output through a step output or `env`',
      )
    }
    return { value: this.#take(/\$\$|\$/y) }
  }

  #variable(name: string, written: string): Piece {
    const value = Object.hasOwn(this.#variables, name) ? this.#variables[name] : undefined
    if (value === undefined) {
      throw this.#refusal(
        'a variable that is not set',
        written,
        `The environment of the Dagger CLI has no ${name}. Set it in the step's \`env\`; a secret is better passed ` +
          `by its name, as env:${name}. What GitHub gives to actions alone (ACTIONS_*, INPUT_*, STATE_*, tokens) ` +
          'counts as not set',
      )
    }
    this.#at += written.length
    return { value, name }
  }

  /** Rejects a word that looks like shell syntax, because its author probably meant to run a command. */
  #refuseOperator(pieces: readonly Piece[]): void {
    // A piece that is not bare counts as a letter.
    const shape = pieces.map(({ value, bare }) => (bare ? value : 'x')).join('')
    if (!/^(?:[|&;<>]|\d+[<>])|[;&|]$/.test(shape)) return
    throw this.#refusal(
      'an operator of a shell',
      this.#line.slice(this.#start, this.#at),
      'No shell reads it. Run one command per step; its output is in the outputs `output` and `output-file`',
    )
  }

  /**
   * Rejects `\ ` before an option: the author continued a line with a backslash, but YAML joined the lines (folded
   * or plain scalar). A shell would read an option that begins with a space, or a part of the previous word.
   */
  #refuseFoldedLines(folded: RegExp): void {
    if (!this.#sees(folded)) return
    const lines = this.#line.split(/[ \t]*\\[ \t]+(?=-)/).map((part) => part.trim())
    throw new Error(
      `The input \`${this.#input}\` has a backslash and a blank before an option, at: ${this.#match(/\\[ \t]+[^ \t]*/y)} ` +
        'A backslash continues a line only as its last character, and here YAML has joined the lines before (a ' +
        'folded scalar `>`, or one without quotes), or a blank follows it. Remove the backslashes, or write:\n' +
        [`${this.#input}: |`, ...lines.filter((part) => part !== '').map((part) => `  ${part}`)].join('\n'),
    )
  }

  #refusal(what: string, written: string, advice: string): Error {
    return new Error(
      `The input \`${this.#input}\` has ${what}, at: ${written} ${advice}. ` +
        'If the text is meant literally, put it in single quotes.',
    )
  }

  // Shows everything from the start of the word, because the runner does not mask a part of a secret.
  #unbalanced(quote: string): Error {
    return new Error(
      `The input \`${this.#input}\` opens ${quote} that never closes, at: ${this.#line.slice(this.#start)} ` +
        `Close it, or write a backslash before it if it is meant literally.`,
    )
  }
}

function wordOf(pieces: readonly Piece[]): Word {
  const display: string[] = []
  let literal = ''
  for (const { value, name } of pieces) {
    if (name === undefined) literal += value
    else {
      if (literal !== '') display.push(quoted(literal))
      literal = ''
      display.push(`"$${name}"`)
    }
  }
  if (literal !== '' || display.length === 0) display.push(quoted(literal))
  return {
    value: pieces.map(({ value }) => value).join(''),
    display: display.join(''),
    names: pieces.flatMap(({ name }) => name ?? []),
  }
}

/** A word that does not come from an input, such as a verb. */
export function literalWord(value: string): Word {
  return { value, display: quoted(value), names: [] }
}

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

function quoted(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * Joins words into one line that a POSIX shell and `splitWords` split into the same words: for logs and summaries.
 */
export function joinWords(words: readonly string[]): string {
  return words.map(quoted).join(' ')
}
