/** A workflow command, such as the line `::warning file=a.ts,line=3::message`. */
export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/**
 * Reads one line of a step's output in both forms that a runner accepts: `::name a=b,c=d::data` at the beginning, or
 * `##[name a=b;c=d]data` anywhere. The caller checks the name.
 *
 * Source: actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse).
 */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const current = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line)
  if (current !== null) return command(current, ',', unescapeProperty, unescapeData)
  const old = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/s.exec(line)
  return old === null ? undefined : command(old, ';', unescapeOld, unescapeOld)
}

function command(
  [, name = '', properties = '', data = '']: RegExpExecArray,
  separator: string,
  ofProperty: (escaped: string) => string,
  ofData: (escaped: string) => string,
): WorkflowCommand {
  const pairs = properties.trim().split(separator)
  return {
    name: name.toLowerCase(),
    properties: Object.fromEntries(
      pairs.flatMap((pair) => {
        const at = pair.indexOf('=')
        return at < 1 || at === pair.length - 1 ? [] : [[pair.slice(0, at), ofProperty(pair.slice(at + 1))]]
      }),
    ),
    data: ofData(data),
  }
}

function unescapeData(escaped: string): string {
  return escaped.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(escaped: string): string {
  return unescapeData(escaped.replaceAll('%3A', ':').replaceAll('%2C', ','))
}

function unescapeOld(escaped: string): string {
  return unescapeData(escaped.replaceAll('%3B', ';').replaceAll('%5D', ']'))
}
