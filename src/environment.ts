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
