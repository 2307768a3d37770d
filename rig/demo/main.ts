// A demonstration on this machine: a cold job, the loss of the machine, a warm job, and what the loss removed.
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { forgetVolume } from '../machine/forget-volume.ts'
import { backingFile, detach } from '../../src/disk/loop-device.ts'
import { inspectContainer, inspectVolume, removeContainer } from '../../src/docker.ts'
import { stateFolder } from '../../src/engine/start.ts'
import { buildCli } from '../dagger/build.ts'
import { buildEngineImage } from '../engine/image.ts'
import { writeArchive } from '../real/archive.ts'
import { findDagger } from '../real/dagger.ts'
import { hitOf, withoutColours } from '../real/progress.ts'
import { createJob, type Job, type StepResult } from '../runner/job.ts'
import { run } from '../../src/programs.ts'
import { reasonOf } from '../../src/reason.ts'
import { differences, listFilesystem, type Listing } from './listing.ts'

const version = '0.21.8'
const volume = 'warm-dagger-demo'
const container = `warm-dagger-${version}`
const root = path.resolve(import.meta.dirname, '../..')
const store = await mkdtemp(path.join(tmpdir(), 'warm-dagger-demo-'))

/** The durations of the commands and of the restores, in the cold and in the warm job. */
const seconds = { cold: 0, warm: 0 }
const failures: string[] = []

/** The Dagger that the demonstration uses: the real one, or stand-ins. */
interface Worker {
  readonly cliFolder: string
  /** The module in each checkout, by path. */
  readonly files: Readonly<Record<string, string>>
  /** The arguments of a call that takes a folder into a layer. */
  call(name: string, folder: string): string
  /** Whether the engine answered a call from its state; undefined if the log does not show it. */
  wasHit(log: string): boolean | undefined
}

const realModule = path.join(root, 'rig/real/module')

/** The real Dagger if an engine image and a CLI are available; otherwise stand-ins, which this builds. */
async function chooseWorker(): Promise<Worker> {
  try {
    const dagger = await findDagger(version)
    const image = path.join(store, 'image.tar')
    await writeArchive(image, 'the demo')
    console.log(`The real Dagger: ${dagger.origin}.`)
    return {
      cliFolder: dagger.cliFolder,
      files: {
        'dagger.json': await readFile(path.join(realModule, 'dagger.json'), 'utf8'),
        'dagger/main.dang': await readFile(path.join(realModule, 'dagger/main.dang'), 'utf8'),
      },
      call: (name, folder) =>
        `read --image=${image} --source=${folder} --script='cp -a . /${name}; for n in $(seq 5000); do echo $n >/${name}/$n; done; find /${name} | wc -l'`,
      wasHit: (log) => hitOf(log, 'read'),
    }
  } catch (error) {
    console.log(`Stand-ins for the engine and the CLI, built here. ${reasonOf(error)}`)
  }
  await buildEngineImage(version)
  const cliFolder = path.join(store, 'cli')
  await buildCli(version, path.join(cliFolder, 'dagger'))
  return {
    cliFolder,
    files: { 'README.md': 'demo\n' },
    call: (name, folder) => `unpack --name=${name} --source=${folder}`,
    wasHit: (log) => {
      const end = /\.unpack (CACHED|DONE)/.exec(log)?.[1]
      return end === undefined ? undefined : end === 'CACHED'
    },
  }
}

const worker = await chooseWorker()

/** A job on a machine of its own, as far as its disk goes. */
async function newJob(): Promise<Job> {
  const docker = process.env['DOCKER_HOST'] === undefined ? {} : { DOCKER_HOST: process.env['DOCKER_HOST'] }
  const PATH = [worker.cliFolder, process.env['PATH'] ?? ''].join(':')
  // The same folder for each job, as on GitHub, because the path of a module identifies its calls.
  const workspace = path.join(store, 'work/app/app')
  await rm(workspace, { recursive: true, force: true })
  return await createJob({ checkout: true, workspace, files: worker.files, env: { ...docker, PATH } })
}

/** The Node that runs this program, copied as a distribution of its own. */
const nodeFolder = path.join(store, 'node')
await mkdir(path.join(nodeFolder, 'bin'), { recursive: true })
await copyFile(process.execPath, path.join(nodeFolder, 'bin/node'))

/** A copy of the tracked files: a job that used this checkout, which is at another commit, would save nothing. */
const projectFolder = path.join(store, 'project')
await run('git', ['-C', root, 'checkout-index', '--all', `--prefix=${projectFolder}/`])

const cache = { volume, 'cache-dir': path.join(store, 'cache') }
/** Two snapshots: this project's files, and the Node that runs this. */
const work = ['project', 'node'] as const
const folderOf = { project: projectFolder, node: nodeFolder } as const

function command(what: (typeof work)[number]): Record<string, string> {
  return { call: worker.call(what, folderOf[what]) }
}

/** The decisions in a step's log, shortened to one line. */
const decisions: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^No state is stored/m, () => 'nothing stored for the key or its restore keys'],
  [
    /^Restored (.*? MB) \((.*?) fetched /m,
    (match) => `restored ${match[1] ?? ''}, which were stored for the key`,
  ],
  [/^This is a .*$/m, (match) => match[0]],
  [
    /^Saved (.*? MB) of new or changed data, .*?; the state holds (.*? MB)\./m,
    (match) => `saved ${match[1] ?? ''} of new or changed data; the state holds ${match[2] ?? ''}`,
  ],
  [/^Nothing (is|was) saved[.:] .*?\.(?= |$)/m, (match) => match[0]],
]

function printRow(job: string, step: string, seconds: string, moved: string, decided: string): void {
  console.log(`${job.padEnd(8)} ${step.padEnd(22)} ${seconds.padStart(6)} ${moved.padStart(8)}  ${decided}`)
}

function note(job: string, step: string, coloured: StepResult): void {
  const result = withoutColours(coloured)
  const decided = decisions.flatMap(([pattern, say]) => {
    const match = pattern.exec(result.log)
    return match ? [inList(say(match))] : []
  })
  const hit = worker.wasHit(result.log)
  if (hit !== undefined) decided.push(hit ? 'the engine answered from its state' : 'the engine did the work')
  const warnings = result.annotations.map(({ level, message }) => `${level}: ${message}`)
  const moved = /\((.*?) MB fetched |^Saved .* data, (.*?) MB compressed;/m.exec(result.log)
  const took = (result.durationMilliseconds / 1000).toFixed(1)
  printRow(job, step, took, moved?.[1] ?? moved?.[2] ?? '', [...decided, ...warnings].join('; '))
  if (result.outcome !== 'success') fail(`${job}, ${step}: ${result.outcome}\n${result.log}`)
}

/** A sentence in the form of an item in a list. */
function inList(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^./, (first) => first.toLowerCase())
}

function fail(message: string): void {
  failures.push(message)
  console.error(message)
}

/** What disappears with a machine: container, volume, image. */
async function loseMachine(job: Job): Promise<void> {
  await job.remove()
  await forget()
}

async function forget(): Promise<void> {
  const there = await inspectContainer(container)
  if (there && there.volumes[stateFolder] !== volume) {
    throw new Error(
      `A container ${container} is there that is not the demo's. Remove it, or wait for its job.`,
    )
  }
  const device = (await inspectVolume(volume))?.options['device'] ?? ''
  await removeContainer(container)
  await forgetVolume(volume)
  if ((await backingFile(device))?.endsWith('(deleted)')) await detach(device)
}

async function stateOf(): Promise<Listing> {
  return await listFilesystem((await inspectVolume(volume))?.options['device'] ?? '')
}

function compare(before: Listing, after: Listing): void {
  const lost = differences(before, after)
  console.log(
    `  ${before.size} entries compared (type, mode, owner, links, size, blocks, mtime, target, xattrs, SHA-256): ` +
      (lost.length === 0 ? 'none differs' : `${lost.length} differ`),
  )
  for (const name of lost.slice(0, 10))
    console.log(`    ${name}\n    - ${before.get(name)}\n    + ${after.get(name)}`)
  if (lost.length > 0) failures.push('entries differ')
}

async function allInOne(): Promise<void> {
  const cold = await newJob()
  for (const what of work) {
    const result = await cold.uses(root, { with: { ...cache, version, ...command(what) } })
    seconds.cold += result.durationMilliseconds / 1000
    note('1 cold', `warm-dagger (${what})`, result)
  }
  const posts = await cold.finish()
  for (const post of posts) note('1 cold', 'post', post)
  if (!posts.some(({ log }) => /^Saved /m.test(log))) throw new Error('Job 1 saved nothing.')
  const before = await stateOf()
  await loseMachine(cold)

  const check = await newJob()
  note('2 check', 'restore', await check.uses(path.join(root, 'restore'), { with: { ...cache, version } }))
  compare(before, await stateOf())
  await loseMachine(check)

  const warm = await newJob()
  for (const what of work) {
    const result = await warm.uses(root, { with: { ...cache, version, ...command(what) } })
    seconds.warm += result.durationMilliseconds / 1000
    note('3 warm', `warm-dagger (${what})`, result)
    if (worker.wasHit(withoutColours(result).log) !== true)
      fail(`Job 3 did the work of ${what} again:\n${result.log}`)
  }
  for (const post of await warm.finish()) note('3 warm', 'post', post)
  await loseMachine(warm)
}

async function inParts(): Promise<void> {
  const parts = {
    restore: path.join(root, 'restore'),
    run: path.join(root, 'run'),
    save: path.join(root, 'save'),
  }
  const key = { ...cache, key: 'parts', version }
  const runWith = (what: (typeof work)[number]) => ({ with: { volume, version, ...command(what) } })
  const cold = await newJob()
  note('4 cold', 'restore', await cold.uses(parts.restore, { with: key }))
  for (const what of work) note('4 cold', `run (${what})`, await cold.uses(parts.run, runWith(what)))
  const saved = await cold.uses(parts.save)
  note('4 cold', 'save', saved)
  if (!/^Saved /m.test(saved.log)) throw new Error('Job 4 saved nothing.')
  await cold.finish()
  const before = await stateOf()
  await loseMachine(cold)

  const warm = await newJob()
  note('5 warm', 'restore', await warm.uses(parts.restore, { with: key }))
  compare(before, await stateOf())
  for (const what of work) {
    const result = await warm.uses(parts.run, runWith(what))
    note('5 warm', `run (${what})`, result)
    if (worker.wasHit(withoutColours(result).log) !== true)
      fail(`Job 5 did the work of ${what} again:\n${result.log}`)
  }
  note('5 warm', 'save', await warm.uses(parts.save))
  await warm.finish()
  await loseMachine(warm)
}

try {
  await forget()
  printRow('job', 'step', 'seconds', 'MB moved', 'decided')
  await allInOne()
  await inParts()
} finally {
  try {
    await forget()
  } finally {
    await rm(store, { recursive: true, force: true })
  }
}
console.log(
  failures.length > 0
    ? `\nFAILED: ${failures.length} of what was promised did not come true, see above.`
    : `\nThe steps of the cold job took ${seconds.cold.toFixed(1)} s, those of the warm one ${seconds.warm.toFixed(1)} s with the restore. Nothing was lost. Jobs 4 and 5 did the same by restore, run and save.`,
)
if (failures.length > 0) process.exitCode = 1
