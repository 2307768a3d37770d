import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCli } from '../../rig/dagger/build.ts'
import { actions, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { startReleaseServer, type Fault, type ReleaseServer } from '../../rig/releases/server.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
/** Of the CLI on the PATH, which is not the one that the jobs request. */
const other = '0.20.3'

const machine = machineOfFile({ versions: [other, version] })
let folder: string
let site: ReleaseServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'program-cache-'))
  for (const one of [version, other]) await buildCli(one, join(folder, one, 'dagger'))
  site = await startReleaseServer({
    releases: { [version]: join(folder, version, 'dagger') },
    pointers: { latest: version },
  })
})

afterEach(async () => {
  site.injectFaults(undefined)
  await machine.service.injectFaults(undefined)
})

afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true })
})

type Inputs = Readonly<Record<string, string>>

interface Done {
  readonly main: StepResult
  readonly post: StepResult | undefined
  /** The paths that the job requested from Dagger's site. */
  readonly asked: readonly string[]
}

/** A job on a new machine. */
async function runJob(
  more: Inputs = {},
  options: MachineJobOptions = {},
  during: (job: Job) => Promise<void> = () => Promise.resolve(),
): Promise<Done> {
  const before = site.requests().length
  const { env, ...rest } = options
  const job = await machine.newJob({
    dagger: other,
    ...rest,
    env: { WARM_DAGGER_DOWNLOAD_URL: site.url, ...env },
  })
  const inputs = { version, 'volume-size': '1GiB', key: 'state', call: 'echo --text=hi', ...more }
  const main = await job.uses(actions.allInOne, { with: inputs })
  await during(job)
  const [post] = await job.finish()
  await machine.forgetMachine()
  return { main, post, asked: site.requests().slice(before) }
}

function stored(prefix: string): readonly string[] {
  return machine.service.entries().flatMap(({ key }) => (key.startsWith(prefix) ? [key] : []))
}

const archives = () => stored('warm-dagger-cli/')
const answers = () => stored('warm-dagger-version/')

function siteFails(fault: Fault = { kind: 'status', status: 404 }): void {
  site.injectFaults(() => fault)
}

const fromSite = `The Dagger CLI ${version} is downloaded from `
const fromCache = `The Dagger CLI ${version} is from the cache.`

describe('the CLI of a release', () => {
  test('is stored by a job on the default branch, and later jobs ask only the cache', async () => {
    const first = await runJob()
    expect(first.main.log).toContain(fromSite)
    expect(first.post?.log).toMatch(
      /Stored the CLI 0\.21\.8 \(\d+\.\d MB\) in the Actions cache for later jobs\./,
    )
    expect(archives()).toHaveLength(1)

    siteFails()
    const second = await runJob()
    expect(second.main).toMatchObject({ outcome: 'success', outputs: { output: 'hi', version } })
    expect(second.main.log).toContain(fromCache)
    expect(second.asked).toEqual([])
    expect(archives()).toHaveLength(1)

    // Also for a pull request, which stores nothing.
    const third = await runJob({}, { event: 'pull_request' })
    expect(third.main.log).toContain(fromCache)
    expect(third.asked).toEqual([])
  })

  test.each<[string, Inputs, MachineJobOptions]>([
    ['a pull request that saves', { save: 'always' }, { event: 'pull_request' }],
    ['another branch that saves', { save: 'always' }, { ref: 'refs/heads/topic' }],
    ['a job that does not save', { save: 'never' }, {}],
    ['cache-programs: false', { 'cache-programs': 'false' }, {}],
    ['a machine that later jobs use', { keep: 'false' }, { runnerEnvironment: 'self-hosted' }],
    ['a folder as its store', { 'cache-dir': '$FOLDER' }, {}],
  ])('is not stored by %s', async (_name, more, options) => {
    const inputs = Object.fromEntries(
      Object.entries(more).map(([name, value]) => [name, value.replace('$FOLDER', join(folder, 'store'))]),
    )
    const { main, asked } = await runJob(inputs, options)
    expect(main.outcome).toBe('success')
    expect(asked.filter((path) => path.endsWith('.tar.gz'))).toHaveLength(1)
    expect(archives()).toEqual([])
  })

  test('is not stored if its archive was changed during the job', async () => {
    const { post } = await runJob({}, {}, async ({ temp }) => {
      const archive = join(temp, 'warm-dagger/cli-archive')
      expect((await readFile(archive)).length).toBeGreaterThan(0)
      await writeFile(archive, 'evil')
    })
    expect(post?.log).toMatch(/The CLI was not stored for later jobs: \S+ was changed after its download\./)
    expect(archives()).toEqual([])
  })
})

describe('the CLI of a release in the cache', () => {
  beforeAll(async () => {
    await runJob()
    machine.keepEntries()
  })

  afterAll(() => {
    machine.forgetEntries()
  })

  test.each(['cache-programs', 'runner'])('is not used if the %s says so', async (what) => {
    const { main } = await (what === 'runner'
      ? runJob({}, { runnerEnvironment: 'self-hosted' })
      : runJob({ 'cache-programs': 'false' }))
    expect(main.log).toContain(fromSite)
  })

  test('is downloaded if the cache refuses to send it', async () => {
    const size = machine.service.entries().find(({ key }) => key === archives()[0])?.size
    expect(size).toBeGreaterThan(0)
    await machine.service.injectFaults(({ service }) => (service === 'blob' ? { status: 403 } : undefined))
    const { main } = await runJob()
    expect(main).toMatchObject({ outcome: 'success', outputs: { output: 'hi' } })
    expect(main.log.match(/^The CLI is downloaded: .*\.$/gm)).toHaveLength(1)
    expect(main.log).toContain(fromSite)
  })

  test('is used by the actions restore and run, too', async () => {
    siteFails()
    const job = await machine.newJob({ dagger: other, env: { WARM_DAGGER_DOWNLOAD_URL: site.url } })
    await job.uses(actions.restore, { with: { version, 'volume-size': '1GiB', key: 'state' } })
    const main = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' } })
    expect(main.outputs).toMatchObject({ output: 'hi' })
    expect(main.log).toContain(fromCache)
  })

  let damages = 0
  // The last one, because the entry stays damaged.
  test('is downloaded if it was damaged, which the next save replaces', async () => {
    const [key = ''] = archives()
    // Another byte in a second attempt, which would repair this one.
    await machine.service.corrupt(key, { flip: 100 + damages++ })
    const second = await runJob()
    expect(second.main.log).toContain('The CLI is downloaded: its content does not have the recorded hash.')
    expect(second.main.log).toContain(fromSite)
    expect(second.main.annotations).toEqual([])
    expect(archives()).toHaveLength(2)

    const third = await runJob()
    expect(third.main.log).toContain(fromCache)
    expect(third.asked).toEqual([])
  })
})

describe('the version that latest refers to', () => {
  test('is stored, and used if the site fails', async () => {
    const first = await runJob({ version: 'latest' })
    expect(first.main.outputs).toMatchObject({ version })
    expect(answers()).toHaveLength(1)

    siteFails({ kind: 'status', status: 503 })
    const second = await runJob({ version: 'latest' })
    expect(second.main).toMatchObject({ outcome: 'success', outputs: { output: 'hi', version } })
    expect(second.main.log).toContain('so its last known answer is used')
    expect(second.asked.filter((path) => path.endsWith('/latest')).length).toBe(1)
    expect(messages(second.main)).toEqual([])
  })

  test('is stored for a pointer only, whatever the job writes', async () => {
    await runJob({ version: 'latest' }, {}, async ({ temp }) => {
      await writeFile(join(temp, 'warm-dagger/pointer'), '../versions/latest')
    })
    expect(answers()).toEqual([])
  })
})
