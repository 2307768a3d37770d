/** How this job can reach the Actions cache, and what it may do there. */
export interface ActionsCache {
  readonly service: CacheServiceV2 | 'toolkit'
  readonly readable: boolean
  readonly writable: boolean
}

export interface CacheServiceV2 {
  readonly url: URL
  readonly token: string
}

/**
 * What a runner exports for the cache; undefined outside a job and where there is no cache. Rules and names as in
 * @actions/cache 6.3.0, lib/internal/config.js: version 2 is not for GitHub Enterprise Server, whatever is
 * exported, and an unknown cache mode forbids nothing.
 */
export function actionsCache(env: Readonly<Record<string, string | undefined>>): ActionsCache | undefined {
  const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase()
  const readable = mode !== 'none' && mode !== 'write-only'
  const writable = mode !== 'none' && mode !== 'read'
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env
  if (env['ACTIONS_CACHE_SERVICE_V2'] && url && token && URL.canParse(url) && !isEnterpriseServer(env)) {
    return { service: { url: new URL(url), token }, readable, writable }
  }
  return env['ACTIONS_CACHE_URL'] ? { service: 'toolkit', readable, writable } : undefined
}

function isEnterpriseServer(env: Readonly<Record<string, string | undefined>>): boolean {
  const { hostname } = new URL(env['GITHUB_SERVER_URL'] || 'https://github.com')
  return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost')
}
