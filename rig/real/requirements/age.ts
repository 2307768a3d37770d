// A state that nobody used for three days still has what makes builds fast.
import { setTimeout } from 'node:timers/promises'
import { image, type RealJob, type RealMachine } from '../machine.ts'
import { age } from '../recorded-times.ts'
import type { Report } from '../report.ts'
import { makeServed, startServers } from '../servers.ts'
import { lastLine } from './warm.ts'

const day = 24 * 3600
const key = 'age'
/** Milliseconds. The engine's first collection begins a second after its start (engine/server/server.go). */
const collection = 4000
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
  const before = kindsOf(await first.entryTypes())
  const saved = await first.finish()
  report.check('A state with a cache volume of 600 MB is saved', saved.saved, lastLine(saved.endLog))

  const job = await beginAged(machine, 3 * day)
  // Without a command: it starts the engine.
  await job.step('run')
  await setTimeout(collection)
  const after = kindsOf(await job.entryTypes())
  for (const [kind, name] of [
    ['cache volume', 'A cache volume'],
    ['local source', 'The mirror of an uploaded folder'],
    ['git checkout', 'A git checkout'],
  ] as const) {
    report.check(
      `${name} that was not used for three days is there when the first command runs`,
      after[kind] > 0 && after[kind] >= before[kind],
      `${before[kind]} before, ${after[kind]} after`,
    )
  }
  const { outputs } = await job.step('run', { call: look })
  const output = outputs['output']?.trim().replaceAll('\n', ', ') ?? ''
  report.check('A cache volume that was not used for three days has its content', output === '1, 1', output)
  await job.step('save')
  await job.finish()

  const idle = await beginAged(machine, 1.5 * day)
  await idle.step('run', { call: 'call --text=a' })
  await idle.step('save')
  const { saved: refreshed, log } = await idle.finish()
  report.check('An idle job refreshes a state that is older than a day', refreshed, lastLine(log))
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

type Kind = 'cache volume' | 'local source' | 'git checkout'

function kindsOf(types: ReadonlyMap<string, number>): Record<Kind, number> {
  return {
    'cache volume': types.get('exec.cachemount') ?? 0,
    'local source': types.get('source.local') ?? 0,
    'git checkout': types.get('source.git.checkout') ?? 0,
  }
}
