import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { run } from '../programs.ts'
import { download, DownloadError, type DownloadOptions } from './download.ts'
import { cliFile, type InstalledCli } from './installed.ts'
import { assertNoSymbolicLink } from '../symbolic-links.ts'
import { archiveOf, isMissing, publishedChecksum, type Archive, type Build } from './releases.ts'
import { reasonOf } from '../reason.ts'
import { isRelease } from './version.ts'

/** Keeps archives of releases between jobs. Its methods never throw. */
export interface ArchiveCache {
  /** Writes the archive to `file`. Returns false if the archive is not kept, or if that fails. */
  read(archive: Archive, file: string): Promise<boolean>
  /** Keeps an archive that was downloaded and verified. May move the file. */
  keep(archive: Archive, file: string): Promise<void>
}

export interface Installation {
  readonly build: Build
  /** The CLI on the PATH, used if it is the requested build. */
  readonly onPath: InstalledCli | undefined
  readonly site: string
  readonly downloadOptions: DownloadOptions
  /** Used for releases only. */
  readonly archives?: ArchiveCache | undefined
  /** Absolute path of a folder for files that are not needed after the job. */
  readonly temporary: string
  /** Same names as `process.platform` and `process.arch`. */
  readonly platform: string
  readonly arch: string
}

/**
 * Provides a CLI: the one on the PATH, one that an earlier job stored in the tool cache (the folder
 * `RUNNER_TOOL_CACHE`), one whose archive is kept between jobs, or a download. A download is verified against the
 * checksum that Dagger publishes next to it, and stored in the tool cache.
 *
 * @returns the CLI's path, and where it came from as part of a sentence
 * @throws DownloadError; Error for a platform without a Dagger CLI
 */
export async function installCli(installation: Installation): Promise<{ path: string; origin: string }> {
  const { build, onPath, arch, platform } = installation
  const right = onPath !== undefined && isBuild(onPath, build)
  if (right) return { path: onPath.path, origin: 'already on the PATH' }

  // Imported on demand: it takes 0.1 s, which is not needed for a CLI on the PATH.
  const tools = await import('@actions/tool-cache')
  const toolCache = (process.env['RUNNER_TOOL_CACHE'] ||= path.join(homedir(), '.cache', 'warm-dagger'))
  const cacheVersion = versionInCache(build)
  const cached = cacheVersion === undefined ? '' : tools.find('dagger', cacheVersion, arch)
  const cachedCli = path.join(cached, cliFile(platform))
  if (cached !== '' && existsSync(cachedCli)) return { path: cachedCli, origin: 'from the tool cache' }

  const archive = archiveOf(installation.site, build, platform, arch)
  const folder = await mkdtemp(path.join(installation.temporary, 'warm-dagger-cli-'))
  const fetched = await fetchCli(archive, folder, installation).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  const { origin } = fetched
  if (cacheVersion === undefined) return fetched
  try {
    await mkdir(toolCache, { recursive: true })
    // The toolkit removes first what is there, also through a link.
    await assertNoSymbolicLink(path.join(await realpath(toolCache), 'dagger', cacheVersion, arch))
    const kept = await tools.cacheDir(path.dirname(fetched.path), 'dagger', cacheVersion, arch)
    await rm(folder, { recursive: true })
    return { path: path.join(kept, path.basename(fetched.path)), origin }
  } catch (error) {
    const reason = reasonOf(error)
    const { log } = installation.downloadOptions
    log.info(`The CLI could not be stored in the tool cache, so the next job downloads it again: ${reason}`)
    return fetched
  }
}

// The version of a commit's build ends with the first 12 digits of the commit: v0.18.19-250918123923-71f2e104b045.
function isBuild({ version }: InstalledCli, build: Build): boolean {
  if (build.kind === 'release') return version === build.version
  return build.commit !== 'head' && version.endsWith(`-${build.commit.slice(0, 12)}`)
}

/**
 * The tool cache sorts by semantic versions. The newest build of a branch has no stable version, so it is not
 * stored.
 */
function versionInCache(build: Build): string | undefined {
  if (build.kind === 'release') return build.version
  return build.commit === 'head' ? undefined : `0.0.0-commit-${build.commit}`
}

/**
 * Fetches the CLI and unpacks it into a subfolder of `folder`.
 *
 * @returns its path, and where it came from as part of a sentence
 */
async function fetchCli(
  archive: Archive,
  folder: string,
  installation: Installation,
): Promise<{ path: string; origin: string }> {
  const { build, platform } = installation
  const file = path.join(folder, archive.name)
  const archives = build.kind === 'release' && isRelease(build.version) ? installation.archives : undefined
  const isKept = (await archives?.read(archive, file)) ?? false
  if (!isKept) await downloadArchive(archive, file, installation)
  const unpacked = path.join(folder, 'unpacked')
  await unpack(archive, file, unpacked)
  const cli = path.join(unpacked, cliFile(platform))
  if (!existsSync(cli)) {
    throw new DownloadError(`${archive.url} holds no Dagger CLI. If it is a mirror, correct it there.`)
  }
  await chmod(cli, 0o755)
  if (!isKept) await archives?.keep(archive, file)
  await rm(file, { force: true })
  return { path: cli, origin: isKept ? 'from the cache' : `downloaded from ${archive.url}` }
}

async function downloadArchive(
  archive: Archive,
  file: string,
  { build, downloadOptions }: Installation,
): Promise<void> {
  try {
    await fetchArchive(archive, file, downloadOptions)
  } catch (error) {
    if (!isMissing(error)) throw error
    const wanted =
      build.kind === 'release' ? `Dagger ${build.version}` : `a build of Dagger's commit ${build.commit}`
    throw new DownloadError(
      `There is no CLI of ${wanted}: ${error.message} Available versions: https://github.com/dagger/dagger/releases`,
      error.status,
      error,
    )
  }
}

async function fetchArchive(archive: Archive, file: string, downloadOptions: DownloadOptions): Promise<void> {
  const published = await publishedChecksum(archive, downloadOptions)
  const actual = await download(archive.url, downloadOptions, async (body) => {
    const hash = createHash('sha256')
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(body, hashed, createWriteStream(file))
    return hash.digest('hex')
  })
  if (actual === published) return
  throw new DownloadError(
    `${archive.url} has the SHA-256 ${actual}, but ${archive.checksumsUrl} says ${published}: the file was ` +
      `changed or truncated in transit, and is not used. Run the job again. If this repeats, report it to the operator of that server.`,
  )
}

async function unpack(archive: Archive, file: string, folder: string): Promise<void> {
  await mkdir(folder)
  if (archive.format === 'zip') {
    const { extractZip } = await import('@actions/tool-cache')
    await extractZip(file, folder)
  } else {
    // The toolkit would print tar's command line to the log.
    await run('tar', ['--no-same-owner', '-xzf', file, '-C', folder], { timeoutSeconds: 300 })
  }
}
