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

/** What the CLI does before a call's own work, as its plain progress names it. */
export const beginnings = [
  'starting engine',
  'connecting to engine',
  'starting session',
  'load module',
  'load workspace',
  'parsing command line arguments',
] as const
export type Beginning = (typeof beginnings)[number]

/** Seconds of what the CLI does before a call's own work; what it does not name is absent. @param log without colours */
export function beginningsOf(log: string): Partial<Record<Beginning, number>> {
  return Object.fromEntries(
    beginnings.flatMap((name) => {
      const took = new RegExp(`^\\d+ *: (?:┆ )*${name}(?:: .*)? DONE \\[(?:(\\d+)m)?([\\d.]+)s\\]`, 'm').exec(
        log,
      )
      return took ? [[name, Number(took[1] ?? 0) * 60 + Number(took[2])] as const] : []
    }),
  )
}

/** The CLI colors its progress even if it does not write to a terminal. */
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
