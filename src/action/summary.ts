import * as core from '@actions/core'
import { joinWords } from '../dagger/arguments.ts'
import type { DaggerCommand } from '../dagger/command.ts'

/** Adds Markdown to the page of the job, where there is one. */
export async function addToSummary(markdown: string): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return
  await core.summary.addRaw(`${markdown}\n\n`).write()
}

export interface RunSummary {
  readonly command: DaggerCommand
  readonly version: string
  readonly verdict: string
  readonly traceUrl: string | undefined
  readonly seconds: string
}

/** As dagger-for-github's summary, with the engine's state and the time it took. */
export function runSummary({ command, version, verdict, traceUrl, seconds }: RunSummary): string {
  const setup = 'https://dagger.cloud/traces/setup'
  return [
    '## Command',
    fenced(joinWords(['dagger', ...command.argv])),
    ...(command.script === undefined ? [] : ['### Script', fenced(command.script)]),
    '## Dagger trace',
    traceUrl === undefined
      ? `No trace available. To setup: [${setup}](${setup})`
      : `[${traceUrl}](${traceUrl})`,
    '## Dagger version',
    fenced(`v${version}`),
    `Engine's cache: \`${verdict}\`. The step took ${seconds}.`,
    '---',
    '',
  ].join('\n\n')
}

/** A code block whose fence is longer than any run of backticks in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}bash\n${text.trimEnd()}\n${fence}`
}
