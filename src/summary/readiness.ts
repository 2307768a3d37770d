import type { Phase, PhaseName } from '../record/timeline.ts'
import { seconds } from '../units.ts'

/** What a command waits for. Phases of one group run one after another; the groups run at the same time. */
const groups: Readonly<Record<string, readonly PhaseName[]>> = {
  'the state': ['look up', 'restore', 'volume'],
  'the engine image': ['engine image'],
  'the CLI': ['CLI'],
}

/** Milliseconds. The log would show a shorter phase as 0.0 s. */
const shortestShownMilliseconds = 50

/**
 * One line that says how long a step took until its command could run, how long each phase took, and which of the
 * parallel groups finished last.
 *
 * @param start of the step, in milliseconds since 1970, like `now`; earlier phases belong to other steps
 */
export function readiness(timeline: readonly Phase[], start: number, now: number): string {
  const phases = timeline.filter(
    (phase) => phase.start >= start && phase.end - phase.start >= shortestShownMilliseconds,
  )
  const took = phases.map((phase) => `${phase.name} ${seconds(phase.end - phase.start)}`)
  const last = Object.keys(groups)
    .map((name) => ({ name, end: endOf(phases, groups[name] ?? []) }))
    .filter(({ end }) => end > 0)
    .toSorted((a, b) => a.end - b.end)
  const waited = last.length > 1 ? `; ${last.at(-1)?.name ?? ''} came last` : ''
  return `Ready after ${seconds(now - start)}${took.length > 0 ? `: ${took.join(', ')}` : ''}${waited}.`
}

function endOf(phases: readonly Phase[], names: readonly PhaseName[]): number {
  return Math.max(0, ...phases.filter(({ name }) => names.includes(name)).map(({ end }) => end))
}
