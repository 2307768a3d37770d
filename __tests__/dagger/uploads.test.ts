import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isTrusted, scanUploads, uploadRoots, verbOf } from '../../src/dagger/uploads.ts'
import { run } from '../../src/programs.ts'

const ms = (milliseconds: number, nanoseconds = 0): bigint =>
  BigInt(milliseconds) * 1_000_000n + BigInt(nanoseconds)

describe('the time of a file', () => {
  const until = 1_800_000_000_500
  const now = 1_800_000_100_000
  const written = ms(until - 10_000, 123_456)

  test.each<[string, bigint, bigint, boolean, boolean]>([
    ['after the last upload', ms(until + 1), ms(now), true, true],
    ['after the last upload, in whole seconds', ms(until + 500), ms(now), true, true],
    ['after the last upload, without change times', ms(until + 1), ms(until + 1), false, true],
    ['in the last upload’s millisecond', ms(until, 999_999), ms(now), true, false],
    ['in the future', ms(now + 1), ms(now + 1), true, false],
    ['now', ms(now, 999_999), ms(now, 999_999), true, true],
    ['before, of the last write', written, written, true, true],
    ['before, with a later change', written, written + 1n, true, false],
    ['before, without change times', written, written, false, false],
    ['before, in whole seconds', ms(until - 500), ms(until - 500), true, false],
    ['1970', 0n, 0n, true, false],
    ['before 1970', -1n, -1n, true, true],
  ])('that is %s', (_when, mtimeNs, ctimeNs, keepsChangeTime, trusted) => {
    expect(isTrusted({ mtimeNs, ctimeNs }, { until, now }, keepsChangeTime)).toBe(trusted)
  })
})

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'uploads-')))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Everything that was written until now is older than the last upload. */
function look(most?: number) {
  const now = Date.now() + 1
  return scanUploads([folder], { until: now, now }, most)
}

function file(name: string, content = name): string {
  const place = join(folder, name)
  mkdirSync(join(place, '..'), { recursive: true })
  writeFileSync(place, content)
  return place
}

describe('a scan of files that are older than the last upload', () => {
  test('trusts those that were not changed after they were written', () => {
    const times = ['a', 'b/c', 'b/d/e'].map((name) => lstatSync(file(name)).mtimeMs)
    expect(look()).toEqual({ newest: Math.floor(Math.max(...times)) })
  })

  /** A file that was last changed in an earlier tick of the kernel's clock than what is done now. */
  const other = (): string => {
    const place = file('other', 'x')
    const { ctimeNs } = lstatSync(place, { bigint: true })
    for (let tries = 0; tries < 1_000_000; tries++) {
      if (lstatSync(file('tick'), { bigint: true }).ctimeNs > ctimeNs) return place
    }
    throw new Error('the clock stands still')
  }
  const changes: Readonly<Record<string, (victim: string) => unknown>> = {
    'touch -d @0': (victim) => {
      utimesSync(victim, 0, 0)
    },
    'touch -d with nanoseconds': (victim) => run('touch', ['-d', '2026-01-02T03:04:05.678901234', victim]),
    'touch -r': (victim) => run('touch', ['-r', other(), victim]),
    'cp -p': (victim) => run('cp', ['-p', other(), victim]),
    'mv over another': (victim) => {
      renameSync(other(), victim)
    },
    'ln -f': (victim) => {
      rmSync(victim)
      linkSync(other(), victim)
    },
    chmod: (victim) => run('chmod', ['0700', victim]),
    'tar that keeps nanoseconds': async (victim) => {
      const archive = join(folder, '..', `${folder.split('/').at(-1) ?? ''}.tar`)
      await run('tar', ['--posix', '-C', folder, '-cf', archive, 'b'])
      rmSync(victim)
      await run('tar', ['-C', folder, '-xf', archive])
      rmSync(archive)
    },
  }

  test.each(Object.keys(changes))('doubts one after %s, and names it', async (change) => {
    file('a')
    const victim = file('b/victim')
    file('c')
    await changes[change]?.(victim)
    expect(look()).toMatchObject({ doubtful: victim, because: 'has a time that a tool may have set' })
  })

  test('trusts one that was copied without its time, or rewritten', () => {
    copyFileSync(file('a'), join(folder, 'b'))
    utimesSync(join(folder, 'a'), 0, 0)
    writeFileSync(join(folder, 'a'), 'again')
    expect(look().doubtful).toBeUndefined()
  })

  test('ignores the times of folders, links and special files', async () => {
    mkdirSync(join(folder, 'd'))
    symlinkSync('/nowhere', join(folder, 'l'))
    symlinkSync('/etc', join(folder, 'out'))
    await run('mkfifo', [join(folder, 'p')])
    await run('touch', ['-h', '-d', '@0', join(folder, 'd'), join(folder, 'l'), join(folder, 'p')])
    expect(look()).toEqual({ newest: 0 })
  })

  test.each<[string, boolean]>([
    [`.git/objects/ab/${'c'.repeat(38)}`, true],
    [`.git/objects/pack/pack-${'c'.repeat(40)}.pack`, true],
    [`.git/objects/pack/pack-${'c'.repeat(40)}.idx`, true],
    ['.git/objects/info/packs', false],
    ['.git/index', false],
    [`src/${'c'.repeat(40)}.pack`, false],
  ])('of a file that git names by its content, %s, asks no time: %p', (name, trusted) => {
    utimesSync(file(name), 0, 0)
    expect(look().doubtful === undefined).toBe(trusted)
  })

  test('names the first file in alphabetical order', () => {
    for (const name of ['c', 'a/y', 'a/x', 'b']) utimesSync(file(name), 0, 0)
    expect(look().doubtful).toBe(join(folder, 'a/x'))
  })

  test('stops at its maximum number of entries', () => {
    for (const name of ['a', 'b', 'c']) file(name)
    expect(look(4).doubtful).toBeUndefined()
    expect(look(3)).toMatchObject({ because: 'is one of more than 3' })
  })

  test('skips files that are removed meanwhile', () => {
    const now = Date.now()
    expect(scanUploads([join(folder, 'gone')], { until: now, now })).toEqual({ newest: 0 })
  })

  test('trusts the files of a real clone, and all files that were modified after the last upload', async () => {
    const until = Date.now() - 1
    await run('git', ['-c', 'init.defaultBranch=main', 'init', '--quiet', join(folder, 'origin')])
    for (let n = 0; n < 200; n++) file(`origin/src/${n % 7}/${n}`)
    const git = ['-C', join(folder, 'origin'), '-c', 'user.name=a', '-c', 'user.email=a@b']
    await run('git', [...git, 'add', '--all'])
    await run('git', [...git, 'commit', '--quiet', '--message', 'x'])
    const clone = join(folder, 'clone')
    await run('git', ['clone', '--quiet', join(folder, 'origin'), clone])
    const now = Date.now() + 1
    expect(scanUploads([clone], { until, now }).doubtful).toBeUndefined()
    // For a clone that stays on the machine: git moves some of its own files into place, but none of the checkout.
    expect(scanUploads([join(clone, 'src')], { until: now, now }).doubtful).toBeUndefined()
    await run('touch', ['-r', join(clone, 'src/0/0'), join(clone, 'src/1/1')])
    expect(scanUploads([join(clone, 'src')], { until, now: now + 1000 }).doubtful).toBeUndefined()
    expect(scanUploads([join(clone, 'src')], { until: now, now }).doubtful).toBe(join(clone, 'src/1/1'))
  })

  test('runs on filesystems with change times', () => {
    // What the tests above rest on: ext4, XFS, Btrfs, tmpfs or overlayfs.
    expect([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630]).toContain(statfsSync(folder).type)
  })
})

test.each<[string, string | undefined]>([
  ['call test', 'call'],
  ['-s call test', 'call'],
  ['--progress plain call test', 'call'],
  ['--progress=plain call test', 'call'],
  ['-m ./ci call test', 'call'],
  ['api call test', 'call'],
  ['--cloud check', 'check'],
  ['run make', 'run'],
  ['--unknown value call', 'value'],
  ['', undefined],
])('the verb of %j is %j', (words, verb) => {
  expect(verbOf(words.split(' ').filter(Boolean))).toBe(verb)
})

describe('what a command may upload', () => {
  let workspace: string

  beforeEach(() => {
    workspace = join(folder, 'workspace')
    for (const name of [
      'workspace/.git',
      'workspace/sub/deep',
      'outside/of/it',
      'other/.git',
      'other/module',
    ]) {
      mkdirSync(join(folder, name), { recursive: true })
    }
    file('workspace/file')
    file('outside/file')
    file('other/module/dagger.json', '{}')
    symlinkSync(join(folder, 'outside/of'), join(workspace, 'link'))
  })

  async function roots(words: string, more: { workdir?: string; env?: NodeJS.ProcessEnv } = {}) {
    const found = await uploadRoots({
      argv: words.split(' ').filter(Boolean),
      workdir: join(folder, more.workdir ?? 'workspace'),
      workspace,
      env: more.env ?? {},
    })
    return found?.map((place) => place.replace(`${folder}/`, '')).toSorted()
  }

  test.each<[string, readonly string[]]>([
    ['call test', ['workspace']],
    ['call test --source=. --file=file --no=nothing', ['workspace']],
    ['check', ['workspace']],
    ['functions', ['workspace']],
    ['call test --source=../outside/of', ['outside/of', 'workspace']],
    ['call test --source ../outside/file', ['outside/file', 'workspace']],
    ['call test --source=link', ['outside/of', 'workspace']],
    ['call test --source=file,../outside/file', ['outside/file', 'workspace']],
    ['call test --source=../outside/of:view', ['outside/of', 'workspace']],
    ['call test --source=../outside/of --other=../outside', ['outside', 'workspace']],
    ['-m ../other/module call test', ['other', 'workspace']],
    ['call -m ../other/module test', ['other', 'workspace']],
  ])('by %j is in %j', async (words, expected) => {
    expect(await roots(words)).toEqual(expected)
  })

  test.each([
    'run make',
    'query',
    'shell',
    'listen',
    'session',
    'core host directory --path=.',
    '--workdir=.. call test',
    'call test --source=/',
    'something',
    '',
  ])('by %j is any file', async (words) => {
    expect(await roots(words)).toBeUndefined()
  })

  test('includes what URLs of files and the home folder name', async () => {
    expect(await roots(`call test --source=file://${folder}/outside/file`)).toEqual([
      'outside/file',
      'workspace',
    ])
    expect(await roots('call test --source=~')).toContain(realpathSync(homedir()))
  })

  test('is also the workspace if the workdir is a repository in it', async () => {
    mkdirSync(join(workspace, 'sub/.git'))
    expect(await roots('call test', { workdir: 'workspace/sub/deep' })).toEqual(['workspace'])
  })

  test('is the workdir’s repository if that is outside the workspace', async () => {
    expect(await roots('call test', { workdir: 'other/module' })).toEqual(['other'])
  })

  test('follows the variables of the CLI', async () => {
    expect(await roots('call test', { env: { DAGGER_MODULE: '../other/module' } })).toEqual([
      'other',
      'workspace',
    ])
    expect(await roots('call test', { env: { DAGGER_WORKDIR: '..' } })).toBeUndefined()
  })

  test.each([
    ['.env', 'CI_SOURCE=../outside/of\nOTHER="x"\n'],
    ['dagger.json', '{"toolchains": [{"source": "../other/module"}, {"x": "../outside/of"}]}'],
    ['dagger.toml', '[settings]\nsource = "../outside/of"\n'],
  ])('includes what %s names outside', async (name, content) => {
    file(`workspace/${name}`, content)
    expect(await roots('call test', { workdir: 'workspace' })).toContain('outside/of')
  })
})
