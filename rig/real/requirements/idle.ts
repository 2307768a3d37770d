// An idle job writes nothing and does not stop its engine; every kind of work, however small, is saved.
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasResults } from '../../../src/dagger/local-cache.ts'
import { commitAll, image, type FinishedJob, type RealJob, type RealMachine } from '../machine.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'
import { makeServed, startServers, type Served, type Servers } from '../servers.ts'

const idleJobs = 3
const keptText = (text: string, after = ''): string => `printf ${text} >/kept/text${after}`
const inVolume = (nonce: string, script: string): string =>
  `in-volume ${image} --nonce=${nonce} --script='${script}'`

const cached = [
  `layer ${image}`,
  inVolume('first', keptText('aaaa')),
  'call --text=a',
  `read ${image} --source=src --script='cat file'`,
]

interface Work {
  readonly name: string
  /** What the job does besides the cached calls. */
  readonly does: (job: RealJob, servers: Servers) => Promise<unknown>
  readonly prepare?: (workspace: string) => Promise<void>
  /** The user's own engine.json. */
  readonly engineJson?: object
}

const kinds: readonly Work[] = [
  { name: 'a new function call', does: (job) => job.call('call --text=b') },
  { name: 'a new exec', does: (job) => job.call(`layer ${image} --salt=b`) },
  {
    name: 'an exec that writes 100 KB',
    does: (job) => job.call(`exec ${image} --script='head -c 100000 /dev/urandom >/written'`),
  },
  {
    name: 'a cache volume that changed at equal size',
    does: (job) => job.call(inVolume('second', keptText('bbbb'))),
  },
  {
    name: 'a cache volume that a failed exec changed at equal size',
    does: (job) => job.call(inVolume('failed', keptText('cccc', '; exit 1'))),
  },
  {
    name: 'a changed file of a few bytes',
    prepare: async (workspace) => {
      await appendFile(join(workspace, 'src/file'), 'more\n')
      await commitAll(workspace)
    },
    does: () => Promise.resolve(),
  },
  {
    name: 'an exec with a secret',
    does: (job) => job.call(`with-token ${image} --token=env:TOKEN`, { env: 'TOKEN=secret' }),
  },
  {
    name: 'an exec with a service',
    does: (job) => job.call(`ask ${image} --nonce=b --script='wget -qO- http://web/made-for'`),
  },
  {
    name: 'an image that was pulled',
    does: (job, servers) => job.call(`pull --address=${servers.image}`),
  },
  {
    name: 'a git repository that was fetched',
    does: (job, servers) => job.call(`fetch --url=${servers.git} --branch=main`),
  },
  {
    name: 'a commit that was fetched into the mirror of a repository',
    does: async (job, servers) => {
      await servers.commit()
      const { log } = await job.call(`fetch --url=${servers.git} --branch=main --nonce=second`)
      if (!log.includes('more')) throw new Error(`The commit was not fetched:\n${log}`)
    },
  },
  {
    name: 'a prune in the middle of the job',
    does: (job) => job.step('all', { call: '', verb: 'core', args: 'engine local-cache prune' }),
  },
  {
    name: 'a call that failed',
    does: (job) => job.call(`exec ${image} --script='exit 3'`),
  },
  {
    name: 'a new call on an engine that drops entries to keep to its limit',
    engineJson: { gc: { maxUsedSpace: 1e6, reservedSpace: 0 } },
    does: (job) => job.call('call --text=c'),
  },
]

/** Up to 0.20, each call in Dang and each upload adds entries: only a job with neither can be idle. */
const cachedOnOld = 'directory with-new-file --path=a --contents=b file --path=a contents'

export async function idle(machine: RealMachine, report: Report): Promise<void> {
  const isOld = !hasResults(machine.dagger.version)
  const key = 'idle'
  const sameJob = async (): Promise<FinishedJob> => {
    if (!isOld) return await machine.run({ key }, cached)
    const job = await machine.begin({ key: 'idle-old' })
    await job.step('all', { verb: 'core', args: cachedOnOld })
    return await job.finish()
  }
  await sameJob()
  // What the second job does for the first time, such as reading a volume, is work too.
  await sameJob()
  for (let round = 1; round <= idleJobs; round++) {
    const job = await sameJob()
    report.check(`Idle job ${round} writes nothing`, job.storedBytes === 0, written(job))
    report.check(
      `Idle job ${round} does not stop its engine`,
      job.engineRan,
      job.engineRan ? 'it runs' : decisionOf(job.endLog),
    )
    report.measured('idle', job.seconds)
  }
  if (isOld) await machine.run({ key }, cached)
  const served = await makeServed(machine)
  for (const work of kinds) {
    const job = await workingJob(machine, key, work, served)
    report.check(`A job is saved for ${work.name}`, job.saved, written(job))
  }
}

async function workingJob(
  machine: RealMachine,
  key: string,
  work: Work,
  served: Served,
): Promise<FinishedJob> {
  const { prepare, engineJson } = work
  const configuration = join(machine.folder, 'configuration')
  if (engineJson) {
    await mkdir(join(configuration, 'dagger'), { recursive: true })
    await writeFile(join(configuration, 'dagger/engine.json'), JSON.stringify(engineJson))
  }
  const job = await machine.begin({
    key,
    ...(prepare && { prepare }),
    ...(engineJson && { runner: { env: { XDG_CONFIG_HOME: configuration } } }),
  })
  for (const call of cached) await job.call(call)
  const servers = await startServers((await job.record()).container ?? '', served)
  try {
    await work.does(job, servers)
  } finally {
    await servers.stop()
  }
  return await job.finish()
}

function written({ storedBytes, endLog }: FinishedJob): string {
  return storedBytes === 0 ? decisionOf(endLog) : `${(storedBytes / 1e6).toFixed(1)} MB written`
}
