import { join } from 'node:path'
import type { Log } from '../log.ts'
import { actionsStore } from '../store/actions.ts'
import { DirectoryStore } from '../store/directory.ts'
import { S3Store, type BucketScopes } from '../store/s3.ts'
import { parseS3Address, s3AddressRule, scopeOf } from '../store/s3-address.ts'
import { openBucket } from '../store/s3-bucket.ts'
import type { Store } from '../store/store.ts'
import { cacheHome, repositoryIdentity, temporary } from './context.ts'
import { eventPayload, type EventPayload } from './event.ts'

const { env } = process

/** Which store the inputs name. */
export interface StoreChoice {
  /** The input cache-dir. */
  readonly cacheDir?: string | undefined
  /** The input store. */
  readonly store?: string | undefined
}

/**
 * Opens the store that holds the snapshots; undefined if this job has no cache.
 *
 * @param signal aborts the operations in progress, which then throw
 * @throws Error when the store cannot be opened
 */
export async function openStore(
  { cacheDir, store }: StoreChoice,
  log: Log,
  signal?: AbortSignal,
): Promise<Store | undefined> {
  if (store !== undefined) {
    const address = parseS3Address(store)
    if (!address) throw new Error(`Input store is ${JSON.stringify(store)}; accepted: ${s3AddressRule}.`)
    const bucket = await openBucket(address.bucket, env, log, signal)
    return new S3Store(store, bucket, bucketScopes(address.prefix, env, await eventPayload()), log)
  }
  if (cacheDir !== undefined) return new DirectoryStore(join(cacheDir, repositoryIdentity(env)), signal)
  // Gitea, Forgejo and nektos/act set it; their cache servers follow rules of their own.
  if (env['ACT'] === 'true') return undefined
  if (env['GITHUB_ACTIONS'] === 'true') {
    return actionsStore(env, log, join(temporary, 'warm-dagger', 'staging'), signal)
  }
  return new DirectoryStore(join(cacheHome(), 'warm-dagger', 'local'), signal)
}

/**
 * Whose entries a run reads and writes in a bucket, as GitHub's cache has it: its own ref's, then those of its pull
 * request's base, then the default branch's.
 *
 * @param prefix of the address
 */
export function bucketScopes(
  prefix: string,
  environment: NodeJS.ProcessEnv,
  { repository: { default_branch: branch } = {} }: EventPayload,
): BucketScopes {
  const { GITHUB_REF: ref = '', GITHUB_BASE_REF: base } = environment
  const others = [base, branch].flatMap((name) => (name ? [`refs/heads/${name}`] : []))
  const [own, ...rest] = [...new Set([ref, ...others].map(scopeOf))]
  return {
    repository: `${prefix === '' ? '' : `${prefix}/`}${repositoryIdentity(environment)}/`,
    scopes: [own ?? '', ...rest],
  }
}
