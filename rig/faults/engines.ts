import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt } from '../../src/programs.ts'
import { attemptAsRoot } from '../../src/privileged.ts'
import { shadow } from './closing.ts'
import type { Kind, Target } from './kind.ts'
import { version } from './world.ts'
import { engineImage } from '../engine/image.ts'

/** A point before the stop at which the engine is running. */
const beforeStop = { phase: 'stop', before: 'docker exec' } as const
const atStop = { phase: 'stop', before: 'docker stop' } as const
const atCommand = { phase: 'run', before: 'dagger --progress' } as const
/** Points at which an engine runs or is being stopped. */
const running = ['run', atCommand, beforeStop, atStop] as const

/** A command can fail if its engine disappears. */
const engineGone = { ending: ['done', 'failed'] } as const

/** The output of a docker command on the job's daemon; undefined if it fails. */
export async function dockerOf(
  { dockerHost }: Target,
  ...args: readonly string[]
): Promise<string | undefined> {
  const env = dockerHost === '' ? {} : { env: { DOCKER_HOST: dockerHost } }
  const { exitCode, stdout } = await attempt('docker', args, env)
  return exitCode === 0 ? stdout.trim() : undefined
}

/** Applies something to the engine, if it exists. */
async function toEngine(target: Target, verb: string, ...args: readonly string[]): Promise<void> {
  if ((await dockerOf(target, verb, ...args)) === undefined) target.miss()
}

/** Sets how the engine stops, see its contract. */
async function control(target: Target, ...settings: readonly string[]): Promise<void> {
  await toEngine(target, 'exec', target.container, 'function', 'control', ...settings)
}

/** Faults of the engine. */
export const engineFaults: readonly Kind[] = [
  {
    name: 'engine killed',
    places: running,
    strike: (target) => toEngine(target, 'kill', target.container),
    right: { ...engineGone, saved: false },
  },
  {
    name: 'engine out of memory',
    places: running,
    strike: outOfMemory,
    right: engineGone,
  },
  {
    name: 'engine crashes and Docker brings it back',
    places: running,
    // This also ends the command.
    strike: (target) => dockerOf(target, 'exec', target.container, 'function', 'crash'),
    right: engineGone,
  },
  {
    name: 'engine hangs in its stop',
    places: [beforeStop],
    exact: true,
    arrange: () => Promise.resolve({ inputs: { 'stop-timeout': '1' } }),
    strike: (target) => control(target, 'STANDIN_STOP=hang'),
    right: { saved: false },
  },
  {
    name: 'engine is slow to stop',
    places: [beforeStop],
    exact: true,
    strike: (target) => control(target, `STANDIN_STOP_SECONDS=${target.random.integer(1, 4)}`),
    right: { saved: true },
  },
  {
    name: 'engine crashes in its stop',
    places: [beforeStop],
    exact: true,
    strike: (target) => control(target, 'STANDIN_STOP=crash'),
    right: { saved: false },
  },
  {
    name: 'engine fails to close its state',
    places: [beforeStop],
    exact: true,
    strike: (target) => {
      const failures = ['mark', 'persist', 'close', 'http', 'graceful', 'no-mark-line'] as const
      return control(target, `STANDIN_STOP_FAULTS=${target.random.pick(failures)}`)
    },
    right: { saved: false },
  },
  {
    name: 'engine restarts while it is being stopped',
    places: [atStop],
    exact: true,
    strike: (target) => toEngine(target, 'restart', target.container),
    right: { saved: false },
  },
  {
    name: 'engine is started again after its stop',
    places: ['stop', 'save'],
    strike: (target) => toEngine(target, 'start', target.container),
  },
  {
    name: 'another container uses the volume',
    places: running,
    strike: async (target) => {
      const name = `faults-other-${process.pid}`
      const mount = `${target.volume}:/elsewhere`
      const made = await dockerOf(target, 'create', '--name', name, '--volume', mount, engineImage(version))
      if (made === undefined) target.miss()
      target.undo(() => dockerOf(target, 'rm', '--force', name))
    },
    right: { leaves: true },
  },
  {
    name: 'Docker daemon hangs',
    places: ['restore', 'stop', 'save', 'end', beforeStop, atStop, { phase: 'end', before: 'docker' }],
    arrange: async ({ folder, programs, random, undo }) => {
      // The daemon is others', too: for this job alone it does not answer.
      const hangs = join(folder, 'docker-hangs')
      await shadow(programs, 'docker', `while [ -e '${hangs}' ]; do sleep 0.1; done; exec "$real" "$@"`)
      const end = () => rm(hangs, { force: true })
      // The longest is longer than the whole save may take, and not for ever, as the CLI has no time limit.
      const seconds = random.pick([1, 5, 20])
      return {
        inputs: { 'save-timeout': '1' },
        strike: async () => {
          undo(end)
          await writeFile(hangs, '')
          setTimeout(() => void end(), seconds * 1000)
        },
      }
    },
    // The CLI may find no engine, and nothing can be cleared away.
    right: { ...engineGone, start: ['newest', 'older', 'cold'], leaves: true },
  },
  {
    name: 'Docker daemon restarted',
    places: ['restore', 'run', 'stop', 'save', 'end'],
    arrange: async ({ world }) => {
      const daemon = await world.secondDaemon()
      return { dockerHost: daemon.address, machine: 'stays', strike: () => daemon.restart() }
    },
    // Without the daemon, a job finds no engine and cannot remove anything.
    right: { ...engineGone, start: ['newest', 'cold'], leaves: true },
  },
]

/** Lowers the container's memory limit until the kernel kills its first process, which ends the container. */
async function outOfMemory(target: Target): Promise<void> {
  const pid = await dockerOf(target, 'inspect', '--format', '{{.State.Pid}}', target.container)
  const running = pid !== undefined && pid !== '0'
  // The engine may have ended in the meantime.
  const marked = running && (await attemptAsRoot('tee', [`/proc/${pid}/oom_score_adj`], { input: '1000' }))
  if (!marked || marked.exitCode !== 0) {
    target.miss()
    return
  }
  await dockerOf(target, 'update', '--memory', '16m', '--memory-swap', '16m', target.container)
  // Other processes, which the kernel spares, use memory until it kills the first process.
  await dockerOf(
    target,
    'exec',
    target.container,
    'sh',
    '-c',
    'echo 0 >/proc/self/oom_score_adj; head -c 40000000 /dev/zero | tail -c 40000000 >/dev/null',
  )
}
