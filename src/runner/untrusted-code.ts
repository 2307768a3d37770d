import { ruleOf } from '../policy/events.ts'

/** The fields of an event's payload that show whose code a job runs. */
export interface PullRequestPayload {
  readonly pull_request?: null | {
    readonly head?: { readonly repo?: { readonly full_name?: string } | null }
    readonly base?: { readonly repo?: { readonly full_name?: string } | null }
  }
}

/**
 * Why a job may run untrusted code, as the end of a sentence; undefined if it does not. This is a convenience
 * and not a security boundary: a fork can edit the workflow.
 */
export function untrustedCodeReason(event: string, payload: PullRequestPayload): string | undefined {
  // Outside GitHub there is no event that untrusted people can trigger.
  if (event !== '' && ruleOf(event).kind === 'untrusted') {
    return `${event} can be triggered by anyone, and only GitHub-hosted runners run untrusted code`
  }
  return isFromFork(payload)
    ? 'the pull request comes from a fork, and only GitHub-hosted runners run untrusted code'
    : undefined
}

/** Whether the payload's pull request comes from another repository. True if that repository was deleted. */
export function isFromFork({ pull_request: pullRequest }: PullRequestPayload): boolean {
  if (!pullRequest) return false
  const head = pullRequest.head?.repo?.full_name
  return typeof head !== 'string' || head !== pullRequest.base?.repo?.full_name
}
