import { savedOrNot } from '../../src/summary/save.ts'
import { restoreSummary, jobSummary } from '../../src/summary/summary.ts'
import { commandShape } from '../../src/policy/cold-start.ts'

const start = Date.UTC(2026, 10, 24, 20, 51, 7)
const hour = 60 * 60 * 1000

/** An example of a job's summary for the docs, with invented figures. */
export function exampleSummary(): string {
  const command = commandShape(['call', 'test'], undefined)
  return [
    restoreSummary(
      {
        kind: 'snapshot',
        key: 'warm-dagger-linux-x64-v0.21/ci.yml/test/3f1c9a04d2b76e58/0.21.8',
        exact: true,
        run: { id: '19637415182', url: 'https://github.com/acme/app/actions/runs/19637415182' },
        savedAt: start - 3.2 * hour,
        engineVersion: '0.21.8',
        content: 1_832_400_000,
        fetched: 547_000_000,
        packs: 9,
        restoreMilliseconds: 4210,
      },
      [],
      start,
    ),
    jobSummary({
      ...savedOrNot(
        {
          outcome: 'saved',
          chunks: 1748,
          changedChunks: 134,
          removedChunks: 0,
          writtenBytes: 34_200_000,
          rewrittenBytes: 0,
          liveBytes: 560_300_000,
          packs: 10,
        },
        'This is a push on the default branch, which other runs restore from.',
        2310,
        '',
      ),
      phases: [
        { name: 'look up', start: start, end: start + 412 },
        { name: 'CLI', start: start + 20, end: start + 1130 },
        { name: 'engine image', start: start + 20, end: start + 3890 },
        { name: 'restore', start: start + 412, end: start + 4622 },
        { name: 'volume', start: start + 4622, end: start + 4840 },
        { name: 'engine start', start: start + 4840, end: start + 5510 },
        { name: 'command', start: start + 5510, end: start + 17_610 },
        { name: 'engine stop', start: start + 18_020, end: start + 19_240 },
        { name: 'save', start: start + 19_240, end: start + 21_550 },
      ],
      commands: [
        {
          command,
          milliseconds: 12_100,
          at: start + 17_610,
          succeeded: true,
          engineCache: 'warm',
          traceUrl: 'https://dagger.cloud/acme/traces/2f123ba77bf7bd2d4db2f70ed20613e8',
        },
      ],
      coldStart: { command, milliseconds: 95_300, at: start - 150 * hour },
    }),
  ].join('\n\n')
}
