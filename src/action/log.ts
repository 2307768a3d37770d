import * as core from '@actions/core'
import type { Log } from '../log.ts'

/** The job's log on GitHub. */
export const jobLog: Log = {
  info: core.info,
  warning: core.warning,
  debug: core.debug,
  group: core.group,
}
