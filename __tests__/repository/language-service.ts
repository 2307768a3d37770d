import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'

// DiagnosticSeverity.Error of the Language Server Protocol, which is also what a missing severity means.
const error = 1
let documents = 0

/**
 * What GitHub's own editor support has against a workflow or, if `name` ends in action.yml, an action, with the
 * line of each. Its warnings are left out: they come from what it cannot look up.
 */
export async function problems(name: string, text: string): Promise<readonly string[]> {
  // It remembers what it read under an address.
  const document = TextDocument.create(`file:///${++documents}/${name}`, 'yaml', 1, text)
  const found = await validate(document, {})
  return found
    .filter(({ severity = error }) => severity === error)
    .map(
      ({ range, message }) =>
        `${name}:${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
    )
}
