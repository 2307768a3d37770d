import { hash } from 'node:crypto'
import { cliPrefix, pointerPrefix, shortHash } from '../policy/keys.ts'
import { megabytes } from '../units.ts'
import { readRange } from '../store/source.ts'
import type { Store } from '../store/store.ts'
import type { Archive } from './releases.ts'
import { isRelease, parseVersion, type Version } from './version.ts'

/**
 * The key of an archive in a store. It names the archive, which has the version and the platform in its name, the
 * site that it came from, and the SHA-256 of its content.
 *
 * @param replacement digits, for a second entry after the first one turned out to have wrong content
 */
export function archiveKey(archive: Archive, sha256: string, replacement?: string): string {
  return `${archivePrefix(archive)}${sha256}${replacement === undefined ? '' : `-${replacement}`}@`
}

function archivePrefix({ url, name }: Archive): string {
  return `${cliPrefix}${name}/${siteHash(url)}@`
}

/** The key of the answer to a pointer such as `latest`. The entry's content does not matter. */
export function answerKey(site: string, pointer: string, version: Version): string {
  return `${answerPrefix(site, pointer)}${version}@`
}

function answerPrefix(site: string, pointer: string): string {
  return `${pointerPrefix}${pointer}/${siteHash(site)}@`
}

/** Without what may be secret in the address of a mirror. */
function siteHash(url: string): string {
  const { host, pathname } = new URL(url)
  return shortHash(host + pathname, 16)
}

/** Maximum size of an archive in bytes. Those of 0.21 have 22 MB. */
const maxArchiveSize = 256 * 2 ** 20

/**
 * Reads an archive from a store and checks it against the hash in its key.
 *
 * @returns undefined if the store does not have the archive
 * @throws Error if it cannot be read or has another hash; the signal's reason
 */
export async function readStoredArchive(
  store: Store,
  archive: Archive,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const prefix = archivePrefix(archive)
  const key = (await store.find([prefix]))?.key ?? ''
  const recorded = key.startsWith(prefix)
    ? /^([0-9a-f]{64})(-\d+)?@$/.exec(key.slice(prefix.length))?.[1]
    : undefined
  const opened = recorded === undefined ? undefined : await store.open(key)
  if (!opened) return undefined
  try {
    if (opened.size > maxArchiveSize) throw new Error(`its entry has ${megabytes(opened.size)}`)
    const content = await readRange(opened.source, 0, opened.size, signal)
    if (hash('sha256', content) !== recorded) throw new Error('its content does not have the recorded hash')
    return content
  } finally {
    await opened.close()
  }
}

/** The newest stored answer to a pointer; undefined if there is none. */
export async function readStoredAnswer(
  store: Store,
  site: string,
  pointer: string,
): Promise<Version | undefined> {
  const prefix = answerPrefix(site, pointer)
  const key = (await store.find([prefix]))?.key ?? ''
  if (!key.startsWith(prefix) || !key.endsWith('@')) return undefined
  const version = parseVersion(key.slice(prefix.length, -1))
  return version !== undefined && isRelease(version) ? version : undefined
}
