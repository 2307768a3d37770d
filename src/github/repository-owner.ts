import type { Log } from '../log.ts'
import { reasonOf } from '../reason.ts'

/** The parts of an event's payload that tell who owns the repository. */
export interface OwnerPayload {
  readonly repository?: { readonly owner?: { readonly type?: string } }
  readonly organization?: unknown
}

/**
 * What kind of account owns the repository: from the event, else asked of GitHub's API, which answers it to any
 * token. Undefined where neither tells.
 *
 * @param owner the account's name (GITHUB_REPOSITORY_OWNER)
 */
export async function repositoryOwner(
  payload: OwnerPayload,
  owner: string,
  token: string,
  log: Log,
): Promise<'Organization' | 'User' | undefined> {
  const type =
    payload.repository?.owner?.type ?? (payload.organization === undefined ? undefined : 'Organization')
  if (type !== undefined) return known(type)
  if (owner === '' || token === '') return undefined
  try {
    // Most events tell, and loading this takes longer than all the rest.
    const { getOctokit } = await import('@actions/github')
    const answer = await getOctokit(token).rest.users.getByUsername({ username: owner })
    return known(answer.data.type)
  } catch (error) {
    log.info(`GitHub did not say what kind of account ${owner} is: ${reasonOf(error)}`)
    return undefined
  }
}

function known(type: string): 'Organization' | 'User' | undefined {
  return type === 'Organization' || type === 'User' ? type : undefined
}
