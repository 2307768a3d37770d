import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  defaultKey,
  engineImageKey,
  engineImageSearchKey,
  imageClaimKey,
  imageClaimPeriod,
  entryKey,
  isManifest,
  isOurs,
  keyProblems,
  manifestGroup,
  matchedLogicalKey,
  matchKind,
  packKey,
  packPrefix,
  restorePrefixes,
  savingRun,
  searchKeys,
  snapshotPrefix,
  type JobIdentity,
} from '../../src/policy/keys.ts'

const job: JobIdentity = {
  os: 'linux',
  arch: 'amd64',
  version: '0.20.3',
  workflow: 'ci.yml',
  job: 'test',
  matrix: 'null',
}
const save = { runId: '17712345678', attempt: '1', random: 'a1b2c3d4' }

const anyKey = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('%', ',', '@', '2', 'C', '4', '0', '/') }),
)

/** As GitHub's service does: a key matches what begins with it. */
function found(stored: readonly string[], searched: readonly string[]): string | undefined {
  for (const prefix of searched) {
    const hit = stored.findLast((key) => key.startsWith(prefix))
    if (hit !== undefined) return hit
  }
  return undefined
}

describe('the default key', () => {
  test('contains platform, minor, workflow, job and version, and a hash of the matrix', () => {
    expect(defaultKey(job)).toMatch(/^warm-dagger-linux-amd64-v0\.20\/ci\.yml\/test\/[0-9a-f]{16}\/0\.20\.3$/)
  })

  test('stays the same from release to release of this action', () => {
    expect(defaultKey({ ...job, matrix: '{"go":"1.25"}' })).toBe(
      'warm-dagger-linux-amd64-v0.20/ci.yml/test/60f7efd7c3f74f0a/0.20.3',
    )
  })

  test.each<[string, Partial<JobIdentity>]>([
    ['os', { os: 'darwin' }],
    ['arch', { arch: 'arm64' }],
    ['patch', { version: '0.20.4' }],
    ['minor', { version: '0.2.3' }],
    ['prerelease', { version: '0.20.3-rc.1' }],
    ['workflow file', { workflow: 'release.yml' }],
    ['workflow file in other case', { workflow: 'CI.yml' }],
    ['workflow that looks the same once made safe', { workflow: 'ci yml' }],
    ['job', { job: 'build' }],
    ['matrix', { matrix: '{"go":"1.25"}' }],
  ])('is another for another %s', (_name, change) => {
    expect(defaultKey({ ...job, ...change }).toLowerCase()).not.toBe(defaultKey(job).toLowerCase())
  })

  test.each([
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['{"a":{"x":[1,{"p":1,"q":2}],"y":2}}', '{ "a": { "y": 2, "x": [ 1, { "q": 2, "p": 1 } ] } }'],
    ['null', ''],
  ])('does not care how the matrix is written: %s and %s', (one, other) => {
    expect(defaultKey({ ...job, matrix: one })).toBe(defaultKey({ ...job, matrix: other }))
  })

  test.each([
    ['{"a":[1,2]}', '{"a":[2,1]}'],
    ['{"a":"1"}', '{"a":1}'],
    ['{}', 'null'],
    ['{"a":{}}', '{"a":[]}'],
    ['{"__proto__":1}', '{}'],
    ['not json', 'not JSON'],
  ])('tells the matrix %s from %s', (one, other) => {
    expect(defaultKey({ ...job, matrix: one })).not.toBe(defaultKey({ ...job, matrix: other }))
  })

  test.each(['v0.20.3', '0.20.3'])('reads the version %s with and without v', (version) => {
    expect(defaultKey({ ...job, version })).toBe(defaultKey(job))
  })

  test('gives a prerelease its own minor', () => {
    expect(defaultKey({ ...job, version: '1.0.0-beta.3' })).toMatch(/-v1\.0\/.*\/1\.0\.0-beta\.3$/)
  })

  test('puts builds of a commit under a minor of their own', () => {
    const version = 'b8f3d7c0a94e2a1a6b8f3d7c0a94e2a1a6b8f3d7'
    expect(defaultKey({ ...job, version })).toMatch(new RegExp(`-dev/ci.yml/test/[0-9a-f]{16}/${version}$`))
  })

  test('differs for long names that differ only at their end', () => {
    const long = 'a reusable workflow with a very long name '.repeat(10)
    const one = defaultKey({ ...job, workflow: `${long}1`, job: `${long}1` })
    const other = defaultKey({ ...job, workflow: `${long}2`, job: `${long}2` })
    expect(one.split('/').slice(0, 3)).not.toEqual(other.split('/').slice(0, 3))
  })

  test('is safe and limited in length, and no part of it is empty, whatever the names contain', () => {
    fc.assert(
      fc.property(
        fc.record({
          os: anyKey,
          arch: anyKey,
          version: anyKey,
          workflow: fc.string(),
          job: anyKey,
          matrix: fc.string(),
        }),
        (names) => {
          const key = defaultKey(names)
          expect(key).toMatch(/^warm-dagger-[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+){4}$/)
          expect(key.length).toBeLessThanOrEqual(300)
          expect(keyProblems(key, restorePrefixes(names))).toEqual([])
        },
      ),
    )
  })
})

describe('without an entry of its own, a job starts from', () => {
  const wanted = { ...job, matrix: '{"go":"1.25"}' }

  test.each<[string, Partial<JobIdentity>, number | undefined]>([
    ['another patch of the same minor', { version: '0.20.1' }, 0],
    ['another matrix of the same job', { matrix: '{"go":"1.24"}' }, 1],
    ['another job of the same workflow file', { job: 'build' }, 2],
    ['another workflow', { workflow: 'release.yml' }, undefined],
    ['another workflow whose name begins alike', { workflow: 'ci.yml2' }, undefined],
    ['another minor whose number begins alike', { version: '0.2.3' }, undefined],
    ['another minor that begins with its number', { version: '0.200.3' }, undefined],
    ['another architecture', { arch: 'arm64' }, undefined],
    ['another os', { os: 'darwin' }, undefined],
  ])('%s: restore prefix %#', (_name, change, first) => {
    const stored = defaultKey({ ...wanted, ...change })
    const index = restorePrefixes(wanted).findIndex((prefix) => stored.startsWith(prefix))
    expect(index).toBe(first ?? -1)
  })

  test('prefixes that end a part, so that no name matches a longer one', () => {
    expect(restorePrefixes(job).every((prefix) => prefix.endsWith('/'))).toBe(true)
    expect(defaultKey({ ...job, job: 'test-all' }).startsWith(restorePrefixes(job)[1] ?? '')).toBe(false)
  })
})

describe('an entry', () => {
  test('holds the logical key, and what makes this save another than the next', () => {
    expect(entryKey('deps-v1', save)).toBe('warm-dagger-snapshot/deps-v1@17712345678-1-a1b2c3d4@')
  })

  test('fits and gives its logical key back, whatever an accepted key holds', () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.record({ runId: fc.string(), attempt: fc.string(), random: fc.string() }),
        (key, identity) => {
          fc.pre(keyProblems(key, []).length === 0)
          const entry = entryKey(key, identity)
          expect(entry).toMatch(/^warm-dagger-snapshot\/[\x20-\x7e]+@[A-Za-z0-9._-]+@$/)
          expect(entry).not.toContain(',')
          expect(entry.length).toBeLessThanOrEqual(512)
          expect(matchedLogicalKey(entry)).toBe(key.toWellFormed())
          expect(matchKind(entry, key, [])).toBe('exact')
        },
      ),
    )
  })

  test('of a key is not found by another key that is a prefix of it', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (key, more) => {
        const longer = entryKey(`${key}${more}`, save)
        expect(found([longer], searchKeys(key, []))).toBeUndefined()
        expect(matchKind(longer, key, [])).toBeUndefined()
      }),
    )
  })

  test('of a key is found by every restore key that is a prefix of it', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (key, more) => {
        fc.pre(key.isWellFormed() && more.isWellFormed())
        const longer = entryKey(`${key}${more}`, save)
        expect(found([longer], searchKeys('unrelated', [key]))).toBe(longer)
        expect(matchKind(longer, 'unrelated', [key])).toMatch(/^(exact|restore)$/)
      }),
    )
  })

  test('of a key that contains the text of an encoded key is not confused with it', () => {
    expect(matchKind(entryKey('a%2Cb', save), 'a,b', ['a,b'])).toBeUndefined()
    expect(matchKind(entryKey('a@1-1-x@', save), 'a', [])).toBeUndefined()
  })

  test('of the requested key is exact even if a restore key found it', () => {
    expect(matchKind(entryKey('deps-v1', save), 'deps-v1', ['deps-'])).toBe('exact')
    expect(matchKind(entryKey('deps-v0', save), 'deps-v1', ['deps-'])).toBe('restore')
    expect(matchKind(entryKey('other', save), 'deps-v1', ['deps-'])).toBeUndefined()
  })

  test('matches in any case, as GitHub looks it up', () => {
    expect(matchKind(entryKey('Deps-V1', save), 'deps-v1', [])).toBe('exact')
    expect(matchKind(entryKey('Deps-V1', save), 'x', ['deps'])).toBe('restore')
  })

  test.each([
    '',
    'warm-dagger-snapshot/',
    'warm-dagger-snapshot/@1-1-x@',
    'warm-dagger-snapshot/key',
    'warm-dagger-snapshot/key@1-1-x',
    'warm-dagger-snapshot/key@1-1-x@more',
    'warm-dagger-snapshot/key@@',
    'warm-dagger-snapshot/a@b@1-1-x@',
    'warm-dagger-snapshot/%@1-1-x@',
    'warm-dagger-snapshot/%FF@1-1-x@',
    'deps-v1@1-1-x@',
    packKey('00'),
  ])('that is no manifest of ours matches nothing: %j', (entry) => {
    expect(matchedLogicalKey(entry)).toBeUndefined()
    expect(matchKind(entry, 'key', ['', 'key', 'warm-dagger'])).toBeUndefined()
  })

  test('contains the run that saved it', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(savingRun(entryKey(key, save))).toBe('17712345678')
      }),
    )
    expect(savingRun(entryKey('key', { ...save, runId: 'local' }))).toBeUndefined()
    expect(savingRun('warm-dagger-snapshot/key')).toBeUndefined()
    expect(savingRun(`${entryKey('key', save)}more`)).toBeUndefined()
  })

  test('of a pack is named by its content, and no search for a manifest finds it', () => {
    expect(packKey('ab12')).toBe(`${packPrefix}ab12`)
    expect(found([packKey('ab12')], searchKeys('', ['', 'warm-dagger']))).toBeUndefined()
    expect(packPrefix.startsWith(snapshotPrefix)).toBe(false)
  })
})

describe('a search', () => {
  test('asks for the key itself first, then for the restore keys in the order given', () => {
    expect(searchKeys('a,b', ['a,', 'a'])).toEqual([
      'warm-dagger-snapshot/a%2Cb@',
      'warm-dagger-snapshot/a%2C',
      'warm-dagger-snapshot/a',
    ])
  })

  test('never requests more than 10 keys', () => {
    expect(searchKeys('a', Array<string>(20).fill('b'))).toHaveLength(10)
  })
})

describe('a key given by the user', () => {
  test.each<[string, string | undefined, readonly string[]]>([
    ['no key, no restore keys', undefined, []],
    ['a key with what GitHub refuses', 'a,b\n%@ü', ['a,']],
    ['the longest key', 'x'.repeat(427), ['x'.repeat(427)]],
    ['the most restore keys', 'k', Array<string>(9).fill('k-')],
  ])('is accepted: %s', (_name, key, restoreKeys) => {
    expect(keyProblems(key, restoreKeys)).toEqual([])
    expect(entryKey(key ?? 'k', save).length).toBeLessThanOrEqual(512)
  })

  test.each<[string, string | undefined, readonly string[], RegExp]>([
    ['an empty key', '', [], /^Input key has an empty key\. Set at least one character/],
    ['an empty restore key', 'k', [' '], /^Input restore-keys has an empty key/],
    [
      'a long key',
      'x'.repeat(428),
      [],
      /^Input key "x{60}…" has 428 characters after encoding\. The maximum is 427\./,
    ],
    ['a key that is long as stored', ','.repeat(200), [], /^Input key ",{60}…" has 600 characters/],
    ['a long restore key', 'k', ['y'.repeat(500)], /^Input restore-keys "y{60}…" has 500/],
    [
      'ten restore keys',
      'k',
      Array<string>(10).fill('k-'),
      /^Input restore-keys has 10 keys\. Set at most 9/,
    ],
  ])(
    'is refused in a sentence that names the input and what is accepted: %s',
    (_name, key, restoreKeys, message) => {
      const problems = keyProblems(key, restoreKeys)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(message)
    },
  )

  test('names every problem, not only the first', () => {
    expect(keyProblems('', ['', 'z'.repeat(500)])).toHaveLength(3)
  })
})

describe('the snapshot of an engine image', () => {
  const image = { version: '0.21.8', platform: 'linux-amd64' }
  const id = `sha256:${'ab'.repeat(32)}`

  test('is found by version and platform, and by no other', () => {
    const key = engineImageKey(image, id)
    expect(key).toBe(`warm-dagger-engine/v0.21.8-linux-amd64@${'ab'.repeat(32)}@`)
    expect(key.startsWith(engineImageSearchKey(image))).toBe(true)
    for (const other of [
      { ...image, version: '0.21' },
      { ...image, platform: 'linux-a' },
    ]) {
      expect(key.startsWith(engineImageSearchKey(other))).toBe(false)
    }
  })

  test('is ours, names packs, and is not found as a state', () => {
    const key = engineImageKey(image, id)
    expect([isOurs(key), isManifest(key), matchedLogicalKey(key)]).toEqual([true, true, undefined])
    expect(isManifest(packKey('ab'))).toBe(false)
  })

  test('is replaced by one of the same image only', () => {
    const key = engineImageKey(image, id)
    expect(engineImageKey(image, id, '7')).not.toBe(key)
    expect(manifestGroup(engineImageKey(image, id, '7'))).toBe(manifestGroup(key))
    expect(manifestGroup(engineImageKey(image, `sha256:${'cd'.repeat(32)}`))).toBe(manifestGroup(key))
    expect(manifestGroup(engineImageKey({ ...image, version: '0.21.9' }, id))).not.toBe(manifestGroup(key))
  })
  test('is claimed by one job at a time, and another job can claim it later', () => {
    const now = 1000 * imageClaimPeriod
    const claim = imageClaimKey(image, now)
    expect(claim).toMatch(/^warm-dagger-engine-claim\/v0\.21\.8-linux-amd64@1000-[0-9a-f]{8}@$/)
    expect(imageClaimKey(image, now + imageClaimPeriod - 1)).toBe(claim)
    expect(imageClaimKey(image, now + imageClaimPeriod)).not.toBe(claim)
    expect(imageClaimKey({ ...image, version: '0.21.9' }, now)).not.toBe(claim)
    expect(imageClaimKey({ ...image, platform: 'linux-arm64' }, now)).not.toBe(claim)
    expect(imageClaimKey(image, now, engineImageKey(image, id))).not.toBe(claim)
    expect([isOurs(claim), isManifest(claim)]).toEqual([true, false])
    expect(claim.startsWith(engineImageSearchKey(image))).toBe(false)
  })
})
