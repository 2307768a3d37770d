import { reasonOf } from '../../src/reason.ts'
import type { Fetch, Kind } from './kind.ts'
import { runOnce, type RunResult } from './run.ts'
import { buildWorld } from './world.ts'

export interface CampaignOptions {
  readonly kinds: readonly Kind[]
  /** The seed of the first run. Each run adds 1. */
  readonly seed: number
  readonly runs: number
  /** No run starts after this many minutes. */
  readonly minutes?: number
  /** How jobs fetch their state; undefined: as the seeds select. */
  readonly fetch?: Fetch
  /** Called after each run. */
  readonly say?: (line: string) => void
}

export interface CampaignRun extends RunResult {
  readonly kind: string
  /** The command that repeats it. */
  readonly again: string
}

/** Runs the kinds in turn, without those that this machine does not support. */
export async function campaign(options: CampaignOptions): Promise<readonly CampaignRun[]> {
  const { kinds, seed, runs, minutes = Infinity, fetch, say = () => undefined } = options
  const able: Kind[] = []
  for (const kind of kinds) {
    const lack = await kind.lacks?.()
    if (lack === undefined) able.push(kind)
    else say(`${kind.name}: skipped. ${lack}`)
  }
  const done: CampaignRun[] = []
  const world = await buildWorld()
  const start = performance.now()
  try {
    while (done.length < runs && performance.now() - start < minutes * 60_000) {
      const kind = able[done.length % able.length]
      if (!kind) break
      const ownSeed = seed + done.length
      const begun = performance.now()
      const result = await runOnce(world, kind, ownSeed, fetch).catch(unfinished)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      const mode = fetch === undefined ? '' : ` --fetch ${fetch}`
      const again = `script/faults --kind '${kind.name}' --seed ${ownSeed} --runs 1${mode}`
      say(`${ownSeed} ${kind.name}: ${result.outcome}, in ${seconds} s (${result.where})`)
      if (result.wrong.length > 0) {
        say(result.log.trimEnd())
        for (const problem of result.wrong) say(`WRONG: ${problem}`)
        say(`Again: ${again}`)
      }
      done.push({ ...result, kind: kind.name, again })
    }
  } finally {
    await world.stop()
  }
  return done
}

/** The outcome of a run that the campaign could not finish. */
function unfinished(error: unknown): RunResult {
  const wrong = [`The run could not be ended: ${reasonOf(error)}`]
  return { outcome: 'unfinished', where: 'nowhere', wrong, lost: [], log: '' }
}

/** A row for each kind, in Markdown. */
export function tableOf(runs: readonly CampaignRun[]): readonly string[] {
  const rows = [...Map.groupBy(runs, ({ kind }) => kind)].map(([kind, ofKind]) => {
    const outcomes = [...Map.groupBy(ofKind, ({ outcome }) => outcome)]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([outcome, same]) => `${same.length} ${outcome}`)
    const lost = ofKind.filter((run) => run.lost.length > 0).length
    return [kind, String(ofKind.length), outcomes.join('; '), String(lost)]
  })
  const head = ['Kind', 'Runs', 'Outcome', 'Lost']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
