import { ruleOf, type EventRule } from './events.ts'
import { printable } from '../printable.ts'
import { counted } from '../units.ts'

/** The code in a folder that a command used. */
export type UsedCode =
  | {
      readonly kind: 'checkout'
      /** As shown to the user. */
      readonly folder: string
      /** The checked-out commit. */
      readonly head: string
      /** Tracked files that differ from `head`. */
      readonly changedFiles: readonly string[]
    }
  /** Files outside a git checkout. */
  | { readonly kind: 'unversioned'; readonly folder: string }
  /** No files: the module is a git reference in the workflow, and the folder contains no code. */
  | { readonly kind: 'empty' }

/** The facts that decide whether to save. */
export interface SaveFacts {
  readonly saveInput: 'auto' | 'always' | 'never'
  /** The event's name (GITHUB_EVENT_NAME); undefined outside GitHub, where no untrusted event starts a job. */
  readonly event: string | undefined
  /** The full ref (GITHUB_REF), such as `refs/heads/main`. */
  readonly ref: string
  /** The payload's `repository.default_branch`; undefined if the payload lacks it, as that of a schedule may. */
  readonly defaultBranch: string | undefined
  /** The commit the run is for (GITHUB_SHA). */
  readonly sha: string
  /** The code that the job's commands used; empty if that is unknown. */
  readonly code: readonly UsedCode[]
  /** Whether the payload's pull request comes from another repository; false if there is no pull request. */
  readonly fromFork: boolean
  /** Declared by the store: see `Store.isolatesBranches`. */
  readonly isolatesBranches: boolean
  /** The access to the cache that the runner grants the job (ACTIONS_CACHE_MODE); undefined if it is not set. */
  readonly cacheMode: string | undefined
  /** Whether the job was canceled or timed out. */
  readonly cancelled: boolean
}

export interface SaveDecision {
  readonly save: boolean
  /** One sentence for the log. */
  readonly reason: string
}

/**
 * Decides whether a job may save its state. `needToSave` then decides whether there is anything new to save.
 *
 * `always` adds events and branches that save. It never lets untrusted code into entries that the default
 * branch restores from: events marked `untrusted` never save.
 */
export function decideSave(facts: SaveFacts): SaveDecision {
  if (facts.saveInput === 'never') return no('Input save is never.')
  if (facts.cancelled) return no('The job was canceled, so its state may be incomplete.')
  // @actions/cache 6.3.0, lib/internal/config.js:18 (the modes) and lib/cache.js:370 (a save is skipped).
  if (facts.cacheMode === 'read' || facts.cacheMode === 'none') {
    return no(`The runner gives this job the cache mode ${facts.cacheMode}, which does not permit a save.`)
  }
  if (facts.event === undefined) return yes('Outside GitHub every job saves.')
  const rule = ruleOf(facts.event)
  if (rule.kind === 'untrusted') return no(`Runs on ${facts.event} never save: ${rule.because}.`)
  if (!facts.isolatesBranches && facts.fromFork) {
    return no(
      "This store is shared by all branches, and a fork's pull request may not write what they restore.",
    )
  }
  if (!facts.isolatesBranches && facts.ref.startsWith('refs/pull/')) {
    return no(
      'This store is shared by all branches, and a pull request may not write what the default branch restores.',
    )
  }
  return facts.saveInput === 'always' ? always(facts) : automatic(facts, facts.event, rule)
}

/**
 * Whether a job could save its state, as far as its run and the input save show: nothing else is known yet.
 */
export function couldSave(
  run: Omit<SaveFacts, 'saveInput' | 'code' | 'isolatesBranches' | 'cancelled'>,
  saveInput: SaveFacts['saveInput'],
): boolean {
  const best = { code: [{ kind: 'empty' }], isolatesBranches: true, cancelled: false } as const
  return decideSave({ ...run, saveInput, ...best }).save
}

function automatic(facts: SaveFacts, event: string, rule: EventRule): SaveDecision {
  if (rule.kind === 'opt-in') return no(`Runs on ${event} do not save by default: ${rule.because}.`)
  const isDefault = isDefaultBranch(facts)
  if (isDefault === undefined) {
    return no(`The event ${event} does not name the default branch, the only branch that saves by default.`)
  }
  if (!isDefault) {
    return no(
      `${facts.ref || 'A run without a ref'} is not the default branch, the only branch that saves by default; set save: always to save here too.`,
    )
  }
  const doubt = doubtAbout(facts.code, facts.sha)
  if (doubt !== undefined) return no(doubt)
  return yes(`This is a ${event} on the default branch, which other runs restore from.`)
}

function always(facts: SaveFacts): SaveDecision {
  // Not the event, because the ref of a merged pull request is its target branch.
  if (facts.ref.startsWith('refs/pull/')) {
    return yes('Input save is always; only runs of this pull request can read the entry.')
  }
  const isShared = !facts.isolatesBranches || isDefaultBranch(facts) !== false
  const doubt = isShared ? doubtAbout(facts.code, facts.sha, vouchesForChanges(facts)) : undefined
  return doubt === undefined ? yes('Input save is always.') : no(doubt)
}

/**
 * Whether `save: always` accepts changes to tracked files, such as a version stamp or a lock file: only if
 * everyone who can start the run can also write to the default branch.
 */
function vouchesForChanges(facts: SaveFacts): boolean {
  return ruleOf(facts.event ?? '').kind === 'branch' && isDefaultBranch(facts) === true
}

/**
 * Why the code that ran may differ from the run's commit, as a sentence; undefined if it is that commit.
 *
 * @param allowsChanges whether tracked files may differ from the commit
 */
function doubtAbout(code: readonly UsedCode[], sha: string, allowsChanges = false): string | undefined {
  if (code.length === 0) return 'It is unknown which code ran.'
  for (const used of code) {
    if (used.kind === 'unversioned') {
      return `${used.folder} is not a git checkout, so it is unknown which code ran.`
    }
    if (used.kind !== 'checkout') continue
    const { folder, head, changedFiles } = used
    if (head !== sha) {
      return `${folder} is at commit ${head.slice(0, 12)} and this run is for ${sha.slice(0, 12)}: other branches must not restore what different code built.`
    }
    if (changedFiles.length > 0 && !allowsChanges) {
      return `${counted(changedFiles.length, 'tracked file')} in ${folder} changed since the checkout (${listed(changedFiles)}): other branches must not restore what changed code built.`
    }
  }
  return undefined
}

function listed(files: readonly string[]): string {
  const [first = '', second, third, ...more] = files.map(printable)
  const named = [first, second, third].filter((file) => file !== undefined).join(', ')
  return more.length === 0 ? named : `${named}, …`
}

/**
 * Undefined if the payload does not name the default branch. A schedule runs on the default branch, even if the
 * payload lacks it.
 */
export function isDefaultBranch({
  event,
  ref,
  defaultBranch,
}: Pick<SaveFacts, 'event' | 'ref' | 'defaultBranch'>): boolean | undefined {
  if (defaultBranch === undefined) return event === 'schedule' ? true : undefined
  return ref === `refs/heads/${defaultBranch}`
}

function yes(reason: string): SaveDecision {
  return { save: true, reason }
}

function no(reason: string): SaveDecision {
  return { save: false, reason }
}
