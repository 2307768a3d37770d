import { describe, expect, test } from '@jest/globals'
import { readRequest, UsageError } from '../../local/request.ts'

const defaults = {
  key: '',
  dir: undefined,
  store: undefined,
  repo: undefined,
  volume: 'warm-dagger',
  to: '',
  yes: false,
}

test.each([
  [['list'], { command: 'list' }],
  [['list', '--repo', 'acme/app'], { command: 'list', repo: 'acme/app' }],
  [['verify', '--dir', '/cache', 'a/b@1@'], { command: 'verify', dir: '/cache', key: 'a/b@1@' }],
  [
    ['verify', '--store', 's3://states/x/refs:heads:main'],
    { command: 'verify', store: 's3://states/x/refs:heads:main' },
  ],
  [['restore', '--volume=mine'], { command: 'restore', volume: 'mine' }],
  [['remove', '--volume', 'mine'], { command: 'remove', volume: 'mine' }],
  [['export', '--to', 'x', '--', '-a'], { command: 'export', to: 'x', key: '-a' }],
  [['export', '--to', 'x', '--', ''], { command: 'export', to: 'x', key: '' }],
  [['purge', '--yes', '--dir=x'], { command: 'purge', yes: true, dir: 'x' }],
] as const)('%j is understood', (args, asked) => {
  expect(readRequest(args)).toEqual({ ...defaults, ...asked })
})

describe('an invalid command line', () => {
  test.each([
    [[], 'No command is given: it is one of list, verify, restore, remove, export, purge.'],
    [['lst'], 'There is no command "lst": it is one of list, verify'],
    [['toString'], 'There is no command "toString"'],
    [['list', 'key'], 'list does not take key.'],
    [['verify', 'a', 'b'], 'verify does not take b.'],
    [['list', '--yes'], 'list has no option --yes: it has --dir, --store, --repo.'],
    [['list', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['list', '--dir', ''], '--dir is empty: name a folder.'],
    [['purge', '--dir', 'a', '--repo', 'b/c'], '--dir and --repo name two caches; accepted: one of them.'],
    [
      ['purge', '--dir', 'a', '--store', 's3://b'],
      '--dir and --store name two caches; accepted: one of them.',
    ],
    ...['', 'states', 'gs://states', 's3://', 's3:///ci', 's3://States', 's3://states/../ci'].map(
      (store) =>
        [
          ['list', '--store', store],
          `--store is "${store}"; accepted: an address such as s3://BUCKET/PREFIX.`,
        ] as const,
    ),
    [['list', '--repo', 'acme'], '--repo is "acme"; accepted: OWNER/NAME.'],
    [['list', '--repo', 'acme/app/../../x'], 'accepted: OWNER/NAME.'],
    [['remove', '--volume', '-x'], '--volume'],
    [['remove', '--volume', 'a/b'], '--volume is "a/b"; accepted: a Docker volume\'s name'],
    [['export'], 'export needs --to with the folder for the copy.'],
    [
      ['restore', '--repo', 'acme/app'],
      "restore cannot read GitHub's cache from here, because only jobs can download from it.",
    ],
  ] as const)('%j fails with: %s', (args, problem) => {
    expect(() => readRequest(args)).toThrow(UsageError)
    expect(() => readRequest(args)).toThrow(problem)
  })

  test('fails with all problems at once', () => {
    expect(() => readRequest(['list', 'key', '--yes', '--repo', 'acme'])).toThrow(
      /no option --yes.*\n.*does not take key.*\n.*OWNER\/NAME/,
    )
  })
})
