import { setTimeout } from 'node:timers/promises'
import { temporary } from '../action/context.ts'
import type { VersionInputs } from '../action/inputs.ts'
import type { Network } from '../dagger/download.ts'
import { installCli } from '../dagger/install.ts'
import { findCliOnPath } from '../dagger/installed.ts'
import { downloadSite, parseCommit } from '../dagger/releases.ts'
import { resolveVersion } from '../dagger/resolve.ts'
import type { Log } from '../log.ts'

function network(log: Log): Network {
  return {
    log,
    patience: 30_000,
    pause: async (milliseconds) => {
      await setTimeout(milliseconds)
    },
  }
}

/** The version of Dagger that the job uses: a full one without v, or a commit's hash, or `head`. */
export async function settleVersion(inputs: VersionInputs, log: Log): Promise<string> {
  if (inputs.commit !== '') return inputs.commit.toLowerCase()
  const { version, origin } = await resolveVersion({
    version: inputs.version,
    module: inputs.module,
    workdir: inputs.workdir,
    workspace: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
    engineVersion: undefined,
    cliOnPath: () => findCliOnPath(process.env),
    site: downloadSite(process.env),
    network: network(log),
  })
  log.info(`Dagger ${version}, ${origin}.`)
  return version
}

/** Makes sure of the CLI. @returns its path */
export async function settleCli(inputs: VersionInputs, version: string, log: Log): Promise<string> {
  const { path, origin } = await installCli({
    build: inputs.commit === '' ? { kind: 'release', version } : parseCommit(inputs.commit),
    onPath: await findCliOnPath(process.env),
    site: downloadSite(process.env),
    network: network(log),
    temporary,
    platform: process.platform,
    arch: process.arch,
  })
  log.info(`The Dagger CLI ${version} is ${origin}.`)
  return path
}

/** The version by which to judge what an engine logs: a commit of the main branch is newer than any release. */
export function behaviourOf(version: string): string {
  return /^\d+\./.test(version) ? version : '1.0.0'
}
