import { downloadText, DownloadError, webPage, type DownloadOptions } from './download.ts'
import { parseVersion, type Version } from './version.ts'

/** Source: dagger/dagger, v0.21.8, install.sh, base_url. */
const dagger = 'https://dl.dagger.io/dagger'

/**
 * The site to download Dagger's CLI from: the environment variable `WARM_DAGGER_DOWNLOAD_URL` for mirrors,
 * otherwise Dagger's own site. It contains `releases/<X.Y.Z>/`, `main/<commit>/` and `versions/<pointer>`.
 */
export function downloadSite(env: NodeJS.ProcessEnv): string {
  return (env['WARM_DAGGER_DOWNLOAD_URL'] ?? '').replace(/\/+$/, '') || dagger
}

/** One CLI that can be downloaded: a release, or the build of a commit of Dagger's main branch. */
export type Build =
  | { readonly kind: 'release'; readonly version: Version }
  | { readonly kind: 'commit'; readonly commit: string }

/**
 * @param commit the input: a commit's full hash, or `head` for the newest build of the main branch
 * @throws Error that names the input
 */
export function parseCommit(commit: string): Build {
  if (commit === 'head' || /^[0-9a-f]{40}$/i.test(commit))
    return { kind: 'commit', commit: commit.toLowerCase() }
  throw new Error(
    `The input \`commit\` is ${JSON.stringify(commit)}. Accepted are head and the 40 hexadecimal digits of a ` +
      `commit of Dagger's main branch.`,
  )
}

export interface Archive {
  readonly url: string
  readonly checksumsUrl: string
  /** The file's name in `checksums.txt`. */
  readonly name: string
  readonly format: 'tar.gz' | 'zip'
}

/**
 * @param platform same names as `process.platform`
 * @param arch same names as `process.arch`
 * @throws Error if Dagger publishes no CLI for this machine, or none that this action installs
 */
export function archiveOf(site: string, build: Build, platform: string, arch: string): Archive {
  const os = ({ linux: 'linux', darwin: 'darwin', win32: 'windows' } as const)[platform]
  const cpu = ({ x64: 'amd64', arm64: 'arm64' } as const)[arch]
  if (os === undefined || cpu === undefined) {
    throw new Error(
      `There is no Dagger CLI for ${platform} on ${arch}: use a runner with Linux, macOS or Windows on amd64 or arm64.`,
    )
  }
  const folder = build.kind === 'release' ? `releases/${build.version}` : `main/${build.commit}`
  const format = os === 'windows' ? 'zip' : 'tar.gz'
  const name = `dagger_${build.kind === 'release' ? `v${build.version}` : build.commit}_${os}_${cpu}.${format}`
  return { url: `${site}/${folder}/${name}`, checksumsUrl: `${site}/${folder}/checksums.txt`, name, format }
}

/**
 * The SHA-256 of an archive in hexadecimal, from the release's list.
 *
 * @throws DownloadError, with the status 403 or 404 if the release does not exist
 */
export async function publishedChecksum(archive: Archive, downloadOptions: DownloadOptions): Promise<string> {
  const text = await downloadText(archive.checksumsUrl, downloadOptions)
  if (looksLikeWebPage(text)) throw webPage(archive.checksumsUrl)
  const lines = text.split('\n').map((line) => line.trim().split(/\s+\*?/))
  const checksum = lines.find(([, name]) => name === archive.name)?.[0]
  if (checksum !== undefined && /^[0-9a-f]{64}$/i.test(checksum)) return checksum.toLowerCase()
  throw new DownloadError(
    `${archive.checksumsUrl} lists no checksum for ${archive.name}: that version has no CLI for this machine.`,
  )
}

/**
 * The version that a pointer such as `latest`, `0.20` or `1.0.0-beta` refers to; undefined if the pointer does not
 * exist.
 *
 * @throws DownloadError
 */
export async function resolvePointer(
  site: string,
  pointer: string,
  downloadOptions: DownloadOptions,
): Promise<Version | undefined> {
  const url = `${site}/versions/${pointer}`
  try {
    const text = await downloadText(url, downloadOptions)
    if (looksLikeWebPage(text)) throw webPage(url)
    const version = parseVersion(text.trim())
    if (version !== undefined) return version
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  throw new DownloadError(
    `${url} answered with something that is not a version. If it is a mirror, correct it there.`,
  )
}

/** Whether a download failed because the file does not exist. A bucket that does not allow listing answers 403. */
export function isMissing(error: unknown): error is DownloadError {
  return error instanceof DownloadError && (error.status === 404 || error.status === 403)
}

function looksLikeWebPage(text: string): boolean {
  return /^\s*<(!doctype|html)/i.test(text)
}
