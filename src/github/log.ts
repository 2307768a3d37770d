import * as core from '@actions/core'
import type { Log } from '../log.ts'
import { secondsSince } from '../units.ts'

/** The job's log on GitHub. */
export const jobLog: Log = {
  // The one function of these that escapes nothing.
  info: (message) => {
    core.info(inert(message))
  },
  warning: core.warning,
  debug: core.debug,
  group: (name, body) =>
    core.group(name, async () => {
      const start = performance.now()
      try {
        return await body()
      } finally {
        core.info(`It took ${secondsSince(start)}.`)
      }
    }),
}

/**
 * A line that the runner takes for no command, whatever text from outside is in it: a key, what a server answered,
 * what a file of the repository says. A command begins a line with `::`, or, in the old spelling, stands anywhere
 * in it behind `##[` (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
 */
export function inert(message: string): string {
  return message
    .replaceAll(/\p{Cc}/gu, encodeURIComponent)
    .replaceAll('##[', '## [')
    .replace(/^(\s*:):/, '$1 :')
}
