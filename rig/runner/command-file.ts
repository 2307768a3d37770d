/**
 * Reads what a step wrote to GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: lines of `NAME=value`, and
 * `NAME<<DELIMITER`, lines, `DELIMITER`.
 *
 * Source: actions/runner at 2.336.0, src/Runner.Worker/FileCommandManager.cs (EnvFileKeyValuePairs).
 *
 * @throws Error with the runner's message if the text has neither form
 */
export function parseCommandFile(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const lines = text.split('\n')
  // No line follows the last newline.
  if (lines.at(-1) === '') lines.pop()
  const endsWithNewline = text.endsWith('\n')

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.set(line.slice(0, equals), line.slice(equals + 1))
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (name === '' || delimiter === '') {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      }
      const end = lines.indexOf(delimiter, index + 1)
      if (end < 0) {
        throw new Error(
          endsWithNewline
            ? `Invalid value. Matching delimiter not found '${delimiter}'`
            : 'Invalid value. EOF marker missing new line.',
        )
      }
      pairs.set(name, lines.slice(index + 1, end).join('\n'))
      index = end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return pairs
}
