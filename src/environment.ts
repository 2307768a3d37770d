/** What the runner gives to actions alone, our inputs among it, and what the steps of an action keep for each other. */
const ofActions = /^(ACTIONS|INPUT|STATE)_/

/**
 * The environment for a program that we start: ours, without our inputs, the tokens among them, and without the means
 * to write the repository's cache. Nothing else is taken out: proxies, agents and helpers for credentials stay.
 *
 * Source of the names: actions/runner at 258d6c8, src/Runner.Worker/Handlers/NodeScriptActionHandler.cs lines 55 to
 * 84, Handler.cs line 185.
 */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofActions.test(name)))
}

/**
 * The environment for the process of `@actions/cache`: as for any program, and what tells it where the cache is.
 *
 * Source of the names: @actions/cache 6.3.0, lib/internal/config.js and cacheUtils.js.
 */
export function cacheClientEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...childEnvironment(env), ...Object.fromEntries(forCache.map((name) => [name, env[name]])) }
}

const forCache = [
  'ACTIONS_CACHE_MODE',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
]

/**
 * Keeps the same variables from programs that libraries start, which pass on `process.env` as it is: from now on they
 * can be read by their names, but are not among those that are listed.
 */
export function hideFromChildren(): void {
  process.env = new Proxy(process.env, {
    ownKeys: (env) =>
      Reflect.ownKeys(env).filter((name) => typeof name !== 'string' || !ofActions.test(name)),
    // The original accepts no property by definition, as which a proxy passes on what is set.
    set: (env, name, value) => Reflect.set(env, name, value),
  })
}
