import * as core from '@actions/core'
import { displayWords, type DaggerCommand } from '../dagger/command.ts'
import { comparable, isCold, type ColdStart, type PastCommand } from '../policy/cold-start.ts'
import { reasonOf } from '../reason.ts'
import { gantt } from './gantt.ts'
import { jobLog as log } from '../github/log.ts'
import { code, fenced, joined, line, link, table, type Markdown, type Row } from './markdown.ts'
import type { Phase } from '../job/timeline.ts'
import { counted, date, day, megabytes, rate, seconds, span } from '../units.ts'

/** Adds Markdown to the page of the job, where there is one. Warns where it cannot: no job is to fail for want of it. */
export async function addToSummary(markdown: string): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return
  try {
    await core.summary.addRaw(`${markdown}\n\n`).write()
  } catch (error) {
    log.warning(`The summary could not be written: ${reasonOf(error)}`)
  }
}

/** What a job's engine starts from. Times are in milliseconds, moments in those since 1970. */
export type Start =
  | {
      readonly kind: 'snapshot'
      /** The key that it was saved under. */
      readonly key: string
      /** Whether that is the job's own. */
      readonly exact: boolean
      /** That saved it, where its page is known. */
      readonly run: { readonly id: string; readonly url: string } | undefined
      readonly savedAt: number | undefined
      readonly engineVersion: string
      /** Bytes that the image holds. */
      readonly content: number
      /** Compressed bytes that were fetched. */
      readonly fetched: number
      readonly packs: number
      readonly time: number
    }
  | {
      /** A state that this machine has from an earlier job. */
      readonly kind: 'kept'
      readonly key: string
      readonly exact: boolean
      readonly usedAt: number
      readonly engineVersion: string
      readonly how: 'move' | 'copy'
      readonly time: number
    }
  | { readonly kind: 'nothing'; readonly key: string }
  /** Whatever the engine starts from is not from us. */
  | { readonly kind: 'not ours' }

/** @param notes whole sentences: what went wrong on the way, or why there is nothing */
export function restoreSummary(start: Start, notes: readonly string[], now: number): string {
  const title =
    start.kind === 'nothing'
      ? 'miss, so the engine starts cold'
      : start.kind === 'not ours'
        ? 'not used'
        : start.exact
          ? 'hit'
          : 'hit of another key'
  return paragraphs([
    line`### Dagger cache: ${title}`.source,
    ...notes.map((note) => line`${note}`.source),
    table(startRows(start, now)),
  ])
}

function startRows(start: Start, now: number): Row[] {
  if (start.kind === 'not ours') return []
  if (start.kind === 'nothing') return [[line`Key`, code(start.key)]]
  const { key, engineVersion, time } = start
  if (start.kind === 'kept') {
    const taken = start.how === 'move' ? 'as it is' : 'as a copy'
    return [
      [line`Restored`, line`what this machine kept, ${taken}, in ${seconds(time)}`],
      [line`Key`, code(key)],
      [line`Kept`, line`${ago(start.usedAt, now)}, with Dagger ${engineVersion}`],
    ]
  }
  const { run, savedAt, content, fetched, packs } = start
  const saved = [
    ...(savedAt === undefined ? [] : [ago(savedAt, now)]),
    ...(run ? [line`by ${link(`run ${run.id}`, run.url)}`] : []),
    line`with Dagger ${engineVersion}`,
  ]
  return [
    [line`Restored`, line`${megabytes(content)} in ${seconds(time)}`],
    [line`Key`, code(key)],
    [line`Saved`, joined(saved)],
    [line`Fetched`, line`${megabytes(fetched)} of ${counted(packs, 'pack')}, ${rate(fetched, time)}`],
  ]
}

/** A moment, and how long before the job it was; not where the clocks of two machines do not agree on that. */
function ago(moment: number, now: number): Markdown {
  return moment > now ? line`${date(moment)}` : line`${span(now - moment)} before this job (${date(moment)})`
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

const tracesSetup = 'https://dagger.cloud/traces/setup'

/** As dagger-for-github's summary, with the engine, its cache's state, and the time it took. */
export function runSummary(summary: RunSummary): string {
  const { command, version, traceUrl = tracesSetup } = summary
  return paragraphs([
    '## Command',
    fenced('bash', ['dagger', ...displayWords(command)].join(' ')),
    ...(command.script === undefined ? [] : ['### Script', fenced('bash', command.script)]),
    '## Dagger trace',
    summary.traceUrl === undefined
      ? `No trace available. To setup: [${tracesSetup}](${tracesSetup})`
      : traceLink(traceUrl),
    '## Dagger version',
    fenced('bash', /^\d+\./.test(version) ? `v${version}` : version),
    '## Dagger engine',
    fenced('bash', summary.engine),
    line`Its cache: ${code(summary.verdict)}. The command took ${summary.commandTime}, the step ${summary.stepTime}.`
      .source,
    '---\n',
  ])
}

/** As dagger-for-github writes it, where that can be nothing else than a link. */
function traceLink(url: string): string {
  return /^https:[a-zA-Z0-9./-]+$/.test(url) ? `[${url}](${url})` : link(url, url).source
}

/** How a job ended, for the last of its steps that is ours. */
export interface JobEnd {
  readonly phases: readonly Phase[]
  readonly commands: readonly PastCommand[]
  /** Of the job's own key, measured in an earlier job. */
  readonly coldStart: ColdStart | undefined
  readonly saved: boolean
  /** Why, in sentences. */
  readonly reason: string
  /** What there is to tell of the save, and of the cache. */
  readonly rows: readonly Row[]
}

export function jobSummary({ phases, commands, coldStart, saved, reason, rows }: JobEnd): string {
  const time = paragraphs([
    [...timeSaved(commands[0], coldStart, phases), ...traces(commands)].map(({ source }) => source).join(' '),
    gantt(phases),
  ])
  return paragraphs([
    ...(time === '' ? [] : ['### Where the time went', time]),
    `### Dagger cache: ${saved ? 'saved' : 'not saved'}`,
    line`${reason}`.source,
    table(rows),
  ])
}

/** What the first command took, and what it took from cold, where that was measured. */
function timeSaved(
  first: PastCommand | undefined,
  coldStart: ColdStart | undefined,
  phases: readonly Phase[],
): Markdown[] {
  if (!first) return []
  if (!first.succeeded) return [line`The command failed after ${seconds(first.milliseconds)}.`]
  const took = line`command took ${seconds(first.milliseconds)}`
  if (isCold(first)) return [line`From cold, the ${took}.`]
  const cold = comparable(first, coldStart)
  if (!cold) return [line`The ${took}.`]
  const restore = phases
    .filter(({ name }) => name === 'look up' || name === 'restore')
    .reduce((sum, { start, end }) => sum + end - start, 0)
  const saved = cold.milliseconds - first.milliseconds - restore
  const told = saved > 0 ? line`**${seconds(saved)} saved**: the ${took}` : line`The ${took}`
  return [
    line`${told} and the restore ${seconds(restore)}; from cold the same call, the values of its flags aside, took ${seconds(cold.milliseconds)}, on ${day(cold.at)}.`,
  ]
}

function traces(commands: readonly PastCommand[]): Markdown[] {
  const urls = commands.flatMap(({ traceUrl }) => traceUrl ?? []).filter((url) => url !== tracesSetup)
  return urls.map((url, at) => link(urls.length === 1 ? 'Trace' : `Trace ${at + 1}`, url))
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
