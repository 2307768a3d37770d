import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCli } from '../../rig/dagger/build.ts'
import { buildEngineImage } from '../../rig/engine/image.ts'
import { serveEngine } from '../../rig/engine/socket.ts'
import { startReleaseServer } from '../../rig/releases/server.ts'
import type { StepResult } from '../../rig/runner/job.ts'
import { attempt } from '../../src/programs.ts'
import { runnerHostVariable } from '../../src/engine/host.ts'
import { actions, recordOf, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const before021 = '0.20.3'
const beta = '1.0.0-beta.10'
const image = 'engine-start-test/engine'
const machine = machineOfFile({ versions: [version, before021, beta] })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-start-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
  await attempt('docker', ['image', 'rm', '--force', image])
})

type Inputs = Readonly<Record<string, string>>

const inputs = () => ({
  version,
  key: 'k',
  save: 'always',
  'volume-size': '1GiB',
  'cache-dir': join(folder, 'store'),
})

/** A whole job of one use of the all-in-one for each call, on a machine that is gone afterwards. */
async function wholeJob(
  calls: readonly string[],
  more: Inputs = {},
  options: MachineJobOptions = {},
): Promise<{ steps: readonly StepResult[]; saved: string }> {
  const job = await machine.newJob(options)
  const steps: StepResult[] = []
  for (const call of calls) {
    steps.push(await job.uses(actions.allInOne, { with: { ...inputs(), call, ...more } }))
  }
  const posts = await job.finish()
  await machine.forgetMachine()
  return { steps, saved: posts.map(({ log }) => log).join('\n') }
}

/** The use of a job that ends with its machine, so that it stops and saves nothing. */
async function lastStep(
  call: string,
  more: Inputs = {},
  options: MachineJobOptions = {},
): Promise<StepResult> {
  const job = await machine.newJob(options)
  const step = await job.uses(actions.allInOne, { with: { ...inputs(), call, ...more } })
  await machine.forgetMachine()
  return step
}

const line = 'cache-volume --text=a'

describe('an engine that needs a second until it serves', () => {
  const record = () => join(folder, 'calls')

  test.each<[string, string | undefined]>([
    ['is waited for, so that the CLI reaches it at once', undefined],
    ['is waited for where its log does not say that it serves', '{"logLevel":"error"}'],
  ])('%s', async (_name, configuration) => {
    await buildEngineImage(version, { tag: image, env: { STANDIN_START_SECONDS: '1' } })
    const config = join(folder, 'config')
    await mkdir(join(config, 'dagger'), { recursive: true })
    if (configuration !== undefined) await writeFile(join(config, 'dagger/engine.json'), configuration)
    const env = { STANDIN_DAGGER_RECORD: record(), XDG_CONFIG_HOME: config }
    const step = await lastStep(line, { 'engine-image': image }, { env })
    expect(step.outputs['output']).toBe('1\n')
    expect(await readFile(record(), 'utf8')).not.toContain('attempts')
  })

  test('reports what it did with its state, even to a step without a command', async () => {
    await wholeJob([line])
    await buildEngineImage(version, { tag: image, env: { STANDIN_START_SECONDS: '1' } })
    const step = await lastStep('', { 'engine-image': image })
    expect(step.log).toContain('No command was given')
    expect(step.outputs['engine-cache']).toBe('warm')
  })
})

test('an engine that cannot listen on its socket is started again without one, and keeps its state', async () => {
  await wholeJob([line])
  await buildEngineImage(version, { tag: image, env: { STANDIN_SOCKET: 'fail' } })
  const step = await lastStep(line, { 'engine-image': image })
  expect(step.log).toContain('Starting it again without a socket.')
  expect(step.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
})

// The default stop of 0.21 is that of 1.0.
test.each([before021, beta])(
  'the engine %s stops in a few seconds, with few namespaces, and has the cache volumes of three days ago',
  async (release) => {
    const env = { STANDIN_NAMESPACE_MS: '800', STANDIN_UNUSED_ABOVE: '0' }
    await buildEngineImage(release, { tag: image, env })
    // Ten are as slow to delete as they may be, and a default pool of 16 or 128 is beyond that.
    const inputs = { version: release, 'engine-image': image, 'max-cache-size': '', 'stop-timeout': '10' }
    const first = await wholeJob([line, 'age --hours=72'], inputs, { dagger: release })
    expect(first.saved).toContain('Saved ')
    const step = await lastStep(line, inputs, { dagger: release })
    expect(step.outputs['output']).toBe('2\n')
  },
)

test('an address in the input env applies to the whole job', async () => {
  await wholeJob([line])
  const socket = await serveEngine(join(folder, 'engine.sock'), join(folder, 'state'))
  try {
    const job = await machine.newJob()
    const inputs = { version, key: 'k', 'cache-dir': join(folder, 'store'), call: 'echo --text=hi' }
    const env = `${runnerHostVariable}=${socket.runnerHost}`
    const first = await job.uses(actions.allInOne, { with: { ...inputs, env } })
    expect(first.log).toContain('which this action did not set, and keeps its own state. Nothing is restored')
    expect(first.log).not.toContain('Restored ')
    expect(first.outputs).toMatchObject({ output: 'hi', 'cache-hit': '' })
    expect((await recordOf(job))?.volume).toBeUndefined()

    // A step that does not say where the engine is has that of the job.
    const second = await job.uses(actions.run, { with: inputs })
    expect(second.outputs['output']).toBe('hi')
    expect(socket.calls).toEqual([['echo'], ['echo']])
    const container = await attempt('docker', ['container', 'inspect', `warm-dagger-${version}`])
    expect(container.exitCode).not.toBe(0)
  } finally {
    await socket.close()
  }
})

test('an address that only one step sets in a job with a restored state is used, with a warning', async () => {
  await wholeJob([line])
  const socket = await serveEngine(join(folder, 'engine.sock'), join(folder, 'state'))
  try {
    const job = await machine.newJob()
    const inputs = { version, key: 'k', 'cache-dir': join(folder, 'store'), 'volume-size': '1GiB' }
    await job.uses(actions.allInOne, { with: { ...inputs, call: line } })
    const env = { [runnerHostVariable]: socket.runnerHost }
    const step = await job.uses(actions.run, { with: { version, call: 'echo --text=hi' }, env })
    expect(messages(step)).toEqual([
      `The engine of this step is at ${socket.runnerHost}, but the engine of the job is on this machine: this step's command does not use the restored state.`,
    ])
    expect(socket.calls).toEqual([['echo']])
  } finally {
    await socket.close()
  }
})

test('a build of a commit behaves like the release that its CLI reports, from the start to the stop', async () => {
  await buildEngineImage('0.20.3', { tag: 'registry.dagger.io/engine:main' })
  const cli = await buildCli('0.20.4-260820101010-0123456789ab', join(folder, 'cli/dagger'))
  const releases = await startReleaseServer({ commits: { head: cli } })
  try {
    const env = { WARM_DAGGER_DOWNLOAD_URL: releases.url, PATH: process.env['PATH'] ?? '' }
    const inputs = { version: '', commit: 'head' }
    // Judged as the newest, it lacked a mark that releases before 0.21 do not make.
    const { saved } = await wholeJob([line], inputs, { env })
    expect(saved).toContain('Saved ')
    const step = await lastStep(line, inputs, { env })
    expect(step.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'unknown' })
  } finally {
    await releases.close()
    await attempt('docker', ['image', 'rm', '--force', 'registry.dagger.io/engine:main'])
  }
})
