/** Who can trigger an event, and what this means for a save. */
export type EventRule =
  /** Saves by default on the default branch. */
  | { readonly kind: 'branch' }
  /** Saves only if the input save is `always`. `because` ends a sentence. */
  | { readonly kind: 'opt-in'; readonly because: string }
  /** People without write access can trigger it, and it runs with the default branch's cache: never saves. */
  | { readonly kind: 'untrusted'; readonly because: string }

const rarely = 'its runs are too rare for their state to be useful to other runs'
const notCode = 'it is not about the code on the default branch'
const anyone = "anyone can trigger it, and it runs with the default branch's cache"

const ownPull = 'only the pull request itself can read its cache'

/**
 * All events of docs.github.com, "Events that trigger workflows", and who can trigger them. Used to select a
 * runner and to decide a save.
 */
export const eventRules: ReadonlyMap<string, EventRule> = new Map<string, EventRule>([
  ['push', { kind: 'branch' }],
  ['schedule', { kind: 'branch' }],
  ['workflow_dispatch', { kind: 'branch' }],

  ['branch_protection_rule', { kind: 'opt-in', because: notCode }],
  ['create', { kind: 'opt-in', because: rarely }],
  ['delete', { kind: 'opt-in', because: rarely }],
  ['deployment', { kind: 'opt-in', because: notCode }],
  ['deployment_status', { kind: 'opt-in', because: notCode }],
  ['image_version', { kind: 'opt-in', because: notCode }],
  ['label', { kind: 'opt-in', because: notCode }],
  [
    'merge_group',
    {
      kind: 'opt-in',
      because:
        'only its own entry of the queue can read its cache, while all runs can read what the default branch saves',
    },
  ],
  ['milestone', { kind: 'opt-in', because: notCode }],
  ['page_build', { kind: 'opt-in', because: notCode }],
  ['public', { kind: 'opt-in', because: rarely }],
  ['pull_request', { kind: 'opt-in', because: ownPull }],
  ['pull_request_review', { kind: 'opt-in', because: ownPull }],
  ['pull_request_review_comment', { kind: 'opt-in', because: ownPull }],
  ['registry_package', { kind: 'opt-in', because: notCode }],
  ['release', { kind: 'opt-in', because: 'only runs for the same tag can read its cache' }],
  [
    'repository_dispatch',
    { kind: 'opt-in', because: 'bots use it to run untrusted code on the default branch' },
  ],
  ['status', { kind: 'opt-in', because: notCode }],
  ['workflow_call', { kind: 'opt-in', because: 'a called workflow runs under the event of its caller' }],

  ['check_run', { kind: 'untrusted', because: anyone }],
  ['check_suite', { kind: 'untrusted', because: anyone }],
  ['discussion', { kind: 'untrusted', because: anyone }],
  ['discussion_comment', { kind: 'untrusted', because: anyone }],
  ['fork', { kind: 'untrusted', because: anyone }],
  ['gollum', { kind: 'untrusted', because: anyone }],
  ['issue_comment', { kind: 'untrusted', because: anyone }],
  ['issues', { kind: 'untrusted', because: anyone }],
  ['pull_request_comment', { kind: 'untrusted', because: anyone }],
  ['pull_request_target', { kind: 'untrusted', because: anyone }],
  ['watch', { kind: 'untrusted', because: anyone }],
  ['workflow_run', { kind: 'untrusted', because: anyone }],
])

/** Treats an unlisted event as one that anyone can trigger. */
export function ruleOf(event: string): EventRule {
  return eventRules.get(event) ?? { kind: 'untrusted', because: 'it is unknown who can trigger it' }
}

/**
 * Explains why a run of this event is cold every time and what to do; undefined if the event has no such limit.
 * Source: docs.github.com, "Events that trigger workflows", merge_group: each queue entry has a branch of its own,
 * so no other entry can read what it saves.
 */
export function alwaysColdReason(event: string | undefined): string | undefined {
  if (event !== 'merge_group') return undefined
  return (
    'A run of the merge queue starts from what the default branch saved, and no other run can read what it saves. ' +
    'A workflow that runs only on merge_group is cold every time: add `push` for the default branch to its `on:`.'
  )
}
