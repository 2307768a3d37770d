import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { buildCli } from '../../rig/dagger/build.ts'
import { run } from '../../src/programs.ts'
import { inspectContainer } from '../../src/docker.ts'
import { forgetVolume } from '../../rig/machine/forget-volume.ts'
import { actions, startMachine, type Machine } from '../../rig/machine/machine.ts'
import { scriptCache } from './script-cache.ts'

const version = '0.21.8'
const volume = 'local-test-home'
const call = 'unpack --name=demo --source=src'
const root = resolve(import.meta.dirname, '../..')

let machine: Machine
let folder: string

beforeAll(async () => {
  machine = await startMachine({ versions: [version] })
  folder = await mkdtemp(join(tmpdir(), 'take-home-'))
})

afterAll(async () => {
  await forgetVolume(volume)
  await machine.stop()
  await rm(folder, { recursive: true })
})

interface Step {
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}

/** The step of the example that an action's token is needed for. */
async function exampleStep(): Promise<Step> {
  const workflow = parse(await readFile(join(root, 'examples/take-home.yml'), 'utf8')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
  }
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  return steps.find(({ uses }) => uses?.startsWith('actions/github-script@')) ?? {}
}

/** Does with a script what actions/github-script does, as far as the example needs it. */
async function githubScript(script: string): Promise<string> {
  const action = join(folder, 'github-script')
  await mkdir(action)
  await writeFile(
    join(action, 'action.yml'),
    'name: github-script\nruns:\n  using: node24\n  main: main.mjs\n',
  )
  await writeFile(
    join(action, 'main.mjs'),
    `import * as exec from ${JSON.stringify(import.meta.resolve('@actions/exec'))}\n${script}`,
  )
  return action
}

test('the example exports a snapshot from GitHub’s cache, and an engine on another machine starts from it', async () => {
  const job = await machine.newJob()
  const cold = await job.uses(actions.allInOne, { with: { version, call } })
  expect(cold.log).toContain('.unpack DONE')
  const [post] = await job.finish()
  expect(post?.log).toContain('Saved')
  await machine.forgetMachine()

  const step = await exampleStep()
  const export_ = await machine.newJob({ event: 'workflow_dispatch', job: 'take-home' })
  await symlink(root, join(export_.workspace, 'warm-dagger'))
  const script = await githubScript(step.with?.['script'] ?? '')
  const exported = await export_.uses(script, { env: { KEY: '' } })
  expect([exported.outcome, exported.log]).toEqual([
    'success',
    expect.stringContaining('state holds warm-dagger-'),
  ])
  const state = join(folder, 'state')
  await run('cp', ['-a', join(export_.workspace, 'state'), state])
  const source = join(folder, 'src')
  await run('cp', ['-a', join(export_.workspace, 'src'), source])
  await machine.forgetMachine()

  const env = { XDG_CACHE_HOME: join(folder, 'cache') }
  const restored = await scriptCache(['restore', '--dir', state, '--volume', volume], env)
  expect([restored.exitCode, restored.stderr]).toEqual([0, ''])
  const line = /^ +(export .*)$/m.exec(restored.stdout)?.[1] ?? ''
  const cli = await buildCli(version, join(folder, 'cli/dagger'))
  const home = { ...env, CLI: cli, LINE: line }
  const asTold = 'eval "$LINE"; "$CLI" --progress=plain call unpack --name=demo --source=src 2>&1'
  expect(await run('sh', ['-c', asTold], { cwd: folder, env: home })).toContain('.unpack CACHED')

  const container = `warm-dagger-on-${volume}-${version}`
  expect(await inspectContainer(container)).toBeDefined()
  expect((await scriptCache(['remove', '--volume', volume], env)).exitCode).toBe(0)
  expect(await inspectContainer(container)).toBeUndefined()
})

test('a step with run: logs why it cannot reach the cache', async () => {
  const { exitCode, stderr } = await scriptCache(['verify'], { GITHUB_ACTIONS: 'true' })
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('which GitHub gives no access to it')])
})
