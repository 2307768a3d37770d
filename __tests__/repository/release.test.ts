import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { attempt, run, type CommandResult } from '../../src/programs.ts'

/** Says what it was asked, and answers as the file beside it tells: `refuse` holds a pattern of what fails. */
const gh = `#!/usr/bin/env bash
here=$(dirname "$0")
printf '%s\\n' "$*" >>"$here/asked"
if grep -qE "$(cat "$here/refuse")" <<<"$*"; then exit 1; fi
cat "$here/answer"
`

let folder: string
let origin: string
let clone: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'))
  origin = join(folder, 'origin')
  clone = join(folder, 'clone')
  await mkdir(join(folder, 'bin'))
  await writeFile(join(folder, 'bin/gh'), gh)
  await chmod(join(folder, 'bin/gh'), 0o755)
  for (const file of ['asked', 'refuse', 'answer']) await writeFile(join(folder, 'bin', file), '')
  await refuse('nothing is refused')
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  await run('git', ['clone', '--quiet', origin, clone])
  await git('checkout', '--quiet', '-B', 'main')
  await writeFile(join(clone, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- later\n')
  await mkdir(join(clone, 'dist'))
  await writeFile(join(clone, 'dist/index.js'), 'old\n')
  await commit('First')
  await git('push', '--quiet', 'origin', 'main')
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function git(...args: readonly string[]): Promise<string> {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com']
  return (await run('git', ['-C', clone, ...who, ...args])).trim()
}

async function commit(subject: string): Promise<void> {
  await git('add', '--all')
  await git('commit', '--quiet', '--allow-empty', '-m', subject)
}

async function tag(...names: readonly string[]): Promise<void> {
  for (const name of names) await git('tag', name)
}

const refuse = (pattern: string): Promise<void> => writeFile(join(folder, 'bin/refuse'), pattern)
const asked = async (): Promise<string> => await readFile(join(folder, 'bin/asked'), 'utf8')

/** Runs a step's own script as a runner does that is given no `shell:`. */
async function runStep(
  workflow: string,
  name: RegExp,
  env: Readonly<Record<string, string>>,
): Promise<CommandResult & { readonly outputs: string }> {
  const file = resolve(import.meta.dirname, '../../.github/workflows', workflow)
  const { jobs } = parse(await readFile(file, 'utf8')) as {
    readonly jobs: Readonly<
      Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>
    >
  }
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  const script = steps.find((step) => name.test(step.name ?? ''))?.run ?? 'exit 99'
  const output = join(folder, 'output')
  await writeFile(output, '')
  const result = await attempt('bash', ['-e', '-c', script], {
    cwd: clone,
    env: {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: 'acme/warm-dagger',
      ...env,
    },
  })
  return { ...result, outputs: await readFile(output, 'utf8') }
}

describe('a tag', () => {
  const check = (name: string) => runStep('release.yml', /^The tag is on main/, { GITHUB_REF_NAME: name })

  beforeEach(async () => {
    await appendFile(join(clone, 'CHANGELOG.md'), '\n## 1.2.3 (2026-01-01)\n\n- A change\n')
    await commit('Release 1.2.3')
    await git('push', '--quiet', 'origin', 'main')
  })

  test('of a commit on main with a chapter in the changelog becomes a release', async () => {
    expect((await check('v1.2.3')).exitCode).toBe(0)
  })

  test('without a chapter in the changelog does not', async () => {
    expect((await check('v1.2.30')).exitCode).toBe(1)
    expect((await check('v1.2')).exitCode).toBe(1)
  })

  test('of a commit that is not on main does not', async () => {
    await commit('On a branch')
    expect((await check('v1.2.3')).exitCode).toBe(1)
  })
})

describe('publishing', () => {
  const publish = (name: string) => runStep('release.yml', /^Publish/, { GITHUB_REF_NAME: name })

  beforeEach(async () => {
    await refuse('^release view')
    const chapters = [
      '## 1.10.0 (2026-02-02)\n\n- "New"\n\n- $HOME',
      '## 1.9.1\n\n- Mended',
      '## 1.9.0\n\n- Old',
    ]
    await appendFile(join(clone, 'CHANGELOG.md'), `\n${chapters.join('\n\n')}\n`)
    await commit('Change')
    await tag('v1.9.0', 'v1.9.1', 'v1.10.0', 'v2.0.0-rc.1', 'v1')
  })

  test('takes the notes of this version alone, and leaves the rest to GitHub', async () => {
    expect((await publish('v1.10.0')).exitCode).toBe(0)
    expect(await asked()).toBe(
      'release view v1.10.0\nrelease create v1.10.0 --verify-tag --notes \n- "New"\n\n- $HOME --generate-notes --latest=true\n',
    )
  })

  test('of a fix to an older minor is not the latest', async () => {
    await publish('v1.9.1')
    expect(await asked()).toMatch(/^release create v1\.9\.1 .*- Mended --generate-notes --latest=false$/ms)
    expect(await asked()).not.toContain('Old')
  })

  test('is done once, though the job is run again', async () => {
    await refuse('nothing is refused')
    expect((await publish('v1.10.0')).exitCode).toBe(0)
    expect(await asked()).toBe('release view v1.10.0\n')
  })

  test('fails where GitHub refuses it', async () => {
    await refuse('^release')
    expect((await publish('v1.10.0')).exitCode).toBe(1)
  })
})

describe('the tag of the major version', () => {
  const move = (name: string) => runStep('release.yml', /^Move the tag/, { GITHUB_REF_NAME: name })

  beforeEach(async () => {
    await tag('v1.9.0')
    await commit('Change')
    await tag('v1.9.1', 'v1.10.0', 'v1.11.0-rc.1', 'v10.0.0', 'v1')
  })

  test('moves to the newest release of its own', async () => {
    const { exitCode, outputs } = await move('v1.10.0')
    expect([exitCode, outputs]).toEqual([0, 'ref=v1\n'])
    expect(await asked()).toBe(
      `api --silent repos/acme/warm-dagger/git/ref/tags/v1\napi --silent --method PATCH repos/acme/warm-dagger/git/refs/tags/v1 -f sha=${await git('rev-parse', 'HEAD')} -F force=true\n`,
    )
  })

  test('is made where there is none yet', async () => {
    await refuse('^api --silent repos/acme/warm-dagger/git/ref/')
    expect((await move('v10.0.0')).outputs).toBe('ref=v10\n')
    expect(await asked()).toContain(
      `api --silent --method POST repos/acme/warm-dagger/git/refs -f ref=refs/tags/v10 -f sha=${await git('rev-parse', 'HEAD')}\n`,
    )
  })

  test('stays where it is for a fix to an older minor', async () => {
    const { exitCode, outputs } = await move('v1.9.1')
    expect([exitCode, outputs, await asked()]).toEqual([0, 'ref=v1.9.1\n', ''])
  })

  test('is not said to have moved when GitHub refuses it', async () => {
    await refuse('PATCH')
    const { exitCode, outputs } = await move('v1.10.0')
    expect([exitCode, outputs]).toEqual([1, ''])
  })
})

describe('what was released', () => {
  const good = { GITHUB_REF_NAME: 'v1.10.0', HIT: 'true', OUTPUT: 'x', RUNNER: 'ubuntu-latest' }
  const verify = (env: Readonly<Record<string, string>> = {}) =>
    runStep('release.yml', /^It is the released commit/, { ...good, ...env })

  beforeEach(async () => {
    await writeFile(join(folder, 'bin/answer'), `${await git('rev-parse', 'HEAD')}\n`)
    await writeFile(join(clone, 'dist/main.js'), '')
  })

  test('is right when each file is attested, the commit is the tag’s, and each action did its part', async () => {
    expect((await verify()).exitCode).toBe(0)
    for (const file of ['dist/index.js', 'dist/main.js']) {
      expect(await asked()).toContain(`attestation verify ${file} --repo acme/warm-dagger\n`)
    }
  })

  test.each([{ HIT: 'false' }, { HIT: '' }, { OUTPUT: '' }, { RUNNER: '' }])(
    'is not with %j',
    async (env) => {
      expect((await verify(env)).exitCode).toBe(1)
    },
  )

  test('is not when a file has no attestation', async () => {
    await refuse('dist/index.js')
    expect((await verify()).exitCode).toBe(1)
  })

  test('is not when the tag is of another commit', async () => {
    await commit('Another')
    expect((await verify()).exitCode).toBe(1)
  })
})

describe("a new dist/ for Dependabot's pull request", () => {
  const branch = 'dependabot/npm_and_yarn/semver-7.8.7'
  const push = () =>
    runStep('dist.yml', /^Commit$/, { BRANCH: branch, BUILT: join(folder, 'built'), GH_TOKEN: 'x' })
  const pushed = async (...args: readonly string[]): Promise<string> =>
    (await run('git', ['-C', origin, ...args])).trim()

  beforeEach(async () => {
    await git('checkout', '--quiet', '-b', branch)
    await commit('Bump semver')
    await git('push', '--quiet', 'origin', branch)
    await mkdir(join(folder, 'built'))
    await writeFile(join(folder, 'built/main.js'), 'new\n')
    await writeFile(join(folder, 'built/package.json'), '{}\n')
  })

  test('is pushed to its branch, so that Dependabot may rebase over it, and CI is started for it', async () => {
    expect((await push()).exitCode).toBe(0)
    expect(await pushed('log', '-1', '--format=%an %B', branch)).toBe(
      'github-actions[bot] Build dist/\n\n[dependabot skip]',
    )
    expect(await pushed('ls-tree', '-r', '--name-only', branch)).toBe(
      'CHANGELOG.md\ndist/main.js\ndist/package.json',
    )
    expect(await asked()).toBe(`workflow run ci.yml --ref ${branch}\n`)
  })

  test('has plain files of dist/ alone, whatever the build handed over', async () => {
    const built = join(folder, 'built')
    await mkdir(join(built, '.github/workflows'), { recursive: true })
    await writeFile(join(built, '.github/workflows/evil.yml'), 'on: push\n')
    await mkdir(join(built, '.git'))
    await symlink('/etc/passwd', join(built, 'link.js'))
    await writeFile(join(built, 'notes.txt'), '')
    await writeFile(join(built, '-rf.js'), '')
    expect((await push()).exitCode).toBe(0)
    expect(await pushed('ls-tree', '-r', '--name-only', branch)).toBe(
      'CHANGELOG.md\ndist/-rf.js\ndist/main.js\ndist/package.json',
    )
  })

  test('is not pushed over what came to the branch meanwhile', async () => {
    const head = await git('rev-parse', 'HEAD')
    await commit('Rebased')
    await git('push', '--quiet', 'origin', branch)
    const newer = await git('rev-parse', 'HEAD')
    await git('reset', '--quiet', '--hard', head)
    expect((await push()).exitCode).not.toBe(0)
    expect(await pushed('rev-parse', branch)).toBe(newer)
    expect(await asked()).toBe('')
  })
})
