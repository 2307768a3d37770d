import { steps } from './contestants.ts'
import type { Results, Spread } from './results.ts'
import type { SaveOfYear } from './year.ts'

// Colors that differ on white, on black, and for color-blind readers.
const style = `<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.small { font-size: 11px; fill: #57606a }
.axis { stroke: #8c959f; stroke-width: 1 }
.range { stroke: #24292f; stroke-width: 1.5 }
.ours { fill: #1a7fd4 } .peer { fill: #d9822b }
.line { fill: none; stroke: #1a7fd4; stroke-width: 1.5 } .bound { stroke: #d9822b; stroke-width: 1.5; stroke-dasharray: 5 4 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 } .range { stroke: #e6edf3 }
}
</style>`

const width = 720
const left = 130
const right = 110

/** Seconds of each step of Warm Dagger and of tar, with their ranges. */
export function stepsChart(results: Results): string {
  const rows = steps.flatMap((step) => {
    const [ours, peer] = [results.ours[step], results.peer[step]]
    return ours && peer ? [{ step, ours, peer }] : []
  })
  const longest = Math.max(...rows.flatMap(({ ours, peer }) => [ours.seconds.most, peer.seconds.most]))
  const x = (seconds: number) => left + (seconds / longest) * (width - left - right)
  const bar = (kind: 'ours' | 'peer', seconds: Spread, moved: Spread, y: number): string[] => [
    `<rect class="${kind}" x="${left}" y="${y}" width="${fixed(x(seconds.median) - left)}" height="16" rx="2"/>`,
    `<line class="range" x1="${fixed(x(seconds.least))}" x2="${fixed(x(seconds.most))}" y1="${y + 8}" y2="${y + 8}"/>`,
    `<text class="small" x="${fixed(x(seconds.most) + 6)}" y="${y + 12}">${seconds.median.toFixed(1)} s, ${inMegabytes(moved.median)}</text>`,
  ]
  const height = 66 + rows.length * 52
  const { name, bytes, entries } = results.size
  return svg(height, `Duration of a restore and of saves, ${name} state`, [
    `<text x="10" y="22">A state of ${bytes / 1e9} GB, ${entries.toLocaleString('en')} entries: median of ${results.rounds} rounds, minimum to maximum</text>`,
    `<rect class="ours" x="10" y="33" width="12" height="12" rx="2"/><text class="small" x="27" y="43">Warm Dagger</text>`,
    `<rect class="peer" x="120" y="33" width="12" height="12" rx="2"/><text class="small" x="137" y="43">tar of the volume through @actions/cache</text>`,
    ...rows.flatMap(({ step, ours, peer }, at) => [
      `<text x="10" y="${82 + at * 52}">${step}</text>`,
      ...bar('ours', ours.seconds, ours.movedBytes, 60 + at * 52),
      ...bar('peer', peer.seconds, peer.movedBytes, 78 + at * 52),
    ]),
    `<line class="axis" x1="${left}" x2="${left}" y1="56" y2="${height - 8}"/>`,
  ])
}

/** What restores download over a year, relative to the size of the state, and the number of packs and entries. */
export function yearChart(saves: readonly SaveOfYear[]): string {
  let changed = 0
  let rewritten = 0
  const panels: { title: string; values: readonly number[]; bound?: number }[] = [
    {
      title: 'bytes downloaded for each byte in use',
      values: saves.map((save) => save.packBytes / save.liveBytes),
      bound: 1.5,
    },
    { title: 'packs of a snapshot', values: saves.map((save) => save.packs), bound: 8 },
    {
      title: 'bytes rewritten for each changed byte, since the first save',
      values: saves.map((save) => {
        changed += save.changedBytes
        rewritten += save.rewrittenBytes
        return rewritten / changed
      }),
      bound: 1,
    },
    { title: 'entries in the cache', values: saves.map((save) => save.entries) },
  ]
  const panelHeight = 110
  return svg(40 + panels.length * panelHeight, 'A simulated year of saves', [
    `<text x="10" y="22">${saves.length} saves of a small state, each after a change of 0 to 10%</text>`,
    ...panels.flatMap(({ title, values, bound }, at) => {
      const top = 60 + at * panelHeight
      const most = Math.max(...values, bound ?? 0) * 1.1
      const y = (value: number) => top + 70 - (value / most) * 70
      const x = (save: number) => 40 + (save / (values.length - 1)) * (width - 60)
      const points = values.map((value, save) => `${fixed(x(save))},${fixed(y(value))}`).join(' ')
      const found = `at most ${Number(Math.max(...values).toFixed(2))}`
      const line = (kind: string, value: number) =>
        `<line class="${kind}" x1="40" x2="${width - 20}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/>`
      return [
        `<text class="small" x="40" y="${top - 6}">${title}: ${found}${bound === undefined ? '' : ` (limit: ${bound})`}</text>`,
        line('axis', 0),
        ...(bound === undefined ? [] : [line('bound', bound)]),
        `<polyline class="line" points="${points}"/>`,
      ]
    }),
  ])
}

function svg(height: number, title: string, content: readonly string[]): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`
  return [head, `<title>${title}</title>`, style, ...content, '</svg>', ''].join('\n')
}

function fixed(value: number): string {
  return value.toFixed(1)
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`
}
