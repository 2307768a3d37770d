import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveEngine } from '../../rig/engine/socket.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { actions, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { run } from '../../src/programs.ts'
import { engineImage, runnerHostVariable } from '../../src/engine/host.ts'
import { machineOfFile } from './machine-of-file.ts'

// Jobs one after another on machines that are thrown away, with the same path for the workspace, as on GitHub.
const before021 = '0.20.3'
const version = '0.21.8'

const machine = machineOfFile({ versions: [version, before021] })
/** Outlives the jobs, as each job's checkout is at the same path. */
let workspace: string
let records: string

beforeEach(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'client-identity-')))
  records = join(workspace, '..', `${workspace.split('/').at(-1) ?? ''}.calls`)
})

afterEach(async () => {
  for (const path of [workspace, records]) await rm(path, { recursive: true, force: true })
})

async function newJob(options: MachineJobOptions = {}): Promise<Job> {
  await rm(join(workspace, '.git'), { recursive: true, force: true })
  return await machine.newJob({
    workspace,
    files: {},
    ...options,
    env: { STANDIN_DAGGER_RECORD: records, ...options.env },
  })
}

const read = 'read --source=src --name=a.txt'

async function use(job: Job, more: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  const inputs = { version, 'volume-size': '1GiB', save: 'always', call: read, ...more }
  const step = await job.uses(actions.allInOne, { with: inputs })
  if (step.outcome !== 'success') throw new Error(step.log)
  return step
}

/** A whole job on a machine of its own. */
async function wholeJob(
  more: Readonly<Record<string, string>> = {},
  options: MachineJobOptions = {},
): Promise<StepResult> {
  const job = await newJob(options)
  const step = await use(job, more)
  const [post] = await job.finish()
  expect(post?.annotations).toEqual([])
  expect(machine.service.entries()).not.toEqual([])
  await machine.forgetMachine()
  return step
}

async function write(name: string, content: string, seconds?: number): Promise<void> {
  const file = join(workspace, name)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, content)
  if (seconds !== undefined) await utimes(file, seconds, seconds)
}

async function calls(): Promise<{ readonly argv: readonly string[]; readonly env: readonly string[] }[]> {
  const lines = (await readFile(records, 'utf8')).trim().split('\n')
  return lines.map((line) => JSON.parse(line) as { argv: string[]; env: string[] })
}

/** The one step of a job that ends with its machine, so that it saves nothing. */
async function lastStep(
  more: Readonly<Record<string, string>> = {},
  options: MachineJobOptions = {},
): Promise<StepResult> {
  const step = await use(await newJob(options), more)
  await machine.forgetMachine()
  return step
}

const uploaded = ({ log }: StepResult) => /filesync: \d+ of \d+ files/.exec(log)?.[0]
const newIdentity = ({ log }: StepResult) => /^The CLI uploads all local files again.*$/m.exec(log)?.[0]

describe.each([version, before021])(
  'with Dagger %s, a job whose files are as the last job had them',
  (dagger) => {
    test('uploads none of them, and later only what changed', async () => {
      for (const name of ['a', 'b', 'c']) await write(`src/${name}.txt`, name)
      const cold = await wholeJob({ version: dagger }, { dagger })
      expect(uploaded(cold)).toBe('filesync: 3 of 3 files')
      const warm = await wholeJob({ version: dagger }, { dagger })
      expect(uploaded(warm)).toBe('filesync: 0 of 3 files')
      expect(warm.outputs['output']).toBe('a')
      expect(newIdentity(cold) ?? newIdentity(warm)).toBeUndefined()
      await write('src/a.txt', 'x')
      const job = await newJob({ dagger })
      const third = await use(job, { version: dagger })
      expect(uploaded(third)).toBe('filesync: 1 of 3 files')
      expect(third.outputs['output']).toBe('x')
      // A later step of one job looks again.
      await write('src/a.txt', 'y', 1_000_000_000)
      const fourth = await use(job, { version: dagger })
      expect(fourth.outputs['output']).toBe('y')
      expect(newIdentity(fourth)).toContain('src/a.txt')
    })
  },
)

// How 0.20 gets its files again is in the test above.
test('a file of the same size and time, but with different content, is uploaded by the next job, whose log names it', async () => {
  await write('src/a.txt', 'first', 1_000_000_000)
  await write('src/b.txt', 'other')
  expect((await wholeJob()).outputs['output']).toBe('first')
  await write('src/a.txt', 'again', 1_000_000_000)
  const second = await wholeJob()
  expect(second.outputs['output']).toBe('again')
  expect(newIdentity(second)).toBe(
    `The CLI uploads all local files again, because the client of this job has a new identity: ${workspace}/src/a.txt has a time that a tool may have set.`,
  )
  // The time is no longer a reason: no program set it.
  await write('src/a.txt', 'third')
  const third = await lastStep()
  expect(third.outputs['output']).toBe('third')
  expect(uploaded(third)).toBe('filesync: 1 of 2 files')
})

test('a command that may upload any file runs as another client, which leaves nothing in the state from 0.21 on', async () => {
  await write('src/a.txt', 'first')
  await wholeJob()
  const job = await newJob()
  const shell = await use(job, { call: '', shell: read })
  expect(uploaded(shell)).toBe('filesync: 1 of 1 files')
  expect(newIdentity(shell)).toContain('dagger shell may upload any file of this machine')
  expect(uploaded(await use(job))).toBe('filesync: 0 of 1 files')
  const entries = await job.run('docker', ['exec', `warm-dagger-${version}`, 'function', 'entries'])
  expect(entries.log.match(/ mirror:\S+/g)).toHaveLength(1)
})

test('two jobs that start from one state share the client, but each gets its own content', async () => {
  await write('src/a.txt', 'first')
  await write('src/b.txt', 'same')
  await wholeJob()
  for (const content of ['one', 'two']) {
    await write('src/a.txt', content)
    const step = await lastStep()
    expect([uploaded(step), step.outputs['output']]).toEqual(['filesync: 1 of 2 files', content])
  }
})

test('neither the user’s own folder nor later steps contain it', async () => {
  await write('src/a.txt', 'first')
  const job = await newJob()
  await use(job)
  const later = await job.run('sh', ['-c', 'echo "state home: ${XDG_STATE_HOME-none}"; find "$HOME" -type f'])
  expect(later.log).toContain('state home: none')
  expect(later.log).not.toContain('stable_client_id')
  await job.finish()
  expect(await readdir(join(job.home, '.local')).catch(() => [])).toEqual([])
})

test('an existing ID of the user is used, and stays unchanged', async () => {
  await write('src/a.txt', 'first', 1_000_000_000)
  const home = join(workspace, '..', `${workspace.split('/').at(-1) ?? ''}.home`)
  const file = join(home, '.local/state/dagger/stable_client_id')
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, 'of-the-user')
  try {
    await wholeJob({}, { home })
    expect(await readFile(file, 'utf8')).toBe('of-the-user')
    const call = (await calls()).find(({ argv }) => argv.includes('read'))
    expect(call?.env).not.toContain('XDG_STATE_HOME')
    expect(uploaded(await lastStep({}, { home }))).toBe('filesync: 0 of 1 files')
  } finally {
    await rm(home, { recursive: true })
  }
})

test('on an engine that others may use, each machine is a client of its own', async () => {
  const engine = await serveEngine(join(workspace, 'socket'), join(workspace, '.state'))
  try {
    const job = await newJob({ env: { _EXPERIMENTAL_DAGGER_RUNNER_HOST: engine.runnerHost } })
    await use(job, { call: 'echo --text=hi' })
    expect((await calls())[0]?.env).not.toContain('XDG_STATE_HOME')
  } finally {
    await engine.close()
  }
})

test('two runners that use one engine with the same path each get their own file', async () => {
  const name = 'client-identity-test'
  await run('docker', ['run', '--detach', '--name', name, '--privileged', engineImage(version)])
  try {
    const outputs: (string | undefined)[] = []
    for (const content of ['first', 'other']) {
      await write('src/a.txt', content, 1_000_000_000)
      const job = await newJob({ env: { [runnerHostVariable]: `docker-container://${name}` } })
      outputs.push((await use(job)).outputs['output'])
      await job.finish()
      await machine.forgetMachine()
    }
    expect(outputs).toEqual(['first', 'other'])
  } finally {
    await run('docker', ['rm', '--force', '--volumes', name])
  }
})
