/** How this job can reach the Actions cache, and whether it may read and write it. */
export interface ActionsCache {
  readonly service: CacheServiceV2 | 'toolkit'
  readonly readable: boolean
  readonly writable: boolean
  /** Whether the service is GitHub's. Other services may let branches read each other's entries. */
  readonly isGitHubs: boolean
}

export interface CacheServiceV2 {
  readonly url: URL
  readonly token: string
}

/**
 * The cache that the runner's variables describe; undefined outside a job, or if there is no cache. Uses the rules
 * and names of @actions/cache 6.3.0, lib/internal/config.js: version 2 is never used with GitHub Enterprise
 * Server, and an unknown cache mode forbids nothing.
 */
export function actionsCache(env: Readonly<Record<string, string | undefined>>): ActionsCache | undefined {
  const mode = (env['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase()
  const readable = mode !== 'none' && mode !== 'write-only'
  const writable = mode !== 'none' && mode !== 'read'
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env
  if (env['ACTIONS_CACHE_SERVICE_V2'] && url && token && URL.canParse(url) && !isEnterpriseServer(env)) {
    return { service: { url: new URL(url), token }, readable, writable, isGitHubs: isGitHubs(env, url) }
  }
  const toolkitUrl = env['ACTIONS_CACHE_URL']
  if (!toolkitUrl) return undefined
  return { service: 'toolkit', readable, writable, isGitHubs: isGitHubs(env, toolkitUrl) }
}

/**
 * Whether a cache service is GitHub's: on one of its own hosts, or on the GitHub Enterprise Server that runs the
 * job. Gitea, Forgejo and nektos/act set the same variable to their own server, and set ACT.
 *
 * Source of the host names: docs.github.com, "Self-hosted runners reference", "Accessible domains by function";
 * for data residency "Network details for GHE.com".
 */
function isGitHubs(env: Readonly<Record<string, string | undefined>>, url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  if (/\.(actions\.githubusercontent\.com|ghe\.com)$/.test(hostname)) return true
  return isEnterpriseServer(env) && env['ACT'] !== 'true' && hostname === serverName(env)
}

function isEnterpriseServer(env: Readonly<Record<string, string | undefined>>): boolean {
  const hostname = serverName(env)
  return hostname !== 'github.com' && !hostname.endsWith('.ghe.com') && !hostname.endsWith('.localhost')
}

function serverName(env: Readonly<Record<string, string | undefined>>): string {
  return new URL(env['GITHUB_SERVER_URL'] || 'https://github.com').hostname
}
