/**
 * Variables that the runner sets only for actions, including our inputs, and the state that steps of an action
 * share.
 */
const ofActions = /^(ACTIONS|INPUT|STATE)_/

/**
 * The environment for programs that we start: our own, without our inputs, which include tokens, and without the
 * credentials to write to the repository's cache. Everything else stays: proxies, agents and credential helpers.
 *
 * Source of the names: actions/runner at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55
 * to 84, Handler.cs line 185.
 */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofActions.test(name)))
}

/**
 * The environment for the process of `@actions/cache`: as for any program, plus the variables that locate the cache.
 *
 * Source of the names: @actions/cache 6.3.0, lib/internal/config.js and cacheUtils.js.
 */
export function cacheClientEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...childEnvironment(env), ...cacheVariables(env) }
}

/** The variables that give access to the repository's cache. They include a token. */
export function cacheVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(forCache.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

const forCache = [
  'ACTIONS_CACHE_MODE',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
]

/**
 * Hides the same variables from programs that libraries start with all of `process.env`: this process can still read
 * them by name, but listing the environment omits them.
 */
export function hideFromChildren(): void {
  process.env = new Proxy(process.env, {
    ownKeys: (env) =>
      Reflect.ownKeys(env).filter((name) => typeof name !== 'string' || !ofActions.test(name)),
    // A proxy sets a value with defineProperty, which process.env rejects.
    set: (env, name, value) => Reflect.set(env, name, value),
  })
}
