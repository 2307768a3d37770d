import * as core from '@actions/core'
import type { Log } from '../log.ts'
import { secondsSince } from '../units.ts'

/** The job's log on GitHub. */
export const jobLog: Log = {
  // The one function of these that escapes nothing.
  info: (message) => {
    core.info(inert(message))
  },
  // These two escape line breaks alone.
  warning: (message) => {
    core.warning(unobeyed(message))
  },
  debug: (message) => {
    core.debug(unobeyed(message))
  },
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

/** What a terminal would obey, an escape sequence above all, becomes text. Line breaks stay. */
function unobeyed(message: string): string {
  return message.replaceAll(/(?![\r\n])\p{Cc}/gu, encodeURIComponent)
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
