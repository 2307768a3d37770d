// What the client uploads: nothing twice, and never what is old.
import { utimes, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../../src/command.ts'
import { image, type RealMachine } from '../machine.ts'
import type { Report } from '../report.ts'
import { checkOutTree, makeTree } from '../tree.ts'

const treeBytes = 150e6
/** Of an unchanged tree of 150 MB: what a job may add to the cache, where it is not uploaded again. */
const mostStored = 5e6
const mostSeconds = 1.5

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

/** A checkout of 150 MB, cloned for each job as actions/checkout does. */
async function largeTree(machine: RealMachine, report: Report): Promise<void> {
  const tree = join(machine.folder, 'tree')
  await makeTree(tree, treeBytes)
  const key = 'large-tree'
  const options = {
    key,
    prepare: (workspace: string) => checkOutTree(tree, workspace),
  }
  const calls = [`read ${image} --source=tree --script='find . -type f | wc -l'`]
  const cold = await machine.run(options, calls)
  report.note(
    `The tree's first upload: ${inMegabytes(cold.storedBytes)} stored, command ${seconds(cold.seconds.command)}.`,
  )
  const held = await machine.newest(key)
  const found: string[] = []
  let most = 0
  const took: number[] = []
  for (let round = 1; round <= 3; round++) {
    const again = await machine.run(options, calls)
    most = Math.max(most, again.storedBytes)
    took.push(again.seconds.command ?? 0)
    found.push(`${inMegabytes(again.storedBytes)} in ${seconds(again.seconds.command)}`)
  }
  const holds = await machine.newest(key)
  report.check('An unchanged tree of 150 MB is not stored again', most <= mostStored, found.join(', '))
  report.check(
    'An unchanged tree of 150 MB is not uploaded again',
    Math.min(...took) <= mostSeconds,
    took.map((one) => `${one.toFixed(1)} s`).join(', '),
  )
  report.check(
    'Three jobs with an unchanged tree of 150 MB do not make the state larger on disk',
    (holds?.uncompressed ?? Infinity) <= 1.1 * (held?.uncompressed ?? 0),
    `${inMegabytes(held?.uncompressed ?? 0)}, then ${inMegabytes(holds?.uncompressed ?? 0)}`,
  )
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function seconds(value: number | undefined): string {
  return `${(value ?? 0).toFixed(1)} s`
}
