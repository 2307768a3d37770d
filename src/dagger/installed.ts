import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { attempt } from '../programs.ts'
import { parseVersionOutput, type Version } from './version.ts'

/** A CLI that is installed on this machine. */
export interface InstalledCli {
  /** Absolute path. */
  readonly path: string
  readonly version: Version
}

/** @param platform same names as `process.platform` */
export function cliFile(platform: string): string {
  return platform === 'win32' ? 'dagger.exe' : 'dagger'
}

/** The version that a CLI reports; undefined if it cannot be run or prints something else. */
export async function versionOfCli(cli: string): Promise<Version | undefined> {
  const { exitCode, stdout } = await attempt(cli, ['version'])
  return exitCode === 0 ? parseVersionOutput(stdout) : undefined
}

/** The CLI that a shell would find; undefined if there is none, or if that CLI does not report its version. */
export async function findCliOnPath(env: NodeJS.ProcessEnv): Promise<InstalledCli | undefined> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter((entry) => path.isAbsolute(entry))) {
    const cli = path.join(folder, cliFile(process.platform))
    if (!(await isExecutable(cli))) continue
    const version = await versionOfCli(cli)
    return version === undefined ? undefined : { path: cli, version }
  }
  return undefined
}

async function isExecutable(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
