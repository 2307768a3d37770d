// Identical jobs do not make the state larger, and a limit is kept.
import { image, type RealMachine } from '../machine.ts'
import { age } from '../recorded-times.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'

const mostGrowth = 1.1

/** @param jobs how many identical ones follow the first */
export async function growth(machine: RealMachine, report: Report, jobs: number): Promise<void> {
  for (const megabytes of [50, 300]) {
    const key = `growth-${megabytes}`
    const calls = [
      `exec ${image} --script='head -c ${megabytes}m /dev/urandom >/large'`,
      `read ${image} --source=src --script='cat file'`,
      'call --text=a',
    ]
    await machine.run({ key }, calls)
    const first = await machine.newest(key)
    for (let job = 1; job <= jobs; job++) await hourLater(machine, key, calls)
    const last = await machine.newest(key)
    for (const [size, words] of [
      ['compressed', 'compressed'],
      ['onDisk', 'on the disk'],
    ] as const) {
      const ratio = (last?.[size] ?? Infinity) / (first?.[size] ?? 1)
      report.check(
        `After ${jobs} identical jobs an hour apart, a state of ${megabytes} MB is at most ${mostGrowth} times its size after the first (${words})`,
        ratio <= mostGrowth,
        `${inMegabytes(first?.[size])} and ${inMegabytes(last?.[size])}: ${ratio.toFixed(2)} times`,
      )
    }
  }
}

/** A job whose state was saved an hour ago. */
async function hourLater(machine: RealMachine, key: string, calls: readonly string[]): Promise<void> {
  const job = await machine.begin({ key })
  await job.step('restore')
  const { volume } = await job.record()
  if (!volume) throw new Error('nothing was restored')
  await age(volume.device, 3600)
  for (const call of calls) await job.step('run', { call })
  await job.step('save')
  await job.finish()
}

/** Each job adds 40 MB that do not compress, and leaves as much behind, below a limit of 100 MB. */
export async function limit(machine: RealMachine, report: Report): Promise<void> {
  const most = 100e6
  for (const prune of ['true', 'false']) {
    const key = `limit-${prune}`
    const inputs = { 'max-cache-size': '100MB', prune }
    let log = ''
    for (let job = 1; job <= 4; job++) {
      const script = `--script='head -c 40m /dev/urandom >/large && echo ${job}'`
      const calls = [`exec ${image} ${script}`, `leave ${image} ${script}`]
      const finished = await machine.run({ key, with: inputs }, calls)
      log = decisionOf(finished.endLog)
    }
    const held = (await machine.newest(key))?.compressed ?? Infinity
    report.check(
      `max-cache-size: 100MB with prune: ${prune} holds to within 10%`,
      held <= 1.1 * most,
      `${inMegabytes(held)}; ${log}`,
    )
  }

  const key = 'limit-too-small'
  const call = `exec ${image} --script='head -c 150m /dev/urandom >/large'`
  const job = await machine.run({ key, with: { 'max-cache-size': '100MB', prune: 'true' } }, [call])
  const held = (await machine.newest(key))?.compressed ?? 0
  report.check(
    'What a job itself used is saved even above max-cache-size, and the log says so',
    held > 150e6 && /max-cache-size/.test(job.endLog),
    `${inMegabytes(held)}; ${decisionOf(job.endLog)}`,
  )
}

function inMegabytes(bytes = 0): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
