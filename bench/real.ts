// Whole jobs on the real Dagger, phase by phase, compared with the five steps that workflows use without this action.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findDagger, type RealDagger } from '../rig/real/dagger.ts'
import { apiOf, image, startRealMachine, type RealMachine } from '../rig/real/machine.ts'
import { beginnings, beginningsOf } from '../rig/real/progress.ts'
import { checkOutTree, makeTree } from '../rig/real/tree.ts'
import { attempt, run } from '../src/programs.ts'
import { engineImage } from '../src/engine/host.ts'
import { describeMachine, type Machine } from './machine.ts'
import { spread, spreadInWords, type Spread } from './results.ts'

const usage = `usage: script/bench --real [options] [VERSION ...]
  --size MB,...    of the state, before compression (default 300,1700)
  --rounds N       of each job on a warm state (default 3); the cold one is run once
  --kind KIND,...  of cold, warm, idle, seed (default: all; cold is always run)
  --actions DIR    a checkout whose dist/ is measured (default: this one)
  --fetch MODE     all or on-demand: the action's input fetch (default on-demand)
  --label NAME     what the page calls it (default: on demand or whole)
`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '300,1700' },
    rounds: { type: 'string', default: '3' },
    kind: { type: 'string', default: 'cold,warm,idle,seed' },
    actions: { type: 'string', default: dirname(import.meta.dirname) },
    fetch: { type: 'string', default: 'on-demand' },
    label: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const label = values.label ?? (values.fetch === 'all' ? 'whole' : 'on demand')
const kinds = values.kind.split(',')
const sizes = values.size.split(',').map(Number)
const rounds = Number(values.rounds)
if (values.help || !sizes.every((size) => size > 0) || !(rounds > 0)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}
const versions = positionals.length > 0 ? positionals : ['0.20.3', '0.21.8', '1.0.0-beta.10']
const treeBytes = 150e6

/** Seconds of each phase, by its name. */
type Job = Readonly<Partial<Record<string, number>>>
/** Absent with `fetch: all`. */
const fetched = 'fetched until the end of the commands, MB'

const allKinds = ['cold', 'warm', 'idle', 'seed'] as const
type Kind = (typeof allKinds)[number]

/** One kind of job with one version and size. */
interface Result {
  readonly label: string
  readonly version: string
  readonly megabytes: number
  readonly kind: Kind
  readonly date: string
  readonly machine: Machine
  readonly rounds: number
  readonly phases: Readonly<Record<string, Spread>>
}

/** Files, most of them small. Half of them compress well, the others hardly. */
function fill(megabytes: number): string {
  const files = `for n in $(seq ${megabytes}); do head -c 500000 /dev/urandom >/state/$n.random; seq 1 73000 >/state/$n.text; done`
  return `exec ${image} --script='mkdir /state; ${files}'`
}

const cached = [
  `read ${image} --source=tree --script='find . -type f | wc -l'`,
  `layer ${image}`,
  'call --text=a',
]
const newWork = (round: number): string =>
  `exec ${image} --script='head -c 1m /dev/urandom >/new && echo ${round}'`

async function measure(dagger: RealDagger, megabytes: number, tree: string): Promise<Record<Kind, Job[]>> {
  const jobs: Record<Kind, Job[]> = { cold: [], warm: [], idle: [], seed: [] }
  const machine = await startRealMachine(dagger, { store: 'service', actions: resolve(values.actions) })
  const options = {
    with: { fetch: values.fetch },
    prepare: async (workspace: string) => {
      await checkOutTree(tree, workspace)
      // So that the job does not wait for what was written before it, as on a new machine.
      await run('sync')
    },
  }
  const key = 'real'
  const whole = async (kind: Kind, calls: readonly string[]): Promise<void> => {
    const { seconds, steps, fetchedBytes } = await machine.run({ key, ...options }, calls)
    const all = seconds['whole job'] ?? 0
    note(kind, {
      ...seconds,
      ...beginningsIn(steps.map(({ log }) => log)),
      'without the restore': all - (seconds.restore ?? 0),
      ...(fetchedBytes !== undefined && { [fetched]: fetchedBytes / 1e6 }),
    })
  }
  const note = (kind: Kind, job: Job): void => {
    jobs[kind].push(job)
    say(`${dagger.version}, ${megabytes} MB, ${kind}: ${JSON.stringify(job)}`)
  }
  try {
    await whole('cold', [fill(megabytes), ...cached])
    if (kinds.includes('warm'))
      for (let round = 0; round < rounds; round++) await whole('warm', [...cached, newWork(round)])
    if (kinds.includes('idle')) {
      await machine.run({ key, ...options }, cached)
      for (let round = 0; round < rounds; round++) await whole('idle', cached)
    }
    if (kinds.includes('seed')) {
      for (const job of await seedJobs(machine, dagger, megabytes, tree)) note('seed', job)
    }
  } finally {
    await machine.stop()
  }
  return jobs
}

/** Adds up, over the calls of a job, what the CLI does before a call's own work. */
function beginningsIn(logs: readonly string[]): Job {
  const sums: Record<string, number> = {}
  for (const log of logs) {
    for (const [name, seconds] of Object.entries(beginningsOf(log))) {
      sums[inCommand(name)] = (sums[inCommand(name)] ?? 0) + seconds
    }
  }
  return sums
}

function inCommand(name: string): string {
  return `in the command: ${name}`
}

/**
 * Warm jobs of five steps: restore a tar, run Dagger, `docker stop`, chmod, make a tar. Their network is free.
 *
 * Each job's volume is a new filesystem, as on a new machine. On the machine's own disk, the engine's default policy
 * would remove the state at the stop if less than a fifth of the disk is free (dagger/dagger v0.21.8,
 * engine/server/gc.go).
 */
async function seedJobs(
  machine: RealMachine,
  { version, cliFolder }: RealDagger,
  megabytes: number,
  tree: string,
): Promise<Job[]> {
  const folder = await mkdtemp(join(machine.folder, 'seed-'))
  const archive = join(folder, 'volume.tar.zst')
  const [container, volume] = ['warm-dagger-bench-seed', 'warm-dagger-bench-seed']
  const [disk, state] = [join(folder, 'disk.img'), join(folder, 'state')]
  let seconds: Record<string, number> = {}
  const timed = async (name: string, body: () => Promise<unknown>): Promise<void> => {
    const start = performance.now()
    await body()
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - start) / 1000
  }
  const forget = async (): Promise<void> => {
    await attempt('docker', ['rm', '--force', '--', container])
    await attempt('docker', ['volume', 'rm', '--force', '--', volume])
    await attempt('umount', ['--', state])
  }
  const makeVolume = async (): Promise<void> => {
    await rm(disk, { force: true })
    await run('truncate', ['--size=60G', '--', disk])
    await run('mkfs.ext4', ['-q', disk])
    await mkdir(state, { recursive: true })
    await run('mount', ['-o', 'loop', '--', disk, state])
    const bind = ['--opt', 'type=none', '--opt', 'o=bind', '--opt', `device=${state}`]
    await run('docker', ['volume', 'create', ...bind, volume])
  }
  const workspace = join(folder, 'app')
  const makeMachine = async (): Promise<void> => {
    await rm(workspace, { recursive: true, force: true })
    await run('git', ['clone', '--quiet', `file://${machine.repository}`, workspace])
    await checkOutTree(tree, workspace)
    await makeVolume()
    await run('sync')
  }
  const job = async (calls: readonly string[]): Promise<void> => {
    const inherit = {
      PATH: `${cliFolder}:${process.env['PATH'] ?? ''}`,
      HOME: await mkdtemp(join(folder, 'home-')),
      DO_NOT_TRACK: '1',
      ...(process.env['DOCKER_HOST'] !== undefined && { DOCKER_HOST: process.env['DOCKER_HOST'] }),
      _EXPERIMENTAL_DAGGER_RUNNER_HOST: `docker-image://${engineImage(version)}?container=${container}&volume=${volume}&cleanup=false`,
    }
    for (const call of calls) {
      // Written as for a shell, by us.
      const script = `exec dagger --progress=plain ${[...apiOf(version), 'call'].join(' ')} ${call}`
      await timed('command', () => run('sh', ['-c', script], { cwd: workspace, inherit }))
    }
    await timed('engine stop', () => run('docker', ['stop', '--', container]))
    await timed('chmod', () => run('chmod', ['-R', 'o+rx', state]))
    const compress = ['--use-compress-program', 'zstd -T0']
    await timed('save', () => run('tar', [...compress, '-cf', archive, '-C', state, '.']))
    await forget()
  }
  await forget()
  try {
    await makeMachine()
    await job([fill(megabytes), ...cached])
    const jobs: Job[] = []
    for (let round = 0; round < rounds; round++) {
      seconds = {}
      await makeMachine()
      await timed('restore', () =>
        run('tar', ['--use-compress-program', 'unzstd', '-xpf', archive, '-C', state]),
      )
      await job(cached)
      const whole = Object.values(seconds).reduce((total, one) => total + one, 0)
      jobs.push({
        ...seconds,
        'whole job': whole,
        'without the restore': whole - (seconds['restore'] ?? 0),
      })
    }
    return jobs
  } finally {
    await forget()
    await rm(folder, { recursive: true, force: true })
  }
}

function summarize(jobs: readonly Job[]): Record<string, Spread> {
  const names = new Set(jobs.flatMap((job) => Object.keys(job)))
  return Object.fromEntries(
    [...names].map((name) => [name, spread(jobs.flatMap((job) => job[name] ?? []))] as const),
  )
}

const order = [
  ...['restore', 'volume', 'CLI', 'engine start', 'connect', 'command'],
  ...beginnings.map(inCommand),
  ...[
    'idle check',
    'free space',
    'engine stop',
    'chmod',
    'save',
    'between',
    'whole job',
    'without the restore',
    fetched,
  ],
]

/** Each kind of job in turn, and of each the newest way first. */
function columnOf({ kind, label }: Result): number {
  const labels = ['on demand', 'whole', 'before']
  const place = labels.indexOf(label)
  return allKinds.indexOf(kind) * (labels.length + 1) + (place === -1 ? labels.length : place)
}

function page(results: readonly Result[]): string {
  const groups = new Map<string, Result[]>()
  for (const result of results) {
    const name = `Dagger ${result.version}, a state of ${result.megabytes / 1000} GB`
    groups.set(name, [...(groups.get(name) ?? []), result])
  }
  return [
    '# Whole jobs on the real Dagger',
    '',
    "`script/bench --real` wrote this page. Each job clones a source tree of 150 MB and makes three calls: one takes the tree, one runs an exec, one runs nothing. A cold job also makes the state, a warm job runs one new exec that writes 1 MB, an idle job does nothing new. The cache service is on loopback and not limited. `on demand` is the default, `whole` is `fetch: all`. `connect` is the time from the start of the engine to a connected client, and is part of `command`, as are the rows that begin with `in the command`: `parsing command line arguments` includes the upload of the tree, whose files have new times in each clone. `idle check` asks the engine what its cache contains, before the first command and at the end; `free space` makes it remove what nothing refers to. `between` is what no phase covers. Most of `command` is the engine's own work on the clone: it loads the workspace, and reads and stores again every file with a new time.",
    '',
    "The seed is what workflows do without us, as five steps: extract a tar into the volume, run Dagger, `docker stop` with Docker's limit of 10 s, `chmod -R o+rx`, make a tar with zstd. Its tar is a local file, so it does not pay for a network.",
    '',
    ...(results.some(({ label }) => label === 'before')
      ? [
          '`before` is the action of commit 110f59c, from before it had run on the real Dagger. It does not recognize idle jobs.',
          '',
        ]
      : []),
    'Seconds: median (least–most).',
    ...[...groups].flatMap(([name, unordered]) => {
      const of = unordered.toSorted((a, b) => columnOf(a) - columnOf(b))
      return [
        ...['', `## ${name}`, ''],
        `| | ${of.map(({ kind, label }) => (kind === 'seed' ? kind : `${kind}, ${label}`)).join(' | ')} |`,
        `| --- | ${of.map(() => '---').join(' | ')} |`,
        ...order
          .filter((phase) => of.some(({ phases }) => phases[phase]))
          .map((phase) => `| ${phase} | ${of.map(({ phases }) => cell(phases[phase])).join(' | ')} |`),
        '',
        [...new Set(of.map(machineInWords))].join(' '),
      ]
    }),
    '',
  ].join('\n')
}

function cell(seconds: Spread | undefined): string {
  return seconds ? spreadInWords(seconds, 1) : ''
}

function machineInWords({ label, date, machine, rounds: times }: Result): string {
  const { processor, cores, kernel, node, loadBefore } = machine
  return `${label}: ${date}, ${times} rounds, ${processor}, ${cores} cores, Linux ${kernel}, Node ${node}, load before ${loadBefore.toFixed(1)}.`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const target = join(dirname(import.meta.dirname), 'docs/benchmark')
const file = join(target, 'real-dagger.json')
await mkdir(target, { recursive: true })
let results: Result[] = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as Result[]
const machine = await describeMachine(tmpdir())
const trees = await mkdtemp(join(tmpdir(), 'warm-dagger-tree-'))
try {
  await makeTree(join(trees, 'tree'), treeBytes)
  for (const version of versions) {
    const dagger = await findDagger(version)
    for (const megabytes of sizes) {
      const jobs = await measure(dagger, megabytes, join(trees, 'tree'))
      const run = Object.entries(jobs).filter(([, of]) => of.length > 0)
      const measured = run.map(([kind, of]): Result => ({
        label,
        version,
        megabytes,
        kind: kind as Kind,
        date: new Date().toISOString().slice(0, 10),
        machine,
        rounds,
        phases: summarize(of),
      }))
      const replaced = (one: Result): boolean =>
        measured.some(
          ({ kind }) =>
            one.version === version &&
            one.megabytes === megabytes &&
            one.kind === kind &&
            (kind === 'seed' || one.label === label),
        )
      results = [...results.filter((one) => !replaced(one)), ...measured]
      // After each size, so that a run that is broken off has not been for nothing.
      await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`)
      await writeFile(join(target, 'real-dagger.md'), page(results))
    }
  }
} finally {
  await rm(trees, { recursive: true, force: true })
}
