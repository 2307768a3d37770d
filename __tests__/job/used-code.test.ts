import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'
import { codeOfJob, parseStatus, usedCode } from '../../src/job/used-code.ts'

let root: string
let app: string
let head: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'used-code-')))
  app = join(root, 'app')
  head = await repository(app)
})

afterEach(async () => {
  await rm(root, { recursive: true })
})

/** @returns the commit */
async function repository(folder: string): Promise<string> {
  await mkdir(join(folder, 'ci'), { recursive: true })
  await writeFile(join(folder, 'main.go'), `package main // ${folder}\n`)
  await writeFile(join(folder, 'ci/dagger.json'), '{}\n')
  const git = (...args: readonly string[]) => run('git', ['-C', folder, ...args])
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--no-gpg-sign', '-m', 'one')
  return (await git('rev-parse', 'HEAD')).trim()
}

describe('the code of a command', () => {
  test('is the repository of its folder, which may be a subfolder', async () => {
    const code = { kind: 'checkout', folder: app, head, changedFiles: [] }
    expect(await usedCode({ workdir: app, module: '', words: ['call', 'test'] })).toEqual([code])
    expect(await usedCode({ workdir: join(app, 'ci'), module: '', words: [] })).toEqual([code])
  })

  test('names tracked files that changed, staged or not, and no untracked ones', async () => {
    await writeFile(join(app, 'main.go'), 'package other\n')
    await writeFile(join(app, 'ci/dagger.json'), '{"name":"x"}\n')
    await run('git', ['-C', app, 'add', 'ci/dagger.json'])
    await writeFile(join(app, 'built'), 'untracked\n')
    const [used] = await usedCode({ workdir: app, module: '', words: [] })
    expect(used).toEqual({ kind: 'checkout', folder: app, head, changedFiles: ['ci/dagger.json', 'main.go'] })
  })

  test('is recognized if another commit is copied over the checkout', async () => {
    const git = (...args: readonly string[]) => run('git', ['-C', app, ...args])
    await git('checkout', '--quiet', '-b', 'pr')
    await writeFile(join(app, 'main.go'), 'package pr\n')
    await git(
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@b.c',
      'commit',
      '--quiet',
      '--no-gpg-sign',
      '-am',
      'two',
    )
    await git('checkout', '--quiet', 'main')
    await git('checkout', '--quiet', 'pr', '--', '.')
    const [used] = await usedCode({ workdir: app, module: '', words: [] })
    expect(used).toMatchObject({ head, changedFiles: ['main.go'] })
  })

  test.each<[string, { module?: string; words?: string[]; workdir?: string }]>([
    ['the input workdir', { workdir: 'pr' }],
    ['the input module', { module: 'pr/ci' }],
    ['an argument', { words: ['call', 'test', '--source=pr'] }],
    ['a word of its own', { words: ['call', 'test', '--source', './pr/ci'] }],
    ['a file', { words: ['call', 'test', '--file=pr/main.go'] }],
  ])('includes a second checkout that %s names', async (_what, { module = '', words = [], workdir = '' }) => {
    const other = await repository(join(app, 'pr'))
    const code = await usedCode({ workdir: join(app, workdir), module, words })
    expect(code).toContainEqual({ kind: 'checkout', folder: join(app, 'pr'), head: other, changedFiles: [] })
  })

  test('is unversioned in a folder with files and no repository, and empty in one without files', async () => {
    const unpacked = join(root, 'unpacked')
    await mkdir(unpacked)
    expect(await usedCode({ workdir: unpacked, module: 'github.com/acme/ci', words: [] })).toEqual([
      { kind: 'empty' },
    ])
    await writeFile(join(unpacked, 'main.go'), 'package main\n')
    expect(await usedCode({ workdir: unpacked, module: '', words: [] })).toEqual([
      { kind: 'unversioned', folder: unpacked },
    ])
  })

  test('is unversioned if git cannot read the repository', async () => {
    await rm(join(app, '.git/index'))
    await mkdir(join(app, '.git/index'))
    expect(await usedCode({ workdir: app, module: '', words: [] })).toEqual([
      { kind: 'unversioned', folder: app },
    ])
  })

  test('is read once for each repository, however many paths are in it', async () => {
    const other = await repository(join(root, 'other'))
    const programs = join(root, 'programs')
    await mkdir(programs)
    const script = `#!/bin/sh\necho "$*" >>${programs}/calls\nPATH=\${PATH#*:}\nexec git "$@"\n`
    await writeFile(join(programs, 'git'), script, { mode: 0o755 })
    const path = process.env['PATH'] ?? ''
    process.env['PATH'] = `${programs}:${path}`
    try {
      const words = ['--source=.', '--file=main.go', 'ci', '--other=../other,../other/ci', '--view=ci:v']
      const code = await usedCode({ workdir: app, module: './ci', words })
      expect(code.map((used) => used.kind === 'checkout' && used.head)).toEqual([head, other])
    } finally {
      process.env['PATH'] = path
    }
    expect((await readFile(join(programs, 'calls'), 'utf8')).trim().split('\n')).toHaveLength(2)
  })

  test.each<[string, string[], ReturnType<typeof parseStatus>]>([
    [
      'has a commit and nothing changed',
      ['# branch.oid abc1', '# branch.head main', ''],
      { head: 'abc1', changedFiles: [] },
    ],
    [
      'has changed files of any name, also one that is not merged',
      [
        '# branch.oid abc1',
        '1 .M N... 100644 100644 100644 aaaa aaaa a file\nof two lines',
        'u UU N... 100644 100644 100644 100644 aaaa aaaa aaaa in conflict',
        '',
      ],
      { head: 'abc1', changedFiles: ['a file\nof two lines', 'in conflict'] },
    ],
    ['has no commit yet', ['# branch.oid (initial)', ''], undefined],
    ['is none', [''], undefined],
  ])('a status that %s is read so', (_what, lines, read) => {
    expect(parseStatus(lines.join('\0'))).toEqual(read)
  })

  test('starts no program that the repository configures', async () => {
    const trace = join(root, 'trace')
    await writeFile(join(root, 'monitor'), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 })
    await run('git', ['-C', app, 'config', 'core.fsmonitor', join(root, 'monitor')])
    await usedCode({ workdir: app, module: '', words: [] })
    await expect(realpath(trace)).rejects.toThrow(/ENOENT/)
  })
})

describe('the code of a job', () => {
  test('is the code before its commands and the code at its end', async () => {
    const before = await usedCode({ workdir: app, module: '', words: [] })
    expect(await codeOfJob({ code: before })).toEqual(before)
    await writeFile(join(app, 'main.go'), 'package other\n')
    expect(await codeOfJob({ code: before })).toEqual([
      ...before,
      { kind: 'checkout', folder: app, head, changedFiles: ['main.go'] },
    ])
  })
})
