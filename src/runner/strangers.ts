import { ruleOf } from '../policy/events.ts'

/** The parts of an event's payload that tell whose code a job runs. */
export interface PullRequestPayload {
  readonly pull_request?: null | {
    readonly head?: { readonly repo?: { readonly full_name?: string } | null }
    readonly base?: { readonly repo?: { readonly full_name?: string } | null }
  }
}

/**
 * Why a job may run a stranger's code, as the end of a sentence; undefined where it does not. A convenience
 * and no boundary: a fork may edit the workflow that asks.
 */
export function strangersCode(event: string, payload: PullRequestPayload): string | undefined {
  // Outside GitHub there is no event, and no stranger.
  if (event !== '' && ruleOf(event).kind === 'strangers') {
    return `${event} can be caused by anyone, and only GitHub's machines run strangers' code`
  }
  return isFromFork(payload)
    ? "the pull request comes from a fork, and only GitHub's machines run strangers' code"
    : undefined
}

/** Whether the payload's pull request comes from another repository; one whose repository is gone does. */
export function isFromFork({ pull_request: pullRequest }: PullRequestPayload): boolean {
  if (!pullRequest) return false
  const head = pullRequest.head?.repo?.full_name
  return typeof head !== 'string' || head !== pullRequest.base?.repo?.full_name
}
