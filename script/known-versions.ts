/**
 * Compares the versions in src/dagger/published.ts with those on Dagger's download site, and fails if they differ:
 * `npm run known-versions`. Run it before a release, and update src/dagger/published.ts.
 */
import { setTimeout } from 'node:timers/promises'
import { known, type ReleaseSite } from '../src/dagger/published.ts'
import { downloadSite, resolvePointer } from '../src/dagger/releases.ts'
import { silent } from '../src/log.ts'

/** The differences, one sentence each. @throws DownloadError */
export async function outdated({ site, downloadOptions }: ReleaseSite): Promise<string[]> {
  const problems: string[] = []
  const names: readonly (readonly [pointer: string, version: string])[] = [
    ...known.stable.map((version) => [version.replace(/\.\d+$/, ''), version] as const),
    ...known.prereleases.map((version) => [version.replace(/\.\d+$/, ''), version] as const),
  ]
  for (const [pointer, version] of names) {
    const published = await resolvePointer(site, pointer, downloadOptions)
    if (published !== version) problems.push(`${pointer} is ${published ?? 'missing'}, not ${version}.`)
  }
  const latest = (await resolvePointer(site, 'latest', downloadOptions)) ?? 'missing'
  if (!names.some(([pointer]) => latest.startsWith(`${pointer}.`))) {
    problems.push(`latest is ${latest}, of a minor that is not known.`)
  }
  return problems
}

if (import.meta.main) {
  const downloadOptions = {
    log: silent,
    idleTimeoutMilliseconds: 30_000,
    pause: async (milliseconds: number) => {
      await setTimeout(milliseconds)
    },
  }
  const problems = await outdated({ site: downloadSite(process.env), downloadOptions })
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log(`Nothing was published since ${known.on}.`)
  else process.exitCode = 1
}
