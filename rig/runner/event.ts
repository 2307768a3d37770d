import type { Value } from './expression.ts'

/** The values that an event implies for a run. */
export interface EventDefaults {
  readonly ref: string
  readonly headRef: string
  readonly baseRef: string
  readonly payload: Readonly<Record<string, Value>>
}

/**
 * A plausible payload of an event, with the fields that actions read, not all that GitHub sends.
 *
 * Shapes: docs.github.com, "Events that trigger workflows" and "Webhook events and payloads".
 */
export function eventDefaults(
  name: string,
  repository: string,
  defaultBranch: string,
  sha: string,
): EventDefaults {
  const owner = repository.split('/')[0] ?? ''
  const common = {
    repository: {
      id: 1,
      name: repository.slice(owner.length + 1),
      full_name: repository,
      owner: { login: owner },
      default_branch: defaultBranch,
      private: false,
    },
    sender: { login: 'someone' },
  }
  const onDefaultBranch = `refs/heads/${defaultBranch}`
  const branch = { ref: onDefaultBranch, headRef: '', baseRef: '' }
  const pullRequest = {
    number: 1,
    pull_request: {
      number: 1,
      head: { ref: 'topic', sha, repo: { full_name: repository, fork: false } },
      base: { ref: defaultBranch, repo: { full_name: repository } },
    },
  }
  switch (name) {
    case 'push':
      return { ...branch, payload: { ...common, ref: onDefaultBranch, before: '0'.repeat(40), after: sha } }
    case 'schedule':
      // The only event whose payload can lack a repository.
      return { ...branch, payload: { schedule: '0 5 * * *' } }
    case 'pull_request':
    case 'pull_request_review':
      return {
        ref: 'refs/pull/1/merge',
        headRef: 'topic',
        baseRef: defaultBranch,
        payload: { ...common, ...pullRequest, action: 'synchronize' },
      }
    case 'pull_request_target':
      return {
        ...branch,
        headRef: 'topic',
        baseRef: defaultBranch,
        payload: { ...common, ...pullRequest, action: 'synchronize' },
      }
    case 'merge_group':
      return {
        ...branch,
        ref: `refs/heads/gh-readonly-queue/${defaultBranch}/pr-1-${sha}`,
        payload: {
          ...common,
          action: 'checks_requested',
          merge_group: { base_ref: onDefaultBranch, head_sha: sha },
        },
      }
    default:
      return { ...branch, payload: common }
  }
}
