// A client that is still attached when a job ends does not keep its engine from stopping.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { apiOf, image, type RealJob, type RealMachine } from '../machine.ts'
import { decisionOf } from '../progress.ts'
import type { Report } from '../report.ts'

const mostWithSession = 10
const mostWithService = 75
/** An engine that waits for its clients for longer has failed. */
const longStop = { 'stop-timeout': '90' }

export async function attached(machine: RealMachine, report: Report): Promise<void> {
  const api = apiOf(machine.dagger.version)
  await holds(machine, report, {
    name: 'a client that only holds a session',
    most: mostWithSession,
    args: ['session'],
    ready: '"port"',
  })
  await holds(machine, report, {
    name: 'a client that keeps a service running',
    most: mostWithService,
    args: ['--progress=plain', ...api, 'call', 'web', image, 'up', '--ports=18080:80'],
    ready: 'tunnel started',
  })
  await writes(machine, report)
  await silentCloud(machine, report)
}

interface Client {
  readonly name: string
  /** Seconds from the beginning of the post to the end of the save. */
  readonly most: number
  readonly args: readonly string[]
  /** What it writes when it is attached. */
  readonly ready: string
  readonly env?: Readonly<Record<string, string>>
}

async function holds(machine: RealMachine, report: Report, client: Client): Promise<void> {
  const job = await machine.begin({ key: client.name.replaceAll(' ', '-'), with: longStop })
  await job.call(`layer ${image}`)
  const process = await attach(job, client.args, client.ready, client.env)
  try {
    const end = await job.finish()
    const seconds = (end.seconds['engine stop'] ?? 0) + (end.seconds.save ?? 0)
    report.check(
      `With ${client.name}, the engine is stopped and the state saved within ${client.most} s`,
      end.saved && seconds <= client.most,
      `${seconds.toFixed(1)} s; ${decisionOf(end.endLog)}`,
    )
  } finally {
    await endClient(process)
  }
}

/** A command that writes a cache volume when the job ends. */
async function writes(machine: RealMachine, report: Report): Promise<void> {
  const job = await machine.begin({ key: 'attached-writer', with: longStop })
  await job.call(`layer ${image}`)
  const script = 'echo begun; for n in $(seq 600); do echo $n >>/kept/written; sleep 1; done'
  const api = apiOf(machine.dagger.version)
  const args = [
    '--progress=plain',
    ...api,
    'call',
    'in-volume',
    image,
    '--nonce=attached',
    `--script=${script}`,
  ]
  const process = await attach(job, args, 'begun')
  try {
    const end = await job.finish()
    report.check(
      'Where the stop interrupts a command that writes a cache volume, nothing is saved and the log says so',
      !end.saved && /Nothing (was|is) saved/.test(end.endLog),
      decisionOf(end.endLog),
    )
  } finally {
    await endClient(process)
  }
}

/**
 * Dagger Cloud takes connections and never answers. Only the client sends its trace there: a command of the job would
 * wait five minutes for it.
 */
async function silentCloud(machine: RealMachine, report: Report): Promise<void> {
  let connections = 0
  const cloud = createServer(() => connections++).listen(0, '127.0.0.1')
  await once(cloud, 'listening')
  const { port } = cloud.address() as AddressInfo
  const env = { DAGGER_CLOUD_URL: `http://127.0.0.1:${port}`, DAGGER_CLOUD_TOKEN: 'dag_acme_0123456789' }
  try {
    await holds(machine, report, {
      name: 'a client whose trace cannot be sent',
      most: mostWithService,
      args: ['session'],
      ready: '"port"',
      env,
    })
    const connected = `${connections} connections`
    report.check('Dagger Cloud was asked to take that trace', connections > 0, connected)
  } finally {
    cloud.close()
  }
}

/** Starts a client of the job's engine that outlives the job's steps. @throws Error when it does not attach */
async function attach(
  job: RealJob,
  args: readonly string[],
  ready: string,
  env: Client['env'] = {},
): Promise<ChildProcess> {
  const client = spawn('dagger', args, {
    cwd: job.job.workspace,
    env: { ...(await job.clientEnvironment()), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => {
      reject(new Error(`dagger ${args.join(' ')} did not attach: ${output.slice(-1000)}`))
    }
    const timer = setTimeout(giveUp, 60_000)
    for (const stream of [client.stdout, client.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString()
        if (!output.includes(ready)) return
        clearTimeout(timer)
        resolve()
      })
    }
    client.on('exit', giveUp)
  })
  return client
}

async function endClient(client: ChildProcess): Promise<void> {
  if (client.exitCode !== null || client.signalCode !== null) return
  const ended = once(client, 'exit')
  client.kill('SIGKILL')
  await ended
}
