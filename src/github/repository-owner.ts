import type { Log } from '../log.ts'
import { reasonOf } from '../reason.ts'

/** The fields of an event's payload that show who owns the repository. */
export interface OwnerPayload {
  readonly repository?: { readonly owner?: { readonly type?: string } }
  readonly organization?: unknown
}

/**
 * The type of the account that owns the repository: from the event, or else from GitHub's API, which accepts any
 * token. undefined if neither reports it.
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
    // Imported on demand: most events report the type, and the import takes longer than everything else here.
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
