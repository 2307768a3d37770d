import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../../rig/loopback-blob-host.js'
import { buildEngineImage } from '../../rig/engine/image.ts'
import { actions, loopsBelow, type MachineJobOptions } from '../../rig/machine/machine.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { silent } from '../../src/log.ts'
import { imageClaimKey, imageClaimPeriod } from '../../src/policy/keys.ts'
import { attempt, run } from '../../src/programs.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { actionsStore } from '../../src/store/actions.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const image = `registry.dagger.io/engine:v${version}`
/** What Docker pulls as the engine's image. */
const published = 'engine-files-test/engine'

const machine = machineOfFile({ versions: [version] })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-files-'))
  await buildEngineImage(version, { tag: published })
  await discardDownloads()
})

afterEach(async () => {
  await buildEngineImage(version)
  await attempt('docker', ['image', 'rm', published])
  await rm(folder, { recursive: true })
})

type Inputs = Readonly<Record<string, string>>

interface Done {
  readonly main: StepResult
  readonly post: StepResult | undefined
  /** How often the engine's image was pulled. */
  readonly pulls: number
  /** Loop devices and mounts of the job after its step, except those of its volume. */
  readonly left: number
}

/** Docker, but with the image from this machine, and with what a test adds to it. */
async function dockerWith(script: string): Promise<string> {
  const real = (await run('which', ['docker'])).trim()
  const lines = [
    '#!/bin/sh',
    `real=${real}`,
    'case "$*" in',
    `  "pull --quiet -- ${image}") echo pull >>${folder}/pulls; exec $real tag ${published} ${image};;`,
    script,
    'esac',
    'exec $real "$@"',
    '',
  ]
  await writeFile(join(folder, 'docker'), lines.join('\n'))
  await chmod(join(folder, 'docker'), 0o755)
  return folder
}

/** Without what was pulled or imported, as on a new machine. */
async function discardDownloads(): Promise<void> {
  await attempt('docker', ['image', 'rm', image])
  await run('docker', ['image', 'prune', '--force'])
}

/** A job on a new machine. */
async function runJob(
  more: Inputs = {},
  options: MachineJobOptions = {},
  docker = '',
  end: 'finishes' | 'is lost' = 'finishes',
): Promise<Done> {
  const programs = await dockerWith(docker)
  const job = await machine.newJob({ programs, ...options })
  const inputs = { version, 'volume-size': '1GiB', key: 'state', ...more }
  const main = await job.uses(actions.allInOne, { with: { call: 'cache-volume --text=a', ...inputs } })
  const left = await leftOf(job)
  const [post] = end === 'finishes' ? await job.finish() : []
  await machine.forgetMachine()
  await discardDownloads()
  const pulls = (await readFile(join(folder, 'pulls'), 'utf8').catch(() => '')).split('\n').length - 1
  await rm(join(folder, 'pulls'), { force: true })
  return { main, post, pulls, left }
}

async function leftOf({ temp }: Job): Promise<number> {
  const place = join(temp, 'warm-dagger/engine-files')
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n')
  return (await loopsBelow(place)).length + mounts.filter((line) => line.includes(` ${place}/`)).length
}

const storedImages = () =>
  machine.service.entries().filter(({ key }) => key.startsWith('warm-dagger-engine/'))

/** The pack with the files of the newest stored image: the last one before its manifest. */
function packOfImage(): string {
  const keys = machine.service.entries().map(({ key }) => key)
  const manifest = keys.findLastIndex((key) => key.startsWith('warm-dagger-engine/'))
  return keys.slice(0, manifest).findLast((key) => key.startsWith('warm-dagger-pack/')) ?? 'none'
}

const fromCache = /^The files of the engine's image are from the cache: \d+\.\d MB in \d/m
const pulled = "The engine's image is pulled, because its files in the cache cannot be used: "

describe('the image of a release', () => {
  test('is stored by a job on the default branch, and later jobs start the engine from its files', async () => {
    const first = await runJob()
    expect(first).toMatchObject({ pulls: 1, left: 0 })
    expect(first.post?.log).toMatch(/Stored the files of \S+:v0\.21\.8 \(\d+\.\d MB\) in the Actions cache/)
    expect(storedImages()).toHaveLength(1)

    const second = await runJob()
    expect(second).toMatchObject({ pulls: 0, left: 2 })
    expect(second.main.log).toMatch(fromCache)
    expect(second.main.outputs).toMatchObject({ output: '2\n', 'engine-cache': 'warm' })
    expect(second.post?.log).toContain('Saved ')
    expect(second.post?.log).not.toContain('Stored the files')

    // Also for a pull request.
    const third = await runJob({}, { event: 'pull_request' }, '', 'is lost')
    expect(third.pulls).toBe(0)
    expect(third.main.outputs).toMatchObject({ output: '3\n', 'engine-cache': 'warm' })
    expect(storedImages()).toHaveLength(1)
    machine.keepEntries()
  })

  test('is pulled if the engine exits, and the state is not blamed', async () => {
    const panicking = '  run*--entrypoint*) shift; exec $real run --env STANDIN_START=panic "$@";;'
    const done = await runJob({}, {}, panicking, 'is lost')
    expectPull(done, 'the engine ended and logged: panic')
    expect(done.main.outputs).toMatchObject({ output: '3\n', 'engine-cache': 'warm', 'cache-hit': 'true' })
  })

  test('is pulled if Docker refuses its files, or a part is damaged or missing', async () => {
    const refused = await runJob({}, {}, '  run*--mount*) echo no such source >&2; exit 125;;')
    expectPull(refused, 'no such source')
    expect(refused.post?.log).not.toContain('Stored the files')

    const failing = '  import*) echo no import >&2; exit 1;;'
    expectPull(await runJob({}, {}, failing, 'is lost'), 'no import')

    await machine.service.corrupt(packOfImage(), { flip: 100 })
    const damaged = await runJob()
    expectPull(damaged, /The pack [0-9a-f]{64} cannot be used: /)
    // Only then is it stored again.
    expect(damaged.post?.log).toContain('Stored the files')
    expect(storedImages()).toHaveLength(2)

    expect((await runJob({}, {}, '', 'is lost')).pulls).toBe(0)
    machine.service.remove(packOfImage())
    expectPull(await runJob({}, {}, '', 'is lost'), /The pack [0-9a-f]{64} is no longer in the store/)
  })

  function expectPull({ main, pulls, left }: Done, reason: string | RegExp): void {
    expect(main.log.split(pulled)).toHaveLength(2)
    expect(main.log.split(pulled)[1]).toMatch(reason)
    expect({ pulls, left }).toEqual({ pulls: 1, left: 0 })
    expect(messages(main)).toEqual([])
    expect(main.outputs['engine-cache']).toBe('warm')
  }
})

describe('the image is not stored', () => {
  beforeEach(() => {
    machine.forgetEntries()
  })

  test.each<[string, Inputs, MachineJobOptions]>([
    ['by a pull request that saves', { save: 'always' }, { event: 'pull_request' }],
    ['in a folder', { 'cache-dir': '$FOLDER/store' }, {}],
    ['with cache-engine-image: false', { 'cache-engine-image': 'false' }, {}],
  ])('%s', async (_name, more, options) => {
    const inputs = Object.entries(more).map(([name, value]) => [name, value.replace('$FOLDER', folder)])
    const { main, post } = await runJob(Object.fromEntries(inputs) as Inputs, options)
    expect(main.outcome).toBe('success')
    expect(post?.log).not.toContain("engine's image was not stored")
    expect(storedImages()).toEqual([])
  })

  test('if it cannot be exported, which the log says', async () => {
    const { post } = await runJob({}, {}, '  export*) echo no export >&2; exit 1;;')
    expect(post?.log).toMatch(/The engine's image was not stored for later jobs: [^]*no export/)
    expect(post?.log).toContain('Saved ')
    expect(storedImages()).toEqual([])
  })

  test('if a build gave another image its name', async () => {
    const replacing = `  stop*) tar --create --files-from /dev/null | $real import - ${image} >/dev/null;;`
    const { post } = await runJob({}, {}, replacing)
    expect(post?.log).toContain(`${image} is not the image that this job pulled.`)
    expect(post?.log).toContain('Saved ')
    expect(storedImages()).toEqual([])
  })

  test('by a job that finishes while another one stores it', async () => {
    const scopes = ['refs/heads/main']
    const store = actionsStore(machine.service.environmentFor({ scopes }), silent, folder)
    const platform = `linux-${process.arch.replace('x64', 'amd64')}`
    // The next period may begin before the job ends.
    for (const at of [Date.now(), Date.now() + imageClaimPeriod]) {
      await store?.put(imageClaimKey({ version, platform }, at), inOnePiece(Buffer.from('x')))
    }
    const { post } = await runJob()
    expect(post?.log).toContain('are not stored: another job has just started to store them.')
    expect(post?.log).toContain('Saved ')
    expect(storedImages()).toEqual([])
  })
})
