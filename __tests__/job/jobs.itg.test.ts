import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { underGitHubsName } from '../../rig/cache-service/service.ts'
import { listFilesystem } from '../../rig/demo/listing.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { attempt, run } from '../../src/programs.ts'
import { actions, loopsBelow, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const other = '0.20.3'
const unpack = 'unpack --name=demo --source=src'
/** Two megabytes that do not compress. */
const work = 'fill --bytes=2000000'

const machine = machineOfFile({ versions: [version, other] })

const manifests = () => machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-snapshot/'))
const packs = () => machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-pack/'))
const keysOf = (entries: readonly { readonly key: string }[]) => entries.map(({ key }) => key)

/** What the tests of this file give every use, for speed: a small volume. */
function inputs(call: string, more: Readonly<Record<string, string>> = {}) {
  return { with: { version, 'volume-size': '1GiB', call, ...more } }
}

interface Finished {
  readonly main: StepResult
  readonly post: StepResult
}

/** A whole job of one use of the all-in-one, on a machine that is gone afterwards. */
async function wholeJob(
  call: string,
  more: Readonly<Record<string, string>> = {},
  options: MachineJobOptions = {},
): Promise<Finished> {
  const job = await machine.newJob(options)
  const main = await job.uses(actions.allInOne, inputs(call, more))
  const [post] = await job.finish()
  if (!post) throw new Error('the action had no post')
  await machine.forgetMachine()
  return { main, post }
}

/** The one use of a job that ends with its machine, so that it stops and saves nothing. */
async function firstStep(
  call: string,
  more: Readonly<Record<string, string>> = {},
  options: MachineJobOptions = {},
): Promise<StepResult> {
  const main = await (await machine.newJob(options)).uses(actions.allInOne, inputs(call, more))
  await machine.forgetMachine()
  return main
}

const warnings = (step: StepResult) => messages(step, 'warning')
const errors = (step: StepResult) => messages(step, 'error')

async function imageOf(job: Job): Promise<string> {
  const record = await recordOf(job)
  if (!record?.volume) throw new Error('the job has no volume')
  return record.volume.image
}

async function engineRuns(engine = version): Promise<boolean> {
  const { stdout } = await attempt('docker', [
    'inspect',
    '--format',
    '{{.State.Running}}',
    `warm-dagger-${engine}`,
  ])
  return stdout.trim() === 'true'
}

describe('a cold job and a warm one after it', () => {
  // Of the formats of a state: engine-start has a cold job and a warm one with that of 1.0.
  test.each([
    { engine: other, warm: 'unknown' },
    { engine: version, warm: 'warm' },
  ])('pass the state of Dagger $engine on, entry by entry', async ({ engine, warm }) => {
    const options = { dagger: engine }
    const cold = await machine.newJob(options)
    const first = await cold.uses(actions.allInOne, inputs(unpack, { version: engine }))
    expect(first.outcome).toBe('success')
    expect(first.log).toContain('.unpack DONE')
    expect(first.outputs).toMatchObject({
      'cache-hit': '',
      'cache-matched-key': '',
      'engine-cache': 'cold',
      version: engine,
    })
    const [post] = await cold.finish()
    expect(post?.log).toContain('Saved')
    expect(post?.annotations).toEqual([])
    const left = await listFilesystem(await imageOf(cold))
    await machine.forgetMachine()
    expect(await loopsBelow(cold.temp)).toEqual([])

    // With the separate actions this time: between them the volume can be looked at.
    const second = await machine.newJob(options)
    const restored = await second.uses(actions.restore, { with: { version: engine, 'volume-size': '1GiB' } })
    expect(restored.outputs['cache-hit']).toBe('true')
    expect(restored.outputs['cache-primary-key']).toBe(first.outputs['cache-primary-key'])
    expect(restored.outputs['cache-matched-key']).toBe(manifests()[0]?.key)
    const found = await listFilesystem(await imageOf(second))
    expect(found).toEqual(left)
    // What a copy loses first is among it.
    const listed = [...found.values()].join('\n')
    for (const fact of ['security.capability=', 'trusted.overlay.opaque=', 'sha256=']) {
      expect(listed).toContain(fact)
    }
    const ran = await second.uses(actions.run, { with: { version: engine, call: unpack } })
    expect(ran.log).toContain('.unpack CACHED')
    expect(ran.outputs['engine-cache']).toBe(warm)
    expect(ran.outputs['output']).toBe(first.outputs['output'])
    await second.uses(actions.run, { with: { version: engine, call: work } })
    const saved = await second.uses(actions.save)
    expect(saved.log).toContain('Saved')
    expect(manifests()).toHaveLength(2)
    await second.finish()
    await machine.forgetMachine()

    // What is saved after a restore does not depend on the engine.
    if (engine !== version) return
    const third = await firstStep(unpack, { version: engine }, options)
    expect(third.outputs['cache-matched-key']).toBe(manifests()[1]?.key)
    expect(third.log).toContain('.unpack CACHED')
  })
})

describe('several steps in one job', () => {
  test('restore and save once, warn if one requests another key or volume, and share engine and CLI with other steps', async () => {
    const job = await machine.newJob()
    const first = await job.uses(actions.allInOne, inputs(unpack))
    const other = await job.run('dagger', ['call', 'unpack', '--name=demo', '--source=src'])
    expect(other.log).toContain('.unpack CACHED')
    const uses = [
      first,
      await job.uses(actions.allInOne, inputs('fail --code=3', { key: 'another' })),
      await job.uses(actions.allInOne, { ...inputs(work, { volume: 'another' }), if: 'always()' }),
    ]
    expect(uses.map(({ outcome }) => outcome)).toEqual(['success', 'failure', 'success'])
    expect(uses[1]?.exitCode).toBe(3)
    expect(uses.map(warnings)).toEqual([
      [],
      [expect.stringContaining('a different key')],
      [expect.stringContaining('a different volume')],
    ])
    const posts = await job.finish()
    expect(posts.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success'])
    // The posts run last step first, so it is the first use that saves, though a step failed.
    expect(posts.map(({ log }) => log.includes('Saved'))).toEqual([false, false, true])
    expect(manifests()).toHaveLength(1)
  })
})

test('two jobs of a matrix at the same time do not change each other’s entries', async () => {
  // They share a daemon here, which two machines do not: so each has an engine and a volume of its own.
  const matrix = [
    {
      options: { matrix: { os: 'a' } },
      more: { volume: 'matrix-a' },
      call: 'cache-volume --name=a --text=1',
    },
    {
      options: { matrix: { os: 'b' }, dagger: other },
      more: { volume: 'matrix-b', version: other },
      call: 'cache-volume --name=b --text=1',
    },
  ]
  async function begin({ options, more, call }: (typeof matrix)[number]) {
    const job = await machine.newJob(options)
    return {
      job,
      main: await job.uses(actions.allInOne, inputs(call, { 'restore-keys': '', ...more })),
    }
  }
  const cold = await Promise.all(matrix.map(begin))
  expect(cold.map(({ main }) => main.outputs['output']?.trim())).toEqual(['1', '1'])
  const posts = await Promise.all(cold.map(({ job }) => job.finish()))
  expect(posts.map(([post]) => post?.log.includes('Saved'))).toEqual([true, true])
  await machine.forgetMachine()
  const warm = await Promise.all(matrix.map(begin))
  expect(warm.map(({ main }) => main.outputs['output']?.trim())).toEqual(['2', '2'])
  expect(warm.map(({ main }) => main.outputs['cache-hit'])).toEqual(['true', 'true'])
  expect(new Set(warm.map(({ main }) => main.outputs['cache-matched-key'])).size).toBe(2)
})

describe('a pull request', () => {
  test('with save: always saves only what it changed, only for itself, and starts from that the next time', async () => {
    await wholeJob('fill --bytes=20000000')
    const mainPacks = packs()
    const mainKey = manifests()[0]?.key
    const own = 'refs/pull/1/merge'
    const options = { event: 'pull_request' }
    const first = await wholeJob('cache-volume --text=first', { save: 'always' }, options)
    expect(first.post.log).toContain('Saved')
    const added = machine.service.entries().filter(({ scope }) => scope === own)
    expect(added.filter(({ key }) => key.startsWith('warm-dagger-snapshot/'))).toHaveLength(1)
    const bytes = added.reduce((sum, { size }) => sum + size, 0)
    expect(bytes).toBeLessThan(12_000_000)
    expect(mainPacks.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(20_000_000)

    const second = await firstStep('cache-volume --text=second', { save: 'always' }, options)
    expect(second.outputs['output']?.trim()).toBe('2')
    expect(second.outputs['cache-matched-key']).toBe(added.at(-1)?.key)

    // Neither main nor another pull request sees it.
    for (const elsewhere of [{}, { ...options, ref: 'refs/pull/2/merge' }]) {
      const job = await machine.newJob(elsewhere)
      const found = await job.uses(actions.restore, { with: { version, 'lookup-only': 'true' } })
      expect(found.outputs['cache-matched-key']).toBe(mainKey)
      await machine.forgetMachine()
    }
  })
})

describe('a job on a machine that restores what a cold one saved', () => {
  beforeAll(async () => {
    await wholeJob(unpack)
    machine.keepEntries()
  })

  afterAll(() => {
    machine.forgetEntries()
  })

  test.each<{ order: string; steps: readonly (keyof typeof actions)[] }>([
    { order: 'the separate actions first', steps: ['restore', 'run', 'allInOne', 'save'] },
    { order: 'the all-in-one first', steps: ['allInOne', 'restore', 'run', 'save'] },
  ])('restores and saves once when parts and all-in-one are mixed, $order', async ({ steps }) => {
    const job = await machine.newJob()
    const results: StepResult[] = []
    for (const step of steps) {
      const call = step === 'run' || step === 'allInOne' ? { call: results.length < 2 ? unpack : work } : {}
      const size = step === 'restore' || step === 'allInOne' ? { 'volume-size': '1GiB' } : {}
      results.push(
        await job.uses(actions[step], { with: step === 'save' ? {} : { version, ...call, ...size } }),
      )
    }
    results.push(...(await job.finish()))
    expect(results.map(({ outcome }) => outcome)).not.toContain('failure')
    expect(results.flatMap(({ annotations }) => annotations)).toEqual([])
    expect(results.filter(({ log }) => log.includes('Restored'))).toHaveLength(1)
    expect(results.filter(({ log }) => log.includes('Saved'))).toHaveLength(1)
    expect(results.some(({ log }) => log.includes('.unpack CACHED'))).toBe(true)
    expect(manifests()).toHaveLength(2)
  })

  test('of a pull request saves nothing and does not stop the engine', async () => {
    const before = machine.service.entries().length
    const job = await machine.newJob({ event: 'pull_request' })
    const main = await job.uses(actions.allInOne, inputs(unpack))
    expect(main.outputs['cache-hit']).toBe('true')
    expect(main.log).toContain('.unpack CACHED')
    await job.uses(actions.allInOne, inputs(work))
    const posts = await job.finish()
    expect(posts.map(({ log }) => log).join('')).toContain('Runs on pull_request do not save by default')
    expect(machine.service.entries()).toHaveLength(before)
    expect(await engineRuns()).toBe(true)
  })

  test('of the merge queue is warm; if only such jobs run, it is cold and logs what to do', async () => {
    const options = { event: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7' }
    const { main, post } = await wholeJob(work, { key: 'queue', 'restore-keys': '' }, options)
    expect(main.log).toContain('A workflow that runs only on merge_group is cold every time: add `push`')
    expect(main.summary).toContain('A run of the merge queue starts from what the default branch saved')
    expect(post.log).toContain('Runs on merge_group do not save by default')
    const warm = await firstStep(unpack, {}, options)
    expect(warm.outputs['cache-hit']).toBe('true')
    expect(warm.log).not.toContain('is cold every time')
  })

  test('that may only read the cache logs this without an error or a warning', async () => {
    const { main, post } = await wholeJob(work, {}, { permission: 'read' })
    expect(main.outputs['cache-hit']).toBe('true')
    expect(post.outcome).toBe('success')
    expect(post.log).toContain('The cache refused the write: this job has read-only access')
    expect(post.annotations).toEqual([])
    expect(manifests()).toHaveLength(1)
  })

  test.each([version, other])(
    'whose step stopped the engine of Dagger %s saves nothing, and does not start it again',
    async (engine) => {
      const stored = keysOf(manifests())
      const job = await machine.newJob({ dagger: engine })
      await job.uses(actions.allInOne, inputs(work, { version: engine }))
      // As workflows do that stop it themselves: ten seconds, or fewer, and then it is killed.
      await job.run('docker', ['stop', '-t', '0', `warm-dagger-${engine}`])
      const [post] = await job.finish()
      expect(post && warnings(post)).toEqual([
        expect.stringContaining('the engine was no longer running when the save tried to stop it'),
      ])
      expect(await engineRuns(engine)).toBe(false)
      expect(keysOf(manifests())).toEqual(stored)
    },
  )

  test('whose engine was killed and started again saves nothing, and the last state stays the newest', async () => {
    const stored = keysOf(manifests())
    const job = await machine.newJob()
    await job.uses(actions.allInOne, inputs(work))
    await job.run('docker', ['kill', `warm-dagger-${version}`])
    const again = await job.uses(actions.run, { with: { version, call: work } })
    expect(again.outcome).toBe('success')
    const save = (await job.finish()).at(-1)
    expect(save && warnings(save)).toEqual([
      expect.stringContaining('the engine exited during the job and was started again'),
    ])
    expect(keysOf(manifests())).toEqual(stored)
  })
})

describe('when a job saves', () => {
  test('a job whose call was ended by call-timeout saves, as after any failed call', async () => {
    const job = await machine.newJob()
    await job.uses(actions.allInOne, inputs(work))
    const ended = await job.uses(actions.allInOne, inputs('sleep --seconds=600', { 'call-timeout': '1' }))
    expect(ended.outcome).toBe('failure')
    expect(errors(ended)).toEqual([expect.stringMatching(/^dagger was terminated: it ran longer than 1 s/)])
    expect((await recordOf(job))?.commands?.map(({ succeeded, timedOut }) => [succeeded, timedOut])).toEqual([
      [true, undefined],
      [false, true],
    ])
    const posts = await job.finish()
    expect(posts.map(({ log }) => log).join('')).toContain('Saved ')
  })

  test("it waits for an engine that takes longer to stop than Docker's default of 10 s", async () => {
    // One that was killed is not saved: below, and in stop.itg.test.ts.
    const { post } = await wholeJob('control STANDIN_STOP_SECONDS=11')
    expect(post.log).toContain('Saved')
    expect(post.annotations).toEqual([])
  })

  test('it saves nothing if the engine is killed after stop-timeout', async () => {
    const { post } = await wholeJob('control STANDIN_STOP_SECONDS=20', { 'stop-timeout': '1' })
    expect(post.outcome).toBe('success')
    // On a busy machine, an earlier request may also take longer than this second.
    expect(warnings(post)).toContainEqual(
      expect.stringContaining('the engine did not stop within 1 s and was killed'),
    )
    expect(machine.service.entries()).toEqual([])
  })

  test('it is abandoned with a warning after save-timeout', async () => {
    const job = await machine.newJob({
      // The least that can be asked for is a minute: here it passes in four seconds.
      preload: [
        'data:text/javascript,const%20t=AbortSignal.timeout;AbortSignal.timeout=ms=>t.call(AbortSignal,ms/15)',
      ],
    })
    await job.uses(actions.allInOne, inputs(unpack, { 'save-timeout': '1' }))
    await machine.service.injectFaults(({ operation }) =>
      operation.startsWith('PutBl') ? { hang: true } : undefined,
    )
    try {
      const [save] = await job.finish()
      expect(save?.outcome).toBe('success')
      expect(save && warnings(save)).toEqual([expect.stringMatching(/^Nothing was saved: .*save-timeout/)])
      expect(machine.service.entries()).toEqual([])
    } finally {
      await machine.service.injectFaults(undefined)
    }
  })
})

describe('invalid inputs', () => {
  const wrong = {
    version: 'newest',
    'stop-timeout': 'soon',
    'save-timeout': '0',
    'volume-size': 'large',
    volume: '-',
    save: 'perhaps',
    'fail-on-cache-miss': 'maybe',
    env: 'nothing',
    'engine-image': '--privileged',
  }

  test('fail the step with all problems at once, before anything is done', async () => {
    const job = await machine.newJob()
    const { outcome, ...step } = await job.uses(actions.allInOne, { with: { ...wrong, call: unpack } })
    expect(outcome).toBe('failure')
    expect(step.exitCode).toBe(1)
    const said = errors(step as StepResult).join('\n')
    for (const name of Object.keys(wrong)) expect(said).toContain(name)
    expect(await recordOf(job)).toBeUndefined()
    expect(await engineRuns()).toBe(false)
  })
})

async function requestsOfV1(): Promise<number> {
  return (await machine.service.requests()).filter(({ service }) => service === 'v1').length
}

/** Programs of all kinds that a job starts: ours, those of the libraries, and the CLI. */
const started = ['dagger', 'docker', 'git', 'losetup', 'mke2fs', 'mount', 'tar']

test.each([
  { service: 2, how: 'directly' },
  { service: 1, how: 'through the toolkit' },
] as const)('secrets stay out of logs, outputs, arguments and files, saving $how', async ({ service }) => {
  const before = await requestsOfV1()
  const cloudToken = 'dagger-cloud-token-4711'
  const value = 'env-value-0815'
  const runtimeToken = machine.service.tokenFor({ scopes: ['refs/heads/main'] })
  const programs = await mkdtemp(join(tmpdir(), 'recording-programs-'))
  const record = join(programs, 'arguments')
  const ofActions = join(programs, 'variables-of-actions')
  try {
    // Each notes how it was started, and then is the machine's own program of that name.
    const recorder = `#!/bin/sh
program=$(basename "$0")
echo "$program $*" >>${record}
env | grep -oE '^(ACTIONS|INPUT|STATE)_[^=]*' | sed "s/^/$program /" >>${ofActions}
PATH=$(echo "$PATH" | sed 's|${programs}:||')
exec "$program" "$@"
`
    for (const program of started) await writeFile(join(programs, program), recorder, { mode: 0o755 })
    const job = await machine.newJob({
      programs,
      debug: true,
      cacheService: service,
      ...(service === 2 && { cache: { url: underGitHubsName(machine.service.url), token: runtimeToken } }),
      env: {
        STANDIN_DAGGER_RECORD: join(programs, 'calls'),
        ...(service === 1 && { ACTIONS_RUNTIME_TOKEN: runtimeToken }),
      },
    })
    const more = { 'cloud-token': cloudToken, env: `TOKEN=${value}`, 'enable-github-summary': 'true' }
    const main = await job.uses(actions.allInOne, inputs(unpack, more))
    const [inspected] = JSON.parse(await run('docker', ['inspect', `warm-dagger-${version}`])) as [
      { Args: readonly string[]; Config: { Env: readonly string[] } },
    ]
    expect(inspected.Config.Env).toContain(`DAGGER_CLOUD_TOKEN=${cloudToken}`)
    expect(inspected.Config.Env.join('\n')).not.toContain(value)
    expect(inspected.Args.join('\n')).not.toContain(cloudToken)
    const told = await job.uses(actions.allInOne, inputs('env --name=TOKEN', more))
    expect(told.rawOutput).toContain(value)
    const posts = await job.finish()
    expect(posts.at(-1)?.log).toContain('Saved')

    const secrets = [cloudToken, value, runtimeToken, 'sig=']
    for (const { rawOutput, outputs, exports, state, summary } of [main, ...posts]) {
      // Commands that mask are the one place where a secret may be written.
      const written = rawOutput.replace(/^::add-mask::.*$/gm, '')
      const all = [written, JSON.stringify([outputs, exports, state]), summary].join('\n')
      for (const secret of secrets) expect(all).not.toContain(secret)
    }
    expect(told.log).not.toContain(value)
    const recorded = await readFile(record, 'utf8')
    expect(recorded).toContain('--privileged')
    const missed = started.filter((program) => !recorded.includes(`${program} `))
    expect(missed).toEqual(service === 1 ? [] : ['tar'])
    expect(await readFile(ofActions, 'utf8')).toBe('')
    expect(await readFile(join(programs, 'calls'), 'utf8')).toContain('unpack')
    const patterns = [cloudToken, runtimeToken, 'sig='].flatMap((secret) => ['-e', secret])
    const found = await attempt('grep', [
      '-rlF',
      ...patterns,
      '--',
      programs,
      job.temp,
      job.home,
      job.workspace,
    ])
    expect(found.stdout).toBe('')
    expect(found.exitCode).toBe(1)
    expect((await requestsOfV1()) > before).toBe(service === 1)

    if (service === 2) return
    await machine.forgetMachine()
    const warm = await firstStep(unpack, {}, { cacheService: service })
    expect(warm.log).toContain('.unpack CACHED')
    expect(warm.outputs['cache-hit']).toBe('true')
  } finally {
    await rm(programs, { recursive: true })
  }
})
