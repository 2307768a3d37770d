import { fenced } from './markdown.ts'
import type { Phase, PhaseName } from '../record/timeline.ts'
import { seconds } from '../units.ts'

/** The section that shows each phase. Also the list of allowed names, because phases are read from a file. */
const sections: Readonly<Record<PhaseName, 'Restore' | 'Run' | 'Save'>> = {
  'look up': 'Restore',
  restore: 'Restore',
  volume: 'Restore',
  CLI: 'Run',
  'engine image': 'Run',
  'engine start': 'Run',
  command: 'Run',
  'idle check': 'Save',
  'free space': 'Save',
  'engine stop': 'Save',
  save: 'Save',
  clean: 'Save',
}

/** More rows would not be readable. */
const maxPhases = 40
/** Milliseconds. The chart would show a shorter phase as 0.0 s. */
const shortestShownMilliseconds = 50

/**
 * Draws the phases of a job as a Mermaid Gantt chart, which GitHub renders; '' if there is nothing to draw. Shows
 * only the longest phases if there are too many. The axis starts with the first phase shown.
 *
 * Source: mermaid 11.17, packages/mermaid/src/diagrams/gantt: parser/gantt.jison for the syntax of a line,
 * ganttDb.js for dates and durations, ganttRenderer.js for the axis.
 */
export function gantt(phases: readonly Phase[]): string {
  const drawn = phases
    .filter(({ name }) => Object.hasOwn(sections, name))
    .filter(
      ({ start, end }) =>
        [start, end].every(Number.isSafeInteger) && end - start >= shortestShownMilliseconds,
    )
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, maxPhases)
    .toSorted((a, b) => a.start - b.start)
  const start = Math.min(...drawn.map((phase) => phase.start))
  const end = Math.max(...drawn.map((phase) => phase.end))
  // If the clock was changed meanwhile, the chart would span years. No job takes that long.
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

/**
 * Mermaid reads and writes the reader's local time. On a day without a clock change in any time zone, the axis
 * starts at 0:00.
 */
function moment(offset: number): string {
  return new Date(Date.UTC(2000, 0, 1) + offset).toISOString().replace('T', ' ').replace('Z', '')
}

/** Ticks at round times, at most ten. */
function axis(length: number): string[] {
  const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 21_600]
  const step = steps.find((seconds) => length / 1000 / seconds <= 10) ?? 86_400
  const hours = length < 3_600_000 ? '' : '%-H:'
  if (step < 1) return ['axisFormat %-S.%L', `tickInterval ${step * 1000}millisecond`]
  return [`axisFormat ${hours}%M:%S`, `tickInterval ${step < 60 ? `${step}second` : `${step / 60}minute`}`]
}
