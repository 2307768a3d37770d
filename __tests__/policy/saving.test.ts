import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { alwaysColdReason } from '../../src/policy/events.ts'
import { couldSave, decideSave, type SaveFacts, type UsedCode } from '../../src/policy/saving.ts'

const sha = 'a94e2a1a6b8f3d7c0a94e2a1a6b8f3d7c0a94e2a'
const otherSha = '0123456789abcdef0123456789abcdef01234567'

const checkout = (head: string, changedFiles: readonly string[] = []): UsedCode => {
  return { kind: 'checkout', folder: '/home/app', head, changedFiles }
}
const ofThisRun = [checkout(sha)]
const ofAnotherCommit = [checkout(otherSha)]
const changed = [checkout(sha, ['go.mod', 'a b.txt', 'version.go', 'z.go'])]
const unversioned: readonly UsedCode[] = [{ kind: 'unversioned', folder: '/home/unpacked' }]
const noCode: readonly UsedCode[] = [{ kind: 'empty' }]

const pushToMain: SaveFacts = {
  saveInput: 'auto',
  event: 'push',
  ref: 'refs/heads/main',
  defaultBranch: 'main',
  sha,
  code: ofThisRun,
  fromFork: false,
  isolatesBranches: true,
  cacheMode: undefined,
  cancelled: false,
}

const main = 'refs/heads/main'
const pull = 'refs/pull/7/merge'

/** Every event of GitHub's documentation: its usual ref, whether `auto` saves, whether `always` does, and why not. */
const events: readonly [event: string, ref: string, auto: boolean, always: boolean, why: RegExp][] = [
  ['branch_protection_rule', main, false, true, /not about the code/],
  ['check_run', main, false, false, /anyone can trigger it/],
  ['check_suite', main, false, false, /anyone can trigger it/],
  ['create', 'refs/heads/topic', false, true, /too rare/],
  ['delete', main, false, true, /too rare/],
  ['deployment', main, false, true, /not about the code/],
  ['deployment_status', main, false, true, /not about the code/],
  ['discussion', main, false, false, /anyone can trigger it/],
  ['discussion_comment', main, false, false, /anyone can trigger it/],
  ['fork', main, false, false, /anyone can trigger it/],
  ['gollum', main, false, false, /anyone can trigger it/],
  ['image_version', main, false, true, /not about the code/],
  ['issue_comment', main, false, false, /anyone can trigger it/],
  ['issues', main, false, false, /anyone can trigger it/],
  ['label', main, false, true, /not about the code/],
  ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', false, true, /its own entry of the queue/],
  ['milestone', main, false, true, /not about the code/],
  ['page_build', main, false, true, /not about the code/],
  ['public', main, false, true, /too rare/],
  ['pull_request', pull, false, true, /only the pull request itself/],
  ['pull_request_comment', main, false, false, /anyone can trigger it/],
  ['pull_request_review', pull, false, true, /only the pull request itself/],
  ['pull_request_review_comment', pull, false, true, /only the pull request itself/],
  ['pull_request_target', main, false, false, /anyone can trigger it/],
  ['push', main, true, true, /^This is a push on the default branch/],
  ['registry_package', main, false, true, /not about the code/],
  ['release', 'refs/tags/v1', false, true, /the same tag/],
  ['repository_dispatch', main, false, true, /untrusted code/],
  ['schedule', main, true, true, /^This is a schedule on the default branch/],
  ['status', main, false, true, /not about the code/],
  ['watch', main, false, false, /anyone can trigger it/],
  ['workflow_call', main, false, true, /event of its caller/],
  ['workflow_dispatch', main, true, true, /^This is a workflow_dispatch on the default branch/],
  ['workflow_run', main, false, false, /anyone can trigger it/],
]

describe('by event, if everything else permits it', () => {
  test.each(events)('%s on %s: auto %s, always %s', (event, ref, auto, always, why) => {
    const automatic = decideSave({ ...pushToMain, event, ref })
    expect(automatic.save).toBe(auto)
    expect(automatic.reason).toMatch(why)
    expect(decideSave({ ...pushToMain, event, ref, saveInput: 'always' }).save).toBe(always)
    expect(decideSave({ ...pushToMain, event, ref, saveInput: 'never' }).save).toBe(false)
  })

  test.each(['', 'an_event_of_2030', 'constructor', '__proto__'])(
    'an unknown event (%j) never saves',
    (event) => {
      for (const saveInput of ['auto', 'always'] as const) {
        expect(decideSave({ ...pushToMain, event, saveInput })).toEqual({
          save: false,
          reason: `Runs on ${event} never save: it is unknown who can trigger it.`,
        })
      }
    },
  )
})

describe('auto', () => {
  test.each<[string, Partial<SaveFacts>, boolean, RegExp]>([
    ['a push to the default branch', {}, true, /^This is a push on the default branch/],
    [
      'a default branch of another name',
      { ref: 'refs/heads/trunk', defaultBranch: 'trunk' },
      true,
      /default branch/,
    ],
    [
      'a push to another branch',
      { ref: 'refs/heads/topic' },
      false,
      /^refs\/heads\/topic is not the default branch/,
    ],
    ['a tag named as the default branch', { ref: 'refs/tags/main' }, false, /^refs\/tags\/main is not/],
    [
      'a branch that ends as the default one',
      { ref: 'refs/heads/x/main' },
      false,
      /is not the default branch/,
    ],
    [
      'a manual run on another branch',
      { event: 'workflow_dispatch', ref: 'refs/heads/topic' },
      false,
      /is not the default/,
    ],
    [
      'a manual run whose ref is a pull request',
      { event: 'workflow_dispatch', ref: pull },
      false,
      /is not the default/,
    ],
    [
      'a schedule without a repository',
      { event: 'schedule', defaultBranch: undefined },
      true,
      /^This is a schedule/,
    ],
    ['a push without a ref', { ref: '' }, false, /^A run without a ref is not the default branch/],
    ['a push without a repository', { defaultBranch: undefined }, false, /does not name the default branch/],
    [
      'a manual run without a repository',
      { event: 'workflow_dispatch', defaultBranch: undefined },
      false,
      /does not name/,
    ],
    [
      'another commit checked out',
      { code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit 0123456789ab and this run is for a94e2a1a6b8f:/,
    ],
    [
      'an ok-to-test run',
      { event: 'workflow_dispatch', code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit/,
    ],
    [
      'a schedule that builds another branch',
      { event: 'schedule', defaultBranch: undefined, code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit/,
    ],
    [
      'a pull request in a second checkout',
      { code: [...ofThisRun, ...ofAnotherCommit] },
      false,
      /is at commit/,
    ],
    [
      'tracked files that changed',
      { code: changed },
      false,
      /^4 tracked files in \/home\/app changed since the checkout \(go\.mod, a b\.txt, version\.go, …\):/,
    ],
    ['files without a repository', { code: unversioned }, false, /^\/home\/unpacked is not a git checkout/],
    ['no local code at all', { code: noCode }, true, /default branch/],
    ['code that nothing looked at', { code: [] }, false, /^It is unknown which code ran/],
    ['a cancelled job', { cancelled: true }, false, /^The job was canceled/],
    ['a read-only cache', { cacheMode: 'read' }, false, /the cache mode read, which does not permit/],
    ['no cache', { cacheMode: 'none' }, false, /the cache mode none/],
    ['a writable cache', { cacheMode: 'write' }, true, /default branch/],
    ['a cache mode from the future', { cacheMode: 'append' }, true, /default branch/],
    ['a directory without scopes', { isolatesBranches: false }, true, /default branch/],
    [
      'a topic branch and a directory',
      { isolatesBranches: false, ref: 'refs/heads/topic' },
      false,
      /is not the default/,
    ],
    [
      'outside GitHub',
      { event: undefined, ref: '', defaultBranch: undefined, sha: '', code: ofAnotherCommit },
      true,
      /^Outside GitHub/,
    ],
    ['outside GitHub, cancelled', { event: undefined, cancelled: true }, false, /canceled/],
  ])('%s', (_name, change, save, reason) => {
    const decision = decideSave({ ...pushToMain, ...change })
    expect(decision.save).toBe(save)
    expect(decision.reason).toMatch(reason)
  })
})

describe('always', () => {
  const pullRequest: Partial<SaveFacts> = { event: 'pull_request', ref: pull }

  test.each<[string, Partial<SaveFacts>, boolean, RegExp]>([
    ['a pull request', pullRequest, true, /^Input save is always; only runs of this pull request/],
    [
      'a pull request whose head is checked out',
      { ...pullRequest, code: ofAnotherCommit },
      true,
      /only runs of this pull request/,
    ],
    [
      "a fork's pull request, in its own scope",
      { ...pullRequest, fromFork: true, code: ofAnotherCommit },
      true,
      /only runs of this pull request/,
    ],
    [
      'a pull request merged into the default branch',
      { event: 'pull_request' },
      true,
      /^Input save is always\.$/,
    ],
    [
      'a merged one whose head is checked out',
      { event: 'pull_request', code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit/,
    ],
    [
      "a fork's pull request and a directory",
      { ...pullRequest, fromFork: true, isolatesBranches: false },
      false,
      /a fork's pull request may not write/,
    ],
    [
      'a pull request and a directory',
      { ...pullRequest, isolatesBranches: false },
      false,
      /a pull request may not write what the default branch restores/,
    ],
    [
      'a pull request and a directory, head checked out',
      { ...pullRequest, isolatesBranches: false, code: ofAnotherCommit },
      false,
      /a pull request may not write/,
    ],
    ['a push to another branch', { ref: 'refs/heads/topic' }, true, /^Input save is always\.$/],
    [
      'another commit on another branch',
      { ref: 'refs/heads/topic', code: ofAnotherCommit },
      true,
      /^Input save is always\.$/,
    ],
    ['another commit on the default branch', { code: ofAnotherCommit }, false, /^\/home\/app is at commit/],
    [
      'an ok-to-test run',
      { event: 'repository_dispatch', code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit/,
    ],
    [
      'another commit, default branch unknown',
      { defaultBranch: undefined, code: ofAnotherCommit },
      false,
      /^\/home\/app is at commit/,
    ],
    [
      'tracked files that changed, which the user vouches for',
      { code: changed },
      true,
      /^Input save is always\.$/,
    ],
    [
      'tracked files that changed, on an event that a bot starts',
      { event: 'repository_dispatch', code: changed },
      false,
      /tracked files/,
    ],
    [
      'tracked files that changed, on another branch of a shared store',
      { ref: 'refs/heads/topic', isolatesBranches: false, code: changed },
      false,
      /tracked files/,
    ],
    ['files without a repository', { code: unversioned }, false, /not a git checkout/],
    [
      'files without a repository, on another branch',
      { ref: 'refs/heads/topic', code: unversioned },
      true,
      /^Input save is always\.$/,
    ],
    ['no local code at all', { code: noCode }, true, /^Input save is always\.$/],
    ['a cancelled job', { cancelled: true }, false, /canceled/],
    ['a read-only cache', { cacheMode: 'read' }, false, /cache mode read/],
  ])('%s', (_name, change, save, reason) => {
    const decision = decideSave({ ...pushToMain, saveInput: 'always', ...change })
    expect(decision.save).toBe(save)
    expect(decision.reason).toMatch(reason)
  })
})

describe('for any facts', () => {
  const anyFacts: fc.Arbitrary<SaveFacts> = fc.record({
    saveInput: fc.constantFrom('auto', 'always', 'never'),
    event: fc.constantFrom(undefined, 'unheard_of', ...events.map(([event]) => event)),
    ref: fc.constantFrom('', main, pull, 'refs/heads/topic', 'refs/tags/main'),
    defaultBranch: fc.constantFrom(undefined, 'main', 'trunk'),
    sha: fc.constantFrom('', sha),
    code: fc.constantFrom([], ofThisRun, ofAnotherCommit, changed, unversioned, noCode),
    fromFork: fc.boolean(),
    isolatesBranches: fc.boolean(),
    cacheMode: fc.constantFrom(undefined, 'none', 'read', 'write', 'write-only'),
    cancelled: fc.boolean(),
  })

  test('the reason is one sentence on one line', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(decideSave(facts).reason).toMatch(/^[A-Zr/0-9][^\n.]*([^ \n]\.[^ \n][^\n.]*)*\.$/)
      }),
    )
  })

  test('a run that saves is one that could save', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(decideSave(facts).save && !couldSave(facts, facts.saveInput)).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  test('always also saves what auto saves', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const auto = decideSave({ ...facts, saveInput: 'auto' }).save
        const always = decideSave({ ...facts, saveInput: 'always' }).save
        expect(auto && !always).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  test('code other than the commit of the run never writes what the default branch restores', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const shared = !facts.isolatesBranches || facts.ref === `refs/heads/${facts.defaultBranch ?? 'main'}`
        const isKnown =
          facts.code.length > 0 &&
          facts.code.every(
            (used) => used.kind === 'empty' || (used.kind === 'checkout' && used.head === facts.sha),
          )
        const { save } = decideSave(facts)
        expect(save && facts.event !== undefined && shared && !isKnown).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('the whole table', () => {
  const axes = {
    saveInput: ['auto', 'always', 'never'],
    event: [undefined, 'unheard_of', ...events.map(([event]) => event)],
    ref: ['', main, pull, 'refs/heads/topic', 'refs/tags/main', 'refs/heads/gh-readonly-queue/main/pr-7'],
    defaultBranch: [undefined, 'main'],
    sha: [sha],
    code: [[], ofThisRun, ofAnotherCommit, changed, unversioned, noCode],
    fromFork: [false, true],
    isolatesBranches: [true, false],
    // What the job's token may do.
    cacheMode: [undefined, 'write', 'write-only', 'read', 'none'],
    cancelled: [false, true],
  } as const satisfies { [Name in keyof SaveFacts]: readonly SaveFacts[Name][] }

  function* everyCase(
    left = Object.entries(axes),
    facts: Partial<Record<string, unknown>> = {},
  ): Generator<SaveFacts> {
    const [first, ...rest] = left
    if (!first) yield facts as unknown as SaveFacts
    else for (const value of first[1]) yield* everyCase(rest, { ...facts, [first[0]]: value })
  }

  /** What docs/security.md says, with the columns of `events` for who may cause what. */
  function mayWrite(facts: SaveFacts): boolean {
    const { saveInput, event, ref, code, isolatesBranches } = facts
    const mayTry = saveInput !== 'never' && !facts.cancelled
    if (!mayTry || facts.cacheMode === 'read' || facts.cacheMode === 'none') return false
    if (event === undefined) return true
    const [, , auto, always] = events.find(([name]) => name === event) ?? ['', '', false, false]
    const isPullRequest = ref.startsWith('refs/pull/')
    if (!always || (!isolatesBranches && (facts.fromFork || isPullRequest))) return false
    const known = facts.defaultBranch ?? (event === 'schedule' ? ref.replace('refs/heads/', '') : undefined)
    const onDefault =
      known !== undefined && (ref === `refs/heads/${known}` || facts.defaultBranch === undefined)
    const isCommit = code === ofThisRun || code === noCode
    if (saveInput === 'auto') return auto && onDefault && isCommit
    const restoredByAll = !isolatesBranches || (!isPullRequest && (onDefault || known === undefined))
    return !restoredByAll || isCommit || (code === changed && auto && onDefault)
  }

  test('every combination of event, ref, token, checkout and fork is decided as docs/security.md describes', () => {
    let total = 0
    const written = { auto: 0, always: 0, never: 0 }
    const wrong: SaveFacts[] = []
    for (const facts of everyCase()) {
      total++
      const { save } = decideSave(facts)
      if (save) written[facts.saveInput]++
      if (save !== mayWrite(facts)) wrong.push(facts)
    }
    expect(wrong.slice(0, 3)).toEqual([])
    expect(total).toBe(Object.values(axes).reduce((product, values) => product * values.length, 1))
    expect(total).toBeGreaterThan(300_000)
    // Of what may be tried at all, few by default and many only with save: always.
    expect(written.never).toBe(0)
    expect(written.always).toBeGreaterThan(5 * written.auto)
    expect(written.auto).toBeGreaterThan(0)
  })
})

test.each([
  ['push', main, 'auto', true],
  ['push', main, 'never', false],
  ['push', 'refs/heads/topic', 'auto', false],
  ['push', 'refs/heads/topic', 'always', true],
  ['pull_request', pull, 'auto', false],
  ['pull_request', pull, 'always', true],
  ['issue_comment', main, 'always', false],
] as const)('a run of %s on %s could save with %s: %s', (event, ref, saveInput, could) => {
  expect(couldSave({ ...pushToMain, event, ref }, saveInput)).toBe(could)
})

test.each([
  ['merge_group', true],
  ['push', false],
  ['pull_request', false],
  [undefined, false],
])('a run of %s is cold however often it runs: %s', (event, isCold) => {
  if (isCold) expect(alwaysColdReason(event)).toMatch(/add `push` for the default branch to its `on:`\.$/)
  else expect(alwaysColdReason(event)).toBeUndefined()
})
