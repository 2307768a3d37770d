/**
 * A text from outside as a log or an error may quote it: on one line, bounded, and so that it can neither end
 * the line nor begin a workflow command.
 */
export function shown(text: string): string {
  const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return cut.replaceAll(/[\p{C}\u2028\u2029]/gu, (char) => JSON.stringify(char).slice(1, -1)).trim()
}
