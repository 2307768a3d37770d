// Several modules in one job, one of which depends on the other.
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'

export async function modules(machine: RealMachine, report: Report): Promise<void> {
  const job = async (): Promise<FinishedJob> => {
    const underway = await machine.begin({ key: 'modules' })
    await underway.call(`layer ${image}`)
    await underway.call(`layer ${image}`, { module: 'second' })
    return await underway.finish()
  }
  const [cold, warm] = [await job(), await job()]
  const outputs = ({ steps }: FinishedJob): string[] =>
    steps.slice(0, 2).map(({ outputs: { output }, outcome }) => output?.trim() ?? outcome)
  report.check('A job with two modules is saved', cold.saved, decisionOf(cold.endLog))
  report.check(
    'The layers of both modules are cache hits in the next job',
    outputs(warm).join() === outputs(cold).join() && outputs(warm).every((output) => output.includes('-')),
    outputs(warm).join(', '),
  )
}
