// A machine that keeps its state: the next job starts where the last one ended.
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'

const calls = [`layer ${image}`, `volume ${image} --nonce=kept`, 'call --text=a']
const outputOf = ({ steps }: FinishedJob, at: number): string => steps[at]?.outputs['output']?.trim() ?? ''

export async function keep(machine: RealMachine, report: Report): Promise<void> {
  const toolCache = await mkdtemp(join(machine.folder, 'tool-cache-'))
  // One runner: its folder for temporary files is the same for each job, and emptied between two of them.
  const temp = join(machine.folder, 'runner')
  const runner = { runnerEnvironment: 'self-hosted', toolCache, temp } as const
  const job = async (more: readonly string[] = []): Promise<FinishedJob> => {
    await rm(temp, { recursive: true, force: true })
    return await machine.run({ key: 'keep', runner, with: { keep: 'true' } }, [...calls, ...more])
  }

  const first = await job()
  const second = await job([`volume ${image} --nonce=second`])
  report.check(
    'A job starts from the state that its machine kept',
    second.log.includes('Used the state that this machine kept') &&
      outputOf(second, 0) === outputOf(first, 0) &&
      outputOf(second, 3) === '2',
    `layer ${outputOf(second, 0)}; cache volume: ${outputOf(first, 1)}, then ${outputOf(second, 3)}`,
  )
  report.check('What it added is saved', second.saved, decisionOf(second.endLog))
  report.check(
    'Its engine is stopped, and its state kept for the next job',
    !second.engineRan && second.endLog.includes('Kept the state on this machine'),
    second.engineRan ? 'the engine runs' : 'it is stopped',
  )

  const third = await job()
  report.check(
    'Also after a job that began on a kept state, layers are cache hits',
    outputOf(third, 0) === outputOf(first, 0),
    outputOf(third, 0),
  )
  report.check(
    'A job that does nothing new stops its engine all the same, and keeps its state',
    !third.engineRan && third.endLog.includes('Kept the state on this machine'),
    decisionOf(third.endLog),
  )
}
