import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attempt } from '../../src/programs.ts'
import { installCli } from '../../src/dagger/install.ts'
import { findCliOnPath, versionOfCli, type InstalledCli } from '../../src/dagger/installed.ts'
import { downloadSite } from '../../src/dagger/releases.ts'
import type { Version } from '../../src/dagger/version.ts'
import { hasImage } from '../../src/docker.ts'
import { engineImage } from '../../src/engine/host.ts'
import { silent } from '../../src/log.ts'
import { reasonOf } from '../../src/reason.ts'

/** A folder with one folder for each version, which contains that version's `dagger`. */
export const cliFolderVariable = 'DAGGER_CLI_DIR'

/** An engine and a CLI of one version, on this machine. */
export interface RealDagger {
  readonly version: Version
  /** The folder of its `dagger`. */
  readonly cliFolder: string
  /** Where both came from, for the output. */
  readonly origin: string
}

/**
 * The real engine image in the local daemon, and the real CLI. Downloads them if they are missing.
 *
 * @throws Error that names what is not available
 */
export async function findDagger(version: Version): Promise<RealDagger> {
  const image = await findImage(version)
  const cli = await findCli(version)
  return { version, cliFolder: dirname(cli.path), origin: `${image}; the CLI ${cli.origin}` }
}

async function findImage(version: Version): Promise<string> {
  const image = engineImage(version)
  if (await hasImage(image)) return `${image} from the local Docker daemon`
  const pull = await attempt('docker', ['pull', '--quiet', '--', image], { timeoutSeconds: 600 })
  if (pull.exitCode === 0) return `${image}, pulled`
  throw new Error(`${image} is not in the local Docker daemon and cannot be pulled: ${lastLine(pull.stderr)}`)
}

async function findCli(version: Version): Promise<{ path: string; origin: string }> {
  const ofFolder = await cliInFolder(version)
  if (ofFolder) return { path: ofFolder.path, origin: `from ${cliFolderVariable}` }
  try {
    return await installCli({
      build: { kind: 'release', version },
      onPath: await findCliOnPath(process.env),
      site: downloadSite(process.env),
      platform: process.platform,
      arch: process.arch,
      downloadOptions: {
        log: silent,
        idleTimeoutMilliseconds: 30_000,
        pause: (milliseconds) => setTimeout<undefined>(milliseconds),
      },
      temporary: await mkdtemp(join(tmpdir(), 'dagger-cli-')),
    })
  } catch (error) {
    throw new Error(
      `The CLI ${version} is neither in ${cliFolderVariable} nor on the PATH and cannot be downloaded: ${reasonOf(error)}`,
      { cause: error },
    )
  }
}

async function cliInFolder(version: Version): Promise<InstalledCli | undefined> {
  const folder = process.env[cliFolderVariable]
  if (folder === undefined) return undefined
  const path = join(folder, version, 'dagger')
  return (await versionOfCli(path)) === version ? { path, version } : undefined
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
