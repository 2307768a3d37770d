// What the client uploads: nothing twice, and never what is old.
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasResults } from '../../../src/dagger/local-cache.ts'
import { run } from '../../../src/programs.ts'
import { engineImage, runnerHostVariable } from '../../../src/engine/host.ts'
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import type { Report } from '../report.ts'
import { checkOutTree, makeTree } from '../tree.ts'

const treeBytes = 150e6
/** What a job may add to the cache that stores nothing of an unchanged tree. */
const mostStored = 5e6
const mostGrowth = 1.1

const read = `read ${image} --source=src --script='cat file'`

export async function identity(machine: RealMachine, report: Report): Promise<void> {
  await oldTimes(machine, report)
  await ownIdentity(machine, report)
  await twoEngines(machine, report)
  await oneEngine(machine, report)
  await largeTree(machine, report)
}

/** A file that changed, but neither in size nor in time. */
async function oldTimes(machine: RealMachine, report: Report): Promise<void> {
  for (const [kind, seconds] of [
    ['a whole second', 1_700_000_000],
    ['a fraction of a second', 1_700_000_000.123456],
  ] as const) {
    const key = `same-time-${Math.round(seconds * 1000)}`
    await machine.run({ key, prepare: withContent('first\n', seconds) }, [read])
    const second = await machine.run({ key, prepare: withContent('other\n', seconds) }, [read])
    const output = outputOf(second)
    report.check(
      `A file with the same path, size and time (${kind}) but other content is seen as it is`,
      output === 'other',
      output,
    )
  }
}

function withContent(content: string, seconds: number) {
  return async (workspace: string): Promise<void> => {
    await writeFile(join(workspace, 'src/file'), content)
    await utimes(join(workspace, 'src/file'), seconds, seconds)
  }
}

function outputOf({ steps }: FinishedJob): string {
  return steps[0]?.outputs['output']?.trim() ?? ''
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
 * Two runners that use one engine, and have the same path, size and time for files that differ. With one client ID,
 * the second would get the first one's file.
 *
 * The engine must not collect garbage: if less than a fifth of its disk is free, it drops the first runner's mirror at
 * the end of its session, and the second would see its own file even with the same ID (dagger/dagger v0.21.8, engine/server/gc.go
 * lines 280 and 384; v1.0.0-beta.10, lines 446 and 550).
 */
async function oneEngine(machine: RealMachine, report: Report): Promise<void> {
  const container = 'warm-dagger-real-shared'
  const configuration = join(machine.folder, 'shared-engine.json')
  await writeFile(configuration, JSON.stringify({ gc: { enabled: false } }))
  const mount = ['--volume', `${configuration}:/etc/dagger/engine.json:ro`]
  const engine = ['--privileged', engineImage(machine.dagger.version), '--oci-cni-pool-size=4']
  await run('docker', ['run', '--detach', '--name', container, ...mount, ...engine])
  try {
    const runner = { env: { [runnerHostVariable]: `docker-container://${container}` } }
    const outputs: string[] = []
    for (const content of ['first', 'other']) {
      const prepare = withContent(`${content}\n`, 1_700_000_000)
      outputs.push(outputOf(await machine.run({ key: 'one-engine', runner, prepare }, [read])))
    }
    report.check(
      'Two runners that use one engine on the same path each see their own file',
      outputs.join() === 'first,other',
      outputs.join(),
    )
  } finally {
    await run('docker', ['rm', '--force', '--volumes', container])
  }
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
  const held = (await machine.newest(key))?.onDisk ?? 0
  const jobs = [await job(), await job(), await job()]
  const ratio = ((await machine.newest(key))?.onDisk ?? Infinity) / held
  report.note(`A tree of 150 MB, cloned for each job: ${[first, ...jobs].map(inWords).join(', ')}.`)
  report.check(
    `After three more jobs that clone an unchanged tree of 150 MB, the state is at most ${mostGrowth} times its size`,
    ratio <= mostGrowth,
    `${ratio.toFixed(2)} times`,
  )
  // From 0.21, these jobs are idle. Up to 0.20, none with an upload is; the engine removes each file whose time differs and
  // writes it elsewhere, which a save stores (dagger/dagger v0.20.3, engine/filesync/localfs.go line 824).
  const canBeIdle = hasResults(machine.dagger.version)
  const most = canBeIdle ? mostStored : mostGrowth * treeBytes
  report.check(
    `The last two of them add at most ${inMegabytes(most)} each to the cache`,
    jobs.slice(1).every(({ storedBytes }) => storedBytes <= most),
    jobs.map(({ storedBytes }) => inMegabytes(storedBytes)).join(', '),
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
    `A tree of 150 MB with the times it had is not uploaded again: it adds at most ${inMegabytes(mostStored)} to the cache`,
    jobs.slice(1).every(({ storedBytes }) => storedBytes <= mostStored),
    jobs.map(({ storedBytes }) => inMegabytes(storedBytes)).join(', '),
  )
}

function inWords({ storedBytes, seconds: { command = 0 } }: FinishedJob): string {
  return `${inMegabytes(storedBytes)} stored and a command of ${command.toFixed(1)} s`
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
