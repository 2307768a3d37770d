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
