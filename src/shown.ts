/**
 * A text from outside as a log or an error may quote it: on one line, bounded, and so that it can neither end
 * the line nor begin a workflow command.
 */
export function shown(text: string): string {
  const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped).trim()
}

/** `\n` and the like as JSON has them, and by number what JSON leaves as it is, line separators among them. */
function escaped(char: string): string {
  const json = JSON.stringify(char).slice(1, -1)
  return json === char ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : json
}
