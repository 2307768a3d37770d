import { fenced } from './markdown.ts'
import type { Phase, PhaseName } from '../job/timeline.ts'
import { seconds } from '../units.ts'

/** The part of the job that a phase is shown in, and all that a phase may be called: names come from a file. */
const sections: Readonly<Record<PhaseName, 'Restore' | 'Run' | 'Save'>> = {
  'look up': 'Restore',
  restore: 'Restore',
  volume: 'Restore',
  CLI: 'Run',
  'engine image': 'Run',
  'engine start': 'Run',
  command: 'Run',
  'engine stop': 'Save',
  save: 'Save',
  clean: 'Save',
}

/** Rows that are still looked at. */
const mostPhases = 40
/** Milliseconds. A shorter one would be told to take no time. */
const shortest = 50

/**
 * The phases of a job as a Gantt chart that GitHub draws; '' where there is nothing to draw. The longest, if they
 * are many. The axis begins with the first of them.
 *
 * Source: mermaid 11.17, packages/mermaid/src/diagrams/gantt: parser/gantt.jison for what a line may hold, ganttDb.js
 * for dates and durations, ganttRenderer.js for the axis.
 */
export function gantt(phases: readonly Phase[]): string {
  const drawn = phases
    .filter(({ name }) => Object.hasOwn(sections, name))
    .filter(({ start, end }) => [start, end].every(Number.isSafeInteger) && end - start >= shortest)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, mostPhases)
    .toSorted((a, b) => a.start - b.start)
  const start = Math.min(...drawn.map((phase) => phase.start))
  const end = Math.max(...drawn.map((phase) => phase.end))
  // A clock that was set in between gives a chart of years; no job takes that long.
  if (drawn.length === 0 || !(end - start < 7 * 24 * 60 * 60 * 1000)) return ''
  const rows = (['Restore', 'Run', 'Save'] as const).flatMap((section) => {
    const ofIt = drawn.filter(({ name }) => sections[name] === section)
    return ofIt.length === 0 ? [] : [`section ${section}`, ...ofIt.map((phase) => row(phase, drawn, start))]
  })
  return fenced(
    'mermaid',
    [
      'gantt',
      ...['dateFormat YYYY-MM-DD HH:mm:ss.SSS', ...axis(end - start), 'todayMarker off', ...rows].map(
        (line) => `    ${line}`,
      ),
    ].join('\n'),
  )
}

function row(phase: Phase, drawn: readonly Phase[], first: number): string {
  const { name, start, end } = phase
  const alike = drawn.filter((other) => other.name === name)
  const shown = alike.length === 1 ? name : `${name} ${alike.indexOf(phase) + 1},`
  return `${shown} ${seconds(end - start)} : ${name === 'command' ? 'active, ' : ''}${moment(start - first)}, ${end - start}ms`
}

/** Mermaid reads and writes the reader's local time, so that a day that is nobody's change of clocks shows as 0:00. */
function moment(offset: number): string {
  return new Date(Date.UTC(2000, 0, 1) + offset).toISOString().replace('T', ' ').replace('Z', '')
}

/** Marks at round times, ten at most. */
function axis(length: number): string[] {
  const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 21_600]
  const step = steps.find((seconds) => length / 1000 / seconds <= 10) ?? 86_400
  const hours = length < 3_600_000 ? '' : '%-H:'
  if (step < 1) return ['axisFormat %-S.%L', `tickInterval ${step * 1000}millisecond`]
  return [`axisFormat ${hours}%M:%S`, `tickInterval ${step < 60 ? `${step}second` : `${step / 60}minute`}`]
}
