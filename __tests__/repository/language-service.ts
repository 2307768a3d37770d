import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'

// DiagnosticSeverity.Error of the Language Server Protocol, which is also what a missing severity means.
const error = 1
let documents = 0

/**
 * The errors that GitHub's own editor support finds in a workflow or, if `name` ends in action.yml, an action, each with
 * its line. Omits its warnings, which are about names that it cannot look up.
 */
export async function problems(name: string, text: string): Promise<readonly string[]> {
  // A new address each time, because it caches what it read.
  const document = TextDocument.create(`file:///${++documents}/${name}`, 'yaml', 1, text)
  const found = await validate(document, {})
  return found
    .filter(({ severity = error }) => severity === error)
    .map(
      ({ range, message }) =>
        `${name}:${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
    )
}
