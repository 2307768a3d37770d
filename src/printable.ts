/**
 * Formats external text for a log or an error: on one line, at a limited length, and unable to end the line or
 * start a workflow command.
 */
export function printable(text: string): string {
  const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped).trim()
}

/**
 * Escapes `\n` and similar like JSON, and characters that JSON does not escape, such as line separators, by
 * number.
 */
function escaped(char: string): string {
  const json = JSON.stringify(char).slice(1, -1)
  return json === char ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : json
}
