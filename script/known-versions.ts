/**
 * Compares the versions that src/dagger/published.ts knows with those that Dagger's download site has, and fails
 * where they differ: `npm run known-versions`. To be run, and src/dagger/published.ts corrected, before a release.
 */
import { setTimeout } from 'node:timers/promises'
import { known, type ReleaseSite } from '../src/dagger/published.ts'
import { downloadSite, resolvePointer } from '../src/dagger/releases.ts'
import { silent } from '../src/log.ts'

/** What has to be corrected, one sentence each. @throws DownloadError */
export async function outdated({ site, network }: ReleaseSite): Promise<string[]> {
  const complaints: string[] = []
  const names: readonly (readonly [pointer: string, version: string])[] = [
    ...known.stable.map((version) => [version.replace(/\.\d+$/, ''), version] as const),
    ...known.prereleases.map((version) => [version.replace(/\.\d+$/, ''), version] as const),
  ]
  for (const [pointer, version] of names) {
    const published = await resolvePointer(site, pointer, network)
    if (published !== version) complaints.push(`${pointer} is ${published ?? 'missing'}, not ${version}.`)
  }
  const latest = (await resolvePointer(site, 'latest', network)) ?? 'missing'
  if (!names.some(([pointer]) => latest.startsWith(`${pointer}.`))) {
    complaints.push(`latest is ${latest}, of a minor that is not known.`)
  }
  return complaints
}

if (import.meta.main) {
  const network = {
    log: silent,
    patience: 30_000,
    pause: async (milliseconds: number) => {
      await setTimeout(milliseconds)
    },
  }
  const complaints = await outdated({ site: downloadSite(process.env), network })
  for (const complaint of complaints) console.error(complaint)
  if (complaints.length === 0) console.log(`Nothing was published since ${known.on}.`)
  else process.exitCode = 1
}
