// A state that was not used for three days still makes builds fast.
import { setTimeout } from 'node:timers/promises'
import { isAtLeast } from '../../../src/dagger/version.ts'
import { image, type RealJob, type RealMachine } from '../machine.ts'
import { age } from '../recorded-times.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'
import { makeServed, startServers } from '../servers.ts'

const day = 24 * 3600
const key = 'age'
/** Milliseconds. The engine's first collection begins a second after its start (engine/server/server.go). */
const collectionMilliseconds = 4000
// The engine drops what is old only where the total is above 512 MB.
const fill = `in-volume ${image} --nonce=fill --script='dd if=/dev/zero of=/kept/large bs=1M count=600 2>/dev/null; echo 1 >/kept/mark'`
const look = `in-volume ${image} --nonce=look --script='cat /kept/mark; ls /kept/large | wc -l'`
const upload = `read ${image} --source=src --script='cat file'`

export async function threeDays(machine: RealMachine, report: Report): Promise<void> {
  const first = await machine.begin({ key })
  await first.call(fill)
  await first.call(upload)
  const servers = await startServers((await first.record()).container ?? '', await makeServed(machine))
  await first.call(`fetch --url=${servers.git} --branch=main`)
  await servers.stop()
  const held = await countOf(machine, first)
  const saved = await first.finish()
  report.check('A state with a cache volume of 600 MB is saved', saved.saved, decisionOf(saved.endLog))

  const job = await beginAged(machine, 3 * day)
  // Without a command: it starts the engine.
  await job.step('run')
  await setTimeout(collectionMilliseconds)
  const dropped =
    held === undefined ? droppedBy(await job.engineLog()) : held - ((await countOf(machine, job)) ?? 0)
  report.check(
    'The engine drops no cache volume, upload or git checkout that was not used for three days when it starts',
    dropped === 0,
    `${dropped} dropped`,
  )
  const { outputs } = await job.step('run', { call: look })
  const output = outputs['output']?.trim().replaceAll('\n', ', ') ?? ''
  report.check('A cache volume that was not used for three days has its content', output === '1, 1', output)
  await job.step('save')
  await job.finish()

  const idle = await beginAged(machine, 1.5 * day)
  await idle.step('run', { call: 'call --text=a' })
  await idle.step('save')
  const { saved: refreshed, log } = await idle.finish()
  report.check('An idle job refreshes a state that is older than a day', refreshed, decisionOf(log))
}

/** A job whose state is restored and aged before any engine uses it. */
async function beginAged(machine: RealMachine, seconds: number): Promise<RealJob> {
  const job = await machine.begin({ key })
  await job.step('restore')
  const { volume } = await job.record()
  if (!volume) throw new Error('nothing was restored')
  await age(volume.device, seconds)
  return job
}

/** Cache volumes, uploads and git checkouts that the engine's cache has; undefined from 0.21, which has another way. */
async function countOf({ dagger }: RealMachine, job: RealJob): Promise<number | undefined> {
  if (isAtLeast(dagger.version, '0.21.0')) return undefined
  const types = await job.entryTypes()
  return ['exec.cachemount', 'source.local', 'source.git.checkout'].reduce(
    (count, type) => count + (types.get(type) ?? 0),
    0,
  )
}

/** Source: dagger/dagger v0.21.8, dagql/cache_prune.go, which logs each entry that it drops. */
function droppedBy(log: string): number {
  return log.split('\n').filter((line) => line.includes('dagql pruned result')).length
}
