import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { trackedFiles } from './tracked.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
}

interface Job {
  readonly needs?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps: readonly {
    readonly uses?: string
    readonly run?: string
    readonly with?: Readonly<Record<string, unknown>>
  }[]
}

interface Workflow {
  readonly on: object
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const workflows = new Map(
  (await trackedFiles(/^\.github\/workflows\//)).map(({ name, text }) => [
    path.basename(name),
    parse(text) as Workflow,
  ]),
)
const jobs = [...workflows].flatMap(([file, { jobs: all }]) =>
  Object.entries(all).map(([name, job]) => ({ file, name, job })),
)

describe('a dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Readonly<Record<string, string>>
  >

  test('has one version and no range', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies })
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    expect(read('.npmrc')).toContain('save-exact=true')
  })

  test('that is bundled has a reason in CONTRIBUTING, and no other has', () => {
    const [, chapter = ''] = /\n## Production dependencies\n(.*?)\n## /s.exec(read('CONTRIBUTING.md')) ?? []
    const argued = [...chapter.matchAll(/^\| `([^`]+)` +\| \S.* \| \S.* \|$/gm)].map(([, name]) => name)
    // Which the rows of @actions/exec and of @aws-sdk/client-s3 argue for.
    const brought = ['@actions/io', '@aws-sdk/s3-request-presigner']
    expect([...argued, ...brought].sort()).toEqual(Object.keys(dependencies).sort())
    for (const name of brought) expect(chapter).toContain(`\`${name}\``)
  })

  test('is locked by its hash, and comes from the registry', () => {
    const { lockfileVersion, packages } = JSON.parse(read('package-lock.json')) as {
      readonly lockfileVersion: number
      readonly packages: Readonly<Record<string, Locked>>
    }
    expect(lockfileVersion).toBe(3)
    const others = Object.entries(packages).filter(([name]) => name !== '')
    expect(others.length).toBeGreaterThan(100)
    const loose = others.filter(([, { version = '', integrity = '', resolved }]) => {
      const fromRegistry = resolved === undefined || resolved.startsWith('https://registry.npmjs.org/')
      return !/^\d+\.\d+\.\d+/.test(version) || !/^sha512-[\w+/]{86}==$/.test(integrity) || !fromRegistry
    })
    expect(loose.map(([name]) => name)).toEqual([])
  })
})

test('dist/ contains the licenses of the bundled packages', () => {
  const licenses = read('dist/licenses.txt')
  for (const name of ['@actions/core', '@actions/cache', '@azure/storage-blob', 'semver', 'smol-toml']) {
    expect(licenses).toMatch(new RegExp(`^${name} \\d\\S* \\(\\S+\\)\n\n\\S`, 'm'))
  }
})

test('no step loads the parts of @actions/core that the action does not use', () => {
  const bundles = readdirSync('dist').filter((name) => name.endsWith('.js'))
  expect(bundles.filter((name) => read(`dist/${name}`).includes('core/lib/oidc-utils.js'))).toEqual([])
})

test('dist/ is built with packages whose install scripts do not run, and with a pinned Node', () => {
  const bootstrap = read('script/bootstrap')
  expect([...bootstrap.matchAll(/npm ci .*/g)].map(([line]) => line)).toEqual([
    'npm ci --silent --ignore-scripts --no-audit --no-fund',
  ])
  expect(bootstrap).toMatch(/"node-linux-\$arch@24\.\d+\.\d+"/)
  for (const file of ['ci.yml', 'dist.yml', 'release.yml']) {
    expect(read(`.github/workflows/${file}`)).toMatch(/actions\/setup-node@[0-9a-f]{40} # v/)
  }
})

describe('a workflow of ours', () => {
  // Its jobs have their caller's rights, whatever those are.
  const called = 'dagger.yml'

  test('gives only these jobs more than read permission', () => {
    for (const [file, { permissions }] of workflows) {
      if (file !== called) expect([{}, { contents: 'read' }]).toContainEqual(permissions)
    }
    const writing = jobs.flatMap(({ file, name, job }) =>
      Object.entries(job.permissions ?? {})
        .filter(([, right]) => right !== 'read')
        .map(([scope, right]) => `${file} ${name}: ${scope} ${right}`),
    )
    expect(writing.sort()).toEqual([
      'codeql.yml analyze: security-events write',
      'dist.yml push: actions write',
      'dist.yml push: contents write',
      'release.yml release: attestations write',
      'release.yml release: contents write',
      'release.yml release: id-token write',
    ])
  })

  test('is not started by events with which anyone can use the rights of the default branch', () => {
    const untrusted = ['pull_request_target', 'workflow_run', 'issue_comment', 'issues']
    for (const { on } of workflows.values()) {
      expect(Object.keys(on).filter((event) => untrusted.includes(event))).toEqual([])
    }
  })

  test('puts no text that others control into a script', () => {
    const scripts = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => run ?? []))
    expect(scripts.length).toBeGreaterThan(5)
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  test('leaves its token only in a checkout that pushes, and runs no code of it', () => {
    const leaving = jobs.filter(({ job }) =>
      job.steps.some(
        ({ uses, with: given }) =>
          uses?.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false,
      ),
    )
    expect(leaving.map(({ file, name }) => `${file} ${name}`)).toEqual(['dist.yml push'])
    expect(leaving[0]?.job.steps.flatMap(({ run }) => run ?? []).join('\n')).not.toMatch(
      /\b(npm|node|script\/)/,
    )
  })
})

describe('a release', () => {
  const release = workflows.get('release.yml')?.jobs ?? {}
  const textOf = (job: string): string => JSON.stringify(release[job]?.steps)

  test('is published only after an audit and the tests, which rebuild dist/ and compare it', () => {
    expect(release['release']?.needs).toBe('try')
    expect(release['try']?.needs).toBe('test')
    expect(textOf('test')).toContain('.ci/run')
    expect(read('.ci/run')).toContain('exec script/test')
    expect(read('script/test')).toMatch(/^script\/build "\$work\/dist"\ndiff -rq "\$work\/dist" dist/m)
    expect(textOf('test')).toContain('npm audit --omit=dev')
  })

  test('attests dist/ in the job that publishes, which runs no code of ours, and verifies it before use', () => {
    expect(textOf('release')).toMatch(/actions\/attest-build-provenance@[0-9a-f]{40}.*dist\/\*/)
    expect(textOf('release')).not.toMatch(/"uses":"\.|script\/|\.ci\/|npm /)
    expect(textOf('use')).toContain('gh attestation verify')
  })
})

test('SECURITY.md explains where to report a vulnerability', () => {
  expect(existsSync(path.join(root, 'SECURITY.md'))).toBe(true)
  expect(read('SECURITY.md')).toMatch(/Reporting.*private advisory/s)
  expect(read('docs/security.md')).toContain('[SECURITY.md](../SECURITY.md)')
})
