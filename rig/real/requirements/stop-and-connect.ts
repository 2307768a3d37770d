// An engine stops within 3 s, idle or after work, and a client is connected within 1.2 s.
import { spread } from '../../../bench/results.ts'
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import { inSeconds, type Report } from '../report.ts'

const rounds = 3
const mostStop = 3
const mostConnect = 1.2

export async function stopAndConnect(machine: RealMachine, report: Report): Promise<void> {
  const jobs: FinishedJob[] = []
  const stops = async (name: string, calls: (round: number) => string[]): Promise<void> => {
    const seconds: number[] = []
    for (let round = 1; round <= rounds; round++) {
      const job = await machine.run({ key: `stop-${name}-${round}` }, calls(round))
      jobs.push(job)
      if (job.seconds['engine stop'] !== undefined) seconds.push(job.seconds['engine stop'])
    }
    const found = seconds.length === 0 ? 'no job stopped its engine' : inSeconds(seconds)
    const holds = seconds.length > 0 && spread(seconds).median <= mostStop
    report.check(`An engine that ran ${name} stops within ${mostStop} s`, holds, found)
  }
  await stops('no container', () => ['call --text=a'])
  const burst = (round: number): string =>
    `exec ${image} --script='for n in $(seq 2000); do echo ${round} >/tmp/$n; done'`
  await stops('containers', (round) => [
    burst(round),
    `ask ${image} --nonce=${round} --script='wget -qO- http://web/made-for'`,
  ])

  const connects = jobs.flatMap(({ connected }) => connected ?? [])
  report.check(
    `A client is connected ${mostConnect} s after its engine was started`,
    connects.length === jobs.length && spread(connects).median <= mostConnect,
    connects.length === 0 ? 'not known' : inSeconds(connects),
  )
}
