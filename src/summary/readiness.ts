import type { Phase, PhaseName } from '../job/timeline.ts'
import { seconds } from '../units.ts'

/** What a command waits for; what is together in a group comes one after the other, all else at the same time. */
const groups: Readonly<Record<string, readonly PhaseName[]>> = {
  'the state': ['look up', 'restore', 'volume'],
  'the engine image': ['engine image'],
  'the CLI': ['CLI'],
}

/** Phases that are shown as 0.0 s are not worth their place. */
const shortest = 50

/**
 * One line: how long a step took until its command could run, what took how long, and what came last of all that
 * was under way at the same time.
 *
 * @param start of the step; phases before it are not the step's. Milliseconds since 1970, as `now`
 */
export function readiness(timeline: readonly Phase[], start: number, now: number): string {
  const phases = timeline.filter((phase) => phase.start >= start && phase.end - phase.start >= shortest)
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
