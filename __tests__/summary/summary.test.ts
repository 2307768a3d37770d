import { describe, expect, test } from '@jest/globals'
import { savedOrNot } from '../../src/summary/save.ts'
import type { SaveReport } from '../../src/snapshot/write-snapshot.ts'
import { line } from '../../src/summary/markdown.ts'
import { jobSummary, restoreSummary, runSummary, type JobEnd, type Start } from '../../src/summary/summary.ts'

const now = Date.UTC(2026, 10, 24, 20, 51)
const hour = 3_600_000

const snapshot: Start = {
  kind: 'snapshot',
  key: 'warm-dagger-linux-x64-v0.21/CI/test/3f1c/0.21.8',
  exact: true,
  run: { id: '123', url: 'https://github.com/acme/app/actions/runs/123' },
  savedAt: now - 3.5 * hour,
  engineVersion: '0.21.8',
  content: 1_832_400_000,
  fetched: 547_000_000,
  packs: 9,
  restoreMilliseconds: 4210,
}

describe('a restore shows', () => {
  test('what was fetched, its age, and which run saved it', () => {
    expect(restoreSummary(snapshot, [], now)).toBe(
      `### Dagger cache: hit

| Restored | 1832.4 MB in 4.2 s |
| :-- | :-- |
| Key | \`warm-dagger-linux-x64-v0.21/CI/test/3f1c/0.21.8\` |
| Saved | 3 h before this job (2026-11-24 17:21 UTC), by [run 123](https://github.com/acme/app/actions/runs/123), with Dagger 0.21.8 |
| Fetched | 547.0 MB of 9 packs, 129.9 MB/s |`,
    )
  })

  test('that another key was found, and what went wrong before', () => {
    const { run, savedAt, ...old } = snapshot
    expect([run, savedAt]).not.toContain(undefined)
    const start = { ...old, exact: false, run: undefined, savedAt: undefined }
    expect(restoreSummary(start, ['The pack a|b is no longer in the store.'], now)).toBe(
      `### Dagger cache: hit of another key

The pack a&#124;b is no longer in the store.

| Restored | 1832.4 MB in 4.2 s |
| :-- | :-- |
| Key | \`warm-dagger-linux-x64-v0.21/CI/test/3f1c/0.21.8\` |
| Saved | with Dagger 0.21.8 |
| Fetched | 547.0 MB of 9 packs, 129.9 MB/s |`,
    )
  })

  test.each([
    [now - 59_000, '0 min before this job (2026-11-24 20:50 UTC)'],
    [now - 119 * 60_000, '119 min before this job (2026-11-24 18:52 UTC)'],
    [now - 47 * hour, '47 h before this job (2026-11-22 21:51 UTC)'],
    [now - 48 * hour, '2 days before this job (2026-11-22 20:51 UTC)'],
    [now + 60_000, '2026-11-24 20:52 UTC'],
    [0, '20781 days before this job (1970-01-01 00:00 UTC)'],
  ])('the age of a snapshot of %i, unless it is younger than the job', (savedAt, told) => {
    expect(restoreSummary({ ...snapshot, savedAt }, [], now)).toContain(`| Saved | ${told}, by `)
  })

  test.each([
    ['move', 'as it is'],
    ['copy', 'as a copy'],
  ] as const)('of a %s of what the machine kept', (how, told) => {
    const kept = {
      kind: 'kept',
      how,
      key: 'k',
      exact: true,
      usedAt: now - hour,
      engineVersion: '0.21.8',
      restoreMilliseconds: 90,
    } as const
    expect(restoreSummary(kept, [], now)).toBe(
      `### Dagger cache: hit

| Restored | what this machine kept, ${told}, in 0.1 s |
| :-- | :-- |
| Key | \`k\` |
| Kept | 60 min before this job (2026-11-24 19:51 UTC), with Dagger 0.21.8 |`,
    )
  })

  test('why there was no state', () => {
    expect(restoreSummary({ kind: 'nothing', key: 'k' }, ['None was saved yet.'], now)).toBe(
      `### Dagger cache: miss, so the engine starts cold\n\nNone was saved yet.\n\n| Key | \`k\` |\n| :-- | :-- |`,
    )
  })

  test('why this action does not manage the state', () => {
    expect(restoreSummary({ kind: 'not managed' }, ['The engine is in Dagger Cloud.'], now)).toBe(
      '### Dagger cache: not used\n\nThe engine is in Dagger Cloud.',
    )
  })
})

const report: SaveReport = {
  outcome: 'saved',
  chunks: 1748,
  changedChunks: 134,
  removedChunks: 0,
  writtenBytes: 34_200_000,
  rewrittenBytes: 0,
  liveBytes: 560_300_000,
  packs: 10,
}

const warm = { command: 'c', milliseconds: 12_100, at: now, succeeded: true, engineCache: 'warm' }
const coldStart = { command: 'c', milliseconds: 95_300, at: now - 150 * hour }
const traceUrl = 'https://dagger.cloud/acme/traces/2f12'

const end: JobEnd = {
  phases: [
    { name: 'look up', start: now, end: now + 400 },
    { name: 'restore', start: now + 400, end: now + 4600 },
    { name: 'command', start: now + 5500, end: now + 17_600 },
  ],
  commands: [{ ...warm, traceUrl }],
  coldStart,
  saved: true,
  reason: 'This is a push on the default branch.',
  rows: savedOrNot(report, '', 2310, '').rows,
}

const chart = `\`\`\`mermaid
gantt
    dateFormat YYYY-MM-DD HH:mm:ss.SSS
    axisFormat %M:%S
    tickInterval 2second
    todayMarker off
    section Restore
    look up 0.4 s : 2000-01-01 00:00:00.000, 400ms
    restore 4.2 s : 2000-01-01 00:00:00.400, 4200ms
    section Run
    command 12.1 s : active, 2000-01-01 00:00:05.500, 12100ms
\`\`\``

describe('the end of a job shows', () => {
  test('where the time went, what a warm start saved, and what was written', () => {
    expect(jobSummary(end)).toBe(
      `### Where the time went

**78.6 s saved**: the command took 12.1 s and the restore 4.6 s. Without a restored state, the same command took 95.3 s on 2026-11-18; its flag values may have been different. [Trace](https://dagger.cloud/acme/traces/2f12)

${chart}

### Dagger cache: saved

This is a push on the default branch.

| New or changed | 140.5 MB, in chunks of 1 MiB |
| :-- | :-- |
| Written | 34.2 MB compressed in 2.3 s |
| Reused | 93.9 % of the state, which the cache already had |
| State | 1832.9 MB, 560.3 MB compressed in 10 packs |`,
    )
  })

  test('the time even if nothing was saved, and all other rows', () => {
    const rows = [[line`Engine`, line`took ${'1.2 s'} to stop`]] as const
    expect(jobSummary({ ...end, saved: false, reason: 'Input save is never.', rows, commands: [] })).toBe(
      `### Where the time went

${chart}

### Dagger cache: not saved

Input save is never.

| Engine | took 1.2 s to stop |
| :-- | :-- |`,
    )
  })

  test('no time if none is known', () => {
    expect(jobSummary({ ...end, phases: [], commands: [], rows: [] })).toBe(
      '### Dagger cache: saved\n\nThis is a push on the default branch.',
    )
  })

  test.each<[string, Partial<JobEnd>, string]>([
    [
      'of a cold one',
      { commands: [{ ...warm, engineCache: 'cold' }] },
      'Without a restored state, the command took 12.1 s.',
    ],
    ['where none was measured', { commands: [warm], coldStart: undefined }, 'The command took 12.1 s.'],
    ['of another command', { commands: [{ ...warm, command: 'd' }] }, 'The command took 12.1 s.'],
    ['that failed', { commands: [{ ...warm, succeeded: false }] }, 'The command failed after 12.1 s.'],
    [
      'that saved nothing',
      { commands: [{ ...warm, milliseconds: 90_701 }] },
      'The command took 90.7 s and the restore 4.6 s. Without a restored state, the same command took 95.3 s on 2026-11-18; its flag values may have been different.',
    ],
  ])('only what was measured: a command %s', (_name, more, told) => {
    expect(jobSummary({ ...end, ...more }).split('\n\n')[1]).toBe(told)
  })

  test('every trace, but not how to set up traces', () => {
    const setup = { ...warm, traceUrl: 'https://dagger.cloud/traces/setup' }
    const hostile = { ...warm, traceUrl: 'https://dagger.cloud/a](b)/traces/c' }
    const traced = (commands: JobEnd['commands']) =>
      jobSummary({ ...end, coldStart: undefined, commands }).split('\n\n')[1]
    expect(traced([warm, setup])).toBe('The command took 12.1 s.')
    expect(traced([{ ...warm, traceUrl }, hostile])).toBe(
      `The command took 12.1 s. [Trace 1](${traceUrl}) [Trace 2](https://dagger.cloud/a]%28b%29/traces/c)`,
    )
  })
})

describe('a command shows', () => {
  const run = {
    command: { argv: ['call', 'echo', '--text=a `b`'], script: undefined, ignored: [] },
    version: '0.21.8',
    engine: 'registry.dagger.io/engine:v0.21.8 on the volume dagger-engine',
    verdict: 'warm',
    traceUrl: undefined,
    commandTime: '1.0 s',
    stepTime: '2.0 s',
  }

  test('what dagger-for-github shows, and its engine', () => {
    expect(runSummary(run)).toBe(
      `## Command

\`\`\`bash
dagger call echo '--text=a \`b\`'
\`\`\`

## Dagger trace

No trace available. To setup: [https://dagger.cloud/traces/setup](https://dagger.cloud/traces/setup)

## Dagger version

\`\`\`bash
v0.21.8
\`\`\`

## Dagger engine

\`\`\`bash
registry.dagger.io/engine:v0.21.8 on the volume dagger-engine
\`\`\`

Its cache: \`warm\`. The command took 1.0 s, the step 2.0 s.

---
`,
    )
  })

  test('its script, in a fence that the script cannot end', () => {
    const command = { argv: ['shell'], script: 'a\n```\n# b\n', ignored: [] }
    expect(runSummary({ ...run, command })).toContain('\n\n### Script\n\n````bash\na\n```\n# b\n````\n\n')
  })

  test('its trace like dagger-for-github, with any address', () => {
    expect(runSummary({ ...run, traceUrl })).toContain(`\n\n[${traceUrl}](${traceUrl})\n\n`)
    expect(runSummary({ ...run, traceUrl: 'https://dagger.cloud/<b>](c)/traces/d' })).toContain(
      '\n\n[https&#58;//dagger.cloud/&#60;b&#62;&#93;(c)/traces/d](https://dagger.cloud/%3Cb%3E]%28c%29/traces/d)\n\n',
    )
  })
})
