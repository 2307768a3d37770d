import { installCli } from '../dagger/install.ts'
import { findCliOnPath } from '../dagger/installed.ts'
import { downloadSite, parseCommit } from '../dagger/releases.ts'
import { parseVersion } from '../dagger/version.ts'
import { temporary } from '../github/context.ts'
import { downloadOptions } from './download-options.ts'
import type { ProgramCache } from './program-cache.ts'

/** An available CLI, and where it came from as part of a sentence. */
export interface Cli {
  readonly path: string
  readonly origin: string
}

/**
 * Provides the CLI.
 *
 * @param version as resolved for the job: a full version, a commit hash or `head`
 */
export async function provideCli(version: string, programs?: ProgramCache): Promise<Cli> {
  return await installCli({
    build: parseVersion(version) === undefined ? parseCommit(version) : { kind: 'release', version },
    onPath: await findCliOnPath(process.env),
    site: downloadSite(process.env),
    downloadOptions,
    archives: programs?.archives,
    temporary,
    platform: process.platform,
    arch: process.arch,
  })
}
