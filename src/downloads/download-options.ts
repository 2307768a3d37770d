import { setTimeout } from 'node:timers/promises'
import { jobLog as log } from '../github/log.ts'
import type { DownloadOptions } from '../dagger/download.ts'
import { cliDownloadLimits } from '../network-limits.ts'

/** How a job's downloads wait and log. */
export const downloadOptions: DownloadOptions = {
  log,
  idleTimeoutMilliseconds: cliDownloadLimits.idleTimeoutMilliseconds,
  pause: async (milliseconds) => {
    await setTimeout(milliseconds)
  },
}
