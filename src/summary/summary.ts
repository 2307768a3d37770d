import * as core from '@actions/core'
import { displayWords, type DaggerCommand } from '../dagger/command.ts'
import { comparable, isCold, type ColdStart, type PastCommand } from '../policy/cold-start.ts'
import { reasonOf } from '../reason.ts'
import { gantt } from './gantt.ts'
import { jobLog as log } from '../github/log.ts'
import { code, fenced, joined, line, link, table, type Markdown, type Row } from './markdown.ts'
import type { Phase } from '../record/timeline.ts'
import { counted, date, day, megabytes, rate, seconds, span } from '../units.ts'

/**
 * Adds Markdown to the job's summary, if there is one. Only warns on failure, because no job may fail for its
 * summary.
 */
export async function addToSummary(markdown: string): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return
  try {
    await core.summary.addRaw(`${markdown}\n\n`).write()
  } catch (error) {
    log.warning(`The summary could not be written: ${reasonOf(error)}`)
  }
}

/** What a job's engine starts from. Durations are in milliseconds, times in milliseconds since 1970. */
export type Start =
  | {
      readonly kind: 'snapshot'
      /** The key that the snapshot was saved under. */
      readonly key: string
      /** Whether `key` is the job's own key. */
      readonly exact: boolean
      /** The workflow run that saved it, if its page is known. */
      readonly run: { readonly id: string; readonly url: string } | undefined
      readonly savedAt: number | undefined
      readonly engineVersion: string
      /** Bytes of content in the image. */
      readonly content: number
      /** Compressed bytes that were downloaded; absent if they are fetched on demand. */
      readonly fetched?: number
      readonly packs: number
      readonly restoreMilliseconds: number
    }
  | {
      /** A state that this machine kept from an earlier job. */
      readonly kind: 'kept'
      readonly key: string
      readonly exact: boolean
      readonly usedAt: number
      readonly engineVersion: string
      readonly how: 'move' | 'copy'
      readonly restoreMilliseconds: number
    }
  | { readonly kind: 'nothing'; readonly key: string }
  /** This action does not manage the engine's state. */
  | { readonly kind: 'not managed' }

/** @param notes complete sentences: what went wrong, or why there is no state */
export function restoreSummary(start: Start, notes: readonly string[], now: number): string {
  const title =
    start.kind === 'nothing'
      ? 'miss, so the engine starts cold'
      : start.kind === 'not managed'
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
  if (start.kind === 'not managed') return []
  if (start.kind === 'nothing') return [[line`Key`, code(start.key)]]
  const { key, engineVersion, restoreMilliseconds } = start
  if (start.kind === 'kept') {
    const taken = start.how === 'move' ? 'as it is' : 'as a copy'
    return [
      [line`Restored`, line`what this machine kept, ${taken}, in ${seconds(restoreMilliseconds)}`],
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
  if (fetched === undefined) {
    return [
      [
        line`Restored`,
        line`a volume of ${megabytes(content)} in ${seconds(restoreMilliseconds)}; parts are fetched when they are read`,
      ],
      [line`Key`, code(key)],
      [line`Saved`, joined(saved)],
    ]
  }
  return [
    [line`Restored`, line`${megabytes(content)} in ${seconds(restoreMilliseconds)}`],
    [line`Key`, code(key)],
    [line`Saved`, joined(saved)],
    [
      line`Fetched`,
      line`${megabytes(fetched)} of ${counted(packs, 'pack')}, ${rate(fetched, restoreMilliseconds)}`,
    ],
  ]
}

/** A time, and how long before the job it was. Only the time if the clocks of two machines disagree. */
function ago(moment: number, now: number): Markdown {
  return moment > now ? line`${date(moment)}` : line`${span(now - moment)} before this job (${date(moment)})`
}

export interface RunSummary {
  readonly command: DaggerCommand
  /** A full version, or a commit hash. */
  readonly version: string
  /** Where the engine runs, for display. */
  readonly engine: string
  readonly verdict: string
  readonly traceUrl: string | undefined
  /** For display. */
  readonly commandTime: string
  readonly stepTime: string
}

const tracesSetup = 'https://dagger.cloud/traces/setup'

/** The summary of dagger-for-github, plus the engine, the state of its cache, and durations. */
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

/** The trace's link as dagger-for-github writes it, if the URL contains only harmless characters. */
function traceLink(url: string): string {
  return /^https:[a-zA-Z0-9./-]+$/.test(url) ? `[${url}](${url})` : link(url, url).source
}

/** How a job ended, for the summary of its last step. */
export interface JobEnd {
  readonly phases: readonly Phase[]
  readonly commands: readonly PastCommand[]
  /** Measured in an earlier job with the same key. */
  readonly coldStart: ColdStart | undefined
  readonly saved: boolean
  /** One or more sentences. */
  readonly reason: string
  /** What to report about the save and the cache. */
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

/** How long the first command took and, if it was measured, how long it took with a cold engine. */
function timeSaved(
  first: PastCommand | undefined,
  coldStart: ColdStart | undefined,
  phases: readonly Phase[],
): Markdown[] {
  if (!first) return []
  if (!first.succeeded) return [line`The command failed after ${seconds(first.milliseconds)}.`]
  const took = line`command took ${seconds(first.milliseconds)}`
  if (isCold(first)) return [line`Without a restored state, the ${took}.`]
  const cold = comparable(first, coldStart)
  if (!cold) return [line`The ${took}.`]
  const restore = phases
    .filter(({ name }) => name === 'look up' || name === 'restore')
    .reduce((sum, { start, end }) => sum + end - start, 0)
  const saved = cold.milliseconds - first.milliseconds - restore
  const warm = saved > 0 ? line`**${seconds(saved)} saved**: the ${took}` : line`The ${took}`
  return [
    line`${warm} and the restore ${seconds(restore)}. Without a restored state, the same command took ${seconds(cold.milliseconds)} on ${day(cold.at)}; its flag values may have been different.`,
  ]
}

function traces(commands: readonly PastCommand[]): Markdown[] {
  const urls = commands.flatMap(({ traceUrl }) => traceUrl ?? []).filter((url) => url !== tracesSetup)
  return urls.map((url, at) => link(urls.length === 1 ? 'Trace' : `Trace ${at + 1}`, url))
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
