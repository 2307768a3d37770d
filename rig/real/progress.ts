import { stripVTControlCharacters } from 'node:util'
import type { StepResult } from '../runner/job.ts'

/**
 * Whether the engine answered a function call from its cache, by what the CLI's plain progress says; undefined when
 * it does not name the call. The end of a call is on a line of its own when the call has arguments.
 *
 * @param log without colours
 * @param name the function's, of the module `warm`
 */
export function hitOf(log: string, name: string): boolean | undefined {
  const end = new RegExp(`Warm\\.${name} (CACHED|DONE|ERROR)\\b`).exec(log)?.[1]
  return end === undefined ? undefined : end === 'CACHED'
}

/** The CLI colours its progress, even where it writes to no terminal. */
export function withoutColours(step: StepResult): StepResult {
  return { ...step, log: stripVTControlCharacters(step.log) }
}

/** What a save decided, as the log says it. */
export function decisionOf(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !/^##\[(?!warning|error)/.test(line))
  return (
    lines.findLast((line) => /^(##\[\w+\])?(Saved|Nothing (is|was) saved)/.test(line)) ?? lines.at(-1) ?? ''
  )
}
