import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds from one signal to a cancelled step to the next, harder one. */
export interface CancelDelays {
  readonly afterInterruptMilliseconds: number
  readonly afterTerminateMilliseconds: number
}

/** Source: actions/runner at 2.336.0, src/Runner.Sdk/ProcessInvoker.cs lines 32-33. */
export const runnerCancelDelays: CancelDelays = {
  afterInterruptMilliseconds: 7500,
  afterTerminateMilliseconds: 2500,
}

/** A user to run steps as, like an ordinary runner account. */
export interface StepUser {
  readonly uid: number
  readonly gid: number
  /** Additional groups, such as docker. */
  readonly groups?: readonly number[]
}

export interface StepProcess {
  readonly commandLine: readonly [string, ...string[]]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly user: StepUser | undefined
  readonly onLine: (line: string) => void
}

export interface RunningStep {
  /** Resolves when the process has ended and its output was read; never rejects. */
  readonly ended: Promise<{ readonly exitCode: number }>
  /** Signals the process only; SIGKILL also ends all its descendants, like the loss of a machine. */
  kill(signal: NodeJS.Signals): void
  /** Ends it as a runner does on cancellation: SIGINT, SIGTERM, then a kill of the tree. */
  cancel(delays: CancelDelays): Promise<void>
}

// A process that ended may have left its output to a child; the runner waits this long for it to close.
const outputCloseMilliseconds = 5000

export function startStep(step: StepProcess): RunningStep {
  const [program, ...args] = asUser(step.user, step.commandLine)
  const child = spawn(program, args, {
    cwd: step.cwd,
    env: step.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let killed: readonly number[] = []
  const outputs = [lines(child.stdout, step.onLine), lines(child.stderr, step.onLine)]

  async function waitForEnd(): Promise<{ exitCode: number }> {
    let exitCode: number
    try {
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
      exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
    } catch (error) {
      step.onLine(`##[error]${error instanceof Error ? error.message : String(error)}`)
      return { exitCode: 127 }
    }
    const timer = setTimeout(() => {
      child.stdout.destroy()
      child.stderr.destroy()
    }, outputCloseMilliseconds)
    await Promise.all(outputs)
    clearTimeout(timer)
    await untilGone(killed)
    return { exitCode }
  }

  const ended = waitForEnd()

  function kill(signal: NodeJS.Signals): void {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    if (signal === 'SIGKILL') killed = killTree(child.pid)
    else child.kill(signal)
  }

  async function endsWithin(milliseconds: number): Promise<boolean> {
    const stop = new AbortController()
    const timeout = sleep(milliseconds, false, { signal: stop.signal }).catch(() => false)
    const inTime = await Promise.race([ended.then(() => true), timeout])
    stop.abort()
    return inTime
  }

  async function cancel(delays: CancelDelays): Promise<void> {
    kill('SIGINT')
    if (await endsWithin(delays.afterInterruptMilliseconds)) return
    kill('SIGTERM')
    if (await endsWithin(delays.afterTerminateMilliseconds)) return
    kill('SIGKILL')
    await ended
  }

  return { ended, kill, cancel }
}

/** Ends every process whose environment has `name=value`, as a runner does with what a job left running. */
export async function killByEnvironment(name: string, value: string): Promise<void> {
  const pids = processIds().filter((pid) => readProc(pid, 'environ').split('\0').includes(`${name}=${value}`))
  pids.forEach(killOne)
  await untilGone(pids)
}

/** The command line that runs another one as `user`; `setpriv` keeps the process ID. */
function asUser(
  user: StepUser | undefined,
  commandLine: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  if (user === undefined) return commandLine
  const groups = user.groups?.length ? `--groups=${user.groups.join(',')}` : '--clear-groups'
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, groups, '--', ...commandLine]
}

async function lines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const reader = createInterface({ input: stream, crlfDelay: Infinity })
  reader.on('line', onLine)
  stream.on('close', () => {
    reader.close()
  })
  await once(reader, 'close')
}

/** Returns the IDs of all killed processes, which may take a moment to end. */
function killTree(root: number, children = childrenByParent()): readonly number[] {
  killOne(root)
  return [root, ...(children.get(root) ?? []).flatMap((child) => killTree(child, children))]
}

/** Gives up after some seconds: a process can be stuck in the kernel. */
async function untilGone(pids: readonly number[]): Promise<void> {
  for (let attempts = 0; attempts < 500 && pids.some(isRunning); attempts++) await sleep(10)
}

/** A zombie process has no memory, and so no environment. */
function isRunning(pid: number): boolean {
  return readProc(pid, 'environ') !== ''
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has already ended.
  }
}

function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>()
  for (const pid of processIds()) {
    // "pid (name) state parent …"; the name can contain anything.
    const parent = Number(readProc(pid, 'stat').split(') ').at(-1)?.split(' ')[1])
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [pid])
    else siblings.push(pid)
  }
  return children
}

function processIds(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function readProc(pid: number, file: 'stat' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
