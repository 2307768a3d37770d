// What the client uploads: nothing twice, and never what is old.
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { spread } from '../../../bench/results.ts'
import { run } from '../../../src/command.ts'
import { isAtLeast } from '../../../src/dagger/version.ts'
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import type { Report } from '../report.ts'
import { checkOutTree, makeTree } from '../tree.ts'

const treeBytes = 150e6
/** What a job may add to the cache that stores nothing of an unchanged tree. */
const mostStored = 5e6
/** Of a command that uploads nothing of an unchanged tree of 150 MB; its copy from the mirror takes most of it. */
const mostSeconds = 4

const read = `read ${image} --source=src --script='cat file'`

export async function identity(machine: RealMachine, report: Report): Promise<void> {
  await oldTimes(machine, report)
  await ownIdentity(machine, report)
  await twoEngines(machine, report)
  await largeTree(machine, report)
}

/** A file that changed, but neither in size nor in time. */
async function oldTimes(machine: RealMachine, report: Report): Promise<void> {
  for (const [kind, seconds] of [
    ['a whole second', 1_700_000_000],
    ['a fraction of a second', 1_700_000_000.123456],
  ] as const) {
    const key = `same-time-${Math.round(seconds * 1000)}`
    const withContent = (content: string) => async (workspace: string) => {
      await writeFile(join(workspace, 'src/file'), content)
      await utimes(join(workspace, 'src/file'), seconds, seconds)
    }
    await machine.run({ key, prepare: withContent('first\n') }, [read])
    const second = await machine.run({ key, prepare: withContent('other\n') }, [read])
    const output = second.steps[0]?.outputs['output']?.trim() ?? ''
    report.check(
      `A file with the same path, size and time (${kind}) but other content is seen as it is`,
      output === 'other',
      output,
    )
  }
}

async function ownIdentity(machine: RealMachine, report: Report): Promise<void> {
  const job = await machine.begin({ key: 'own-identity' })
  const folder = join(job.job.home, '.local/state/dagger')
  await mkdir(folder, { recursive: true })
  const own = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
  await writeFile(join(folder, 'stable_client_id'), own)
  await job.call(read)
  const after = await run('cat', [join(folder, 'stable_client_id')])
  report.check("A user's own client ID is left as it is", after === own, after)
  await job.finish()
}

/** Two runners on one Docker daemon, from one state and so with one client ID, at the same time. */
async function twoEngines(machine: RealMachine, report: Report): Promise<void> {
  const key = 'two-engines'
  await machine.run({ key }, [read])
  const begin = async (name: string) => {
    const workspace = join(machine.folder, name, 'app/app')
    return await machine.begin({
      key,
      workspace,
      with: { save: 'never', keep: 'false', volume: `warm-dagger-real-${name}` },
      runner: { runnerEnvironment: 'self-hosted', runnerName: name },
      prepare: (folder) => writeFile(join(folder, 'src/file'), `of ${name}\n`),
    })
  }
  const jobs = [await begin('one'), await begin('two')]
  const steps = await Promise.all(jobs.map((job) => job.call(read)))
  const outputs = steps.map(({ outputs, outcome }) => outputs['output']?.trim() ?? outcome)
  for (const job of jobs) await job.finish()
  report.check(
    'Two engines that started from one state at the same time each see their own files',
    outputs.join() === 'of one,of two',
    outputs.join(),
  )
}

/**
 * A tree of 150 MB. A clone gives every file another time, so that each job uploads all of it; what the kept ID saves is
 * a second mirror. A checkout that stays on its machine has files with the times they had.
 */
async function largeTree(machine: RealMachine, report: Report): Promise<void> {
  const tree = join(machine.folder, 'tree')
  await makeTree(tree, treeBytes)
  await cloned(machine, report, tree)
  await left(machine, report, tree)
}

const count = `read ${image} --source=tree --script='find . -type f | wc -l'`

async function cloned(machine: RealMachine, report: Report, tree: string): Promise<void> {
  const key = 'cloned-tree'
  const job = () => machine.run({ key, prepare: (workspace) => checkOutTree(tree, workspace) }, [count])
  const first = await job()
  const held = await machine.newest(key)
  const jobs = [await job(), await job(), await job()]
  const holds = await machine.newest(key)
  report.note(`A tree of 150 MB, cloned for each job: ${[first, ...jobs].map(inWords).join(', ')}.`)
  report.check(
    'Three jobs that clone an unchanged tree of 150 MB do not make the state larger on disk',
    (holds?.uncompressed ?? Infinity) <= 1.1 * (held?.uncompressed ?? 0),
    `${inMegabytes(held?.uncompressed ?? 0)}, then ${inMegabytes(holds?.uncompressed ?? 0)}`,
  )
}

async function left(machine: RealMachine, report: Report, tree: string): Promise<void> {
  const key = 'left-tree'
  const workspace = join(machine.folder, 'left/app/app')
  const parked = join(machine.folder, 'parked')
  await checkOutTree(tree, parked)
  const job = async (): Promise<FinishedJob> => {
    const prepare = () => rename(join(parked, 'tree'), join(workspace, 'tree'))
    const finished = await machine.run({ key, workspace, prepare }, [count])
    await rename(join(workspace, 'tree'), join(parked, 'tree'))
    return finished
  }
  const first = await job()
  const jobs = [await job(), await job(), await job()]
  report.note(`A tree of 150 MB, left from the job before: ${[first, ...jobs].map(inWords).join(', ')}.`)
  report.check(
    'A tree of 150 MB with the times it had is not uploaded again',
    spread(jobs.map(({ seconds: { command = Infinity } }) => command)).median <= mostSeconds,
    jobs.map(inWords).join(', '),
  )
  // From 0.21, what is copied out of the mirror is known only until the engine ends (see rig/engine/CONTRACT.md).
  const most = isAtLeast(machine.dagger.version, '0.21.0') ? 1.1 * treeBytes : mostStored
  report.check(
    `A tree of 150 MB with the times it had adds at most ${inMegabytes(most)} to the cache`,
    jobs.every(({ storedBytes }) => storedBytes <= most),
    jobs.map(inWords).join(', '),
  )
}

function inWords({ storedBytes, seconds: { command = 0 } }: FinishedJob): string {
  return `${inMegabytes(storedBytes)} stored and a command of ${command.toFixed(1)} s`
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
