import { afterEach, describe, expect, test } from '@jest/globals'
import { startReleaseServer, type ReleaseServer } from '../../rig/releases/server.ts'
import { outdated } from '../../script/known-versions.ts'
import { known } from '../../src/dagger/published.ts'
import { oldestSupported } from '../../src/dagger/resolve.ts'
import { compareVersions, isAtLeast, isRelease } from '../../src/dagger/version.ts'
import { silent } from '../../src/log.ts'
import { trackedFiles } from './tracked.ts'

const all = [...known.stable, ...known.prereleases]
const minorOf = (version: string): string => version.replace(/\.\d+$/, '')

test('the known versions are releases in order, one for each minor since the oldest', () => {
  expect(all.every(isRelease)).toBe(true)
  expect([...known.stable].toSorted(compareVersions)).toEqual(known.stable)
  expect(new Set(all.map(minorOf)).size).toBe(all.length)
  expect(minorOf(known.stable[0])).toBe(minorOf(oldestSupported))
  expect(new Date(known.on).toISOString().slice(0, 10)).toBe(known.on)
})

test('every release that a comment names as a source is known', async () => {
  const sources = await trackedFiles(/^src\/.*\.ts$/)
  const named = sources.flatMap(({ text }) =>
    [...text.matchAll(/\bdagger\/dagger,?\s[\s*]*v(\d+\.\d+\.\d+(?:-beta\.\d+)?)\b/g)].map(
      ([, version = '']) => version,
    ),
  )
  const releases = named.filter((version) => isRelease(version) && isAtLeast(version, oldestSupported))
  const unknown = releases.filter(
    (version) => !all.some((newest) => minorOf(newest) === minorOf(version) && isAtLeast(newest, version)),
  )
  expect(unknown).toEqual([])
  expect(releases.length).toBeGreaterThan(10)
})

describe('the comparison with the site', () => {
  let site: ReleaseServer

  afterEach(async () => {
    await site.close()
  })

  const pointers = {
    ...Object.fromEntries(all.map((version) => [minorOf(version), version])),
    latest: known.stable.at(-1) ?? '',
  }

  test.each<[string, Record<string, string>, string[]]>([
    ['nothing where nothing was published since', {}, []],
    ['a patch', { '0.20': '0.20.99' }, ['0.20 is 0.20.99, not 0.20.8.']],
    [
      'a beta',
      { '1.0.0-beta': '1.0.0-beta.99' },
      [`1.0.0-beta is 1.0.0-beta.99, not ${known.prereleases[0]}.`],
    ],
    ['a minor', { latest: '0.99.0' }, ['latest is 0.99.0, of a minor that is not known.']],
  ])('reports %s', async (_name, more, problems) => {
    site = await startReleaseServer({ pointers: { ...pointers, ...more } })
    const downloadOptions = { log: silent, idleTimeoutMilliseconds: 5000, pause: () => Promise.resolve() }
    expect(await outdated({ site: site.url, downloadOptions })).toEqual(problems)
  })
})
