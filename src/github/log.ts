import * as core from '@actions/core'
import type { Log } from '../log.ts'
import { secondsSince } from '../units.ts'

/** The job's log on GitHub. */
export const jobLog: Log = {
  // core.info escapes nothing.
  info: (message) => {
    core.info(escapeCommands(message))
  },
  // core.warning and core.debug escape no control characters except line breaks.
  warning: (message) => {
    core.warning(escapeControlCharacters(message))
  },
  debug: (message) => {
    core.debug(escapeControlCharacters(message))
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

/** The same, but with information only in the debug log, because another part of the job has logged it. */
export const quietLog: Log = {
  ...jobLog,
  info: (message) => {
    jobLog.debug(message)
  },
}

/** Escapes control characters, which a terminal would interpret, such as escape sequences. Keeps line breaks. */
function escapeControlCharacters(message: string): string {
  return message.replaceAll(/(?![\r\n])\p{Cc}/gu, encodeURIComponent)
}

/**
 * Escapes a line so that the runner does not run it as a command, whatever it contains from outside: a key, a
 * server's answer, a file of the repository. A command starts a line with `::` or, in the old syntax, follows
 * `##[` anywhere in the line (actions/runner at 2.336.0, src/Runner.Common/ActionCommand.cs).
 */
export function escapeCommands(message: string): string {
  return message
    .replaceAll(/\p{Cc}/gu, encodeURIComponent)
    .replaceAll('##[', '## [')
    .replace(/^(\s*:):/, '$1 :')
}
