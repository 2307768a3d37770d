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
  /** A full version, or a commit's hash. */
  readonly version: string
  /** Where the engine is, for a person. */
  readonly engine: string
  readonly verdict: string
  readonly traceUrl: string | undefined
  /** For a person. */
  readonly commandTime: string
  readonly stepTime: string
}

/** As dagger-for-github's summary, with the engine, its cache's state, and the time it took. */
export function runSummary(summary: RunSummary): string {
  const { command, version, traceUrl } = summary
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
    fenced(/^\d+\./.test(version) ? `v${version}` : version),
    '## Dagger engine',
    fenced(summary.engine),
    `Its cache: \`${summary.verdict}\`. The command took ${summary.commandTime}, the step ${summary.stepTime}.`,
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
