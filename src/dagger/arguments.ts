/** The variables that `$NAME` may stand for, by name. */
export type Variables = Readonly<Record<string, string | undefined>>

/** One word of an input. */
export interface Word {
  /** What the CLI gets. */
  readonly value: string
  /** The word as a POSIX shell would need it, with `"$NAME"` in place of a variable's value: for logs and summaries. */
  readonly display: string
  /** The variables that were replaced by their values. */
  readonly names: readonly string[]
}

/**
 * The words of an input such as `args`. They are split as `bash` splits them under `set -f`: at blanks, with single
 * quotes, double quotes and backslashes. Outside single quotes, `$NAME` and `${NAME}` are replaced by the variable's
 * value, which is neither split nor read again. Everything else arrives as it is written: `*`, `~`, `{a,b}`, `#`,
 * `pa$$word`, `$1`, and an operator inside a word, as in `a&b`.
 *
 * Before that, the lines become one, as in dagger-for-github v8.4.1 (action.yml, lines 140 to 143): a line break,
 * with a backslash before it or without, is a space, also between quotes. A backslash at the very end is the last of
 * these; the line break after it is gone by the time an input is read.
 *
 * @param input the input's name, for errors
 * @param variables by default none
 * @throws Error that names the input, shows the text and says what to write, for a quote that never ends, a variable
 *   that is not set, and what only a shell can do: substitutions, redirections, pipes and lists of commands
 */
export function readWords(input: string, text: string, variables: Variables = {}): Word[] {
  return read(input, text, variables).map(({ word }) => word)
}

/** The values of `readWords`. */
export function splitWords(input: string, text: string, variables: Variables = {}): string[] {
  return readWords(input, text, variables).map(({ value }) => value)
}

/**
 * A path, by the rules of `readWords`, but that blanks belong to it. On Windows, a backslash separates folders.
 *
 * @throws Error as `readWords`
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

/** A word, and the blanks before it. */
interface Token {
  readonly word: Word
  readonly before: string
}

/** A part of a word. */
interface Piece {
  readonly value: string
  /** The variable whose value it is. */
  readonly name?: string
  /** Whether a shell sees it as it stands: it is neither quoted, nor escaped, nor a variable's value. */
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
  /** Where the word begins. */
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

  /** Also where nothing follows but a backslash: it continues the last line, which has no next one. */
  #isAtEnd(): boolean {
    return this.#at >= this.#line.length || this.#sees(/\\$/y)
  }

  /** What the sticky pattern matches here; '' for nothing. */
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

  // Between double quotes, a backslash is one only before $, `, " and another backslash (POSIX.1-2017, XCU 2.2.3).
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

  /** What stands for something else in a shell, and is replaced, refused or left as it is here. */
  #expansion(): Piece {
    // `$$` is the shell's process ID, so the word after it names no variable.
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

  /** A word must not look to the reader like a command that somebody meant to run. */
  #refuseOperator(pieces: readonly Piece[]): void {
    // What is not bare stands for a letter.
    const shape = pieces.map(({ value, bare }) => (bare ? value : 'x')).join('')
    if (!/^(?:[|&;<>]|\d+[<>])|[;&|]$/.test(shape)) return
    throw this.#refusal(
      'an operator of a shell',
      this.#line.slice(this.#start, this.#at),
      'No shell reads it. Run one command per step; its output is in the outputs `output` and `output-file`',
    )
  }

  /**
   * `\ ` before an option is what YAML makes of a continued line: a folded or a plain scalar joins the lines itself.
   * A shell takes it for an option that begins with a blank, or for a part of the word before.
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

  // All from the word on: a part of a secret would not be masked.
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

/** A word that is no input's, such as a verb. */
export function literalWord(value: string): Word {
  return { value, display: quoted(value), names: [] }
}

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

function quoted(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** One line that a POSIX shell, and `splitWords`, would split into exactly these words: for logs and summaries. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoted).join(' ')
}
